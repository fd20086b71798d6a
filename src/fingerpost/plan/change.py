"""What a change of the plan costs, so that the least is what a person would call the least.

A step moved costs as much as sixteen weeks; each week by which its begin and end move costs one;
beyond three weeks the cost grows with the square, the more the longer the step takes: the main work
of a year moved by months is a greater change than many steps moved by the weeks that were lost. A
plan that goes on for longer than the hours that are missing explain costs too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fingerpost.plan.frame import Placed, Placement, Task, is_late, usage

LEFT_OUT = 1000
_A_MOVE, _MOST_WEEKS, _INSIDE = 16, 60, 3
_NEAR = 3
"""Weeks by which a step may move at no more than their number."""
_LONG = 40
"""Half hours from which on a step counts whole when it moves far."""
_BEYOND = 2
"""What each week costs that a step ends after the plan had to."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the plan before was, and until when the new one may go."""

    wanted: Placement
    until: int
    """The week in which it ends if no hour is wasted."""

    def of_move(self, task: Task, way: Placed) -> int:
        """Return what it costs that a step stands where it does; 0 where it stood."""
        old = self.wanted.get(task.id)
        if way == old:
            return 0
        beyond = _BEYOND * max(0, way[-1][0] - self.until)
        if old is None:  # new: early
            return way[-1][0] + beyond
        begin, end = abs(way[0][0] - old[0][0]), abs(way[-1][0] - old[-1][0])
        if not begin and not end:
            return _INSIDE
        far = max(0, max(begin, end) - _NEAR) ** 2 * min(_LONG, task.halves) // _LONG
        return _A_MOVE + min(begin + end, _MOST_WEEKS) + far + beyond


def of_late(task: Task, placed: Placed | None) -> int:
    """Return what it costs that a step is left out, or ends after its last week."""
    if placed is None:
        return LEFT_OUT * (10 if task.leads or task.calendar else 1)
    if task.latest is None or not is_late(task, placed):
        return 0
    return 20 + placed[-1][0] - task.latest


def change(tasks: Sequence[Task], room: Sequence[int], wanted: Placement) -> Change:
    """Return what a new plan is measured by: the old one, its end put off by what has no place."""
    known = {task.id for task in tasks}
    hours, _ = usage({k: _within(p, len(room)) for k, p in wanted.items() if k in known}, len(room))
    over = sum(max(0, asked - size) for asked, size in zip(hours, room, strict=True))
    over += sum(task.halves for task in tasks if task.id not in wanted)
    until = max((p[-1][0] for k, p in wanted.items() if k in known), default=0)
    while over > 0 and until < len(room) - 1:
        until += 1
        over -= room[until]
    return Change(wanted, until)


def cost(
    tasks: Sequence[Task], room: Sequence[int], wanted: Placement, placement: Placement
) -> tuple[int, int]:
    """Return what a plan costs: first what is late or left out, then what moved and lies idle."""
    measure = change(tasks, room, wanted)
    late = sum(of_late(task, placement.get(task.id)) for task in tasks)
    moved = sum(measure.of_move(t, placement[t.id]) for t in tasks if t.id in placement)
    hours, _ = usage(placement, len(room))
    ends = max((week for week, held in enumerate(hours) if held), default=0)
    idle = sum(size - held for size, held in zip(room[:ends], hours, strict=False))
    return late, moved + idle


def _within(placed: Placed, weeks: int) -> Placed:
    return tuple((week, halves) for week, halves in placed if week < weeks)
