"""Web of Science's tagged text (also called ISI or CIW)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from msgspec.structs import replace

from fingerpost.records import Author, Paper, Problem, Reference
from fingerpost.sources import identifiers
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.affiliations import owner_of, owners_of, with_addresses
from fingerpost.sources.cut_ends import Signs, judged
from fingerpost.sources.draft import Draft, Place, finish, page_range
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line
from fingerpost.sources.names import parse_names
from fingerpost.sources.pubmed_codes import email, orcid
from fingerpost.sources.supplier_ids import supplier_ids
from fingerpost.sources.tagged import Tagged, web_of_science_records

SOURCE = "web-of-science"
_SIGNS = Signs(("TI",), mark="ER")
_CORRESPONDING = re.compile(r"([^,(]+,[^,(]+)[,(]")


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of Web of Science's tagged text, in the order of the file."""
    records = judged(web_of_science_records(text), attrgetter("shape"), text, _SIGNS)
    for number, (record, end) in enumerate(records, 1):
        place = Place(file, number, record.line)
        yield from end.told(finish(_draft(record), SOURCE, place), place)


def _draft(record: Tagged) -> Draft:
    abstract, sections = labelled(plain_line(record.joined("AB")))
    return Draft(
        title=record.joined("TI"),
        abstract=abstract,
        sections=sections,
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
        other_ids=supplier_ids(record.all("UT")),
        references=tuple(map(_reference, record.all("CR"))),
    )


def _authors(record: Tagged) -> tuple[Author, ...]:
    stated = _names(record, "AF") or _names(record, "AU") or _names(record, "BE")
    short = _names(record, "AU")
    if len(short) == len(stated):
        stated = [_with_comma(*names) for names in zip(stated, short, strict=True)]
    authors = (*parse_names(stated), *(Author(collective=name) for name in record.all("CA")))
    found = list(with_addresses(authors, record.all("C1")))
    owners = owners_of(found)
    for one in record.joined("OI").split(";"):
        name, _, number = one.strip().rpartition("/")
        owner = owner_of(name, owners)
        if owner is not None:
            found[owner] = replace(found[owner], orcid=orcid(number))
    address = email([record.joined("EM")])
    corresponding = _CORRESPONDING.match(record.joined("RP"))
    owner = owner_of(corresponding[1], owners) if corresponding else None
    if owner is not None and ";" not in record.joined("EM") and not found[owner].email:
        found[owner] = replace(found[owner], email=address)
    return tuple(found)


def _names(record: Tagged, tag: str) -> list[str]:
    return [name.strip() for one in record.all(tag) for name in one.split(";") if name.strip()]


def _with_comma(full: str, short: str) -> str:
    """The full name of 'Wang Yao-Yu' as 'Wang, Yao-Yu' where the short one is 'Wang, YY'."""
    family, comma, _ = short.partition(",")
    if comma and "," not in full and full.startswith(f"{family} "):
        return f"{family}, {full.removeprefix(family)}"
    return full


def _reference(stated: str) -> Reference:
    return Reference(text=stated, doi=identifiers.doi(stated) if "DOI 10." in stated else "")


def _medline(accession: str) -> str:
    return identifiers.pmid(accession) if accession.upper().startswith("MEDLINE:") else ""


def _split(text: str) -> tuple[str, ...]:
    return tuple(plain_line(part) for part in text.split(";") if part.strip())
