"""A record as a format states it, checked and brought into the form of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fingerpost.records import (
    Author,
    Link,
    LinkKind,
    MeshHeading,
    Paper,
    Problem,
    Reference,
    Retraction,
    Section,
)
from fingerpost.sources.dates import medline_date, year_problem
from fingerpost.sources.identifiers import ARXIV_DOI
from fingerpost.sources.markup import plain_line
from fingerpost.sources.retractions import retraction_from_title
from fingerpost.text import find_arxiv_id

_NOTHING = {"nan", "null", "none", "undefined", "n/a", "(no pagination)", "no pagination"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PAGE = re.compile(r"\d|^[ivxlcdm]+$", re.IGNORECASE)
_MAJOR = re.compile(r"(?:^|(?<=/))\*|\*$")
"""The star of a major topic ('*Humans', 'Heart/*surgery'); that of HLA-B*27 is part of the word."""


@dataclass(slots=True)
class Draft:
    """What one record says; identifiers are in their normal form, dates as stated.

    `dates` stand in the order of trust: the first that holds a year from 1600 to 2100 gives the
    year, the most exact of that year the date. `preprint` tells whether a DOI beside an arXiv
    identifier is that of the version published later.
    """

    title: str = ""
    abstract: str = ""
    sections: tuple[Section, ...] = ()
    other_abstracts: tuple[tuple[str, str], ...] = ()
    vernacular_title: str = ""
    authors: tuple[Author, ...] = ()
    journal: str = ""
    journal_abbreviation: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    dates: Sequence[str] = ()
    publication_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    arxiv: str = ""
    other_ids: tuple[str, ...] = ()
    url: str = ""
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = field(default=())
    retraction: Retraction = Retraction.UNKNOWN
    preprint: bool = False
    remarks: tuple[str, ...] = ()
    """What could not be taken as it is stated; told beside the paper."""
    verbatim: bool = False
    """True where the format carries no markup and the title is to stay as it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the file, its number and the line it begins on, both from 1."""

    file: str
    record: int | None = None
    line: int | None = None

    def problem(self, reason: str) -> Problem:
        """Return a problem at this place."""
        return Problem(self.file, reason, self.record, self.line)


@dataclass(frozen=True, slots=True)
class Noted:
    """What stands beside a paper in its file: its place, and texts by the names they have there."""

    place: Place
    texts: Mapping[str, str]


def finish(draft: Draft, source: str, place: Place) -> Iterator[Paper | Problem]:
    """Yield the paper, or the problem that it has no title; before it what has to be told of it."""
    title = draft.title if draft.verbatim and "\n" not in draft.title else plain_line(draft.title)
    if not title.strip():
        yield place.problem(f"the record{_known_by(draft)} has no title, so it was left out")
        return
    date, fault = _date(draft.dates)
    for remark in (*filter(None, (fault,)), *draft.remarks):
        yield place.problem(remark)
    doi, arxiv, links = _identity(draft)
    yield Paper(
        title=title,
        abstract=draft.abstract if draft.abstract.strip() else "",
        sections=draft.sections,
        other_abstracts=draft.other_abstracts,
        vernacular_title=draft.vernacular_title if draft.vernacular_title != title else "",
        authors=draft.authors,
        journal=draft.journal,
        journal_abbreviation=draft.journal_abbreviation,
        volume=_stated(draft.volume),
        issue=_stated(draft.issue),
        pages=_stated(draft.pages).translate(_DASHES).rstrip("-+&"),
        year=int(date[:4]) if date else None,
        date=date,
        mesh=draft.mesh,
        publication_types=tuple(name.translate(_DASHES) for name in draft.publication_types),
        keywords=_distinct([_MAJOR.sub("", word.strip()).strip() for word in draft.keywords]),
        languages=draft.languages,
        pmid=draft.pmid,
        pmcid=draft.pmcid,
        doi=doi,
        arxiv=arxiv,
        other_ids=_distinct(draft.other_ids),
        url=draft.url,
        references=draft.references,
        links=links,
        retraction=_standing(draft, title),
        source=source,
    )


def page_range(first: str, last: str) -> str:
    """Return 'first-last'; only the first where the last says nothing.

    Gives '' where the first holds neither a digit nor a Roman numeral.
    """
    first, last = first.strip(), last.strip()
    if not _PAGE.search(first):
        return ""
    # 'V4-109' is one page of a volume, '12-19' a range already.
    is_range = "-" in first and "-" not in last
    if last == first or is_range or not _PAGE.search(last):
        return first
    return f"{first}-{last}"


def _stated(text: str) -> str:
    """The text, unless it is what programs write for nothing: 'nan', 'null'."""
    bare = text.strip()
    return "" if bare.lower() in _NOTHING else bare


def _distinct(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _known_by(draft: Draft) -> str:
    if draft.pmid:
        return f" (PMID {draft.pmid})"
    return f" (DOI {draft.doi})" if draft.doi else ""


def _date(stated: Sequence[str]) -> tuple[str, str]:
    """Return the ISO date that the stated ones give, and what is wrong where they give none."""
    found = [iso for iso in map(medline_date, stated) if iso]
    if found:
        return max((iso for iso in found if iso[:4] == found[0][:4]), key=len), ""
    faulty = next((text for text in stated if any(c.isalnum() for c in text)), "")
    return "", year_problem(faulty) if faulty else ""


def _identity(draft: Draft) -> tuple[str, str, tuple[Link, ...]]:
    doi, arxiv = draft.doi, draft.arxiv
    if doi.startswith(ARXIV_DOI):
        return doi, arxiv or find_arxiv_id(doi.removeprefix(ARXIV_DOI)) or "", draft.links
    if arxiv and doi:
        if draft.preprint:
            return "", arxiv, (*draft.links, Link(LinkKind.PUBLISHED_AS, f"doi:{doi}"))
        # The record is the published paper; the preprint's identifier would make it the preprint.
        return doi, "", draft.links
    return doi, arxiv, draft.links


def _standing(draft: Draft, title: str) -> Retraction:
    if draft.retraction is not Retraction.UNKNOWN:
        return draft.retraction
    types = {name.lower() for name in draft.publication_types}
    if types & {"retracted publication", "retracted", "retracted article"}:
        return Retraction.RETRACTED
    if types & {"retraction of publication", "retraction", "retraction notice"}:
        return Retraction.NOTICE
    return retraction_from_title(title)
