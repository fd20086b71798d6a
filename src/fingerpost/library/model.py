"""What the library gives back."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.records import Paper


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
