"""Methods by clinical problems as the appraisals have them: cells, states and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fingerpost.records import Coverage

State = Literal["crowded", "as expected", "thin", "empty", "cannot be said"]
"""'cannot be said': no paper, and so few would be expected that chance alone may leave them out."""


@dataclass(frozen=True, slots=True)
class Said:
    """How many papers say something, of the studies of a model and all others that say it too."""

    label: str
    papers: tuple[str, ...]
    """Those that say it, newest first."""
    of: int
    left_out: tuple[tuple[str, int], ...] = ()
    """(kind, papers) that are neither in `of`, commonest first."""

    @property
    def count(self) -> int:
        """How many say it."""
        return len(self.papers)


@dataclass(frozen=True, slots=True)
class GapCell:
    """One method with one clinical problem.

    `sure` tells whether the count differs from what is expected by more than chance gives among so
    many cells; a cell is called empty only where it is sure.
    """

    method: str
    problem: str
    papers: tuple[str, ...]
    """Newest first."""
    expected: float
    """If method and problem had nothing to do with each other."""
    state: State
    sure: bool
    said: tuple[Said, ...]
    """External validation, prospective, clinicians compared, code."""

    @property
    def count(self) -> int:
        """How many papers name both."""
        return len(self.papers)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what it was counted from and papers to open."""

    kind: Literal["crowded", "thin", "empty", "unproven"]
    sentence: str
    basis: str
    papers: tuple[str, ...]
    """At most five."""
    which: str
    """What these papers are."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Methods (rows) by clinical problems (columns), from appraisals that show machine learning."""

    methods: tuple[tuple[str, int], ...]
    """(name, papers among those that name a method and a problem)."""
    problems: tuple[tuple[str, int], ...]
    cells: tuple[GapCell, ...]
    """Row by row, every cell."""
    appraised: int
    """Appraisals that show machine learning."""
    both: int
    """Of these, papers that name a method of the list and a clinical problem."""
    without_method: int
    """Name only 'machine learning' or 'deep learning', or a method that is not on the list."""
    without_problem: int
    statements: tuple[Statement, ...]
    coverage: Coverage
    silent: tuple[str, ...] = ()
    """Why there is no sentence of a kind, a sentence a kind, and what to do about it."""

    @property
    def has_abstracts(self) -> bool:
        """True where enough abstracts were read: then nothing but what they show is counted."""
        return self.coverage.enough or self.coverage.of == 0
