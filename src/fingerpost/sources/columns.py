"""A draft made from the fields of a table's row, or of an object of the plain form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from fingerpost.records import Author, Link, LinkKind, Reference, Retraction
from fingerpost.sources import identifiers
from fingerpost.sources.column_people import authors_of_fields, text_of
from fingerpost.sources.dates import year_problem
from fingerpost.sources.draft import Draft, page_range
from fingerpost.sources.languages import language_codes
from fingerpost.sources.names import split_names
from fingerpost.sources.supplier_ids import named_id, stated_id, supplier_ids
from fingerpost.text import find_arxiv_id

_CITATION = re.compile(
    r"\. (\d{4}(?: [A-Z][a-z]{2}[a-z-]*(?: \d{1,2})?)?)[^;.]*;"
    r"([^:;.()]*)(?:\(([^()]*)\))?(?::([^.;]+))?"
)
_EMBASE_SOURCE = re.compile(
    r"(.+?) \((\d{4})\) ([^:\s]*)(?::(\S+))?(?: (?:Article Number: )?\(?([\w-]+)\)?)?"
    r"(?:.*?Date of Publication: ([^.;]+))?"
)
_OUTSIDE_BRACKETS = re.compile(r"\s*,\s*(?![^(]*\))")
_YEAR_AND_MORE = re.compile(r"\d+\.(?!0+$)\d+")
_BETWEEN_REFERENCES = re.compile(r";\s+|;(?=(?:pmid|doi):)|;$")
_WHOLE_FLOAT = re.compile(r"(\d+)\.0")
_MADE_A_DATE = re.compile(
    r"(?:\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})"
)
_ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_AMERICAN_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) \d{1,2}:\d{2}")
_STANDINGS = {
    "retraction": Retraction.RETRACTED,
    "expression of concern": Retraction.CONCERN,
}
"""Retraction Watch's words; of a correction or a reinstatement the paper's standing is not said."""

_WITHOUT_IT = "the paper was imported without it"

Fields = Mapping[str, object]


def draft_of(fields: Fields, authors_of: Callable[[object], tuple[Author, ...]]) -> Draft:
    """Return what the fields say; `authors_of` reads the value of the authors' field."""

    def text(field: str) -> str:
        return text_of(fields.get(field)).strip()

    doi, url, note = identifiers.doi(text("doi")), text("url"), text("note")
    pages, remarks = _pages(text("pages"), text("first_page"), text("last_page"))
    draft = Draft(
        title=text_of(fields.get("title")),
        abstract=text_of(fields.get("abstract")),
        other_abstracts=_other_abstracts(fields.get("other_abstract")),
        vernacular_title=text("vernacular"),
        authors=authors_of_fields(fields, authors_of),
        journal=text("journal"),
        journal_abbreviation=text("abbreviation"),
        volume=_whole(text("volume")),
        issue=_whole(text("issue")),
        pages=pages or text("article_number"),
        dates=_dates(text("year"), text("date")),
        publication_types=tuple(kind for kind in _listed(fields.get("types")) if len(kind) > 1),
        keywords=_listed(fields.get("keywords")),
        languages=language_codes(text("languages")),
        pmid=identifiers.pmid(text("pmid")) or identifiers.pmid_in([url, note]),
        pmcid=identifiers.pmcid(text("pmcid")) or _named_pmcid(note),
        doi=doi or identifiers.doi_in([url, note]),
        arxiv=find_arxiv_id(text("arxiv")) or identifiers.arxiv_in([url, note]),
        other_ids=_other_ids(fields),
        url=url if url.startswith("http") else "",
        references=_references(fields.get("references")),
        preprint="arxiv" in text("journal").lower() or not text("journal"),
        remarks=(*remarks, *_unread_ids(text("doi"), text("pmid")), *_fraction(text("year"))),
    )
    _identify(draft, text("id"))
    _cited(draft, text("citation"))
    _sourced(draft, text("source"))
    _retracted(draft, fields)
    return draft


def _pages(pages: str, first: str, last: str) -> tuple[str, tuple[str, ...]]:
    """The pages, and what is to be told where a spreadsheet took them for a date."""
    stated = pages or page_range(_whole(first), _whole(last))
    if _MADE_A_DATE.fullmatch(stated):
        return "", (f"the pages '{stated}' were made a date by a spreadsheet; they are left empty",)
    return _whole(stated), ()


def _whole(number: str) -> str:
    """A number without the '.0' that spreadsheets and programs put behind it."""
    found = _WHOLE_FLOAT.fullmatch(number)
    return found[1] if found else number


def _unread_ids(doi: str, pmid: str) -> tuple[str, ...]:
    told = identifiers.unread("DOI", doi, identifiers.doi(doi))
    if _ROUNDED.fullmatch(pmid):
        return (*told, f"the PMID '{pmid}' was rounded by a spreadsheet; {_WITHOUT_IT}")
    return (*told, *identifiers.unread("PMID", pmid, identifiers.pmid(pmid)))


def _fraction(year: str) -> tuple[str, ...]:
    return (year_problem(year),) if _YEAR_AND_MORE.fullmatch(year) else ()


def _dates(year: str, date: str) -> list[str]:
    """Dates in the order of trust; a date without a year ('JUL 15') belongs to the year."""
    if _YEAR_AND_MORE.fullmatch(year):
        year = ""
    if american := _AMERICAN_DATE.fullmatch(date):
        date = "-".join(american.group(3, 1, 2))
    if year and date and not re.search(r"\d{4}", date):
        return [f"{year} {date}", year]
    return [one for one in (year, date) if one]


def _other_abstracts(value: object) -> tuple[tuple[str, str], ...]:
    """Abstracts in other languages: one of an unknown language, or by language in JSON."""
    if isinstance(value, dict):
        return tuple((str(language), text_of(text)) for language, text in value.items())
    text = text_of(value).strip()
    return (("", text),) if text else ()


def _other_ids(fields: Fields) -> tuple[str, ...]:
    named = [named_id(name, text_of(fields.get(name))) for name in ("eid", "embase")]
    stated = fields.get("other_ids")
    listed = stated if isinstance(stated, list) else text_of(stated).split(";")
    places = (text_of(fields.get(name)) for name in ("url", "wos", "id"))
    return (*filter(None, named), *supplier_ids(places), *filter(None, map(_plain_id, listed)))


def _plain_id(value: object) -> str:
    return stated_id(text_of(value))


def _named_pmcid(note: str) -> str:
    found = re.search(r"PMCID:?\s*(PMC\d+)", note)
    return identifiers.pmcid(found[1]) if found else ""


def _listed(value: object) -> tuple[str, ...]:
    """The members of a list in one value, or of the lists in several."""
    if isinstance(value, list):
        return tuple(part for one in value for part in _members(one))
    return _members(value)


def _members(value: object) -> tuple[str, ...]:
    """Members at semicolons, where there are none at the commas outside brackets."""
    if isinstance(value, list):
        return tuple(text_of(one).strip() for one in value)
    text = text_of(value).strip()
    if text.startswith("[") and text.endswith("]"):
        return tuple(split_names(text))
    if not text:
        return ()
    parts = re.split(r"\s*;\s*", text) if ";" in text else _OUTSIDE_BRACKETS.split(text)
    return tuple(part.strip() for part in parts)


def _references(value: object) -> tuple[Reference, ...]:
    listed = value if isinstance(value, list) else _BETWEEN_REFERENCES.split(text_of(value))
    texts = (text_of(one).strip() for one in listed)
    return tuple(_reference(text) for text in texts if text)


def _reference(text: str) -> Reference:
    pmid = identifiers.pmid(text.removeprefix("pmid:")) if text.startswith("pmid:") else ""
    doi = identifiers.doi(text) if "10." in text else ""
    return Reference(text="" if pmid or text.startswith("doi:") else text, pmid=pmid, doi=doi)


def _identify(draft: Draft, stated: str) -> None:
    """Take an id such as 'pmid:1', 'arxiv:2001.01234', 'doi:10.…', or one of a supplier's own."""
    kind, _, value = stated.partition(":")
    kind = kind.strip().lower()
    if kind == "pmid":
        draft.pmid = draft.pmid or identifiers.pmid(value)
    elif kind == "arxiv":
        draft.arxiv = draft.arxiv or find_arxiv_id(value) or ""
        draft.preprint = True
    elif kind == "pmcid" or kind.startswith("pmc"):
        draft.pmcid = draft.pmcid or identifiers.pmcid(stated)
    elif kind in ("doi", "https", "http"):
        draft.doi = draft.doi or identifiers.doi(value)
    elif kind != "hash" and (own := stated_id(stated)):
        draft.other_ids = (*draft.other_ids, own)


def _cited(draft: Draft, citation: str) -> None:
    """Take date, volume, issue and pages from PubMed's line ('… 2022 Mar;53(2):334-347. doi')."""
    found = _CITATION.search(citation)
    if not found:
        return
    date, volume, issue, pages = (part or "" for part in found.groups())
    draft.dates = [*draft.dates, date]
    draft.volume = draft.volume or volume.strip()
    draft.issue = draft.issue or issue.strip()
    draft.pages = draft.pages or pages.strip()


def _sourced(draft: Draft, source: str) -> None:
    """Take journal, date, volume, issue, pages from Embase's line ('Gut (2014) 3:3 (1-9). …')."""
    found = None if draft.journal else _EMBASE_SOURCE.match(source)
    if not found:
        return
    journal, year, volume, issue, pages, date = (part or "" for part in found.groups())
    draft.journal, draft.dates = journal, [*draft.dates, year, *filter(None, [date])]
    draft.volume = draft.volume or volume
    draft.issue = draft.issue or issue
    draft.pages = draft.pages or pages
    draft.preprint = "arxiv" in journal.lower()


def _retracted(draft: Draft, fields: Fields) -> None:
    """Take the standing of a paper, and the notice, from Retraction Watch's table."""
    draft.retraction = _STANDINGS.get(
        text_of(fields.get("retraction")).strip().lower(), draft.retraction
    )
    if draft.retraction is not Retraction.RETRACTED or "retraction" not in fields:
        return
    pmid = identifiers.pmid(text_of(fields.get("retraction_pmid")))
    doi = identifiers.doi(text_of(fields.get("retraction_doi")))
    target = f"pmid:{pmid}" if pmid else f"doi:{doi}" if doi and doi != draft.doi else ""
    if target:
        draft.links = (*draft.links, Link(LinkKind.RETRACTED_BY, target))
