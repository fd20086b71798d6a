"""How text is cut into words, and words into stems."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from fingerpost.library.index.spelling import respelt

if TYPE_CHECKING:
    import tantivy

LONGEST_WORD = 200


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


def words_of(text: str, *, stems: bool = False) -> list[str]:
    """Return the words of a text as the index keeps them; stems are of one spelling."""
    whole = unicodedata.normalize("NFC", text)
    return analyzer(stems=stems).analyze(respelt(whole) if stems else whole)
