"""The weeks that a plan has, and those of its four-week test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fingerpost.errors import UsageError
from fingerpost.plan.drafts import Draft
from fingerpost.plan.four_weeks import first_week, room
from fingerpost.plan.sentences import why_impossible
from fingerpost.plan.so_far import SoFar
from fingerpost.plan.weeks import LEAST_HALVES, Week, monday_of, weeks_from

if TYPE_CHECKING:
    from fingerpost.home.profile import Profile

_LAST_YEAR = 9989
"""Two years of weeks, and what the calendar adds to them, have dates until then."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The weeks there are, and those of the four-week test."""

    weeks: tuple[Week, ...]
    lost: frozenset[date]
    test_start: date
    available: int
    """Half hours in the four weeks of the test."""

    @property
    def lead_weeks(self) -> int:
        """How many of the weeks belong to the test."""
        return sum(week.monday <= self.test_end for week in self.weeks)

    @property
    def test_end(self) -> date:
        """The last day of the test."""
        return self.test_start + timedelta(days=27)

    def without(self, steps: Sequence[Draft]) -> Frame:
        """Return the same with the hours taken off that have to go to windows in these weeks."""
        taken = sum(step.halves for step in steps if step.closes and step.closes <= self.test_end)
        return self.less(taken)

    def less(self, taken: int) -> Frame:
        """Return the same with so many half hours taken off, down to the least there must be."""
        return replace(self, available=max(LEAST_HALVES, self.available - taken))


def frame_of(profile: Profile, so_far: SoFar, today: date) -> Frame | str:
    """Return the weeks, from the running test's on or from the first that hold a test."""
    if today.year > _LAST_YEAR:
        raise UsageError(
            f"No plan can be made for {today.isoformat()}: give a day before {_LAST_YEAR + 1}."
        )
    days = {*profile.lost_weeks, *(day for lost in so_far.lost for day in lost.mondays())}
    lost = frozenset(monday_of(day) for day in days)
    weeks = weeks_from(today, profile.hours_per_week, sorted(lost))
    begin = first_week(weeks)
    if begin is None:
        return why_impossible(profile, weeks)
    start = so_far.before.test_start if so_far.before else None
    if start and monday_of(today) <= start + timedelta(days=27):
        held = room(weeks_from(start, profile.hours_per_week, sorted(lost)))
        if held >= LEAST_HALVES:
            return Frame(weeks, lost, start, held)
    if not so_far.before:
        weeks = weeks[begin:]
        begin = 0
    return Frame(weeks, lost, weeks[begin].monday, room(weeks[begin:]))
