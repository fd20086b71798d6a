"""Words from the letters of a PDF's page, by PDFium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from fingerpost.sources.full_text.pdf.model import Line, Page, Word
from fingerpost.sources.full_text.pdf.raised import is_raised, shown

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
)
HYPHEN = "\u2010"
"""Ends a line whose last word goes on in the next: what PDFium takes for a hyphen."""
_HYPHENS = ("\ufffe", "\x02", "\u00ad")
_UPRIGHT = 0.05
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|\b[a-z]+bx\d", re.IGNORECASE)
_GAP = 1.2
_LARGEST = 500.0


class _Letter(NamedTuple):
    text: str
    left: float
    right: float
    y: float
    size: float
    place: int


def read_page(page: Any, number: int, most: int) -> Page:
    """Return a page of a pypdfium2 document; `most` is how many letters are read at most."""
    width, height = page.get_size()
    text = page.get_textpage()
    reader = _Reader(text.raw, min(text.count_chars(), most))
    try:
        pieces = tuple(Line(words, number) for words in reader.pieces())
    finally:
        text.close()
        page.close()
    return Page(number, width, height, pieces, "".join(reader.turned))


class _Reader:
    """The letters of one page; pieces of lines end where PDFium or a gap ends them."""

    def __init__(self, text: Any, count: int) -> None:
        import pypdfium2.raw as pdfium

        self._api, self._text, self._count = pdfium, text, count
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()
        self.turned: list[str] = []

    def pieces(self) -> Iterator[list[Word]]:
        """Yield the words of each piece of a line."""
        words: list[Word] = []
        letters: list[_Letter] = []
        for place in range(self._count):
            code = self._api.FPDFText_GetUnicode(self._text, place)
            text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            if text in ("\r", "\n") or not text or text.isspace():
                self._end(words, letters)
                if text in ("\r", "\n") and words:
                    yield words
                    words = []
                continue
            letter = self._letter(text, place)
            if letter is None:
                continue
            if _parts(words, letters, letter):
                self._end(words, letters)
                if words:
                    yield words
                words = []
            letters.append(letter)
        self._end(words, letters)
        if words:
            yield words

    def _letter(self, text: str, place: int) -> _Letter | None:
        angle = self._api.FPDFText_GetCharAngle(self._text, place)
        if min(angle % 6.2832, -angle % 6.2832) > _UPRIGHT:
            self.turned.append(text)
            return None
        self._api.FPDFText_GetLooseCharBox(self._text, place, self._box)
        self._api.FPDFText_GetCharOrigin(self._text, place, self._x, self._y)
        text = HYPHEN if text in _HYPHENS else text.translate(_LIGATURES)
        box = self._box
        return _Letter(text, box.left, box.right, self._y.value, self._size(place), place)

    def _size(self, place: int) -> float:
        """The size of a letter's font as it is drawn; boxes of letters differ between fonts."""
        size = self._api.FPDFText_GetFontSize(self._text, place)
        if self._api.FPDFText_GetMatrix(self._text, place, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return float(size) if 0.5 < size < _LARGEST else self._box.top - self._box.bottom

    def _end(self, words: list[Word], letters: list[_Letter]) -> None:
        """Make a word of the letters read since the last one."""
        if not letters:
            return
        size = max(letter.size for letter in letters)
        y = next(letter.y for letter in letters if letter.size == size)
        text = _with_raised(letters, y, size)
        if text:
            bold = self._is_bold(letters[0].place)
            words.append(Word(text, letters[0].left, letters[-1].right, y, size, bold))
        letters.clear()

    def _is_bold(self, place: int) -> bool:
        if self._api.FPDFText_GetFontWeight(self._text, place) >= 600:
            return True
        api, length = self._api, len(self._name)
        api.FPDFText_GetFontInfo(self._text, place, self._name, length, self._flags)
        return bool(_BOLD.search(self._name.value.decode("utf-8", "replace")))


def _parts(words: list[Word], letters: list[_Letter], letter: _Letter) -> bool:
    """Tell whether a letter begins a new piece: on another line, to the left, or far away."""
    if letters:
        last = letters[-1]
        right, y, size = last.right, last.y, last.size
        if (last.left, last.y) == (letter.left, letter.y):
            # The letters of one ligature share its box.
            return False
    elif words:
        right, y, size = words[-1].right, words[-1].y, words[-1].size
    else:
        return False
    high = max(size, letter.size)
    if abs(letter.y - y) > 0.6 * high:
        return True
    return letter.left < right - high or letter.left - right > _GAP * high


def _with_raised(letters: list[_Letter], y: float, size: float) -> str:
    """The word's text, its raised letters as they are shown."""
    text = raised = ""
    for letter in letters:
        if is_raised(letter.y, letter.size, y, size):
            raised += letter.text
            continue
        text += (shown(raised, text) if raised else "") + letter.text
        raised = ""
    return text + (shown(raised, text) if raised else "")
