"""The names that tables and JSON give to a paper's fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_NAMES: dict[str, str] = {
    "title": "title documenttitle articletitle itemtitle primarytitle papertitle",
    "vernacular": "originaltitle vernaculartitle origtitle",
    "abstract": "abstract abstracttext abstractnote notesabstract summary ab",
    "other_abstract": "originalabstract otherabstract",
    "authors": (
        "authorfullnames authors author authornames firstauthors authorlist authorslist au "
        "creators creator bookauthors editor editors bookeditors"
    ),
    "groups": "groupauthors",
    "orcids": "orcids",
    "journal": (
        "journalbook journal journaltitle journalname sourcetitle publicationtitle "
        "publicationname containertitle venue secondarytitle booktitle bookseriestitle "
        "journalorconference"
    ),
    "abbreviation": (
        "abbreviatedsourcetitle journalabbreviation isoabbreviation journalisoabbreviation "
        "journalabbrev"
    ),
    "volume": "volume journalvolume vol",
    "issue": "issue journalissue number issuenumber",
    "pages": "pages page pagerange",
    "first_page": "startpage pagestart firstpage",
    "last_page": "endpage pageend lastpage",
    "article_number": "articlenumber artno articleno elocationid",
    "year": "year publicationyear pubyear yearpublished py",
    "date": (
        "date publicationdate published pubdate coverdate dateofpublication issued issuedate "
        "originalpaperdate"
    ),
    "types": "documenttype publicationtype publicationtypes contenttype articletype",
    "keywords": (
        "keywords authorkeywords keyword manualtags automatictags indexkeywords keywordsplus "
        "ieeeterms inspeccontrolledterms meshterms emtreemedicalindextermsmajorfocus "
        "emtreedrugindextermsmajorfocus emtreemedicalindexterms emtreedrugindexterms"
    ),
    "languages": "language languages languageoforiginaldocument lang",
    "pmid": "pmid pubmedid pubmed medlinepmid originalpaperpubmedid",
    "pmcid": "pmcid pmc pmcid1",
    "doi": "doi itemdoi articledoi digitalobjectidentifier originalpaperdoi",
    "arxiv": "arxiv arxivid",
    "eid": "eid",
    "wos": "utuniquewosid utuniqueid wosid accessionnumberwos",
    "embase": "pui embaseaccessionid",
    "other_ids": "otherids",
    "url": "url link openurllink urls pdflink",
    "affiliations": "affiliations authoraddress authoraddresses affiliation addresses",
    "affiliation_of_each": "authoraffiliations",
    "placed_authors": "authorswithaffiliations",
    "address": "correspondenceaddress",
    "citation": "citation",
    "source": "source",
    "id": "id",
    "item_type": "itemtype",
    "note": "note notes extra",
    "references": "references",
    "retraction": "retractionnature",
    "retraction_doi": "retractiondoi",
    "retraction_pmid": "retractionpubmedid",
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split()}
_RANK = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
_JOINED = {"keywords"}
"""Fields that several columns fill together; of the others the best known column wins."""

_WOS_TAGS = {
    "TI": "title", "AB": "abstract", "AF": "author full names", "AU": "authors",
    "CA": "group authors", "SO": "source title", "JI": "journal iso abbreviation", "VL": "volume",
    "IS": "issue", "BP": "start page", "EP": "end page", "AR": "article number",
    "PY": "publication year", "PD": "publication date", "DT": "document type", "DE": "keywords",
    "ID": "keywords plus", "LA": "language", "PM": "pubmed id", "DI": "doi",
    "UT": "ut unique wos id", "C1": "addresses", "OI": "orcids", "PT": "", "CR": "references",
    "BA": "book authors", "BE": "editors",
}  # fmt: skip


def field_of(name: str) -> str:
    """Return the field that a column or key stands for, or '' for one that we do not read."""
    return _known(name)[0]


def spelled_out(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of columns, Web of Science's two-letter tags as words ('TI': 'title').

    Only a table with 'PT', 'TI' and 'SO' is taken as Web of Science's; 'ID' is an id elsewhere.
    """
    if not {"PT", "TI", "SO"} <= set(names):
        return names
    return tuple(_WOS_TAGS.get(name, "") for name in names)


def fields_of(stated: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Return the values by field; of several names of one field the better known one wins.

    Keywords of all their columns are kept, as a list of values in the order of the columns.
    """
    best: dict[str, tuple[int, object]] = {}
    joined: dict[str, list[object]] = {}
    for name, value in stated:
        field, rank = _known(name)
        if not field or value in (None, "", [], {}):
            continue
        if field in _JOINED:
            joined.setdefault(field, []).append(value)
        elif field not in best or rank < best[field][0]:
            best[field] = (rank, value)
    return {field: value for field, (_, value) in best.items()} | joined


@lru_cache(maxsize=4096)
def _known(name: str) -> tuple[str, int]:
    """The field that a name stands for and how well known the name is, from 0; '' for none."""
    bare = re.sub(r"[^a-z0-9]", "", name.casefold())
    return _FIELD.get(bare, ""), _RANK.get(bare, 0)
