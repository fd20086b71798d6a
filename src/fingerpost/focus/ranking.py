"""How often each area comes first, and what it would help most to know.

How often each area comes first is the rank acceptability of stochastic multicriteria
acceptability analysis (Lahdelma, Hokkanen and Salminen 1998, European Journal of Operational
Research 106:137-143, doi:10.1016/S0377-2217(97)00163-X); what it would help most to know is the
value of perfect information on one score (Howard 1966, doi:10.1109/TSSC.1966.300074).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fingerpost.focus.anchors import HIGHEST, LOWEST
from fingerpost.focus.model import Evidence, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SEED = 1998
CONCENTRATION = 20.0
"""How closely drawn weights keep to the chosen ones: of five equal weights (20 % each), seven in
ten draws lie between 11 and 29 %."""
BINS = 10
"""Into how many equally frequent values a score is cut to ask what knowing it would change."""


def rounds(draws: int, areas: int) -> int:
    """Return how many rounds of draws are made: about `draws` in all, each for every turn."""
    return max(1, draws // areas)


def draw_scores(rows: Sequence[Sequence[Evidence]], draws: int) -> Array:
    """Return scores of shape (rounds x areas, areas, criteria), each from 1 to 5.

    Triangular between low and high with its peak at the score; of several voices that count each
    speaks equally often; where nothing can be said every value from 1 to 5 is equally likely. The
    same luck is dealt to every area in turn, so that areas of which the same is known come first
    exactly equally often.
    """
    import numpy as np

    areas = len(rows)
    luck = np.random.default_rng(SEED).random((rounds(draws, areas), areas, len(rows[0])))
    uniform = np.concatenate([np.roll(luck, turn, axis=1) for turn in range(areas)])
    scores: Array = LOWEST + (HIGHEST - LOWEST) * uniform
    for i, row in enumerate(rows):
        for j, item in enumerate(row):
            if item.counted:
                scores[:, i, j] = _heard(uniform[:, i, j], item.counted)
    return scores


def _heard(uniform: Array, voices: Sequence[Voice]) -> Array:
    """Return draws from one voice after the other, each with an equal part of the luck."""
    import numpy as np

    part = np.minimum((uniform * len(voices)).astype(int), len(voices) - 1)
    within = uniform * len(voices) - part
    drawn = np.array([_triangular(within, each.low, each.score, each.high) for each in voices])
    return np.asarray(drawn[part, np.arange(len(part))], dtype=float)


def draw_weights(weights: Sequence[float], draws: int, areas: int) -> Array:
    """Return weights of shape (rounds x areas, criteria); rows sum to 1, a weight of 0 stays 0.

    Drawn from a Dirichlet distribution whose mean is the chosen weights, the same in every turn.
    """
    import numpy as np

    chosen = np.array(weights, dtype=float)
    counted = np.flatnonzero(chosen)
    drawn: Array = np.zeros((rounds(draws, areas), len(chosen)))
    spread = CONCENTRATION * chosen[counted] / chosen.sum()
    drawn[:, counted] = np.random.default_rng(SEED + 1).dirichlet(spread, len(drawn))
    return np.tile(drawn, (areas, 1))


def firsts(scores: Array, weights: Array) -> Array:
    """Return who comes first in each draw, of shape (draws, areas); a tie is shared equally."""
    import numpy as np

    totals = np.einsum("dac,dc->da", scores, weights)
    best = totals >= totals.max(axis=1, keepdims=True) - 1e-9
    shared: Array = best / best.sum(axis=1, keepdims=True)
    return shared


def knowing(scores: Array, first: Array, weights: Sequence[float]) -> tuple[Array, Array, Array]:
    """Return what knowing each score would change, as three arrays of shape (areas, criteria).

    The draws are cut by the score's value into ten equal parts. The first array is by how much
    the leader's share would rise on average if in each part the area that leads there were taken
    (from 0 to 1); the others are the lowest and the highest share of today's leader in a part.
    """
    import numpy as np

    draws, areas, criteria = scores.shape
    shares = first.mean(axis=0)
    leader, usable = int(shares.argmax()), draws // BINS * BINS
    gained: Array = np.zeros((areas, criteria))
    low, high = np.full_like(gained, shares[leader]), np.full_like(gained, shares[leader])
    for i in range(areas):
        for j in range(criteria):
            if usable and weights[j] and np.ptp(scores[:, i, j]) > 0:
                order = np.argsort(scores[:, i, j], kind="stable")[:usable]
                parts = first[order].reshape(BINS, -1, areas).mean(axis=1)
                gained[i, j] = parts.max(axis=1).mean() - shares[leader]
                low[i, j], high[i, j] = parts[:, leader].min(), parts[:, leader].max()
    return gained, low, high


def _triangular(uniform: Array, low: float, mode: float, high: float) -> Array:
    import numpy as np

    width = high - low
    if width <= 0:
        return np.full_like(uniform, mode)
    turn = (mode - low) / width
    rising = low + np.sqrt(uniform * width * (mode - low))
    falling = high - np.sqrt((1 - uniform) * width * (high - mode))
    return np.where(uniform < turn, rising, falling)
