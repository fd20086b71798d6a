"""The plan in whole weeks: what has to be placed, the room there is, and the hard rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

AT_ONCE = 3
"""How many steps may be under way in one week."""

Placed = tuple[tuple[int, int], ...]
"""(week, half hours) by week; a wait has every one of its weeks, with 0 half hours."""
Placement = Mapping[str, Placed]


@dataclass(frozen=True, slots=True)
class Task:
    """A step as the scheduler sees it: weeks count from 0, hours in half hours."""

    id: str
    kind: str
    halves: int
    """0 for a wait."""
    after: tuple[str, ...] = ()
    earliest: int = 0
    """The first week in which it may stand."""
    latest: int | None = None
    """The last week in which it may stand; later is too late."""
    wait: int = 0
    """Weeks of the calendar that no hours can shorten; lost weeks count."""
    leads: bool = False
    """Whether it belongs to the four-week test."""
    calendar: bool = False
    """Whether it has a window, or a wait hangs on it."""
    begun: bool = False
    """Whether part of it was done before week 0, so that it is under way from there on."""
    beside: frozenset[str] = frozenset()
    """Those of `after` that may stand in the same week, on an earlier or the same day."""

    def gap(self, before: str) -> int:
        """Return how many weeks after the end of what it builds on it may begin: 1, or 0."""
        return 0 if before in self.beside else 1

    def laid(self, weeks: Placed) -> Placed:
        """Return where it stands, with week 0 before it if it is under way already."""
        return ((0, 0), *weeks) if self.begun and weeks[0][0] else weeks


def order(tasks: Sequence[Task]) -> list[Task]:
    """Return tasks with prerequisites first, else in their order; what is unknown counts as had."""
    known = {task.id: task for task in tasks}
    found: dict[str, Task] = {}

    def add(task: Task) -> None:
        if task.id not in found:
            for key in task.after:
                if key in known and key not in found:
                    add(known[key])
            found[task.id] = task

    for task in tasks:
        add(task)
    return list(found.values())


def usage(placement: Placement, weeks: int) -> tuple[list[int], list[int]]:
    """Return the half hours in each week, and how many steps are under way in it."""
    hours, live = [0] * weeks, [0] * weeks
    for placed in placement.values():
        for week, halves in placed:
            hours[week] += halves
        if is_work(placed):
            for week in range(placed[0][0], placed[-1][0] + 1):
                live[week] += 1
    return hours, live


def is_work(placed: Placed) -> bool:
    """Tell work from a wait."""
    return any(halves for _, halves in placed)


def is_late(task: Task, placed: Placed) -> bool:
    """Tell whether a step ends after the last week it may stand in."""
    return task.latest is not None and placed[-1][0] > task.latest


def breaches(
    tasks: Sequence[Task], placement: Placement, room: Sequence[int]
) -> Iterator[tuple[str, str]]:
    """Yield (step, what is wrong) for each breach of a hard rule; lateness is told elsewhere."""
    hours, live = usage(placement, len(room))
    for task in tasks:
        placed = placement.get(task.id)
        if placed is None:
            continue
        yield from ((task.id, said) for said in _of_one(task, placed))
        for before in task.after:
            if before in placement and placed[0][0] < placement[before][-1][0] + task.gap(before):
                yield task.id, f"begins too early after {before}"
        for week, halves in placed:
            if halves and hours[week] > room[week]:
                yield task.id, f"week {week} holds {hours[week]} of {room[week]} half hours"
        if task.halves and any(live[w] > AT_ONCE for w in range(placed[0][0], placed[-1][0] + 1)):
            yield task.id, "more than three steps are under way"


def _of_one(task: Task, placed: Placed) -> Iterator[str]:
    if sum(halves for _, halves in placed) != task.halves:
        yield "its hours are not all placed"
    if min(week for week, halves in placed if halves or task.wait) < task.earliest:
        yield "it stands before it may"
    if task.wait and [week for week, _ in placed] != [placed[0][0] + n for n in range(task.wait)]:
        yield "its weeks of waiting are not whole"
    if any(a[0] >= b[0] for a, b in pairwise(placed)):
        yield "its weeks are out of order"
