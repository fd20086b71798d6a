"""Papers as BibTeX (for LaTeX's bibtex) and BibLaTeX (for biber)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from fingerpost.records import Author, Paper

if TYPE_CHECKING:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_SPECIAL: Final = re.compile(r"[\\{}&%$#_~^]")
_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "{}&%$#_"},
}  # fmt: skip
_KEEPS_CASE: Final = re.compile(r"[^\W\d_]*(?:[a-z][A-Z]|[A-Z]{2})\w*|\b[A-Z]-\w+")
"""A word whose capitals mean something: 'COVID', 'mRNA', 'U-Net'."""


def to_bibtex(papers: Iterable[tuple[str, Paper]], *, biblatex: bool = False) -> str:
    """Return papers, each under its citation key, as BibTeX; with `biblatex` for biber.

    BibTeX gets accents as LaTeX commands, since the old program knows no Unicode. Words with
    capitals inside stand in braces, so that no style makes them small.
    """
    library = Library([_entry(key, paper, biblatex=biblatex) for key, paper in papers])
    form: Any = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    form.block_separator = "\n"
    return str(write_string(library, unparse_stack=[], bibtex_format=form))


def _entry(key: str, paper: Paper, *, biblatex: bool) -> Entry:
    preprint = bool(paper.arxiv) and not paper.journal
    kind = "article" if not preprint else "online" if biblatex else "misc"
    fields = {
        "title": _title(paper.title, biblatex=biblatex),
        "author": " and ".join(_name(author, biblatex=biblatex) for author in paper.authors),
        "journaltitle" if biblatex else "journal": _text(
            paper.journal or paper.journal_abbreviation, biblatex=biblatex
        ),
        **_dated(paper, biblatex=biblatex),
        "volume": _text(paper.volume, biblatex=biblatex),
        "number": _text(paper.issue, biblatex=biblatex),
        "pages": _text(paper.pages.replace("-", "--"), biblatex=biblatex),
        "doi": _plain(paper.doi),
        "pmid": paper.pmid,
        "eprint": paper.arxiv,
        ("eprinttype" if biblatex else "archiveprefix") if paper.arxiv else "": "arXiv",
        "url": _plain(paper.address),
        "langid" if biblatex else "language": paper.languages[0] if paper.languages else "",
        "keywords": _text(", ".join(paper.keywords), biblatex=biblatex),
        "abstract": _text(paper.abstract, biblatex=biblatex),
    }
    stated = [
        Field(name, value if name == "month" else f"{{{value}}}")
        for name, value in fields.items()
        if name and value
    ]
    return Entry(kind, key, stated)


def _dated(paper: Paper, *, biblatex: bool) -> dict[str, str]:
    stated = paper.date or (str(paper.year) if paper.year else "")
    if biblatex:
        return {"date": stated}
    year, _, rest = stated.partition("-")
    month = rest[:2]
    known = month.isdigit() and 1 <= int(month) <= len(_MONTHS)
    return {"year": year, "month": _MONTHS[int(month) - 1] if known else ""}


def _name(author: Author, *, biblatex: bool) -> str:
    """Return a name family first, a group in braces, so that it is never taken apart."""
    if author.collective:
        return f"{{{_text(author.collective, biblatex=biblatex)}}}"
    parts = (author.family, author.suffix, author.given)
    return ", ".join(_text(part, biblatex=biblatex) for part in parts if part)


def _title(title: str, *, biblatex: bool) -> str:
    pieces: list[str] = []
    end = 0
    for word in _KEEPS_CASE.finditer(title):
        pieces.append(_text(title[end : word.start()], biblatex=biblatex, ends=True))
        pieces.append(f"{{{_text(word.group(), biblatex=biblatex)}}}")
        end = word.end()
    pieces.append(_text(title[end:], biblatex=biblatex, ends=True))
    return " ".join("".join(pieces).split())


def _text(text: str, *, biblatex: bool, ends: bool = False) -> str:
    """Return text for a field; `ends` keeps a space at its ends."""
    line = re.sub(r"\s+", " ", text) if ends else " ".join(text.split())
    if biblatex:
        return _SPECIAL.sub(lambda mark: _ESCAPES[mark.group()], line)
    return str(_latex().unicode_to_latex(line))


@cache
def _latex() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(
        unknown_char_policy="keep",
        replacement_latex_protection="braces-all",
        unknown_char_warning=False,
    )


def _plain(text: str) -> str:
    """Return an address without what would end the field; both programs read it as it stands."""
    return "".join(text.split()).replace("{", "%7B").replace("}", "%7D")
