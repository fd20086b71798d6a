"""Running heads, running feet and page numbers, taken away before the text is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fingerpost.sources.full_text.pdf.model import Line, Page

_ZONE = 0.12
"""The share of a page's height, at its top and at its foot, where such lines stand."""
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:page |p\. ?)?[ivxlc\d]{1,6}(?: ?(?:of|/|\|) ?\d{1,4})?|[-–—] ?\d{1,4} ?[-–—]",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:©|\(c\) \d{4}|copyright\b|downloaded from|https?://|www\.|doi:|issn\b|all rights reserved|"
    r"this is an open[- ]access|licen[sc]ed under|published by|accepted manuscript|preprint\b|"
    r".{0,80}\bvol(?:ume|\.) ?\d|arxiv:)",
    re.IGNORECASE,
)


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without what is printed on page after page.

    A line goes if it is a page number or an imprint, or if the same line, numbers aside, stands
    at the same end of a quarter of the pages, at least of two.
    """
    keys = [[_key(page, row) for row in _rows(page)] for page in pages]
    counts = Counter(key for page in keys for key in set(page) if key)
    least = max(2, len(pages) / 4)
    return [_without(page, {key for key in counts if counts[key] >= least}) for page in pages]


def _without(page: Page, repeated: set[tuple[str, str]]) -> Page:
    dropped: set[int] = set()
    for row in _rows(page):
        key = _key(page, row)
        if key is None:
            continue
        text = _text(row)
        if key in repeated or _NUMBER.fullmatch(text) or _IMPRINT.match(text):
            dropped |= {id(piece) for piece in row}
    return replace(page, pieces=tuple(p for p in page.pieces if id(p) not in dropped))


def _rows(page: Page) -> list[list[Line]]:
    """The pieces in the zones as rows of one baseline each."""
    rows: list[list[Line]] = []
    for piece in sorted(page.pieces, key=lambda piece: (-piece.y, piece.left)):
        if _zone(page, piece):
            if rows and abs(rows[-1][0].y - piece.y) < 2:
                rows[-1].append(piece)
            else:
                rows.append([piece])
    return rows


def _zone(page: Page, piece: Line) -> str:
    if piece.y > (1 - _ZONE) * page.height:
        return "head"
    return "foot" if piece.y < _ZONE * page.height else ""


def _text(row: list[Line]) -> str:
    return " ".join(piece.text for piece in row)


def _key(page: Page, row: list[Line]) -> tuple[str, str] | None:
    zone = _zone(page, row[0])
    text = _DIGITS.sub("#", _text(row)).casefold()
    return (zone, text) if zone else None
