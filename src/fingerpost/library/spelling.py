"""Words of the papers that are spelt nearly as a word that no paper has."""

from __future__ import annotations

from collections import Counter

from fingerpost.library.index.index import Index
from fingerpost.library.index.schema import texts_of
from fingerpost.library.index.words import words_of
from fingerpost.library.query import Term
from fingerpost.library.store import Store

SHORTEST_WORD = 4
_LONG_WORD = 6
_MOST = 3
_PAPERS = 200


class Spelling:
    """Looks in an index for words, and in the papers it names for how they are spelt."""

    def __init__(self, index: Index, store: Store) -> None:
        self._index, self._store = index, store

    def is_unknown(self, word: str) -> bool:
        """True for a word that no paper has, unless it is very short or has a digit."""
        return len(word) >= SHORTEST_WORD and word.isalpha() and not self._papers_with(word)

    def near(self, word: str) -> tuple[str, ...]:
        """Return up to three words, nearest and then most frequent first.

        Near is: one or two letters left out, put in, changed or swapped with their neighbour.
        """
        from rapidfuzz.distance import OSA

        for distance in (1, 2) if len(word) >= _LONG_WORD else (1,):
            rows = self._index.rows_spelt_like(word, distance, _PAPERS)
            seen: Counter[str] = Counter()
            for paper in self._store.papers(rows).values():
                fields = texts_of(paper)
                texts = (*fields["title"], *fields["abstract"])
                seen.update({each for text in texts for each in words_of(text)})
            close = [each for each in seen if OSA.distance(each, word) <= distance]
            if close:
                best = sorted(close, key=lambda each: (-self._papers_with(each), each))
                return tuple(best[:_MOST])
        return ()

    def _papers_with(self, word: str) -> int:
        return self._index.count(Term("all", word, exact=True))
