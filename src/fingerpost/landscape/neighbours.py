"""Nearest neighbours by cosine: exact, in blocks, ties by index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from fingerpost.landscape.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK: Final = 512
STEPS: Final = 100_000
"""Similarities are compared in steps of 1/100,000: noise in the last digit decides nothing."""


class Neighbours(NamedTuple):
    """For each row the indices of its nearest others, nearest first, and their cosines."""

    indices: NDArray[np.int64]
    cosines: NDArray[np.float32]


def neighbours(
    vectors: NDArray[np.float32], count: int, among: NDArray[np.float32] | None = None
) -> Neighbours:
    """Return the `count` nearest rows to each row, itself left out.

    With `among` (other vectors) the nearest of those are given. Fewer where there are no more.
    """
    import numpy as np

    others = vectors if among is None else among
    count = max(0, min(count, len(others) - (1 if among is None else 0)))
    indices = np.zeros((len(vectors), count), dtype=np.int64)
    cosines = np.zeros((len(vectors), count), dtype=np.float32)
    if not count:
        return Neighbours(indices, cosines)
    with one_thread():
        for start in range(0, len(vectors), BLOCK):
            block = slice(start, start + BLOCK)
            similar = vectors[block] @ others.T
            if among is None:
                rows = np.arange(len(similar))
                similar[rows, start + rows] = -2.0
            indices[block] = _largest(similar, count)
            cosines[block] = np.take_along_axis(similar, indices[block], axis=1)
    return Neighbours(indices, np.round(cosines, 5))


def _largest(similar: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Columns of the largest values of each row; equal values by column."""
    import numpy as np

    width = similar.shape[1]
    keys = np.rint(similar * np.float32(-STEPS)).astype(np.int64) * width
    keys += np.arange(width)
    if count < width:
        keys = np.partition(keys, count - 1, axis=1)[:, :count]
    largest: NDArray[np.int64] = np.sort(keys, axis=1) % width
    return largest
