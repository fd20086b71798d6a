"""Where to begin reading: an order for a newcomer, the key papers, the skills that are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.faces.web.frame import Table
from fingerpost.faces.web.looked import Looked, show_part


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """What the page Reading order of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    skills: Mapping[str, str]
    """Names of the guide's skills, by id."""

    def table(self) -> Table:
        """One row a paper: those of the order first, then the key papers."""
        dive, papers = self.looked.dive, self.looked.papers
        read = [
            (item.role, item.paper, papers[item.paper].title, item.reason)
            for item in dive.reading_order
        ]
        keys = [
            ("key paper", key.paper, papers[key.paper].title, key.reason)
            for key in dive.landscape.key_papers.papers
        ]
        return Table(("role", "id", "title", "reason"), [*read, *keys])


def reading_page(desk: Desk, looked: Looked) -> ReadingPage:
    """Return where to begin reading."""
    skills = {skill.id: skill.name for skill in desk.guide.skills}
    return ReadingPage(f"Reading order: {looked.area.title}", looked, skills)


def _all(request: Request) -> Response:
    return show_part(request, "dive_reading.html", reading_page)


ROUTES = [Route("/dives/{area}/reading", _all)]
