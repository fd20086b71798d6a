"""Papers as RIS, for the reference managers and screening tools that the user goes on with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rispy.writer import RisWriter

from fingerpost.records import Author, Paper

_LISTS = ("AU", "KW", "N1", "UR")
_TAGS = (
    "TI", "AU", "T2", "J2", "PY", "DA", "VL", "IS", "SP", "EP", "DO", "AN", "DB", "LA", "AB",
    "KW", "UR", "N1",
)  # fmt: skip


def to_ris(papers: Iterable[tuple[Paper, Sequence[str]]]) -> str:
    """Return papers, each with notes of its own, as RIS text; reading it gives the same papers.

    Every value stands on one line, since not every reader takes a second; notes become `N1`.
    """
    mapping = {"TY": "type_of_reference", **{tag: tag.lower() for tag in _TAGS}}
    writer = _Writer(mapping=mapping, list_tags=list(_LISTS), delimiter_tags_mapping={})
    return str(writer.formats([_record(paper, notes) for paper, notes in papers]))


class _Writer(RisWriter):  # type: ignore[misc]  # rispy has no types
    """Writes no number before a record: some readers stumble over it."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy's signature
        return ""


def _record(paper: Paper, notes: Sequence[str]) -> dict[str, str | list[str]]:
    first, _, last = paper.pages.partition("-")
    stated: Mapping[str, str | list[str]] = {
        "ti": paper.title,
        "au": [_name(author) for author in paper.authors],
        "t2": paper.journal or paper.journal_abbreviation,
        "j2": paper.journal_abbreviation if paper.journal else "",
        "py": str(paper.year or ""),
        "da": paper.date.replace("-", "/"),
        "vl": paper.volume,
        "is": paper.issue,
        "sp": first,
        "ep": last,
        "do": paper.doi,
        "an": paper.pmid,
        "db": "PubMed" if paper.pmid else "",
        "la": "; ".join(paper.languages),
        "ab": paper.abstract,
        "kw": list(paper.keywords),
        "ur": [paper.address] if paper.address else [],
        "n1": list(notes),
    }
    kind = "UNPB" if paper.arxiv else "JOUR"
    kept = {tag: _lines(value) for tag, value in stated.items()}
    return {"type_of_reference": kind, **{tag: value for tag, value in kept.items() if value}}


def _name(author: Author) -> str:
    """Return the name family first, as RIS has it; a group ends in a comma, so it stays whole."""
    if author.collective:
        return f"{author.collective},"
    return ", ".join(part for part in (author.family, author.given, author.suffix) if part)


def _lines(value: str | list[str]) -> str | list[str]:
    if isinstance(value, str):
        return " ".join(value.split())
    return [line for text in value if (line := " ".join(text.split()))]
