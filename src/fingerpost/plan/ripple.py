"""A plan that moves back as one: what lost its hours takes the next, and the rest follows.

Where every week is full, what fell out of some weeks finds no place near unless all that comes
later makes way by as much as was lost. Each piece of work keeps its place in the row.
"""

from __future__ import annotations

from collections.abc import Sequence

from fingerpost.plan.frame import AT_ONCE, Placed, Placement, Task, order
from fingerpost.plan.patterns import shortened
from fingerpost.plan.weeks import SITTING


def ripple(tasks: Sequence[Task], room: Sequence[int], wanted: Placement) -> dict[str, Placed]:
    """Return where the steps of a plan go when each piece stands as soon as it can again.

    No piece stands before its old week; in a week that does not hold all that is due, what was due
    first goes first. What finds no place to the end is not in it.
    """
    return _Row([task for task in order(tasks) if wanted.get(task.id)], room, wanted).run()


class _Row:
    """What is due from week to week."""

    def __init__(self, tasks: Sequence[Task], room: Sequence[int], wanted: Placement) -> None:
        self.tasks, self.room = tasks, room
        self.ids = {task.id for task in tasks}
        self.due = {task.id: _pieces(task, wanted[task.id]) for task in tasks}
        self.old = {task.id: wanted[task.id][0][0] for task in tasks}
        self.held: dict[str, list[tuple[int, int]]] = {task.id: [] for task in tasks}
        self.live = {task.id for task in tasks if task.begun}
        self.ended: dict[str, int] = {}

    def run(self) -> dict[str, Placed]:
        """Go through the weeks; return where each step went that was finished."""
        for week, size in enumerate(self.room):
            self._wait(week)
            self.live -= self.ended.keys()  # a step keeps its place in the week in which it ends
            left = size
            for task in sorted(self._open(week), key=self._rank):
                left -= self._give(task, week, left)
        return {t.id: t.laid(tuple(self.held[t.id])) for t in self.tasks if t.id in self.ended}

    def _wait(self, week: int) -> None:
        for task in self.tasks:
            if task.wait and task.id not in self.ended and self._may_begin(task, week):
                end = week + task.wait - 1
                if self.old[task.id] <= week and end < len(self.room):
                    self.held[task.id] = [(week + n, 0) for n in range(task.wait)]
                    self.ended[task.id] = end

    def _open(self, week: int) -> list[Task]:
        return [
            task
            for task in self.tasks
            if not task.wait and task.id not in self.ended and self.due[task.id][0][0] <= week
        ]

    def _rank(self, task: Task) -> tuple[bool, int, bool, int, str]:
        first = self.due[task.id][0][0]
        return task.latest is None, first, task.id not in self.live, self.old[task.id], task.id

    def _may_begin(self, task: Task, week: int) -> bool:
        if week < task.earliest:
            return False
        return all(
            key not in self.ids or self.ended.get(key, len(self.room)) + task.gap(key) <= week
            for key in task.after
        )

    def _give(self, task: Task, week: int, left: int) -> int:
        """Give a step what of its pieces is due and fits; return the half hours used."""
        key = task.id
        if key not in self.live and (len(self.live) >= AT_ONCE or not self._may_begin(task, week)):
            return 0
        asked = sum(halves for old, halves in self.due[key] if old <= week)
        used = min(asked, left)
        if not used or (used < asked and task.halves <= SITTING):
            return 0
        self.live.add(key)
        self.held[key].append((week, used))
        self.due[key] = _rest(self.due[key], used)
        if not self.due[key]:
            self.ended[key] = week
        return used


def _pieces(task: Task, placed: Placed) -> list[tuple[int, int]]:
    """Return the work of a step by its old weeks, as many half hours as it takes now."""
    work = tuple((week, halves) for week, halves in placed if halves)
    more = task.halves - sum(halves for _, halves in work)
    if more < 0:
        return list(shortened(work, -more))
    return [*work, (work[-1][0] if work else placed[-1][0], more)] if more else list(work)


def _rest(due: Sequence[tuple[int, int]], used: int) -> list[tuple[int, int]]:
    """Return what is still due after some half hours, the first pieces taken first."""
    left = []
    for week, halves in due:
        taken = min(halves, used)
        used -= taken
        if halves > taken:
            left.append((week, halves - taken))
    return left
