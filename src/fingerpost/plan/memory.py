"""The plan as data (`plan.json`), from which the next plan knows what stood where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from fingerpost.plan.model import Plan, Session, Step
from fingerpost.plan.output import plan_json
from fingerpost.plan.so_far import Before

SCHEMA = 1


def plan_text(plan: Plan) -> str:
    """Return the plan as the text of plan.json; the same plan is the same text."""
    row = {"schema": SCHEMA, **plan_json(plan)}
    return json.dumps(row, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def plan_before(text: str) -> Before | None:
    """Return the plan that a plan.json holds; None where it is damaged or of a newer kind."""
    try:
        row = json.loads(text)
        if row["schema"] != SCHEMA:
            return None
        test = row["test"] or {}
        return Before(
            made=date.fromisoformat(row["made"]),
            hours_per_week=float(row["hours_per_week"]),
            steps=tuple(_step(each) for each in [*row["steps"], *row["waits"]]),
            test_path=str(test.get("path_id", "")),
            test_start=date.fromisoformat(test["start"]) if test else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        id=str(row["id"]),
        title=str(row["title"]),
        kind=str(row["kind"]),
        hours=float(row["hours"]),
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["end"]),
        because=str(row["because"]),
        after=tuple(map(str, row["after"])),
        sessions=tuple(
            Session(date.fromisoformat(held["day"]), float(held["hours"]))
            for held in row["sessions"]
        ),
        url=str(row["url"]),
        estimate=str(row["estimate"]),
        opens=_day(row["opens"]),
        closes=_day(row["closes"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
