"""Topics with what lies in them, numbered as pages, tables and commands show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fingerpost.landscape.model import Landscape, Topic
from fingerpost.landscape.steadiness import DOUBTFUL


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic, subtopic or part of one, with the papers that fit it loosely and what is below."""

    number: str
    """'3' is a topic, '3.2' its second subtopic, '3.2.1' a part of that."""
    topic: Topic
    loose: frozenset[str]
    """Those of its papers that fit nowhere well."""
    below: tuple[Branch, ...] = ()

    @property
    def doubt(self) -> str:
        """In plain words that the topic should not be relied on; empty where it may be."""
        steady = self.topic.steadiness
        if steady is None or steady >= DOUBTFUL:
            return ""
        return "a rough sorting: with a fifth of the papers left out it comes back otherwise"


def branches(seen: Landscape) -> tuple[Branch, ...]:
    """Return the topics in their order, each with its subtopics and the parts of these."""
    loose = frozenset(place.paper for place in seen.places if place.outlier)
    return _branches(seen.topics, "", (seen.subtopics, seen.parts), loose)


def _branches(
    topics: Sequence[Topic], above: str, levels: Sequence[Sequence[Topic]], loose: frozenset[str]
) -> tuple[Branch, ...]:
    below = levels[0] if levels else ()
    found = []
    for at, topic in enumerate(topics, 1):
        number = f"{above}{at}"
        inside = [other for other in below if other.parent == topic.id]
        deeper = _branches(inside, f"{number}.", levels[1:], loose)
        found.append(Branch(number, topic, loose.intersection(topic.papers), deeper))
    return tuple(found)
