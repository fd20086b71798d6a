"""How near a paper is to a text: a first choice by the index, put in order by reading the papers.

The index finds papers that share telling words with the text. Those are read, and each is scored
by how often the words stand there (BM25; Robertson and Zaragoza 2009, doi:10.1561/1500000019), how
many of them, how near each other (after Metzler and Croft 2005, doi:10.1145/1076034.1076115, who
count neighbours in order and within a window) and whether they stand in the title or the opening.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from fingerpost.library.index.schema import schema, texts_of, words_of
from fingerpost.records import Paper

if TYPE_CHECKING:
    import tantivy

FIELDS = ("title", "abstract", "other")
DEPTH = 100
"""How many papers are read for an answer at the least, before the order is settled."""
_GRAMMAR = (
    "a an and are as at be been but by can do does for from had has have how if in into is it its"
    " no not of on or our such than that the their then there these they this to was we were what"
    " when where which while who will with without"
)
_FORM = (
    "review systematic meta analysis overview survey literature scoping narrative methodical"
    " protocol report update"
)
"""Words on what kind of writing a text is; they tell little of what it is about."""
FORM_WEIGHT = 0.3
TYPICAL_LENGTH = 200
"""Words of an ordinary title and abstract, against which a paper's length is held."""
SATURATION, LENGTH_SHARE = 1.2, 0.75
IN_ORDER, WINDOW = 2, 8
OPENING = 35
ORDERED_WEIGHT, NEAR_WEIGHT, OPENING_WEIGHT, COVERED_WEIGHT = 0.4, 0.1, 0.3, 0.5
_GAP = WINDOW + 1


def telling(text: str) -> list[str]:
    """Return the stems of a text's words in their order, without words of grammar."""
    return [stem for stem in words_of(text, stems=True) if stem not in _grammar()]


def understood(text: str) -> str:
    """Return the words that count, as they were written."""
    words = zip(words_of(text), words_of(text, stems=True), strict=True)
    kept = dict.fromkeys(word for word, stem in words if stem not in _grammar())
    return f"nearest to any of: {' '.join(kept)}"


def nearness(stems: Sequence[str]) -> tantivy.Query:
    """Return the index's query for papers that have any of the words."""
    from tantivy import Occur, Query

    clauses = []
    for stem in dict.fromkeys(stems):
        weight = FORM_WEIGHT if stem in _form() else 1.0
        for field in FIELDS:
            term = Query.term_query(schema(), f"{field}_stem", stem, index_option="freq")
            clauses.append((Occur.Should, Query.boost_query(term, weight)))
    return Query.boolean_query(clauses)


class Nearness:
    """Scores papers against one text."""

    def __init__(self, stems: Sequence[str], rarity: Mapping[str, float]) -> None:
        """Take the text's stems in their order and how rare each is (its inverse frequency)."""
        form = _form()
        self._weights = {
            stem: rarity[stem] * (FORM_WEIGHT if stem in form else 1.0)
            for stem in dict.fromkeys(stems)
        }
        self._pairs = [(one, other) for one, other in pairwise(stems) if one != other]

    def score(self, paper: Paper) -> float:
        """Return how near a paper is, 0 or more; of meaning only beside the same text's scores."""
        places, length = _read(paper, self._weights)
        slow = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / TYPICAL_LENGTH)
        found = 0.0
        for stem, at in places.items():
            weight = self._weights[stem]
            found += weight * (_often(len(at), slow) + COVERED_WEIGHT)
            found += weight * OPENING_WEIGHT * (at[0] < OPENING)
        return found + sum(self._beside(one, other, places, slow) for one, other in self._pairs)

    def _beside(
        self, one: str, other: str, places: Mapping[str, Sequence[int]], slow: float
    ) -> float:
        """Score two words that are neighbours in the text for being neighbours in the paper."""
        if one not in places or other not in places:
            return 0.0
        gaps = [after - before for before in places[one] for after in places[other]]
        ordered = sum(0 < gap <= IN_ORDER for gap in gaps)
        near = sum(abs(gap) < WINDOW for gap in gaps)
        weight = (self._weights[one] + self._weights[other]) / 2
        return weight * (ORDERED_WEIGHT * _often(ordered, slow) + NEAR_WEIGHT * _often(near, slow))


def _often(times: int, slow: float) -> float:
    """Return a frequency that grows ever more slowly (BM25's), 1 or so for a word met once."""
    return times * (SATURATION + 1) / (times + slow)


def _read(paper: Paper, wanted: Mapping[str, float]) -> tuple[dict[str, list[int]], int]:
    """Return where the wanted stems stand, and how many words title and abstract have."""
    texts = texts_of(paper)
    places: dict[str, list[int]] = defaultdict(list)
    at = length = 0
    for field in FIELDS:
        for text in texts[field]:
            stems = words_of(text, stems=True)
            for place, stem in enumerate(stems, at):
                if stem in wanted:
                    places[stem].append(place)
            at += len(stems) + _GAP
            length += len(stems) if field != "other" else 0
    return places, length


@cache
def _grammar() -> frozenset[str]:
    return frozenset(words_of(_GRAMMAR, stems=True))


@cache
def _form() -> frozenset[str]:
    return frozenset(words_of(_FORM, stems=True))
