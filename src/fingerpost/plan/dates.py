"""Steps with their dates: each laid week becomes sittings, each wait its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from fingerpost.plan.drafts import WAIT, Draft, beside
from fingerpost.plan.model import Session, Step
from fingerpost.plan.place import Outcome
from fingerpost.plan.sittings import sittings
from fingerpost.plan.tasks import History
from fingerpost.plan.weeks import Week


def dated_steps(
    drafts: Sequence[Draft], outcome: Outcome, known: History, weeks: Sequence[Week]
) -> tuple[Step, ...]:
    """Return the steps that have a place, with their days and sittings, by their first day."""
    spans = {d.id: (d.opens, d.closes) for d in drafts if d.opens or d.closes}
    tests = frozenset(d.id for d in drafts if d.leads and d.id.startswith("test:"))
    shared = beside([d for d in drafts if not known.past.get(d.id)])
    ahead = sittings(outcome.placement, weeks, spans, tests, shared)
    steps = []
    for draft in drafts:
        held = (*known.past.get(draft.id, ()), *ahead.get(draft.id, ()))
        if draft.kind == WAIT:
            days = _waiting(draft, outcome, known, weeks)
        else:
            days = (held[0].day, held[-1].day) if held else None
        if days and (draft.id in outcome.placement or draft.id in known.settled):
            step = _step(draft, held, *days)
            if draft.id in known.settled and held:  # it keeps its hours, though fewer may be asked
                step = replace(step, hours=sum(session.hours for session in held))
            steps.append(step)
    return tuple(sorted(steps, key=lambda step: step.start))


def _waiting(
    draft: Draft, outcome: Outcome, known: History, weeks: Sequence[Week]
) -> tuple[date, date] | None:
    placed, old = outcome.placement.get(draft.id), known.earlier.get(draft.id)
    if placed is None:
        return (old.start, old.end) if old and draft.id in known.settled else None
    start = weeks[placed[0][0]].monday
    if placed[0][0] == 0 and old and old.start < start:
        start = old.start
    return start, weeks[placed[-1][0]].monday + timedelta(days=6)


def _step(draft: Draft, held: tuple[Session, ...], start: date, end: date) -> Step:
    return Step(
        id=draft.id,
        title=draft.title,
        kind=draft.kind,
        hours=draft.halves / 2,
        start=start,
        end=end,
        because=draft.because,
        after=draft.after,
        sessions=held,
        url=draft.url,
        estimate=draft.estimate,
        opens=draft.opens,
        closes=draft.closes,
        leads=draft.leads,
    )
