"""The map as a page shows it: the still picture, what the script reads, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.dives.charts import MOST_NAMED, map_file, map_svg, swatch_svg
from fingerpost.dives.map_data import MOST_PAPERS, cap_sentence, map_json, on_map
from fingerpost.dives.model import Dive
from fingerpost.dives.topic_looks import Look, in_words, look_of

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the template `map.html` shows; every word of a paper in it is escaped."""

    svg: Markup
    """The still picture: on paper, without scripts, and until the script has begun."""
    data: Markup
    """JSON for the script."""
    looks: tuple[Look, ...]
    """Of the topics, in their order."""
    marks: tuple[Markup, ...]
    """Colour and shape of each topic, for the legend."""
    words: tuple[tuple[Look, int, list[int]], ...]
    """Each topic, its papers and the numbers of the two nearest."""
    named: bool
    """Whether each mark of the still picture has its paper's title."""
    cap: str
    """That not all papers are shown; empty when they are."""


def map_page(dive: Dive, most: int = MOST_PAPERS) -> MapPage:
    """Return the map of a dive with at most `most` papers on it."""
    from markupsafe import Markup

    topics = dive.landscape.topics
    papers = {paper.id: paper for paper in dive.papers}
    shown = on_map(dive, most)
    looks = tuple(map(look_of, topics))
    return MapPage(
        svg=Markup(map_svg(shown, topics, papers, _title(dive))),  # noqa: S704 - escaped there
        data=Markup(map_json(dive, most)),  # noqa: S704 - no sign of markup is left in it
        looks=looks,
        marks=tuple(Markup(swatch_svg(look)) for look in looks),  # noqa: S704 - our own shapes
        words=tuple(in_words(topics, dive.landscape.places)),
        named=len(shown) <= MOST_NAMED,
        cap=cap_sentence(dive, most),
    )


def map_picture(dive: Dive, most: int = MOST_PAPERS) -> str:
    """Return the map as an SVG file with its legend, for print and slides."""
    papers = {paper.id: paper for paper in dive.papers}
    return map_file(on_map(dive, most), dive.landscape.topics, papers, _title(dive))


def _title(dive: Dive) -> str:
    return f"Map of the papers on {dive.title}"
