"""Phrases found fast: a text as one line of bare words, as long as the text, searched literally.

All lexicons are read together, word by word: most words of a text begin no phrase, and that is
remembered, so that they cost nothing in the next text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate, compress, count
from typing import NamedTuple

from msgspec import Struct

_MARKS = b"-/()[]{}.,;:!?\"'`~$\\|<>=*+&#%^_\n\r\t"
_BARE = bytes.maketrans(_MARKS, b" " * len(_MARKS))
_WIDE = "‐‑–—“”‘’\u00a0\u2009\u202f"


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
    """A phrase of a lexicon found in a text, text[start:end], whole words."""

    label: str
    phrase: str
    start: int
    end: int


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

    __slots__ = ("_found", "_sought", "_words", "distinct", "line")

    def __init__(self, line: str) -> None:
        self.line = line
        self._words = line.split(" ")
        self.distinct = frozenset(self._words) - {""}
        self._found: dict[Lexicon, list[Hit]] = {}
        self._sought = 0

    def places(self, word: str) -> list[int]:
        """Return where a word stands in the line, in order."""
        line = self.line
        sought = f" {word} "
        found = []
        at = line.find(sought)
        while at >= 0:
            found.append(at + 1)
            at = line.find(sought, at + len(word) + 1)
        return found

    def hits(self, lexicon: Lexicon) -> list[Hit]:
        """Return every place of every phrase of a lexicon: places in the text, in no order."""
        # A lexicon may be made after the first look.
        if self._sought != _PHRASES.many:
            self._sought = _PHRASES.many
            self._found = self._find()
        return self._found.get(lexicon, [])

    def _find(self) -> dict[Lexicon, list[Hit]]:
        found: dict[Lexicon, list[Hit]] = defaultdict(list)
        line, words = self.line, self._words
        known_by = _PHRASES.known_by(self.distinct)
        # Each word with the letters up to its end, and the spaces before it.
        counted = zip(words, accumulate(map(len, words)), count())
        for word, letters, spaces in compress(counted, map(known_by.__contains__, words)):
            end = letters + spaces
            at = end - len(word)
            alone, longer, behind = known_by[word]
            for lexicon, label, phrase, _ in alone:
                found[lexicon].append(Hit(label, phrase, at - 1, end - 1))
            if longer:
                for lexicon, label, phrase, _ in longer.get(line[end + 1 : end + 2], ()):
                    if line.startswith(phrase, at):
                        last = line.find(" ", at + len(phrase) - 1)
                        found[lexicon].append(Hit(label, phrase, at - 1, last - 1))
            for lexicon, label, phrase, back in behind:
                start = at - back
                if line.startswith(phrase, start) and line[start - 1] == " ":
                    last = line.find(" ", start + len(phrase) - 1)
                    found[lexicon].append(Hit(label, phrase, start - 1, last - 1))
        return found


class _Entry(NamedTuple):
    """A phrase, its label and lexicon; it begins `back` before the word that it is known by."""

    lexicon: Lexicon
    label: str
    phrase: str
    back: int


class _Known(NamedTuple):
    """The phrases known by a word: it alone, going on (by the next letter), begun before it."""

    alone: list[_Entry]
    longer: dict[str, list[_Entry]]
    behind: list[_Entry]


_COMMON = frozenset(
    {
        "a", "an", "are", "at", "by", "for", "from", "in", "is", "on", "our", "the", "this",
        "using", "was", "we", "were",
    }
)  # fmt: skip
"""Words that stand in every text: a phrase that begins with one is known by its second word."""


class _Phrases:
    """The phrases of all lexicons by a word of theirs; remembers which words know none."""

    _MOST = 100_000

    def __init__(self) -> None:
        self._whole: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        self._known: dict[str, _Known] = {}
        self._read: set[str] = set()
        self.many = 0
        """How many phrases there are."""

    def add(self, lexicon: Lexicon, label: str, phrase: str) -> None:
        """Add a phrase."""
        first, _, rest = phrase.partition(" ")
        back = len(first) + 1 if first in _COMMON and rest else 0
        entry = _Entry(lexicon, label, phrase, back)
        word, space, _ = phrase[back:].partition(" ")
        if space or len(word) < 3:
            self._whole.setdefault(word, []).append(entry)
        else:
            self._stems.setdefault(word[:3], []).append(entry)
        self._known.clear()
        self._read.clear()
        self.many += 1

    def known_by(self, words: frozenset[str]) -> Mapping[str, _Known]:
        """Return the phrases by the words that they are known by; those of `words` are in it."""
        if len(self._read) > self._MOST:
            self._read.clear()
            self._known.clear()
        for word in words - self._read:
            self._read.add(word)
            known = self._look_up(word)
            if any(known):
                self._known[word] = known
        return self._known

    def _look_up(self, word: str) -> _Known:
        known = _Known([], {}, [])
        for entry in self._stems.get(word[:3], ()):
            if word.startswith(entry.phrase[entry.back :]):
                (known.behind if entry.back else known.alone).append(entry)
        for entry in self._whole.get(word, ()):
            rest = entry.phrase[len(word) + 1 :]
            if entry.back:
                known.behind.append(entry)
            elif rest:
                known.longer.setdefault(rest[0], []).append(entry)
            else:
                known.alone.append(entry)
        return known


_PHRASES = _Phrases()
