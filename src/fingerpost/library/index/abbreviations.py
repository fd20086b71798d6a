"""Abbreviations that papers define themselves: 'electronic health record (EHR)'.

Found as Schwartz and Hearst do (2003, Pacific Symposium on Biocomputing 8:451-462): the letters of
the short form must stand, in their order, in the words before the bracket, the first of them at
the beginning of a word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fingerpost.library.index.words import words_of

_BRACKET = re.compile(r"\(([^()]{2,80})\)")
_CUT = re.compile(r"[;,]\s")
_SHORT = re.compile(r"(?=[^A-Z]*[A-Z])[A-Za-z][A-Za-z0-9]{1,9}")
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.;:!?]\s")
_LONGEST, _LONGEST_SHORT = 200, 14
"""How far before a bracket a long and a short form are looked for, in characters."""
LEAST_PAPERS = 2
LEAST_SHARE = 0.8
MOST_WORDS = 8
SEPARATOR = "="


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for in this library."""

    short: str
    """As most papers write it."""
    long: str
    """As most papers write it, lower case."""
    stems: tuple[str, ...]
    """The stems of the long form, in their order."""
    papers: int
    """How many papers define it so."""
    forms: tuple[str, ...] = ()
    """Every way in which the papers write the long form, the most usual first."""


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Give each short form that a text defines, with the long form as it stands there."""
    for bracket in _BRACKET.finditer(text):
        inner, start = _CUT.split(bracket[1].strip(), 1)[0], bracket.start()
        if _SHORT.fullmatch(inner):
            before = _SENTENCE_END.split(text[max(0, start - _LONGEST) : start])[-1]
            short, long = inner, _long_form(inner, before)
        else:
            short = (text[max(0, start - _LONGEST_SHORT) : start].split() or [""])[-1]
            long = _long_form(short, inner, whole=True) if _SHORT.fullmatch(short) else ""
        if long:
            yield short, long


def terms_of(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the index's fields and terms for what a paper's texts define."""
    found = {
        (_singular(short), long.lower())
        for text in texts
        if "(" in text
        for short, long in definitions(text)
    }
    for short, long in sorted(found):
        yield "short", short.lower()
        yield "long", _term(long)
        yield "definition", f"{short}{SEPARATOR}{long}"


@lru_cache(1 << 14)
def _term(long: str) -> str:
    return long_term(words_of(long, stems=True))


def long_term(stems: Iterable[str]) -> str:
    """Return the term under which a long form is found."""
    return " ".join(stems)


def agreed(short: str, counts: Mapping[str, int]) -> Abbreviation | None:
    """Return what a short form stands for if nearly all papers that define it say the same.

    `counts` has how many papers give each definition, written 'SHORT=long', of this short form
    in any case, or of others, which do not count.
    """
    longs: dict[tuple[str, ...], Counter[tuple[str, str]]] = defaultdict(Counter)
    for definition, papers in counts.items():
        name, _, long = definition.partition(SEPARATOR)
        if name.lower() == short.lower():
            longs[tuple(words_of(long, stems=True))][name, long] += papers
    if not longs:
        return None
    most, stems = max((forms.total(), stems) for stems, forms in longs.items())
    every = sum(forms.total() for forms in longs.values())
    if most < LEAST_PAPERS or most < LEAST_SHARE * every:
        return None
    forms = longs[stems]
    name, long = min(forms, key=lambda form: (-forms[form], form))
    written = sorted({form for _, form in forms}, key=lambda form: (-_times(forms, form), form))
    return Abbreviation(name, long, stems, most, tuple(written))


def _times(forms: Counter[tuple[str, str]], long: str) -> int:
    return sum(count for (_, form), count in forms.items() if form == long)


def short_forms(text: str) -> list[str]:
    """Return the words of a text that are written as abbreviations are, in the singular."""
    words = re.findall(r"[^\W_]+", text)
    return list(dict.fromkeys(_singular(w) for w in words if sum(map(str.isupper, w)) > 1))


def shorts_for(term: str, counts: Iterable[str]) -> list[str]:
    """Return the short forms, lower case, of those definitions whose long form has this term.

    The papers that define one long form define many others as well.
    """
    pairs = (definition.partition(SEPARATOR)[::2] for definition in counts)
    return sorted({short.lower() for short, long in pairs if _term(long) == term})


def _long_form(short: str, before: str, *, whole: bool = False) -> str:
    """Return the words that a short form stands for, or '' when its letters are not in them."""
    most = min(len(short) + 5, 2 * len(short), MOST_WORDS)
    words = list(_WORD.finditer(before))[-most:]
    if not words:
        return ""
    start = words[0].start()
    at = _matched(short.lower(), before[start:].lower())
    if at is None or (whole and at):
        return ""
    long = before[start + at :].strip(" ,\"'[")
    same = short.lower() in long.lower().split()
    return "" if same or len(long) <= len(short) or not long[0].isalnum() else long


def _matched(short: str, text: str) -> int | None:
    """Return where the long form begins: letters are matched from the last to the first."""
    at = len(text)
    for place in range(len(short) - 1, -1, -1):
        at = text.rfind(short[place], 0, at)
        if place == 0:
            while at > 0 and text[at - 1].isalnum():
                at = text.rfind(short[0], 0, at)
        if at < 0:
            return None
    return at


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short
