"""One object of CSL-JSON or of Zotero's JSON read into a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fingerpost.records import Section
from fingerpost.sources import identifiers
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.column_people import text_of
from fingerpost.sources.csl_people import csl_authors
from fingerpost.sources.draft import Draft
from fingerpost.sources.languages import language_codes
from fingerpost.sources.markup import plain_line, without_markup
from fingerpost.sources.odd_values import odd_values
from fingerpost.sources.supplier_ids import supplier_ids

_MARKS = {
    "container-title", "issued", "DOI", "itemType", "citation-key", "publicationTitle", "creators",
}  # fmt: skip
_PREPRINTS = {"article", "manuscript", "preprint", "posted-content", "report", "webpage"}
_ABBREVIATIONS = ("container-title-short", "journalAbbreviation", "short-container-title")
_NOTE = re.compile(r"^\s*(PMID|PMCID|DOI|arXiv)\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)

Json = Mapping[str, object]


def is_csl(stated: Json) -> bool:
    """True for an object with keys of CSL-JSON or Zotero's JSON that our plain form lacks."""
    if _MARKS & stated.keys():
        return True
    people = stated.get("author")
    return isinstance(people, list) and any(isinstance(one, dict) for one in people)


def csl_draft(stated: Json) -> Draft:
    """Return what the object says; lines such as 'PMID: 1' in its note count as fields."""

    def text(*keys: str) -> str:
        return next((got for key in keys if (got := _first(stated.get(key)))), "")

    note = "\n".join(_lines(stated.get("note")) + _lines(stated.get("extra")))
    noted = {name.lower(): value for name, value in _NOTE.findall(note)}
    venue = text("container-title", "publicationTitle", "proceedingsTitle", "bookTitle")
    journal = plain_line(venue)
    url, kind = text("URL", "url"), text("type", "itemType")
    abstract, sections = _abstract(text("abstract", "abstractNote"))
    return Draft(
        title=_title(stated, text("title")),
        abstract=abstract,
        sections=sections,
        vernacular_title=plain_line(text("original-title")),
        authors=csl_authors(stated),
        journal=journal,
        journal_abbreviation=text(*_ABBREVIATIONS),
        volume=text("volume"),
        issue=text("issue"),
        pages=text("page", "pages") or text("article-number"),
        dates=_dates(stated),
        keywords=_keywords(stated),
        languages=language_codes(text("language")),
        pmid=identifiers.pmid(text("PMID") or noted.get("pmid", ""))
        or identifiers.pmid_in([url, note]),
        pmcid=identifiers.pmcid(text("PMCID") or noted.get("pmcid", "")),
        doi=identifiers.doi(text("DOI") or noted.get("doi", "")) or identifiers.doi_in([url]),
        arxiv=identifiers.arxiv_in(
            [url, f"arxiv:{noted.get('arxiv', '')}", note, text("number"), text("archiveID")]
        ),
        other_ids=supplier_ids(
            [url, note, text("id"), text("archive_location"), text("callNumber")]
        ),
        url=url if url.startswith("http") else "",
        preprint=kind in _PREPRINTS or not journal or "arxiv" in journal.lower(),
        remarks=(
            *odd_values(stated),
            *identifiers.unread("DOI", text("DOI"), identifiers.doi(text("DOI"))),
            *identifiers.unread("PMID", text("PMID"), identifiers.pmid(text("PMID"))),
        ),
    )


def _title(stated: Json, title: str) -> str:
    """The title, with the subtitle that Crossref keeps apart."""
    subtitle = _first(stated.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title


def _abstract(stated: str) -> tuple[str, tuple[Section, ...]]:
    """The abstract with its labelled parts where JATS marks them, else as text."""
    if "<jats:" not in stated and "<title" not in stated:
        return labelled(without_markup(stated))
    from fingerpost.sources.jats_abstract import abstract_in

    return abstract_in(stated)


def _first(value: object) -> str:
    """The text of a value; of a list, as Crossref writes titles, its first."""
    if isinstance(value, list):
        return next((text for one in value if (text := text_of(one).strip())), "")
    return text_of(value).strip()


def _lines(value: object) -> list[str]:
    return [text_of(one) for one in value] if isinstance(value, list) else [text_of(value)]


def _dates(stated: Json) -> list[str]:
    keys = ("issued", "published-print", "published-online", "published", "date", "created")
    dates = [_date(stated.get(key)) for key in keys[: 5 if "issued" in stated else 6]]
    return [date for date in dates if date]


def _date(value: object) -> str:
    if not isinstance(value, dict):
        return _first(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        first = parts[0] if isinstance(parts[0], list) else parts
        stated = [text for one in first if (text := text_of(one))]
        if stated:
            return "-".join(stated)
    return text_of(value.get("raw")) or text_of(value.get("literal")) or text_of(value.get("year"))


def _keywords(stated: Json) -> tuple[str, ...]:
    tags = stated.get("tags")
    if isinstance(tags, list):
        named = (one.get("tag") if isinstance(one, dict) else one for one in tags)
        return tuple(map(text_of, named))
    return tuple(re.split(r"\s*[;,]\s*", _first(stated.get("keyword"))))
