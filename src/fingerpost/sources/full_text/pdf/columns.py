"""The reading order of a page: columns found, lines put together, full-width lines between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

from fingerpost.sources.full_text.pdf.model import Line, Page, Word
from fingerpost.sources.full_text.pdf.raised import settled

_LEAST_LINES = 5
_LEAST_SHARE = 0.06
_LEAST_WIDTH = 80.0
"""Points between the beginnings of two columns; a paragraph's first line is set in by less."""
_SAME_EDGE = 3.0
_OVERHANG = 8.0
_NEXT_LINE = 1.7
_FILLED = 0.3


class _Columns:
    """Where a page's columns begin, and from where on a piece belongs to each."""

    def __init__(self, page: Page) -> None:
        self.starts = _starts(page)
        self.begins = [float("-inf")]
        for start in self.starts[1:]:
            ends = [p.right for p in page.pieces if p.left < start - _OVERHANG and p.right < start]
            self.begins.append(max(ends, default=start - _OVERHANG))

    def of(self, piece: Line) -> int:
        """Return the column in which a piece begins."""
        return max(i for i, begin in enumerate(self.begins) if begin <= piece.left + 0.5)

    def spans(self, piece: Line) -> bool:
        """Tell whether a piece goes on into the next column."""
        following = self.starts[self.of(piece) + 1 :]
        return bool(following) and piece.right > following[0] + _OVERHANG


def _starts(page: Page) -> list[float]:
    """Where many pieces of lines begin while the pieces to the left end before: at least one."""
    edges = sorted(piece.left for piece in page.pieces if len(piece.text) > 2)
    least = max(_LEAST_LINES, _LEAST_SHARE * len(edges))
    starts: list[float] = []
    for edge, count in _clusters(edges):
        if count < least or (starts and edge - starts[-1] < _LEAST_WIDTH):
            continue
        if not starts or (_is_gutter(page, starts[-1], edge) and _is_filled(page, edge)):
            starts.append(edge)
    return starts or edges[:1] or [0.0]


def _clusters(edges: list[float]) -> Iterator[tuple[float, int]]:
    first = 0
    for place in range(1, len(edges) + 1):
        if place == len(edges) or edges[place] - edges[place - 1] > _SAME_EDGE:
            yield edges[first], place - first
            first = place


def _is_gutter(page: Page, left: float, start: float) -> bool:
    """Whether the pieces that begin in the column to the left end before this one begins."""
    ending = crossing = 0
    for piece in page.pieces:
        if left - _OVERHANG < piece.left < start - _OVERHANG:
            if piece.right < start:
                ending += 1
            elif piece.right > start + _OVERHANG:
                crossing += 1
    return ending >= _LEAST_LINES or ending > crossing


def _is_filled(page: Page, start: float) -> bool:
    """Whether the pieces that begin there are lines of text, not cells of a table or formulas."""
    widths = [
        piece.right - piece.left
        for piece in page.pieces
        if -1 <= piece.left - start <= _SAME_EDGE * 2
    ]
    reach = max((piece.right for piece in page.pieces), default=start) - start
    return median(widths) > _FILLED * min(reach, page.width / 2)


def lines_in_order(page: Page) -> list[Line]:
    """Return the page's lines as they are read: bands between full-width lines, column by column.

    Every line knows its column, from left to right edge.
    """
    columns = _Columns(page)
    bands: list[list[list[Line]]] = [[[] for _ in columns.starts]]
    for piece in sorted(page.pieces, key=lambda piece: (-piece.y, piece.left)):
        if columns.spans(piece) or _ends_full_width(piece, bands, page, columns):
            bands += [[[piece]], [[] for _ in columns.starts]]
            piece.full_width = True
        else:
            bands[-1][columns.of(piece)].append(piece)
    ordered = [line for band in _joined_bands(bands) for pieces in band for line in _merged(pieces)]
    _tell_columns(ordered, columns)
    return ordered


def _ends_full_width(
    piece: Line, bands: list[list[list[Line]]], page: Page, columns: _Columns
) -> bool:
    """Whether a piece is the short last line of a paragraph that reaches over all columns."""
    if len(columns.starts) < 2 or columns.of(piece) or len(bands) < 2 or any(bands[-1]):
        return False
    above = bands[-2][0][-1]
    near = above.y - piece.y < _NEXT_LINE * piece.size and abs(above.size - piece.size) < 0.5
    beside = any(abs(one.y - piece.y) < 0.4 * piece.size and columns.of(one) for one in page.pieces)
    return near and not beside


def _joined_bands(bands: list[list[list[Line]]]) -> Iterator[list[list[Line]]]:
    """Put pieces that share the baseline of a full-width line with it, whatever their column."""
    for place, band in enumerate(bands):
        if len(band) == 1 and band[0] and band[0][0].full_width and place + 1 < len(bands):
            line = band[0][0]
            for column in bands[place + 1]:
                same = [one for one in column if abs(one.y - line.y) < 0.25 * line.size]
                band[0].extend(same)
                column[:] = [one for one in column if one not in same]
        yield band


def _merged(pieces: Iterable[Line]) -> list[Line]:
    """Pieces on one baseline as one line, lines from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * max(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    merged = []
    for row in rows:
        words: list[Word] = sorted(
            (word for piece in row for word in piece.words), key=lambda word: word.left
        )
        full = any(piece.full_width for piece in row)
        merged.append(Line(settled(words), row[0].page, full_width=full))
    return merged


def _tell_columns(lines: list[Line], columns: _Columns) -> None:
    reach = list(columns.starts)
    for line in lines:
        if not line.full_width:
            column = columns.of(line)
            reach[column] = max(reach[column], line.right)
    whole = (columns.starts[0], max((line.right for line in lines), default=0.0))
    for line in lines:
        column = columns.of(line)
        line.column = whole if line.full_width else (columns.starts[column], reach[column])
