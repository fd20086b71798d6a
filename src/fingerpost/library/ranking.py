"""Papers near to a text: chosen by the index, read, and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fingerpost.library.index.abbreviations import (
    MOST_WORDS,
    Abbreviation,
    agreed,
    long_term,
    short_forms,
    shorts_for,
)
from fingerpost.library.index.index import Found, Index
from fingerpost.library.index.relevance import (
    DEPTH,
    Nearness,
    first_choice,
    telling,
    telling_words,
)
from fingerpost.library.index.words import words_of
from fingerpost.library.meaning.vectors import Meanings
from fingerpost.library.model import Hit, SearchResult
from fingerpost.library.store import Store
from fingerpost.text import plural

MEANING_WEIGHT = 0.5
"""What the cosine weighs beside the best score by words (docs/decisions/0009-ranking.md)."""
_MOST_LOOKED_UP = 60
"""Only so many words of a long text are looked up among the long forms of abbreviations."""


class Ranking:
    """Ranks the papers of a store by its index, which must be up to it."""

    def __init__(self, index: Index, store: Store) -> None:
        self._index, self._store = index, store

    def rank(self, text: str, limit: int, meanings: Meanings | None = None) -> SearchResult:
        """Return the papers nearest to a text; none of its words is a must.

        With meanings, papers that say the same in other words are among them: the score by
        words, as a share of the best one, and the cosine of the vectors are added up.
        """
        stems = telling(text)
        same = self.abbreviations(text)
        depth = max(limit, DEPTH)
        found = self._index.near(first_choice(stems, same), depth)
        nearness = Nearness(stems, self._index.rarity(stems), same)
        rows = self._chosen(found, depth)
        if meanings:
            rows = sorted({*rows, *meanings.nearest(text, depth)})
        papers = self._store.papers(rows)
        scores = {row: nearness.score(paper) for row, paper in papers.items()}
        if meanings:
            scores = _joined(scores, meanings.of(text, papers))
        hits = sorted(
            (Hit(papers[row], score) for row, score in scores.items() if score > 0),
            key=lambda hit: (-hit.score, hit.paper.id),
        )
        return SearchResult(
            text, _understood(text, same), found.total, tuple(hits[: max(0, limit)]), found.by_year
        )

    def abbreviations(self, text: str) -> list[Abbreviation]:
        """Return the abbreviations that a text uses or spells out, if the papers agree on them."""
        found = [self._stands_for(short) for short in short_forms(text)]
        found += list(self._spelt_out(text))
        return list(dict.fromkeys(each for each in found if each))

    def _stands_for(self, short: str) -> Abbreviation | None:
        return agreed(short, self._index.definitions("short", short.lower()))

    def _spelt_out(self, text: str) -> Iterator[Abbreviation]:
        stems = words_of(text, stems=True)[:_MOST_LOOKED_UP]
        for start in range(len(stems)):
            for end in range(start + 2, min(start + MOST_WORDS, len(stems)) + 1):
                long = tuple(stems[start:end])
                term = long_term(long)
                for short in shorts_for(term, self._index.definitions("long", term)):
                    one = self._stands_for(short)
                    if one and one.stems == long:
                        yield one

    def _chosen(self, found: Found, depth: int) -> list[int]:
        """Return the rows to read; of those that tie at the end, the first by id."""
        ids = self._store.ids(row for row, _ in found.rows)
        known = [(row, score) for row, score in found.rows if row in ids]
        best = sorted(known, key=lambda hit: (-hit[1], ids[hit[0]]))
        return [row for row, _ in best[:depth]]


def _joined(by_words: Mapping[int, float], by_meaning: Mapping[int, float]) -> dict[int, float]:
    most = max(by_words.values(), default=0.0) or 1.0
    return {
        row: score / most + MEANING_WEIGHT * max(0.0, by_meaning[row])
        for row, score in by_words.items()
    }


def _understood(text: str, same: list[Abbreviation]) -> str:
    said = [f"nearest to any of: {' '.join(telling_words(text))}"]
    said += [f"{one.short} = {one.long} ({plural(one.papers, 'paper')} say so)" for one in same]
    return "; ".join(said)
