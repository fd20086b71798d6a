"""What single databases put into RIS beyond its own fields: ORCID iDs, e-mail, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from fingerpost.records import Author, Reference
from fingerpost.sources.affiliations import owner_of, owners_of
from fingerpost.sources.identifiers import doi
from fingerpost.sources.pubmed_codes import email, orcid
from fingerpost.sources.tagged import Tagged

_ORCID_SIGN = re.compile(r"ORCID:|https?://orcid\.org/", re.IGNORECASE)
_OWNED = re.compile(r"([^;\d]{3,80});\s{0,5}(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_CORRESPONDENCE = re.compile(
    r"Correspondence Address: ?([^;]{3,80});.{0,600}?email: ?(\S{1,64}@\S{1,99})",
    re.IGNORECASE | re.DOTALL,
)
_YEAR_OF_REFERENCE = re.compile(r"\((?:18|19|20)\d\d[a-z]?\)")
_LISTED = "References:"


def orcids(authors: Sequence[Author], stated: Iterable[str]) -> tuple[Author, ...]:
    """Return the authors with the ORCID iDs that Ovid lists beside their names."""
    found, owners = list(authors), owners_of(authors)
    for text in stated:
        for name, number in _OWNED.findall(_ORCID_SIGN.sub(" ", text)):
            owner = owner_of(name.strip(" ,"), owners)
            if owner is not None:
                found[owner] = replace(found[owner], orcid=orcid(number))
    return tuple(found)


def correspondence(authors: Sequence[Author], notes: Sequence[str]) -> tuple[Author, ...]:
    """Return the authors with the e-mail address that Scopus states of one of them."""
    found, owners = list(authors), owners_of(authors)
    for name, address in _CORRESPONDENCE.findall("\n".join(notes)):
        owner = owner_of(name, owners)
        if owner is not None and not found[owner].email:
            found[owner] = replace(found[owner], email=email([address]))
    return tuple(found)


def references(record: Tagged) -> tuple[Reference, ...]:
    """Return the reference list that Scopus puts into a note and Ovid's PsycInfo into M1."""
    listed: list[str] = []
    for lines in record.blocks("N1"):
        if lines[0].startswith(_LISTED):
            listed += [lines[0].removeprefix(_LISTED), *lines[1:]]
    listed += [text for text in record.all("M1") if _YEAR_OF_REFERENCE.search(text)]
    texts = (text.strip().rstrip(";") for text in listed)
    return tuple(
        Reference(text=text, doi=doi(text) if "10." in text else "") for text in texts if text
    )
