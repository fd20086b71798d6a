"""Raised digits: a power stays one, the mark of a reference goes.

Run together with the number that they stand behind, either would make another number of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fingerpost.sources.full_text.pdf.model import Word

_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_POWER = re.compile(r"[+\-−–]?\d{1,3}")
_BASE = re.compile(r"(?:\b10|\b(?:k?m|cm|mm|µm|μm|s|kg|R|r|I|χ|[a-z])|[)\]])\Z")
_SMALLER, _HIGHER = 0.85, 0.12


def is_raised(y: float, size: float, base_y: float, base_size: float) -> bool:
    """Tell whether letters are smaller than those of their line, and stand higher."""
    return size < _SMALLER * base_size and y > base_y + _HIGHER * base_size


def shown(raised: str, before: str) -> str:
    """Return raised letters as they are shown behind what stands before; '' for a mark."""
    if any(c.isalpha() for c in raised):
        return raised
    if _POWER.fullmatch(raised) and _BASE.search(before):
        return raised.translate(_RAISED)
    return ""


def settled(words: Iterable[Word]) -> list[Word]:
    """Return the words of a line with each raised word added to the one before it, or gone."""
    found: list[Word] = []
    for word in words:
        base = found[-1] if found else None
        if base is None or not is_raised(word.y, word.size, base.y, base.size):
            found.append(word)
        elif shown(word.text, base.text) and word.left - base.right < base.size:
            found[-1] = base._replace(
                text=base.text + shown(word.text, base.text), right=word.right
            )
    return found
