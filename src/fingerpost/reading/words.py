"""Phrases found fast: a text as one line of bare words, as long as the text, read once for all.

Every phrase of every lexicon is looked for in a single pass over the line (Aho & Corasick 1975,
doi:10.1145/360825.360855), so a phrase that does not stand there costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ahocorasick_rs import AhoCorasick, Implementation
from msgspec import Struct

from fingerpost.reading.roles.names import Role
from fingerpost.reading.sentences import Sentence

_MARKS = b"-/()[]{}.,;:!?\"'`~$\\|<>=*+&#%^_\n\r\t"
_BARE = bytes.maketrans(_MARKS, b" " * len(_MARKS))
_WIDE = "‐‑–—“”‘’∼≈\u00a0\u2009\u202f"
_HALVES = re.compile("[\ud800-\udfff]")
_NOWHERE = Sentence(0, 0, Role.METHODS)
"""The sentence of a place in a text that has none."""


def lower(text: str) -> str:
    """Return the text in lower case with every character in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def word_line(lowered: str) -> str:
    """Return the words between single marks made spaces, with one space before and after all.

    Character i of the text is character i + 1 of the line.
    """
    # No byte of a wider character is one of the marks, and translating bytes is many times faster.
    bare = lowered.encode("utf-8", "surrogatepass").translate(_BARE)
    line = bare.decode("utf-8", "surrogatepass")
    if len(line) != len(bare):
        for mark in _WIDE:
            line = line.replace(mark, " ")
    return f" {line} "


class Hit(Struct, frozen=True, gc=False):
    """A phrase of a lexicon found in a text, text[start:end], whole words, and its sentence."""

    label: str
    phrase: str
    start: int
    end: int
    sentence: Sentence


class Lexicon:
    """Labels with their phrases, '|' between; words as in `word_line`.

    A phrase matches from the start of a word; one that ends with a space also ends with the
    word, any other runs on ('random forest' finds 'random forests').
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        for label, phrases in table.items():
            for phrase in phrases.split("|"):
                _PHRASES.add(self, label, phrase)


class Words:
    """The words of a line, as `word_line` makes it, and the phrases of all lexicons in it."""

    __slots__ = ("_found", "_sentences", "_sought", "line")

    def __init__(self, line: str, sentences: Sequence[Sentence] = ()) -> None:
        self.line = line
        self._sentences = sentences or (_NOWHERE,)
        self._found: dict[Lexicon, list[_Place]] = {}
        self._sought = 0

    def hits(self, lexicon: Lexicon) -> list[Hit]:
        """Return every place of every phrase of a lexicon, in order, of those longer first."""
        # A lexicon may be made after the first look.
        if self._sought != _PHRASES.many:
            self._sought = _PHRASES.many
            self._found = self._find()
        places = self._found.get(lexicon)
        if places is None:
            return []
        places.sort()
        return [
            Hit(label, phrase, start, -end, sentence)
            for start, end, label, phrase, sentence in places
        ]

    def _find(self) -> dict[Lexicon, list[_Place]]:
        found: dict[Lexicon, list[_Place]] = defaultdict(list)
        find, sentences = self.line.find, self._sentences
        starts = [sentence.start for sentence in sentences[1:]]
        phrases, places = _PHRASES.search(self.line)
        for which, start, stop in places:
            # The line has a space before the text, and the phrase one before itself.
            end = 1 - find(" ", stop - 1)
            sentence = sentences[bisect_right(starts, start)]
            for lexicon, label, phrase in phrases[which]:
                found[lexicon].append((start, end, label, phrase, sentence))
        return found


_Phrase = tuple[Lexicon, str, str]
"""A lexicon, and one of its labels with a phrase."""
_Place = tuple[int, int, str, str, Sentence]
"""Where a phrase starts, its end below zero so that the longer is first; label, phrase."""


_FEW = 1000
"""More pieces than this make a table that the processor's nearest memory does not hold."""


class Literals:
    """Pieces of text that are looked for all at once, wherever they stand."""

    def __init__(self, pieces: Sequence[str]) -> None:
        few = len(pieces) < _FEW
        kind = Implementation.DFA if few else Implementation.ContiguousNFA
        self._automaton = AhoCorasick(pieces, implementation=kind)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Return each piece that stands in the text: its number, and text[start:end]."""
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # half a character, as some exports have it
            whole = _HALVES.sub("\ufffd", text)
            return self._automaton.find_matches_as_indexes(whole, overlapping=True)


class _Phrases:
    """The phrases of all lexicons."""

    def __init__(self) -> None:
        self._by_literal: dict[str, list[_Phrase]] = {}
        self._literals: Literals | None = None
        self._phrases: list[list[_Phrase]] = []
        self.many = 0
        """How many phrases there are."""

    def add(self, lexicon: Lexicon, label: str, phrase: str) -> None:
        """Add a phrase."""
        self._by_literal.setdefault(f" {phrase}", []).append((lexicon, label, phrase))
        self._literals = None
        self.many += 1

    def search(self, line: str) -> tuple[list[list[_Phrase]], list[tuple[int, int, int]]]:
        """Return the phrases by number, and the numbers that stand in a line with their places."""
        if self._literals is None:
            self._literals = Literals(list(self._by_literal))
            self._phrases = list(self._by_literal.values())
        return self._phrases, self._literals.find(line)


_PHRASES = _Phrases()
