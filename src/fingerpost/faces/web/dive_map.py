"""The map of a dive: the one of the report, with the papers' pages behind its marks."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.dives.map_page import MapPage as Map
from fingerpost.dives.map_page import map_page as map_of
from fingerpost.dives.map_page import map_picture
from fingerpost.faces.web.frame import Table
from fingerpost.faces.web.looked import Looked, looking, made_of, show_part
from fingerpost.text import slug


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the page Map of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    map: Map
    """The still picture, and what the script reads."""
    picture_name: str
    """What a picture of it is called as a file, without its ending."""

    def table(self) -> Table:
        """One row a paper with its place and topic."""
        topics = self.looked.dive.landscape.topics
        papers = self.looked.papers
        rows = [
            (place.paper, papers[place.paper].title, papers[place.paper].year, place.topic + 1,
             topics[place.topic].label, place.x, place.y)
            for place in self.looked.dive.landscape.places
        ]  # fmt: skip
        return Table(("id", "title", "year", "topic", "label", "x", "y"), rows)


def map_page(looked: Looked) -> MapPage:
    """Return the map of a dive."""
    title = f"Map: {looked.area.title}"
    return MapPage(title, looked, made_of(looked.dive, map_of), picture_name(looked))


def picture_name(looked: Looked) -> str:
    """Return what a picture of the map is called, without its ending."""
    return f"{slug(looked.area.title)}-map-{looked.dive.today.isoformat()}"


def _all(request: Request) -> Response:
    return show_part(request, "dive_map.html", lambda _, looked: map_page(looked))


def _picture(request: Request) -> Response:
    """Give the whole map with its legend as an SVG file, for slides and print."""
    with looking(request) as (_, _, looked):
        if looked is None:
            raise HTTPException(404, "This area was not looked into yet, so it has no map.")
        text = made_of(looked.dive, map_picture)
        name = picture_name(looked)
    said = {"Content-Disposition": f'attachment; filename="{name}.svg"'}
    return Response(text, media_type="image/svg+xml", headers=said)


ROUTES = [
    Route("/dives/{area}/map", _all),
    Route("/dives/{area}/map.svg", _picture),
]
