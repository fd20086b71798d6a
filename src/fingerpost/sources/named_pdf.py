"""Which paper a PDF is: the identifier that its first pages print, and whether a record fits it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from fingerpost.records import Paper, Problem
from fingerpost.sources.full_text import FullText, PartKind, read_full_text
from fingerpost.sources.full_text.model import Limits
from fingerpost.sources.identifiers import arxiv_in, doi_in
from fingerpost.sources.naming import PaperName, paper_name
from fingerpost.text import fold

PAGES: Final = 3
_ALIKE: Final = 85.0
"""Of 100: a title that is printed in the PDF, broken over lines and with ligatures, reaches it."""
_SHORT: Final = 20
"""Letters; a title that is no longer must be printed just so."""
_BEGINS: Final = 8_000
_NOT_ITS_OWN: Final = frozenset((PartKind.REFERENCES, PartKind.RELATED_WORK))


class NamedPdf(Struct, frozen=True, gc=False):
    """A PDF with the identifier that it prints, and the text that it begins with, folded."""

    file: str
    name: PaperName
    begins: str

    def fits(self, paper: Paper) -> bool:
        """Whether the title of a record is printed on the first pages."""
        from rapidfuzz.fuzz import partial_ratio

        title = fold(paper.title)
        if not title or f" {title} " in f" {self.begins} ":
            return bool(title)
        return len(title) > _SHORT and partial_ratio(title, self.begins) >= _ALIKE


def is_pdf(path: Path) -> bool:
    """Whether a file begins as PDFs do; False for one that cannot be read."""
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def named_pdf(path: Path) -> NamedPdf | Problem:
    """Return the paper that a PDF says it is, or why that cannot be told and what to do."""
    read = next(iter(read_full_text(path, Limits(pages=PAGES))), None)
    if not isinstance(read, FullText):
        return read or Problem(path.name, "nothing could be read in this PDF")
    name = _name(read)
    if name is None:
        return Problem(
            path.name,
            f"no DOI and no arXiv id stands on its first {PAGES} pages. Add the paper by its DOI"
            " or PMID",
        )
    parts = " ".join(f"{part.heading} {part.text}" for part in read.parts)
    begins = fold(f"{read.paper.title} {read.paper.abstract} {parts}"[:_BEGINS])
    return NamedPdf(path.name, name, begins)


def _name(read: FullText) -> PaperName | None:
    if read.paper.doi:
        return paper_name(read.paper.doi)
    if read.paper.arxiv:
        return PaperName("arxiv", read.paper.arxiv)
    texts = [part.text for part in read.parts if part.kind not in _NOT_ITS_OWN]
    lines = [line for text in (read.paper.abstract, *texts) for line in text.split("\n")]
    found = {doi for line in lines if (doi := doi_in([line]))}
    if len(found) == 1:
        return paper_name(found.pop())
    arxiv = arxiv_in(line for line in lines if line.casefold().startswith("arxiv:"))
    return PaperName("arxiv", arxiv) if arxiv and not found else None
