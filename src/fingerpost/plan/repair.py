"""A plan mended step by step: what can stay stays, the rest takes the first place that is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fingerpost.plan.frame import AT_ONCE, Placed, Placement, Task, is_late, is_work, order
from fingerpost.plan.patterns import patterns, shortened, stretched

_NEVER = 100_000
_ROUNDS = 2
"""What gave way to a step with a last week is placed in the second round."""


def repair(
    tasks: Sequence[Task], room: Sequence[int], wanted: Placement
) -> tuple[dict[str, Placed], tuple[str, ...]]:
    """Return a plan that keeps the hard rules, near the wanted one, and what finds no place.

    Steps that may stay where they are wanted do; each other one takes the free place that ends
    first, after what it builds on, and drives on only what builds on it.
    """
    mending = _Mending(tasks, room, wanted)
    ranked = order(sorted(tasks, key=lambda task: _NEVER if task.latest is None else task.latest))
    for _ in range(_ROUNDS):
        for task in ranked:
            if task.id not in mending.placement:
                mending.place(task)
    left_out = tuple(task.id for task in tasks if task.id not in mending.placement)
    return mending.placement, left_out


class Board:
    """What is free in each week."""

    def __init__(self, room: Sequence[int]) -> None:
        self.free, self.live = list(room), [0] * len(room)

    def fits(self, placed: Placed) -> bool:
        """Tell whether there is room for it beside all else."""
        if placed[0][0] < 0 or placed[-1][0] >= len(self.free):
            return False
        if any(halves > self.free[week] for week, halves in placed):
            return False
        span = range(placed[0][0], placed[-1][0] + 1)
        return not is_work(placed) or all(self.live[week] < AT_ONCE for week in span)

    def take(self, placed: Placed, sign: int = 1) -> None:
        """Use the room; with -1 give it back."""
        for week, halves in placed:
            self.free[week] -= sign * halves
        if is_work(placed):
            for week in range(placed[0][0], placed[-1][0] + 1):
                self.live[week] += sign


class _Mending:
    """The plan while it is mended."""

    def __init__(self, tasks: Sequence[Task], room: Sequence[int], wanted: Placement) -> None:
        self.room, self.board = room, Board(room)
        self.wanted = wanted
        self.tasks = {task.id: task for task in tasks}
        self.heirs: dict[str, list[str]] = {task.id: [] for task in tasks}
        for task in tasks:
            for key in task.after:
                if key in self.heirs:
                    self.heirs[key].append(task.id)
        self.placement: dict[str, Placed] = {}
        for task in sorted(order(tasks), key=lambda task: _start(wanted.get(task.id))):
            self._keep(task)

    def _keep(self, task: Task) -> None:
        """Leave a step where it is wanted, if it may stand there."""
        placed = self.wanted.get(task.id)
        if placed is None or placed[0][0] < task.earliest or is_late(task, placed):
            return
        if sum(halves for _, halves in placed) != task.halves or not self.board.fits(placed):
            return
        if self._first(task) <= placed[0][0]:
            self._put(task, placed)

    def _first(self, task: Task) -> int:
        """Return the first week that what a step builds on leaves it; never where one has none."""
        return max(
            (
                self.placement[key][-1][0] + task.gap(key) if key in self.placement else _NEVER
                for key in task.after
                if key in self.tasks
            ),
            default=0,
        )

    def place(self, task: Task) -> None:
        """Give a step the free place that ends first; what builds on it moves on if it must."""
        first = max(task.earliest, self._first(task))
        old = self.wanted.get(task.id)
        near = max(first, old[0][0]) if old and task.latest is None else first
        heirs = [k for k in self.heirs[task.id] if k in self.placement]
        before = min((self.placement[key][0][0] for key in heirs), default=_NEVER)
        found = [*self._stretched(task, first), *self._free(task, range(first, len(self.room)))]
        if all(is_late(task, placed) for placed in found):
            found = self._forced(task, first) or found
        if not found:
            return
        self._put(task, min(found, key=lambda placed: _rank(placed, before, near)))
        for key in heirs:
            gap = self.tasks[key].gap(task.id)
            if self.placement[key][0][0] < self.placement[task.id][-1][0] + gap:
                self._lift(key)

    def _forced(self, task: Task, first: int) -> list[Placed]:
        """Return the first place in time that only steps stand in which may stand later; they go.

        A step that has a last week, or is under way, cannot wait for what has none and is not. What
        belongs to the four-week test takes the first place even where that is after its weeks.
        """
        if task.latest is None and not task.begun:
            return []
        soft = [key for key in self.placement if self._may_wait(self.tasks[key], task)]
        board = Board(self.room)
        for key, placed in self.placement.items():
            if key not in soft:
                board.take(placed)
        starts = range(first, len(self.room))
        places = [p for p in patterns(task, self.room, starts) if board.fits(p)]
        in_time = [placed for placed in places if not is_late(task, placed)]
        if task.leads:
            in_time = in_time or places
        if not in_time:
            return []
        best = min(in_time, key=lambda placed: (placed[-1][0], -placed[0][0]))
        for key in sorted(soft, key=lambda key: (-self.placement[key][0][0], key)):
            if self.board.fits(best):
                break
            held = self.placement.get(key)
            if held and held[0][0] <= best[-1][0] and best[0][0] <= held[-1][0]:
                self._lift(key)
        return [best]

    @staticmethod
    def _may_wait(one: Task, other: Task) -> bool:
        return one.latest is None and (other.latest is not None or not one.begun)

    def _stretched(self, task: Task, first: int) -> list[Placed]:
        """Return its old place without the weeks that are lost, made up for in later ones."""
        old = self.wanted.get(task.id, ())
        kept = tuple(
            (week, min(halves, self.board.free[week]))
            for week, halves in old
            if first <= week < len(self.room) and halves and self.board.free[week] > 0
        )
        missing = task.halves - sum(halves for _, halves in kept)
        if not kept or task.wait:
            return []
        if missing < 0:
            whole: Placed | None = shortened(kept, -missing)
        else:
            whole = stretched(kept, missing, self.board.free)
        return [task.laid(whole)] if whole and self.board.fits(task.laid(whole)) else []

    def _free(self, task: Task, starts: range) -> list[Placed]:
        return [p for p in patterns(task, self.room, starts) if self.board.fits(p)]

    def _put(self, task: Task, placed: Placed) -> None:
        self.placement[task.id] = placed
        self.board.take(placed)

    def _lift(self, key: str) -> None:
        """Take a step, and all that builds on it, out of the plan to be placed anew."""
        self.board.take(self.placement.pop(key), -1)
        for heir in self.heirs[key]:
            if heir in self.placement:
                self._lift(heir)


def _rank(placed: Placed, before: int, near: int) -> tuple[bool, bool, int, int]:
    """Rank a place: before all that builds on it, not before its old place, ending first."""
    return placed[-1][0] >= before, placed[0][0] < near, placed[-1][0], -placed[0][0]


def _start(placed: Placed | None) -> int:
    return placed[0][0] if placed else _NEVER


def moved(one: Placement, other: Mapping[str, Placed]) -> frozenset[str]:
    """Return the steps that stand in both plans, but not in the same weeks."""
    return frozenset(key for key, placed in one.items() if other.get(key, placed) != placed)
