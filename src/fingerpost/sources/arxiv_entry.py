"""One entry of an arXiv feed read into a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fingerpost.records import Author, Link, LinkKind, Paper, Retraction
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources.dates import check_year, medline_date, stated_year, year_problem
from fingerpost.sources.names import parse_name
from fingerpost.sources.xml_text import text_of
from fingerpost.text import find_arxiv_id

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "http://www.w3.org/2005/Atom"
SOURCE = "arxiv-atom"
_A = f"{{{ATOM}}}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_WITHDRAWN = re.compile(
    r"^withdrawn\b|\b(?:paper|article|submission|manuscript|preprint|work)"
    r" (?:has been|is|was|is being) withdrawn\b",
    re.IGNORECASE,
)


def read_entry(entry: _Element) -> tuple[Paper | None, str]:
    """Return the paper, unless the entry is none, and what is wrong with it."""
    address, title = _text(entry, f"{_A}id"), _text(entry, f"{_A}title")
    summary = _text(entry, f"{_A}summary")
    if "/api/errors" in address:
        return None, f"arXiv answered with an error: {summary or title}"
    if not title:
        return None, f"the record ({address or 'no id'}) has no title, so it was left out"
    published = _text(entry, f"{_A}published") or _text(entry, f"{_A}updated")
    stated = stated_year(published)
    year = check_year(stated)
    comment = _text(entry, f"{_ARXIV}comment")
    withdrawn = is_withdrawn(comment, summary)
    categories = (element.get("term") or "" for element in entry.iterchildren(f"{_A}category"))
    paper = Paper(
        title=title,
        abstract=summary,
        authors=tuple(filter(None, map(_author, entry.iterchildren(f"{_A}author")))),
        year=year,
        date=medline_date(published.partition("T")[0]) if year else "",
        keywords=tuple(dict.fromkeys(term for term in categories if term)),
        arxiv=find_arxiv_id(address) or "",
        url=address,
        links=_links(entry),
        retraction=Retraction.RETRACTED if withdrawn else Retraction.UNKNOWN,
        source=SOURCE,
    )
    return paper, year_problem(stated) if stated and year is None else ""


def is_withdrawn(comment: str, abstract: str) -> bool:
    """True where the comment or the abstract of a preprint says that it was withdrawn."""
    return bool(_WITHDRAWN.search(comment) or _WITHDRAWN.search(abstract))


def _author(element: _Element) -> Author | None:
    author = parse_name(_text(element, f"{_A}name"))
    if author is None:
        return None
    found = map(text_of, element.iterchildren(f"{_ARXIV}affiliation"))
    affiliations = tuple(dict.fromkeys(text for text in found if text))
    return replace(author, email=codes.email(affiliations), affiliations=affiliations)


def _links(entry: _Element) -> tuple[Link, ...]:
    dois = (codes.doi(text_of(element)) for element in entry.iterchildren(f"{_ARXIV}doi"))
    links = [Link(LinkKind.PUBLISHED_AS, f"doi:{doi}") for doi in dict.fromkeys(dois) if doi]
    journal = _text(entry, f"{_ARXIV}journal_ref")
    if journal and not links:
        links.append(Link(LinkKind.PUBLISHED_AS, journal))
    return tuple(links)


def _text(element: _Element, tag: str) -> str:
    return next((text_of(child) for child in element.iterchildren(tag)), "")
