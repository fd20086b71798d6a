"""What comes of comparing areas."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.home.area import Standing


@dataclass(frozen=True, slots=True)
class Voice:
    """One who says something of an area on a criterion: you, somebody you asked, or the papers."""

    origin: str
    """'your score', 'conversation', 'small test' or 'literature'."""
    score: float
    """From 1 to 5, and so are low and high."""
    low: float
    high: float
    reason: str
    """The user's reason with who said it and when, or the query, date and counts."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one area on one criterion, with its range and where it comes from.

    `score`, `low` and `high` are None when nothing can be said; then it feeds nothing.
    """

    criterion: str
    score: float | None
    """The middle of what counts; where voices disagree the range says more."""
    low: float | None
    high: float | None
    origin: str
    """That of the voice that counts, 'several voices' or 'cannot be said'."""
    reason: str
    voices: tuple[Voice, ...] = ()
    """All that speak to it."""
    counted: tuple[Voice, ...] = ()
    """Those that feed the comparison: your own score alone where there is one."""
    disagreement: str = ""
    """A sentence where two voices exclude each other."""


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
    low: float | None = None
    """The lowest that the weighted mean may be, with 1 for each criterion that cannot be said."""
    high: float | None = None
    """The highest, with 5 for each."""
    known: int = 0
    """Criteria that count and of which something can be said."""
    of: int = 0
    """Criteria that count."""

    @property
    def score_sentence(self) -> str:
        """Return the score with its range and what it rests on: '4.4 (1.9 to 4.8), from 2 of 6'."""
        if self.score is None or self.low is None or self.high is None:
            return "cannot be said"
        return (
            f"{self.score:.1f} ({self.low:.1f} to {self.high:.1f}), from {self.known} of {self.of}"
            " criteria"
        )


@dataclass(frozen=True, slots=True)
class SetAside:
    """An area that the user parked or dropped, so that it is not compared."""

    name: str
    title: str
    standing: Standing
    is_due: bool
    """True when the day has come to look at it again."""


@dataclass(frozen=True, slots=True)
class Unranked:
    """An area of which nothing can be said on any criterion that counts, beside others."""

    name: str
    title: str
    evidence: tuple[Evidence, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A single change of a weight or a score that would put another area first."""

    criterion: str
    area: str | None
    """The area whose score changes; None for a weight."""
    now: float | None
    """None for a score of which nothing can be said."""
    then: float
    first: str
    """The area that would come first."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Look:
    """A next look that would help to settle the order."""

    area: str
    criterion: str
    kind: str
    """'dive', 'conversation' or 'small test'."""
    hours_low: float
    hours_high: float
    """Our guess."""
    gain: float
    """By how much the leader's share would rise on average if the score were known (0 to 1)."""
    sentence: str


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
    flips: tuple[Flip, ...] = ()
    """The smallest single changes that put another area first; empty where none does."""
    steady: str = ""
    """What the flips come to, in a sentence; also where there is none."""
    looks: tuple[Look, ...] = ()
    """The looks that gain most for their hours, the best first; at most three."""
    set_aside: tuple[SetAside, ...] = ()
    unranked: tuple[Unranked, ...] = ()
    """Kept areas of which nothing is known, while something is known of others."""
    examples: frozenset[str] = frozenset()
    """The names of kept areas that are examples and not the person's own."""

    def first_words(self, area: RankedArea) -> str:
        """Return how often an area comes first: '62% first', or that nothing stands beside it."""
        share = self.share_of(area)
        return "nothing to compare with" if share is None else f"{share:.0%} first"

    def share_of(self, area: RankedArea) -> float | None:
        """Return how often an area comes first, 0 to 1; None where it stands beside no other."""
        return area.first_share if len(self.areas) > 1 else None
