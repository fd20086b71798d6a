"""What screening takes and gives: papers, decisions on them, and how far the reader is."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from fingerpost.records import Paper

Decision = Literal["relevant", "not", "maybe"]
"""What the reader says of a paper. A `maybe` is read, and teaches the order nothing either way."""

Order = Literal["likely", "uncertain", "random check"]
"""What the next paper is chosen by."""

Basis = Literal["order", "random check"]
"""What a statement rests on: the order in which papers were shown, or papers drawn at random."""

Why = Literal["likely", "uncertain", "random check", "added"]
"""Why a paper was shown; `added` for one that the reader brought in, which no order chose."""

ORDERS: Final[tuple[Order, ...]] = ("likely", "uncertain", "random check")
DECISIONS: Final[tuple[Decision, ...]] = ("relevant", "not", "maybe")


class Entry(Struct, frozen=True, gc=False):
    """What screening reads of a paper: its title, abstract, and words given to it by indexers."""

    id: str
    title: str
    abstract: str = ""
    keywords: str = ""
    """Keywords and MeSH headings, separated by semicolons."""


class Reading(Struct, frozen=True, gc=False):
    """A paper that was shown, and why it was."""

    id: str
    why: Why = "likely"


class Progress(Struct, frozen=True, gc=False):
    """How far the reader is, and what may be said of the papers not read.

    Recall is the share (0 to 1) of the collection's relevant papers that are found; each figure is
    None where nothing can be said. `low` and `high` bound it, each at `confidence`; by the order
    alone no upper bound can be shown, and `high` is 1. The estimate leans to the careful side.
    """

    total: int
    read: int
    found: int
    maybe: int
    estimated_recall: float | None
    low: float | None
    high: float | None
    stop: bool
    """True where at least `target` of the relevant papers are found, at `confidence`."""
    more: int | None
    """How many papers in a row, none of them relevant, would allow to stop; 0 where it is now."""
    basis: Basis
    """What the figures rest on: the ranked order, or papers drawn at random."""
    statement: str
    """All of it in sentences for the reader."""
    assumptions: tuple[str, ...]
    """What must hold for the statement to be right, each in a sentence."""
    target: float
    confidence: float


def entry_of(paper: Paper, key: str | None = None) -> Entry:
    """Return what screening reads of a paper, under a key of the caller's or the paper's id."""
    headings = (heading.descriptor for heading in paper.mesh)
    return Entry(
        id=paper.id if key is None else key,
        title=paper.title,
        abstract=paper.abstract,
        keywords="; ".join((*headings, *paper.keywords)),
    )
