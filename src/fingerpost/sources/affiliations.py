"""Addresses that stand apart from the names, given back to the authors they belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from fingerpost.records import Author
from fingerpost.sources.names import parse_person
from fingerpost.sources.pubmed_codes import email
from fingerpost.text import fold

_NAMED = re.compile(r"\s*[\[(]([^\])]{2,4000})[\])]\s*(\S.*)", re.DOTALL)
_PREFIXED = re.compile(r"([^,:]{2,40}, [^,:]{1,40}):\s*(\S.*)", re.DOTALL)
_BARE_EMAIL = re.compile(r"\S+@\S+")


def with_addresses(authors: Sequence[Author], addresses: Sequence[str]) -> tuple[Author, ...]:
    """Return the authors with the addresses that name them.

    An address names its authors in brackets ('[Lovelace, A] …', Web of Science, Embase) or before
    it ('Lovelace, Ada: …' Ovid, 'A. Lovelace, …' Embase). Of addresses that name nobody the first
    belongs to the first author, as in PubMed before 2014; whose the others are cannot be said.
    """
    if not addresses:
        return tuple(authors)
    kept = [list(author.affiliations) for author in authors]
    keys = [key_of(author) for author in authors]
    emails = [author.email for author in authors]
    unnamed: list[str] = []
    for address in addresses:
        owners, rest = _owners(address, authors, keys)
        if not owners:
            unnamed.append(address)
        for key, stated in _emails(address):
            for owner in owners:
                if keys[owner] == key:
                    emails[owner] = emails[owner] or stated
        for owner in owners:
            kept[owner].append(rest)
    if unnamed and kept and not any(kept):
        kept[0].append(unnamed[0])
    owned = zip(authors, kept, emails, strict=True)
    return tuple(_placed(author, texts, stated) for author, texts, stated in owned)


def owners_of(authors: Sequence[Author]) -> dict[str, int]:
    """Return which author is meant by family name and initial, where that names one alone."""
    keys = [key_of(author) for author in authors]
    counted = Counter(keys)
    return {key: i for i, key in enumerate(keys) if counted[key] == 1}


def owner_of(name: str, owners: Mapping[str, int]) -> int | None:
    """Return which author of `owners_of` a name means; None where it is not sure."""
    return owners.get(_first_key(name) if "," in name else _upright_key(name))


def _upright_key(name: str) -> str:
    author = parse_person(name)
    return key_of(author) if author else ""


def _owners(address: str, authors: Sequence[Author], keys: Sequence[str]) -> tuple[list[int], str]:
    bracketed = _NAMED.fullmatch(address)
    if bracketed:
        named = {_first_key(name) for name in bracketed.group(1).split(";")}
        return [i for i, key in enumerate(keys) if key in named], bracketed.group(2)
    prefixed = _PREFIXED.fullmatch(address)
    if prefixed:
        key = _first_key(prefixed.group(1))
        if owners := [i for i, own in enumerate(keys) if own == key][:1]:
            return owners, prefixed.group(2)
    head, comma, rest = address.partition(",")
    words = fold(head).split()
    if comma and 1 < len(words) <= 5:
        for i, author in enumerate(authors):
            family = fold(author.family).split()
            if family and words[-len(family) :] == family and words[0][:1] == _initial(author):
                return [i], rest.strip()
    return [], address


def _emails(address: str) -> Iterator[tuple[str, str]]:
    """Whose e-mail address stands beside a name in brackets: '(Berg J., jan@example.org) …'."""
    bracketed = _NAMED.fullmatch(address) if "@" in address else None
    for name in bracketed.group(1).split(";") if bracketed else ():
        if found := email([name]):
            yield _first_key(name), found


def key_of(author: Author) -> str:
    """Return family name and first initial: what names an author in every export."""
    return f"{fold(author.family)} {_initial(author)}"


def _initial(author: Author) -> str:
    return fold(author.given)[:1]


def _first_key(name: str) -> str:
    """The key of 'Lovelace, Ada', 'Lovelace A.M.' or 'Lovelace A., ada@example.org'."""
    family, comma, given = name.strip().partition(",")
    if not comma or "@" in given:
        family, _, given = family.strip().rpartition(" ")
    return f"{fold(family)} {fold(given)[:1]}"


def _placed(author: Author, texts: Sequence[str], stated: str) -> Author:
    kept = tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
    if not kept:
        return author
    places = tuple(text for text in kept if not _BARE_EMAIL.fullmatch(text))
    return replace(author, affiliations=places, email=stated or email(kept))
