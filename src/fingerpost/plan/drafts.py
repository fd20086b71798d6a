"""A step before it has dates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fingerpost.guide.model import CareerPath, Hours, Route

KINDS = ("learn", "do", "read", "meet")
SMALL = 2
"""Half hours up to which a step is a small one, done in one go."""
WAIT = "wait"
"""A step that takes weeks of the calendar and no hours."""
CHECK = "check:"
"""How the ids of steps begin that look whether a window's days hold."""
ATTEND = "attend:"
"""How the ids of steps begin that are a visit on the days of somebody else."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to do, or a wait; hours are counted in half hours, so that sums are exact."""

    id: str
    title: str
    kind: str
    halves: int
    because: str
    after: tuple[str, ...] = ()
    url: str = ""
    estimate: str = ""
    leads: bool = False
    """Whether it belongs to the four-week test, which goes before everything else."""
    opens: date | None = None
    """The first day on which it may be done."""
    closes: date | None = None
    """The last day; later is too late."""
    wait: int = 0
    """Weeks that no hours can shorten."""
    calendar: bool = False
    """Whether it has a window, or a wait hangs on it, so that it goes before what has none."""
    window: str = ""
    """Id of the opportunity that it is done for alone; empty for none."""
    least: int = 0
    """The fewest half hours that it may take where its window leaves no more; 0 for none fewer."""


def halves(hours: float) -> int:
    """Return hours as half hours, rounded up, at least one."""
    return max(1, math.ceil(hours * 2 - 1e-6))


def middle(hours: Hours) -> int:
    """Return the middle of a range of hours as half hours."""
    return halves((hours.low + hours.high) / 2)


def expected(hours: Hours) -> str:
    """Return '4 to 8 hours expected'."""
    return f"{span(hours.low, hours.high)} h expected"


def route_step(path: CareerPath, route: Route) -> Draft:
    """Return a way into a path as a step."""
    detail = f": {route.detail}" if route.detail else ""
    return Draft(
        id=f"route:{path.id}:{route.id}",
        title=route.title,
        kind=route.kind if route.kind in KINDS else "do",
        halves=middle(route.hours),
        because=f"A way into {path.name} ({expected(route.hours)}){detail}",
        url=route.url,
        estimate=str(route.hours.basis),
    )


def span(low: float, high: float) -> str:
    """Return '4 to 8', or '4'."""
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def beside(drafts: Sequence[Draft]) -> dict[str, frozenset[str]]:
    """Return what of the steps before it each step with a last day may share a week with.

    What takes an hour or less costs no week of its own where a window is about to close.
    """
    small = {draft.id for draft in drafts if 0 < draft.halves <= SMALL}
    return {
        draft.id: shared
        for draft in drafts
        if draft.closes and (shared := frozenset(small & set(draft.after)))
    }


def loosened(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the steps so that no small one holds up what has a last day."""
    shared = beside(drafts)
    return tuple(
        replace(draft, after=tuple(key for key in draft.after if key not in shared[draft.id]))
        if draft.id in shared
        else draft
        for draft in drafts
    )


def at_least(drafts: Sequence[Draft], missing: set[str]) -> tuple[Draft, ...]:
    """Return the steps, those of windows that would be missed with the least of their hours."""
    windows = {draft.window for draft in drafts if draft.window and draft.id in missing}
    return tuple(
        replace(draft, halves=draft.least)
        if draft.window in windows and 0 < draft.least < draft.halves
        else draft
        for draft in drafts
    )


def needed(drafts: Sequence[Draft], key: str) -> set[str]:
    """Return a step and all that has to be done before it."""
    by_id = {draft.id: draft for draft in drafts}
    found, todo = {key}, [key]
    while todo:
        for before in by_id[todo.pop()].after:
            if before in by_id and before not in found:
                found.add(before)
                todo.append(before)
    return found


def without(drafts: Sequence[Draft], gone: set[str]) -> tuple[Draft, ...]:
    """Return the steps but those named, all that builds on them and all of the same windows.

    Looking whether its days hold may find no place while the window is kept.
    """
    shut = {
        draft.window
        for draft in drafts
        if draft.window and draft.id in gone and not draft.id.startswith(CHECK)
    }
    out = gone | {draft.id for draft in drafts if draft.window in shut}
    while more := {d.id for d in drafts if d.id not in out and out & set(d.after)}:
        out |= more
    return tuple(draft for draft in drafts if draft.id not in out)
