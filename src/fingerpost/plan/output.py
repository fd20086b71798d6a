"""The plan for scripts: the object of `fingerpost plan --json`."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from fingerpost.plan.model import Change, FourWeekTest, Plan, Step


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as the JSON object of `fingerpost plan --json`; dates as ISO text."""
    return {
        "steps": [_step_json(step) for step in plan.steps],
        "waits": [_step_json(step) for step in plan.waits],
        "feasible": plan.feasible,
        "sentence": plan.sentence,
        "hours_per_week": plan.hours_per_week,
        "made": _iso(plan.made),
        "test": _test_json(plan.test) if plan.test else None,
        "lost": [day.isoformat() for day in plan.lost],
        "leading": list(plan.leading),
        "changes": list(plan.changes),
        "notes": list(plan.notes),
        "new": [_change_json(change) for change in plan.new],
        "gone": [_change_json(change) for change in plan.gone],
        "moved": [
            {"id": m.id, "title": m.title, "was": _iso(m.was), "now": _iso(m.now), "why": m.why}
            for m in plan.moves
        ],
        "done": [
            {"id": d.id, "title": d.title, "day": _iso(d.day), "hours": d.hours} for d in plan.done
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _change_json(change: Change) -> dict[str, str]:
    return {"id": change.id, "title": change.title, "why": change.why}


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
        "opens": _iso(step.opens),
        "closes": _iso(step.closes),
        "late": step.is_late,
        "leads": step.leads,
        "sessions": [{"day": s.day.isoformat(), "hours": s.hours} for s in step.sessions],
    }


def _test_json(test: FourWeekTest) -> dict[str, Any]:
    values = {field.name: getattr(test, field.name) for field in fields(test)}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
