"""Web of Science's tagged text (also called ISI or CIW)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fingerpost.records import Author, Paper, Problem
from fingerpost.sources import identifiers
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.draft import Draft, Place, finish, page_range
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line
from fingerpost.sources.names import parse_names
from fingerpost.sources.pubmed_codes import orcid
from fingerpost.sources.tagged import Tagged, web_of_science_records

SOURCE = "web-of-science"


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of Web of Science's tagged text, in the order of the file."""
    for number, record in enumerate(web_of_science_records(text), 1):
        yield from finish(_draft(record), SOURCE, Place(file, number, record.line))


def _draft(record: Tagged) -> Draft:
    return Draft(
        title=record.joined("TI"),
        abstract=plain_line(record.joined("AB")),
        authors=_authors(record),
        journal=plain_line(record.joined("SO")),
        journal_abbreviation=plain_line(record.joined("JI", "J9")),
        volume=record.first("VL"),
        issue=record.first("IS"),
        pages=page_range(record.first("BP", "PS", "AR"), record.first("EP")),
        dates=[f"{record.first('PY')} {record.first('PD')}".strip(), *record.all("EY")],
        publication_types=_split(record.joined("DT")),
        keywords=(*_split(record.joined("DE")), *_split(record.joined("ID"))),
        languages=language_codes(record.joined("LA")),
        pmid=identifiers.pmid(record.first("PM")) or _medline(record.first("UT")),
        doi=identifiers.doi(record.first("DI")),
    )


def _authors(record: Tagged) -> tuple[Author, ...]:
    stated = record.all("AF") or record.all("AU")
    names = [name for one in stated for name in one.split(";")]
    authors = (*parse_names(names), *(Author(collective=name) for name in record.all("CA")))
    known = dict(_orcid_of(one) for one in record.joined("OI").split(";"))
    return tuple(
        replace(author, orcid=known.get(f"{author.family}, {author.given}", ""))
        for author in with_addresses(authors, record.all("C1"))
    )


def _orcid_of(stated: str) -> tuple[str, str]:
    name, _, number = stated.strip().rpartition("/")
    return name, orcid(number)


def _medline(accession: str) -> str:
    return identifiers.pmid(accession) if accession.upper().startswith("MEDLINE:") else ""


def _split(text: str) -> tuple[str, ...]:
    return tuple(plain_line(part) for part in re.split(r"\s*;\s*", text) if part)
