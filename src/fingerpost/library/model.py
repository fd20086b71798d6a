"""What the library gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fingerpost.records import Paper, Retraction

Sort = Literal["best", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class PutResult:
    """How many of the papers were new, changed or known, and the id of each in its order."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper found; `score` ranks it (0 or more) and means nothing across searches."""

    paper: Paper
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits (score falling, then id), and how many papers match in all and per year."""

    query: str
    understood: str
    total: int
    hits: tuple[Hit, ...]
    by_year: dict[int, int]
    """Over all matches that state a year, in the order of the years."""
    notes: tuple[str, ...] = ()
    """What was understood otherwise than PubMed would understand it, in sentences."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it arrived, one of those that a paper is made of."""

    fingerprint: str
    paper: Paper
    origin: str
    """The file or supplier that it came from, as the import named it; '' where not known."""
    change: int
    """The number of the write that brought it: records of one write came together."""
    because: tuple[str, ...] = ()
    """Why it was taken for the paper of the records before it; empty for the first."""

    @property
    def told_origin(self) -> str:
        """Where it came from, for people: the file, and the format or supplier."""
        kind = self.paper.source or "format not stated"
        return f"{self.origin} ({kind})" if self.origin else f"an earlier import ({kind})"


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """What the records of a paper say in one field, and what the paper has of it."""

    name: str
    value: str
    said_by: tuple[int, ...]
    """Numbers, from 1, of the records that say just that."""
    others: tuple[tuple[str, tuple[int, ...]], ...]
    """What other records say instead, with their numbers."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A paper that is made of several records."""

    paper: Paper
    records: tuple[Record, ...]

    @property
    def differing(self) -> tuple[FieldOrigin, ...]:
        """The fields in which the records differ."""
        return tuple(field for field in field_origins(self) if field.others)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two papers that are linked (the preprint first) or may be one."""

    verdict: str
    """'linked' or 'possible'."""
    one: Paper
    other: Paper
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision of the user's led to."""

    verb: str
    """'merged', 'split' or 'kept apart'."""
    pairs: tuple[tuple[str, str], ...]
    """The names of the records that were joined or told apart, two by two."""
    undone: tuple[tuple[str, str], ...]
    """Pairs of names whose earlier decision no longer holds."""
    ids: tuple[str, ...]
    """The papers that there are now."""


_SHOWN_FIELDS = (
    "title", "authors", "journal", "journal_abbreviation", "year", "date", "volume", "issue",
    "pages", "abstract", "pmid", "pmcid", "doi", "arxiv", "other_ids", "url", "languages",
    "publication_types", "keywords", "mesh", "references", "links", "retraction", "source",
)  # fmt: skip


def field_origins(merge: Merge) -> list[FieldOrigin]:
    """Return each field that a record states: the paper's value, and which records say what."""
    found = []
    for name in _SHOWN_FIELDS:
        said: dict[str, list[int]] = {}
        for number, record in enumerate(merge.records, start=1):
            if text := shown_value(record.paper, name):
                said.setdefault(text, []).append(number)
        value = shown_value(merge.paper, name)
        if said or value:
            others = [(text, tuple(by)) for text, by in said.items() if text != value]
            found.append(FieldOrigin(name, value, tuple(said.get(value, ())), tuple(others)))
    return found


def shown_value(paper: Paper, name: str) -> str:
    """Return a field of a paper as text: lists joined by '; ', nothing for what is not said."""
    value = getattr(paper, name)
    if name == "authors":
        return "; ".join(author.name for author in paper.authors)
    if name == "mesh":
        return "; ".join(heading.descriptor for heading in paper.mesh)
    if name == "links":
        return "; ".join(f"{link.kind} {link.target}" for link in paper.links)
    if name == "references":
        return f"{len(paper.references)} references" if paper.references else ""
    if name == "retraction":
        return "" if value is Retraction.UNKNOWN else str(value)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
