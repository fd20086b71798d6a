"""The fields that can be asked for, under the names that people and PubMed give them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import Enum, auto

from fingerpost.library.query.absent import why_absent


class Taste(Enum):
    """How a field takes words that stand side by side."""

    TEXT = auto()
    """Each word for itself, in all its forms."""
    NAME = auto()
    """Together and in their order, as they are written."""
    FACT = auto()
    """Together, and the whole of what the record says."""
    LANGUAGE = auto()
    DATE = auto()
    IDENTIFIER = auto()
    FILTER = auto()
    """A name of one of PubMed's filters."""


TASTES = {
    "all": Taste.TEXT,
    "title": Taste.TEXT,
    "abstract": Taste.TEXT,
    "tiab": Taste.TEXT,
    "tw": Taste.TEXT,
    "keyword": Taste.TEXT,
    "affiliation": Taste.TEXT,
    "author": Taste.NAME,
    "first_author": Taste.NAME,
    "last_author": Taste.NAME,
    "group": Taste.NAME,
    "journal": Taste.NAME,
    "mesh": Taste.NAME,
    "majr": Taste.NAME,
    "type": Taste.NAME,
    "mesh_only": Taste.FACT,
    "type_only": Taste.FACT,
    "majr_only": Taste.FACT,
    "subheading": Taste.FACT,
    "orcid": Taste.FACT,
    "volume": Taste.FACT,
    "issue": Taste.FACT,
    "page": Taste.FACT,
    "has": Taste.FACT,
    "lang": Taste.LANGUAGE,
    "year": Taste.DATE,
    "date": Taste.DATE,
    "pmid": Taste.IDENTIFIER,
    "pmcid": Taste.IDENTIFIER,
    "doi": Taste.IDENTIFIER,
    "arxiv": Taste.IDENTIFIER,
    "filter": Taste.FILTER,
}

_NAMES = {
    "all": "all fields, all field, all, allfields",
    "title": "title, ti, titl",
    "abstract": "abstract, ab",
    "tiab": "title/abstract, tiab",
    "tw": "text word, text words, textword, tw, word",
    "keyword": "keyword, keywords, other term, other terms, ot, otrm",
    "affiliation": "affiliation, ad, affl",
    "author": "author, authors, au, auth, author name, full author name, author - full, fau, full",
    "first_author": "author - first, first author, first_author, first author name, 1au, faut",
    "last_author": "author - last, last author, last_author, last author name, lastau, laut",
    "group": "author - corporate, corporate author, group, cn, coln",
    "journal": "journal, ta, jour, jo, so",
    "mesh": "mesh terms, mesh term, mesh, mh",
    "mesh_only": "mesh:noexp, mh:noexp, mesh terms:noexp, mesh_only",
    "majr": "mesh major topic, majr",
    "majr_only": "majr:noexp, mesh major topic:noexp, majr_only",
    "subheading": "mesh subheading, mesh subheadings, subheading, subheadings, subh, sh",
    "type": "publication type, type, pt, ptyp",
    "type_only": "publication type:noexp, pt:noexp, ptyp:noexp, type_only",
    "orcid": "author - identifier, author identifier, orcid, auid",
    "volume": "volume, vi, vol",
    "issue": "issue, ip, iss",
    "page": "pagination, page, pg, pages",
    "has": "has",
    "lang": "language, lang, la",
    "year": "date - publication, year, dp, pdat, publication date",
    "date": "date",
    "pmid": "pmid, uid",
    "pmcid": "pmcid, pmc",
    "doi": "doi, lid, location id, article identifier, aid, publisher id, pid",
    "arxiv": "arxiv",
    "filter": "filter, filt, sb, subset",
}
FIELDS = {name: field for field, names in _NAMES.items() for name in names.split(", ")}
_OFFERED = sorted(set(FIELDS) - {"filter", "filt", "sb", "subset", "has", "titl"})
NEAR_FIELDS = ("title", "tiab", "affiliation")
"""The fields in which PubMed looks for words near each other, and so do we."""

_SPACES = re.compile(r"\s+")
_TIGHT = re.compile(r"\s*([:/~])\s*")
_NEAR = re.compile(r"(.*):~(.*)")


def tag_name(name: str) -> str:
    """Return a field's name as the tables have it: lower case, no blanks that mean nothing."""
    return _TIGHT.sub(r"\1", _SPACES.sub(" ", name.strip().lower()))


def field_of(name: str) -> str | None:
    """Return the field that a name stands for, or None when there is none."""
    tag = tag_name(name)
    bare = tag.removesuffix(":noexp")
    return FIELDS.get(tag) or (FIELDS[bare] if FIELDS.get(bare) == "subheading" else None)


def near_tag(name: str) -> tuple[str, str] | None:
    """Return the field and the distance that a tag such as 'tiab:~3' names, or None."""
    found = _NEAR.fullmatch(tag_name(name))
    return (found.group(1), found.group(2)) if found else None


def why_not(name: str) -> str:
    """Say that there is no such field, and which ones are near."""
    shown = _SPACES.sub(" ", name.strip())
    lower = tag_name(name)
    if reason := why_absent(lower):
        return f"There is no field '{shown}' here: {reason}"
    near = get_close_matches(lower, _OFFERED, n=3, cutoff=0.5) or ["title", "tiab", "author"]
    return f"There is no field '{shown}'. Near it: {', '.join(near)}"
