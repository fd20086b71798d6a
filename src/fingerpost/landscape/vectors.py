"""Papers as vectors: latent semantic analysis of their words, pairs of words and problems named.

TF-IDF with sublinear counts, reduced by a truncated singular value decomposition (Deerwester et
al., J Am Soc Inf Sci 1990;41:391). A clinical problem that a paper names counts as a word, so that
short titles on one problem in different words come together. One BLAS thread, a fixed seed and
rounded numbers, so that the same papers give the same vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from fingerpost.landscape.threads import one_thread
from fingerpost.landscape.words import BREAK, Words, carries, is_filler

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

DECIMALS: Final = 4

Document = tuple[tuple[str, ...], tuple[str, ...]]


class _Weights(NamedTuple):
    """How much the parts of a paper count; chosen on arXiv's categories and on bare titles."""

    dimensions: int
    filler: float
    half_filler: float
    problem: float


_ABSTRACTS: Final = _Weights(dimensions=100, filler=1.0, half_filler=1.0, problem=0.5)
_TITLES: Final = _Weights(dimensions=64, filler=0.2, half_filler=0.5, problem=2.0)


class Space(NamedTuple):
    """Papers as vectors, and how much of each the space holds."""

    vectors: NDArray[np.float32]
    """One unit vector a paper (papers by dimensions); zeros for a paper without words."""
    explained: NDArray[np.float32]
    """From 0 to 1: how much of its words other papers share (the length of its projection)."""


def vectors(words: Words, problems: Sequence[frozenset[int]]) -> NDArray[np.float32]:
    """Return the vectors of `space`."""
    return space(words, problems).vectors


def space(words: Words, problems: Sequence[frozenset[int]]) -> Space:
    """Return the papers as vectors; `problems` are the problems that each names, as numbers."""
    documents: list[Document] = list(zip(words.titles, words.bodies, strict=True))
    if not any(True for document in documents for _ in _terms(document)):
        return _nothing(len(documents))  # told before seconds are spent on loading what sorts them
    with_body = sum(any(body) for body in words.bodies)
    weights = _ABSTRACTS if 2 * with_body >= len(words.bodies) else _TITLES
    table = _table(documents, problems, weights)
    return _nothing(len(documents)) if table is None else _reduced(table, weights.dimensions)


def _nothing(papers: int) -> Space:
    import numpy as np

    nothing = np.zeros((papers, 1), dtype=np.float32)
    return Space(nothing, nothing[:, 0])


def _reduced(table: csr_array[np.float32], most: int) -> Space:
    import numpy as np
    from sklearn.utils.extmath import randomized_svd

    with one_thread():
        dimensions = min(most, *table.shape)
        left, strengths, _ = randomized_svd(table, dimensions, n_iter=4, random_state=0)
    reduced = np.asarray(left * strengths, dtype=np.float32)
    lengths = np.linalg.norm(reduced, axis=1, keepdims=True)
    unit = np.divide(reduced, lengths, out=np.zeros_like(reduced), where=lengths > 1e-6)
    rounded: NDArray[np.float32] = np.round(unit, DECIMALS) + np.float32(0.0)
    return Space(rounded, np.round(lengths[:, 0], DECIMALS))


def _table(
    documents: list[Document], problems: Sequence[frozenset[int]], weights: _Weights
) -> csr_array[np.float32] | None:
    """TF-IDF of words and problems with rows of unit length, or None where no term may be used."""
    import numpy as np
    from scipy.sparse import diags_array, hstack
    from sklearn.preprocessing import normalize

    counted = _counted(documents)
    if counted is None:
        return None
    table, terms = counted
    scale = diags_array(np.array([_weight(term, weights) for term in terms], dtype=np.float32))
    unit: csr_array[np.float32] = normalize(
        hstack([table @ scale, _problems(problems, weights.problem)], format="csr")
    )
    return unit


def _counted(documents: list[Document]) -> tuple[csr_array[np.float32], list[str]] | None:
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    count = len(documents)
    common = 0.4 if count >= 50 else 1.0
    for least, most in ((3 if count >= 300 else 2, common), (1, 1.0)):
        vectorizer = TfidfVectorizer(
            analyzer=_terms,
            min_df=min(least, count),
            max_df=most,
            sublinear_tf=True,
            norm=None,
            dtype=np.float32,
        )
        try:
            table = vectorizer.fit_transform(documents)
        except ValueError:  # every term was too rare or too common
            continue
        return table, vectorizer.get_feature_names_out().tolist()
    return None


def _terms(document: Document) -> Iterator[str]:
    """Words and pairs of neighbouring words; the title counts twice."""
    for part, times in zip(document, (2, 1), strict=True):
        kept = [word if word != BREAK and carries(word) else BREAK for word in part]
        found = [word for word in kept if word]
        found.extend([f"{one} {two}" for one, two in pairwise(kept) if one and two])
        for _ in range(times):
            yield from found


def _weight(term: str, weights: _Weights) -> float:
    fillers = [is_filler(word) for word in term.split()]
    if all(fillers):
        return weights.filler
    return weights.half_filler if any(fillers) else 1.0


def _problems(problems: Sequence[frozenset[int]], weight: float) -> csr_array[np.float32]:
    """One column a problem, weighted by its rarity as words are."""
    import numpy as np
    from scipy.sparse import csr_array

    rows = [row for row, numbers in enumerate(problems) for _ in numbers]
    columns = [number for numbers in problems for number in sorted(numbers)]
    width = max(columns, default=0) + 1
    frequency = np.bincount(np.array(columns, dtype=np.int64), minlength=width)
    rarity = weight * (np.log((1 + len(problems)) / (1 + frequency)) + 1)
    values = rarity[columns].astype(np.float32)
    return csr_array((values, (rows, columns)), shape=(len(problems), width))
