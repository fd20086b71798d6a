"""RIS, as Ovid, Embase, ProQuest, Scopus, Web of Science, Zotero, EndNote and others export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from fingerpost.records import Author, Paper, Problem, Section
from fingerpost.sources import identifiers
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.cut_ends import Signs, judged
from fingerpost.sources.dates import stated_year
from fingerpost.sources.draft import Draft, Noted, Place, finish, page_range
from fingerpost.sources.endnote_fields import endnote_author
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line, without_markup
from fingerpost.sources.names import split_names
from fingerpost.sources.pubmed_notes import types_in, with_full_names
from fingerpost.sources.ris_extras import correspondence, orcids, references
from fingerpost.sources.supplier_ids import supplier_ids
from fingerpost.sources.tagged import Tagged, ris_records
from fingerpost.sources.titles import journal_names, original_and_english
from fingerpost.text import fold

SOURCE = "ris"
_TITLE_TAGS = ("TI", "T1", "CT")
_BOOK_TITLE_TAGS = ("BT", "T2", "JO", "JF")
_SIGNS = Signs((*_TITLE_TAGS, *_BOOK_TITLE_TAGS), mark="ER")
_WHOLE_BOOKS = {"BOOK", "EBOOK", "EDBOOK", "JFULL", "SER", "CONF"}
_PREPRINTS = {"UNPB", "UNPD", "GEN", "MANSCPT", "RPRT", "ELEC"}
_TYPE = re.compile(r"[A-Za-z][A-Za-z ,.&()‐-]{2,80}")
_MEDLINE = re.compile(r"medline|pubmed|\bNLM\b", re.IGNORECASE)
_VOLUME_AND_ISSUE = re.compile(r"(\w+) ?\(([\w–/-]+)\)")


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of RIS text, in the order of the file."""
    yield from (item for item, _ in read_noted(text, file))


def read_noted(text: str, file: str) -> Iterator[tuple[Paper | Problem, Noted]]:
    """Yield what `read_text` does, each with its place and the notes (N1) of its record."""
    records = judged(ris_records(text), attrgetter("shape"), text, _SIGNS)
    for number, (record, end) in enumerate(records, 1):
        place = Place(file, number, record.line)
        noted = Noted(place, {"notes": "\n".join(record.all("N1"))})
        yield from (
            (item, noted) for item in end.told(finish(_draft(record), SOURCE, place), place)
        )


def read_drafts(text: str) -> Iterator[tuple[int, Tagged, Draft]]:
    """Yield the number of each record of RIS text, its tags, and what they say of a paper.

    Records without a title are among them; `read_text` tells of those.
    """
    for number, record in enumerate(ris_records(text), 1):
        yield number, record, _draft(record)


def _draft(record: Tagged) -> Draft:
    places = record.all("UR", "L2", "L1", "L3", "L4", "LK", "M3", "N1", "C2", "AN", "U1")
    journal, abbreviation = _journal(record)
    volume, issue = _volume(record)
    languages = language_codes(";".join(record.all("LA")))
    title, vernacular = original_and_english(
        plain_line(_title(record)), plain_line(record.joined("TT")),
        plain_line(record.joined("OP")), languages, (journal, abbreviation),
    )  # fmt: skip
    abstract, sections, others = _abstracts(record)
    return Draft(
        title=title,
        vernacular_title=vernacular,
        abstract=abstract,
        sections=sections,
        other_abstracts=others,
        authors=_authors(record),
        journal=journal,
        journal_abbreviation=abbreviation,
        volume=volume,
        issue=issue,
        pages=page_range(record.first("SP"), record.first("EP")) or _article_number(record),
        dates=_dates(record),
        publication_types=_types(record),
        keywords=_keywords(record),
        languages=languages,
        pmid=_pmid(record, places),
        pmcid=next(filter(None, map(_named_pmcid, record.all("C2", "U2", "UR", "L2"))), ""),
        doi=next(filter(None, map(identifiers.doi, record.all("DO", "DI"))), "")
        or identifiers.doi_in(places),
        arxiv=identifiers.arxiv_in([*record.all("UR", "DO", "M1", "AN", "C1"), journal]),
        other_ids=supplier_ids(record.all("AN", "U2", "UR", "L2", "LK")),
        url=next((url for url in _urls(record) if url.startswith("http")), ""),
        references=references(record),
        preprint=record.kind in _PREPRINTS or "arxiv" in journal.lower(),
    )


def _title(record: Tagged) -> str:
    title = record.joined(*_TITLE_TAGS)
    return title or (record.joined(*_BOOK_TITLE_TAGS) if record.kind in _WHOLE_BOOKS else "")


def _journal(record: Tagged) -> tuple[str, str]:
    """The journal's name and its abbreviation; a tag for the short name may hold the long one."""
    stated = [*record.all("JF", "T2", "JO", "BT"), *record.all("JA", "J2")]
    names = list(dict.fromkeys(map(plain_line, stated)))
    short = [plain_line(name) for name in record.all("J2", "JI", "JA", "J9")]
    journal = names[0] if names else ""
    for other in names[1:]:
        journal, found = journal_names(journal, other)
        short += [found] if found else []
    return journal, next((name for name in short if fold(name) != fold(journal)), "")


def _volume(record: Tagged) -> tuple[str, str]:
    volume, issue = record.first("VL", "VO"), record.first("IS", "CP")
    both = None if issue else _VOLUME_AND_ISSUE.fullmatch(volume)
    return (both[1], both[2]) if both else (volume, issue)


def _article_number(record: Tagged) -> str:
    return page_range(record.first("C7"), "")


def _dates(record: Tagged) -> list[str]:
    """The dates; a day and month without a year, as EndNote writes them, belong to the year."""
    years = record.all("PY", "Y1")
    stated = record.all("DA")
    whole = [one if not years or stated_year(one) else f"{years[0][:4]} {one}" for one in stated]
    return [*years, *whole]


def _abstracts(
    record: Tagged,
) -> tuple[str, tuple[Section, ...], tuple[tuple[str, str], ...]]:
    """The abstract with its parts, and those that say something else: in another language."""
    found: list[str] = []
    for tag in ("AB", "N2"):
        for lines in record.blocks(tag):
            text = without_markup("\n".join(lines))
            if text and not any(_same(text, other) for other in found):
                found.append(text)
    abstract, sections = labelled(found[0] if found else "")
    return abstract, sections, tuple(("", text) for text in found[1:])


def _same(one: str, other: str) -> bool:
    first, second = fold(one)[:200], fold(other)[:200]
    return first.startswith(second) or second.startswith(first)


def _authors(record: Tagged) -> tuple[Author, ...]:
    stated = record.all("AU") or record.all("A1") or record.all("ED")
    if not stated and record.kind in _WHOLE_BOOKS:
        stated = record.all("A2")
    names = [name for one in stated for name in (split_names(one) if ";" in one else [one])]
    authors = tuple(author for author in map(endnote_author, names) if author)
    named = [text for text in record.all("M1", "C1") if text.startswith(("(", "["))]
    placed = with_addresses(authors, named or record.all("AD"))
    noted = with_full_names(placed, record.all("N1"))
    return correspondence(orcids(noted, record.all("AI")), record.all("N1"))


def _urls(record: Tagged) -> list[str]:
    return [url for text in record.all("UR") for url in re.split(r";\s{0,9}(?=http)", text)]


def _types(record: Tagged) -> tuple[str, ...]:
    stated = (text.removeprefix("Journal: ") for text in record.all("M3"))
    types = tuple(dict.fromkeys(text for text in stated if _TYPE.fullmatch(text)))
    noted = types_in(record.all("N1"))
    return types + tuple(name for name in noted if name not in types)


def _keywords(record: Tagged) -> tuple[str, ...]:
    words = (word for text in record.all("KW", "DE") for word in text.split(";"))
    return tuple(plain_line(word) for word in words)


def _pmid(record: Tagged, places: list[str]) -> str:
    named = identifiers.pmid_in([*places, *(t for t in record.all("Y1", "KW") if t[:4] == "PMID")])
    if named:
        return named
    if any(_MEDLINE.search(text) for text in record.all("DB", "DP", "UR")):
        # Embase states the number of the same paper in Medline in C5.
        return next(filter(None, map(identifiers.pmid, record.all("AN", "C5"))), "")
    if record.first("DB") == "Scopus":
        return next(filter(None, map(identifiers.pmid, record.all("C2"))), "")
    return ""


def _named_pmcid(text: str) -> str:
    return identifiers.pmcid(text) if "PMC" in text.upper() else ""
