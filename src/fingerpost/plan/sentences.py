"""How far a plan reaches, what does not fit, and the smallest change that helps, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.plan.drafts import Draft
from fingerpost.plan.model import Step
from fingerpost.plan.weeks import LEAST_HALVES, Week
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.home.profile import Profile

_NAMED = 3
_MOST_HOURS = 80


def overview(
    steps: Sequence[Step], left_out: Sequence[Draft], hours_per_week: float, weeks: Sequence[Week]
) -> str:
    """Return how much the plan holds and until when, and what does not fit into two years."""
    if not steps:
        return f"None of the {plural(len(left_out), 'step')} fits. {_left(left_out, weeks, 0)}"
    hours = sum(step.hours for step in steps)
    first, last = min(step.start for step in steps), max(step.end for step in steps)
    said = (
        f"{plural(len(steps), 'step')}, {hours:g} h in all, from {dated(first)} to "
        f"{dated(last)} at your {hours_per_week:g} h a week, in sittings of at most two hours."
    )
    return f"{said} {_left(left_out, weeks, hours)}" if left_out else said


def why_impossible(profile: Profile, weeks: Sequence[Week]) -> str:
    """Return why nothing can be planned and the smallest change that makes it possible."""
    need = LEAST_HALVES / 2
    enough = math.ceil(LEAST_HALVES / 4) / 2
    if profile.hours_per_week < enough:
        return (
            f"At {profile.hours_per_week:g} h a week not even a four-week test has room: it needs "
            f"{need:g} h in four weeks. The smallest change that helps: hours_per_week = "
            f"{enough:g} in me.toml."
        )
    sitting = int(profile.hours_per_week * 2)
    weeks_needed = math.ceil(LEAST_HALVES / sitting)
    until = weeks[-1].monday if weeks else None
    return (
        f"Every run of four weeks until {dated(until) if until else 'the end'} is marked as lost "
        f"for the most part, and a four-week test needs {need:g} h. The smallest change that "
        f"helps: take {plural(weeks_needed, 'week')} within the same four out of lost_weeks in "
        "me.toml."
    )


def nothing_to_plan() -> str:
    """Return what to do when there is neither a path nor an area to plan for."""
    return (
        "There is nothing to plan yet: no path is open and no area has papers. The smallest change "
        "that helps: name a path that you want in me.toml, or add an area with  "
        "fingerpost area add NAME --query QUERY"
    )


def _left(left_out: Sequence[Draft], weeks: Sequence[Week], planned: float) -> str:
    hours = sum(draft.halves for draft in left_out) / 2
    names = "; ".join(shortened(draft.title) for draft in left_out[:_NAMED])
    more = f"; and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
    free = sum(week.halves > 0 for week in weeks)
    wanted = math.ceil((planned + hours) / free * 2) / 2 if free else math.inf
    change = (
        f"At about {wanted:g} h a week they would"
        if wanted <= _MOST_HOURS
        else "Choose fewer of them: no week is long enough for all"
    )
    if wanted <= max((week.halves for week in weeks), default=0) / 2:
        change = "Beside three things in a week there is no place for them"
    return (
        f"{plural(len(left_out), 'step')} ({hours:g} h) "
        f"{'does' if len(left_out) == 1 else 'do'} not fit into two years: {names}{more}. {change}."
    )


def shortened(title: str) -> str:
    """Return a title of at most 80 characters."""
    return title if len(title) <= 80 else f"{title[:79].rstrip()}…"


def dated(day: date) -> str:
    """Return 'Mon 30 Nov 2026'."""
    from fingerpost.dives.pages import day as words

    return words(day)
