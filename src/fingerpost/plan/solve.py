"""The exact part: of all ways to lay the steps into the weeks the one with the fewest changes.

One Boolean for each step and each way (OR-Tools CP-SAT). Two goals, the first fixed before the
second is sought: as little late or left out as possible; then as little moved as possible, as
`change` reckons it. One worker, a fixed seed and
a limit in deterministic time: the same input gives the same plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fingerpost.plan.change import Change, change, of_late
from fingerpost.plan.frame import AT_ONCE, Placed, Placement, Task, is_work
from fingerpost.plan.patterns import patterns

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LIMITS = (0.05, 0.08)
"""Deterministic time for each goal; about seconds of a slow core."""
_BEFORE, _AFTER, _LAST = 4, 10, 4
"""Weeks around a step's old place, and at the end of the plan, in which it may begin anew."""


@dataclass(frozen=True, slots=True)
class _Choice:
    task: Task
    ways: tuple[Placed, ...]
    chosen: tuple[cp_model.IntVar, ...]
    out: cp_model.IntVar


@dataclass(slots=True)
class _Weekly:
    """What each week is asked for: variables with their half hours, and those under way."""

    hours: dict[int, list[tuple[Any, int]]] = field(default_factory=dict)
    live: dict[int, list[Any]] = field(default_factory=dict)


def fewest_changes(
    tasks: Sequence[Task],
    room: Sequence[int],
    wanted: Placement,
    start: Placement,
    free: frozenset[str],
) -> dict[str, Placed]:
    """Return the best plan found, never worse than `start`, which must keep the hard rules.

    Only the steps in `free` may move; a step that `start` has not is left out.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    choices = [_choice(model, task, room, wanted, start, free) for task in tasks]
    measure = change(tasks, room, wanted)
    _limit_weeks(model, choices, room)
    _limit_order(model, choices)
    solver = _solver(cp_model)
    best = dict(start)
    for number, (goal, limit) in enumerate(zip(_goals(choices, measure), LIMITS, strict=True)):
        if not goal:
            continue
        total = cp_model.LinearExpr.weighted_sum([v for v, _ in goal], [c for _, c in goal])
        _hint(model, choices, best)
        if not number and not _value(choices, goal, best):
            model.add(total == 0)
            continue
        model.minimize(total)
        solver.parameters.max_deterministic_time = limit
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        best = {
            choice.task.id: way
            for choice in choices
            for way, variable in zip(choice.ways, choice.chosen, strict=True)
            if solver.boolean_value(variable)
        }
        model.add(total <= round(solver.objective_value))
    return best


def _value(choices: Sequence[_Choice], goal: Sequence[tuple[Any, int]], best: Placement) -> int:
    """Return what a goal comes to in a plan."""
    weights = {variable.index: weight for variable, weight in goal}
    return sum(
        weights.get(variable.index, 0)
        for choice in choices
        for way, variable in zip((None, *choice.ways), (choice.out, *choice.chosen), strict=True)
        if best.get(choice.task.id) == way
    )


def _choice(
    model: cp_model.CpModel,
    task: Task,
    room: Sequence[int],
    wanted: Placement,
    start: Placement,
    free: frozenset[str],
) -> _Choice:
    known = [
        p for p in (start.get(task.id), wanted.get(task.id)) if p and _is_possible(task, p, room)
    ]
    ways = dict.fromkeys(known[:1] if task.id not in free else known)
    if task.id in free:
        begins = _begins([p[0][0] for p in known], len(room))
        ways |= dict.fromkeys(patterns(task, room, begins))
    chosen = tuple(model.new_bool_var("") for _ in ways)
    out = model.new_bool_var("")
    model.add_exactly_one(*chosen, out)
    return _Choice(task, tuple(ways), chosen, out)


def _is_possible(task: Task, placed: Placed, room: Sequence[int]) -> bool:
    """Tell whether an old place is still one: all of the step, in weeks that there are."""
    if sum(halves for _, halves in placed) != task.halves or len(placed) < task.wait:
        return False
    if task.laid(placed) != placed or (not task.begun and placed[0][0] < task.earliest):
        return False
    return all(0 <= week < len(room) and halves <= room[week] for week, halves in placed)


def _begins(near: Sequence[int], weeks: int) -> list[int]:
    around = (
        {w for n in near for w in range(n - _BEFORE, n + _AFTER)} if near else set(range(weeks))
    )
    return sorted(w for w in around | set(range(weeks - _LAST, weeks)) if 0 <= w < weeks)


def _limit_weeks(model: cp_model.CpModel, choices: Sequence[_Choice], room: Sequence[int]) -> None:
    """At most the hours of a week in it, and at most three steps under way."""
    weekly = _Weekly()
    for choice in choices:
        for way, variable in zip(choice.ways, choice.chosen, strict=True):
            for week, halves in way:
                if halves:
                    weekly.hours.setdefault(week, []).append((variable, halves))
            if is_work(way):
                for week in range(way[0][0], way[-1][0] + 1):
                    weekly.live.setdefault(week, []).append(variable)
    for week, asked in weekly.hours.items():
        model.add(_sum(asked) <= room[week])
    for variables in weekly.live.values():
        model.add(_sum([(variable, 1) for variable in variables]) <= AT_ONCE)


def _limit_order(model: cp_model.CpModel, choices: Sequence[_Choice]) -> None:
    """Nothing before what it builds on is over; what is left out takes the rest with it."""
    by_id = {choice.task.id: choice for choice in choices}
    for choice in choices:
        for before in (by_id[key] for key in choice.task.after if key in by_id):
            gap = choice.task.gap(before.task.id)
            model.add_implication(before.out, choice.out)
            ends = [(v, w[-1][0] + gap) for w, v in zip(before.ways, before.chosen, strict=True)]
            begins = [(v, -w[0][0]) for w, v in zip(choice.ways, choice.chosen, strict=True)]
            model.add(_sum([*ends, *begins, (choice.out, -10_000)]) <= 0)


def _goals(
    choices: Sequence[_Choice], measure: Change
) -> tuple[list[tuple[Any, int]], list[tuple[Any, int]]]:
    late, moved = [], []
    for choice in choices:
        late.append((choice.out, of_late(choice.task, None)))
        for way, variable in zip(choice.ways, choice.chosen, strict=True):
            if cost := of_late(choice.task, way):
                late.append((variable, cost))
            if cost := measure.of_move(choice.task, way):
                moved.append((variable, cost))
    return late, moved


def _sum(terms: Sequence[tuple[Any, int]]) -> Any:
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.weighted_sum([v for v, _ in terms], [c for _, c in terms])


def _hint(model: cp_model.CpModel, choices: Sequence[_Choice], best: Mapping[str, Placed]) -> None:
    model.clear_hints()  # type: ignore[no-untyped-call]
    for choice in choices:
        now = best.get(choice.task.id)
        model.add_hint(choice.out, now is None)
        for way, variable in zip(choice.ways, choice.chosen, strict=True):
            model.add_hint(variable, way == now)


def _solver(cp_model: Any) -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.interleave_search = False
    return solver
