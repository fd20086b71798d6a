"""RIS, as Ovid, Embase, ProQuest, Scopus, Web of Science, Zotero, EndNote and others export it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fingerpost.records import Author, Paper, Problem
from fingerpost.sources import identifiers
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.draft import Draft, Place, finish, page_range
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line, without_markup
from fingerpost.sources.names import parse_names, split_names
from fingerpost.sources.tagged import Tagged, ris_records

SOURCE = "ris"
_TITLE_TAGS = ("TI", "T1", "CT")
_BOOK_TITLE_TAGS = ("BT", "T2", "JO", "JF")
_WHOLE_BOOKS = {"BOOK", "EBOOK", "EDBOOK", "JFULL", "SER", "CONF"}
_PREPRINTS = {"UNPB", "UNPD", "GEN", "MANSCPT", "RPRT", "ELEC"}
_TYPE = re.compile(r"[A-Za-z][A-Za-z ()-]{2,60}")
_MEDLINE = re.compile(r"medline|pubmed|\bNLM\b", re.IGNORECASE)


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of RIS text, in the order of the file."""
    for number, record in enumerate(ris_records(text), 1):
        yield from finish(_draft(record), SOURCE, Place(file, number, record.line))


def _draft(record: Tagged) -> Draft:
    places = record.all("UR", "L2", "L1", "L3", "LK", "M3", "N1", "C2", "AN", "U1")
    journal = record.first("JF", "T2", "JO", "BT", "JA", "J2")
    return Draft(
        title=_title(record),
        abstract=_abstract(record),
        authors=_authors(record),
        journal=plain_line(journal),
        journal_abbreviation=plain_line(record.first("J2", "JA", "JO")),
        volume=record.first("VL"),
        issue=record.first("IS", "CP"),
        pages=page_range(record.first("SP"), record.first("EP")),
        dates=record.all("PY", "Y1", "DA"),
        publication_types=_types(record),
        keywords=_keywords(record),
        languages=language_codes(record.first("LA")),
        pmid=_pmid(record, places),
        pmcid=next(filter(None, (_named_pmcid(text) for text in record.all("C2", "U2", "UR"))), ""),
        doi=next(filter(None, map(identifiers.doi, record.all("DO", "DI"))), "")
        or identifiers.doi_in(places),
        arxiv=identifiers.arxiv_in([*record.all("UR", "DO", "M1", "AN", "C1"), journal]),
        url=next((url for url in record.all("UR") if url.startswith("http")), ""),
        preprint=record.kind in _PREPRINTS or "arxiv" in journal.lower(),
    )


def _title(record: Tagged) -> str:
    title = record.joined(*_TITLE_TAGS)
    return title or (record.joined(*_BOOK_TITLE_TAGS) if record.kind in _WHOLE_BOOKS else "")


def _abstract(record: Tagged) -> str:
    return without_markup(record.joined("AB", "N2", by="\n"))


def _authors(record: Tagged) -> tuple[Author, ...]:
    stated = record.all("AU") or record.all("A1")
    names = [name for one in stated for name in (split_names(one) if ";" in one else [one])]
    named = [text for text in record.all("M1", "C1") if text.startswith(("(", "["))]
    return with_addresses(parse_names(names), named or record.all("AD"))


def _types(record: Tagged) -> tuple[str, ...]:
    return tuple(text for text in record.all("M3") if _TYPE.fullmatch(text))


def _keywords(record: Tagged) -> tuple[str, ...]:
    words = (word for text in record.all("KW", "DE") for word in re.split(r"\s*;\s*", text))
    return tuple(plain_line(word) for word in words)


def _pmid(record: Tagged, places: list[str]) -> str:
    named = identifiers.pmid_in(places)
    if named:
        return named
    if any(_MEDLINE.search(text) for text in record.all("DB", "DP", "UR")):
        return next(filter(None, map(identifiers.pmid, record.all("AN"))), "")
    if record.first("DB") == "Scopus":
        return next(filter(None, map(identifiers.pmid, record.all("C2"))), "")
    return ""


def _named_pmcid(text: str) -> str:
    return identifiers.pmcid(text) if "PMC" in text.upper() else ""
