"""What is about to close: no unticked half hour costs it, and the week that has begun counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.made_up import guide, judged, judgement, needs, opportunity, profile, route

from fingerpost.guide.model import Day
from fingerpost.plan import Done, Plan, SoFar, make_plan, plan_before, plan_text
from fingerpost.plan.so_far import Lost
from fingerpost.plan.verify import broken_rules

MONDAY = date(2026, 11, 23)
SOON = opportunity("soon", Day(12, 1), Day(12, 15))
PATH = judged(requirements=[needs("python", 2, 1)], routes=[route("letter", "meet", 2)])


def planned(today=MONDAY, so_far=SoFar(), window=SOON, **parts) -> Plan:  # noqa: B008
    book = guide(opportunities=(window,))
    plan = make_plan(profile(**parts), judgement(PATH), None, {}, book, today, so_far=so_far)
    assert broken_rules(plan, today, so_far) == ()
    return plan


def after(plan: Plan, **words) -> SoFar:
    return SoFar(before=plan_before(plan_text(plan)), **words)


def found(plan: Plan, key: str):
    return next((step for step in plan.steps if step.id == key), None)


def test_a_half_hour_that_was_not_ticked_does_not_cost_the_application():
    first = planned()
    check, prepare = found(first, "check:soon"), found(first, "prepare:soon")
    for days in range((prepare.end - check.end).days):
        again = planned(check.end + timedelta(days=days + 1), after(first))
        kept = found(again, "prepare:soon")
        assert kept, again.changes
        assert kept.end <= date(2026, 12, 14)
        assert kept.end < found(again, "apply:soon").start <= date(2026, 12, 15)
        assert not [said for said in again.changes if "Prepare" in said]


def test_the_rest_of_this_week_is_used_for_what_is_about_to_close():
    """On Wednesday four hours at least are left to do by the Monday after next, at three a week."""
    plan = planned(date(2026, 12, 2), hours_per_week=3.0)
    check, prepare = found(plan, "check:soon"), found(plan, "prepare:soon")
    assert check.start < date(2026, 12, 7)
    assert check.end <= prepare.start
    assert prepare.end <= date(2026, 12, 14)
    this_week = [s for step in plan.steps for s in step.sessions if s.day < date(2026, 12, 7)]
    assert 0 < sum(session.hours for session in this_week) <= 3
    assert {step.id for step in plan.steps if step.start < date(2026, 12, 7)} == {
        "check:soon", "prepare:soon",
    }  # fmt: skip


def test_nothing_is_laid_into_the_rest_of_a_week_that_is_lost():
    known = SoFar(lost=(Lost(date(2026, 12, 1), date(2026, 12, 6)),))
    plan = planned(date(2026, 12, 2), known, hours_per_week=6.0)
    assert not [s for step in plan.steps for s in step.sessions if s.day < date(2026, 12, 7)]


def test_one_is_told_what_is_missing_and_what_is_offered_truly_helps():
    plan = planned(date(2026, 12, 2), hours_per_week=1.5)
    (said,) = plan.changes
    assert "“Prepare: The soon” (4 h) cannot be done by Mon 14 Dec 2026" in said
    assert "It needs 4 h, and 0.5 h for what comes before it, in the 12 days that are left" in said
    assert "at 1.5 h a week you have 2.5" in said
    hours = float(said.split("hours_per_week = ")[1].split(" ")[0])
    assert found(planned(date(2026, 12, 2), hours_per_week=hours), "prepare:soon")
    assert not found(planned(date(2026, 12, 2), hours_per_week=hours - 0.5), "prepare:soon")


def test_where_a_rule_of_the_plan_is_what_blocks_the_rule_is_named():
    """A letter, the preparing and the sending off, each in a week of its own: two are left."""
    window = replace(
        opportunity("soon", None, Day(12, 12), confirmed=2026), first=(("research", "letter"),)
    )
    plan = planned(date(2026, 12, 2), window=window, hours_per_week=20.0)
    assert not found(plan, "prepare:soon")
    (said,) = plan.changes
    assert "“Route letter” has to be over in a week before it" in said
    assert "fingerpost plan done route:research:letter" in said
    letter = SoFar(done=(Done("route:research:letter", "Route letter", MONDAY, 2),))
    helped = planned(date(2026, 12, 2), letter, window=window, hours_per_week=20.0)
    assert found(helped, "prepare:soon").end <= date(2026, 12, 5)


def test_a_small_step_shares_the_week_of_what_it_holds_up_and_comes_first_in_it():
    """All weeks but the last are lost: the half hour and the sending off stand in one week."""
    first = planned(date(2026, 11, 23), hours_per_week=12.0)
    done = tuple(
        Done(step.id, step.title, MONDAY, step.hours)
        for step in first.steps
        if step.id == "prepare:soon"
    )
    away = Lost(date(2026, 11, 30), date(2026, 12, 7))
    again = planned(date(2026, 11, 28), after(first, done=done, lost=(away,)), hours_per_week=12.0)
    check, send = found(again, "check:soon"), found(again, "apply:soon")
    assert send.start <= date(2026, 12, 15)
    assert check is None or check.end <= send.start
