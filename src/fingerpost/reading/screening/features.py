"""Papers as weighted words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from fingerpost.reading.screening.model import Entry
from fingerpost.text import fold

TITLE, KEYWORDS = 0.1, 0.15
"""The shares of titles alone and of keywords alone in the likeness of two papers; all words
together have the rest. What a paper lacks goes to what it has."""
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
    titles = [fold(text.title).split() for text in texts]
    keywords = [_keywords(text) for text in texts]
    words = [
        title + fold(text.abstract).split() + given
        for title, text, given in zip(titles, texts, keywords, strict=True)
    ]
    rows = csr_array(
        hstack(
            [
                _weighted(words, 1 - TITLE - KEYWORDS),
                _weighted(titles, TITLE),
                _weighted(keywords, KEYWORDS),
            ],
            format="csr",
        )
    )
    lengths = np.sqrt(_squares(rows))
    rows.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(rows.indptr))
    shared = np.bincount(rows.indices, minlength=rows.shape[1]) > 1
    kept = csr_array(rows[:, np.flatnonzero(shared)])
    return Features(kept, 1 - _squares(kept))


def _squares(rows: csr_array) -> Floats:
    return np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float64).ravel()


def _keywords(entry: Entry) -> list[str]:
    """The words of the keywords, and each keyword as a whole."""
    words: list[str] = []
    for keyword in entry.keywords.split(";") if entry.keywords else ():
        heading = fold(keyword)
        words += heading.split()
        words.append(_HEADING + heading)
    return words


def _stem(word: str) -> str:
    return word if word.startswith(_HEADING) else word[:LETTERS]


def _numbered(texts: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers]:
    """The words of all texts one after the other: the text that each stands in, its number."""
    vocabulary: dict[str, int] = {}
    known: dict[str, int] = {}
    flat: list[int] = []
    for words in texts:
        for word in words:
            if word not in known:
                known[word] = vocabulary.setdefault(_stem(word), len(vocabulary))
        flat.extend(map(known.__getitem__, words))
    text = np.repeat(np.arange(len(texts)), [len(words) for words in texts])
    return text, np.array(flat, dtype=np.int64)


def _weighted(texts: Sequence[Sequence[str]], share: float) -> csr_array:
    """TF-IDF rows whose squares add up to `share`; the last, the criteria, adds no frequency."""
    text, term = _numbered(texts)
    size, papers = int(term.max(initial=0)) + 1, len(texts) - 1
    keys, counts = np.unique(text * size + term, return_counts=True)
    text, term = np.divmod(keys, size)
    frequency = np.bincount(term[text < papers], minlength=size)
    weight = np.log((1 + papers) / (1 + frequency)) + 1
    weight[frequency > max(1, COMMONEST * papers)] = 0.0
    values = (1 + np.log(counts)) * weight[term]
    squares = np.bincount(text, weights=values * values, minlength=len(texts))
    scale = np.sqrt(share / np.maximum(squares, 1e-12))
    rows = csr_array((values * scale[text], (text, term)), shape=(len(texts), size))
    rows.eliminate_zeros()
    return rows
