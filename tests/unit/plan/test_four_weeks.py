"""Page one promises what the plan holds: its parts lie in its four weeks, its hours are those."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.made_up import dive, guide, judged, judgement, needs, opportunity, profile, route

from fingerpost.errors import UsageError
from fingerpost.guide.model import Basis, Day, Hours, SmallTest
from fingerpost.plan import Plan, SoFar, make_plan, plan_before, plan_markdown, plan_text
from fingerpost.plan.so_far import Lost
from fingerpost.plan.verify import broken_rules

MONDAY = date(2026, 11, 23)
SOON = opportunity("soon", Day(12, 1), Day(12, 15))
VISIT = SmallTest("Spend two half-days with a team", Hours(8, 14, Basis.OURS), "it bored you.")
PLAIN = judged(requirements=[needs("python", 2, 1)], routes=[route("letter", "meet", 2)])
PATH = replace(PLAIN, cheapest_test=VISIT, path=replace(PLAIN.path, cheapest_test=VISIT))


def planned(known=SoFar(), path=PATH, windows=(SOON,), **parts) -> Plan:  # noqa: B008
    book, found = guide(opportunities=windows), {"stroke": dive("stroke")}
    plan = make_plan(profile(**parts), judgement(path), None, found, book, MONDAY, so_far=known)
    assert broken_rules(plan, MONDAY, known) == ()
    return plan


def own(plan: Plan):
    return [step for step in plan.steps if step.leads]


@pytest.mark.parametrize("hours", [2.0, 3.0, 3.5, 4.0, 5.0, 8.0])
def test_all_parts_of_page_one_lie_in_its_four_weeks_beside_a_window(hours):
    plan = planned(hours_per_week=hours)
    assert {step.kind for step in own(plan)} >= {"do", "read", "meet"}
    for step in own(plan):
        assert step.start >= plan.test.start
        assert step.end <= plan.test.end or said_not_to_fit(plan, step)
    late = sum(step.hours for step in own(plan) if said_not_to_fit(plan, step))
    assert late <= 1
    laid = sum(step.hours for step in own(plan)) - late
    assert plan.test.hours_low == plan.test.hours_high == laid


def said_not_to_fit(plan: Plan, step) -> bool:
    return f"Not all in these four weeks: “{step.title[:40]}" in plan.test.project


def test_a_test_that_is_only_begun_says_the_same_on_page_one_and_on_its_step():
    plan = planned()
    test = next(step for step in own(plan) if step.id == "test:research")
    assert test.hours < VISIT.hours.low
    assert f"stop after {test.hours:g} h" in plan.test.project
    assert test.title.endswith(f"(stop after {test.hours:g} h)")
    assert f"**Hours:** {plan.test.hours_high:g} in four weeks" in plan_markdown(plan)


def test_half_days_are_told_to_be_agreed_with_the_team():
    test = next(step for step in own(planned()) if step.id == "test:research")
    assert "half-days are to be agreed with the team" in test.because
    evening = next(step for step in own(planned(path=PLAIN)) if step.id == "test:research")
    assert "half-days" not in evening.because


def test_planning_a_begun_test_again_on_the_same_day_changes_nothing():
    plan = planned()
    again = planned(SoFar(before=plan_before(plan_text(plan))))
    assert (again.steps, again.moves, again.test) == (plan.steps, (), plan.test)


def test_page_one_promises_no_more_than_lost_weeks_leave():
    plan = planned(windows=())
    away = Lost(MONDAY + timedelta(weeks=1), plan.test.end)
    again = planned(SoFar(before=plan_before(plan_text(plan)), lost=(away,)), windows=())
    assert again.test.start == plan.test.start
    for step in own(again):
        assert step.end <= again.test.end or said_not_to_fit(again, step)
    assert again.test.hours_high <= plan.hours_per_week
    assert again.test.hours_high == sum(
        session.hours
        for step in own(again)
        for session in step.sessions
        if again.test.start <= session.day <= again.test.end
    )


def test_a_day_after_which_there_are_no_two_years_is_told_in_a_sentence():
    with pytest.raises(UsageError, match="No plan can be made for 9999-12-31"):
        make_plan(profile(), judgement(PATH), None, {}, guide(), date(9999, 12, 31))
