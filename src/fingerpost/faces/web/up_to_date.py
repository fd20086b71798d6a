"""Bringing areas up to date: searches saved on them, what these would ask, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import FailureError, FingerpostError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.jobs import Say, keep_problems, write_found
from fingerpost.faces.web.sending import (
    LONGEST_QUERY,
    Shown,
    asking_settings,
    most_of,
    quietly,
    refuse_to_ask,
    settings_now,
    shown,
    supplier_named,
)
from fingerpost.home import Area, SavedSearch
from fingerpost.home.inbox import Inbox
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.exports import watched
from fingerpost.intake.fetching import MOST, Wanted
from fingerpost.intake.known import with_ids_now
from fingerpost.intake.saving import drop_search, save_search
from fingerpost.intake.up_to_date import read_renewed, run_searches
from fingerpost.intake.update_words import (
    HEADINGS,
    flow_sentence,
    standing_sentence,
    together_sentence,
)
from fingerpost.intake.updating import SearchUpdate, check_search, together
from fingerpost.intake.watching import News
from fingerpost.notes.wished import bring_wished
from fingerpost.records import Problem
from fingerpost.sources.live import SUPPLIERS, Settings, settings_from_environment
from fingerpost.sources.live.told import TELLINGS, Telling
from fingerpost.text import plural

PAGE = "/areas/update"
MOST_EVENTS = 200
"""So many papers of one kind of news are listed; the journal has all."""


@dataclass(frozen=True, slots=True)
class ListedSearch:
    """A saved search, and what it would send."""

    search: SavedSearch
    shown: Shown | None
    problem: str
    """Why it cannot be asked; empty where it can."""


@dataclass(frozen=True, slots=True)
class AreaSearches:
    """An area with its saved searches."""

    area: Area
    searches: tuple[ListedSearch, ...]


@dataclass(frozen=True, slots=True)
class UpdatePage:
    """What the page for bringing areas up to date shows."""

    title: str
    """The page's heading."""
    areas: tuple[AreaSearches, ...]
    """The areas that are kept or have saved searches."""
    searches: int
    """How many searches are saved with these."""
    chosen: str
    """The area that the page was opened for; empty for all."""
    wishes: int
    """Papers that wait in the inbox, which are asked for again."""
    exports: tuple[str, ...]
    """Files that are read again where they have changed."""
    suppliers: tuple[Telling, ...]
    """Whom a search can be saved for."""
    most: int
    """How many papers a search takes where nothing else is said."""
    cannot_ask: str
    """Why nobody can be asked just now; empty where one can."""
    said: str
    """What the last update brought, in a sentence; empty where none is shown."""
    brought: tuple[Mapping[str, Any], ...]
    """What each search brought: area, title, sentences, and news with papers."""

    def table(self) -> Table:
        """One row a paper of which there is news; before an update, one a saved search."""
        if self.brought:
            rows = [
                (each["area"], each["supplier"], news["name"], paper["id"], paper["title"])
                for each in self.brought
                for news in each["news"]
                for paper in news["papers"]
            ]
            return Table(("area", "supplier", "news", "id", "title"), rows)
        found = [
            (each.area.name, one.search.supplier, one.search.query, one.search.most)
            for each in self.areas
            for one in each.searches
        ]
        return Table(("area", "supplier", "query", "most"), found)


def update_page(place: Place, chosen: str, job_id: str) -> UpdatePage:
    """Return the saved searches with what they would send, and what a job found."""
    found = place.jobs.found(job_id) if job_id else {}
    with place.desk() as desk:
        areas = [a for a in desk.home.areas() if (a.is_kept or a.searches)]
        wishes = len(Inbox.of(desk.home.folder).open_wishes())
        exports = tuple(Path(each.path).name for each in watched(desk.home.library_folder))
    mine = [area for area in areas if area.name == chosen]
    settings, why = settings_now()
    listed = [
        AreaSearches(area, tuple(_listed(search, settings) for search in area.searches))
        for area in mine or areas
    ]
    return UpdatePage(
        title="Bring up to date",
        areas=tuple(listed),
        searches=sum(len(each.searches) for each in listed),
        chosen=chosen if mine else "",
        wishes=wishes,
        exports=exports,
        suppliers=TELLINGS,
        most=MOST,
        cannot_ask=why,
        said=found.get("said", ""),
        brought=tuple(found.get("brought", ())),
    )


def _listed(search: SavedSearch, settings: Settings) -> ListedSearch:
    try:
        check_search(search)
        return ListedSearch(
            search, shown(Wanted(search.supplier, search.query, search.most), settings), ""
        )
    except FingerpostError as error:
        return ListedSearch(search, None, str(error))


def update_work(desk: Desk, order: Mapping[str, Any], folder: Path, say: Say) -> dict[str, Any]:
    """Do the work of a job: exports, wishes and saved searches in turn, as `update` does."""
    today = date.fromisoformat(order["today"])
    areas = [
        area for area in desk.home.areas() if not order["areas"] or area.name in order["areas"]
    ]
    problems: list[Problem] = list(take_up_decisions(desk.library, desk.home.journal))
    areas = [with_ids_now(desk.library, area) for area in areas]
    parts = sum(len(area.searches) for area in areas)
    told = [*_exports(desk, today, say, problems), *_wishes(desk, say, problems)]
    updates: list[SearchUpdate] = []

    def tell(area: Area, title: str, done: int, of: int) -> None:
        where = f"{area.title}, {title}: {done:,} of {of:,}"
        say(said=where, part=len(updates), parts=parts)

    fault: FingerpostError | None = None
    searches = run_searches(desk.home, desk.library, areas, asking_settings(say), today, tell)
    try:
        updates.extend(searches)
    except FingerpostError as error:
        fault = error
    problems += [problem for update in updates for problem in update.problems]
    keep_problems(folder, desk.home.folder, problems)
    sentence = " ".join([*told, _sentence(updates)])
    write_found(folder, {"said": sentence, "brought": _brought(updates, areas)})
    if any(update.interrupted for update in updates):
        say()
    if fault:
        raise FailureError(" ".join([*told, str(fault)]))
    if updates and not any(update.finished or update.counts.read for update in updates):
        raise FailureError(" ".join(["No search came to its end.", *_reasons(problems)]))
    return {"said": sentence, "link": f"{PAGE}?job={folder.name}", "part": parts, "parts": parts}


def _exports(desk: Desk, today: date, say: Say, problems: list[Problem]) -> Iterable[str]:
    for reading in read_renewed(desk.home, desk.library, today):
        name = Path(reading.path).name
        say(at_once=True, said=f"Reading {name}")
        problems += reading.result.problems
        yield f"{name}: {reading.left}." if reading.left else f"{name}: {reading.result.sentence()}"


def _wishes(desk: Desk, say: Say, problems: list[Problem]) -> Iterable[str]:
    wishes = Inbox.of(desk.home.folder).open_wishes()
    if not wishes:
        return
    tell = quietly(say)
    brought = bring_wished(
        desk.home, desk.library, wishes, settings_from_environment(),
        lambda title, what: tell(said=f"Asking {title} for {what}"),
    )  # fmt: skip
    problems += brought.problems
    yield f"{plural(len(brought.outcome.came), 'paper')} of {len(wishes):,} that waited came in."
    yield from brought.remarks


def _sentence(updates: Sequence[SearchUpdate]) -> str:
    if not updates:
        return "No search is saved yet."
    new = sum(len(update.of(News.NEW)) for update in updates)
    retracted = sum(len(update.of(News.RETRACTED)) for update in updates)
    more = f", {retracted:,} newly retracted" if retracted else ""
    cut = sum(not update.finished for update in updates)
    rest = f" {plural(cut, 'search', 'searches')} did not come to an end." if cut else ""
    return f"{plural(len(updates), 'search', 'searches')} asked again: {new:,} new{more}.{rest}"


def _reasons(problems: Sequence[Problem]) -> list[str]:
    return list(dict.fromkeys(problem.reason for problem in problems))[:3]


def _brought(updates: Sequence[SearchUpdate], areas: Sequence[Area]) -> list[dict[str, Any]]:
    by_name = {area.name: area for area in areas}
    found = [_told(update, by_name[update.area].title) for update in updates]
    for area in areas:
        mine = [update for update in updates if update.area == area.name]
        if len(mine) > 1:
            together_said = together_sentence(together(mine, area))
            for each in found:
                if each["area"] == area.name:
                    each["together"] = together_said
    return found


def _told(update: SearchUpdate, title: str) -> dict[str, Any]:
    return {
        "area": update.area,
        "title": title,
        "supplier": update.search.supplier,
        "asked": SUPPLIERS[update.search.supplier].title,
        "query": update.search.query,
        "sentences": [flow_sentence(update.counts), standing_sentence(update)],
        "together": "",
        "news": [_news(update, news, name) for news, name in HEADINGS.items() if update.of(news)],
    }


def _news(update: SearchUpdate, news: News, name: str) -> dict[str, Any]:
    events = update.of(news)
    return {
        "name": name,
        "count": len(events),
        "papers": [{"id": e.paper, "title": e.title, "what": e.what} for e in events[:MOST_EVENTS]],
    }


_NOTICES = {
    "saved": "Saved. Nothing was asked yet.",
    "dropped": "The search is not kept any more; its papers stay.",
}


def _page(request: Request) -> Response:
    given = request.query_params
    page = update_page(place_of(request), given.get("area", ""), given.get("job", ""))
    what = given.get("said", "")
    undo: tuple[tuple[str, str], ...] = ()
    names = ("area", "supplier", "query", "most")
    if what in _NOTICES:
        back = "drop" if what == "saved" else "save"
        fields = [(name, given.get(f"of_{name}", "")[:LONGEST_QUERY]) for name in names]
        undo = (("to", f"{PAGE}/{back}"), *fields)
    return show(request, "update.html", page, "/areas", notice=_NOTICES.get(what, ""), undo=undo)


async def _save(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_change, place_of(request), form, "saved")


async def _drop(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_change, place_of(request), form, "dropped")


def _change(place: Place, form: FormData, what: str) -> Response:
    supplier, query = supplier_named(said(form, "supplier")), said(form, "query", LONGEST_QUERY)
    most = most_of(said(form, "most", 20) or str(MOST))
    with place.desk() as desk:
        area = desk.home.area(said(form, "area"))
        if what == "saved":
            search = save_search(desk.home, area, supplier, query.strip(), most)
        else:
            search = SavedSearch(supplier, query, most)
            drop_search(desk.home, area, search)
    return see_other(
        PAGE, said=what, of_area=area.name, of_supplier=search.supplier, of_query=search.query,
        of_most=str(search.most),
    )  # fmt: skip


async def _begin(request: Request) -> Response:
    form = await read_form(request)
    chosen = [str(name)[:300] for name in form.getlist("area")]
    return await run_in_threadpool(_start, place_of(request), chosen)


def _start(place: Place, chosen: list[str]) -> Response:
    with place.desk() as desk:
        known = {area.name: area for area in desk.home.areas()}
        wishes = Inbox.of(desk.home.folder).open_wishes()
        exports = watched(desk.home.library_folder)
    areas = [known[name] for name in chosen if name in known]
    searches = [search for area in areas or known.values() for search in area.searches]
    if not (searches or wishes or exports):
        raise UsageError("No search is saved yet, so there is nothing to ask. Save one first.")
    if searches or wishes:
        refuse_to_ask()
    order = {"areas": [area.name for area in areas], "today": place.today().isoformat()}
    title = areas[0].title if len(areas) == 1 else "your areas"
    return see_other(f"/jobs/{place.jobs.begin('update', f'Up to date: {title}', order).id}")


ROUTES = [
    Route(PAGE, _page),
    Route(f"{PAGE}/save", _save, methods=["POST"]),
    Route(f"{PAGE}/drop", _drop, methods=["POST"]),
    Route(f"{PAGE}/begin", _begin, methods=["POST"]),
]
