"""Titles of papers in two languages and of journals in two lengths, told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fingerpost.text import fold

_CITATION = re.compile(r"\d{4}.*\d+\s*[:(]|\bdoi\b", re.IGNORECASE)
_SMALL = {"a", "and", "de", "der", "des", "die", "for", "in", "of", "on", "the", "und"}


def journal_names(journal: str, other: str, abbreviation: str = "") -> tuple[str, str]:
    """Return a journal's name and abbreviation from the two names of a record, in either order.

    EndNote keeps PubMed's short name first ('J Made Up Count') and the long one beside it; other
    suppliers the other way round. A second name that abbreviates nothing is left out.
    """
    if not journal:
        return other, abbreviation
    if other and is_short_for(journal, other):
        return other, journal
    if other and is_short_for(other, journal):
        return journal, abbreviation or other
    return journal, abbreviation


def is_short_for(short: str, long: str) -> bool:
    """Return True where every word of the short name begins a word of the longer, in order."""
    words = iter(word for word in fold(long).split() if word not in _SMALL)
    parts = [word for word in fold(short).split() if word not in _SMALL]
    if not parts or len(fold(short)) >= len(fold(long)):
        return False
    return all(any(word.startswith(part) for word in words) for part in parts)


def original_and_english(
    title: str,
    translated: str,
    original: str,
    languages: Sequence[str],
    journals: Sequence[str] = (),
) -> tuple[str, str]:
    """Return the title to show and the title in the paper's own language ('' where none is known).

    PubMed puts a translation in brackets and states the original elsewhere; reference managers
    keep the original as the title of a paper in another language and its translation beside it.
    What stands in the original's place may be a citation, or one of the `journals`: no title then.
    """
    if original and (_CITATION.search(original[:300]) or fold(original) in map(fold, journals)):
        original = ""
    foreign = bool(languages) and "eng" not in languages
    if translated and title.startswith("[") and not translated.startswith("["):
        return title, translated
    if translated and foreign and fold(translated) != fold(title):
        return translated, title
    if original and foreign and " " in original and fold(original) != fold(title):
        return title, original
    return title, ""
