"""The fields of EndNote's records, in XML or tagged, read into a draft."""

from __future__ import annotations

import re

from fingerpost.records import Author
from fingerpost.sources import identifiers
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.draft import Draft, page_range
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line, without_markup
from fingerpost.sources.names import parse_name
from fingerpost.sources.pubmed_notes import types_in, with_full_names
from fingerpost.sources.supplier_ids import named_pmid, supplier_ids
from fingerpost.sources.tagged import Tagged
from fingerpost.sources.titles import journal_names, original_and_english

_OF_MEDLINE = re.compile(r"medline|pubmed|\b(?:HMD|HSR|KIE|NASM|NLM|PIP)\b", re.IGNORECASE)
_NAMED_ADDRESS = re.compile(r"\([^()]{3,2000}\) \S.{10,}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_URL_SIGN = re.compile(r"[;,\s]{1,9}(?=https?://)")
_PREPRINTS = ("arxiv", "biorxiv", "medrxiv", "preprint")


def endnote_draft(record: Tagged) -> Draft:
    """Return what a record says; its values stand under the names of EndNote's XML elements.

    Knows where PubMed, Embase, Web of Science and Cochrane put their ids and addresses when
    EndNote imports them.
    """
    urls = [url for text in record.all("url") for url in _URL_SIGN.split(text)]
    journal, abbreviation = journal_names(
        plain_line(record.first("full-title", "secondary-title")),
        plain_line(record.first("alt-title", "alt-full-title")),
        plain_line(record.first("abbr-1", "abbr-2", "alt-abbr-1")),
    )
    languages = language_codes(";".join(record.all("language")))
    title, vernacular = original_and_english(
        plain_line(record.joined("title") or record.joined("secondary-title")),
        plain_line(record.first("translated-title")),
        plain_line(record.first("orig-pub")),
        languages,
        (journal, abbreviation),
    )
    abstract, sections = labelled(without_markup(record.joined("abstract", by="\n")))
    number = record.first("number")
    return Draft(
        title=title,
        vernacular_title=vernacular,
        abstract=abstract,
        sections=sections,
        authors=_authors(record),
        journal=journal,
        journal_abbreviation=abbreviation,
        volume=record.first("volume"),
        issue=record.first("issue") if _is_address(number) else number or record.first("issue"),
        pages=_pages(record),
        dates=_dates(record),
        publication_types=_types(record),
        keywords=tuple(map(plain_line, record.all("keyword"))),
        languages=languages,
        pmid=_pmid(record, urls),
        pmcid=next(filter(None, map(_pmcid, [*record.all("custom2"), *urls])), ""),
        doi=next(filter(None, map(identifiers.doi, record.all("doi"))), "")
        or identifiers.doi_in([*urls, *record.all("notes")]),
        arxiv=identifiers.arxiv_in([*urls, *record.all("doi", "accession-num"), journal]),
        other_ids=supplier_ids([*record.all("accession-num", "custom3", "notes"), *urls]),
        url=next((url for url in urls if url.startswith("http")), ""),
        preprint=not journal or any(name in journal.lower() for name in _PREPRINTS),
    )


def endnote_author(text: str) -> Author | None:
    """Return the author; a name that ends with a comma is a body's, as EndNote has it typed."""
    bare = text.strip()
    return parse_name(bare, group=bare.endswith(",") and "," not in bare[:-1])


def _authors(record: Tagged) -> tuple[Author, ...]:
    stated = record.all("author") or record.all("secondary-author")
    authors = tuple(author for author in map(endnote_author, stated) if author)
    named = [text for text in record.all("number") if _is_address(text)]
    placed = with_addresses(authors, [*named, *record.all("auth-address")])
    return with_full_names(placed, record.all("notes"))


def _is_address(number: str) -> bool:
    """True for '(Berg J.; Lovelace A.) Ward 1, London', which Embase's filter puts there."""
    return bool(_NAMED_ADDRESS.fullmatch(number))


def _pages(record: Tagged) -> str:
    stated = record.first("pages")
    if "://" in stated:
        return ""
    if not any(c.isalnum() for c in stated):
        return page_range(record.first("section", "custom7"), "")
    return stated


def _dates(record: Tagged) -> list[str]:
    year = record.first("year")
    whole = [d if _YEAR.search(d) else f"{year} {d}" for d in record.all("date") if year or d]
    return [date for date in (year, *whole) if date]


def _types(record: Tagged) -> tuple[str, ...]:
    # Cochrane writes 'Journal: Conference Abstract'.
    stated = (part for text in record.all("work-type") for part in text.split(";"))
    types = tuple(
        dict.fromkeys(plain_line(part.strip().removeprefix("Journal: ")) for part in stated)
    )
    noted = types_in(record.all("notes"))
    return types + tuple(name for name in noted if name not in types)


def _pmid(record: Tagged, urls: list[str]) -> str:
    named = identifiers.pmid_in([*urls, *record.all("notes")]) or named_pmid(record.all("custom3"))
    if named:
        return named
    databases = record.all("remote-database-name", "remote-database-provider", "database")
    accession = record.first("accession-num")
    # Mendeley names neither itself nor the database; its accession number is the PMID.
    if "app" not in record.values or any(map(_OF_MEDLINE.search, databases)):
        found = identifiers.pmid(accession)
        # Embase has the number of the same paper in Medline in a field of its own.
        return found or (identifiers.pmid(record.first("custom5")) if databases else "")
    return ""


def _pmcid(text: str) -> str:
    return identifiers.pmcid(text) if "PMC" in text.upper() else ""
