"""BibTeX and BibLaTeX."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry, ParsingFailedBlock, String

from fingerpost.records import Author, Paper, Problem
from fingerpost.sources import identifiers
from fingerpost.sources.bibtex_names import bibtex_authors
from fingerpost.sources.bibtex_values import macros_of, value_of
from fingerpost.sources.draft import Draft, Place, finish
from fingerpost.sources.languages import language_codes
from fingerpost.sources.latex import latex_to_text
from fingerpost.text import find_arxiv_id

SOURCE = "bibtex"
_PREPRINTS = {
    "article", "electronic", "misc", "online", "preprint", "report", "techreport", "unpublished",
}  # fmt: skip
_VENUES = ("journaltitle", "journal", "booktitle", "maintitle")
_NOT_INHERITED = {"title", "crossref", "xdata", "ids", "abstract", "doi", "author", "keywords"}
_KEYWORD_SIGN = re.compile(r"\s*[;,]\s*")
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

Fields = Mapping[str, str]


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of BibTeX, in the order of the file.

    An entry that cannot be parsed is a problem with its line; those beside it are kept.
    """
    library = parse_string(text, parse_stack=[])
    macros = macros_of(library.strings)
    entries = [entry for block in library.blocks if (entry := _entry(block))]
    by_key = {entry.key.lower(): _fields(entry, macros) for entry in reversed(entries)}
    number = 0
    for block in library.blocks:
        entry = _entry(block)
        failed = entry is None and _is_failed_entry(block)
        number += entry is not None or failed
        place = Place(file, number, None if block.start_line is None else block.start_line + 1)
        if entry is not None:
            fields = _with_parent(_fields(entry, macros), by_key)
            yield from finish(_draft(entry.entry_type.lower(), fields), SOURCE, place)
        elif failed:
            yield place.problem(_reason(block))


def _entry(block: object) -> Entry | None:
    """The entry of a block; one with a key or field given twice is an entry all the same."""
    if isinstance(block, ParsingFailedBlock):
        block = block.ignore_error_block
    return block if isinstance(block, Entry) else None


def _is_failed_entry(block: object) -> bool:
    """True for what could not be parsed; a @string that is given twice is no entry."""
    return isinstance(block, ParsingFailedBlock) and not isinstance(
        block.ignore_error_block, String
    )


def _reason(block: object) -> str:
    error = block.error if isinstance(block, ParsingFailedBlock) else None
    said = " ".join(str(getattr(error, "abort_reason", "")).split())[:160].rstrip(".")
    return f"the entry could not be read{f' ({said})' if said else ''}, so it was left out"


def _fields(entry: Entry, macros: Fields) -> dict[str, str]:
    """The fields by lower-case name; of a field given twice the first that holds something."""
    fields: dict[str, str] = {}
    for one in entry.fields:
        name = one.key.strip().lower()
        fields[name] = fields.get(name) or value_of(str(one.value), macros).strip()
    return fields


def _with_parent(fields: dict[str, str], by_key: Mapping[str, Fields]) -> dict[str, str]:
    parent = by_key.get(fields.get("crossref", "").strip().lower())
    if not parent or parent is fields:
        return fields
    inherited = {name: value for name, value in parent.items() if name not in _NOT_INHERITED}
    if "title" in parent:
        inherited["booktitle"] = parent["title"]
    return {**inherited, **{name: value for name, value in fields.items() if value}}


def _draft(kind: str, fields: Fields) -> Draft:
    def text(*names: str) -> str:
        return next((got for name in names if (got := latex_to_text(fields.get(name, "")))), "")

    journal = text(*_VENUES)
    arxiv = _arxiv(fields, journal)
    places = [fields.get(name, "") for name in ("url", "howpublished", "note", "ee", "annote")]
    subtitle = text("subtitle")
    title = text("title")
    return Draft(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        abstract=text("abstract"),
        authors=_authors(fields),
        journal=journal,
        journal_abbreviation=text("shortjournal"),
        volume=text("volume"),
        issue=text("number", "issue"),
        pages=text("pages"),
        dates=_dates(fields, text("year"), text("month")),
        keywords=tuple(_KEYWORD_SIGN.split(text("keywords", "keyword", "author_keywords"))),
        languages=language_codes(text("langid", "language")),
        pmid=_pmid(fields, places),
        pmcid=identifiers.pmcid(text("pmcid", "pmc")),
        doi=identifiers.doi(text("doi")) or identifiers.doi_in(places),
        arxiv=arxiv,
        url=_address(fields),
        preprint="arxiv" in journal.lower()
        or (kind in _PREPRINTS and not any(map(fields.get, _VENUES))),
    )


def _authors(fields: Fields) -> tuple[Author, ...]:
    return bibtex_authors(fields.get("author", "")) or bibtex_authors(fields.get("editor", ""))


def _dates(fields: Fields, year: str, month: str) -> list[str]:
    day = fields.get("day", "")
    written = " ".join(part for part in (year, month, day) if part)
    numeric = "-".join(part for part in (year, month, day) if part)
    stated = numeric if month.isdigit() else written
    return [one for one in (fields.get("date", "").replace("--", "/"), stated) if one]


def _arxiv(fields: Fields, journal: str) -> str:
    eprint = fields.get("eprint", "")
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    if eprint and archive in ("arxiv", "") and (found := find_arxiv_id(eprint)):
        return found
    places = [fields.get(name, "") for name in ("arxivid", "arxiv", "url", "note", "number")]
    stated = find_arxiv_id(places[0] or places[1]) if places[0] or places[1] else None
    return stated or identifiers.arxiv_in([*places, journal, fields.get("volume", "")])


def _pmid(fields: Fields, places: list[str]) -> str:
    eprint = fields.get("eprint", "") if fields.get("eprinttype", "").lower() == "pubmed" else ""
    stated = (fields.get("pmid", ""), eprint)
    return next(filter(None, map(identifiers.pmid, stated)), "") or identifiers.pmid_in(places)


def _address(fields: Fields) -> str:
    stated = fields.get("url", "").replace("\\", "").strip("{} ")
    return stated if stated.startswith("http") else ""
