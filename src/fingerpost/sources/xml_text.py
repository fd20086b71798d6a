"""The plain text of XML elements, with inline markup resolved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_POWER = re.compile(r"[+\-−–]?\d+")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_MATHS = ("msup", "mfrac")
_UNREADABLE = ("annotation", "annotation-xml")


def text_of(element: _Element | None, before: str = "") -> str:
    """Return the element's text without markup, white space squeezed; `before` precedes it.

    A power keeps its place, 10<sup>5</sup> as 10⁵: run together, the digits would say 105. So do
    the powers and fractions of MathML.
    """
    if element is None:
        return ""
    text = "".join(_pieces(element, before)) if len(element) or before else element.text
    if not text:
        return ""
    # Most text is tidy, and seen to be so faster than it is taken apart and joined.
    if "  " in text or "\n" in text or text.strip() != text:
        return " ".join(text.split())
    if text.isascii():
        # XML has no more white space than these four.
        return " ".join(text.split()) if "\t" in text or "\r" in text else text
    # The space is the only white space that counts as printable.
    return text if text.isprintable() else " ".join(text.split())


def bare(element: _Element) -> str:
    """Return the element's text as `text_of` does, but leave double spaces within a line.

    For names, places and citations: most of a record's characters, where looking for double
    spaces would take a tenth of all reading time.
    """
    if len(element):
        return text_of(element)
    text = element.text
    if not text:
        return ""
    if "\n" in text or text.strip() != text or (not text.isascii() and "\xa0" in text):
        return " ".join(text.split())
    return text


def _pieces(element: _Element, before: str) -> list[str]:
    own, tag = element.text or "", element.tag
    if tag.endswith("sup") and before[-1:].isdigit() and _POWER.fullmatch(own):
        return [own.translate(_RAISED)]
    if tag.endswith(_MATHS) and len(element) == 2:
        return _formula(element, before)
    pieces = [own]
    for child in element:
        if not child.tag.endswith(_UNREADABLE):
            pieces += _pieces(child, next((p for p in reversed(pieces) if p), before))
        pieces.append(child.tail or "")
    return pieces


def _formula(element: _Element, before: str) -> list[str]:
    """A power or a fraction of MathML: its two parts, kept apart."""
    first, second = ("".join(_pieces(part, before)).strip() for part in element)
    if element.tag.endswith("mfrac"):
        return [f"{first}/{second}"]
    is_power = first[-1:].isdigit() and _POWER.fullmatch(second)
    return [first, second.translate(_RAISED) if is_power else second]


def emptied(elements: Iterable[_Element]) -> None:
    """Take the elements' own text away and leave what stands behind them."""
    for element in elements:
        tail = element.tail
        element.clear()
        element.tail = tail


def short(element: _Element, tag: str) -> str:
    """Return the text of the first child with the tag, or ''."""
    for child in element.iterchildren(tag):
        return bare(child)
    return ""
