"""Topics on three levels: each topic divided among its own papers, a large subtopic once more.

Each is divided in the same way as all papers are; a subtopic only if it is more than a person reads
in an evening. Each level goes on from the earlier look where there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from fingerpost.landscape.going_on import going_on
from fingerpost.landscape.neighbours import Neighbours
from fingerpost.landscape.topics import MOST, by_size, find_topics, size, wanted_topics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Joining = Callable[[NDArray[np.int64]], Mapping[int, int]]
    """Told the topic of each paper, it gives for topics that are one with another which."""

PARTS: Final = 20
"""About so many subtopics there are in all."""
LEAST_PART: Final = 12
EVENING: Final = 150
"""More papers than a person reads the titles of in an evening are divided again."""
HANDFUL: Final = 75
"""About so many papers there are in a part of a large subtopic."""


class Division(NamedTuple):
    """Groups of papers, each of which lies within one group of the level above."""

    numbers: NDArray[np.int64]
    """The group of each paper, from 0 in the order of the groups above, the largest of each
    first."""
    parents: tuple[int, ...]
    """The group above that each lies in."""


class Levels(NamedTuple):
    """The topic of each paper on three levels."""

    topics: NDArray[np.int64]
    """From 0, the largest first (ties: smaller first index)."""
    divided: Division
    """The subtopics."""
    parts: Division
    """The parts of the subtopics; only a large subtopic has more than one."""

    @property
    def subtopics(self) -> NDArray[np.int64]:
        """The subtopic of each paper."""
        return self.divided.numbers


def find_levels(
    vectors: NDArray[np.float32],
    near: Neighbours,
    into: Joining | None = None,
    before: Sequence[NDArray[np.int64]] = (),
) -> Levels:
    """Return the topics of the papers, the subtopics within them and the parts of these.

    `into` is asked, of the topic of each paper, which topics are one with which other. `before`
    has for each level the earlier group of each paper, -1 for one that was in none.
    """
    import numpy as np

    every = len(vectors)
    then = before or (np.full(every, -1, dtype=np.int64),) * 3
    topics = _found(vectors, near, wanted_topics(every), then[0])
    if into is not None and (joined := into(topics)):
        topics = by_size(np.array([joined.get(topic, topic) for topic in topics.tolist()]))
    divided = _divided(topics, vectors, near, lambda papers: _subtopics(papers, every), then[1])
    parts = _divided(divided.numbers, vectors, near, _parts, then[2])
    return Levels(topics, divided, parts)


def _found(
    vectors: NDArray[np.float32], near: Neighbours, wanted: int, before: NDArray[np.int64]
) -> NDArray[np.int64]:
    anew = find_topics(vectors, near, wanted)
    return going_on(before, anew, vectors, wanted) if (before >= 0).any() else anew


def _divided(
    above: NDArray[np.int64],
    vectors: NDArray[np.float32],
    near: Neighbours,
    wanted: Callable[[int], int],
    before: NDArray[np.int64],
) -> Division:
    """Divide the papers of each group among themselves, into as many as suit its size."""
    import numpy as np

    numbers = np.zeros(len(vectors), dtype=np.int64)
    parents: list[int] = []
    held = np.bincount(before[before >= 0], minlength=1)
    for group, inside in enumerate(_inside(above)):
        pieces = wanted(len(inside))
        found = np.zeros(len(inside), dtype=np.int64)
        if pieces > 1:
            then = _mostly_here(before[inside], held)
            found = _found(vectors[inside], _within(near, inside), pieces, then)
        numbers[inside] = len(parents) + found
        parents.extend([group] * size(found))
    return Division(numbers, tuple(parents))


def _mostly_here(before: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.int64]:
    """The earlier groups that have most of their papers here; -1 for papers of the others."""
    import numpy as np

    here = np.bincount(before[before >= 0], minlength=len(held))
    mostly = 2 * here > held
    return np.where((before >= 0) & mostly[before], before, -1)


def _inside(groups: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The numbers of each group's papers, in their order."""
    import numpy as np

    order = np.argsort(groups, kind="stable")
    return np.split(order, np.cumsum(np.bincount(groups))[:-1]) if len(groups) else []


def true_divisions(levels: Levels) -> tuple[Division, Division]:
    """Return subtopics and parts without those that are all of what they lie in.

    A paper of a topic or subtopic that is not divided has -1.
    """
    import numpy as np

    subtopics, renumbered = _true(levels.divided, np.arange(size(levels.topics)))
    return subtopics, _true(levels.parts, renumbered)[0]


def _true(division: Division, above: NDArray[np.int64]) -> tuple[Division, NDArray[np.int64]]:
    """The groups that truly divide, and the new number of each group (-1 for the others)."""
    import numpy as np

    parents = np.array(division.parents, dtype=np.int64)
    alone = np.bincount(parents)[parents] < 2 if len(parents) else np.zeros(0, dtype=bool)
    kept = np.flatnonzero(~alone & (above[parents] >= 0))
    number = np.full(len(parents), -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    return Division(number[division.numbers], tuple(above[parents[kept]].tolist())), number


def _subtopics(papers: int, every: int) -> int:
    """Return how many subtopics suit a topic: by its share, none of a handful of papers."""
    share = max(round(PARTS * papers / every), 2 if papers > EVENING else 1)
    return max(1, min(share, papers // LEAST_PART))


def _parts(papers: int) -> int:
    """Return how many parts suit a subtopic: more than one only of a large one."""
    return min(MOST, max(2, round(papers / HANDFUL))) if papers > EVENING else 1


def _within(near: Neighbours, inside: NDArray[np.int64]) -> Neighbours:
    """The neighbours of some papers among themselves; a neighbour elsewhere has cosine 0."""
    import numpy as np

    position = np.full(len(near.indices), -1, dtype=np.int64)
    position[inside] = np.arange(len(inside))
    indices = position[near.indices[inside]]
    cosines = np.where(indices < 0, np.float32(0.0), near.cosines[inside])
    return Neighbours(np.maximum(indices, 0), cosines)
