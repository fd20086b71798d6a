"""Nearest neighbours by cosine, ties by index: exact in blocks, or among near cells of many papers.

Many papers are first sorted into cells around centres (spherical k-means on a part of them), and
each looks for neighbours in the cells nearest to its own (an inverted file: Jégou, Douze and
Schmid, IEEE Trans Pattern Anal Mach Intell 2011;33:117). About 19 in 20 neighbours are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from fingerpost.landscape.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK: Final = 512
STEPS: Final = 100_000
"""Similarities are compared in steps of 1/100,000: noise in the last digit decides nothing."""


EXACT: Final = 10_000
"""Up to so many papers every pair is compared."""
PROBES: Final = 16
ROUNDS: Final = 6
PER_CELL: Final = 40
"""Papers a cell whose centres are computed from."""


class Neighbours(NamedTuple):
    """For each row the indices of its nearest others, nearest first, and their cosines."""

    indices: NDArray[np.int64]
    cosines: NDArray[np.float32]


def neighbours(
    vectors: NDArray[np.float32], count: int, among: NDArray[np.float32] | None = None
) -> Neighbours:
    """Return the `count` nearest rows to each row, itself left out.

    With `among` (other vectors) the nearest of those are given. Fewer where there are no more.
    Exact up to 10,000 rows, and always among others.
    """
    import numpy as np

    others = vectors if among is None else among
    count = max(0, min(count, len(others) - (1 if among is None else 0)))
    indices = np.zeros((len(vectors), count), dtype=np.int64)
    cosines = np.zeros((len(vectors), count), dtype=np.float32)
    if not count:
        return Neighbours(indices, cosines)
    if among is None and len(vectors) > EXACT:
        with one_thread():
            return _by_cells(vectors, count)
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


def _by_cells(vectors: NDArray[np.float32], count: int) -> Neighbours:
    import numpy as np

    centres = _centres(vectors)
    cell_of = _nearest(vectors, centres)
    order = np.argsort(cell_of, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(cell_of, minlength=len(centres)))[:-1])
    rank = np.argsort(np.rint(centres @ centres.T * np.float32(-STEPS)), axis=1, kind="stable")
    indices = np.zeros((len(vectors), count), dtype=np.int64)
    cosines = np.zeros((len(vectors), count), dtype=np.float32)
    for cell, inside in enumerate(members):
        others = _candidates(cell, rank[cell], members, count)
        for start in range(0, len(inside), BLOCK):
            rows = inside[start : start + BLOCK]
            similar = vectors[rows] @ vectors[others].T
            similar[rows[:, None] == others] = -2.0
            nearest = _largest(similar, count)
            indices[rows] = others[nearest]
            cosines[rows] = np.take_along_axis(similar, nearest, axis=1)
    return Neighbours(indices, np.round(cosines, 5))


def _candidates(
    cell: int, rank: NDArray[np.int64], members: list[NDArray[np.int64]], count: int
) -> NDArray[np.int64]:
    """The papers of a cell and of the cells nearest to it, in order; more than `count`."""
    import numpy as np

    probes = [cell, *(other for other in rank.tolist() if other != cell)]
    chosen, found = probes[:PROBES], sum(len(members[other]) for other in probes[:PROBES])
    for other in probes[PROBES:]:
        if found > count:
            break
        chosen.append(other)
        found += len(members[other])
    return np.sort(np.concatenate([members[other] for other in chosen]))


def _centres(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Centres of about as many cells as the root of the number of papers."""
    import numpy as np

    cells = int(len(vectors) ** 0.5)
    step = max(1, len(vectors) // (cells * PER_CELL))
    some = vectors[::step]
    centres = some[np.linspace(0, len(some) - 1, cells).round().astype(np.int64)]
    for _ in range(ROUNDS):
        sums = np.zeros(centres.shape, dtype=np.float64)
        np.add.at(sums, _nearest(some, centres), some)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.divide(sums, lengths, out=centres.astype(np.float64), where=lengths > 0)
        centres = np.round(centres, 5).astype(np.float32)
    return centres


def _nearest(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    """The number of the nearest centre; equal ones by number."""
    import numpy as np

    found = [
        np.rint((vectors[start : start + BLOCK] @ centres.T) * STEPS).argmax(axis=1)
        for start in range(0, len(vectors), BLOCK)
    ]
    return np.concatenate(found)


def _largest(similar: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Columns of the largest values of each row; equal values by column."""
    import numpy as np

    keys = np.rint(similar * np.float32(-STEPS)).astype(np.int32)
    if count >= keys.shape[1]:
        return np.argsort(keys, axis=1, kind="stable")
    worst = np.partition(keys, count - 1, axis=1)[:, count - 1 : count]
    rows, columns = np.nonzero(keys <= worst)
    order = np.lexsort((columns, keys[rows, columns], rows))
    starts = np.searchsorted(rows, np.arange(len(keys)))
    largest: NDArray[np.int64] = columns[order][starts[:, None] + np.arange(count)]
    return largest
