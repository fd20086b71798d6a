"""What the person says about the plan, by journal: done, missed, lost, and days to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from fingerpost.errors import UsageError
from fingerpost.home.journal import Entry, Journal
from fingerpost.plan.model import Done
from fingerpost.plan.so_far import Before, Lost, SoFar
from fingerpost.plan.weeks import HORIZON_DAYS, monday_of

DONE, MISSED, LOST, DUE = "step done", "week missed", "weeks lost", "deadline set"
TAKEN_BACK = "plan word undone"
_WORDS = (DONE, MISSED, LOST, DUE)
_MADE = ("signpost written", "planned")
BROUGHT_BACK = "plan brought back"


def so_far(entries: Iterable[Entry], before: Before | None) -> SoFar:
    """Return all that stands; what nobody can understand counts as not said."""
    standing = standing_words(entries)
    done = {e.object: d for e in standing if e.verb == DONE and (d := _done(e))}
    return SoFar(
        done=tuple(sorted(done.values(), key=lambda step: (step.day, step.id))),
        lost=tuple(lost for e in standing if e.verb in (MISSED, LOST) and (lost := _lost(e))),
        due={
            e.object: day for e in standing if e.verb == DUE and (day := _day(e.details.get("due")))
        },
        before=before,
    )


def say_done(journal: Journal, step: Done, why: str = "") -> Entry:
    """Write down that a step is done; `why` is what shows it."""
    return journal.append(
        DONE, step.id, why, title=step.title, hours=step.hours, date=step.day.isoformat()
    )


def say_missed(journal: Journal, week: date, today: date, why: str = "") -> Entry:
    """Write down that nothing came of a week; the entry's object is its Monday.

    UsageError for a week that has not begun: such a week is lost, not missed.
    """
    monday = monday_of(week)
    if monday > today:
        raise UsageError(
            f"The week of {monday.isoformat()} has not come yet, so it cannot have been missed. For"
            f" time that you will not have:  fingerpost plan lost {week.isoformat()} LAST-DAY"
        )
    day = monday.isoformat()
    return journal.append(MISSED, day, why, last=day, date=today.isoformat())


def say_lost(journal: Journal, first: date, last: date, today: date, why: str = "") -> Entry:
    """Write down that nothing can be done from one day to another.

    UsageError where they cross, or lie before this week or beyond what a plan reaches.
    """
    if last < first:
        raise UsageError(f"{last.isoformat()} is before {first.isoformat()}; turn them round.")
    if first < monday_of(today):
        raise UsageError(
            f"{first.isoformat()} is before this week. For a week that is past and of which nothing"
            f" came:  fingerpost plan missed {first.isoformat()}"
        )
    if last > today + timedelta(days=HORIZON_DAYS):
        raise UsageError(
            f"{last.isoformat()} is more than two years away, and a plan reaches no further; give "
            "an earlier last day."
        )
    until, said = last.isoformat(), today.isoformat()
    return journal.append(LOST, first.isoformat(), why, last=until, date=said)


def say_due(journal: Journal, step: str, day: date, today: date, why: str = "") -> Entry:
    """Write down the last day on which a step may be done; UsageError for a day that is past."""
    if day < today:
        raise UsageError(
            f"{day.isoformat()} is past, so nothing can be done by then; give a day from "
            f"{today.isoformat()} on."
        )
    return journal.append(DUE, step, why, due=day.isoformat(), date=today.isoformat())


def take_back(journal: Journal, today: date, step: str = "", word: str = "") -> Entry:
    """Take back the last word on the plan, that a step is done, or the word of an entry's id.

    UsageError where none stands.
    """
    standing = standing_words(journal.read()[0])
    if step:
        standing = [e for e in standing if e.verb == DONE and e.object == step]
    if word:
        standing = [e for e in standing if e.id == word]
    if not standing:
        said = "You have said nothing of the plan." if not word else "This was taken back already."
        said = f"'{step}' is not marked as done." if step else said
        raise UsageError(f"{said} There is nothing to take back.")
    last = standing[-1]
    journal.append(TAKEN_BACK, last.object, undoes=last.id, date=today.isoformat())
    return last


def is_behind(entries: Iterable[Entry]) -> bool:
    """Tell whether something was said of the plan since it was last made."""
    said = (*_WORDS, TAKEN_BACK, BROUGHT_BACK)
    turns = [e.verb in _MADE for e in entries if e.verb in (*said, *_MADE)]
    return bool(turns) and not turns[-1]


def standing_words(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Return what was said of the plan and not taken back, the oldest first."""
    mine = [e for e in entries if e.verb in (*_WORDS, TAKEN_BACK)]
    undone = {str(e.details.get("undoes")) for e in mine if e.verb == TAKEN_BACK}
    return [e for e in mine if e.verb != TAKEN_BACK and e.id not in undone]


def _done(entry: Entry) -> Done | None:
    day = _day(entry.day)
    hours = entry.details.get("hours", 0.0)
    if day is None:
        return None
    known = float(hours) if isinstance(hours, int | float) else 0.0
    return Done(entry.object, str(entry.details.get("title") or entry.object), day, known)


def _lost(entry: Entry) -> Lost | None:
    first, last = _day(entry.object), _day(entry.details.get("last"))
    if first is None or last is None or last < first:
        return None
    return Lost(first, last, entry.why, missed=entry.verb == MISSED)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
