"""A first list of areas, pasted: its points are shown for review, and those ticked are added."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.errors import UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.focus.first_list import LONGEST, MOST, Idea, area_of, areas_in
from fingerpost.home import Area
from fingerpost.home.area import Stand
from fingerpost.home.focus_words import stand

SOURCE = "a list that was pasted"


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the list and the area that it would become."""

    number: int
    idea: Idea
    area: Area
    is_known: bool
    """True where the home has an area of that name already."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """What the page for bringing a list of areas in shows."""

    title: str
    """The page's heading."""
    text: str
    """What was pasted; empty before that."""
    points: tuple[Point, ...]
    """The points of its first list."""
    problem: str
    """Why nothing can be taken from it; empty where something can."""

    def table(self) -> Table:
        """One row a point."""
        rows = [
            (p.number, p.area.title, "; ".join(p.idea.ideas), p.idea.remark, p.area.query,
             "yes" if p.is_known else "no") for p in self.points
        ]  # fmt: skip
        return Table(("number", "title", "ideas", "remark", "query", "known"), rows)


def list_page(text: str, known: frozenset[str]) -> ListPage:
    """Return the points of a pasted text for review; `known` are the areas that there are."""
    points = []
    for number, idea in enumerate(areas_in(text), 1):
        area = area_of(idea, SOURCE)
        points.append(Point(number, idea, area, area.name in known))
    problem = ""
    if text and not points:
        problem = (
            "This has no list. Put each area on a line of its own that begins with a hyphen, such"
            " as  - Early warning of sepsis"
        )
    return ListPage("Bring a list of areas in", text, tuple(points), problem)


def _page(request: Request) -> Response:
    return show(request, "area_list.html", list_page("", frozenset()), "/areas")


async def _review(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_show_review, request, _pasted(form))


def _show_review(request: Request, text: str) -> Response:
    with place_of(request).desk() as desk:
        known = frozenset(area.name for area in desk.home.areas())
    return show(request, "area_list.html", list_page(text, known), "/areas")


async def _add(request: Request) -> Response:
    form = await read_form(request, most_fields=MOST + 10)
    return await run_in_threadpool(_add_ticked, place_of(request), form)


def _add_ticked(place: Place, form: FormData) -> Response:
    ticked = set(map(str, form.getlist("pick")))
    added = []
    with place.desk() as desk:
        known = {area.name for area in desk.home.areas()}
        for point in list_page(_pasted(form), frozenset(known)).points:
            if str(point.number) in ticked and point.area.name not in known:
                desk.home.add_area(point.area)
                desk.home.journal.append(
                    "area added", point.area.name, query=point.area.query, file=SOURCE
                )
                known.add(point.area.name)
                added.append(point.area.name)
    if not added:
        raise UsageError("No area was ticked that is not in your list already.")
    return see_other("/areas", said="listed", areas=",".join(added))


def _pasted(form: FormData) -> str:
    """Return what was pasted, with plain line ends: forms send others."""
    return said(form, "text", LONGEST).replace("\r\n", "\n").replace("\r", "\n")


async def _undo(request: Request) -> Response:
    form = await read_form(request)
    names = said(form, "areas", LONGEST).split(",")
    return await run_in_threadpool(_drop, place_of(request), names)


def _drop(place: Place, names: list[str]) -> Response:
    with place.desk() as desk:
        for area in desk.home.areas():
            if area.name in names and area.is_kept:
                stand(desk.home.journal, area.name, Stand.DROPPED, "taken back")
    return see_other("/areas", said="dropped")


ROUTES = [
    Route("/areas/list", _page),
    Route("/areas/list/review", _review, methods=["POST"]),
    Route("/areas/list/add", _add, methods=["POST"]),
    Route("/areas/list/undo", _undo, methods=["POST"]),
]
