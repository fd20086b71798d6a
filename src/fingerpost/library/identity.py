"""The ids under which a paper is known."""

from __future__ import annotations

from fingerpost.records import LinkKind, Paper
from fingerpost.text import digest, find_arxiv_id, find_doi, fold

_KINDS = ("pmid", "pmcid", "arxiv", "doi")


def aliases_of(paper: Paper) -> tuple[str, ...]:
    """Return every id that a record gives its paper, the most telling first.

    The last is the hash of title, year and first author, which even a record without ids has.
    """
    stated = [f"{kind}:{value}" for kind in _KINDS if (value := _value(paper, kind))]
    first = paper.authors[0].short_name if paper.authors else ""
    weak = f"hash:{digest(fold(paper.title), str(paper.year or ''), fold(first))}"
    return (*stated, weak)


def published_ids(paper: Paper) -> tuple[str, ...]:
    """Return the ids of the published version that a preprint names; they are not its own."""
    targets = (link.target for link in paper.links if link.kind is LinkKind.PUBLISHED_AS)
    named = dict.fromkeys(normal_id(target) for target in targets)
    return tuple(each for each in named if each.partition(":")[0] in _KINDS)


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


def _value(paper: Paper, kind: str) -> str:
    value: str = getattr(paper, kind)
    if kind == "doi":
        return value.lower()
    return value.upper() if kind == "pmcid" else value
