"""What moved against the plan before, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fingerpost.plan.model import Move, Step
from fingerpost.plan.sentences import dated, shortened
from fingerpost.plan.so_far import Before, Lost
from fingerpost.plan.tasks import History
from fingerpost.plan.weeks import monday_of


def moves(
    steps: Sequence[Step], before: Before, known: History, lost: Sequence[Lost]
) -> tuple[Move, ...]:
    """Return each step that has another first or last day than before, with one reason, by day."""
    earlier = {step.id: step for step in before.steps}
    changed = [
        (earlier[step.id], step)
        for step in steps
        if step.id in earlier and (step.start, step.end) != _days(earlier[step.id])
    ]
    ids = {step.id for _, step in changed}
    gone = {monday: one for one in lost for monday in one.mondays()}
    found = [
        Move(step.id, step.title, *_shift(old, step), _why(old, step, steps, ids, known, gone))
        for old, step in changed
    ]
    return tuple(sorted(found, key=lambda move: (move.now, move.id)))


def _days(step: Step) -> tuple[date, date]:
    return step.start, step.end


def _shift(old: Step, new: Step) -> tuple[date, date]:
    return (old.start, new.start) if old.start != new.start else (old.end, new.end)


def _why(
    old: Step,
    new: Step,
    steps: Sequence[Step],
    changed: set[str],
    known: History,
    gone: Mapping[date, Lost],
) -> str:
    hit = next((gone[m] for s in old.sessions if (m := monday_of(s.day)) in gone), None)
    if hit is not None and hit.missed:
        return f"the week of {dated(hit.mondays()[0])} was missed"
    if hit is not None:
        because = f" ({hit.why})" if hit.why else ""
        return f"{dated(hit.first)} to {dated(hit.last)} is lost{because}"
    if new.id in known.overdue:
        return "its time is past and it is not ticked"
    if abs(old.hours - new.hours) > 0.01:
        return f"it takes {new.hours:g} h now, not {old.hours:g}"
    if new.closes and old.end > new.closes:
        return f"it has to be done by {dated(new.closes)}"
    if (new.start, new.end) < (old.start, old.end):
        return "earlier days came free"
    by_id = {step.id: step for step in steps}
    first = next(
        (k for k in new.after if k in changed or (k in by_id and k not in known.earlier)), ""
    )
    if first:
        return f"“{shortened(by_id[first].title)}” comes first"
    taken = next((s for s in steps if s.id != new.id and _took(s, old, known)), None)
    if taken is not None:
        return f"to make room for “{shortened(taken.title)}”"
    return "the weeks that it had are no longer free"


def _took(step: Step, old: Step, known: History) -> bool:
    """Tell whether a step has sessions in weeks where it had none before and the other had."""
    weeks = {monday_of(session.day) for session in old.sessions}
    had = {monday_of(session.day) for session in known.ahead.get(step.id, ())}
    return any(m in weeks and m not in had for m in (monday_of(s.day) for s in step.sessions))
