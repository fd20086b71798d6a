"""Two records of one paper brought together without losing anything."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from fingerpost.records import OWN_ID, Author, Paper, Retraction
from fingerpost.text import digest, fold

STARTER = "starter"
_SEVERITY = (
    Retraction.UNKNOWN,
    Retraction.NONE,
    Retraction.CONCERN,
    Retraction.NOTICE,
    Retraction.RETRACTED,
)
_TOGETHER = (("abstract", "sections"), ("year", "date"))
"""Fields that are taken from one record, or they may contradict each other."""
_OWN_RULE = ("authors", "keywords", "links", "retraction", "other_ids")


def merge(stored: Paper, arrived: Paper) -> Paper:
    """Return the paper that two records describe.

    The record that says more leads (the one that arrived if they say as much, or come from the
    same source; never the starter's); the other fills what it leaves empty.
    """
    lead, other = (arrived, stored) if _leads(arrived, stored) else (stored, arrived)
    filled = {
        name: getattr(lead, name) or getattr(other, name)
        for name in Paper.__struct_fields__
        if name not in _OWN_RULE
    }
    for group in _TOGETHER:
        source = lead if getattr(lead, group[0]) else other
        filled |= {name: getattr(source, name) for name in group}
    if lead.year == other.year and not lead.date:
        filled["date"] = other.date
    return replace(
        lead,
        **filled,
        authors=_authors(lead.authors, other.authors),
        keywords=_union(lead.keywords, other.keywords),
        links=tuple(dict.fromkeys((*lead.links, *other.links))),
        other_ids=tuple(dict.fromkeys((*lead.other_ids, *other.other_ids))),
        retraction=max(lead.retraction, other.retraction, key=_SEVERITY.index),
    )


def told_apart(paper: Paper, mark: str) -> Paper:
    """Return a paper under an id of its own, though another one is shown by the id that it states.

    Two abstracts of a meeting may have one DOI; two notes the same title, year and author.
    """
    own = f"{OWN_ID}{digest(paper.id, mark)}"
    return replace(paper, other_ids=(*paper.other_ids, own))


def _leads(arrived: Paper, stored: Paper) -> bool:
    if (arrived.source == STARTER) != (stored.source == STARTER):
        return stored.source == STARTER
    return arrived.source == stored.source or _says(arrived) >= _says(stored)


def _says(paper: Paper) -> tuple[int, int]:
    """Return how much a record says: first whether it has an abstract, then the rest."""
    rest = (
        paper.sections,
        paper.mesh,
        paper.publication_types,
        paper.keywords,
        paper.references,
        paper.pmid,
        paper.journal,
        paper.date,
        any(author.affiliations for author in paper.authors),
        paper.retraction is not Retraction.UNKNOWN,
    )
    return bool(paper.abstract), sum(map(bool, rest))


def _authors(lead: tuple[Author, ...], other: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return the lead's authors, each with what only the other record knows of them."""
    if not lead or not other:
        return lead or other
    if [_surname(author) for author in lead] != [_surname(author) for author in other]:
        unplaced = not any(author.affiliations for author in lead)
        placed = any(author.affiliations for author in other)
        return other if unplaced and placed and len(other) >= len(lead) else lead
    return tuple(_author(mine, theirs) for mine, theirs in zip(lead, other, strict=True))


def _author(mine: Author, theirs: Author) -> Author:
    known = {
        name: getattr(mine, name) or getattr(theirs, name) for name in Author.__struct_fields__
    }
    longer = len(theirs.given) > len(mine.given)
    if longer and fold(theirs.given)[:1] == fold(mine.given)[:1]:
        known["given"] = theirs.given
    return Author(**known)


def _surname(author: Author) -> str:
    return fold(author.collective or author.family)


def _union(lead: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    seen = {word.casefold(): word for word in reversed((*lead, *other))}
    return tuple(word for word in dict.fromkeys((*lead, *other)) if seen[word.casefold()] == word)
