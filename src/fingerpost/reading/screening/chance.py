"""How many relevant papers may still be unread, by the hypergeometric distribution.

When `drawn` papers are taken at random from `population`, of which `relevant` are relevant, the
number of relevant ones among them is hypergeometric. Few found in a long run of papers then speak
against many that are left (Callaghan and Müller-Hansen, Syst Rev 2020;9:273,
doi:10.1186/s13643-020-01521-4).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


class Windows(Struct, frozen=True, gc=False):
    """Stretches of the reading, each from some point to now: one number for each in every field.

    A stretch began with `population` papers unread and `before` relevant ones found; since then
    `drawn` were read, of which `found` were relevant.
    """

    population: Counts
    before: Counts
    drawn: Counts
    found: Counts

    def longer(self, more: int) -> Windows:
        """Return the stretches after `more` papers of which none was relevant."""
        return Windows(self.population, self.before, self.drawn + more, self.found)


def chance_of_so_few(windows: Windows, total: int) -> float:
    """Return how likely so few finds are (0 to 1) if `total` papers of all were relevant.

    It is the smallest chance over the stretches; 0 where `total` cannot be.
    """
    relevant = total - windows.before
    if (relevant > windows.population).any():
        return 0.0
    return float(np.min(_at_most(windows.found, windows.population, relevant, windows.drawn)))


def most_relevant(windows: Windows, least: int, most: int, alpha: float) -> int:
    """Return the largest total from `least` to `most` that a test at `alpha` does not reject."""
    low, high = least, most
    while low < high:
        middle = (low + high + 1) // 2
        if chance_of_so_few(windows, middle) > alpha:
            low = middle
        else:
            high = middle - 1
    return low


def papers_needed(windows: Windows, total: int, unread: int, alpha: float) -> int:
    """Return after how many more papers, none relevant, a test at `alpha` rejects `total`.

    At most `unread`: with all papers read nothing is left to be relevant.
    """
    low, high = 0, unread
    while low < high:
        middle = (low + high) // 2
        if chance_of_so_few(windows.longer(middle), total) <= alpha:
            high = middle
        else:
            low = middle + 1
    return low


def _at_most(found: Counts, population: Counts, relevant: Counts, drawn: Counts) -> Floats:
    """P(X <= found) for hypergeometric X, element by element."""
    result = np.empty(len(found))
    for at, (k, size, good, n) in enumerate(
        zip(found.tolist(), population.tolist(), relevant.tolist(), drawn.tolist(), strict=True)
    ):
        result[at] = _cumulative(k, size, good, n)
    return result


def _cumulative(found: int, population: int, relevant: int, drawn: int) -> float:
    lowest = max(0, drawn - (population - relevant))
    highest = min(relevant, drawn)
    if found >= highest:
        return 1.0
    if found < lowest:
        return 0.0
    logs = _log_factorials(1 << max(4, population.bit_length()))
    hits = np.arange(lowest, found + 1)
    others = population - relevant
    terms = (
        logs[relevant] - logs[hits] - logs[relevant - hits]
        + logs[others] - logs[drawn - hits] - logs[others - drawn + hits]
    )  # fmt: skip
    whole = logs[population] - logs[drawn] - logs[population - drawn]
    return float(min(1.0, np.exp(terms - whole).sum()))


@lru_cache(maxsize=8)
def _log_factorials(size: int) -> Floats:
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, size + 1)))))
