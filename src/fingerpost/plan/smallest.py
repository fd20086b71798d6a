"""What cannot be in time, and the smallest changes that would make it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.plan.drafts import ATTEND, SMALL, Draft, loosened, needed
from fingerpost.plan.frame import is_late
from fingerpost.plan.model import Step
from fingerpost.plan.place import afresh
from fingerpost.plan.running import Rest, with_rest
from fingerpost.plan.sentences import dated, shortened
from fingerpost.plan.tasks import History, as_tasks
from fingerpost.plan.weeks import Week, weeks_from
from fingerpost.text import plural

_MOST_HALVES = 160
_TRIED = 6
"""How many steps are tried to be left out."""
_TOLD = 5
_BESIDE = "If you have the time then, do it beside the plan."


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked of a plan."""

    drafts: tuple[Draft, ...]
    known: History
    weeks: tuple[Week, ...]
    rest: Rest
    """What is left of the week that has begun."""
    hours_per_week: float


def smallest_changes(
    wish: Wish, late: Sequence[Step], shut: Sequence[Draft] = ()
) -> tuple[str, ...]:
    """Return a sentence for each step that ends too late: how late, and each change that helps.

    The changes are: so many hours a week more, a deadline so many weeks later, another step less.
    Each is tried by planning with it. `shut` are steps that were given up
    because their window closes first.
    """
    told = [_sentence(wish, step) for step in late]
    first = [d for d in shut if not {other.id for other in shut} & set(d.after)]
    told += [_given_up(wish, draft) for draft in first]
    return tuple(told[:_TOLD])


def _given_up(wish: Wish, draft: Draft) -> str:
    closes = draft.closes or wish.weeks[0].monday
    said = (
        f"“{shortened(draft.title)}” ({draft.halves / 2:g} h) cannot be done by {dated(closes)}, "
        "so it is not planned."
    )
    if draft.halves <= SMALL and not _before(wish, draft):
        return (
            f"“{shortened(draft.title)}” ({draft.halves / 2:g} h) finds no place beside the rest "
            f"by {dated(closes)}, so it is not planned; do it beside the plan."
        )
    missing = _missing(wish, draft, closes)
    if draft.id.startswith(ATTEND):
        return f"{said} {missing}" if missing.endswith(_BESIDE) else f"{said} {missing} {_BESIDE}"
    return f"{said} {missing} {_helps(wish, draft)}"


def _missing(wish: Wish, draft: Draft, closes: date) -> str:
    """Return the hours that it needs, and those that there are until its last day."""
    today = wish.rest.today
    if draft.opens and draft.opens > today:
        held = _held(wish, draft.opens, closes)
        if held < _left(wish, draft):
            return _on_its_days(wish, draft, draft.opens, closes, held)
    first = sum(_left(wish, d) for d in _before(wish, draft)) / 2
    with_first = f", and {first:g} h for what comes before it," if first else ""
    days, have = plural(max(0, (closes - today).days), "day"), _held(wish, today, closes)
    return (
        f"It needs {_left(wish, draft) / 2:g} h{with_first} in the {days} that are left; at "
        f"{wish.hours_per_week:g} h a week you have {have / 2:g}."
    )


def _on_its_days(wish: Wish, draft: Draft, opens: date, closes: date, held: int) -> str:
    """Return why what can be done on some days alone finds no room: the plan sits on others."""
    when = f"on {dated(opens)}"
    if opens < closes:
        when = f"from {dated(opens)}, when it opens, to {dated(closes)}, when it closes"
    return (
        f"It can be done {when}, and on no other day. It takes {_left(wish, draft) / 2:g} h; at "
        f"{wish.hours_per_week:g} h a week the plan's sittings on these days hold {held / 2:g} h, "
        "the others fall before or after. {_BESIDE}"
    )


def _held(wish: Wish, first: date, last: date) -> int:
    """Return the half hours that all sittings from one day to another hold."""
    free = wish.rest.free(wish.known, wish.hours_per_week)
    ahead = [sitting for week in wish.weeks for sitting in week.sittings]
    return sum(size for day, size in (*free.items(), *ahead) if first <= day <= last)


def _helps(wish: Wish, draft: Draft) -> str:
    """Return the smallest change that was found to help, by planning with it."""
    hours = _hours(wish, draft.id)
    if hours is not None:
        return f"The smallest change that helps: hours_per_week = {hours:g} in me.toml."
    for other in _before(wish, draft):
        if _in_time(wish, draft.id, wish.hours_per_week, other.id):
            return (
                f"“{shortened(other.title)}” has to be over in a week before it, which more hours "
                f"do not change. If that is done already:  fingerpost plan done {other.id}"
            )
    return (
        f"More hours a week were tried, up to {_MOST_HALVES / 2:g}, and do not help; wait for the "
        "next time."
    )


def _before(wish: Wish, draft: Draft) -> list[Draft]:
    """Return what has to be done before a step and is not done."""
    keys = needed(wish.drafts, draft.id) - {draft.id} - wish.known.settled
    return [other for other in wish.drafts if other.id in keys and other.halves]


def _left(wish: Wish, draft: Draft) -> int:
    """Return the half hours of a step that are still to be done."""
    return draft.halves - round(sum(s.hours for s in wish.known.past.get(draft.id, ())) * 2)


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
    weeks = weeks_from(before, hours, sorted(wish.rest.lost))[: len(wish.weeks)]
    drafts = loosened([draft for draft in wish.drafts if draft.id != leave])
    known = with_rest(wish.known, drafts, needed(drafts, key), wish.rest, hours)
    if key in known.settled:
        return True
    tasks = as_tasks(drafts, weeks, known)
    closes = next(draft.closes for draft in wish.drafts if draft.id == key)
    until = sum(closes is None or week.monday <= closes for week in weeks)
    horizon = weeks[: until + 4]
    soon = [task for task in tasks if task.earliest < len(horizon)]
    placement = afresh(soon, [week.halves for week in horizon], 0).placement
    return any(
        task.id == key and key in placement and not is_late(task, placement[key]) for task in tasks
    )


def _without(wish: Wish, step: Step) -> Draft | None:
    """Return the smallest step without which the other is in time."""
    own = needed(wish.drafts, step.id)
    others = sorted(
        (d for d in wish.drafts if d.halves and d.id not in own and not d.leads),
        key=lambda draft: (not draft.closes, -draft.halves, draft.id),
    )[:_TRIED]
    helpful = [d for d in others if _in_time(wish, step.id, wish.hours_per_week, d.id)]
    return min(helpful, key=lambda draft: (draft.halves, draft.id), default=None)
