"""When two records are one paper."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from fingerpost.records import Paper
from fingerpost.text import digest, find_arxiv_id, find_doi, fold

_KINDS = ("pmid", "pmcid", "arxiv", "doi")
_UNIQUE = ("pmid", "arxiv")
"""A paper has one of each at most: two of them are two papers, whatever else they share."""
_SHOWN = ("pmid", "arxiv", "doi")

Aliases = AbstractSet[str]
"""Every id under which a paper is known: {'pmid:1', 'doi:10.1000/x', 'hash:…'}."""


def aliases_of(paper: Paper) -> tuple[str, ...]:
    """Return every id that a record gives its paper, the most telling first.

    The last is the hash of title, year and first author, which even a record without ids has.
    """
    stated = [f"{kind}:{value}" for kind in _KINDS if (value := _value(paper, kind))]
    first = paper.authors[0].short_name if paper.authors else ""
    weak = f"hash:{digest(fold(paper.title), str(paper.year or ''), fold(first))}"
    return (*stated, weak)


def is_same(paper: Paper, mine: Aliases, theirs: Aliases) -> bool:
    """True when a record with the aliases `mine` is the paper known under `theirs`.

    A PMID decides where both have one, else an arXiv id: two PMIDs are two papers even with one
    DOI. Else a shared PMCID or DOI makes them one. A record without an identifier is the paper
    that agrees in title, year and first author, which must be stated if the other has one.
    """
    for kind in _UNIQUE:
        one, other = _of_kind(mine, kind), _of_kind(theirs, kind)
        if one and other:
            return bool(one & other)
    if any(_of_kind(mine, kind) & _of_kind(theirs, kind) for kind in ("pmcid", "doi")):
        return True
    identified = [is_identified(aliases) for aliases in (mine, theirs)]
    if all(identified) or not _of_kind(mine, "hash") & _of_kind(theirs, "hash"):
        return False
    return not any(identified) or bool(paper.authors and paper.year)


def strength(mine: Aliases, theirs: Aliases) -> int:
    """Return how telling the ids are that a record shares with a paper; 0 is the most."""
    shared = mine & theirs
    kinds = ("pmid", "arxiv", "pmcid", "doi")
    return next((at for at, kind in enumerate(kinds) if _of_kind(shared, kind)), len(kinds))


def contradict(one: Aliases, other: Aliases) -> bool:
    """True when two papers have different identifiers of which a paper has only one."""
    pairs = [(_of_kind(one, kind), _of_kind(other, kind)) for kind in _UNIQUE]
    return any(mine and theirs and not mine & theirs for mine, theirs in pairs)


def is_identified(aliases: Aliases) -> bool:
    """True when the paper has an identifier by which papers are shown."""
    return any(_of_kind(aliases, kind) for kind in _SHOWN)


def normal_id(paper_id: str) -> str:
    """Return a shown id in its one form: 'DOI:10.1/X ' is 'doi:10.1/x', 'pmcid:1' 'pmcid:PMC1'."""
    kind, colon, value = paper_id.strip().partition(":")
    kind, value = kind.lower(), value.strip()
    if not colon:
        return paper_id.strip()
    if kind == "doi":
        value = find_doi(value) or value.lower()
    elif kind == "arxiv":
        value = find_arxiv_id(value) or value
    elif kind == "pmcid":
        value = f"PMC{value.upper().removeprefix('PMC')}"
    return f"{kind}:{value}"


def _of_kind(aliases: Aliases, kind: str) -> set[str]:
    return {alias for alias in aliases if alias.startswith(f"{kind}:")}


def _value(paper: Paper, kind: str) -> str:
    value: str = getattr(paper, kind)
    if kind == "doi":
        return value.lower()
    return value.upper() if kind == "pmcid" else value
