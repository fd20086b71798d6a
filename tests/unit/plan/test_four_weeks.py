"""Page one promises what the plan holds: its parts lie in its four weeks, its hours are those."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.made_up import (
    dive,
    guide,
    judged,
    judgement,
    needs,
    opportunity,
    profile,
    project,
    route,
)

from fingerpost.errors import UsageError
from fingerpost.guide.model import Basis, Day, Hours, SmallTest
from fingerpost.plan import Done, Plan, SoFar, make_plan, plan_before, plan_markdown, plan_text
from fingerpost.plan.frame import Task
from fingerpost.plan.place import afresh
from fingerpost.plan.sentences import dated
from fingerpost.plan.so_far import Lost
from fingerpost.plan.verify import broken_rules

MONDAY = date(2026, 11, 23)
SOON = opportunity("soon", Day(12, 1), Day(12, 15))
VISIT = SmallTest("Spend two half-days with a team", Hours(8, 14, Basis.OURS), "it bored you.")
PLAIN = judged(requirements=[needs("python", 2, 1)], routes=[route("letter", "meet", 2)])
PATH = replace(PLAIN, cheapest_test=VISIT, path=replace(PLAIN.path, cheapest_test=VISIT))


def planned(known=SoFar(), path=PATH, windows=(SOON,), today=MONDAY, **parts) -> Plan:  # noqa: B008
    held = {key: parts.pop(key) for key in ("projects",) if key in parts}
    book, found = guide(opportunities=windows, **held), {"stroke": dive("stroke")}
    plan = make_plan(profile(**parts), judgement(path), None, found, book, today, so_far=known)
    assert broken_rules(plan, today, known) == ()
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


def test_a_test_that_is_only_begun_is_gone_on_with_planned_or_done():
    plan = planned()
    begun = next(step for step in own(plan) if step.id == "test:research")
    rest = next(step for step in plan.steps if step.id == "finish:research")
    assert rest.start > begun.end
    assert begun.hours + rest.hours == (VISIT.hours.low + VISIT.hours.high) / 2
    assert f"goes on from {dated(rest.start)} ({rest.hours:g} h)" in plan.test.project
    done = Done(begun.id, begun.title, MONDAY, begun.hours)
    known = SoFar(before=plan_before(plan_text(plan)), done=(done,))
    assert "finish:research" in {step.id for step in planned(known).steps}
    whole = planned(windows=(), hours_per_week=8.0)
    assert "finish:research" not in {step.id for step in whole.steps}
    assert "goes on" not in whole.test.project


def test_half_days_are_told_to_be_agreed_with_the_team():
    test = next(step for step in own(planned()) if step.id == "test:research")
    assert "half-days are to be agreed with the team" in test.because
    evening = next(step for step in own(planned(path=PLAIN)) if step.id == "test:research")
    assert "half-days" not in evening.because


def test_planning_a_begun_test_again_on_the_same_day_changes_nothing():
    plan = planned()
    again = planned(SoFar(before=plan_before(plan_text(plan))))
    assert (again.steps, again.moves, again.test) == (plan.steps, (), plan.test)


def test_a_window_that_is_given_up_gives_its_hours_back_to_the_test():
    today = MONDAY + timedelta(days=1)
    first = tuple((PATH.path.id, key) for key in ("letter",))
    call = replace(opportunity("soon", Day(11, 10), Day(12, 10)), first=first)
    given_up = planned(windows=(call,), today=today, hours_per_week=3.0)
    assert not [step for step in given_up.steps if "soon" in step.id]
    assert given_up.changes
    free = planned(windows=(), today=today, hours_per_week=3.0)
    assert given_up.test.hours_high == free.test.hours_high
    assert given_up.test.project == free.test.project
    known = SoFar(before=plan_before(plan_text(given_up)))
    again = planned(known, windows=(call,), today=today, hours_per_week=3.0)
    assert (again.steps, again.test) == (given_up.steps, given_up.test)


def test_a_test_that_runs_keeps_its_project_when_a_window_is_over():
    small = replace(project("small", ("research",)), hours=Hours(2, 3, Basis.OURS))
    large = replace(project("large", ("research",), ("stroke",)), hours=Hours(9, 10, Basis.OURS))
    call, parts = replace(SOON, closes=Day(12, 8)), {"projects": (small, large)}
    first = planned(windows=(call,), path=PLAIN, hours_per_week=6.0, **parts)
    later, known = MONDAY + timedelta(days=18), SoFar(before=plan_before(plan_text(first)))
    assert "Project small" in first.test.project
    assert (
        "Project large"
        in planned(
            windows=(call,), path=PLAIN, today=later, hours_per_week=6.0, **parts
        ).test.project
    )
    again = planned(known, PLAIN, (call,), later, hours_per_week=6.0, **parts)
    assert again.test.start == first.test.start
    assert again.test.project.split(" Not all")[0] == first.test.project
    assert {step.id for step in own(again)} <= {step.id for step in own(first)}


def test_a_running_test_whose_weeks_are_lost_keeps_its_project_with_hours_above_nothing():
    first = planned(windows=(), path=PLAIN, hours_per_week=5.0)
    assert any(step.id.startswith("project:") for step in own(first))
    today, week = MONDAY + timedelta(days=21), MONDAY + timedelta(weeks=1)
    away = Lost(week, week + timedelta(days=20), missed=True)
    known = SoFar(before=plan_before(plan_text(first)), lost=(away,))
    again = planned(known, PLAIN, (), today, hours_per_week=5.0)
    assert all(step.hours > 0 for step in again.steps)
    assert {step.id for step in own(first)} == {step.id for step in own(again)}


def test_a_running_test_that_is_not_ticked_is_planned_again_soon_and_not_behind_the_whole_plan():
    routes = [route(f"long{n}", kind, 30) for n, kind in enumerate(("do", "learn", "read") * 2)]
    made = judged(requirements=[needs("python", 2, 1)], routes=routes)
    full = replace(made, cheapest_test=VISIT, path=replace(made.path, cheapest_test=VISIT))
    first = planned(windows=(), path=full, hours_per_week=3.0)
    known = SoFar(before=plan_before(plan_text(first)))
    again = planned(known, full, (), MONDAY + timedelta(days=20), hours_per_week=3.0)
    assert max(step.end for step in again.steps) > first.test.end + timedelta(days=360)
    assert max(step.end for step in own(again)) <= first.test.end + timedelta(weeks=4)


def test_what_makes_way_for_a_window_stays_within_the_four_weeks():
    tasks = (
        Task("test", "do", 5, leads=True), Task("paper", "read", 2, leads=True),
        Task("check", "do", 1, latest=2, calendar=True),
        Task("prepare", "do", 16, latest=1, calendar=True),
        Task("apply", "do", 1, ("prepare",), latest=2, calendar=True),
        Task("project", "do", 20), Task("teach", "learn", 30), Task("ask", "meet", 5),
    )  # fmt: skip
    placement = afresh(tasks, (8, 8, 8, 8, 8, 0, 0, *[8] * 23), 4).placement
    assert placement.keys() == {task.id for task in tasks}
    assert placement["apply"][-1][0] <= 2
    assert placement["paper"][-1][0] < 4
    assert placement["test"][-1][0] < 4


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
