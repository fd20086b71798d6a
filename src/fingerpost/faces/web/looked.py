"""The last dive into an area, as every page of the section Dive is made from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Final, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from fingerpost.desk import Desk
from fingerpost.dives import Dive, recall
from fingerpost.dives.charts import swatch_svg
from fingerpost.dives.kept import kept_days
from fingerpost.dives.remembered import MOST
from fingerpost.dives.rests_on import what_changed
from fingerpost.dives.topic_looks import look_of
from fingerpost.errors import QueryError
from fingerpost.faces.web.frame import Page, Table, place_of, show
from fingerpost.home import Area
from fingerpost.notes import appraiser
from fingerpost.records import Paper

SECTION: Final = "/areas"
PARTS: Final = (
    ("", "Overview"),
    ("/map", "Map"),
    ("/topics", "Topics"),
    ("/evidence", "Evidence"),
    ("/grid", "Methods and problems"),
    ("/trends", "Trends"),
    ("/people", "People"),
    ("/reading", "Reading order"),
)
"""The pages of a dive: what stands behind its address, and their names."""
DAYS: Final = frozenset({"day", "before"})
"""What changes by the day alone: a dive of yesterday is no worse for it."""


Made = TypeVar("Made")
_lock: Final = Lock()
_made: Final[deque[tuple[Dive, dict[Callable[[Dive], Any], Any]]]] = deque(maxlen=2)
"""As many as `recall` keeps in memory: sorting a table makes its rows but once."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An area with the last dive into it."""

    area: Area
    dive: Dive
    papers: Mapping[str, Paper]
    """Its papers by id."""
    changed: tuple[str, ...]
    """What is another since the dive was made, in sentences; empty where it is of today."""
    is_stale: bool
    """True where more has changed than the day."""

    @property
    def address(self) -> str:
        """Where the dive's pages begin."""
        return f"/dives/{self.area.name}"

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Addresses and names of the dive's pages."""
        return tuple((f"{self.address}{end}", name) for end, name in PARTS)


@dataclass(frozen=True, slots=True)
class NoDivePage:
    """What the pages of an area show that was not looked into, or whose dive is not remembered."""

    title: str
    """The area's title."""
    area: Area
    """The area."""
    papers: int
    """How many papers of the library its search finds."""
    problem: str
    """Why its search cannot be understood; empty when it can."""
    too_many: bool
    """True where it has more papers than a dive on these pages can have."""
    kept: tuple[date, ...]
    """Days of which a dive stands among the reports, the newest first."""

    def table(self) -> Table:
        """One row: the area."""
        row = (self.area.name, self.area.title, self.area.query, self.papers)
        return Table(("area", "title", "query", "papers"), [row])


def area_named(desk: Desk, name: str) -> Area:
    """Return an area of the home; HTTPException where there is none of that name."""
    for area in desk.home.areas():
        if area.name == name:
            return area
    raise HTTPException(404, "There is no such area. All of them stand under Areas.")


def look_back(desk: Desk, area: Area, today: date) -> Looked | None:
    """Return the last dive into an area, or None; the topics of the dive before are not asked."""
    last = recall(desk.library, area, desk.profile, today, appraiser(desk.home))
    if last is None:
        return None
    sentences = what_changed(last.made, last.changed - {"before"}, desk.library, area, today)
    papers = {paper.id: paper for paper in last.dive.papers}
    return Looked(area, last.dive, papers, sentences, bool(last.changed - DAYS))


def no_dive(desk: Desk, area: Area, today: date) -> NoDivePage:
    """Return the page that offers a dive."""
    papers, problem = 0, ""
    try:
        papers = desk.library.search(area.query, 0, today=today).total
    except QueryError as error:
        problem = str(error)
    days = kept_days(desk.home, area.name)[::-1]
    return NoDivePage(area.title, area, papers, problem, papers > MOST, days)


def marks_of(dive: Dive) -> tuple[str, ...]:
    """Return the mark of each topic in its colour and shape, as markup."""
    from markupsafe import Markup

    topics = dive.landscape.topics
    return tuple(Markup(swatch_svg(look_of(topic))) for topic in topics)  # noqa: S704 - ours


def made_of(dive: Dive, make: Callable[[Dive], Made]) -> Made:
    """Return what `make` makes of a dive; kept for the dives that were looked at last.

    `make` is a function of a module: it is known again by itself.
    """
    with _lock:
        known = next((made for other, made in _made if other is dive), None)
        if known is None:
            known = {}
            _made.append((dive, known))
    if make not in known:
        known[make] = make(dive)
    found: Made = known[make]
    return found


@contextmanager
def looking(request: Request) -> Iterator[tuple[Desk, Area, Looked | None]]:
    """Open the home for a request, with its area and what was last found there."""
    place = place_of(request)
    with place.desk() as desk:
        area = area_named(desk, request.path_params["area"])
        yield desk, area, look_back(desk, area, place.today())


def show_part(
    request: Request, template: str, make: Callable[[Desk, Looked], Page], notice: str = "",
    undo: tuple[tuple[str, str], ...] = (),
) -> Response:  # fmt: skip
    """Return a page of a dive, or where there is none the page that offers one."""
    page: Page
    with looking(request) as (desk, area, looked):
        if looked is None:
            template, page = "no_dive.html", no_dive(desk, area, place_of(request).today())
        else:
            page = make(desk, looked)
    return show(request, template, page, SECTION, notice=notice, undo=undo)


def start_of(request: Request) -> int:
    """Return how many of the first rows an address leaves out."""
    start = request.query_params.get("start", "0")[:6]
    return int(start) if start.isascii() and start.isdigit() else 0
