"""How text is cut into words, and words into stems."""

from __future__ import annotations

import unicodedata
from functools import cache
from sys import intern
from typing import TYPE_CHECKING

from fingerpost.library.index.spelling import respelt

if TYPE_CHECKING:
    import tantivy

LONGEST_WORD = 200
_KEPT_PIECES = 1 << 17
_LONGEST_KEPT = 40
"""Characters of a piece; a text without blanks is one piece, which never comes again."""
_LOWER_OR_BLANK = bytes(
    byte if byte > 127 or chr(byte).isalnum() else ord(" ") for byte in range(256)
).lower()
"""Of UTF-8, to cut it in one go: ASCII letters in lower case, ASCII signs as blanks."""


@cache
def analyzer(*, stems: bool) -> tantivy.TextAnalyzer:
    """Return what cuts text into words: letters and digits, lower case, no accents."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for each in (Filter.remove_long(LONGEST_WORD), Filter.lowercase(), Filter.ascii_fold()):
        builder = builder.filter(each)
    if stems:
        builder = builder.filter(Filter.stemmer("english"))
    return builder.build()


@cache
def at_blanks() -> tantivy.TextAnalyzer:
    """Return what cuts a text that is stems already, as `stemmed` gives them."""
    from tantivy import TextAnalyzerBuilder, Tokenizer

    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


def words_of(text: str, *, stems: bool = False) -> list[str]:
    """Return the words of a text as the index keeps them; stems are of one spelling."""
    return stemmed(text).split() if stems else analyzer(stems=False).analyze(composed(text))


def stemmed(text: str) -> str:
    """Return the stems of a text's words, of one spelling, in their order with blanks between."""
    cut = text.encode("utf-8", "replace").translate(_LOWER_OR_BLANK).decode()
    return " ".join(map(_STEMS.__getitem__, cut.split()))


def composed(text: str) -> str:
    """Return text in which a letter and its accents are one character (NFC)."""
    return unicodedata.normalize("NFC", text)


class _Stems(dict[str, str]):
    """Stems of the pieces of text met before, never of more than so many.

    Texts repeat their words, and looking a piece up is many times faster than the rules.
    """

    def __missing__(self, piece: str) -> str:
        found = " ".join(analyzer(stems=True).analyze(respelt(composed(piece))))
        stems = piece if found == piece else intern(found)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _KEPT_PIECES:
                self.clear()
            self[piece] = stems
        return stems


_STEMS = _Stems()
