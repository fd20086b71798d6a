"""Weeks that are lost move a full plan back by about as much, and what is told of it is true."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.made_up import dive, guide, judged, judgement, needs, profile, route

from fingerpost.plan import Plan, SoFar, make_plan, plan_before, plan_json, plan_text
from fingerpost.plan.frame import Task, breaches
from fingerpost.plan.ripple import ripple
from fingerpost.plan.so_far import Lost
from fingerpost.plan.verify import broken_rules
from fingerpost.plan.weeks import monday_of

MONDAY = date(2026, 11, 23)
ROUTES = [
    route("course", "learn", 120), route("trial", "do", 50), route("talk", "meet", 3.5),
    route("other", "do", 12), *(route(f"read{n}", "read", 1.5) for n in range(8)),
]  # fmt: skip
PATH = judged(requirements=[needs("python", 2, 1), needs("statistics", 2, 0)], routes=ROUTES)
HOLIDAY = Lost(date(2026, 12, 21), date(2027, 1, 3))


def planned(known=SoFar(), path=PATH, today=MONDAY, **parts) -> Plan:  # noqa: B008
    who = profile(**({"hours_per_week": 6.0} | parts))
    found = {"stroke": dive("stroke")}
    plan = make_plan(who, judgement(path), None, found, guide(), today, so_far=known)
    assert broken_rules(plan, today, known) == ()
    return plan


def after(plan: Plan, **words) -> SoFar:
    return SoFar(before=plan_before(plan_text(plan)), **words)


@pytest.fixture(scope="module")
def first() -> Plan:
    return planned()


@pytest.fixture(scope="module")
def again(first: Plan) -> Plan:
    return planned(after(first, lost=(HOLIDAY,)))


def weekly(plan: Plan) -> Counter:
    hours: Counter = Counter()
    for step in plan.steps:
        for session in step.sessions:
            hours[monday_of(session.day)] += session.hours
    return hours


def test_two_lost_weeks_put_off_the_end_by_about_two_weeks(first, again):
    ends = [max(step.end for step in plan.steps) for plan in (first, again)]
    assert ends[1] - ends[0] <= timedelta(weeks=3)


def test_two_lost_weeks_do_not_move_the_main_work_by_months(first, again):
    old = {step.id: step for step in first.steps}
    long = [step for step in again.steps if step.hours >= 20]
    assert len(long) >= 2
    for step in long:
        assert abs(step.start - old[step.id].start) <= timedelta(weeks=4)
        assert abs(step.end - old[step.id].end) <= timedelta(weeks=4)


def test_after_lost_weeks_the_others_stay_as_full_as_they_were(first, again):
    before, now = weekly(first), weekly(again)
    full = [monday for monday, hours in before.items() if hours == 6]
    idle = [m for m in full if m not in HOLIDAY.mondays() and now[m] < 5]
    assert len(idle) <= 1


def test_a_step_makes_room_only_for_what_takes_its_hours(first, again):
    old, new = ({step.id: step for step in plan.steps} for plan in (first, again))
    told = [move for move in again.moves if move.why.startswith("to make room for")]
    for move in told:
        taker = next(s for s in again.steps if f"“{s.title[:60]}" in move.why)
        gave, took = weekly_of(old[move.id]), weekly_of(new[taker.id]) - weekly_of(old[taker.id])
        given = gave - weekly_of(new[move.id])
        assert sum((given & took).values()) * 2 >= sum(given.values())


def weekly_of(step) -> Counter:
    hours: Counter = Counter()
    for session in step.sessions:
        hours[monday_of(session.day)] += session.hours
    return hours


def test_what_is_not_ticked_is_told_once_with_its_new_day(first):
    today = MONDAY + timedelta(weeks=2)
    plan = planned(after(first), today=today)
    notes = [note for note in plan.notes if "is not ticked" in note]
    assert notes
    assert all("so it is planned again, from " in note for note in notes)
    assert not [move for move in plan.moves if "ticked" in move.why and "rest" not in move.why]
    for move in plan.moves:
        assert not [note for note in notes if note.endswith(f"plan done {move.id}")]


def test_one_is_told_which_steps_came_and_which_went_and_why(first):
    fewer = replace(
        PATH, path=replace(PATH.path, routes=(*ROUTES[1:], route("thesis", "do", 5)))
    )  # fmt: skip
    plan = planned(after(first), path=fewer)
    assert [(change.id, change.why[:9]) for change in plan.new] == [
        ("route:research:thesis", "5 h, from")
    ]
    assert [change.id for change in plan.gone] == ["route:research:course"]
    assert any("New in the plan: “Route thesis” (5 h, from " in note for note in plan.notes)
    assert "No longer in the plan: “Route course”." in plan.notes
    row = plan_json(plan)
    assert [change["id"] for change in row["new"]] == ["route:research:thesis"]
    assert [change["id"] for change in row["gone"]] == ["route:research:course"]


def test_a_path_that_is_given_up_is_the_reason_of_what_went(first):
    other = judged("advising", [needs("python", 2, 1)])
    plan = make_plan(
        profile(hours_per_week=6.0), judgement(other, PATH, best=["advising"]), None, {}, guide(),
        MONDAY, so_far=after(first),
    )  # fmt: skip
    why = {change.id: change.why for change in plan.gone}
    assert why["route:research:trial"].startswith("“Research” is not among the paths")


def test_a_full_plan_moves_back_as_one():
    tasks = [Task("a", "do", 8), Task("b", "do", 4, ("a",)), Task("c", "do", 4, ("b",))]
    wanted = {"a": ((0, 4), (1, 4)), "b": ((2, 4),), "c": ((3, 4),)}
    room = [4, 0, 4, 4, 4, 4]
    moved = ripple(tasks, room, wanted)
    assert moved == {"a": ((0, 4), (2, 4)), "b": ((3, 4),), "c": ((4, 4),)}
    assert not list(breaches(tasks, moved, room))


def test_what_has_room_to_spare_takes_the_shift_up():
    tasks = [Task("a", "do", 4), Task("b", "do", 4), Task("c", "do", 4)]
    wanted = {"a": ((0, 4),), "b": ((1, 4),), "c": ((4, 4),)}
    moved = ripple(tasks, [0, 4, 4, 4, 4], wanted)
    assert moved == {"a": ((1, 4),), "b": ((2, 4),), "c": ((4, 4),)}
