"""Where the words that a query seeks stand in a text: why a paper was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from fingerpost.library.index.words import stemmed, words_of
from fingerpost.library.query import And, Near, Node, Or, Term, parse_query

_PIECE: Final = re.compile(r"[^\W_]+")
_IN_TEXT: Final = ("all", "tiab", "title", "abstract", "tw", "mesh", "keyword")
"""Fields whose words may stand in title and abstract."""

Wanted = tuple[tuple[str, ...], bool, bool]
"""Words side by side, whether they are stems, and whether the last may go on."""
Piece = tuple[int, int, str, str]
"""Where a word begins and ends, the word as it is kept, and its stem."""


def places_sought(text: str, query: str, today: date | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of the stretches of a text that a query seeks, in order, none twice.

    Words after NOT are not sought. QueryError for a query that cannot be understood.
    """
    wanted = list(dict.fromkeys(_wanted(parse_query(query, today).root)))
    pieces = [
        (found.start(), found.end(), " ".join(words_of(found[0])), stemmed(found[0]))
        for found in _PIECE.finditer(text)
    ]
    found = {
        (pieces[at][0], pieces[at + len(words) - 1][1])
        for words, stems, goes_on in wanted
        for at in range(len(pieces) - len(words) + 1)
        if _stands(pieces[at : at + len(words)], words, stems=stems, goes_on=goes_on)
    }
    return _joined(sorted(found))


def _wanted(node: Node) -> Iterator[Wanted]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _wanted(part)
    elif isinstance(node, Near) and node.field in _IN_TEXT:
        yield from (((word,), False, False) for word in words_of(node.text))
    elif isinstance(node, Term) and node.field in _IN_TEXT:
        goes_on = node.prefix or "*" in node.text
        whole = node.exact or goes_on
        words = tuple(words_of(node.text) if whole else stemmed(node.text).split())
        if words:
            yield words, not whole, goes_on


def _stands(pieces: Sequence[Piece], words: Sequence[str], *, stems: bool, goes_on: bool) -> bool:
    for piece, word in zip(pieces, words, strict=True):
        have = piece[3] if stems else piece[2]
        if have != word and not (goes_on and have.startswith(word)):
            return False
    return True


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places with those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
