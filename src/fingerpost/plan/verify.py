"""A plan held against every hard rule: the reader of a plan needs no trust in its maker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from fingerpost.plan.frame import AT_ONCE
from fingerpost.plan.model import Plan, Step
from fingerpost.plan.so_far import NOTHING_YET, SoFar
from fingerpost.plan.weeks import HORIZON_DAYS, monday_of

_SITTING_HOURS = 2.0
_SMALL_HOURS = 1.0


def broken_rules(plan: Plan, today: date, so_far: SoFar = NOTHING_YET) -> tuple[str, ...]:
    """Return a sentence for each hard rule that the plan breaks; none for a sound plan.

    The rules: every hour of a step has its sitting, of at most two hours; a week holds no more than
    the person's hours, nothing in a lost week, at most three steps under way; nothing before the
    week after what it builds on (before a window, what takes an hour or less may stand in the same
    week, on no later day); nothing outside the days that suit it, unless the plan says that
    it is late; nothing that is done already; nothing beyond two years. Weeks before `today` are
    what was, and are not judged.
    """
    return tuple(
        said
        for rule in (_of_steps, _of_weeks, _of_order)
        for said in rule(plan, today, so_far)
    )  # fmt: skip


def _of_steps(plan: Plan, today: date, so_far: SoFar) -> Iterator[str]:
    done = {step.id for step in so_far.done}
    ids = Counter(step.id for step in (*plan.steps, *plan.waits))
    yield from (f"{key} stands twice" for key, count in ids.items() if count > 1)
    for step in plan.steps:
        if sum(session.hours for session in step.sessions) != step.hours:
            yield f"{step.id} has {step.hours:g} h but other sittings"
        if any(not 0 < session.hours <= _SITTING_HOURS for session in step.sessions):
            yield f"{step.id} has a sitting that is too long"
        if (step.start, step.end) != (step.sessions[0].day, step.sessions[-1].day):
            yield f"{step.id} has other days than its sittings"
        if step.end > today + timedelta(days=HORIZON_DAYS):
            yield f"{step.id} ends beyond two years"
        ahead = [session.day for session in step.sessions if session.day >= today]
        if step.opens and ahead and min(ahead) < step.opens:
            yield f"{step.id} stands before {step.opens}"
        if step.id in done:
            yield f"{step.id} is done and planned"
        if step.is_late and plan.feasible:
            yield f"{step.id} is late and nobody says so"


def _of_weeks(plan: Plan, today: date, _so_far: SoFar) -> Iterator[str]:
    first = monday_of(today + timedelta(days=6))
    hours: defaultdict[date, float] = defaultdict(float)
    live: Counter[date] = Counter()
    for step in plan.steps:
        for session in step.sessions:
            hours[monday_of(session.day)] += session.hours
        live.update(_weeks(step))
    for monday, held in hours.items():
        if monday >= first and held > plan.hours_per_week:
            yield f"the week of {monday} holds {held:g} h"
        if monday >= first and monday in plan.lost:
            yield f"the week of {monday} is lost and holds {held:g} h"
    for monday, count in live.items():
        if monday >= first and count > AT_ONCE:
            yield f"{count} steps are under way in the week of {monday}"


def _of_order(plan: Plan, today: date, _so_far: SoFar) -> Iterator[str]:
    known = {step.id: step for step in (*plan.steps, *plan.waits)}
    for step in known.values():
        for before in step.after:
            if before in known and step.start >= today:
                first = known[before]
                if step.closes and 0 < first.hours <= _SMALL_HOURS:
                    if first.end > step.start:
                        yield f"{step.id} begins before {before} is over"
                elif monday_of(first.end) >= monday_of(step.start):
                    yield f"{step.id} begins before the week after {before}"


def _weeks(step: Step) -> Iterator[date]:
    monday = monday_of(step.start)
    while monday <= step.end:
        yield monday
        monday += timedelta(weeks=1)
