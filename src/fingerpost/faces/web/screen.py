"""Screening: the areas and how far each is; one paper after the other; what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.screening import BECAUSE, ORDERS, Flow, Screening, flow_of, unread_relevant
from fingerpost.errors import QueryError, UsageError
from fingerpost.faces.web.areas import total_of
from fingerpost.faces.web.frame import Table, place_of, show
from fingerpost.home import Area
from fingerpost.home.decisions import Mark, Verdict, marks_on
from fingerpost.library.sought import places_sought
from fingerpost.records import Paper

if TYPE_CHECKING:
    from fingerpost.reading.screening import Order, Progress

SECTION = "/screen"
A_PAGE = 50
RECALLS = (0.8, 0.9, 0.95, 0.99)
WORDS = {Verdict.RELEVANT: "relevant", Verdict.NOT: "not relevant", Verdict.MAYBE: "maybe"}
ORDER_WORDS = {
    "likely": "the most likely first",
    "uncertain": "the most doubtful first",
    "random": "drawn at random, as a check",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An area with how far its screening is."""

    area: Area
    papers: int
    """How many papers of the library its search finds."""
    problem: str
    """Why the search cannot be understood; empty when it can."""
    counts: Mapping[str, int]
    """Verdicts by what they say."""

    @property
    def read(self) -> int:
        """How many papers have a verdict."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class AreasToScreen:
    """What the page of all screenings shows."""

    title: str
    """The page's heading."""
    listed: tuple[Listed, ...]
    """The areas that are kept first, then by name."""

    def table(self) -> Table:
        """One row an area."""
        rows = [
            (each.area.name, each.area.title, each.papers, each.read,
             each.counts["relevant"], each.counts["maybe"], each.counts["not"])
            for each in self.listed
        ]  # fmt: skip
        return Table(("area", "title", "papers", "read", "relevant", "maybe", "not"), rows)


@dataclass(frozen=True, slots=True)
class Run:
    """Some of a text, and whether the area's search seeks it."""

    text: str
    is_sought: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The paper before the reader."""

    paper: Paper
    title: tuple[Run, ...]
    lines: tuple[tuple[str, tuple[Run, ...]], ...]
    """(label, text) of the abstract's parts."""
    because: str
    """Why it is shown; empty where the reader named it."""
    shown: str
    """The same for the journal."""
    mark: Mark | None
    """What stands on it already."""
    why: str
    """The reason in the box: the one that was sent, else the one that stands."""


@dataclass(frozen=True, slots=True)
class Last:
    """What was decided last."""

    entry: str
    paper: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """What the page of one area's screening shows."""

    title: str
    """The area's title."""
    area: Area
    """The area with its criteria."""
    is_ready: bool
    """False while the order is being made ready; then the rest is empty."""
    by: str
    """What the next paper is chosen by."""
    orders: Mapping[str, str]
    """What it may be chosen by, in words."""
    recall: float
    """The share of relevant papers to be found before stopping."""
    recalls: tuple[float, ...]
    """Shares that one may choose."""
    shown: Shown | None = None
    """The paper to decide on; None where none is left."""
    flow: Flow | None = None
    """The counts, as a review reports them."""
    progress: Progress | None = None
    """How far one is, and whether one may stop."""
    left: tuple[int, int] | None = None
    """Relevant papers among the unread: by a careful estimate, and at most; None for unknown."""
    later: int = 0
    """How many papers were put off."""
    last: Last | None = None
    """What was decided last."""
    reasons: tuple[str, ...] = ()
    """Reasons given so far, the commonest first."""
    problems: tuple[str, ...] = ()
    """Verdicts that cannot be counted, and why."""
    total: int = 0
    """How many papers there are to read."""

    def table(self) -> Table:
        """The counts, as a review reports them."""
        if self.flow is None:
            return Table(("what", "papers"), [])
        counts = {k: v for k, v in self.flow.as_json().items() if k != "reasons"}
        rows = [*counts.items(), *((f"excluded: {why}", n) for why, n in self.flow.reasons)]
        return Table(("what", "papers"), rows)


@dataclass(frozen=True, slots=True)
class How:
    """How a page of a screening is asked for."""

    by: str = "likely"
    recall: float = 0.95
    at: str = ""
    """A paper that the reader named."""
    why: str = ""
    """A reason that was sent and not written."""

    @property
    def order(self) -> Order:
        """The order by its name in the engine."""
        return ORDERS[self.by]

    def address(self, area: str, at: str = "", **said: str) -> str:
        """Return the address of the area's page that is asked for likewise."""
        plain = How()
        told = {
            "by": self.by if self.by != plain.by else "",
            "recall": f"{self.recall:g}" if self.recall != plain.recall else "",
            "at": at,
            **said,
        }
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{SECTION}/{quote(area)}{'?' if query else ''}{query}#paper"


def how_of(by: str, recall: str, at: str = "", why: str = "") -> How:
    """Return what an address or a form asks for; what cannot be is as usual."""
    usual = How()
    known = next((each for each in RECALLS if f"{each:g}" == recall), usual.recall)
    return How(by if by in ORDERS else usual.by, known, at[:500], why[:2_000])


def asked_of(given: QueryParams) -> How:
    """Return what an address asks for."""
    by, recall = given.get("by", ""), given.get("recall", "")
    return how_of(by, recall, given.get("at", ""), given.get("why", ""))


def area_of(desk: Desk, request: Request) -> Area:
    """Return the area that an address names; HTTPException where there is none."""
    try:
        return desk.home.area(request.path_params["area"])
    except UsageError as error:
        raise HTTPException(404, "There is no such area.") from error


def areas_page(request: Request, desk: Desk) -> AreasToScreen:
    """Return every area with how far it is."""
    place = place_of(request)
    entries = desk.home.journal.read()[0]
    listed = []
    for area in desk.home.areas():
        said = Counter(str(mark.verdict) for mark in marks_on(entries, area.name).values())
        counts = {str(verdict): said[str(verdict)] for verdict in Verdict}
        try:
            papers, problem = total_of(desk.library, area.query, place.today()), ""
        except QueryError as error:
            papers, problem = 0, str(error)
        listed.append(Listed(area, papers, problem, counts))
    listed.sort(key=lambda each: (not each.area.is_kept, each.area.name))
    return AreasToScreen("Screening", tuple(listed))


def screen_page(desk: Desk, screening: Screening, how: How, later: Sequence[str]) -> ScreenPage:
    """Return the next paper of a screening with how far the reader is."""
    marks = screening.marks
    unread = screening.order(how.order)
    put_off = set(later)
    waiting = [each for each in unread if each in put_off] if put_off else []
    at = how.at if how.at in screening.papers else ""
    chosen = at or next((each for each in unread if each not in put_off), "")
    progress = screening.progress(how.recall)
    return ScreenPage(
        title=screening.area.title,
        area=screening.area,
        is_ready=True,
        by=how.by,
        orders=ORDER_WORDS,
        recall=how.recall,
        recalls=RECALLS,
        shown=_shown(desk, screening, chosen, how, named=bool(at)) if chosen else None,
        flow=flow_of(screening),
        progress=progress,
        total=len(screening.papers),
        left=unread_relevant(progress),
        later=len(waiting),
        last=_last(screening, marks),
        reasons=tuple(screening.reasons()[:9]),
        problems=tuple(filter(None, [screening.lost(), *(p.reason for p in screening.problems)])),
    )


def _shown(desk: Desk, screening: Screening, chosen: str, how: How, *, named: bool) -> Shown:
    # Asked of the library itself, so that the paper is shown as it is now.
    paper = desk.library.get(chosen) or screening.papers[chosen]
    mark = screening.marks.get(chosen)
    places = places_sought(paper.text, screening.area.query)
    title, *lines = _runs(paper.text, places)
    labels = [section.label for section in paper.sections if section.label]
    because = "" if named else BECAUSE[how.order]
    shown = screening.shown_before(chosen) if named else str(how.order)
    parts = tuple(_part(line, labels) for line in lines if line)
    why = (how.why if named else "") or (mark.why if mark else "")
    return Shown(paper, title, parts, because, shown, mark, why)


def _runs(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[Run, ...]]:
    """Return a text line by line, cut where sought words begin and end."""
    lines: list[list[Run]] = [[]]
    ends = [(0, 0), *places, (len(text), len(text))]
    for (_, before), (start, end) in pairwise(ends):
        for words, is_sought in ((text[before:start], False), (text[start:end], True)):
            for count, part in enumerate(words.split("\n")):
                if count:
                    lines.append([])
                if part:
                    lines[-1].append(Run(part, is_sought))
    return [tuple(line) for line in lines]


def _part(line: tuple[Run, ...], labels: Sequence[str]) -> tuple[str, tuple[Run, ...]]:
    whole = "".join(run.text for run in line)
    label = next((each for each in labels if whole.startswith(f"{each}: ")), "")
    left, kept = len(label) + 2 if label else 0, []
    for run in line:
        if words := run.text[left:]:
            kept.append(Run(words, run.is_sought))
        left = max(0, left - len(run.text))
    return label, tuple(kept)


def _last(screening: Screening, marks: Mapping[str, Mark]) -> Last | None:
    found = screening.last()
    if found is None:
        return None
    mark = marks[found]
    return Last(mark.entry, found, screening.papers[found].title, WORDS[mark.verdict])


def not_ready(area: Area, how: How) -> ScreenPage:
    """Return the page that says that the order is being made ready."""
    return ScreenPage(area.title, area, False, how.by, ORDER_WORDS, how.recall, RECALLS)


def _areas(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = areas_page(request, desk)
    return show(request, "screens.html", page, SECTION)


_NOTICES = {
    "back": "Taken back. The paper stands below again.",
    "stated": "It is in the area's criteria now.",
    "again": "What was put off comes again.",
    "known": "This had been decided in another window already, as you say; it counts once.",
    "other": "Another window had decided this one otherwise meanwhile, so nothing was written."
    " It stands below with what was said of it; say it again to change that.",
}


def _screen(request: Request) -> Response:
    place, how = place_of(request), asked_of(request.query_params)
    with place.desk() as desk:
        area = area_of(desk, request)
        sitting = place.sittings.of(desk, area, place.today())
        if sitting is None or sitting.screening is None:
            return show(request, "screen.html", not_ready(area, how), SECTION)
        with sitting.lock:
            sitting.screening.catch_up(desk.library)
            page = screen_page(desk, sitting.screening, how, place.sittings.later(area.name))
    notice = _NOTICES.get(request.query_params.get("said", ""), "")
    return show(request, "screen.html", page, SECTION, notice=notice)


ROUTES = [
    Route(SECTION, _areas),
    Route(f"{SECTION}/{{area}}", _screen),
]
