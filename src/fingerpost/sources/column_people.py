"""The authors of a table's row or of an object of the plain form, with what belongs to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from fingerpost.records import Author
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.names import parse_names, split_names, without_brackets
from fingerpost.sources.pubmed_codes import email, orcid
from fingerpost.text import fold

_SCOPUS_ID = re.compile(r"\(\d{6,}\)")

Fields = Mapping[str, object]


def text_of(value: object) -> str:
    """Return a value of a table or of JSON as text; a list as its parts with semicolons."""
    if value is None or isinstance(value, bool | dict):
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(text_of, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def authors_of_fields(
    fields: Fields, authors_of: Callable[[object], tuple[Author, ...]]
) -> tuple[Author, ...]:
    """Return the authors and groups with addresses, e-mail and ORCID iDs.

    `authors_of` reads the value of the authors' field. Whose an address or e-mail is must be said.
    """
    groups = re.split(r"\s*;\s*", text_of(fields.get("groups")))
    authors = (
        *authors_of(fields.get("authors")),
        *(Author(collective=name.strip()) for name in groups if name.strip()),
    )
    return _with_orcids(_placed(authors, fields), text_of(fields.get("orcids")))


def authors_in_cell(value: object) -> tuple[Author, ...]:
    """Return the authors whose names stand in one text, whatever separates them."""
    text = text_of(value)
    bare = _SCOPUS_ID.sub("", text) if "(" in text else text
    return parse_names(without_brackets(name) for name in split_names(bare))


def orcid_of(value: object) -> str:
    """Return the ORCID iD that a value states, or ''."""
    return orcid(text_of(value))


def _placed(authors: tuple[Author, ...], fields: Fields) -> tuple[Author, ...]:
    """The authors with their addresses; the correspondence address brings its e-mail."""
    address = text_of(fields.get("address"))
    each = _addresses(text_of(fields.get("affiliation_of_each")))
    if "placed_authors" in fields:
        placed = with_addresses(authors, _scopus(text_of(fields["placed_authors"])))
    elif each and len(each) == len(authors):
        pairs = zip(authors, each, strict=True)
        known = ((author, [] if place == "NA" else [place]) for author, place in pairs)
        placed = tuple(with_addresses([author], place)[0] for author, place in known)
    else:
        stated = [*each, *_addresses(text_of(fields.get("affiliations")))]
        placed = with_addresses(authors, [*stated, *filter(None, [_without_name(address)])])
    return _with_email(placed, address)


def _addresses(stated: str) -> list[str]:
    """The addresses of a cell; those of Web of Science begin with names in brackets."""
    separator = r"\s*;\s*(?=\[)" if stated.startswith("[") else r"\s*;\s*"
    return [part for part in re.split(separator, stated) if part]


def _without_name(address: str) -> str:
    """'Lovelace, A.; Institute, City; email: …' as 'Lovelace, A.: Institute, City; email: …'."""
    name, semicolon, place = address.partition("; ")
    is_name = bool(semicolon) and name.count(",") <= 1 and len(name) < 60 and "@" not in name
    return f"{name}: {place}" if is_name else address


def _with_email(authors: tuple[Author, ...], address: str) -> tuple[Author, ...]:
    """The e-mail of the correspondence address for the author whose name it begins with."""
    found, head = email([address]), f" {fold(address[:60])} "
    named = [one for one in authors if one.family and f" {fold(one.family)} " in head]
    if not found or len(named) != 1:
        return authors
    return tuple(
        replace(one, email=one.email or found) if one is named[0] else one for one in authors
    )


def _with_orcids(authors: tuple[Author, ...], stated: str) -> tuple[Author, ...]:
    """ORCID iDs behind names, as Web of Science writes them: 'Lovelace, Ada/0000-…; …'."""
    if not stated:
        return authors
    pairs = (one.rpartition("/") for one in stated.split(";"))
    known = {fold(name): orcid(number) for name, _, number in pairs if name.strip()}
    return tuple(
        replace(one, orcid=one.orcid or known.get(fold(f"{one.family} {one.given}"), ""))
        for one in authors
    )


def _scopus(text: str) -> list[str]:
    """'Lovelace, A., Institute, City; …' as 'Lovelace, A.: Institute, City'."""
    parts = (part.split(", ", 2) for part in text.split("; "))
    return [f"{one[0]}, {one[1]}: {one[2]}" for one in parts if len(one) == 3]
