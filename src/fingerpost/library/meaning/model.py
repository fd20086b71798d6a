"""What stands for meaning: each word a direction, each text a vector of whole numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.library.index.relevance import telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

DIMENSIONS = 128
PAPERS_A_DIMENSION = 8
"""Fewer papers get fewer dimensions: with as many as papers, nothing comes together."""
MOST_SAMPLED = 20_000
"""Directions are learned from so many papers at the most; every paper is placed by them."""
LEAST_PAPERS = 2
MOST_TERMS = 30_000
STEP = 127
"""A coordinate is a whole number from -127 to 127, so that products add up without rounding."""


@dataclass(frozen=True)
class Directions:
    """What was learned: the stems in the order of the alphabet, and a row of weights for each."""

    terms: tuple[str, ...]
    rows: NDArray[np.float32]
    """Terms by dimensions, each already weighed by how rare its term is."""

    @cached_property
    def places(self) -> dict[str, int]:
        """The row of each term."""
        return {term: at for at, term in enumerate(self.terms)}

    def placed(self, texts: Sequence[str]) -> NDArray[np.int8]:
        """Return the vectors of texts (texts by dimensions); zeros where no word is known."""
        return self.of_stems([telling(text) for text in texts])

    def of_stems(self, stems: Sequence[Sequence[str]]) -> NDArray[np.int8]:
        """Return the vectors of texts whose stems are known already."""
        return whole(counted(stems, self.places) @ self.rows)


def learned(stems: Sequence[Sequence[str]]) -> Directions:
    """Learn directions from the stems of texts.

    Latent semantic analysis (Deerwester et al., J Am Soc Inf Sci 1990;41:391): logarithmic counts,
    weighed by rarity, rows of unit length, reduced by a truncated singular value decomposition.
    """
    import numpy as np
    from scipy.sparse import diags_array
    from sklearn.preprocessing import normalize
    from sklearn.utils.extmath import randomized_svd
    from threadpoolctl import threadpool_limits

    met = Counter(stem for each in stems for stem in set(each))
    often = sorted(
        (stem for stem, papers in met.items() if LEAST_PAPERS <= papers <= len(stems) / 2),
        key=lambda stem: (-met[stem], stem),
    )
    terms = tuple(sorted(often[:MOST_TERMS]))
    if not terms:
        return Directions((), np.zeros((0, 1), dtype=np.float32))
    rarity = np.array([np.log(len(stems) / met[term]) for term in terms], dtype=np.float32)
    table = counted(stems, {term: at for at, term in enumerate(terms)})
    unit = normalize(table @ diags_array(rarity), copy=False)
    with threadpool_limits(1):
        dimensions = max(1, min(DIMENSIONS, len(stems) // PAPERS_A_DIMENSION, len(terms) - 1))
        _, _, right = randomized_svd(unit, dimensions, n_iter=4, random_state=0)
    return Directions(terms, np.asarray(right.T * rarity[:, None], dtype=np.float32))


def counted(stems: Sequence[Sequence[str]], places: dict[str, int]) -> csr_array[np.float32]:
    """Return logarithmic counts, texts by known terms."""
    import numpy as np
    from scipy.sparse import csr_array

    starts, columns, counts = [0], list[int](), list[int]()
    for each in stems:
        known = Counter(places[stem] for stem in each if stem in places)
        columns += known.keys()
        counts += known.values()
        starts.append(len(columns))
    values = 1 + np.log(np.array(counts, dtype=np.float32))
    return csr_array((values, np.array(columns), np.array(starts)), shape=(len(stems), len(places)))


def whole(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return vectors of unit length in whole numbers of 1/127."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-6)
    return np.asarray(np.rint(unit * STEP), dtype=np.int8)


def likeness(score: float) -> float:
    """Return the cosine that a product of two vectors of whole numbers stands for."""
    return score / STEP**2
