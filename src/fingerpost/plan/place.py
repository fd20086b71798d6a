"""Where every step goes: afresh by the ideal order, or with the fewest changes to the plan before.

The rules place first; the exact search (`solve`) is asked only where they leave something late, or
where the plan before cannot stay, and its answer is never worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fingerpost.plan.frame import Placed, Placement, Task, is_late
from fingerpost.plan.ideal import ideal
from fingerpost.plan.repair import repair
from fingerpost.plan.ripple import ripple
from fingerpost.plan.tasks import within_test

_NEAR = 20
"""Weeks around a change in which other steps may give way."""
_BACK = 2
_MOST_FREE = 60
"""Steps that may move at once in the exact search, those nearest to the change."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where each step goes, and the steps that found no place."""

    placement: Placement
    left_out: tuple[str, ...]


def afresh(tasks: Sequence[Task], room: Sequence[int], lead_weeks: int) -> Outcome:
    """Return the plan in its ideal order; what would be late is searched for exactly.

    What makes way for a window stays within the weeks of the test, or as near to them as it can.
    """
    first, _ = ideal(tasks, room, lead_weeks)
    placement, _ = repair(tasks, room, first)  # what was left out may fit between the others
    kept = [task for task in tasks if task.id in placement]
    late = [task for task in kept if is_late(task, placement[task.id])]
    if late:
        until = max(task.latest or 0 for task in late)
        free = [t.id for t in kept if placement[t.id][0][0] <= until] + [t.id for t in late]
        placement = _search(kept, room, placement, placement, free)
        placement = _test_first(kept, room, placement, lead_weeks)
    return Outcome(placement, _without(tasks, placement))


def _test_first(
    tasks: Sequence[Task], room: Sequence[int], placement: dict[str, Placed], lead_weeks: int
) -> dict[str, Placed]:
    """Return the plan with what the windows drove out of the test's weeks in them again.

    What has no last day and begins in these weeks makes way and finds its place anew; a plan that
    would lose something by it stays as it was.
    """
    in_time = within_test(tasks, {}, lead_weeks)
    if not _late_ones(in_time, placement) - _late_ones(tasks, placement):
        return placement
    stays = {
        task.id: placement[task.id]
        for task in in_time
        if not is_late(task, placement[task.id])
        and (task.latest is not None or task.begun or placement[task.id][0][0] >= lead_weeks)
    }
    better, left_out = repair(in_time, room, stays)
    if left_out or len(_late_ones(in_time, better)) >= len(_late_ones(in_time, placement)):
        return placement
    return placement if _late_ones(tasks, better) - _late_ones(tasks, placement) else better


def _late_ones(tasks: Sequence[Task], placement: Placement) -> set[str]:
    return {task.id for task in tasks if is_late(task, placement[task.id])}


def _nearest(tasks: Sequence[Task], room: Sequence[int], wanted: Placement) -> dict[str, Placed]:
    """Return the better of two mended plans: only what must moves, or all that is later does."""
    from fingerpost.plan.change import cost

    single, _ = repair(tasks, room, wanted)
    if all(single.get(task.id) == wanted.get(task.id) for task in tasks):
        return single
    whole, _ = repair(tasks, room, ripple(tasks, room, wanted))
    return min((single, whole), key=lambda placement: cost(tasks, room, wanted, placement))


def again(tasks: Sequence[Task], room: Sequence[int], wanted: Placement) -> Outcome:
    """Return the plan nearest to the one before: fewest steps moved, then moved least."""
    placement = _nearest(tasks, room, wanted)
    hit = [task.id for task in tasks if placement.get(task.id) != wanted.get(task.id)]
    if hit:
        weeks = [
            week
            for key in hit
            for placed in (placement.get(key), wanted.get(key))
            if placed
            for week in (placed[0][0], placed[-1][0])
        ]
        first = min(weeks, default=0)
        near = [
            key
            for key, placed in sorted(placement.items(), key=lambda entry: entry[1][0][0])
            if first - _BACK <= placed[0][0] <= first + _NEAR
        ]
        placement = _search(tasks, room, wanted, placement, [*hit, *near])
    return Outcome(placement, _without(tasks, placement))


def _search(
    tasks: Sequence[Task],
    room: Sequence[int],
    wanted: Placement,
    start: Placement,
    free: Sequence[str],
) -> dict[str, Placed]:
    from fingerpost.plan.solve import fewest_changes

    some = frozenset(list(dict.fromkeys(free))[:_MOST_FREE])
    return fewest_changes(tasks, room, wanted, start, some)


def _without(tasks: Sequence[Task], placement: Placement) -> tuple[str, ...]:
    return tuple(task.id for task in tasks if task.id not in placement)
