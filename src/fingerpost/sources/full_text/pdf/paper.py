"""A paper from the pages of a PDF: what the process that reads PDFs does with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fingerpost.records import Paper
from fingerpost.sources.full_text.model import FullText, Limits, Part, PartKind
from fingerpost.sources.full_text.pdf.columns import lines_in_order
from fingerpost.sources.full_text.pdf.letters import read_page
from fingerpost.sources.full_text.pdf.margins import without_margins
from fingerpost.sources.full_text.pdf.model import Page
from fingerpost.sources.full_text.pdf.paragraphs import blocks_of, body_size
from fingerpost.sources.full_text.pdf.parts import sections_of
from fingerpost.sources.identifiers import arxiv_in
from fingerpost.text import find_doi, plural, squeeze

SOURCE = "pdf"
DAMAGED = "this PDF is damaged or cut off: it cannot be opened. Download it again"
_LEAST_LETTERS = 200
"""Fewer letters in a whole document are no paper's text, but marks on scanned pages."""
_PAGE_WITH_TEXT = 50


class UnreadableError(Exception):
    """The document cannot be read; the sentence says why and what to do."""


def read_paper(body: bytes, file: str, limits: Limits) -> FullText:
    """Return the paper of a PDF; UnreadableError where there is none to be read."""
    document = _open(body)
    count = len(document)
    pages, remarks = _pages(document, count, limits)
    letters = [sum(len(word.text) for p in page.pieces for word in p.words) for page in pages]
    if not pages:
        raise UnreadableError(DAMAGED)
    if sum(letters) < _LEAST_LETTERS:
        raise UnreadableError(
            "this PDF holds pictures of pages but no text, as scans do. Let a program for text"
            " recognition (OCR) add the text, such as ocrmypdf, or take the publisher's XML"
        )
    empty = sum(letters_here < _PAGE_WITH_TEXT for letters_here in letters)
    if empty > len(pages) // 2:
        remarks.append(f"{empty} of {plural(len(pages), 'page')} hold pictures and no text.")
    return _full(pages, file, count, remarks)


def _open(body: bytes) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableError(
                "this PDF is locked with a password. Open it with the password and print or save it"
                " as a new PDF without one"
            ) from None
        if code == pdfium.FPDF_ERR_SECURITY:
            raise UnreadableError("this PDF is locked in a way that cannot be opened") from None
        raise UnreadableError(DAMAGED) from None


def _pages(document: Any, count: int, limits: Limits) -> tuple[list[Page], list[str]]:
    import pypdfium2

    pages: list[Page] = []
    remarks: list[str] = []
    left, broken = limits.characters, 0
    for number in range(min(count, limits.pages)):
        try:
            page = read_page(document[number], number + 1, left)
        except pypdfium2.PdfiumError:
            broken += 1
            continue
        left -= sum(len(word.text) for piece in page.pieces for word in piece.words)
        pages.append(page)
        if left <= 0:
            remarks.append(f"Only the text up to page {number + 1} was read: there is too much.")
            break
    if count > limits.pages:
        remarks.append(f"Only the first {limits.pages} of {count:,} pages were read.")
    if broken:
        remarks.append(f"{plural(broken, 'page is', 'pages are')} damaged and left out.")
    return pages, remarks


def _full(pages: Sequence[Page], file: str, count: int, remarks: list[str]) -> FullText:
    kept = without_margins(pages)
    lines = [line for page in kept for line in lines_in_order(page)]
    sections = sections_of(blocks_of(lines), body_size(lines))
    abstract = next((one for one in sections.parts if one.kind is PartKind.ABSTRACT), None)
    parts = tuple(one for one in sections.parts if one is not abstract)
    title = squeeze(sections.title)
    text = abstract.text if abstract else ""
    doi, arxiv = _identifiers(pages)
    paper = Paper(title=title, abstract=text, doi=doi, arxiv=arxiv, source=SOURCE)
    page = abstract.pages[0][1] if abstract and abstract.pages else 1
    return FullText(paper, parts, file, count, page, (*remarks, *_doubts(title, abstract, parts)))


def _doubts(title: str, abstract: Part | None, parts: Sequence[Part]) -> list[str]:
    doubts = []
    if not title:
        doubts.append("No title was found in this PDF.")
    if abstract is None:
        doubts.append("No abstract was found in this PDF.")
    if not any(part.kind in (PartKind.METHODS, PartKind.RESULTS) for part in parts):
        doubts.append("No heading of methods or results was found in this PDF.")
    return doubts


def _identifiers(pages: Sequence[Page]) -> tuple[str, str]:
    """The DOI that stands alone on the first page, and the number that arXiv prints on it."""
    if not pages:
        return "", ""
    lines = [piece.text for piece in pages[0].pieces]
    found = {doi for line in lines if (doi := find_doi(line))}
    stamps = [pages[0].turned, *(line for line in lines if line.lower().startswith("arxiv:"))]
    return (found.pop() if len(found) == 1 else ""), arxiv_in(stamps)
