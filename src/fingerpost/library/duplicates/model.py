"""What comparing two records gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What two records are to each other."""

    SAME = "same"
    """One paper: the records are merged."""
    LINKED = "linked"
    """A preprint and its published version: two papers that name each other."""
    POSSIBLE = "possible"
    """Perhaps one paper: the user decides."""
    DIFFERENT = "different"
    """Two papers."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict on two records, how strong it is and why."""

    verdict: Verdict
    score: float
    """Points of evidence that they are one: ids count 100 and more, titles and the like up to 20;
    below 0 the evidence is against it. It ranks pairs of one verdict."""
    reasons: tuple[str, ...]
    """In words: 'same DOI', 'different pages (1-9, 44-51)' …, the most telling first."""
    barred: bool = False
    """True when the two can never be one paper, whatever a third record says."""
