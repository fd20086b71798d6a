"""What an area's query finds in the library, before anything is built on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fingerpost.errors import UsageError
from fingerpost.home import Area
from fingerpost.intake.asking import (
    Concept,
    concepts_of,
    query_from,
    query_of,
    without_a_word,
    without_learning,
)
from fingerpost.library import Library
from fingerpost.text import plural

FEWEST, MOST, SHOWN = 30, 2_000, 5


class Wider(NamedTuple):
    """A wider search that might be made instead, and how many papers of the library it finds."""

    query: str
    found: int


class FirstLook(NamedTuple):
    """How many papers of the library a query finds, the first titles, and what to do about it."""

    found: int
    titles: tuple[str, ...]
    advice: str
    """A sentence; empty where the number is fit to build on."""
    wider: Wider | None
    any_method: Wider | None = None
    """The same search without the names of machine learning that were put there; None for none."""


def first_look(library: Library, area: Area) -> FirstLook:
    """Return what an area's query finds, with up to five titles, the best first.

    Below 30 papers a wider search is looked for, if the query was made from the area's title: one
    word of a concept left out, or a phrase's words in any order. Nothing is changed.
    """
    look = _looked(library, area)
    plain = without_learning(area.query)
    if not plain:
        return look
    return look._replace(any_method=Wider(plain, library.search(plain, 0).total))


def _looked(library: Library, area: Area) -> FirstLook:
    result = library.search(area.query, SHOWN)
    titles = tuple(hit.paper.title for hit in result.hits)
    if result.total > MOST:
        return FirstLook(result.total, titles, _NARROW, None)
    if result.total >= FEWEST:
        return FirstLook(result.total, titles, "", None)
    if library.count() == 0:
        return FirstLook(0, (), _EMPTY, None)
    wider = _wider(library, area, result.total)
    advice = f"{_WIDEN}{_offer(wider)}{_nearly_spelt(library, area)}"
    return FirstLook(result.total, titles, advice, wider)


_NARROW = (
    f"That is more than {MOST:,}, too many to be one area. Narrow it: add with AND the disease, the"
    " patients or the task that you mean."
)
_WIDEN = (
    f"That is fewer than {FEWEST}, too few to judge by. Widen it: take a word out, add other"
    " names of the same thing with OR, or fetch more papers with  fingerpost fetch ."
)
_EMPTY = "The library is empty. Fill it with  fingerpost import  or  fingerpost fetch  first."


def _offer(wider: Wider | None) -> str:
    if wider is None:
        return ""
    return f" This would find {plural(wider.found, 'paper')}:  {wider.query}"


def _asked(area: Area) -> str:
    """The title or question that an area's query was made from, or nothing."""
    return next((t for t in (area.title, area.question) if _made_from(t) == area.query), "")


def _nearly_spelt(library: Library, area: Area) -> str:
    """Words of the query that no paper has, each with words that papers have."""
    asked = concepts_of(_asked(area))
    query = " OR ".join(f"({concept.query})" for concept in asked) or area.query
    return "".join(
        f" No paper has “{each.word}”; near it: {', '.join(each.near)}."
        for each in library.explain(query).suggestions
    )


def _wider(library: Library, area: Area, found: int) -> Wider | None:
    asked = _asked(area)
    queries = dict.fromkeys(map(query_of, _relaxed(concepts_of(asked))))
    counted = [Wider(query, library.search(query, 0).total) for query in queries]
    more = [each for each in counted if found < each.found <= MOST]
    enough = [each for each in more if each.found >= FEWEST]
    if enough:
        return min(enough, key=lambda each: (each.found, each.query))
    return max(more, key=lambda each: (each.found, each.query), default=None)


def _made_from(text: str) -> str:
    """The search made from a text, or nothing where none can be made."""
    try:
        return query_from(text)
    except UsageError:
        return ""


def _relaxed(concepts: tuple[Concept, ...]) -> Iterator[tuple[Concept, ...]]:
    for place, concept in enumerate(concepts):
        for weaker in without_a_word(concept):
            yield (*concepts[:place], weaker, *concepts[place + 1 :])
        if others := (*concepts[:place], *concepts[place + 1 :]):
            yield others
