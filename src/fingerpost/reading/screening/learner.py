"""What the decisions teach: a score for every paper, by ridge regression on the decided ones.

Relevant papers are to score 1 and the others -1. The others weigh little together as long as few
relevant ones are known, since what is not relevant says little of where the rest of the relevant
ones are, and more as their number grows. The solution is a function of the decisions alone: it is
found anew each time, by conjugate gradients from nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fingerpost.reading.screening.features import Features, Floats

SMOOTHING: Final = 12.0
LEVEL: Final = 0.3
"""How alike any two papers are before their words are looked at; it leaves room for a level."""
OTHERS: Final = 0.005
"""The others weigh OTHERS x found of what the relevant ones weigh together, at most the same."""
MOST_OTHERS: Final = 3_000
"""Of more decisions on others than this so many are drawn, always the same, to keep the pace."""
_MIXER: Final = 2_654_435_761
"""Knuth's multiplier: it spreads places over 32 bits."""

TOLERANCE: Final = 1e-4
MOST_STEPS: Final = 200

Places = NDArray[np.int64]


def scores(features: Features, relevant: Places, others: Places) -> Floats:
    """Return a score for every paper, higher for the more likely; 0 is where the two kinds meet.

    The criteria count as one more relevant paper, in the reader's own words.
    """
    if features.with_criteria:
        relevant = np.append(relevant, features.papers)
    if not len(relevant):
        return -_likeness(features, others)
    others = _drawn(others)
    decided = np.concatenate((relevant, others))
    rows = features.texts[decided]
    columns = rows.T
    wanted = np.repeat([1.0, -1.0], [len(relevant), len(others)])
    penalty = SMOOTHING / _weights(len(relevant), len(others)) + features.unshared[decided]

    def product(vector: Floats) -> Floats:
        return np.asarray(rows @ (columns @ vector) + LEVEL * vector.sum() + penalty * vector)

    weights = _solve(product, wanted, 1 / (1 + LEVEL + penalty))
    scored = features.texts @ (columns @ weights) + LEVEL * weights.sum()
    return np.asarray(scored[: features.papers])


def _drawn(others: Places) -> Places:
    if len(others) <= MOST_OTHERS:
        return others
    mixed = np.argsort(others * _MIXER % (1 << 32), kind="stable")
    return others[np.sort(mixed[:MOST_OTHERS])]


def _likeness(features: Features, others: Places) -> Floats:
    """How like the papers that are not relevant each paper is, on the mean."""
    if not len(others):
        return np.zeros(features.papers)
    mean = features.texts[others].T @ np.full(len(others), 1 / len(others))
    return np.asarray((features.texts @ mean)[: features.papers])


def _weights(relevant: int, others: int) -> Floats:
    """What each decision weighs: 1 on the mean, those on relevant papers first."""
    together = min(1.0, OTHERS * relevant) * relevant
    weights = np.repeat([1.0, together / max(others, 1)], [relevant, others])
    return np.asarray(weights * (len(weights) / weights.sum()))


def _solve(product: Callable[[Floats], Floats], wanted: Floats, inverse: Floats) -> Floats:
    """Solve a positive definite system by conjugate gradients (Hestenes and Stiefel 1952).

    `inverse` is one over the diagonal, by which the steps are scaled (Jacobi).
    """
    found = np.zeros_like(wanted)
    rest = wanted
    scaled = inverse * rest
    step, power = scaled, float(rest @ scaled)
    least = power * TOLERANCE**2
    for _ in range(MOST_STEPS):
        moved = product(step)
        length = power / float(step @ moved)
        found = found + length * step
        rest = rest - length * moved
        scaled = inverse * rest
        before, power = power, float(rest @ scaled)
        if power <= least:
            break
        step = scaled + (power / before) * step
    return found
