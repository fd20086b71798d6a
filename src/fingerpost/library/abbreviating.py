"""Abbreviations of a query and their long forms, where the library's papers define them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from fingerpost.library.index.abbreviations import (
    MOST_WORDS,
    Abbreviation,
    agreed,
    long_term,
    short_forms,
    shorts_for,
)
from fingerpost.library.index.index import Index
from fingerpost.library.index.words import words_of
from fingerpost.library.query import And, Node, Not, Or, Term
from fingerpost.library.query.model import all_of, any_of, none_of
from fingerpost.text import plural

FIELDS = frozenset({"all", "tiab", "title", "abstract", "tw"})
"""Fields of running text, in which a form may stand for the other."""
_MOST_FORMS = 6


class Abbreviating:
    """Gives the words of a query their other form; words in quotation marks stay as they are."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._met: dict[str, Abbreviation | None] = {}
        self.used: dict[Abbreviation, None] = {}
        """What was taken for something else as well, in its order."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done, a sentence each."""
        return tuple(
            f"{one.short} = {one.long}, as {plural(one.papers, 'paper')} of the library"
            " say: either is found by the other; in quotation marks they are not"
            for one in self.used
        )

    def widened(self, node: Node) -> Node:
        """Return the query with each short form, and each that is spelt out, found by the other."""
        match node:
            case And(parts):
                return all_of(self._either(parts))
            case Or(parts):
                return any_of(map(self.widened, parts))
            case Not(part):
                return none_of(self.widened(part))
        return self._short(node) if _is_plain(node) else node

    def _either(self, parts: Sequence[Node]) -> Iterator[Node]:
        at = 0
        while at < len(parts):
            length, wider = self._spelt_out(parts[at : at + MOST_WORDS]) or (1, None)
            yield wider or self.widened(parts[at])
            at += length

    def _short(self, term: Term) -> Node:
        one = self._stands_for(term.text) if short_forms(term.text) else None
        if one is None:
            return term
        self.used[one] = None
        longs = [Term(term.field, form, exact=True) for form in one.forms[:_MOST_FORMS]]
        return any_of([term, *longs])

    def _spelt_out(self, terms: Sequence[Node]) -> tuple[int, Node] | None:
        """Return how many words in front spell an abbreviation out, and what stands for them."""
        plain = list(_plain_run(terms))
        for length in range(len(plain), 1, -1):
            words = plain[:length]
            stems = [stem for word in words for stem in words_of(word.text, stems=True)]
            term = long_term(stems)
            for short in shorts_for(term, self._index.definitions("long", term)):
                one = self._stands_for(short)
                if one and list(one.stems) == stems:
                    self.used[one] = None
                    brief = Term(words[0].field, one.short)
                    return length, any_of([all_of(words), brief])
        return None

    def _stands_for(self, short: str) -> Abbreviation | None:
        key = short.lower()
        if key not in self._met:
            self._met[key] = agreed(key, self._index.definitions("short", key))
        return self._met[key]


def _is_plain(node: Node) -> TypeGuard[Term]:
    return (
        isinstance(node, Term)
        and node.field in FIELDS
        and not (node.exact or node.prefix)
        and " " not in node.text
    )


def _plain_run(nodes: Sequence[Node]) -> Iterator[Term]:
    """Give the words in front that stand in one field."""
    field = ""
    for node in nodes:
        if not _is_plain(node) or (field and node.field != field):
            return
        field = node.field
        yield node
