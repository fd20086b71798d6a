"""Papers as weighted words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_array

from fingerpost.reading.screening.model import Entry
from fingerpost.text import fold

COMMONEST: Final = 0.95
"""A word in more than this share of the papers tells them apart no more."""

LETTERS: Final = 7
"""Words count by their first letters, so that 'randomised', 'randomized' and 'randomly' are one."""

_HEADING: Final = "\t"
"""Stands before a keyword as a whole, so that it is no word."""

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


class Features(Struct, frozen=True, gc=False):
    """Texts by words; the product of two rows is how alike two texts are (0 to 1)."""

    texts: csr_array
    """The papers, and last the criteria; without words that one text alone has."""
    unshared: Floats
    """By how much each text's likeness with itself falls short of 1 for that."""

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return int(self.texts.shape[0]) - 1

    @property
    def with_criteria(self) -> bool:
        """True where the criteria share a word with a paper."""
        return int(self.texts.indptr[-1]) > int(self.texts.indptr[-2])


def features_of(entries: Sequence[Entry], criteria: str = "") -> Features:
    """Return papers and criteria as rows of length 1: TF-IDF of words and keywords.

    Counts are sublinear (1 + ln count). A text without a word is a row of zeros.
    """
    texts = [*entries, Entry(id="", title=criteria)]
    rows = _weighted(*_words(texts), len(texts))
    shared = np.bincount(rows.indices, minlength=rows.shape[1]) > 1
    kept = csr_array(rows[:, np.flatnonzero(shared)])
    squares = np.asarray(kept.multiply(kept).sum(axis=1), dtype=np.float64).ravel()
    return Features(kept, 1 - squares)


def _words(texts: Sequence[Entry]) -> tuple[Numbers, Numbers]:
    """The words of all texts one after the other: the text that each stands in, its number."""
    vocabulary: dict[str, int] = {}
    known: dict[str, int] = {}
    flat: list[int] = []
    sizes: list[int] = []
    for text in texts:
        words = _words_of(text)
        for word in words:
            if word not in known:
                known[word] = vocabulary.setdefault(_stem(word), len(vocabulary))
        flat.extend(map(known.__getitem__, words))
        sizes.append(len(words))
    return np.repeat(np.arange(len(texts)), sizes), np.array(flat, dtype=np.int64)


def _words_of(entry: Entry) -> list[str]:
    words = fold(f"{entry.title}\n{entry.abstract}").split()
    for keyword in entry.keywords.split(";") if entry.keywords else ():
        heading = fold(keyword)
        words += heading.split()
        words.append(_HEADING + heading)
    return words


def _stem(word: str) -> str:
    return word if word.startswith(_HEADING) else word[:LETTERS]


def _weighted(text: Numbers, term: Numbers, texts: int) -> csr_array:
    """TF-IDF rows of length 1; the last text, the criteria, counts for no frequency."""
    size, papers = int(term.max(initial=0)) + 1, texts - 1
    keys, counts = np.unique(text * size + term, return_counts=True)
    text, term = np.divmod(keys, size)
    frequency = np.bincount(term[text < papers], minlength=size)
    weight = np.log((1 + papers) / (1 + frequency)) + 1
    weight[frequency > max(1, COMMONEST * papers)] = 0.0
    values = (1 + np.log(counts)) * weight[term]
    squares = np.bincount(text, weights=values * values, minlength=texts)
    scale = 1 / np.sqrt(np.maximum(squares, 1e-12))
    rows = csr_array((values * scale[text], (text, term)), shape=(texts, size))
    rows.eliminate_zeros()
    return rows
