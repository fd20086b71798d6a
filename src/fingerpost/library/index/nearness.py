"""Words near each other: what the index is asked, and what a paper's texts say for certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from fingerpost.library.index.facts import SEVERAL
from fingerpost.library.index.schema import schema
from fingerpost.library.index.spelling import ruled
from fingerpost.library.index.spellings import SPELT_FIELDS, spellings_of
from fingerpost.library.index.words import words_of
from fingerpost.library.query.model import Fact, Near, Node

if TYPE_CHECKING:
    import tantivy

NEAR_PARTS = {"tiab": ("title", "abstract", "keyword")}


def near_words(near: Near) -> list[str]:
    """Return the different words of a search, as the index keeps them; one spelling of each."""
    words = words_of(near.text)
    if near.field not in SPELT_FIELDS:
        return list(dict.fromkeys(words))
    return list({ruled(word): word for word in reversed(words)}.values())[::-1]


def near_parts(near: Near) -> tuple[str, ...]:
    """Return the fields of the index in which the words may stand together."""
    return NEAR_PARTS.get(near.field, (near.field,))


def several_texts(near: Near) -> Node:
    """Return what finds the papers whose field holds more than one text."""
    return Fact(SEVERAL, near.field)


def near_question(near: Near) -> tantivy.Query:
    """Return what finds every paper with these words near each other, and perhaps some more.

    The index's own distance is exact for two words within one text. It joins texts of the same
    field, and it misses some of three words and more, so those are asked for in pairs.
    """
    from tantivy import Occur, Query

    words = near_words(near)
    if not words:
        return Query.empty_query()
    return Query.boolean_query(
        [(Occur.Should, _in_part(part, words, near.gap)) for part in near_parts(near)]
    )


def is_near(near: Near, texts: Iterable[str]) -> bool:
    """True when one of the texts has all words, with at most the gap between first and last."""
    words = near_words(near)
    if near.field not in SPELT_FIELDS:
        return any(_stand_near(words, words_of(text), near.gap) for text in texts)
    alike = list(map(ruled, words))
    return any(_stand_near(alike, list(map(ruled, words_of(t))), near.gap) for t in texts)


def _in_part(part: str, words: list[str], gap: int) -> tantivy.Query:
    from tantivy import Occur, Query

    ways = {word: spellings_of(word) if part in SPELT_FIELDS else (word,) for word in words}
    if len(words) == 1:
        each = [Query.term_query(schema(), part, way) for way in ways[words[0]]]
        return Query.boolean_query([(Occur.Should, query) for query in each])
    slop = gap + len(words) - 2
    pairs = [
        Query.boolean_query(
            [
                (Occur.Should, _pair(part, pair, slop))
                for one, other in permutations(two)
                for pair in product(ways[one], ways[other])
            ]
        )
        for two in combinations(words, 2)
    ]
    return Query.boolean_query([(Occur.Must, pair) for pair in pairs])


def _pair(part: str, words: Sequence[str], slop: int) -> tantivy.Query:
    from tantivy import Query

    return Query.phrase_query(schema(), part, list[str | tuple[int, str]](words), slop=slop)


def _stand_near(words: Sequence[str], text: Sequence[str], gap: int) -> bool:
    """Look at the last place of each word while reading on."""
    last: dict[str, int] = {}
    wanted = set(words)
    for place, word in enumerate(text):
        if word in wanted:
            last[word] = place
            if len(last) == len(wanted) and place - min(last.values()) + 1 - len(wanted) <= gap:
                return True
    return False
