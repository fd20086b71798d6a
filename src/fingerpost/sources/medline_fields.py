"""The fields of one MEDLINE record read into a paper."""

from __future__ import annotations

import re
from typing import TypeAlias

from fingerpost.records import MeshHeading, Paper
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.dates import check_year, iso_date, medline_date, stated_year, year_problem
from fingerpost.sources.identifiers import doi_in
from fingerpost.sources.languages import language_codes
from fingerpost.sources.medline_authors import authors_of
from fingerpost.sources.supplier_ids import supplier_ids
from fingerpost.text import squeeze

Fields: TypeAlias = list[tuple[str, str]]
"""Tag and value of each field, in the order of the record."""

SOURCE = "medline"
_COMMENTS = {
    "CIN": "CommentIn",
    "CON": "CommentOn",
    "CRF": "CorrectedandRepublishedFrom",
    "CRI": "CorrectedandRepublishedIn",
    "ECF": "ExpressionOfConcernFor",
    "ECI": "ExpressionOfConcernIn",
    "EFR": "ErratumFor",
    "EIN": "ErratumIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "RRF": "RetractedandRepublishedFrom",
    "RRI": "RetractedandRepublishedIn",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
}
_PMID = re.compile(r"\s{0,5}PMID:\s{0,5}(\d{1,9})\s{0,5}$")
_NOT_AVAILABLE = "[not available]."


def read_fields(fields: Fields) -> tuple[Paper, str]:
    """Return the paper and what is wrong with it; its title is empty where none is stated."""
    stated: dict[str, list[str]] = {}
    for tag, value in fields:
        stated.setdefault(tag, []).append(squeeze(value))
    types = _several(stated, "PT")
    comments = [(_COMMENTS[tag], *_cited(text)) for tag, text in fields if tag in _COMMENTS]
    links = (codes.link(kind, pmid, text, types) for kind, pmid, text in comments)
    year, date, fault = _date(_first(stated, "DP"), _first(stated, "DEP"))
    abstract, sections = labelled(_first(stated, "AB"))
    title, vernacular = _first(stated, "TI") or _first(stated, "BTI"), _first(stated, "TT")
    paper = Paper(
        title=vernacular if title.lower() in ("", _NOT_AVAILABLE) else title,
        abstract=abstract,
        sections=sections,
        other_abstracts=_other_abstracts(fields),
        vernacular_title=vernacular,
        authors=authors_of(fields),
        journal=_first(stated, "JT"),
        journal_abbreviation=_first(stated, "TA"),
        volume=_first(stated, "VI"),
        issue=_first(stated, "IP"),
        pages=_first(stated, "PG"),
        year=year,
        date=date,
        publication_types=types,
        mesh=tuple(map(_heading, _several(stated, "MH"))),
        keywords=_several({"OT": [word.lstrip("*") for word in stated.get("OT", ())]}, "OT"),
        languages=language_codes(";".join(_several(stated, "LA"))),
        pmid=_first(stated, "PMID"),
        pmcid=_first(stated, "PMC"),
        doi=_doi(stated),
        other_ids=supplier_ids(stated.get("OID", ())),
        url=next((text for text in stated.get("LID", ()) if text.startswith("http")), ""),
        links=tuple(dict.fromkeys(link for link in links if link)),
        retraction=codes.standing(types, [kind for kind, _, _ in comments]),
        source=SOURCE,
    )
    return paper, fault


def _first(stated: dict[str, list[str]], tag: str) -> str:
    return next((value for value in stated.get(tag, ()) if value), "")


def _several(stated: dict[str, list[str]], tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in stated.get(tag, ()) if value))


def _doi(stated: dict[str, list[str]]) -> str:
    values = (*stated.get("LID", ()), *stated.get("AID", ()))
    for value in values:
        if value.endswith("[doi]"):
            return codes.doi(value.removesuffix("[doi]"))
    # ERIC writes its own kind of MEDLINE text, with the address of the DOI.
    return doi_in(values)


def _cited(text: str) -> tuple[str, str]:
    found = _PMID.search(text)
    return (found.group(1), text[: found.start()]) if found else ("", text)


def _date(published: str, online: str) -> tuple[int | None, str, str]:
    stated = stated_year(published)
    if stated:
        year = check_year(stated)
        return (year, medline_date(published), "") if year else (None, "", year_problem(stated))
    date = iso_date(online[:4], online[4:6], online[6:8])
    return check_year(online[:4]), date, ""


def _other_abstracts(fields: Fields) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for tag, value in fields:
        if tag == "OAB":
            found.append(("", squeeze(value)))
        elif tag == "OABL" and found:
            found[-1] = (value, found[-1][1])
    return tuple(found)


def _heading(stated: str) -> MeshHeading:
    descriptor, *qualifiers = stated.replace("*", "").split("/")
    return MeshHeading(descriptor, tuple(qualifiers), "*" in stated)
