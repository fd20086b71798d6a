"""The map: papers in two dimensions, neighbours kept together.

t-SNE (van der Maaten and Hinton, J Mach Learn Res 2008;9:2579) by openTSNE from principal
components, on nearest neighbours; few papers are laid out by their principal components alone. From
many papers landmarks are laid out, the rest is placed among its nearest landmarks, and all settle
among their own neighbours for a few rounds (forces interpolated on a grid: Linderman et al., Nat
Methods 2019;16:243).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fingerpost.landscape.neighbours import Neighbours, neighbours
from fingerpost.landscape.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from openTSNE.affinity import PerplexityBasedNN

FEW: Final = 30
WHOLE: Final = 4_000
"""More papers than these are placed among landmarks."""
LANDMARKS: Final = 1_500
PERPLEXITY: Final = 10
NEAREST: Final = 3 * PERPLEXITY
ROUNDS: Final = (75, 200)
"""Iterations with the groups drawn together, and after."""
SETTLING: Final = 50
"""Iterations of all papers from their places among the landmarks."""


def layout(vectors: NDArray[np.float32], near: Neighbours) -> NDArray[np.float64]:
    """Return x and y of each paper, from 0 to 1.

    `near` holds at least `NEAREST` neighbours of each (where there are as many papers).
    """
    import numpy as np

    if len(vectors) < FEW:
        return _to_square(_components(vectors))
    if len(vectors) <= WHOLE:
        return _to_square(_tsne(vectors, near))
    chosen = np.linspace(0, len(vectors) - 1, LANDMARKS).round().astype(np.int64)
    marks = vectors[chosen]
    placed = _tsne(marks, neighbours(marks, NEAREST))
    closest = neighbours(vectors, 3, among=marks)
    weights = np.maximum(closest.cosines.astype(np.float64), 1e-3) ** 8
    weights /= weights.sum(axis=1, keepdims=True)
    placed = np.einsum("ij,ijk->ik", weights, placed[closest.indices])
    return _to_square(_settled(placed, near))


def _settled(placed: NDArray[np.float64], near: Neighbours) -> NDArray[np.float64]:
    """All papers after a few rounds among their neighbours, from where they are."""
    import numpy as np
    from openTSNE import TSNEEmbedding

    spread = float(placed[:, 0].std())
    if spread < 1e-9:
        return placed
    start = (placed - placed.mean(axis=0)) / spread * (len(placed) ** 0.5 / 8)
    with one_thread():
        settled = TSNEEmbedding(
            start, _affinities(near), negative_gradient_method="fft", n_jobs=1, random_state=0
        ).optimize(SETTLING, momentum=0.5)
    return np.asarray(settled, dtype=np.float64)


def _affinities(near: Neighbours) -> PerplexityBasedNN:
    """How near each paper's neighbours are to it, for t-SNE."""
    import numpy as np
    from openTSNE.affinity import PerplexityBasedNN
    from openTSNE.nearest_neighbors import PrecomputedNeighbors

    indices = near.indices[:, :NEAREST]
    distances = np.sqrt(np.maximum(2.0 - 2.0 * near.cosines[:, :NEAREST].astype(np.float64), 0.0))
    return PerplexityBasedNN(
        perplexity=min(PERPLEXITY, indices.shape[1] / 3),
        knn_index=PrecomputedNeighbors(indices, distances),
        n_jobs=1,
    )


def _components(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """The first two principal components, the largest entry of each axis being positive."""
    import numpy as np

    centred = vectors.astype(np.float64) - (vectors.mean(axis=0) if len(vectors) else 0.0)
    with one_thread():
        _, axes = np.linalg.eigh(centred.T @ centred)
        axes = axes[:, ::-1][:, :2]
        if len(axes):
            largest = np.abs(np.round(axes, 6)).argmax(axis=0)
            axes = axes * np.where(axes[largest, range(axes.shape[1])] < 0, -1.0, 1.0)
        placed = centred @ axes
    padded: NDArray[np.float64] = np.pad(placed, ((0, 0), (0, 2 - placed.shape[1])))
    return padded


def _tsne(vectors: NDArray[np.float32], near: Neighbours) -> NDArray[np.float64]:
    import numpy as np
    from openTSNE import TSNEEmbedding

    start = _components(vectors)
    spread = float(start[:, 0].std())
    if spread < 1e-9:
        return start
    with one_thread():
        placed = TSNEEmbedding(
            start / spread * 1e-4,
            _affinities(near),
            negative_gradient_method="bh",
            theta=0.8,
            n_jobs=1,
            random_state=0,
        )
        placed = placed.optimize(ROUNDS[0], exaggeration=12, momentum=0.5)
        placed = placed.optimize(ROUNDS[1], momentum=0.8)
    return np.asarray(placed, dtype=np.float64)


def _to_square(placed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Stretch both axes to 0 to 1; an axis without extent is the middle."""
    import numpy as np

    if not len(placed):
        return placed
    low, extent = placed.min(axis=0), np.ptp(placed, axis=0)
    middle = np.full_like(placed, 0.5)
    scaled = np.divide(placed - low, extent, out=middle, where=extent > 1e-12)
    return np.asarray(np.round(scaled, 4), dtype=np.float64)
