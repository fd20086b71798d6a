"""A linear-chain conditional random field, its weights found by L-BFGS; some roles may be open.

Lafferty, McCallum & Pereira 2001; where a heading leaves open which of several roles a sentence
has, the likelihood sums over them. Arrays: N abstracts, at most T sentences, K roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of features (F x K), of a first role, of a role after another, of a last one."""

    features: Floats
    start: Floats
    follows: Floats
    stop: Floats


@dataclass(frozen=True, slots=True)
class _Sums:
    """Log of the sum over all paths (N), and how often each role and pair of roles is met."""

    total: Floats
    roles: Floats
    pairs: Floats


def train(
    features: csr_matrix, lengths: list[int], possible: NDArray[np.bool_], prior: float, steps: int
) -> Weights:
    """Return the weights: rows of `features` and of `possible` (x K) are sentences in order.

    The longest abstract comes first, the others by falling length.
    `prior` is the strength of the penalty on squares, `steps` the most steps of L-BFGS.
    """
    roles = possible.shape[1]
    many = features.shape[1]
    there = np.arange(max(lengths))[None] < np.array(lengths)[:, None]
    allowed = np.ones((*there.shape, roles), bool)
    allowed[there] = possible
    last = (np.arange(len(lengths)), np.array(lengths) - 1)
    turned = features.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = _parts(flat, many, roles)
        points = np.zeros((*there.shape, roles))
        points[there] = features @ weights.features
        free = _sums(points, there, weights)
        held = _sums(np.where(allowed, points, _NEVER), there, weights)
        gap = free.roles - held.roles
        slope = np.concatenate(
            [
                (turned @ gap[there]).ravel(),
                gap[:, 0].sum(0),
                (free.pairs - held.pairs).ravel(),
                gap[last].sum(0),
            ]
        )
        value = float((free.total - held.total).sum() + 0.5 * prior * (flat @ flat))
        return value, slope + prior * flat

    size = (many + 2 + roles) * roles
    found: Any = minimize(
        loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": steps}
    )
    return _parts(found.x, many, roles)


def _parts(flat: Floats, many: int, roles: int) -> Weights:
    cut = many * roles
    pairs = cut + roles + roles * roles
    return Weights(
        flat[:cut].reshape(many, roles),
        flat[cut : cut + roles],
        flat[cut + roles : pairs].reshape(roles, roles),
        flat[pairs:],
    )


def _sums(points: Floats, there: NDArray[np.bool_], weights: Weights) -> _Sums:
    """Go forward and back over all abstracts at once, at each step those that are long enough."""
    going = there.sum(0)
    last = (np.arange(len(there)), there.sum(1) - 1)
    ahead, behind = np.zeros_like(points), np.zeros_like(points)
    ahead[:, 0] = points[:, 0] + weights.start
    for t in range(1, points.shape[1]):
        n = going[t]
        ahead[:n, t] = _log_sum(ahead[:n, t - 1, :, None] + weights.follows, 1) + points[:n, t]
    total = _log_sum(ahead[last] + weights.stop, 1)
    behind[last] = weights.stop
    pairs = np.zeros_like(weights.follows)
    for t in range(points.shape[1] - 1, 0, -1):
        n = going[t]
        later = points[:n, t] + behind[:n, t]
        joint = ahead[:n, t - 1, :, None] + weights.follows + later[:, None, :]
        pairs += np.exp(joint - total[:n, None, None]).sum(0)
        behind[:n, t - 1] = _log_sum(weights.follows[None] + later[:, None, :], 2)
    met = np.exp(ahead + behind - total[:, None, None]) * there[..., None]
    return _Sums(total, met, pairs)


def _log_sum(logs: Floats, axis: int) -> Floats:
    top = logs.max(axis=axis, keepdims=True)
    summed: Floats = np.log(np.exp(logs - top).sum(axis=axis, keepdims=True)) + top
    return summed.squeeze(axis)
