"""Topics: Leiden communities of the graph of nearest neighbours, every paper in exactly one.

Leiden: Traag, Waltman and van Eck, Sci Rep 2019;9:5233, by graspologic-native. The resolution is
searched for a number of topics that a reader can take in; communities that are too small to be a
topic are joined to the nearest. Each topic is then divided in the same way among its own papers,
and a subtopic that holds more than an evening's titles once more.
"""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, Final, NamedTuple

from fingerpost.landscape.neighbours import Neighbours

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    Joining = Callable[[NDArray[np.int64]], Mapping[int, int]]
    """Told the topic of each paper, it gives for topics that are one with another which."""

SEED: Final = 20
TRIES: Final = 9
MOST: Final = 14
REFINEMENTS: Final = 5
PARTS: Final = 24
"""About so many subtopics there are in all."""
LEAST_PART: Final = 12
EVENING: Final = 150
"""More papers than a person reads the titles of in an evening are divided again."""
HANDFUL: Final = 75
"""About so many papers there are in a part of a large subtopic."""
LEAST_FOR_OUTLIERS: Final = 8
ENOUGH_TO_EXPLAIN: Final = 300
FAR_WORDS: Final = 2.0
FAR_FROM_CENTRE: Final = 2.5
MANY: Final = 20_000
MANY_OFF: Final = 1
"""Of more papers than MANY, one topic more or less than wanted will do."""


def wanted_topics(papers: int) -> int:
    """Return how many topics suit that many papers: 4 for 30, 8 for 300, 12 for 3,000."""
    if papers < 2:
        return papers
    return min(MOST, max(1, round(4 + 4 * log10(papers / 30))))


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
    vectors: NDArray[np.float32], near: Neighbours, into: Joining | None = None
) -> Levels:
    """Return the topics of the papers, the subtopics within them and the parts of these.

    `into` is asked, of the topic of each paper, which topics are one with which other.
    """
    import numpy as np

    topics = find_topics(vectors, near, wanted_topics(len(vectors)))
    if into is not None and (joined := into(topics)):
        topics = _by_size(np.array([joined.get(topic, topic) for topic in topics.tolist()]))
    every = len(vectors)
    divided = _divided(topics, vectors, near, lambda papers: _subtopics(papers, every))
    return Levels(topics, divided, _divided(divided.numbers, vectors, near, _parts))


def _divided(
    above: NDArray[np.int64],
    vectors: NDArray[np.float32],
    near: Neighbours,
    wanted: Callable[[int], int],
) -> Division:
    """Divide the papers of each group among themselves, into as many as suit its size."""
    import numpy as np

    numbers = np.zeros(len(vectors), dtype=np.int64)
    parents: list[int] = []
    for group, inside in enumerate(_inside(above)):
        pieces = wanted(len(inside))
        found = np.zeros(len(inside), dtype=np.int64)
        if pieces > 1:
            found = find_topics(vectors[inside], _within(near, inside), pieces)
        numbers[inside] = len(parents) + found
        parents.extend([group] * _size(found))
    return Division(numbers, tuple(parents))


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

    subtopics, renumbered = _true(levels.divided, np.arange(_size(levels.topics)))
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


def find_topics(vectors: NDArray[np.float32], near: Neighbours, wanted: int) -> NDArray[np.int64]:
    """Return the topic of each paper, about `wanted` of them, the largest being 0.

    Topics of the same size are numbered by their first paper.
    """
    import numpy as np

    count = len(vectors)
    edges = _edges(near) if wanted > 1 else []
    if not edges or len(np.unique(vectors, axis=0)) < 2:
        return np.zeros(count, dtype=np.int64)
    low, high = 0.05, 20.0
    best = np.zeros(count, dtype=np.int64)
    for _ in range(TRIES):
        resolution = (low * high) ** 0.5
        found = _merged(_leiden(edges, count, resolution), vectors, wanted)
        if abs(_size(found) - wanted) < abs(_size(best) - wanted):
            best = found
        if abs(_size(found) - wanted) <= (MANY_OFF if count > MANY else 0):
            break
        if _size(found) > wanted:
            high = resolution
        else:
            low = resolution
    return _by_size(_refined(best, vectors, wanted))


def outliers(
    vectors: NDArray[np.float32], explained: NDArray[np.float32], subtopics: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which papers fit nowhere well, by robust standard deviations under the median.

    Of 300 papers and more: whose words the space explains far less than it does others' (it has
    taken no account of what only they say). Of fewer it explains everything: whose cosine to the
    centre of their subtopic is far less than its papers' usually is; nothing is said of a subtopic
    of fewer than eight papers.
    """
    import numpy as np

    if len(vectors) >= ENOUGH_TO_EXPLAIN:
        return _far_below(explained.astype(np.float64), FAR_WORDS)
    found = np.zeros(len(vectors), dtype=bool)
    fit = fits(vectors, subtopics)
    for subtopic in range(_size(subtopics)):
        inside = np.flatnonzero(subtopics == subtopic)
        if len(inside) >= LEAST_FOR_OUTLIERS:
            found[inside] = _far_below(fit[inside], FAR_FROM_CENTRE)
    return found


def _far_below(values: NDArray[np.float64], far: float) -> NDArray[np.bool_]:
    import numpy as np

    middle = np.median(values)
    spread = 1.4826 * float(np.median(np.abs(values - middle)))
    return np.asarray(values < middle - far * max(spread, 0.02))


def centres(vectors: NDArray[np.float32], topics: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the unit mean vector of each topic."""
    import numpy as np

    sums = np.zeros((_size(topics), vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, topics, vectors)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit = np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)
    means: NDArray[np.float32] = unit.astype(np.float32)
    return means


def fits(vectors: NDArray[np.float32], topics: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how well each paper fits its topic: cosine to its centre, from 0 to 1."""
    import numpy as np

    means = centres(vectors, topics)
    cosines = np.einsum("ij,ij->i", vectors, means[topics])
    fit: NDArray[np.float64] = np.round(np.clip(cosines.astype(np.float64), 0.0, 1.0), 4)
    return fit


def _size(topics: NDArray[np.int64]) -> int:
    return int(topics.max()) + 1 if len(topics) else 0


def _edges(near: Neighbours) -> list[tuple[str, str, float]]:
    """Every pair of neighbours once, weighted by its cosine."""
    import numpy as np

    count, width = near.indices.shape
    papers = np.repeat(np.arange(count), width)
    others, cosines = near.indices.ravel(), near.cosines.ravel()
    joined = (cosines > 0) & (papers != others)
    pairs = np.minimum(papers, others)[joined] * count + np.maximum(papers, others)[joined]
    kept, first = np.unique(pairs, return_index=True)
    weights = cosines[joined][first].astype(np.float64)
    names = [str(paper) for paper in range(count)]
    ends = zip((kept // count).tolist(), (kept % count).tolist(), weights.tolist(), strict=True)
    return [(names[one], names[two], weight) for one, two, weight in ends]


def _leiden(
    edges: list[tuple[str, str, float]], count: int, resolution: float
) -> NDArray[np.int64]:
    """One run; a paper without neighbours gets a community of its own."""
    import numpy as np
    from graspologic_native import leiden

    _, communities = leiden(edges, resolution=resolution, iterations=3, seed=SEED)
    spare = max(communities.values()) + 1
    found = [communities.get(str(paper), spare + paper) for paper in range(count)]
    return np.unique(np.array(found, dtype=np.int64), return_inverse=True)[1].astype(np.int64)


def _merged(
    topics: NDArray[np.int64], vectors: NDArray[np.float32], wanted: int
) -> NDArray[np.int64]:
    """Join communities that are too small for a topic to the one with the nearest centre."""
    import numpy as np

    least = max(2, len(topics) // (wanted * 8))
    sizes = np.bincount(topics)
    kept = np.flatnonzero(sizes >= least)
    if len(kept) == 0:
        return np.zeros_like(topics)
    means = centres(vectors, topics)
    to = np.arange(len(sizes))
    for small in np.flatnonzero(sizes < least):
        closeness = np.round(means[kept] @ means[small], 5)
        to[small] = kept[int(np.argmax(closeness))]
    return np.unique(to[topics], return_inverse=True)[1].astype(np.int64)


def _refined(
    topics: NDArray[np.int64], vectors: NDArray[np.float32], wanted: int
) -> NDArray[np.int64]:
    """Move each paper to the topic whose centre is nearest, a few times over."""
    import numpy as np

    for _ in range(REFINEMENTS):
        closeness = np.round(vectors @ centres(vectors, topics).T, 5)
        moved = np.where(vectors.any(axis=1), closeness.argmax(axis=1), topics)
        moved = np.unique(moved, return_inverse=True)[1].astype(np.int64)
        if np.array_equal(moved, topics):
            break
        topics = moved
    return _merged(topics, vectors, wanted)


def _by_size(topics: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the topics by size, ties by their first paper."""
    import numpy as np

    _, first, numbered, sizes = np.unique(
        topics, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[numbered].astype(np.int64)
