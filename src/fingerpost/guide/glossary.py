"""The words that Fingerpost uses, in plain ones: the docs, the report and the pages show them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the interface with what it means."""

    word: str
    plain: str
    technical: str = ""
    """What specialists call it; empty where that is the word itself."""
    where: str = ""
    """The page of the docs that explains it, or empty."""
    page: bool = False
    """True for the house's own words, which stand on every report."""


@cache
def glossary() -> tuple[Word, ...]:
    """Return all words by the alphabet; read once."""
    text = files("fingerpost.guide").joinpath("glossary.toml").read_text(encoding="utf-8")
    words = (Word(**entry) for entry in tomllib.loads(text)["word"])
    return tuple(sorted(words, key=lambda word: word.word.casefold()))


def house_words() -> tuple[Word, ...]:
    """Return the words that a report explains where they first appear."""
    return tuple(word for word in glossary() if word.page)
