"""How topics look wherever they are shown: a number, a label, a colour and a shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final

from fingerpost.landscape.model import Place, Topic

GOLDEN_ANGLE: Final = 137.508
SHAPES: Final = ("circle", "square", "triangle", "diamond", "wedge", "cross")
"""Beside the colour, for eyes that see few colours; the page's script draws the same ones."""
CELLS: Final = 14
"""A side of the map is cut into so many cells to find where a topic is thickest."""


@dataclass(frozen=True, slots=True)
class Look:
    """What tells a topic from the others on a map and in its legend."""

    number: int
    """From 1, the largest topic first."""
    label: str
    colour: str
    """As '#1a2b3c'."""
    shape: str


def look_of(topic: Topic) -> Look:
    """Return how a topic is shown; colour and shape stay with it when the dive is made again."""
    shape = SHAPES[topic.colour % len(SHAPES)]
    return Look(topic.id + 1, topic.label, topic_colour(topic.colour), shape)


def topic_colour(number: int) -> str:
    """Return a colour whose hue is far from its neighbours', at least 3:1 on white and on dark.

    Hues go round by the golden angle in OKLCH (Ottosson 2020), where equal steps look equal.
    """
    hue = radians((number * GOLDEN_ANGLE + 245) % 360)
    lightness = 0.64 if number % 2 else 0.58
    return _hex(lightness, 0.14 * cos(hue), 0.14 * sin(hue))


def _hex(lightness: float, a: float, b: float) -> str:
    """OKLab to sRGB, channels outside the screen's range cut to it."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(min(max(c, 0.0), 1.0))):02x}" for c in linear)


def _gamma(channel: float) -> float:
    bent: float = 1.055 * channel ** (1 / 2.4) - 0.055
    return 12.92 * channel if channel <= 0.0031308 else bent


def thickest(places: Iterable[Place]) -> tuple[float, float]:
    """Return where these papers are thickest, so that a label stands among them.

    The mean of the papers in the fullest three by three cells; a median may lie in an empty space.
    """
    cells: dict[tuple[int, int], list[Place]] = {}
    for place in places:
        cell = (min(int(place.x * CELLS), CELLS - 1), min(int(place.y * CELLS), CELLS - 1))
        cells.setdefault(cell, []).append(place)
    around: Counter[tuple[int, int]] = Counter()
    for (column, row), inside in cells.items():
        for cell in _beside(column, row):
            around[cell] += len(inside) * (3 if cell == (column, row) else 1)
    best = min(cells, key=lambda cell: (-around[cell], cell))
    near = [place for cell in _beside(*best) for place in cells.get(cell, ())]
    return (
        round(sum(place.x for place in near) / len(near), 4),
        round(sum(place.y for place in near) / len(near), 4),
    )


def _beside(column: int, row: int) -> Sequence[tuple[int, int]]:
    return [(c, r) for c in range(column - 1, column + 2) for r in range(row - 1, row + 2)]


def anchors(topics: Sequence[Topic], places: Sequence[Place]) -> dict[int, tuple[float, float]]:
    """Return where each topic's label stands (axes from 0 to 1); a topic without papers is out."""
    inside: dict[int, list[Place]] = {}
    for place in places:
        inside.setdefault(place.topic, []).append(place)
    return {topic.id: thickest(inside[topic.id]) for topic in topics if topic.id in inside}


def in_words(topics: Sequence[Topic], places: Sequence[Place]) -> list[tuple[Look, int, list[int]]]:
    """Return the map for those who do not see it: (topic, papers, numbers of the two nearest)."""
    standing = anchors(topics, places)
    lines = []
    for topic in topics:
        if topic.id not in standing:
            continue
        x, y = standing[topic.id]
        others = sorted(
            (round((x - p) ** 2 + (y - q) ** 2, 8), other)
            for other, (p, q) in standing.items()
            if other != topic.id
        )
        numbers = {each.id: look_of(each).number for each in topics}
        lines.append((look_of(topic), topic.size, [numbers[other] for _, other in others[:2]]))
    return lines
