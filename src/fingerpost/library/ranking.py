"""Papers near to a text: chosen by the index, read, and put in order."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.library.index.abbreviations import (
    MOST_WORDS,
    Abbreviation,
    agreed,
    long_term,
    short_forms,
    shorts_in,
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
from fingerpost.library.model import Hit, SearchResult
from fingerpost.library.store import Store
from fingerpost.records import Paper
from fingerpost.text import plural

_MOST_LOOKED_UP = 60
"""Only so many words of a long text are looked up among the long forms of abbreviations."""


class Ranking:
    """Ranks the papers of a store by its index, which must be up to it."""

    def __init__(self, index: Index, store: Store) -> None:
        self._index, self._store = index, store

    def rank(self, text: str, limit: int) -> SearchResult:
        """Return the papers nearest to a text; none of its words is a must."""
        stems = telling(text)
        same = self.abbreviations(text)
        found = self._index.near(first_choice(stems, same), max(limit, DEPTH))
        nearness = Nearness(stems, self._index.rarity(stems), same)
        hits = sorted(
            (Hit(paper, nearness.score(paper)) for paper in self._papers(found, limit)),
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
                for short in shorts_in(self._index.definitions("long", long_term(long))):
                    one = self._stands_for(short)
                    if one and one.stems == long:
                        yield one

    def _papers(self, found: Found, limit: int) -> list[Paper]:
        """Read the papers to put in order; of those that tie at the end, the first by id."""
        ids = self._store.ids(row for row, _ in found.rows)
        known = [(row, score) for row, score in found.rows if row in ids]
        best = sorted(known, key=lambda hit: (-hit[1], ids[hit[0]]))[: max(limit, DEPTH)]
        return list(self._store.papers(row for row, _ in best).values())


def _understood(text: str, same: list[Abbreviation]) -> str:
    said = [f"nearest to any of: {' '.join(telling_words(text))}"]
    said += [f"{one.short} = {one.long} ({plural(one.papers, 'paper')} say so)" for one in same]
    return "; ".join(said)
