"""A plan knows what it was made from: what the person says otherwise since is told by its name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.made_up import TODAY, dive, guide, judged, judgement, needs, profile, route

from fingerpost.home.profile import SkillClaim
from fingerpost.plan import make_plan, plan_before, plan_in, plan_text
from fingerpost.plan.person import changed_since

PATH = judged(requirements=[needs("python", 2, 1)], routes=[route("letter", "meet")])
ME = profile(city="Leeds", country="GB")
TEXT = plan_text(
    make_plan(ME, judgement(PATH), None, {"stroke": dive("stroke")}, guide(), TODAY)
)  # fmt: skip


def test_a_plan_is_read_back_with_what_it_was_made_from():
    plan, before = plan_in(TEXT), plan_before(TEXT)
    assert plan
    assert before
    assert changed_since(plan, ME) == changed_since(before, ME) == ""


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ({"hours_per_week": 9.5}, "your hours a week"),
        ({"country": "IE"}, "where you are"),
        ({"skills": (SkillClaim("python", 3),)}, "your skills"),
        ({"wants": ("teaching",)}, "what you want"),
        ({"profession": "nurse"}, "your work"),
        ({"question": "Who falls?"}, "your question"),
        ({"lost_weeks": (date(2026, 12, 24),)}, "the weeks without time"),
        ({"hours_per_week": 9.5, "city": "Hull"}, "your hours a week and where you are"),
    ],
)
def test_what_was_changed_is_named(parts, named):
    before = plan_before(TEXT)
    assert before
    told = changed_since(before, replace(ME, **parts))
    assert told.endswith(f"you changed {named} since.")


def test_what_a_plan_does_not_read_makes_it_no_older():
    before = plan_before(TEXT)
    assert before
    other = replace(ME, rota="nights", money_needed="as now", name="Kim", grade="band 7")
    assert changed_since(before, other) == ""


def test_a_plan_of_an_earlier_version_tells_of_hours_alone():
    row = json.loads(TEXT)
    del row["person"]
    before = plan_before(json.dumps(row))
    assert before
    assert changed_since(before, replace(ME, city="Hull")) == ""
    assert "your hours a week" in changed_since(before, replace(ME, hours_per_week=9.5))
