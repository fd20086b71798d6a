"""LaTeX in BibTeX fields brought to plain Unicode text."""

from __future__ import annotations

from fingerpost.sources.markup import without_markup
from fingerpost.sources.tex_text import tex_to_text
from fingerpost.text import squeeze


def latex_to_text(text: str) -> str:
    """Return the text without LaTeX and HTML: accents as letters, commands gone, one line.

    Signs that a database forgot to escape ('5% of', 'A & B', 'US$ 5') stay signs, and a command
    that nobody knows stays as it is written.
    """
    return squeeze(without_markup(tex_to_text(text)))
