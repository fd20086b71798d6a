"""What a paper's record says as a whole, in the form in which the index keeps and finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from fingerpost.library.query.model import Fact
from fingerpost.records import Paper
from fingerpost.text import fold

SEVERAL = "several"
"""The kind of fact that a field holds more than one text, between which no phrase may reach."""
_KEPT_TERMS = 1 << 16
"""Headings come again and again; folding them anew would double the work of indexing."""
_FIRST_PAGE = re.compile(r"\s*([A-Za-z]*\d+)")


def fact_term(fact: Fact) -> str:
    """Return the term of the index for a fact; capitals, accents and signs do not matter."""
    return _term(fact.kind, fact.value)


def facts_of(paper: Paper, texts: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the terms of all that a record says; `texts` are those of its fields."""
    several = ((SEVERAL, name) for name in texts if len(texts[name]) > 1)
    return [_term(kind, value) for kind, value in dict.fromkeys((*_facts(paper), *several))]


@lru_cache(_KEPT_TERMS)
def _term(kind: str, value: str) -> str:
    return f"{kind}:{'/'.join(map(fold, value.split('/')))}"


def _facts(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.abstract or paper.other_abstracts:
        yield ("has", "abstract")
    for kind, value in (("volume", paper.volume), ("issue", paper.issue), ("page", paper.pages)):
        if value:
            yield (kind, value)
    if first := _FIRST_PAGE.match(paper.pages):
        yield ("page", first.group(1))
    yield from (("type_only", each) for each in paper.publication_types)
    for author in paper.authors:
        if author.orcid:
            yield ("orcid", author.orcid)
    yield from _headings(paper)


def _headings(paper: Paper) -> Iterator[tuple[str, str]]:
    for heading in paper.mesh:
        pairs = [heading.descriptor, *(f"{heading.descriptor}/{q}" for q in heading.qualifiers)]
        for kind in ("mesh_only", "majr_only") if heading.major else ("mesh_only",):
            yield from ((kind, pair) for pair in pairs)
        yield from (("subheading", qualifier) for qualifier in heading.qualifiers)
