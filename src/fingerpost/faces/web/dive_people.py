"""Who works on an area: groups by distance, authors, institutions, countries."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.dives.people import by_distance
from fingerpost.dives.tables import people_rows
from fingerpost.faces.web.frame import Table
from fingerpost.faces.web.looked import Looked, show_part
from fingerpost.landscape.model import Group


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What the page People of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    near: tuple[Group, ...]
    """Groups near the person, the nearest first."""
    others: tuple[Group, ...]
    """Groups further away, most papers first."""

    def table(self) -> Table:
        """One row an author."""
        head, rows = people_rows(self.looked.dive)
        return Table(tuple(head), rows)


def people_page(looked: Looked) -> PeoplePage:
    """Return who works on an area."""
    near, others = by_distance(looked.dive.landscape.people.groups)
    return PeoplePage(f"People: {looked.area.title}", looked, tuple(near), tuple(others))


def _all(request: Request) -> Response:
    return show_part(request, "dive_people.html", lambda _, looked: people_page(looked))


ROUTES = [Route("/dives/{area}/people", _all)]
