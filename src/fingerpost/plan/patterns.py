"""The ways in which one step can be laid into the weeks: when it begins and at which pace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fingerpost.plan.frame import Placed, Task

PACES = (1, 2, 3)
"""A long step takes the whole of each week, a half or a third of it."""


def patterns(task: Task, room: Sequence[int], starts: Iterable[int]) -> tuple[Placed, ...]:
    """Return what is possible from these weeks on, each once, in the order of the weeks."""
    found: dict[Placed, None] = {}
    for start in starts:
        if start < task.earliest or start >= len(room) or (task.halves and not room[start]):
            continue
        if task.wait:
            if start + task.wait <= len(room):
                found[tuple((start + n, 0) for n in range(task.wait))] = None
            continue
        for pace in PACES:
            placed = _paced(task.halves, room, start, pace)
            if placed:
                found[task.laid(placed)] = None
    return tuple(found)


def _paced(halves: int, room: Sequence[int], start: int, pace: int) -> Placed | None:
    left, placed = halves, []
    for week in range(start, len(room)):
        if not room[week]:
            continue
        used = min(left, max(-(-room[week] // pace), min(room[week], 2)))
        placed.append((week, used))
        left -= used
        if not left:
            return tuple(placed)
    return None


def stretched(placed: Placed, missing: int, free: Sequence[int]) -> Placed | None:
    """Return a place with more half hours in it, in the first weeks from it on that have room."""
    weeks = dict(placed)
    for week in range(placed[0][0], len(free)):
        if missing and (used := min(missing, free[week] - weeks.get(week, 0))) > 0:
            weeks[week] = weeks.get(week, 0) + used
            missing -= used
    return None if missing else tuple(sorted(weeks.items()))


def shortened(placed: Placed, spare: int) -> Placed:
    """Return a place with fewer half hours in it, the last ones taken away."""
    weeks = list(placed)
    while spare and weeks:
        week, halves = weeks.pop()
        if halves > spare:
            weeks.append((week, halves - spare))
        spare -= min(spare, halves)
    return tuple(weeks)
