"""What comes of comparing areas."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A score of one area on one criterion, 1 to 5, with its range and where it comes from.

    `score`, `low` and `high` are None when nothing can be said; then it feeds nothing.
    """

    criterion: str
    score: float | None
    low: float | None
    high: float | None
    origin: str
    """'literature', 'your score' or 'cannot be said'."""
    reason: str
    """The user's reason, or the query, date and counts."""


@dataclass(frozen=True, slots=True)
class RankedArea:
    """An area with how often it comes first."""

    name: str
    title: str
    score: float | None
    """The weighted mean of what can be said, 1 to 5."""
    first_share: float
    """How often it comes first (0 to 1) when weights and scores vary within their uncertainty."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The areas in order, and a winner only where there is one."""

    areas: tuple[RankedArea, ...]
    winner: str | None
    """The area's name, or None for 'no clear winner'."""
    sentence: str
    settle_next: str
    """The look, score or conversation that would settle it best."""
    weights: tuple[tuple[str, float], ...]
    draws: int
