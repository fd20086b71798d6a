"""A dive compared: with one that was kept before, and with that of another area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives import change_since, read_kept
from fingerpost.dives.beside import Beside, beside
from fingerpost.dives.model import Change
from fingerpost.faces.web.frame import Page, Table, place_of, show
from fingerpost.faces.web.looked import (
    SECTION,
    Looked,
    area_named,
    look_back,
    no_dive,
    show_part,
)


@dataclass(frozen=True, slots=True)
class SincePage:
    """What the page New since of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    change: Change
    """What came, went and changed."""

    def table(self) -> Table:
        """One row a paper that came or went."""
        papers = self.looked.papers
        came = [("came", paper, papers[paper].title) for paper in self.change.came]
        went = [("went", paper, title) for paper, title in self.change.went]
        return Table(("what", "id", "title"), [*came, *went])


@dataclass(frozen=True, slots=True)
class BesidePage:
    """What the page of two areas side by side shows."""

    title: str
    """The page's heading."""
    one: Looked
    """The dive on the left."""
    other: Looked
    """The dive on the right."""
    rows: tuple[Beside, ...]
    """The figures of both."""

    def table(self) -> Table:
        """One row a figure."""
        head = ("figure", self.one.area.name, self.other.area.name)
        return Table(head, [(row.figure, row.first, row.second) for row in self.rows])


def since_page(desk: Desk, looked: Looked, day: str) -> SincePage:
    """Return what is new since the dive of a day; HTTPException for what is no day.

    UsageError where no dive before this one is kept, HomeError where its files are damaged.
    """
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise HTTPException(404, "This is not a day on which a dive was kept.") from None
    kept = read_kept(desk.home, looked.area.name, wanted, looked.dive.today)
    return SincePage(f"New: {looked.area.title}", looked, change_since(looked.dive, kept))


def beside_page(one: Looked, other: Looked) -> BesidePage:
    """Return the dives into two areas side by side."""
    title = f"{one.area.short_title} beside {other.area.short_title}"
    return BesidePage(title, one, other, beside(one.dive, other.dive))


def _since(request: Request) -> Response:
    day = request.query_params.get("day", "")[:10]
    return show_part(request, "dive_since.html", lambda desk, looked: since_page(desk, looked, day))


def _beside(request: Request) -> Response:
    names = request.query_params.getlist("area")[:2]
    if len(set(names)) != 2:
        raise HTTPException(404, "Choose two different areas to see them side by side.")
    place = place_of(request)
    with place.desk() as desk:
        found: list[Looked] = []
        for name in names:
            area = area_named(desk, name)
            looked = look_back(desk, area, place.today())
            if looked is None:
                offered: Page = no_dive(desk, area, place.today())
                return show(request, "no_dive.html", offered, SECTION)
            found.append(looked)
    return show(request, "dive_beside.html", beside_page(*found), SECTION)


ROUTES = [Route("/dives/beside", _beside), Route("/dives/{area}/since", _since)]
