"""A quote in the sentence that it stands in, for showing it marked."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fingerpost.records import Span

AROUND: Final = 140
"""Letters before and after a quote at the most."""
_ENDS: Final = re.compile(r"[.!?]\s|\n")


class Marked(NamedTuple):
    """A quote with what stands before and after it in the same sentence."""

    before: str
    quote: str
    after: str


def marked(text: str, span: Span) -> Marked:
    """Return a quote within its sentence; alone where the text is not the one it was taken from."""
    if text[span.start : span.end] != span.quote:
        return Marked("", span.quote, "")
    return Marked(_before(text, span.start), span.quote, _after(text, span.end))


def _before(text: str, end: int) -> str:
    nearest = text[max(0, end - AROUND) : end]
    ends = [found.end() for found in _ENDS.finditer(nearest)]
    if ends:
        return nearest[ends[-1] :].lstrip()
    if end <= AROUND:
        return nearest
    return f"… {nearest.partition(' ')[2]}"


def _after(text: str, start: int) -> str:
    nearest = text[start : start + AROUND]
    found = _ENDS.search(nearest)
    if found:
        return nearest[: found.start() + 1].rstrip()
    if start + AROUND >= len(text):
        return nearest
    return f"{nearest.rpartition(' ')[0]} …"
