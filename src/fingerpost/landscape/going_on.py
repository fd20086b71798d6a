"""Topics that go on from an earlier look: new papers join them, and little else moves.

Communities found anew move a third of the papers to other topics when a hundredth of the papers is
new, because many divisions are about as good. So the earlier division is kept where it is about as
good as the new one: a new paper joins the topic whose centre is nearest, or begins a new topic with
others where communities found anew hold mostly new papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fingerpost.landscape.topics import by_size, centres, fits, refined, size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_KNOWN: Final = 0.5
"""Of fewer known papers the earlier division says too little."""
AS_GOOD: Final = 0.93
"""The mean fit of papers to their topics must be at least this share of that found anew."""
FEWER_OR_MORE: Final = 3
"""A third more or fewer groups than wanted will do, one more or fewer in any case."""


def going_on(
    before: NDArray[np.int64], anew: NDArray[np.int64], vectors: NDArray[np.float32], wanted: int
) -> NDArray[np.int64]:
    """Return the topic of each paper, the earlier division gone on with where that is as good.

    `before` has the earlier topic of each paper, -1 for a new one; `anew` is what was found now.
    """
    import numpy as np

    known = before >= 0
    if known.mean() < LEAST_KNOWN:
        return anew
    found = np.unique(before, return_inverse=True)[1].astype(np.int64)
    if not known.all():
        found = refined(_joined(before, anew, vectors), vectors, wanted)
    found = by_size(found)
    if abs(size(found) - wanted) > max(1, wanted // FEWER_OR_MORE) or size(found) < min(wanted, 2):
        return anew
    as_good = fits(vectors, found).mean() >= AS_GOOD * fits(vectors, anew).mean()
    return found if as_good else anew


def _joined(
    before: NDArray[np.int64], anew: NDArray[np.int64], vectors: NDArray[np.float32]
) -> NDArray[np.int64]:
    """New papers in a community of mostly new papers are a topic; others join the nearest."""
    import numpy as np

    fresh = before < 0
    share = np.bincount(anew, weights=fresh) / np.bincount(anew)
    topics = np.unique(before[~fresh], return_inverse=True)[1]
    found = np.zeros(len(before), dtype=np.int64)
    found[~fresh] = topics
    begins = fresh & (share[anew] > 1 / 2)
    found[begins] = size(topics) + anew[begins]
    joins = fresh & ~begins
    placed = np.unique(found[~joins], return_inverse=True)[1].astype(np.int64)
    closeness = np.round(vectors[joins] @ centres(vectors[~joins], placed).T, 5)
    found[~joins] = placed
    found[joins] = closeness.argmax(axis=1)
    return found
