"""Packaged vocabularies, found as phrases: which methods and clinical problems a paper names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from fingerpost.landscape.words import BREAK, Words, tokens

LONGEST: Final = 5
"""Words in the longest phrase of a vocabulary."""

FIELDS_OF_WORK: Final = frozenset(
    {
        "genomics", "protein structure and function", "single cells and microscopy",
        "scanner and image quality", "health records and coding", "drug discovery",
        "evidence synthesis and literature", "brain signals and interfaces", "medical education",
        "telling patients, questions and chat", "using AI in practice",
    }
)  # fmt: skip
"""Entries of the vocabulary of problems that no patient has."""

Phrase = tuple[str, ...]


class Lexicon(NamedTuple):
    """The names of a vocabulary in their order, and the phrases that point to them."""

    names: tuple[str, ...]
    phrases: Mapping[str, Mapping[Phrase, int]]
    """First word to phrases to the number of the name."""


@cache
def methods() -> Lexicon:
    """Return the families of methods."""
    return _read("methods")


@cache
def problems() -> Lexicon:
    """Return the clinical problems and fields."""
    return _read("problems")


def named(words: Words, lexicon: Lexicon) -> list[frozenset[int]]:
    """Return for each paper the numbers of the names that its words point to."""
    return [
        frozenset(_found(title, lexicon) | _found(body, lexicon))
        for title, body in zip(words.titles, words.bodies, strict=True)
    ]


def problems_named(text: str) -> frozenset[str]:
    """Return the clinical problems that a text names, fields of work left out."""
    lexicon = problems()
    found = {lexicon.names[number] for number in _found(tokens(text), lexicon)}
    return frozenset(found) - FIELDS_OF_WORK


def _found(text: Sequence[str], lexicon: Lexicon) -> set[int]:
    found: set[int] = set()
    for start, word in enumerate(text):
        for phrase, name in lexicon.phrases.get(word, {}).items():
            if name not in found and tuple(text[start : start + len(phrase)]) == phrase:
                found.add(name)
    return found


def _read(name: str) -> Lexicon:
    text = resources.files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8")
    table = tomllib.loads(text)
    phrases: dict[str, dict[Phrase, int]] = {}
    for number, listed in enumerate(table.values()):
        for entry in listed:
            phrase = tuple(word for word in tokens(entry) if word != BREAK)
            phrases.setdefault(phrase[0], {})[phrase] = number
    return Lexicon(tuple(table), phrases)
