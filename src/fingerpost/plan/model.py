"""A dated plan, and the four-week test that leads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting of at most two hours on one day."""

    day: date
    hours: float


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, with dates under the person's weekly hours."""

    id: str
    title: str
    kind: str
    """'learn', 'read', 'do', 'meet', or 'wait' for weeks that no hours can shorten."""
    hours: float
    """0 for a wait."""
    start: date
    end: date
    because: str
    """Which gap, path, area or paper asks for it."""
    after: tuple[str, ...] = ()
    """Ids of steps that come before."""
    sessions: tuple[Session, ...] = ()
    url: str = ""
    estimate: str = ""
    """What the hours, or the weeks of a wait, rest on: 'sourced', 'community estimate' …"""
    opens: date | None = None
    closes: date | None = None
    """The last day on which it may be done; None where any day will do."""
    leads: bool = False
    """Whether it belongs to the four-week test."""

    @property
    def is_late(self) -> bool:
        """Tell whether it ends after the last day on which it may be done."""
        return self.closes is not None and self.end > self.closes


@dataclass(frozen=True, slots=True)
class Done:
    """A step that the person has done."""

    id: str
    title: str
    day: date
    hours: float = 0.0


@dataclass(frozen=True, slots=True)
class Move:
    """A step that has other dates than in the plan before."""

    id: str
    title: str
    was: date
    now: date
    """Its first days, or its last where it begins as it did."""
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """A step that came into the plan or left it."""

    id: str
    title: str
    why: str
    """Of a new one its hours and first day; of one that is gone the reason, empty if not known."""


@dataclass(frozen=True, slots=True)
class FourWeekTest:
    """One small test of one path, to be done in four weeks; page one of the report."""

    path_id: str
    path_name: str
    question: str
    paper_id: str
    """Empty where the library has none to recommend."""
    paper_title: str
    paper_cite: str
    paper_url: str
    paper_why: str
    whom: str
    """A named author or the role to look for."""
    project: str
    project_data: str
    """Empty where the test needs none."""
    project_terms: str
    hours_low: float
    hours_high: float
    start: date
    end: date
    changes_my_mind: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in the order of their dates; ids are stable for the same person and papers."""

    test: FourWeekTest | None
    steps: tuple[Step, ...]
    feasible: bool
    sentence: str
    """How far it reaches, or what stands in the way and the smallest change that helps."""
    hours_per_week: float
    made: date | None = None
    waits: tuple[Step, ...] = ()
    """Weeks that no hours can shorten, by date; they take no hours."""
    lost: tuple[date, ...] = ()
    """Mondays of the weeks in which nothing can be done."""
    leading: tuple[str, ...] = ()
    """Windows that open or close within eight weeks, a sentence each."""
    changes: tuple[str, ...] = ()
    """The smallest changes that would make a wish possible, a sentence each."""
    done: tuple[Done, ...] = ()
    moves: tuple[Move, ...] = ()
    """What moved against the plan before, by day."""
    notes: tuple[str, ...] = ()
    """What else is to be told: steps whose time is past, that are new or gone, a plan afresh."""
    new: tuple[Change, ...] = ()
    """Steps that the plan before had not."""
    gone: tuple[Change, ...] = ()
    """Steps of the plan before that are neither in this one nor done."""
    person: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What it rests on of what the person said of themselves (see `person.rests_on`)."""
