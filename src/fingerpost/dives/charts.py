"""Pictures as SVG text: the map of papers and the bars of years; they need no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from fingerpost.dives.topic_looks import Look, anchors, look_of
from fingerpost.landscape.model import Place, Topic, YearCount
from fingerpost.records import Paper
from fingerpost.sources.tex_text import without_tex
from fingerpost.text import visible

WIDTH, HEIGHT, EDGE = 900, 560, 14
MOST_NAMED = 2_000
"""Of more papers the still map draws one path a topic: a title a dot would fill the page."""
LEGEND_LINE = 21


def map_svg(
    places: Sequence[Place], topics: Sequence[Topic], papers: Mapping[str, Paper], title: str
) -> str:
    """Return the map: a mark a paper, in its topic's colour and shape, with the topic's number."""
    numbers = "".join(_number(look_of(t).number, at) for t, at in _labelled(topics, places))
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"{_marks(places, topics, papers)}"
        f'<g class="numbers" aria-hidden="true">{numbers}</g></svg>'
    )


def map_file(
    places: Sequence[Place], topics: Sequence[Topic], papers: Mapping[str, Paper], title: str
) -> str:
    """Return the map as an SVG file that stands alone, on white, with its legend beneath."""
    words = visible(title)
    rows = (len(topics) + 1) // 2
    height = HEIGHT + 44 + rows * LEGEND_LINE + 12
    legend = "".join(
        _legend_line(look_of(topic), topic.size, number, rows)
        for number, topic in enumerate(topics)
    )
    numbers = "".join(_number(look_of(t).number, at) for t, at in _labelled(topics, places))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="13" fill="#1d2529">'
        f"<title>{escape(words)}</title>"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<g fill-opacity=".8">{_marks(places, topics, papers)}</g>'
        f'<g font-weight="bold" font-size="14" text-anchor="middle">{numbers}</g>'
        f'<text x="{EDGE}" y="{HEIGHT + 22}" font-weight="bold">{escape(words)}</text>{legend}'
        "</svg>\n"
    )


def swatch_svg(look: Look) -> str:
    """Return a topic's mark, for the line of a legend."""
    return (
        '<svg class="mark" viewBox="0 0 20 20" aria-hidden="true">'
        f'<path fill="{look.colour}" d="{_mark(look.shape, 10, 10, 8)}"/></svg>'
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


def _marks(places: Sequence[Place], topics: Sequence[Topic], papers: Mapping[str, Paper]) -> str:
    """A group a topic; each mark has its paper's title where there are few enough."""
    inside: dict[int, list[Place]] = {}
    for place in places:
        inside.setdefault(place.topic, []).append(place)
    radius = 5.0 if len(places) < 300 else 4.0 if len(places) < 1_500 else 3.0
    if len(places) > MOST_NAMED:
        radius = 2.4 if len(places) < 8_000 else 1.6
    groups = []
    for topic in topics:
        look = look_of(topic)
        shapes = [_mark(look.shape, *_on_canvas(p), radius) for p in inside.get(topic.id, ())]
        if len(places) > MOST_NAMED:
            drawn = f'<path d="{"".join(shapes)}"/>'
        else:
            drawn = "".join(
                f'<path data-id="{escape(place.paper)}" d="{shape}">'
                f"<title>{escape(_words(papers[place.paper]))}</title></path>"
                for place, shape in zip(inside.get(topic.id, ()), shapes, strict=True)
            )
        groups.append(f'<g class="dots" fill="{look.colour}">{drawn}</g>')
    return "".join(groups)


def _words(paper: Paper) -> str:
    return visible(f"{without_tex(paper.title)} ({paper.year or 'no year'})")


def _mark(shape: str, x: float, y: float, r: float) -> str:
    """A shape as a path around a point; all look equally large."""
    s, t, d, c = r * 0.88, r * 1.15, r * 1.22, r * 0.42
    if shape == "square":
        return f"M{x - s:.1f} {y - s:.1f}h{2 * s:.1f}v{2 * s:.1f}h{-2 * s:.1f}z"
    if shape in ("triangle", "wedge"):
        way = 1 if shape == "triangle" else -1
        return f"M{x:.1f} {y - way * t:.1f}l{t:.1f} {way * 1.8 * t:.1f}h{-2 * t:.1f}z"
    if shape == "diamond":
        return f"M{x:.1f} {y - d:.1f}l{d:.1f} {d:.1f}l{-d:.1f} {d:.1f}l{-d:.1f} {-d:.1f}z"
    if shape == "cross":
        a = d - c
        return (
            f"M{x - c:.1f} {y - d:.1f}h{2 * c:.1f}v{a:.1f}h{a:.1f}v{2 * c:.1f}h{-a:.1f}v{a:.1f}"
            f"h{-2 * c:.1f}v{-a:.1f}h{-a:.1f}v{-2 * c:.1f}h{a:.1f}z"
        )
    arc = f"a{r:.1f} {r:.1f} 0 1 0"
    return f"M{x - r:.1f} {y:.1f}{arc} {2 * r:.1f} 0{arc} {-2 * r:.1f} 0z"


def _labelled(
    topics: Sequence[Topic], places: Sequence[Place]
) -> list[tuple[Topic, tuple[float, float]]]:
    standing = anchors(topics, places)
    return [(topic, _point(*standing[topic.id])) for topic in topics if topic.id in standing]


def _number(number: int, at: tuple[float, float]) -> str:
    x, y = at
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="#fff" stroke="#1d2529"/>'
        f'<text x="{x:.1f}" y="{y + 5:.1f}">{number}</text>'
    )


def _legend_line(look: Look, size: int, number: int, rows: int) -> str:
    """A line of the legend, in two columns from the top."""
    x = EDGE + (number // rows) * (WIDTH / 2 - EDGE)
    y = HEIGHT + 44 + (number % rows) * LEGEND_LINE
    words = visible(f"{look.number}  {look.label} ({size:,})")
    return (
        f'<path fill="{look.colour}" d="{_mark(look.shape, x + 7, y - 4, 6)}"/>'
        f'<text x="{x + 20:.1f}" y="{y:.1f}">{escape(words)}</text>'
    )


def _on_canvas(place: Place) -> tuple[float, float]:
    return _point(place.x, place.y)


def _point(x: float, y: float) -> tuple[float, float]:
    return EDGE + x * (WIDTH - 2 * EDGE), EDGE + (1 - y) * (HEIGHT - 2 * EDGE)
