"""The plan as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from fingerpost.plan.model import Plan, Session, Step
from fingerpost.text import digest

KINDS = {"learn": "Learn", "read": "Read", "do": "Do", "meet": "Meet", "wait": "Wait"}
_EVENING, _MORNING = 18, 9
_FREE_DAYS = (5, 6)
_EVENING_HOLDS = 4.0
"""Hours that fit into an evening; more on one day begins in the morning."""


def plan_ics(plan: Plan, stamp: date) -> bytes:
    """Return the plan as a calendar file (RFC 5545): one event a session, in local time.

    The same step's n-th session keeps its UID when it moves, so that importing again moves it.
    `stamp` is the day on which the plan was made.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Fingerpost//plan//EN")
    calendar.add("version", "2.0")
    for event in _events(plan, stamp):
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _events(plan: Plan, stamp: date) -> Iterator[Any]:
    from datetime import UTC

    from icalendar import Event

    made = datetime.combine(stamp, time(), UTC)
    for step, number, session, start in _timed(plan):
        event = Event()
        event.add("uid", f"{digest(step.id)}-{number}@fingerpost")
        event.add("dtstamp", made)
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(hours=session.hours))
        event.add("summary", step.title)
        event.add("description", f"{step.because}\n{number} of {len(step.sessions)}. {step.id}")
        event.add("categories", [KINDS.get(step.kind, step.kind)])
        if step.url.startswith("https://"):
            event.add("url", step.url)
        yield event


def _timed(plan: Plan) -> list[tuple[Step, int, Session, datetime]]:
    """Return sessions by time: one after the other from six in the evening, or from nine.

    Weekends and days with more than four hours begin in the morning.
    """
    held = [(step, n, s) for step in plan.steps for n, s in enumerate(step.sessions, 1)]
    totals: dict[date, float] = {}
    for _, _, session in held:
        totals[session.day] = totals.get(session.day, 0.0) + session.hours
    clock: dict[date, datetime] = {}
    timed = []
    for step, number, session in sorted(held, key=lambda entry: entry[2].day):
        early = session.day.weekday() in _FREE_DAYS or totals[session.day] > _EVENING_HOLDS
        first = datetime.combine(session.day, time(_MORNING if early else _EVENING))
        start = clock.get(session.day, first)
        clock[session.day] = start + timedelta(hours=session.hours)
        timed.append((step, number, session, start))
    return timed
