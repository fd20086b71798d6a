"""How long the planner takes: two years, 200 steps; median of five in a warm process.

    python benchmarks/plan.py

Processor time, one worker. Prints a line for each case: laid out afresh, laid out again after a
missed week (with the exact search), and the choice of courses.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from fingerpost.guide import load_guide
from fingerpost.plan.courses import Gap, choose_courses
from fingerpost.plan.frame import Placed, Task, breaches, is_late, usage
from fingerpost.plan.place import afresh, again

WEEKS, STEPS, TIMES = 104, 200, 5


def made_up(hours: int, seed: int = 1) -> tuple[list[Task], list[int]]:
    """Steps of every kind, some with prerequisites, windows and waits; eight weeks are lost."""
    draw = random.Random(seed)
    room = [hours * 2] * WEEKS
    for week in draw.sample(range(WEEKS), 8):
        room[week] = 0
    kinds = ("learn", "do", "read", "meet")
    sizes = {"learn": (8, 16, 24, 60), "do": (4, 10, 20), "read": (3, 3, 4), "meet": (2,)}
    tasks = []
    for number in range(STEPS):
        kind = kinds[number % 4]
        wait = draw.choice((3, 6, 12)) if draw.random() < 0.06 else 0
        before = [draw.randrange(max(0, number - 12), number)] if number and number % 3 == 0 else []
        tasks.append(
            Task(
                f"s{number}",
                "wait" if wait else kind,
                0 if wait else draw.choice(sizes[kind]),
                tuple(f"s{key}" for key in before),
                draw.choice((0, 0, 0, 10)),
                draw.choice((None,) * 12 + (40, 60, 80)),
                wait,
                leads=number < 4,
            )
        )
    return tasks, room


def median(work: Callable[[], object]) -> float:
    """Return the median processor time in seconds; once before, to warm up."""
    work()
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def missed(room: list[int], placement: dict[str, Placed]) -> list[int]:
    """Return the room without the first full week after the test."""
    week = next(n for n in range(5, WEEKS) if room[n] and usage(placement, WEEKS)[0][n])
    return [0 if n == week else size for n, size in enumerate(room)]


def main() -> int:
    """Print the table; 1 where a plan breaks a rule or is not the same twice."""
    wrong = 0
    for hours in (6, 10, 14):
        tasks, room = made_up(hours)
        first = afresh(tasks, room, 4)
        kept = [task for task in tasks if task.id in first.placement]
        less = missed(room, dict(first.placement))
        second = again(kept, less, first.placement)
        late = sum(is_late(t, second.placement[t.id]) for t in kept if t.id in second.placement)
        changed = sum(first.placement[k] != v for k, v in second.placement.items())
        hit = sum(any(less[w] == 0 and h for w, h in p) for p in first.placement.values())
        wrong += len(list(breaches(tasks, first.placement, room)))
        wrong += len(list(breaches(kept, second.placement, less)))
        wrong += second.placement != again(kept, less, first.placement).placement
        print(
            f"{STEPS} steps, {WEEKS} weeks, {hours} h a week: afresh "
            f"{median(lambda t=tasks, r=room: afresh(t, r, 4)):.3f} s "
            f"({len(first.left_out)} do not fit); after a missed week "
            f"{median(lambda k=kept, r=less, f=first: again(k, r, f.placement)):.3f} s "
            f"({hit} hit, {changed} moved, {late} late, {len(second.left_out)} left out)"
        )
    guide = load_guide()
    gaps = [Gap(skill, 0, 3) for skill in guide.skills]
    taken = median(lambda: choose_courses(gaps, guide))
    print(f"courses for {len(gaps)} skills from 0 to 3: {taken:.3f} s")
    print(f"rules broken: {wrong}")
    return min(1, wrong)


if __name__ == "__main__":
    sys.exit(main())
