"""What stands when a plan is made: what was done, which weeks are lost, the plan before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from fingerpost.plan.model import Done, Step
from fingerpost.plan.weeks import monday_of


@dataclass(frozen=True, slots=True)
class Before:
    """The plan before this one."""

    made: date
    hours_per_week: float
    steps: tuple[Step, ...]
    """Its waits among them."""
    test_path: str = ""
    test_start: date | None = None
    person: Mapping[str, str] = field(default_factory=dict)
    """Of `person.rests_on`; empty for a plan of an earlier version."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Days that the person marked as lost, both included."""

    first: date
    last: date
    why: str = ""
    missed: bool = False
    """True for a week that was missed, false for one that is known to be lost."""

    def mondays(self) -> tuple[date, ...]:
        """Return the Mondays of the weeks that these days touch."""
        first = monday_of(self.first)
        count = (monday_of(self.last) - first).days // 7 + 1
        return tuple(first + timedelta(weeks=n) for n in range(count))


@dataclass(frozen=True, slots=True)
class SoFar:
    """All that stands; nothing for a first plan."""

    done: tuple[Done, ...] = ()
    lost: tuple[Lost, ...] = ()
    due: Mapping[str, date] = field(default_factory=dict)
    """Deadlines that the person set, by step."""
    before: Before | None = None


NOTHING_YET = SoFar()
