"""What cannot be in time, and the smallest changes that would make it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.plan.drafts import Draft
from fingerpost.plan.frame import is_late
from fingerpost.plan.ideal import ideal
from fingerpost.plan.model import Step
from fingerpost.plan.sentences import dated, shortened
from fingerpost.plan.tasks import History, as_tasks
from fingerpost.plan.weeks import Week, weeks_from
from fingerpost.text import plural

_MOST_HALVES = 160
_TRIED = 6
"""How many steps are tried to be left out."""
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked of a plan."""

    drafts: tuple[Draft, ...]
    known: History
    weeks: tuple[Week, ...]
    lost: frozenset[date]
    hours_per_week: float


def smallest_changes(
    wish: Wish, late: Sequence[Step], shut: Sequence[Draft] = ()
) -> tuple[str, ...]:
    """Return a sentence for each step that ends too late: how late, and each change that helps.

    The changes are: so many hours a week more, a deadline so many weeks later, another step less.
    Each is tried on a plan of its own, with the rules alone. `shut` are steps that were given up
    because their window closes first.
    """
    told = [_sentence(wish, step) for step in late]
    first = [d for d in shut if not {other.id for other in shut} & set(d.after)]
    told += [_given_up(wish, draft) for draft in first]
    return tuple(told[:_TOLD])


def _given_up(wish: Wish, draft: Draft) -> str:
    closes, hours = draft.closes or wish.weeks[0].monday, _hours(wish, draft.id)
    need = f"{draft.halves / 2:g} h"
    if hours is None:
        change = "No number of hours a week helps; wait for the next time."
    else:
        change = f"The smallest change that helps: hours_per_week = {hours:g} in me.toml."
    return (
        f"“{shortened(draft.title)}” ({need}) cannot be done by {dated(closes)}, so it is not "
        f"planned. {change}"
    )


def _sentence(wish: Wish, step: Step) -> str:
    closes = step.closes or step.end
    weeks = -(-(step.end - closes).days // 7)
    changes = [f"a last day {plural(weeks, 'week')} later"]
    hours = _hours(wish, step.id)
    if hours is not None:
        more = hours - wish.hours_per_week
        changes.insert(0, f"{more:g} h a week more (hours_per_week = {hours:g} in me.toml)")
    other = _without(wish, step)
    if other is not None:
        changes.append(f"leaving out “{shortened(other.title)}” ({other.halves / 2:g} h)")
    return (
        f"“{shortened(step.title)}” cannot be done by {dated(closes)}: it would end on "
        f"{dated(step.end)}. The smallest change that helps is one of these: {'; '.join(changes)}."
    )


def _hours(wish: Wish, key: str) -> float | None:
    """Return the least hours a week at which the step is in time, found by halving."""
    low, high = int(wish.hours_per_week * 2), _MOST_HALVES
    if not _in_time(wish, key, high / 2):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if _in_time(wish, key, middle / 2):
            high = middle
        else:
            low = middle
    return high / 2


def _in_time(wish: Wish, key: str, hours: float, leave: str = "") -> bool:
    before = wish.weeks[0].monday
    weeks = weeks_from(before, hours, sorted(wish.lost))[: len(wish.weeks)]
    tasks = as_tasks([d for d in wish.drafts if d.id != leave], weeks, wish.known)
    closes = next(draft.closes for draft in wish.drafts if draft.id == key)
    until = sum(closes is None or week.monday <= closes for week in weeks)
    horizon = weeks[: until + 4]
    needed = [task for task in tasks if task.earliest < len(horizon)]
    placement, _ = ideal(needed, [week.halves for week in horizon], 0)
    return any(
        task.id == key and key in placement and not is_late(task, placement[key]) for task in tasks
    )


def _without(wish: Wish, step: Step) -> Draft | None:
    """Return the smallest step without which the other is in time."""
    needed = _needed(wish, step.id)
    others = sorted(
        (d for d in wish.drafts if d.halves and d.id not in needed and not d.leads),
        key=lambda draft: (not draft.closes, -draft.halves, draft.id),
    )[:_TRIED]
    helpful = [d for d in others if _in_time(wish, step.id, wish.hours_per_week, d.id)]
    return min(helpful, key=lambda draft: (draft.halves, draft.id), default=None)


def _needed(wish: Wish, key: str) -> set[str]:
    drafts = {draft.id: draft for draft in wish.drafts}
    found, todo = {key}, [key]
    while todo:
        for before in drafts[todo.pop()].after:
            if before in drafts and before not in found:
                found.add(before)
                todo.append(before)
    return found
