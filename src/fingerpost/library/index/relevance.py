"""How near a paper is to a text: a first choice by the index, put in order by reading the papers.

The index finds papers that share telling words with the text. Those are read, and each is scored
by how often the words stand there (BM25; Robertson and Zaragoza 2009, doi:10.1561/1500000019), how
many of them, how near each other (after Metzler and Croft 2005, doi:10.1145/1076034.1076115, who
count neighbours in order and within a window) and whether they stand in the title or the opening.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from fingerpost.library.index.abbreviations import Abbreviation
from fingerpost.library.index.schema import EVERY, EVERY_OF, schema, texts_of
from fingerpost.library.index.words import words_of
from fingerpost.records import Paper

if TYPE_CHECKING:
    import tantivy

TITLE_SHARE = 0.5
"""What a word in the title adds when the papers to read are chosen; a title is short, so that the
index itself gives a word there more."""
DEPTH = 200
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
OTHER_FORM_WEIGHT = 0.5
"""Of the words of an abbreviation's other form."""
SATURATION, LENGTH_SHARE = 1.2, 0.75
IN_ORDER, HALF_GAP, MOST_PAIRED = 2, 4, 12
OPENING = 35
SHORTEST_BEGINNING, BEGINNING_SHARE = 5, 0.75
ORDERED_WEIGHT, NEAR_WEIGHT = 0.25, 2.5
OPENING_WEIGHT, PRESENT_WEIGHT, KIN_WEIGHT = 0.5, 0.9, 1.2
"""Learned from 1,800 titles that should find their abstracts (docs/decisions/0009-ranking.md)."""
_GAP = 9
"""How far the texts of one paper are held apart: nothing is side by side across them."""

Places = Mapping[str, Sequence[int]]
"""Where each stem stands, counted in words from the beginning of the title."""


def telling(text: str) -> list[str]:
    """Return the stems of a text's words in their order, without words of grammar."""
    return [stem for stem in words_of(text, stems=True) if stem not in _grammar()]


def telling_words(text: str) -> list[str]:
    """Return the words that count, as they were written, each once."""
    return list(dict.fromkeys(word for word in words_of(text) if telling(word)))


def first_choice(stems: Iterable[str], same: Iterable[Abbreviation]) -> dict[str, float]:
    """Return what each stem weighs when the papers to read are chosen."""
    form = _form()
    weights = {stem: FORM_WEIGHT if stem in form else 1.0 for stem in stems}
    for one in same:
        for stem in (*words_of(one.short, stems=True), *one.stems):
            if stem not in _grammar():
                weights.setdefault(stem, OTHER_FORM_WEIGHT)
    return weights


def nearness(weights: Mapping[str, float]) -> tantivy.Query:
    """Return the index's query for papers that have any of the stems."""
    from tantivy import Occur, Query

    clauses = []
    for stem, weight in weights.items():
        for field, share in ((EVERY, 1.0), ("title", TITLE_SHARE)):
            term = Query.term_query(schema(), f"{field}_stem", stem, index_option="freq")
            clauses.append((Occur.Should, Query.boost_query(term, weight * share)))
    return Query.boolean_query(clauses)


class Nearness:
    """Scores papers against one text."""

    def __init__(
        self,
        stems: Sequence[str],
        rarity: Mapping[str, float],
        same: Sequence[Abbreviation] = (),
    ) -> None:
        """Take the text's stems in their order and how rare each is (its inverse frequency).

        A paper that has one form of an abbreviation is read as if it had both.
        """
        self._same = [_Reading(one) for one in same]
        form = _form()
        self._weights = {
            stem: rarity[stem] * (FORM_WEIGHT if stem in form else 1.0)
            for stem in dict.fromkeys(stems)
        }
        self._neighbours = [(one, other) for one, other in pairwise(stems) if one != other]
        heaviest = sorted(self._weights, key=lambda stem: (-self._weights[stem], stem))
        self._pairs = list(combinations(sorted(heaviest[:MOST_PAIRED]), 2))
        self._beginnings = {
            stem: stem[: max(SHORTEST_BEGINNING, round(len(stem) * BEGINNING_SHARE))]
            for stem in self._weights
            if len(stem) >= SHORTEST_BEGINNING
        }

    def score(self, paper: Paper) -> float:
        """Return how near a paper is, 0 or more; of meaning only beside the same text's scores."""
        places, stems, length = self._read(paper)
        slow = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / TYPICAL_LENGTH)
        return (
            self._found(places, slow)
            + ORDERED_WEIGHT * self._side_by_side(places, slow)
            + NEAR_WEIGHT * self._near_each_other(places)
            + KIN_WEIGHT * self._kin(places, stems)
        )

    def _read(self, paper: Paper) -> tuple[Places, set[str], int]:
        """Return where the wanted stems stand, all stems, and the length of title and abstract."""
        texts = texts_of(paper)
        places: dict[str, list[int]] = defaultdict(list)
        every: set[str] = set()
        at = length = 0
        for field in EVERY_OF:
            for text in texts[field]:
                stems = words_of(text, stems=True)
                every.update(stems)
                for place, stem in enumerate(stems, at):
                    if stem in self._weights:
                        places[stem].append(place)
                for reading in self._same:
                    reading.add(places, self._weights, text, stems, at)
                at += len(stems) + _GAP
                length += len(stems) if field != "other" else 0
        return {stem: sorted(set(found)) for stem, found in places.items()}, every, length

    def _found(self, places: Places, slow: float) -> float:
        """Score the words that are there: how often, that they are, and in the opening or not."""
        return sum(
            self._weights[stem]
            * (_often(len(at), slow) + PRESENT_WEIGHT + OPENING_WEIGHT * (at[0] < OPENING))
            for stem, at in places.items()
        )

    def _side_by_side(self, places: Places, slow: float) -> float:
        """Score the words that follow each other in the text and in the paper."""
        score = 0.0
        for one, other in self._neighbours:
            if one in places and other in places:
                gaps = (after - before for before in places[one] for after in places[other])
                times = sum(0 < gap <= IN_ORDER for gap in gaps)
                score += self._together(one, other) * _often(times, slow)
        return score

    def _near_each_other(self, places: Places) -> float:
        """Score each two of the words by the least distance between them."""
        score = 0.0
        for one, other in self._pairs:
            if one in places and other in places:
                gap = min(abs(here - there) for here in places[one] for there in places[other])
                score += self._together(one, other) / (1 + gap / HALF_GAP)
        return score / max(1, len(self._weights) - 1)

    def _kin(self, places: Places, stems: Collection[str]) -> float:
        """Score words that are not there but begin as one that is: diagnosis and diagnostic."""
        missing = {stem: begin for stem, begin in self._beginnings.items() if stem not in places}
        if not missing:
            return 0.0
        begun = tuple(missing.values())
        near = [stem for stem in stems if stem.startswith(begun)]
        return sum(
            self._weights[stem]
            for stem, begin in missing.items()
            if any(each.startswith(begin) for each in near)
        )

    def _together(self, one: str, other: str) -> float:
        return (self._weights[one] + self._weights[other]) / 2


class _Reading:
    """Reads the one form of an abbreviation wherever a text has the other."""

    def __init__(self, abbreviation: Abbreviation) -> None:
        self._short = words_of(abbreviation.short, stems=True)[0]
        self._long = abbreviation.stems
        self._written = re.compile(rf"\b{re.escape(abbreviation.short)}s?\b")

    def add(
        self,
        places: dict[str, list[int]],
        wanted: Collection[str],
        text: str,
        stems: Sequence[str],
        start: int,
    ) -> None:
        """Add to the places of the wanted stems where the other form stands for them."""
        if self._short in stems and self._written.search(text):
            for at, stem in enumerate(stems, start):
                if stem == self._short:
                    for further, part in enumerate(self._long):
                        if part in wanted:
                            places[part].append(at + further)
        if self._short in wanted and self._long[0] in stems:
            size = len(self._long)
            for at in range(len(stems) - size + 1):
                if tuple(stems[at : at + size]) == self._long:
                    places[self._short].append(start + at)


def _often(times: int, slow: float) -> float:
    """Return a frequency that grows ever more slowly (BM25's), 1 or so for a word met once."""
    return times * (SATURATION + 1) / (times + slow)


@cache
def _grammar() -> frozenset[str]:
    return frozenset(words_of(_GRAMMAR, stems=True))


@cache
def _form() -> frozenset[str]:
    return frozenset(words_of(_FORM, stems=True))
