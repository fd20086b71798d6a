"""A record reduced to what the matcher compares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from fingerpost.library.duplicates.places import (
    Pages,
    journal_words,
    read_pages,
    read_volume,
)
from fingerpost.library.duplicates.titles import Title, page_named, read_title
from fingerpost.records import Author, LinkKind, Paper, Retraction
from fingerpost.text import fold

_PREPRINT_SERVER = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|research square|ssrn|preprints?|"
    r"preprints\.org|authorea|osf preprints?|jmir preprints)\b",
    re.IGNORECASE,
)
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/arxiv\.|1101/(?:\d{4}\.|\d{6})|21203/rs\.|2139/ssrn|20944/preprints|31234/|"
    r"31219/|22541/au\.|26434/chemrxiv|64898/)"
)
_MEETING = re.compile(
    r"\b(?:conference abstract|meeting abstracts?|congress|published abstract)\b|^conference$",
    re.IGNORECASE,
)
_TYPES_OF_KIND = {
    "published erratum": "correction",
    "erratum": "correction",
    "correction": "correction",
    "retraction of publication": "retraction notice",
    "retraction notice": "retraction notice",
    "expression of concern": "expression of concern",
    "comment": "comment",
}
_ABOUT = (
    LinkKind.RETRACTED_BY, LinkKind.RETRACTS, LinkKind.CORRECTED_BY, LinkKind.CORRECTS,
    LinkKind.COMMENTED_BY, LinkKind.COMMENTS_ON,
)  # fmt: skip
_NO_NAMES = frozenset({"", "anonymous", "anon", "no authors listed", "nct", "unknown"})


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a record; empty where it says nothing."""

    pmid: str
    arxiv: str
    pmcid: str
    doi: str
    title: Title
    kinds: frozenset[str]
    surnames: tuple[str, ...]
    year: int | None
    journal: tuple[str, ...]
    abbreviation: tuple[str, ...]
    volume: str
    issue: str
    pages: Pages
    is_preprint: bool
    is_published: bool
    """True when it says where it was published: a journal, a DOI or a PMID."""
    is_meeting_abstract: bool
    published_as: frozenset[str]
    """Ids of its published version, where it names one: {'doi:10.1000/x'}."""
    preprints: frozenset[str]
    """Ids of its preprints, where it names any."""
    about: frozenset[str]
    """Ids of its corrections, comments and retractions, or of the paper that it corrects …"""
    ids: frozenset[str]
    """Its own ids as links name them."""

    @property
    def is_identified(self) -> bool:
        """True when it has an id by which papers are shown."""
        return bool(self.pmid or self.arxiv or self.doi)


def sketch(paper: Paper) -> Sketch:
    """Return what the matcher compares of a record."""
    title = read_title(paper.title)
    types = {name.casefold() for name in paper.publication_types}
    doi = unquote(paper.doi).lower() if "%" in paper.doi else paper.doi.lower()
    pairs = (("pmid", paper.pmid), ("arxiv", paper.arxiv), ("doi", doi))
    ids = frozenset(f"{kind}:{value}" for kind, value in pairs if value)
    is_preprint = _is_preprint(paper, types, doi)
    place = paper.journal or paper.journal_abbreviation or paper.pmid or doi
    return Sketch(
        pmid=paper.pmid,
        arxiv=paper.arxiv,
        pmcid=paper.pmcid.upper(),
        doi=doi,
        title=title,
        kinds=title.kinds | _kinds_of_types(paper, types),
        surnames=_surnames(paper.authors),
        year=paper.year,
        journal=journal_words(paper.journal),
        abbreviation=journal_words(paper.journal_abbreviation),
        volume=read_volume(paper.volume),
        issue=read_volume(paper.issue),
        pages=read_pages(paper.pages),
        is_preprint=is_preprint,
        is_published=bool(place) and not is_preprint,
        is_meeting_abstract=_is_meeting_abstract(paper),
        published_as=_targets(paper, LinkKind.PUBLISHED_AS) - ids,
        preprints=_targets(paper, LinkKind.HAS_PREPRINT) - ids,
        about=frozenset(link.target.lower() for link in paper.links if link.kind in _ABOUT) - ids,
        ids=ids,
    )


def _kinds_of_types(paper: Paper, types: set[str]) -> frozenset[str]:
    found = {kind for name, kind in _TYPES_OF_KIND.items() if name in types}
    if paper.retraction is Retraction.NOTICE:
        found.add("retraction notice")
    page = page_named(paper.title)
    if page and read_pages(page)[0] != read_pages(paper.pages)[0]:
        found.add("correction")
    return frozenset(found)


def _surnames(authors: tuple[Author, ...]) -> tuple[str, ...]:
    names = (_surname(author.collective or author.family or author.given) for author in authors)
    return tuple(name for name in names if name not in _NO_NAMES)


@lru_cache(maxsize=16384)
def _surname(name: str) -> str:
    return fold(name)


def _is_preprint(paper: Paper, types: set[str], doi: str) -> bool:
    if "preprint" in types or _PREPRINT_DOI.match(doi):
        return True
    journal = paper.journal or paper.journal_abbreviation
    if journal:
        return bool(_PREPRINT_SERVER.search(journal))
    return bool(paper.arxiv) and not paper.pmid


def _is_meeting_abstract(paper: Paper) -> bool:
    if ". conference" in paper.journal.lower():
        return True
    return any(_MEETING.search(name) for name in paper.publication_types)


def _targets(paper: Paper, kind: LinkKind) -> frozenset[str]:
    return frozenset(link.target.lower() for link in paper.links if link.kind is kind)
