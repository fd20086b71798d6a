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


class Stretches(Struct, frozen=True, gc=False):
    """Stretches of the reading, each from some point to now: one number for each in every field.

    A stretch began with `population` papers unread and `before` relevant ones found; since then
    `drawn` were read, of which `found` were relevant.
    """

    population: Counts
    before: Counts
    drawn: Counts
    found: Counts

    def longer(self, more: int) -> Stretches:
        """Return the stretches after `more` papers of which none was relevant."""
        return Stretches(self.population, self.before, self.drawn + more, self.found)


def chance_of_so_few(stretches: Stretches, total: int) -> float:
    """Return how likely so few finds are (0 to 1) if `total` papers of all were relevant.

    It is the smallest chance over the stretches; 0 where `total` cannot be.
    """
    relevant = total - stretches.before
    others = stretches.population - relevant
    fewest = np.maximum(0, stretches.drawn - others)
    if (others < 0).any() or (stretches.found < fewest).any():
        return 0.0
    most = np.minimum(stretches.found, np.minimum(relevant, stretches.drawn))
    return min(1.0, float(np.min(_between(stretches, relevant, fewest, most))))


def most_relevant(stretches: Stretches, least: int, most: int, alpha: float) -> int:
    """Return the largest total from `least` to `most` that a test at `alpha` does not reject."""
    low, high = least, most
    while low < high:
        middle = (low + high + 1) // 2
        if chance_of_so_few(stretches, middle) > alpha:
            low = middle
        else:
            high = middle - 1
    return low


def papers_needed(stretches: Stretches, total: int, unread: int, alpha: float) -> int:
    """Return after how many more papers, none relevant, a test at `alpha` rejects `total`.

    At most `unread`: with all papers read nothing is left to be relevant.
    """
    low, high = 0, unread
    while low < high:
        middle = (low + high) // 2
        if chance_of_so_few(stretches.longer(middle), total) <= alpha:
            high = middle
        else:
            low = middle + 1
    return low


def _between(stretches: Stretches, relevant: Counts, fewest: Counts, most: Counts) -> Floats:
    """P(fewest <= X <= most) for hypergeometric X, for each stretch."""
    sizes = most - fewest + 1
    ends = np.cumsum(sizes)
    at = np.repeat(np.arange(len(sizes)), sizes)
    hits = np.arange(ends[-1]) - np.repeat(ends - sizes - fewest, sizes)
    population, drawn = stretches.population, stretches.drawn
    logs = _log_factorials(1 << max(4, int(population.max()).bit_length()))
    others = population - relevant
    all_of_it = (
        logs[relevant] + logs[others] + logs[drawn] + logs[population - drawn] - logs[population]
    )
    terms = all_of_it[at] - (
        logs[hits] + logs[relevant[at] - hits]
        + logs[drawn[at] - hits] + logs[others[at] - drawn[at] + hits]
    )  # fmt: skip
    summed: Floats = np.bincount(at, weights=np.exp(terms)).astype(np.float64)
    return summed


@lru_cache(maxsize=8)
def _log_factorials(size: int) -> Floats:
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, size + 1)))))
