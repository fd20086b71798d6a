"""What the calendar dictates: windows lead, waits stand, and what cannot be in time is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.made_up import TODAY, guide, judged, judgement, needs, opportunity, profile, route

from fingerpost.guide.model import (
    Basis,
    Day,
    Hours,
    OpportunityKind,
    Programme,
    ProgrammeKind,
)
from fingerpost.plan import Plan, SoFar, make_plan, plan_before, plan_text
from fingerpost.plan.verify import broken_rules
from fingerpost.plan.windows import concerns

PATH = judged(
    requirements=[needs("python", 2, 1)],
    routes=[route("letter", "meet", 2), route("join", "do", 10)],
)


def planned(*opportunities, today=TODAY, so_far=SoFar(), **parts) -> Plan:  # noqa: B008
    who, book = profile(**parts), guide(opportunities=opportunities)
    plan = make_plan(who, judgement(PATH), None, {}, book, today, so_far=so_far)
    assert broken_rules(plan, today, so_far) == ()
    return plan


def step(plan: Plan, key: str):
    return next(s for s in (*plan.steps, *plan.waits) if s.id == key)


def test_a_window_that_closes_within_eight_weeks_leads_and_is_to_be_checked_today():
    plan = planned(opportunity("fellowship", Day(11, 10), Day(12, 31)), hours_per_week=6.0)
    (said,) = plan.leading
    assert "The fellowship: it closes on Thu 31 Dec 2026 (in 5 weeks)." in said
    assert "Check today: no source gives the days of 2026" in said
    check, prepare = step(plan, "check:fellowship"), step(plan, "prepare:fellowship")
    send = step(plan, "apply:fellowship")
    assert check.start - plan.test.start < timedelta(days=7)
    assert check.end < prepare.start
    assert prepare.end < send.start <= date(2026, 12, 31)
    assert plan.test.end >= max(s.end for s in plan.steps if s.leads)


def test_a_window_of_a_path_that_is_wanted_and_not_planned_is_told():
    call = opportunity("fellowship", Day(11, 10), Day(12, 31), paths=("teaching",))
    told = planned(call, wants=("teaching",))
    assert "The fellowship: it closes on Thu 31 Dec 2026" in told.leading[0]
    assert not [s for s in told.steps if "fellowship" in s.id]
    assert planned(call).leading == ()


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 12, 18), "in 13 days"), (date(2026, 12, 30), "in 1 day"),
        (date(2026, 12, 31), "today"), (date(2026, 12, 10), "in 3 weeks"),
        (date(2026, 12, 5), "in 4 weeks"),
    ],
)  # fmt: skip
def test_how_far_a_closing_day_is_is_told_in_days_under_three_weeks(today, told):
    plan = planned(opportunity("fellowship", Day(11, 10), Day(12, 31)), today=today)
    assert f"closes on Thu 31 Dec 2026 ({told})." in plan.leading[0]


def test_confirmed_days_need_no_check_and_a_far_window_does_not_lead():
    plan = planned(opportunity("far", Day(5, 1), Day(5, 31), confirmed=2027))
    assert plan.leading == ()
    assert not [s for s in plan.steps if s.id.startswith("check:")]
    assert date(2027, 5, 1) <= step(plan, "apply:far").start <= date(2027, 5, 31)


def test_the_longest_wait_begins_after_the_closing_day_and_takes_no_hours():
    plan = planned(opportunity("far", Day(5, 1), Day(5, 31), waits=(6,)))
    wait = step(plan, "wait:far:1")
    assert wait.hours == 0
    assert wait.start > date(2027, 5, 31)
    assert (wait.end - wait.start).days == 6 * 7 - 1


def test_what_follows_a_letter_waits_for_the_reply():
    plan = planned(opportunity("reply", None, None, paths=("research",), waits=(4,)))
    wait, join = step(plan, "wait:reply:research:1"), step(plan, "route:research:join")
    assert step(plan, "meet:research").end < wait.start
    assert join.start > wait.end


def test_a_window_that_cannot_be_kept_is_given_up_and_told_with_what_helps():
    soon = opportunity("soon", Day(12, 1), Day(12, 13), confirmed=2026)
    plan = planned(soon, hours_per_week=2.0)
    assert plan.feasible
    assert not [s for s in plan.steps if "soon" in s.id]
    (said,) = plan.changes
    assert "“Send it off: The soon” (0.5 h) cannot be done by Sun 13 Dec 2026" in said
    assert "hours_per_week = " in said
    hours = float(said.split("hours_per_week = ")[1].split(" ")[0])
    assert step(planned(soon, hours_per_week=hours), "prepare:soon").end < date(2026, 12, 13)
    fewer = planned(soon, hours_per_week=hours - 0.5)
    assert not [s for s in fewer.steps if "soon" in s.id]


def test_a_conference_on_days_without_a_sitting_is_told_with_its_days_and_its_hours():
    opens, closes = date(2026, 12, 6), date(2026, 12, 7)
    meeting = replace(
        opportunity("meeting", Day(12, 6), Day(12, 7), confirmed=2026), kind=OpportunityKind.EVENT
    )
    plan = planned(meeting, hours_per_week=3.0)
    assert not [s for s in plan.steps if "meeting" in s.id]
    (said,) = plan.changes
    assert "“The meeting” (2 h) cannot be done by Mon 7 Dec 2026, so it is not planned." in said
    assert (
        "from Sun 6 Dec 2026, when it opens, to Mon 7 Dec 2026, when it closes, and on no other day"
    ) in said
    assert "It takes 2 h; at 3 h a week the plan's sittings on these days hold 0 h" in said
    assert not [s for s in plan.steps for x in s.sessions if opens <= x.day <= closes]
    assert said.endswith("If you have the time then, do it beside the plan.")
    assert "hours_per_week" not in said, "nobody changes their weeks for one meeting"
    held = step(planned(meeting, hours_per_week=14.0), "attend:meeting")
    assert opens <= held.start <= held.end <= closes


def test_a_deadline_of_ones_own_that_cannot_be_kept_is_answered_with_the_smallest_change():
    due = {"route:research:join": date(2026, 12, 6)}
    plan = planned(so_far=SoFar(due=due), hours_per_week=4.0)
    assert not plan.feasible
    (said,) = plan.changes
    assert "cannot be done by Sun 6 Dec 2026" in said
    assert "h a week more" in said
    assert "later" in said
    later = planned(so_far=SoFar(due={"route:research:join": date(2027, 6, 13)}))
    assert later.feasible
    assert step(later, "route:research:join").end <= date(2027, 6, 13)


def test_only_what_is_open_to_the_person_counts():
    nurses = Programme(
        "p", "A programme", ProgrammeKind.FELLOWSHIP, "", ("nurse",), ("GB",), "", None, None,
        "", (), "", ("research",), "", (), "2026-11-01",
    )  # fmt: skip
    book = guide(programmes=(nurses,))
    opening = replace(opportunity("o", None, Day(5, 1)), programme="p")

    def is_open(**parts) -> bool:
        return concerns(opening, book, ["research"], profile(**parts))

    assert is_open()
    assert is_open(profession="Nurse", country="United Kingdom")
    assert is_open(profession="Ward sister")
    assert is_open(profession="made-up title"), "what cannot be told shuts nothing"
    assert not is_open(profession="doctor")
    assert not is_open(profession="GP trainee")
    assert not is_open(country="Germany")
    assert not concerns(opening, book, ["founding"], profile())
    book = guide(programmes=(replace(nurses, countries=(), closed_to=("GB",)),))
    assert is_open(country="Germany")
    assert is_open()
    assert not is_open(country="UK")


def test_what_leads_into_a_refused_path_or_needs_steps_of_one_is_not_planned():
    both = ("teaching", "research")
    call = opportunity("fellowship", Day(11, 10), Day(12, 31), paths=both)
    assert step(planned(call, refuses=("teaching",)), "apply:fellowship")
    refused = planned(replace(call, first=(("teaching", "r0"),)), refuses=("teaching",))
    assert refused.leading == ()
    assert not [s for s in refused.steps if "fellowship" in s.id]
    alone = replace(call, paths=("teaching",))
    assert planned(alone, refuses=("teaching",)).leading == ()


def test_what_an_application_needs_is_asked_for_before_it_is_prepared():
    window = opportunity("fellowship", Day(11, 10), Day(12, 31))
    plan = planned(replace(window, first=(("research", "letter"),)), hours_per_week=6.0)
    asked = step(plan, "route:research:letter")
    assert asked.end < step(plan, "prepare:fellowship").start
    assert asked.end < step(plan, "apply:fellowship").start


def test_what_belongs_to_an_application_is_done_before_it_is_sent_and_once():
    window = replace(
        opportunity("fellowship", Day(11, 10), Day(12, 31), confirmed=2026),
        first=(("research", "letter"),),
        prepare=("research", "join"),
    )
    plan = planned(window, hours_per_week=6.0)
    write, send = step(plan, "prepare:fellowship"), step(plan, "apply:fellowship")
    assert (write.title, write.hours) == ("Prepare: The fellowship: route join", 10)
    assert step(plan, "route:research:letter").end < write.start
    assert write.end < send.start
    assert not [s for s in plan.steps if s.id == "route:research:join"]


def test_a_window_that_is_given_up_takes_all_that_belongs_to_it_along():
    window = replace(
        opportunity("soon", Day(12, 1), Day(12, 13)),
        first=(("research", "letter"),),
        prepare=("research", "join"),
    )
    plan = planned(window, hours_per_week=3.0)
    assert "cannot be done by" in plan.changes[0]
    ids = [s.id for s in (*plan.steps, *plan.waits)]
    assert not [key for key in ids if "soon" in key or key.startswith("route:research:")]


def test_little_time_before_a_window_closes_is_planned_with_the_least_hours():
    write = replace(route("write", "do"), hours=Hours(6, 20, Basis.OURS))
    path = judged(routes=[write])
    window = replace(
        opportunity("soon", Day(12, 1), Day(12, 21), confirmed=2026),
        prepare=("research", "write"),
    )
    book = guide(opportunities=(window,))

    def hours(per_week: float) -> float:
        who = profile(hours_per_week=per_week)
        return step(make_plan(who, judgement(path), None, {}, book, TODAY), "prepare:soon").hours

    assert hours(8.0) == 13
    assert hours(4.0) == 6


def test_what_builds_on_an_overdue_step_waits_for_it_even_in_the_week_that_has_begun():
    window = opportunity("fellowship", Day(1, 4), Day(2, 20))
    plan = planned(window, hours_per_week=5.0)
    tuesday = step(plan, "prepare:fellowship").start
    tuesday += timedelta(days=1 - tuesday.weekday())
    so_far = SoFar(before=plan_before(plan_text(plan)))
    later = planned(window, today=tuesday, so_far=so_far, hours_per_week=5.0)
    assert step(later, "check:fellowship").end <= step(later, "prepare:fellowship").start


def test_a_deadline_for_work_that_is_done_already_is_told_and_not_planned():
    call = replace(opportunity("call", None, Day(12, 31)), kind=OpportunityKind.DEADLINE)
    plan = planned(call)
    assert "The call: it closes on Thu 31 Dec 2026" in plan.leading[0]
    assert not [s for s in plan.steps if s.id.endswith(":call")]


def test_a_window_that_lapsed_is_told_to_be_over_and_the_next_to_be_a_guess():
    call = opportunity("fellowship", Day(11, 10), Day(12, 15), confirmed=2026)
    first = planned(call, hours_per_week=6.0)
    known = SoFar(before=plan_before(plan_text(first)))
    later = planned(call, today=date(2026, 12, 20), so_far=known, hours_per_week=6.0)
    send = step(later, "apply:fellowship")
    assert send.start >= date(2027, 11, 10)
    told = [m.why for m in later.moves if m.id == send.id]
    told += [note for note in later.notes if "Send it off: The fellowship" in note]
    assert any(
        "its days of 2026 have passed; the next end on Wed 15 Dec 2027, a guess" in said
        for said in told
    )
    assert not any("comes first" in said for said in told)
