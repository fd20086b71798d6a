"""The fields of one entry of BibTeX, as JabRef, Zotero, Scopus, Web of Science … name them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fingerpost.records import Reference
from fingerpost.sources import identifiers
from fingerpost.sources.abstracts import labelled
from fingerpost.sources.bibtex_names import entry_authors
from fingerpost.sources.bibtex_values import split_list
from fingerpost.sources.draft import Draft
from fingerpost.sources.languages import language_codes
from fingerpost.sources.latex import latex_to_text
from fingerpost.sources.supplier_ids import named_id, supplier_ids
from fingerpost.text import find_arxiv_id, fold

_PREPRINTS = {
    "article", "electronic", "misc", "online", "preprint", "report", "techreport", "unpublished",
}  # fmt: skip
_WHOLE_BOOKS = {
    "book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "booklet",
    "manual", "periodical", "reference", "mvreference",
}  # fmt: skip
_WHOLE_WORKS = {*_WHOLE_BOOKS, "phdthesis", "mastersthesis", "thesis", "dataset", "software"}
_EXTENT = re.compile(r"(?:[ivxlcdm]+, ?)?\d+\+? ?(?:pp?|pages|Seiten|S)?\.?", re.IGNORECASE)
_WITH_ISSUES = {"article", "periodical", "suppperiodical"}
_JOURNALS = ("journaltitle", "journal", "fjournal")
_VENUES = (*_JOURNALS, "booktitle", "maintitle")
_ABBREVIATIONS = (
    "shortjournal", "journal-iso", "abbrev_source_title", "journalabbr", "journal-abbreviation",
)  # fmt: skip
_KEYWORDS = ("keywords", "keyword", "author_keywords", "keywords-plus", "tags")
_NUMBERS_OF_ARTICLES = ("eid", "article-number", "articleno", "art_number", "article_number")
_PMIDS = ("pmid", "pubmed_id", "pubmedid", "colrev.pubmed.pubmedid")
_SUPPLIERS = {
    "mr": ("mrnumber",), "zbl": ("zblnumber", "zbl"), "bibcode": ("bibcode",),
    "inspire": ("inspire-key",), "openalex": ("openalex",),
}  # fmt: skip
_ARCHIVES = {"jstor", "hal", "ssrn", "googlebooks", "openreview", "handle"}
_ADDRESS = re.compile(r"https?://[^\s{}\"]+")

Fields = Mapping[str, str]


def bibtex_draft(kind: str, key: str, fields: Fields) -> Draft:
    """Return what an entry says; kind, key and the fields' names are in lower case."""

    def text(*names: str) -> str:
        return next((got for name in names if (got := latex_to_text(fields.get(name, "")))), "")

    title, journal = _title(kind, fields), _journal(fields)
    venue = "" if fold(journal) == fold(title) else journal
    abstract, sections = labelled(text("abstract"))
    places = [fields.get(name, "") for name in ("url", "howpublished", "note", "ee", "annote")]
    return Draft(
        title=title,
        abstract=abstract,
        sections=sections,
        vernacular_title=text("origtitle"),
        authors=entry_authors(fields),
        journal=venue,
        journal_abbreviation=text(*_ABBREVIATIONS),
        volume=text("volume"),
        issue=_issue(kind, fields),
        pages=_pages(kind, fields),
        dates=_dates(fields, text("year"), text("month")),
        publication_types=tuple(filter(None, [text("document_type") or _stated_type(fields)])),
        keywords=_keywords(fields),
        languages=language_codes(text("langid", "language", "languages")),
        pmid=_pmid(fields, places),
        pmcid=identifiers.pmcid(text("pmcid", "pmc")),
        doi=identifiers.doi(text("doi")) or identifiers.doi_in([*places, fields.get("eprint", "")]),
        arxiv=_arxiv(fields, venue),
        other_ids=_other_ids(key, fields),
        url=_address(fields),
        references=_references(fields),
        remarks=identifiers.unread("DOI", text("doi"), identifiers.doi(text("doi"))),
        preprint="arxiv" in venue.lower()
        or (kind in _PREPRINTS and not any(map(fields.get, _VENUES))),
    )


def _title(kind: str, fields: Fields) -> str:
    """The title; of a whole book without one that of the book or the issue."""
    names = ("", "book", "main", "issue") if kind in _WHOLE_BOOKS else ("",)
    for name in names:
        if title := latex_to_text(fields.get(f"{name}title", "")):
            return _titled(title, latex_to_text(fields.get(f"{name}subtitle", "")))
    return ""


def _titled(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title
    return f"{title} {subtitle}" if title[-1] in ":?!." else f"{title}: {subtitle}"


def _journal(fields: Fields) -> str:
    """The journal, or the book that a part stands in, with its subtitle."""
    for name in _VENUES:
        if title := latex_to_text(fields.get(name, "")):
            whole = name.replace("fjournal", "journal").replace("title", "")
            return _titled(title, latex_to_text(fields.get(f"{whole}subtitle", "")))
    return ""


def _issue(kind: str, fields: Fields) -> str:
    """The issue; elsewhere than in journals `number` is that of a series, report or patent."""
    is_talk = kind in ("inproceedings", "conference") and not fields.get("series")
    in_journal = kind in _WITH_ISSUES or is_talk or any(map(fields.get, _JOURNALS))
    names = ("number", "issue") if in_journal else ("issue",)
    return next((got for name in names if (got := latex_to_text(fields.get(name, "")))), "")


def _pages(kind: str, fields: Fields) -> str:
    """The pages, else the number of the article; how many pages a book has is no page of it."""
    stated = latex_to_text(fields.get("pages", ""))
    if stated and not (kind in _WHOLE_WORKS and _EXTENT.fullmatch(stated)):
        return re.sub(r"\s*[-‐-―]+\s*", "-", stated)
    return next(filter(None, (latex_to_text(fields.get(n, "")) for n in _NUMBERS_OF_ARTICLES)), "")


def _dates(fields: Fields, year: str, month: str) -> list[str]:
    day = fields.get("day", "")
    written = " ".join(part for part in (year, month, day) if part)
    numeric = "-".join(part for part in (year, month, day) if part)
    stated = numeric if month.isdigit() else written if year else ""
    # A range begins with its first date; '~', '?' and '%' say only how sure the date is.
    date = re.split(r"/(?=\d{4}|\.\.|$)|--", fields.get("date", "").strip("{} "))[0].rstrip("~?%")
    return [one for one in (date, stated) if one]


def _stated_type(fields: Fields) -> str:
    """Web of Science's `Type`; elsewhere `type` is that of a thesis or a report."""
    return latex_to_text(fields.get("type", "")) if "unique-id" in fields else ""


def _keywords(fields: Fields) -> tuple[str, ...]:
    words = (word for name in _KEYWORDS for word in split_list(fields.get(name, "")))
    return tuple(filter(None, map(latex_to_text, words)))


def _arxiv(fields: Fields, journal: str) -> str:
    eprint = fields.get("eprint", "")
    archive = _archive(fields)
    if eprint and archive in ("arxiv", "") and (found := find_arxiv_id(eprint)):
        return found
    places = [fields.get(name, "") for name in ("arxivid", "arxiv", "url", "note", "number")]
    stated = find_arxiv_id(places[0] or places[1]) if places[0] or places[1] else None
    return stated or identifiers.arxiv_in([*places, journal, fields.get("volume", "")])


def _archive(fields: Fields) -> str:
    return (fields.get("archiveprefix") or fields.get("eprinttype") or "").strip("{} ").lower()


def _pmid(fields: Fields, places: list[str]) -> str:
    eprint = fields.get("eprint", "") if _archive(fields) in ("pubmed", "pmid") else ""
    stated = [eprint, *(fields.get(name, "") for name in _PMIDS)]
    found = next(filter(None, (identifiers.pmid(one.strip("{} ")) for one in stated)), "")
    return found or identifiers.pmid_in(places)


def _other_ids(key: str, fields: Fields) -> tuple[str, ...]:
    places = [fields.get(name, "") for name in ("unique-id", "url", "adsurl", "note")]
    named = [
        named_id(name, latex_to_text(fields.get(field, "")))
        for name, fieldnames in _SUPPLIERS.items()
        for field in fieldnames
    ]
    if (archive := _archive(fields)) in _ARCHIVES:
        named.append(named_id(archive, latex_to_text(fields.get("eprint", ""))))
    return (*supplier_ids([*places, key.upper()]), *filter(None, named))


def _references(fields: Fields) -> tuple[Reference, ...]:
    """The lists that Scopus separates by semicolons and Web of Science by lines."""
    stated = fields.get("references", "").split("; ")
    stated += re.split(r"\.\s*\n", fields.get("cited-references", "").strip("{}"))
    texts = (latex_to_text(one) for one in stated)
    return tuple(Reference(text, doi=identifiers.doi(text)) for text in texts if text)


def _address(fields: Fields) -> str:
    """The address of `url`, else the first in the fields that hold one, without LaTeX's signs."""
    for name in ("url", "howpublished", "bdsk-url-1", "link", "ee", "adsurl"):
        stated = fields.get(name, "")
        bare = re.sub(r"\\([_%&#~])(?:\{\})?", r"\1", stated)
        bare = bare.replace("{\\textasciitilde}", "~").replace("\\textasciitilde", "~")
        bare = re.sub(r"\{([_%&#~])\}", r"\1", bare)
        if found := _ADDRESS.search(bare):
            return found.group(0).rstrip(".,;")
    return ""
