"""How topics look: told apart by number, colour and shape, labels where the papers are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fingerpost.dives.topic_looks import (
    SHAPES,
    anchors,
    in_words,
    look_of,
    thickest,
    topic_colour,
)
from fingerpost.landscape.model import Place, Topic

WHITE, DARK_CARD = "#ffffff", "#1c2326"


def light(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                        for c in channels)  # fmt: skip
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("background", [WHITE, DARK_CARD])
def test_every_colour_is_seen_on_light_and_on_dark(background: str) -> None:
    assert min(contrast(topic_colour(n), background) for n in range(60)) >= 3


def test_forty_topics_have_forty_colours_and_neighbours_differ_in_shape() -> None:
    looks = [look_of(Topic(n, f"Topic {n}", (), (), colour=n)) for n in range(40)]
    assert len({look.colour for look in looks}) == 40
    assert [look.number for look in looks] == list(range(1, 41))
    for one, other in pairwise(looks):
        assert one.shape != other.shape
    assert {look.shape for look in looks} == set(SHAPES)


def ring(topic: int, count: int = 40) -> list[Place]:
    """Papers in the corners and, twice as many, in one clump; their middle is empty."""
    corners = [(0.05, 0.05), (0.95, 0.05), (0.05, 0.95)]
    places = [Place(f"c{n}", *corners[n % 3], topic, 0.5) for n in range(count)]
    clump = [Place(f"k{n}", 0.9 + n / 10_000, 0.9, topic, 0.5) for n in range(2 * count)]
    return places + clump


def test_a_label_stands_among_papers_and_not_in_the_empty_middle() -> None:
    x, y = thickest(ring(0))
    assert x == pytest.approx(0.904, abs=0.01)
    assert y == pytest.approx(0.9, abs=0.01)


def test_a_label_does_not_depend_on_the_order_of_papers() -> None:
    assert thickest(ring(0)) == thickest(list(reversed(ring(0))))


def test_the_map_in_words_names_the_nearest_topics() -> None:
    at = [(0.1, 0.1), (0.2, 0.1), (0.9, 0.9), (0.9, 0.8)]
    topics = [Topic(n, f"T{n}", (), (f"p{n}",)) for n in range(4)] + [Topic(4, "Empty", (), ())]
    places = [Place(f"p{n}", x, y, n, 1.0) for n, (x, y) in enumerate(at)]
    said = [(look.number, size, near) for look, size, near in in_words(topics, places)]
    assert said == [(1, 1, [2, 4]), (2, 1, [1, 4]), (3, 1, [4, 2]), (4, 1, [3, 2])]
    assert set(anchors(topics, places)) == {0, 1, 2, 3}
