"""A candidate area: something to focus on, as `areas/NAME.md` says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnScore:
    """The user's own score of a criterion, 1 to 5, with the reason; it wins over the literature."""

    criterion: str
    score: float
    reason: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A candidate area of the home's list."""

    name: str
    """The file's name without its ending: 'getting-ml-into-practice'."""
    title: str
    query: str
    """What the library is asked; '*' means every paper."""
    question: str = ""
    scores: tuple[OwnScore, ...] = ()
    is_example: bool = False
    notes: str = ""
    """The user's own words, Markdown."""
