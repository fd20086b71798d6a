"""Steps as the scheduler sees them: days become weeks, and what was done already is taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fingerpost.plan.drafts import SMALL, Draft, beside
from fingerpost.plan.frame import Placed, Placement, Task
from fingerpost.plan.model import Session, Step
from fingerpost.plan.so_far import Before
from fingerpost.plan.weeks import Week, monday_of


@dataclass(frozen=True, slots=True)
class History:
    """What of the plan before lies behind, and where the rest stood."""

    past: Mapping[str, tuple[Session, ...]] = field(default_factory=dict)
    """Sessions before the first week that were held, as far as nobody said otherwise."""
    ahead: Mapping[str, tuple[Session, ...]] = field(default_factory=dict)
    earlier: Mapping[str, Step] = field(default_factory=dict)
    overdue: tuple[str, ...] = ()
    """Steps whose time is past and that are not done: planned again whole."""
    held_back: frozenset[str] = frozenset()
    """Steps that were to begin in the week that has begun and build on one that is not done."""
    settled: frozenset[str] = frozenset()
    """Steps that end in the week that has begun: they stay as they are."""


def history(
    before: Before | None,
    drafts: Sequence[Draft],
    weeks: Sequence[Week],
    lost: frozenset[date],
    today: date,
) -> History:
    """Return what the plan before says about these steps; weeks that are lost held nothing."""
    if before is None or not weeks:
        return History()
    earlier = {step.id: step for step in before.steps}
    first = weeks[0].monday
    past: dict[str, tuple[Session, ...]] = {}
    ahead: dict[str, tuple[Session, ...]] = {}
    overdue, settled = [], set()
    for draft in drafts:
        step = earlier.get(draft.id)
        if step is None:
            continue
        held = tuple(s for s in step.sessions if s.day < first and monday_of(s.day) not in lost)
        left = draft.halves - round(sum(s.hours for s in held) * 2)
        if held == step.sessions:  # it was laid whole; another estimate now leaves no rest of it
            left = min(left, 0)
        if draft.wait:
            if step.end < first and step.start < first:
                settled.add(draft.id)
        elif left <= 0 and held[-1].day >= monday_of(today):
            settled.add(draft.id)
        elif left <= 0:
            overdue.append(draft.id)
            held = ()
        past[draft.id] = held
        ahead[draft.id] = tuple(s for s in step.sessions if s.day >= first)
    open_ones = {draft.id for draft in drafts} - settled
    back = _held_back(drafts, open_ones, past, monday_of(today))
    past |= dict.fromkeys(back, ())
    return History(past, ahead, earlier, tuple(overdue), back, frozenset(settled) - back)


def _held_back(
    drafts: Sequence[Draft],
    open_ones: set[str],
    past: Mapping[str, tuple[Session, ...]],
    monday: date,
) -> frozenset[str]:
    """Return the steps of this week that cannot have begun: what they build on is not done."""
    waiting, back = set(open_ones), set[str]()
    while more := {
        draft.id
        for draft in drafts
        if draft.id not in back
        and waiting & set(draft.after)
        and (held := past.get(draft.id))
        and held[0].day >= monday
    }:
        back |= more
        waiting |= more
    return frozenset(back)


def as_tasks(drafts: Sequence[Draft], weeks: Sequence[Week], known: History) -> tuple[Task, ...]:
    """Return what there is to place; what is settled is not among it."""
    shared = beside(drafts)
    return tuple(
        replace(_task(draft, weeks, known), beside=shared.get(draft.id, frozenset()))
        for draft in drafts
        if draft.id not in known.settled
    )


def within_test(tasks: Sequence[Task], wanted: Placement, lead_weeks: int) -> tuple[Task, ...]:
    """Return the tasks with the test's last week as that of its steps, unless one stood later."""
    return tuple(
        replace(task, latest=lead_weeks - 1)
        if task.leads and _end(wanted.get(task.id)) < lead_weeks
        else task
        for task in tasks
    )


def _end(placed: Placed | None) -> int:
    return placed[-1][0] if placed else -1


def _task(draft: Draft, weeks: Sequence[Week], known: History) -> Task:
    held = round(sum(s.hours for s in known.past.get(draft.id, ())) * 2)
    wait, earliest = draft.wait, 0
    old = known.earlier.get(draft.id)
    if wait and old and old.start < weeks[0].monday:
        wait -= (weeks[0].monday - monday_of(old.start)).days // 7
    if draft.opens:
        earliest = _first(draft, draft.halves - held, weeks)
    return Task(
        id=draft.id,
        kind=draft.kind,
        halves=draft.halves - held,
        after=() if held else draft.after,
        earliest=earliest,
        latest=_last(draft, draft.halves - held, weeks) if draft.closes else None,
        wait=max(1, wait) if draft.wait else 0,
        leads=draft.leads,
        calendar=draft.calendar,
        begun=held > 0,
    )


def _first(draft: Draft, size: int, weeks: Sequence[Week]) -> int:
    """Return the first week in which its days have room for it; their number where none has."""
    for number, week in enumerate(weeks):
        if draft.wait and draft.opens and week.monday >= draft.opens:
            return number
        if not draft.wait and _has_room(week, _days(draft, week), size):
            return number
    return len(weeks)


def _last(draft: Draft, size: int, weeks: Sequence[Week]) -> int:
    """Return the last week in which it may stand; -1 where none suits.

    What is done in one go needs days that suit and have room, the rest a week that is over in time.
    """
    found = -1
    for number, week in enumerate(weeks):
        days = _days(draft, week)
        in_time = [sitting for sitting in days if draft.closes and sitting[0] <= draft.closes]
        is_over = len(in_time) == len(days)
        if (draft.halves <= SMALL or is_over) and _has_room(week, in_time, size):
            found = number
    return found


def _days(draft: Draft, week: Week) -> list[tuple[date, int]]:
    """Return the sittings of a week from the day on which a step may begin."""
    return [sitting for sitting in week.sittings if not draft.opens or sitting[0] >= draft.opens]


def _has_room(week: Week, days: Sequence[tuple[date, int]], size: int) -> bool:
    """Tell whether some days of a week are all of them, or hold a step whole."""
    whole = len(days) == len(week.sittings)
    return bool(days) and (whole or sum(held for _, held in days) >= size)


def wanted_weeks(tasks: Sequence[Task], weeks: Sequence[Week], known: History) -> dict[str, Placed]:
    """Return where the plan before has each step, in weeks from now on."""
    numbers = {week.monday: number for number, week in enumerate(weeks)}
    found: dict[str, Placed] = {}
    for task in tasks:
        old = known.earlier.get(task.id)
        if old is None or task.id in known.overdue or task.id in known.held_back:
            continue
        if task.wait:
            start = max(0, (monday_of(old.start) - weeks[0].monday).days // 7)
            found[task.id] = tuple((start + n, 0) for n in range(task.wait))
            continue
        held: dict[int, int] = {}
        for session in known.ahead[task.id]:
            number = numbers.get(monday_of(session.day))
            if number is not None:
                held[number] = held.get(number, 0) + round(session.hours * 2)
        if held:
            found[task.id] = task.laid(tuple(sorted(held.items())))
    return found
