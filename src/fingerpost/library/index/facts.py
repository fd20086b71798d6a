"""What a paper's record says as a whole, in the form in which the index keeps and finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from fingerpost.library.query.model import Fact
from fingerpost.records import MeshHeading, Paper
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
    terms = [_term(kind, value) for kind, value in _facts(paper)]
    for heading in paper.mesh:
        terms += _terms_of(heading)
    terms += [_term(SEVERAL, name) for name in texts if len(texts[name]) > 1]
    return list(dict.fromkeys(terms))


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


@lru_cache(_KEPT_TERMS)
def _terms_of(heading: MeshHeading) -> tuple[str, ...]:
    pairs = [heading.descriptor, *(f"{heading.descriptor}/{q}" for q in heading.qualifiers)]
    kinds = ("mesh_only", "majr_only") if heading.major else ("mesh_only",)
    return (
        *(_term(kind, pair) for kind in kinds for pair in pairs),
        *(_term("subheading", qualifier) for qualifier in heading.qualifiers),
    )
