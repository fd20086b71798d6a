"""Pictures as SVG text: the map of papers and the bars of years; they need no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from statistics import median

from fingerpost.landscape.model import Place, Topic, YearCount
from fingerpost.records import Paper
from fingerpost.text import visible

WIDTH, HEIGHT, EDGE = 900, 560, 14
GOLDEN_ANGLE = 137.508


def topic_colour(topic: int) -> str:
    """Return a colour whose hue is far from its neighbours' and that is read on light and dark."""
    return f"hsl({(topic * GOLDEN_ANGLE + 205) % 360:.0f} 55% {52 if topic % 2 else 46}%)"


def map_svg(
    places: Sequence[Place], topics: Sequence[Topic], papers: Mapping[str, Paper], title: str
) -> str:
    """Return the map: a dot a paper, in its topic's colour, with the topic's number over it."""
    dots = [_dot(place, papers[place.paper], len(places)) for place in places]
    numbers = [_number(topic, places) for topic in topics]
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"<g>{''.join(dots)}</g>"
        f'<g class="numbers" aria-hidden="true">{"".join(numbers)}</g></svg>'
    )


def years_svg(years: Sequence[YearCount], title: str) -> str:
    """Return the papers of each year as bars; an incomplete year is shown paler."""
    if not years:
        return ""
    shown = years[-25:]
    most = max(*(year.count for year in shown), 1)
    step = WIDTH / len(shown)
    bars = []
    for index, year in enumerate(shown):
        height = 150 * year.count / most
        x = index * step
        state = "bar" if year.complete else "bar part"
        bars.append(
            f'<rect class="{state}" x="{x + step * 0.1:.1f}" y="{170 - height:.1f}" '
            f'width="{step * 0.8:.1f}" height="{height:.1f}"/>'
            f'<text x="{x + step / 2:.1f}" y="{164 - height:.1f}">{year.count}</text>'
            f'<text x="{x + step / 2:.1f}" y="188">{year.year}</text>'
        )
    return (
        f'<svg class="years" viewBox="0 0 {WIDTH} 196" role="img" aria-label="{escape(title)}">'
        f"{''.join(bars)}</svg>"
    )


def _dot(place: Place, paper: Paper, count: int) -> str:
    radius = 5 if count < 300 else 4 if count < 1_500 else 3
    x, y = _on_canvas(place)
    words = visible(f"{paper.title} ({paper.year or 'no year'})")
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" class="t{place.topic}" '
        f'data-id="{escape(paper.id)}"><title>{escape(words)}</title></circle>'
    )


def _number(topic: Topic, places: Sequence[Place]) -> str:
    inside = [_on_canvas(place) for place in places if place.topic == topic.id]
    if not inside:
        return ""
    x, y = median(p[0] for p in inside), median(p[1] for p in inside)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13"/>'
        f'<text x="{x:.1f}" y="{y + 5:.1f}">{topic.id + 1}</text>'
    )


def _on_canvas(place: Place) -> tuple[float, float]:
    return (
        EDGE + place.x * (WIDTH - 2 * EDGE),
        EDGE + (1 - place.y) * (HEIGHT - 2 * EDGE),
    )
