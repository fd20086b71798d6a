"""A dated plan, and the four-week test that leads it."""

from __future__ import annotations

from dataclasses import dataclass
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
    """'learn', 'read', 'do' or 'meet'."""
    hours: float
    start: date
    end: date
    because: str
    """Which gap, path, area or paper asks for it."""
    after: tuple[str, ...] = ()
    """Ids of steps that come before."""
    sessions: tuple[Session, ...] = ()
    url: str = ""
    estimate: str = ""
    """What the hours rest on: 'sourced', 'community estimate', 'our guess'."""


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
