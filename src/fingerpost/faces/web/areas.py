"""Areas: what one might focus on, each a question and a search; added, parked, dropped, kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.kept import kept_days
from fingerpost.errors import ProfileError, QueryError, UsageError
from fingerpost.faces.web import example_areas
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.kept import Kept
from fingerpost.faces.web.ways import Cannot, Parts
from fingerpost.focus.own_question import question_of, question_without_area
from fingerpost.home import Area
from fingerpost.home.area import Stand
from fingerpost.home.area_said import day_to_come
from fingerpost.home.focus_words import stand
from fingerpost.intake.asking import area_from, without_learning
from fingerpost.intake.widening import narrow_again, widen
from fingerpost.library import Library, parse_query

LONGEST_WHY, LONGEST_QUERY = 1_000, 20_000


@dataclass(frozen=True, slots=True)
class ListedArea:
    """An area of the list with what the library has on it."""

    area: Area
    papers: int | None
    """How many papers of the library its search finds; None where there is none to be read."""
    problem: str
    """Why the search cannot be understood; empty when it can."""
    dive: str
    """The address of the newest dive into it; empty where there is none."""
    any_method: int | None = None
    """How many papers its search would find without the names of machine learning that were added
    to it; None where none were, or where there is no library."""
    is_narrowed: bool = False
    """True where the names of machine learning were added to its search."""


@dataclass(frozen=True, slots=True)
class AreasPage:
    """What the page Areas shows."""

    title: str
    """The page's heading."""
    cannot: tuple[Cannot, ...]
    """What cannot be said of them just now, and what to do about it."""
    listed: tuple[ListedArea, ...]
    """Those that are kept first, then by name."""
    question: str
    """The person's question where no area is about it yet; else empty."""
    examples: tuple[Area, ...]
    """Those of them that are kept and are examples of ours, once the person is not."""

    def table(self) -> Table:
        """One row an area."""
        rows = [
            (each.area.name, each.area.title, str(each.area.standing.stand), each.area.query,
             each.papers)
            for each in self.listed
        ]  # fmt: skip
        return Table(("area", "title", "stand", "query", "papers"), rows)


def areas_page(desk: Desk, today: date) -> AreasPage:
    """Return the areas of the home, each with the number of its papers."""
    parts = Parts()
    library = parts.take(lambda: desk.library, None)
    listed = [_listed(desk, library, area, today) for area in desk.home.areas()]
    listed.sort(key=lambda each: (not each.area.is_kept, each.area.name))
    none: tuple[Area, ...] = ()
    examples = parts.take(lambda: example_areas.kept_examples(desk), none)
    asked = parts.take(lambda: question_without_area(desk.profile, desk.home.areas()), "")
    return AreasPage("Areas", tuple(parts.cannot), tuple(listed), asked, examples)


def _listed(desk: Desk, library: Library | None, area: Area, today: date) -> ListedArea:
    days = kept_days(desk.home, area.name)
    dive = f"/reports/dives/{area.name}/{days[-1].isoformat()}" if days else ""
    try:
        papers = total_of(library, area.query, today) if library else None
    except QueryError as error:
        return ListedArea(area, 0, str(error), dive)
    wider = without_learning(area.query)
    found = total_of(library, wider, today) if library and wider else None
    return ListedArea(area, papers, "", dive, found, bool(wider))


_totals: Kept[int] = Kept(200)


def total_of(library: Library, query: str, today: date) -> int:
    """Return how many papers a search finds; kept until the library is written into."""
    return _totals.of(library, (query, today), lambda: library.search(query, 0, today=today).total)


_NOTICES = {
    "added": "Added. Plan again on the page Today, and it is looked into.",
    "kept": "It is on your list again.",
    "parked": "Parked: it is left out until you take it up again.",
    "dropped": "Dropped: it is left out of comparisons and plans.",
    "widened": "Its search finds papers without machine learning too.",
    "narrowed": "Its search asks for machine learning again.",
}


def _all(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = areas_page(desk, place.today())
    given = request.query_params
    notice, before = _NOTICES.get(given.get("said", ""), ""), given.get("before", "")
    undo: tuple[tuple[str, str], ...] = (
        ("to", "/areas/stand"), ("area", given.get("area", "")), ("stand", before),
    )  # fmt: skip
    known = notice and before in list(Stand)
    if given.get("said") == "listed":
        notice = (
            "Added, each with a first search made of its words: look at these before you go on."
        )
        undo, known = (("to", "/areas/list/undo"), ("areas", given.get("areas", ""))), True
    if given.get("said") == "widened":
        undo, known = (("to", "/areas/narrow"), ("area", given.get("area", ""))), True
    undo = undo if known else ()
    if not notice:
        notice, undo = example_areas.notice_of(request, "/areas")
    return show(request, "areas.html", page, "/areas", notice=notice, undo=undo)


async def _widen(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_widen_area, place_of(request), form)


def _widen_area(place: Place, form: FormData) -> Response:
    """Seek papers without machine learning too."""
    with place.desk() as desk:
        area = desk.home.area(said(form, "area"))
        widen(desk.home, area)
    return see_other("/areas", said="widened", area=area.name)


async def _narrow(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_narrow_area, place_of(request), form)


def _narrow_area(place: Place, form: FormData) -> Response:
    """Take that back."""
    with place.desk() as desk:
        area = desk.home.area(said(form, "area"))
        narrow_again(desk.home, area)
    return see_other("/areas", said="narrowed")


async def _add(request: Request) -> Response:
    form = await read_form(request)
    title, query = said(form, "title", 500), said(form, "query", LONGEST_QUERY).strip()
    return await run_in_threadpool(_add_area, place_of(request), title, query)


def _add_area(place: Place, title: str, query: str) -> Response:
    if query:
        parse_query(query)
    area = area_from(title, query or None)
    with place.desk() as desk:
        area = replace(area, question=_question_of(desk, title))
        if any(known.name == area.name for known in desk.home.areas()):
            raise UsageError(f"There is an area “{area.title}” already.")
        desk.home.add_area(area)
        desk.home.journal.append("area added", area.name, query=area.query)
    return see_other("/areas", said="added", area=area.name, before="dropped")


def _question_of(desk: Desk, title: str) -> str:
    """Return the person's question for an area about it; an area needs no profile to be added."""
    try:
        asked = question_without_area(desk.profile, desk.home.areas())
        return question_of(desk.profile, title) if asked else ""
    except ProfileError:
        return ""


async def _stand(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_say_stand, place_of(request), form)


def _say_stand(place: Place, form: FormData) -> Response:
    """Keep, park or drop an area; go back to the page Focus where it was said there."""
    wanted, why = said(form, "stand"), said(form, "why", LONGEST_WHY).strip()
    if wanted not in list(Stand):
        raise UsageError("An area is kept, parked or dropped.")
    with place.desk() as desk:
        area = desk.home.area(said(form, "area"))
        again = day_to_come(said(form, "again"), place.today())
        stand(desk.home.journal, area.name, Stand(wanted), why, again)
    was = str(area.standing.stand)
    back = "/focus" if said(form, "back") == "focus" else "/areas"
    return see_other(back, said=wanted, area=area.name, before=was)


ROUTES = [
    Route("/areas", _all),
    Route("/areas/add", _add, methods=["POST"]),
    Route("/areas/widen", _widen, methods=["POST"]),
    Route("/areas/narrow", _narrow, methods=["POST"]),
    Route("/areas/stand", _stand, methods=["POST"]),
]
