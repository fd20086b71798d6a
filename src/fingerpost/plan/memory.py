"""The plan as data (`plan.json`), from which the next plan knows what stood where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from fingerpost.plan.model import Change, Done, FourWeekTest, Move, Plan, Session, Step
from fingerpost.plan.output import plan_json
from fingerpost.plan.so_far import Before

SCHEMA = 1


def plan_text(plan: Plan) -> str:
    """Return the plan as the text of plan.json; the same plan is the same text."""
    row = {"schema": SCHEMA, **plan_json(plan), "person": dict(plan.person)}
    return json.dumps(row, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def plan_before(text: str) -> Before | None:
    """Return the plan that a plan.json holds; None where it is damaged or of a newer kind."""
    plan = plan_in(text)
    if plan is None or plan.made is None:
        return None
    return Before(
        made=plan.made,
        hours_per_week=plan.hours_per_week,
        steps=(*plan.steps, *plan.waits),
        test_path=plan.test.path_id if plan.test else "",
        test_start=plan.test.start if plan.test else None,
        person=plan.person,
    )


def plan_in(text: str) -> Plan | None:
    """Return the whole plan that a plan.json holds, as it was made; None as for `plan_before`.

    What an earlier version did not write is empty.
    """
    try:
        row = json.loads(text)
        if row["schema"] != SCHEMA:
            return None
        return _plan(row)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _plan(row: Mapping[str, Any]) -> Plan:
    return Plan(
        test=_test(row["test"]) if row["test"] else None,
        steps=tuple(map(_step, row["steps"])),
        feasible=row.get("feasible") is True,
        sentence=str(row.get("sentence", "")),
        hours_per_week=float(row["hours_per_week"]),
        made=date.fromisoformat(row["made"]),
        waits=tuple(map(_step, row["waits"])),
        lost=tuple(map(date.fromisoformat, row.get("lost", ()))),
        leading=tuple(map(str, row.get("leading", ()))),
        changes=tuple(map(str, row.get("changes", ()))),
        done=tuple(
            Done(str(d["id"]), str(d["title"]), date.fromisoformat(d["day"]), float(d["hours"]))
            for d in row.get("done", ())
        ),
        moves=tuple(
            Move(str(m["id"]), str(m["title"]), date.fromisoformat(m["was"]),
                 date.fromisoformat(m["now"]), str(m["why"]))
            for m in row.get("moved", ())
        ),
        notes=tuple(map(str, row.get("notes", ()))),
        new=tuple(map(_change, row.get("new", ()))),
        gone=tuple(map(_change, row.get("gone", ()))),
        person={str(name): str(said) for name, said in row.get("person", {}).items()},
    )  # fmt: skip


def _test(row: Mapping[str, Any]) -> FourWeekTest:
    days: dict[str, Any] = {key: date.fromisoformat(row[key]) for key in ("start", "end")}
    hours = {key: float(row.get(key, 0)) for key in ("hours_low", "hours_high")}
    words = {each.name: str(row.get(each.name, "")) for each in fields(FourWeekTest)}
    return FourWeekTest(**words | hours | days)


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
        leads=row.get("leads") is True,
    )


def _change(row: Mapping[str, Any]) -> Change:
    return Change(str(row["id"]), str(row["title"]), str(row["why"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
