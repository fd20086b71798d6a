"""What moved against the plan before, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from fingerpost.plan.model import Move, Session, Step
from fingerpost.plan.sentences import dated, shortened
from fingerpost.plan.so_far import Before, Lost
from fingerpost.plan.tasks import History
from fingerpost.plan.weeks import monday_of

A_GUESS = "Its days are a guess"
"""How the reason of a step begins whose days no source gives for its year."""
_EQUAL = 0.01
"""Hours that make no difference."""


def moves(
    steps: Sequence[Step], before: Before, known: History, lost: Sequence[Lost]
) -> tuple[Move, ...]:
    """Return each step that has another first or last day than before, with one reason, by day.

    What is planned again because its time is past is not among them.
    """
    earlier = {step.id: step for step in before.steps}
    changed = [
        (earlier[step.id], step)
        for step in steps
        if step.id in earlier
        and step.id not in known.overdue  # told in a note of its own
        and (step.start, step.end) != _days(earlier[step.id])
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
    over = lapsed(old, new)
    if over:
        return over
    hit = _hit(old, gone)
    if hit is not None and hit.missed:
        return f"{_days_of(hit)} was missed"
    if hit is not None:
        because = f" ({hit.why})" if hit.why else ""
        return f"{_days_of(hit)} is lost{because}"
    if abs(old.hours - new.hours) > _EQUAL:
        return f"it takes {new.hours:g} h now, not {old.hours:g}"
    if new.closes and old.end > new.closes:
        return f"it has to be done by {dated(new.closes)}"
    if (new.start, new.end) < (old.start, old.end):
        return "earlier days came free"
    by_id = {step.id: step for step in steps}
    first = next((k for k in new.after if k in by_id and _stands_before(by_id[k], old)), "")
    if first:
        return f"“{shortened(by_id[first].title)}” comes first"
    if new.start < old.start or (new.start == old.start and new.end < old.end):
        return "there is room for it earlier now"
    taken = _taker(old, new, steps, known)
    if taken is not None:
        return f"to make room for “{shortened(taken.title)}”"
    return _what_moved_the_rest(old, changed, known, gone)


def lapsed(old: Step, new: Step) -> str:
    """Return that a step waits for another year's days now; empty where it has the same ones."""
    if old.closes is None or new.closes is None or new.closes.year <= old.closes.year:
        return ""
    guess = ", a guess from earlier years" if new.because.startswith(A_GUESS) else ""
    return f"its days of {old.closes.year} have passed; the next end on {dated(new.closes)}{guess}"


def _what_moved_the_rest(
    old: Step, changed: set[str], known: History, gone: Mapping[date, Lost]
) -> str:
    """Return why a step made way to no single other one."""
    hits = (_hit(known.earlier[key], gone) for key in sorted(changed))
    lost = next((hit for hit in hits if hit and hit.first < old.end), None)
    if lost is not None:
        return f"what stood in {_days_of(lost)} needs hours later, and the rest moves back"
    if known.overdue:
        return "what is not ticked needs hours again, and the rest moves back"
    if len(changed) > 1:
        return "the steps around it moved"
    return "the weeks that it had are no longer free"


def _hit(old: Step, gone: Mapping[date, Lost]) -> Lost | None:
    return next((gone[m] for s in old.sessions if (m := monday_of(s.day)) in gone), None)


def _days_of(lost: Lost) -> str:
    if lost.missed:
        return f"the week of {dated(lost.mondays()[0])}"
    return f"{dated(lost.first)} to {dated(lost.last)}"


def _stands_before(before: Step, old: Step) -> bool:
    """Tell whether a step that comes first ends too late for the other to stand as it did."""
    return monday_of(before.end) >= monday_of(old.start)


def _taker(old: Step, new: Step, steps: Sequence[Step], known: History) -> Step | None:
    """Return the step that took most of the hours that another gave up; None where none took half.

    Taken are hours in weeks in which the other has fewer now than it had.
    """
    had, has = _weekly(old.sessions), _weekly(new.sessions)
    given = {monday: hours - has[monday] for monday, hours in had.items() if hours > has[monday]}
    taken = {
        step.id: sum(
            max(0.0, min(given[monday], hours - before[monday]))
            for monday, hours in _weekly(step.sessions).items()
            if monday in given
        )
        for step in steps
        if step.id != new.id
        for before in (_weekly(known.ahead.get(step.id, ())),)
    }
    best = max(taken, key=lambda key: (taken[key], key), default="")
    if not best or taken[best] * 2 < sum(given.values()) or not taken[best]:
        return None
    return next(step for step in steps if step.id == best)


def _weekly(sessions: Sequence[Session]) -> defaultdict[date, float]:
    """Return the hours of each week, by its Monday."""
    found: defaultdict[date, float] = defaultdict(float)
    for session in sessions:
        found[monday_of(session.day)] += session.hours
    return found
