"""How steady topics are: what comes back when a fifth of the papers is left out.

Clusterwise assessment by resampling: Hennig, Comput Stat Data Anal 2007;52:258. A topic is found
again in a part of the papers as well as its best match there does (Jaccard index); 0.75 is called
stable, under 0.6 the topic should not be trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from fingerpost.landscape.neighbours import neighbours
from fingerpost.landscape.topics import find_topics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST: Final = 10
MOST: Final = 600
"""Of more papers topics are not tried: it takes long, and they hardly waver."""
ROUNDS: Final = 5
DOUBTFUL: Final = 0.6


def steadiness(
    vectors: NDArray[np.float32], topics: NDArray[np.int64], near: int
) -> list[float] | None:
    """Return for each topic the mean Jaccard index (0 to 1) of what comes back, or None.

    A fifth of the papers is left out, each fifth in turn; `near` neighbours are looked at.
    """
    import numpy as np

    count, wanted = len(vectors), int(topics.max(initial=-1)) + 1
    if not FEWEST <= count <= MOST:
        return None
    scores = np.zeros(wanted)
    for kept in _parts(count):
        found = find_topics(vectors[kept], neighbours(vectors[kept], near), wanted)
        shared = np.zeros((wanted, int(found.max()) + 1))
        np.add.at(shared, (topics[kept], found), 1)
        either = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0) - shared
        scores += (shared / either).max(axis=1)
    return [round(score, 2) for score in (scores / ROUNDS).tolist()]


def _parts(count: int) -> Iterator[NDArray[np.int64]]:
    """The papers without each fifth in turn, in an order drawn with a fixed seed."""
    import numpy as np

    drawn = np.random.default_rng(0).permutation(count)
    for number in range(ROUNDS):
        yield np.sort(np.delete(drawn, np.arange(number, count, ROUNDS)))
