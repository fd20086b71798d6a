"""The fields that can be asked for, under the names that people and PubMed give them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import Enum, auto


class Taste(Enum):
    """How a field takes words that stand side by side."""

    TEXT = auto()
    """Each word for itself, in all its forms."""
    NAME = auto()
    """Together and in their order, as they are written."""
    LANGUAGE = auto()
    DATE = auto()
    IDENTIFIER = auto()


TASTES = {
    "all": Taste.TEXT,
    "title": Taste.TEXT,
    "abstract": Taste.TEXT,
    "tiab": Taste.TEXT,
    "keyword": Taste.TEXT,
    "affiliation": Taste.TEXT,
    "author": Taste.NAME,
    "first_author": Taste.NAME,
    "last_author": Taste.NAME,
    "journal": Taste.NAME,
    "mesh": Taste.NAME,
    "majr": Taste.NAME,
    "type": Taste.NAME,
    "lang": Taste.LANGUAGE,
    "year": Taste.DATE,
    "date": Taste.DATE,
    "pmid": Taste.IDENTIFIER,
    "pmcid": Taste.IDENTIFIER,
    "doi": Taste.IDENTIFIER,
    "arxiv": Taste.IDENTIFIER,
}

_NAMES = {
    "all": "all fields, all",
    "title": "title, ti",
    "abstract": "abstract, ab",
    "tiab": "title/abstract, tiab, text word, text words, tw",
    "keyword": "keyword, keywords, other term, ot",
    "affiliation": "affiliation, ad",
    "author": "author, au, author name, full author name, fau",
    "first_author": "author - first, first author, first_author, first author name, 1au",
    "last_author": "author - last, last author, last_author, last author name, lastau",
    "journal": "journal, ta, jour, so",
    "mesh": "mesh terms, mesh, mh, mesh:noexp, mh:noexp, mesh terms:noexp",
    "majr": "mesh major topic, majr, majr:noexp, mesh major topic:noexp",
    "type": "publication type, type, pt, ptyp",
    "lang": "language, lang, la",
    "year": "date - publication, year, dp, pdat, publication date",
    "date": "date",
    "pmid": "pmid, uid",
    "pmcid": "pmcid, pmc",
    "doi": "doi, lid, location id, article identifier, aid",
    "arxiv": "arxiv",
}
FIELDS = {name: field for field, names in _NAMES.items() for name in names.split(", ")}

_ABSENT = {
    "edat crdt mhda date - entry date - create date - mesh lr date - modification dcom": (
        "the library keeps dates of publication only; use [dp]"
    ),
    "sh mesh subheading": 'write the heading with it: "Sepsis/diagnosis"[mesh]',
    "sb subset filter": "filters are PubMed's own; use words, types ([pt]) or years ([dp])",
    "vi ip pg volume issue pagination": "volume, issue and page cannot be searched",
    "nm supplementary concept rn ec/rn number": "substance names are not kept; use [tiab]",
    "gr grant number ir investigator cn corporate author": "not kept as a field of its own",
}


def field_of(name: str) -> str | None:
    """Return the field that a name stands for, or None when there is none."""
    return FIELDS.get(re.sub(r"\s+", " ", name.strip().lower()))


def why_not(name: str) -> str:
    """Say that there is no such field, and which ones are near."""
    shown = re.sub(r"\s+", " ", name.strip())
    lower = shown.lower()
    if re.search(r":~\d+$", lower):
        return f"There is no search for words near each other ('{shown}'): quote the words"
    for names, reason in _ABSENT.items():
        if lower and re.search(rf"(?:^| ){re.escape(lower)}(?: |$)", names):
            return f"There is no field '{shown}' here: {reason}"
    near = get_close_matches(lower, sorted(FIELDS), n=3, cutoff=0.5) or ["title", "tiab", "author"]
    return f"There is no field '{shown}'. Near it: {', '.join(near)}"
