"""The names that tables and JSON give to a paper's fields, and a draft made from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from fingerpost.records import Author, Reference
from fingerpost.sources import identifiers
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.draft import Draft, page_range
from fingerpost.sources.languages import language_codes
from fingerpost.sources.names import parse_names, split_names, without_brackets
from fingerpost.sources.pubmed_codes import orcid
from fingerpost.text import find_arxiv_id

_NAMES: dict[str, str] = {
    "title": "title documenttitle articletitle itemtitle primarytitle papertitle",
    "abstract": "abstract abstracttext abstractnote notesabstract summary ab",
    "authors": (
        "authorfullnames authors author authornames firstauthors authorlist authorslist au "
        "creators creator"
    ),
    "journal": (
        "journal journalbook journaltitle journalname sourcetitle publicationtitle "
        "publicationname containertitle venue secondarytitle booktitle bookseriestitle"
    ),
    "abbreviation": "abbreviatedsourcetitle journalabbreviation isoabbreviation journalabbrev",
    "volume": "volume journalvolume vol",
    "issue": "issue journalissue number issuenumber",
    "pages": "pages page pagerange",
    "first_page": "startpage pagestart firstpage",
    "last_page": "endpage pageend lastpage",
    "year": "year publicationyear pubyear yearpublished py",
    "date": "date publicationdate published pubdate coverdate dateofpublication issued",
    "types": "publicationtype publicationtypes documenttype",
    "keywords": "keywords authorkeywords keyword manualtags emtreemedicalindextermsmajorfocus",
    "languages": "language languages languageoforiginaldocument lang",
    "pmid": "pmid pubmedid pubmed medlinepmid",
    "pmcid": "pmcid pmc pmcid1",
    "doi": "doi itemdoi articledoi digitalobjectidentifier",
    "arxiv": "arxiv arxivid",
    "url": "url link pdflink openurllink urls",
    "affiliations": "affiliations authoraffiliations authoraddress authoraddresses affiliation",
    "placed_authors": "authorswithaffiliations",
    "address": "correspondenceaddress",
    "citation": "citation",
    "source": "source",
    "id": "id",
    "note": "note notes extra",
    "references": "references",
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split()}
_RANK = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
_CITATION = re.compile(
    r"\. (\d{4}(?: [A-Z][a-z]{2}[a-z-]*(?: \d{1,2})?)?)[^;.]*;"
    r"([^:;.()]*)(?:\(([^()]*)\))?(?::([^.;]+))?"
)
_EMBASE_SOURCE = re.compile(
    r"(.+?) \((\d{4})\) ([^:\s]*)(?::(\S+))?(?: (?:Article Number: )?\(?([\w-]+)\)?)?"
)
_SCOPUS_ID = re.compile(r"\(\d{6,}\)")

Fields = Mapping[str, object]


def field_of(name: str) -> str:
    """Return the field that a column or key stands for, or '' for one that we do not read."""
    return _known(name)[0]


def fields_of(stated: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Return the values by field; of several names of one field the better known one wins."""
    best: dict[str, tuple[int, object]] = {}
    for name, value in stated:
        field, rank = _known(name)
        if not field or value in (None, "", [], {}):
            continue
        if field not in best or rank < best[field][0]:
            best[field] = (rank, value)
    return {field: value for field, (_, value) in best.items()}


def text_of(value: object) -> str:
    """Return a value of a table or of JSON as text; a list as its parts with semicolons."""
    if value is None or isinstance(value, bool | dict):
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(text_of, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def draft_of(fields: Fields, authors_of: Callable[[object], tuple[Author, ...]]) -> Draft:
    """Return what the fields say; `authors_of` reads the value of the authors' field."""

    def text(field: str) -> str:
        return text_of(fields.get(field)).strip()

    doi, url = identifiers.doi(text("doi")), text("url")
    pages = text("pages") or page_range(text("first_page"), text("last_page"))
    draft = Draft(
        title=text_of(fields.get("title")),
        abstract=text_of(fields.get("abstract")),
        authors=_placed(authors_of(fields.get("authors")), fields),
        journal=text("journal"),
        journal_abbreviation=text("abbreviation"),
        volume=text("volume"),
        issue=text("issue"),
        pages=pages,
        dates=[one for one in (text("year"), text("date")) if one],
        publication_types=_listed(fields.get("types")),
        keywords=_listed(fields.get("keywords")),
        languages=language_codes(text("languages")),
        pmid=identifiers.pmid(text("pmid")) or identifiers.pmid_in([url, text("note")]),
        pmcid=identifiers.pmcid(text("pmcid")),
        doi=doi or identifiers.doi_in([url, text("note")]),
        arxiv=find_arxiv_id(text("arxiv")) or identifiers.arxiv_in([url, text("note")]),
        url=url if url.startswith("http") else "",
        references=_references(fields.get("references")),
        preprint="arxiv" in text("journal").lower() or not text("journal"),
    )
    _identify(draft, text("id"))
    _cited(draft, text("citation"))
    _sourced(draft, text("source"))
    return draft


def authors_in_cell(value: object) -> tuple[Author, ...]:
    """Return the authors whose names stand in one text, whatever separates them."""
    text = text_of(value)
    bare = _SCOPUS_ID.sub("", text) if "(" in text else text
    return parse_names(without_brackets(name) for name in split_names(bare))


@lru_cache(maxsize=4096)
def _known(name: str) -> tuple[str, int]:
    """The field that a name stands for and how well known the name is, from 0; '' for none."""
    bare = re.sub(r"[^a-z0-9]", "", name.casefold())
    return _FIELD.get(bare, ""), _RANK.get(bare, 0)


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text_of(one).strip() for one in value)
    text = text_of(value).strip()
    if text.startswith("[") and text.endswith("]"):
        return tuple(split_names(text))
    if not text:
        return ()
    return tuple(re.split(r"\s*;\s*", text) if ";" in text else re.split(r"\s*,\s*", text))


def _references(value: object) -> tuple[Reference, ...]:
    listed = value if isinstance(value, list) else text_of(value).split(";")
    texts = (text_of(one).strip() for one in listed)
    return tuple(_reference(text) for text in texts if text)


def _reference(text: str) -> Reference:
    pmid = identifiers.pmid(text.removeprefix("pmid:")) if text.startswith("pmid:") else ""
    doi = identifiers.doi(text) if "10." in text else ""
    return Reference(text="" if pmid or text.startswith("doi:") else text, pmid=pmid, doi=doi)


def _placed(authors: tuple[Author, ...], fields: Fields) -> tuple[Author, ...]:
    if "placed_authors" in fields:
        return with_addresses(authors, _scopus(text_of(fields["placed_authors"])))
    stated = text_of(fields.get("affiliations"))
    addresses = [part for part in re.split(r"\s*;\s*", stated) if part]
    if len(addresses) == len(authors) > 1:
        pairs = zip(authors, addresses, strict=True)
        return tuple(with_addresses([author], [address])[0] for author, address in pairs)
    return with_addresses(authors, [*addresses, *filter(None, [text_of(fields.get("address"))])])


def _scopus(text: str) -> list[str]:
    """'Lovelace, A., Institute, City; …' as 'Lovelace, A.: Institute, City'."""
    parts = (part.split(", ", 2) for part in text.split("; "))
    return [f"{one[0]}, {one[1]}: {one[2]}" for one in parts if len(one) == 3]


def _identify(draft: Draft, stated: str) -> None:
    """Take an id such as 'pmid:1', 'arxiv:2001.01234' or 'doi:10.…'; any other id says nothing."""
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
    """Take journal, year, volume, issue, pages from Embase's line ('Gut (2014) 3:3 (1-9)')."""
    found = None if draft.journal else _EMBASE_SOURCE.match(source)
    if not found:
        return
    journal, year, volume, issue, pages = (part or "" for part in found.groups())
    draft.journal, draft.dates = journal, [*draft.dates, year]
    draft.volume = draft.volume or volume
    draft.issue = draft.issue or issue
    draft.pages = draft.pages or pages


def orcid_of(value: object) -> str:
    """Return the ORCID iD that a value states, or ''."""
    return orcid(text_of(value))
