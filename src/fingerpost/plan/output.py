"""The plan as scripts, people and calendars read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

from fingerpost.plan.model import FourWeekTest, Plan, Session, Step
from fingerpost.text import digest, plural

_EVENING, _MORNING = 18, 9
_FREE_DAYS = (5, 6)
_EVENING_HOLDS = 4.0
"""Hours that fit into an evening; more on one day begins in the morning."""
_KINDS = {"learn": "Learn", "read": "Read", "do": "Do", "meet": "Meet"}


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as the JSON object of `fingerpost plan --json`; dates as ISO text."""
    return {
        "steps": [_step_json(step) for step in plan.steps],
        "feasible": plan.feasible,
        "sentence": plan.sentence,
        "hours_per_week": plan.hours_per_week,
        "test": _test_json(plan.test) if plan.test else None,
    }


def plan_markdown(plan: Plan) -> str:
    """Return the plan as Markdown with a box to tick for each step.

    A box's line has no date in it, so that a tick still belongs to its step when dates move.
    """
    parts = ["# Plan", _md(plan.sentence)]
    if plan.test:
        parts.append(_test_markdown(plan.test))
    month = None
    for step in plan.steps:
        if (step.start.year, step.start.month) != month:
            month = step.start.year, step.start.month
            parts.append(f"## From {_MONTHS[step.start.month - 1]} {step.start.year}")
        parts.append(_step_markdown(step))
    return "\n\n".join(parts) + "\n"


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


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _step_json(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title,
        "kind": step.kind,
        "start": step.start.isoformat(),
        "end": step.end.isoformat(),
        "hours": step.hours,
        "because": step.because,
        "after": list(step.after),
        "url": step.url,
        "estimate": step.estimate,
        "sessions": [{"day": s.day.isoformat(), "hours": s.hours} for s in step.sessions],
    }


def _test_json(test: FourWeekTest) -> dict[str, Any]:
    values = {field.name: getattr(test, field.name) for field in fields(test)}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def _test_markdown(test: FourWeekTest) -> str:
    paper = "none to recommend yet"
    if test.paper_id:
        paper = f"{test.paper_title} ({test.paper_cite}, {test.paper_id}). {test.paper_why}"
    lines = {
        "One path to try": test.path_name,
        "One question": test.question,
        "One paper to read": paper,
        "Whom to ask": test.whom,
        "One small project": test.project,
        "Data you may use": f"{test.project_data} {test.project_terms}",
        "Hours": f"{test.hours_low:g} to {test.hours_high:g} in four weeks",
        "What would change my mind": test.changes_my_mind,
    }
    listed = "\n".join(f"- **{name}:** {_md(text)}" for name, text in lines.items())
    return f"## First: one four-week test, {_day(test.start)} to {_day(test.end)}\n\n{listed}"


def _step_markdown(step: Step) -> str:
    when = f"{_day(step.start)} to {_day(step.end)}" if step.end > step.start else _day(step.start)
    rests = f" ({step.estimate})" if step.estimate else ""
    link = f"\n  <{step.url}>" if step.url.startswith("https://") else ""
    return (
        f"- [ ] {_md(step.title)} `{step.id}`\n"
        f"  {_KINDS.get(step.kind, step.kind)}, {when}, {step.hours:g} h{rests} in "
        f"{plural(len(step.sessions), 'sitting')}.\n"
        f"  Because: {_md(step.because)}{link}"
    )


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
        event.add("categories", [_KINDS.get(step.kind, step.kind)])
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


def _md(text: str) -> str:
    from fingerpost.dives.pages import markdown

    return markdown(text)


def _day(day: date) -> str:
    from fingerpost.dives.pages import day as in_words

    return in_words(day)
