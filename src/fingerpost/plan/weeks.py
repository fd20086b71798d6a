"""Weeks and the sittings in them: hours a week cut into at most two hours on separate days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HORIZON_DAYS = 730
"""A plan reaches at most two years."""
LEAST_HALVES = 6
"""Half hours that four weeks need at least: a paper, a conversation, an hour of trying."""
SITTING = 4
"""Half hours in a sitting: at most two hours."""
_DAYS = (1, 3, 5, 0, 6, 2, 4)
"""Days in the order in which they are taken (0 is Monday), so that a few are spread out."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday; a lost week has no sittings."""

    monday: date
    sittings: tuple[tuple[date, int], ...]
    """(day, half hours) by day; several on a day only where a day has more than two hours."""

    @property
    def halves(self) -> int:
        """How many half hours it has."""
        return sum(size for _, size in self.sittings)


def weeks_from(today: date, hours_per_week: float, lost: Sequence[date]) -> tuple[Week, ...]:
    """Return the whole weeks that begin today or later and end within two years.

    `lost` has a day of each week in which nothing can be done.
    """
    first = today + timedelta(days=-today.weekday() % 7)
    gone = {monday_of(day) for day in lost}
    count = (HORIZON_DAYS - (first - today).days - 6) // 7 + 1
    size = int(hours_per_week * 2)
    mondays = [first + timedelta(weeks=i) for i in range(count)]
    return tuple(Week(m, () if m in gone else _sittings(m, size)) for m in mondays)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _sittings(monday: date, size: int) -> tuple[tuple[date, int], ...]:
    sizes = [SITTING] * (size // SITTING) + ([size % SITTING] if size % SITTING else [])
    days = sorted(_DAYS[: len(sizes)])
    placed = [(monday + timedelta(days=days[i % len(days)]), s) for i, s in enumerate(sizes)]
    return tuple(sorted(placed, key=lambda sitting: sitting[0]))
