"""The plan as it would be best without a calendar to keep: week by week, by fixed rules.

What must not wait comes first (the calendar, then the four-week test); of the rest a kind (learn,
read, do, meet) that this fortnight has not had, then the kind that is furthest behind its share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fingerpost.plan.frame import AT_ONCE, Placed, Task, order
from fingerpost.plan.weeks import SITTING

_PIECE = 2
"""Half hours that what is longer than a sitting gets at least in a week."""
_LONG_AT_ONCE = 2
"""Steps of several weeks at once, so that something short always has a place beside them."""
_SOON = 16
"""Weeks before its last week in which a step with a window goes before others."""
_PER_HOUR = {"learn": 3, "do": 4, "read": 6, "meet": 12}
"""One over each kind's share of the hours: four parts learning, three doing, two reading, one
meeting people."""


def ideal(
    tasks: Sequence[Task], room: Sequence[int], lead_weeks: int = 4
) -> tuple[dict[str, Placed], tuple[str, ...]]:
    """Return where each step goes that can be finished, and the ids of those left out.

    No step is begun that cannot be finished, and none whose prerequisite was left out. Steps given
    first are kept first.
    """
    kept = _affordable(order(tasks), sum(room), len(room))
    while True:
        board = _Board(kept, room, lead_weeks)
        unfinished = board.run()
        if not unfinished:
            break
        given_up = set(unfinished[len(unfinished) // 2 :])
        kept = _affordable([t for t in kept if t.id not in given_up], sum(room), len(room))
    return board.placed(), tuple(task.id for task in tasks if task.id not in board.held)


def _affordable(tasks: Sequence[Task], room: int, weeks: int) -> list[Task]:
    named, ids, kept = {task.id for task in tasks}, set[str](), list[Task]()
    gone: set[str] = set()
    for task in tasks:
        wanting = any(key in gone or (key in named and key not in ids) for key in task.after)
        if task.halves <= room and task.wait <= weeks and task.earliest < weeks and not wanting:
            kept.append(task)
            ids.add(task.id)
            room -= task.halves
        else:
            gone.add(task.id)
    return kept


class _Board:
    """What is left to do, what is under way and what each kind has had."""

    def __init__(self, tasks: Sequence[Task], room: Sequence[int], lead_weeks: int) -> None:
        self.tasks = list(tasks)
        self.places = {task.id: n for n, task in enumerate(tasks)}
        self.room, self.lead_weeks = room, lead_weeks
        self.left = {task.id: task.halves for task in tasks}
        self.held: dict[str, list[tuple[int, int]]] = {t.id: [] for t in tasks if t.begun}
        self.ended: dict[str, int] = {}
        self.served: dict[str, int] = defaultdict(int)
        self.served_now: set[str] = set()
        self.usual = max(room, default=0)
        self.lasts = _last_starts(self.tasks, self.usual)

    def run(self) -> list[str]:
        """Fill the weeks; return the ids of what was not finished, in their order."""
        for week, size in enumerate(self.room):
            if week % 2 == 0:
                self.served_now.clear()
            self._begin_waits(week)
            if size:
                self._fill(week, size)
        return [task.id for task in self.tasks if task.id not in self.ended]

    def placed(self) -> dict[str, Placed]:
        """Return where everything went."""
        return {t.id: t.laid(tuple(self.held[t.id])) for t in self.tasks if t.id in self.held}

    def _begin_waits(self, week: int) -> None:
        for task in self.tasks:
            end = week + task.wait - 1
            if task.wait and self._ready(task, week) and end < len(self.room):
                self.held[task.id] = [(week + n, 0) for n in range(task.wait)]
                self.ended[task.id] = end

    def _ready(self, task: Task, week: int) -> bool:
        return (
            task.id not in self.held
            and task.earliest <= week
            and all(self.ended.get(k, week) < week for k in task.after if k in self.left)
        )

    def _fill(self, week: int, size: int) -> None:
        spare = self._spare(week)
        live = [task for task in self.tasks if task.id in self.held and task.id not in self.ended]
        waiting = [task for task in self.tasks if task.halves and self._ready(task, week)]
        given: dict[str, int] = {}
        for task in sorted(live, key=lambda task: self._rank(task, week)):
            given[task.id] = 0
            if self._must(task, week):
                size -= self._give(task, size, given)
        chosen = list(live)
        seats = [SITTING] * (size // SITTING) + ([size % SITTING] if size % SITTING else [])
        for task in self._starters(chosen, waiting, week):
            must, least = self._must(task, week), self._least(task)
            kept = sum(_PIECE for other in chosen if not given[other.id])
            open_ = size if task.leads or must else min(size - kept, spare)
            if least > max(open_, 0) or (not self._is_long(task) and not _seat(seats, least)):
                continue
            chosen.append(task)
            self.served_now.add(task.kind)
            used = self._give(task, min(size, self.left[task.id]) if must else least, given)
            size, spare = size - used, spare - (0 if task.leads else used)
        self._share(chosen, size, spare, given, week)
        self._hold(week, given)

    def _starters(
        self, chosen: Sequence[Task], waiting: Sequence[Task], week: int
    ) -> Iterator[Task]:
        """Yield what may be begun, the first to begin first, while there are places for it.

        Of each kind one long step at a time and of all kinds two, and a place for a long one,
        while other steps are waiting that this makes room for.
        """
        left = list(waiting)
        while left and len(chosen) < AT_ONCE:
            ranked = sorted(left, key=lambda task: self._rank(task, week))
            may = (task for task in ranked if self._may_begin(task, chosen, left, week))
            task = next(may, None)
            if task is None:
                return
            left.remove(task)
            yield task

    def _may_begin(
        self, task: Task, chosen: Sequence[Task], waiting: Sequence[Task], week: int
    ) -> bool:
        if task.leads or self._must(task, week):
            return True
        long = [other.kind for other in chosen if self._is_long(other)]
        others = [other for other in waiting if other.kind not in long]
        if self._is_long(task):
            short = any(not self._is_long(o) and o.kind not in self.served_now for o in waiting)
            return not others or (
                task.kind not in long and (len(long) < _LONG_AT_ONCE or not short)
            )
        urgent = task.kind not in self.served_now
        awaited = len(long) < _LONG_AT_ONCE and any(
            self._is_long(o) and not (urgent and o.kind in self.served_now) for o in others
        )
        return len(chosen) + awaited < AT_ONCE

    def _is_long(self, task: Task) -> bool:
        return task.halves > min(SITTING, self.usual)

    def _least(self, task: Task) -> int:
        """Return the least that a step takes to be begun: all of what fits into a sitting."""
        left = self.left[task.id]
        return left if left <= min(SITTING, self.usual) else min(_PIECE, self.usual)

    def _give(self, task: Task, most: int, given: dict[str, int]) -> int:
        used = min(most, self.left[task.id] - given.get(task.id, 0))
        given[task.id] = given.get(task.id, 0) + used
        return used

    def _share(
        self, chosen: Sequence[Task], size: int, spare: int, given: dict[str, int], week: int
    ) -> None:
        """Share out what is left of the week, an hour at a time."""
        ranked = sorted(chosen, key=lambda task: self._rank(task, week))
        while size > 0:
            before = size
            for task in ranked:
                most = min(_PIECE, size) if task.leads else min(_PIECE, size, max(spare, 0))
                used = self._give(task, most, given)
                size, spare = size - used, spare - (0 if task.leads else used)
            if size == before:
                break

    def _hold(self, week: int, given: Mapping[str, int]) -> None:
        for task in self.tasks:
            used = given.get(task.id, 0)
            if not used:
                continue
            self.held.setdefault(task.id, []).append((week, used))
            self.left[task.id] -= used
            self.served[task.kind] += used
            self.served_now.add(task.kind)
            if not self.left[task.id]:
                self.ended[task.id] = week

    def _spare(self, week: int) -> int:
        """Return how many half hours may go to other steps before the test runs out of time."""
        if week >= self.lead_weeks:
            return self.usual
        lead = sum(self.left[task.id] for task in self.tasks if task.leads)
        return sum(self.room[week : self.lead_weeks]) - lead

    def _must(self, task: Task, week: int) -> bool:
        """Tell whether a step with a window can wait no longer; a check of its days never waits."""
        if task.calendar and task.halves == 1 and not task.after:
            return True
        last = self.lasts.get(task.id)
        margin = 0 if week < self.lead_weeks else 1
        return last is not None and last - margin <= week

    def _rank(self, task: Task, week: int) -> tuple[bool, bool, bool, bool, int, bool, int]:
        last = self.lasts.get(task.id)
        soon = task.calendar if last is None else last - _SOON <= week
        return (
            not self._must(task, week),
            not task.leads,
            not soon,
            not task.leads and task.kind in self.served_now,
            0 if task.leads else self.served[task.kind] * _PER_HOUR.get(task.kind, 4),
            task.id not in self.held,
            self.places[task.id],
        )


def _seat(seats: list[int], halves: int) -> bool:
    """Take half hours from the fullest sitting that holds all of them; False where none does."""
    whole = [number for number, left in enumerate(seats) if left >= halves]
    if not whole:
        return False
    seats[min(whole, key=lambda number: seats[number])] -= halves
    return True


def _last_starts(tasks: Sequence[Task], usual: int) -> dict[str, int]:
    """Return the last week in which each step must begin so that nothing after it is too late."""
    last_ends = {task.id: task.latest for task in tasks if task.latest is not None}
    starts: dict[str, int] = {}
    for task in reversed(tasks):
        end = last_ends.get(task.id)
        if end is None:
            continue
        takes = task.wait or -(-task.halves // max(1, usual))
        starts[task.id] = end - takes + 1
        for before in task.after:
            last_ends[before] = min(last_ends.get(before, end), starts[task.id] - task.gap(before))
    return starts
