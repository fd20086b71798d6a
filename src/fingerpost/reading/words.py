"""Phrases found fast: a text as one line of bare words, as long as the text, searched literally."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^ ]+")
_BARE = {
    ord(mark): " " for mark in "-‐‑–—/()[]{}.,;:!?\"'“”‘’`~$\\|<>=*+&#%^_\n\r\t\u00a0\u2009\u202f"
}


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
    return f" {lowered.translate(_BARE)} "


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a lexicon found in a text, text[start:end], whole words."""

    label: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a line and where each stands; and the words by their first letters."""

    places: Mapping[str, list[int]]
    by_start: Mapping[str, list[str]]
    """First three letters to the words that begin so."""


def index_words(line: str) -> Words:
    """Return the words of a line, places counted in the line."""
    places: dict[str, list[int]] = {}
    by_start: dict[str, list[str]] = {}
    for match in _WORD.finditer(line):
        word = match[0]
        if word in places:
            places[word].append(match.start())
        else:
            places[word] = [match.start()]
            by_start.setdefault(word[:3], []).append(word)
    return Words(places, by_start)


class Lexicon:
    """Labels with their phrases, '|' between; words as in `word_line`.

    A phrase matches from the start of a word; one that ends with a space also ends with the
    word, any other runs on ('random forest' finds 'random forests').
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._whole: dict[str, list[tuple[str, str, str]]] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        for label, phrases in table.items():
            for phrase in phrases.split("|"):
                self._add(label, phrase)

    def _add(self, label: str, phrase: str) -> None:
        first, space, _ = phrase.partition(" ")
        if space or len(phrase) < 3:
            last = phrase.rsplit(maxsplit=1)[-1][:3]
            self._whole.setdefault(first, []).append((label, phrase, last))
        else:
            self._stems.setdefault(phrase[:3], []).append((label, phrase))

    def hits(self, line: str, words: Words) -> list[Hit]:
        """Return every place of every phrase, in no order; `words` are those of the line."""
        found: list[Hit] = []
        for first in words.places.keys() & self._whole.keys():
            for label, phrase, last in self._whole[first]:
                # Most phrases fall here: no word of the text begins as their last word does.
                if last in words.by_start or len(last) < 3:
                    _collect(found, line, label, phrase, words.places[first])
        for start in words.by_start.keys() & self._stems.keys():
            for label, phrase in self._stems[start]:
                for word in words.by_start[start]:
                    if word.startswith(phrase):
                        _collect(found, line, label, phrase, words.places[word])
        return found


def _collect(found: list[Hit], line: str, label: str, phrase: str, places: list[int]) -> None:
    for at in places:
        if line.startswith(phrase, at):
            end = line.find(" ", at + len(phrase) - 1)
            found.append(Hit(label, phrase, at - 1, end - 1))
