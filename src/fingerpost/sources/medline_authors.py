"""Authors as MEDLINE text states them: the lines after a name belong to that name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from fingerpost.records import Author
from fingerpost.sources import pubmed_codes as codes
from fingerpost.sources.names import parse_person
from fingerpost.text import squeeze


@dataclass(slots=True)
class _Stated:
    full: str = ""
    short: str = ""
    collective: str = ""
    orcid: str = ""
    affiliations: list[str] = field(default_factory=list)


# Where nobody wrote a book, its editors stand for the authors.
_EDITORS = {"FED": "FAU", "ED": "AU"}


def authors_of(fields: Iterable[tuple[str, str]]) -> tuple[Author, ...]:
    """Return the authors in their order; an affiliation before all names is the first author's."""
    fields = list(fields)
    written = {"FAU", "AU", "CN"}.intersection(tag for tag, _ in fields)
    unnamed = _Stated()
    stated = [unnamed]
    for tag, value in fields:
        _take(stated, tag if written else _EDITORS.get(tag, tag), squeeze(value))
    named = stated[1:]
    if named:
        named[0].affiliations[:0] = unnamed.affiliations
    return tuple(map(_author, named))


def _take(stated: list[_Stated], tag: str, value: str) -> None:
    last = stated[-1]
    match tag:
        case "FAU":
            stated.append(_Stated(full=value))
        case "AU":
            if last.full and not last.short:
                last.short = value
            else:
                stated.append(_Stated(short=value))
        case "CN":
            stated.append(_Stated(collective=value))
        case "AD":
            last.affiliations.append(value)
        case "AUID":
            last.orcid = last.orcid or codes.orcid(value)


def _author(stated: _Stated) -> Author:
    kept = tuple(dict.fromkeys(text for text in stated.affiliations if text))
    return replace(_named(stated), orcid=stated.orcid, email=codes.email(kept), affiliations=kept)


def _named(stated: _Stated) -> Author:
    if stated.collective:
        return Author(collective=stated.collective)
    if stated.full and "," not in stated.full:
        return Author(family=stated.full)
    return parse_person(stated.full or stated.short) or Author(family=stated.full or stated.short)
