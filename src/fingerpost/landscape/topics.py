"""Topics: Leiden communities of the graph of nearest neighbours, every paper in exactly one.

Leiden: Traag, Waltman and van Eck, Sci Rep 2019;9:5233, by graspologic-native. The resolution is
searched for a number of topics that a reader can take in; communities that are too small to be a
topic are joined to the nearest.
"""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, Final

from fingerpost.landscape.neighbours import Neighbours

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED: Final = 20
TRIES: Final = 9
MOST: Final = 14
REFINEMENTS: Final = 5
LEAST_FOR_OUTLIERS: Final = 8
ENOUGH_TO_EXPLAIN: Final = 300
FAR_WORDS: Final = 2.0
FAR_FROM_CENTRE: Final = 2.5
SEVERAL: Final = 60
FEWEST: Final = 5
"""Of at least SEVERAL papers a topic has no fewer."""
MANY: Final = 20_000
MANY_OFF: Final = 1
"""Of more papers than MANY, one topic more or less than wanted will do."""


def wanted_topics(papers: int) -> int:
    """Return how many topics suit that many papers: 4 for 30, 8 for 300, 12 for 3,000."""
    if papers < 2:
        return papers
    return min(MOST, max(1, round(4 + 4 * log10(papers / 30))))


def find_topics(vectors: NDArray[np.float32], near: Neighbours, wanted: int) -> NDArray[np.int64]:
    """Return the topic of each paper, about `wanted` of them, the largest being 0.

    Topics of the same size are numbered by their first paper.
    """
    import numpy as np

    count = len(vectors)
    edges = _edges(near) if wanted > 1 else []
    if not edges or (vectors == vectors[0]).all():
        return np.zeros(count, dtype=np.int64)
    low, high = 0.05, 20.0
    best = np.zeros(count, dtype=np.int64)
    for _ in range(TRIES):
        resolution = (low * high) ** 0.5
        found = _merged(_leiden(edges, count, resolution), vectors, wanted)
        if abs(size(found) - wanted) < abs(size(best) - wanted):
            best = found
        if abs(size(found) - wanted) <= (MANY_OFF if count > MANY else 0):
            break
        if size(found) > wanted:
            high = resolution
        else:
            low = resolution
    return by_size(refined(best, vectors, wanted))


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
    for subtopic in range(size(subtopics)):
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

    # Sums over runs of equal topics: ten times as fast as np.add.at, and as exact.
    order = np.argsort(topics, kind="stable")
    present, starts = np.unique(topics[order], return_index=True)
    sums = np.zeros((size(topics), vectors.shape[1]), dtype=np.float64)
    if len(present):
        sums[present] = np.add.reduceat(vectors[order].astype(np.float64), starts, axis=0)
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


def size(topics: NDArray[np.int64]) -> int:
    """Return how many topics there are; they are numbered from 0 without a gap."""
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

    fewest = FEWEST if len(topics) >= SEVERAL else 2
    least = max(fewest, len(topics) // (wanted * 8))
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


def refined(
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


def by_size(topics: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the topics by size, ties by their first paper."""
    import numpy as np

    _, first, numbered, sizes = np.unique(
        topics, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[numbered].astype(np.int64)
