"""The rest of the week that has begun, for what is about to close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fingerpost.plan.drafts import SMALL, Draft, beside
from fingerpost.plan.model import Session
from fingerpost.plan.tasks import History
from fingerpost.plan.weeks import SITTING, monday_of


@dataclass(frozen=True, slots=True)
class Rest:
    """The week that has begun, from today on."""

    today: date
    lost: frozenset[date]
    """Mondays of the weeks in which nothing can be done."""

    def free(self, known: History, hours_per_week: float) -> dict[date, int]:
        """Return the half hours that each day from today to Sunday still has, at most two hours.

        Their sum is what the plan before left of the week's hours, and never more than the share
        of them that falls on the days that are left.
        """
        monday = monday_of(self.today)
        if self.today == monday or monday in self.lost:
            return {}
        held: Counter[date] = Counter()
        for key, step in known.earlier.items():
            if key not in known.held_back:
                held.update({s.day: round(s.hours * 2) for s in step.sessions})
        days = [self.today + timedelta(days=n) for n in range(7 - self.today.weekday())]
        size = int(hours_per_week * 2)
        ahead = sum(held[day] for day in days)
        behind = sum(held[monday + timedelta(days=n)] for n in range(self.today.weekday()))
        left = max(0, min(size - ahead - behind, size * len(days) // 7 - ahead))
        free: dict[date, int] = {}
        for day in days:
            free[day] = min(left, max(0, SITTING - held[day]))
            left -= free[day]
        return free


def with_rest(
    known: History,
    drafts: Sequence[Draft],
    wanted: set[str],
    rest: Rest,
    hours_per_week: float,
) -> History:
    """Return what lies behind with the sittings that the rest of this week gives to some steps.

    `wanted` are the steps that may have them, and what they build on. What takes longer than an
    hour still ends in a week before what builds on it.
    """
    free = rest.free(known, hours_per_week)
    past, settled = dict(known.past), set(known.settled)
    ends: dict[str, date] = {
        key: past[key][-1].day if past.get(key) else rest.today for key in known.settled
    }
    shared, open_ = beside(drafts), {draft.id: draft for draft in drafts}
    for draft in _in_order([draft for draft in drafts if draft.id in wanted]):
        first = _first(draft, shared.get(draft.id, frozenset()), open_, ends, rest.today)
        if first is None or draft.wait or draft.id in settled:
            continue
        held = past.get(draft.id, ())
        left = draft.halves - round(sum(session.hours for session in held) * 2)
        given = _given(free, left, first, draft)
        if not given:
            continue
        past[draft.id] = tuple(sorted((*held, *given), key=lambda session: session.day))
        if sum(session.hours for session in given) * 2 == left:
            settled.add(draft.id)
            ends[draft.id] = past[draft.id][-1].day
    return replace(known, past=past, settled=frozenset(settled))


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Return steps with what closes first before others, and all after what they build on."""
    by_id, found = {draft.id: draft for draft in drafts}, dict[str, Draft]()

    def add(draft: Draft) -> None:
        if draft.id not in found:
            for key in draft.after:
                if key in by_id and key not in found:
                    add(by_id[key])
            found[draft.id] = draft

    for draft in sorted(drafts, key=lambda draft: (draft.closes or date.max, draft.id)):
        add(draft)
    return list(found.values())


def _first(
    draft: Draft,
    shared: frozenset[str],
    open_: Mapping[str, Draft],
    ends: Mapping[str, date],
    today: date,
) -> date | None:
    """Return the first day of this week on which a step may stand; None where none is."""
    first = max(today, draft.opens or today)
    for key in draft.after:
        if key not in open_:
            continue
        if key not in shared or key not in ends:
            return None
        first = max(first, ends[key])
    return first


def _given(free: dict[date, int], left: int, first: date, draft: Draft) -> list[Session]:
    """Take half hours from the free days on which a step may stand; a small one is not torn."""
    days = [
        day for day in free if day >= first and (draft.closes is None or day <= draft.closes)
    ]  # fmt: skip
    if left <= SMALL:
        days = [day for day in days if free[day] >= left][:1]
    given = []
    for day in days:
        if used := min(free[day], left):
            given.append(Session(day, used / 2))
            free[day] -= used
            left -= used
    return given
