"""Planning again: what stays, what moves and why, and what is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from tests.made_up import dive, guide, judged, judgement, needs, opportunity, profile, route, skill

from fingerpost.errors import UsageError
from fingerpost.guide.model import Day
from fingerpost.home.journal import Journal
from fingerpost.plan import Done, Plan, SoFar, make_plan, plan_before, plan_svg, plan_text
from fingerpost.plan.so_far import Lost
from fingerpost.plan.verify import broken_rules
from fingerpost.plan.words import say_done, say_due, say_lost, say_missed, so_far, take_back

MONDAY = date(2026, 11, 30)
PATH = judged(
    requirements=[needs("python", 2, 1), needs("statistics", 2, 0)],
    routes=[route(f"do{n}", "do", 6) for n in range(5)],
)


def planned(today=MONDAY, known=SoFar(), **parts) -> Plan:  # noqa: B008
    found = {"stroke": dive("stroke")}
    plan = make_plan(profile(**parts), judgement(PATH), None, found, guide(), today, so_far=known)
    assert broken_rules(plan, today, known) == ()
    return plan


def after(plan: Plan, **words) -> SoFar:
    return SoFar(before=plan_before(plan_text(plan)), **words)


def test_a_missed_week_moves_few_steps_and_says_why():
    first = planned()
    week = MONDAY + timedelta(weeks=6)
    hit = {s.id for s in first.steps for x in s.sessions if 0 <= (x.day - week).days < 7}
    again = planned(MONDAY, after(first, lost=(Lost(week, week, missed=True),)))
    assert hit
    assert len(again.moves) <= 2 * len(hit)
    assert all(move.why for move in again.moves)
    assert "the week of Mon 11 Jan 2027 was missed" in {move.why for move in again.moves}
    days = {x.day for s in again.steps for x in s.sessions}
    assert not [day for day in days if 0 <= (day - week).days < 7]


def test_a_holiday_is_told_with_its_reason():
    first = planned()
    away = Lost(date(2027, 1, 11), date(2027, 1, 24), "in Oban")
    again = planned(MONDAY, after(first, lost=(away,)))
    assert again.moves
    assert any("is lost (in Oban)" in move.why for move in again.moves)


def test_what_is_done_is_planned_no_more_and_the_rest_stays():
    first = planned()
    step = first.steps[1]
    done = Done(step.id, step.title, MONDAY, step.hours)
    again = planned(MONDAY, after(first, done=(done,)))
    assert again.done == (done,)
    assert step.id not in {s.id for s in again.steps}
    assert again.moves == ()


def test_a_step_whose_time_is_past_is_planned_again_and_a_running_one_goes_on():
    first = planned()
    today = MONDAY + timedelta(weeks=2)
    running = [s for s in first.steps if s.start < today <= s.end]
    over = [s for s in first.steps if s.end < today]
    again = {s.id: s for s in planned(today, after(first)).steps}
    assert running
    assert over
    assert all(again[s.id].start == s.start for s in running)
    assert all(again[s.id].start >= today for s in over)
    assert any("is not ticked" in note for note in planned(today, after(first)).notes)


def test_a_step_that_is_reckoned_longer_now_is_no_rest_of_what_is_past():
    """The four weeks of a test take the low end of an estimate, the long plan its middle."""
    first = planned()
    today = MONDAY + timedelta(weeks=3)
    over = next(s for s in first.steps if s.end < MONDAY + timedelta(weeks=2) and s.hours >= 1)
    shorter = replace(
        over, hours=0.5, sessions=(replace(over.sessions[0], hours=0.5),), end=over.sessions[0].day
    )
    steps = tuple(shorter if step is over else step for step in first.steps)
    again = planned(today, SoFar(before=plan_before(plan_text(replace(first, steps=steps)))))
    found = {step.id: step for step in again.steps}
    assert set(found) == {step.id for step in first.steps}
    assert found[over.id].start >= today
    assert found[over.id].hours == over.hours
    assert any("is not ticked" in note and over.title[:30] in note for note in again.notes)


def test_after_weeks_away_everything_has_its_place_at_once_and_not_when_asked_twice():
    path = judged(
        "p0",
        [needs("a", 3, 0), needs("b", 2, 0), needs("c", 3, 0)],
        [route("r0", "do", 0.5), route("r1", "meet", 0.5)],
    )
    skills = (skill("a"), skill("b", (("a", 2),)), skill("c", (("b", 1), ("a", 3))))
    call = opportunity("fellowship", Day(1, 4), Day(2, 20), waits=(3, 9))
    book, found = guide(skills=skills, opportunities=(call,)), {"stroke": dive("stroke")}
    who, today = profile(hours_per_week=3.5), MONDAY + timedelta(weeks=6)
    first = make_plan(who, judgement(path), None, found, book, MONDAY)
    known = after(first)
    for _ in range(2):
        plan = make_plan(who, judgement(path), None, found, book, today, so_far=known)
        assert "do not fit into two years" not in plan.sentence
        known = after(plan)


def test_other_hours_a_week_make_it_afresh_and_say_so():
    again = planned(MONDAY, after(planned()), hours_per_week=6.0)
    assert "you have 6 h a week now, not 4" in again.notes[0]


def test_a_path_that_was_tested_gives_way_to_the_next():
    other = judged("advising", [needs("python", 2, 1)], wanted=2)
    done = Done("test:research", "Small test", MONDAY - timedelta(days=30), 3)
    plan = make_plan(
        profile(), judgement(PATH, other), None, {}, guide(), MONDAY, so_far=SoFar((done,))
    )
    assert plan.test.path_id == "advising"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": 1}', '{"schema": 99, "steps": []}'])
def test_a_damaged_plan_is_no_plan(text):
    assert plan_before(text) is None


def test_what_was_said_is_read_from_the_journal_and_can_be_taken_back(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    say_done(journal, Done("read:1", "Read one", MONDAY, 1.5))
    say_missed(journal, date(2026, 12, 9), date(2026, 12, 14))
    say_lost(journal, date(2026, 12, 21), date(2027, 1, 3), MONDAY, "holiday")
    say_due(journal, "do:1", date(2027, 2, 1), MONDAY)

    def known() -> SoFar:
        return so_far(journal.read()[0], None)

    assert known().done == (Done("read:1", "Read one", MONDAY, 1.5),)
    assert known().lost[0] == Lost(date(2026, 12, 7), date(2026, 12, 7), "", missed=True)
    assert [len(lost.mondays()) for lost in known().lost] == [1, 2]
    assert known().due == {"do:1": date(2027, 2, 1)}
    assert take_back(journal, MONDAY).object == "do:1"
    assert known().due == {}
    take_back(journal, MONDAY, "read:1")
    assert known().done == ()
    with pytest.raises(UsageError, match="is not marked as done"):
        take_back(journal, MONDAY, "read:1")
    with pytest.raises(UsageError, match="turn them round"):
        say_lost(journal, date(2027, 1, 3), date(2026, 12, 21), MONDAY)


def test_a_journal_that_nobody_can_understand_says_nothing(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append("step done", "read:1", date=7, hours="many")
    journal.append("weeks lost", "tomorrow", last="2026-12-01")
    journal.append("deadline set", "do:1", due="soon")
    known = so_far(journal.read()[0], None)
    assert (known.lost, known.due) == ((), {})


def test_the_picture_names_every_step_and_is_sound_xml():
    plan = planned()
    hostile = replace(plan.steps[0], title="<script>x</script> & \x07")
    tree = ET.fromstring(plan_svg(replace(plan, steps=(hostile, *plan.steps[1:]))))
    titles = [e.text for e in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert len(titles) == len(plan.steps) + 1
    assert titles[0] == "Plan"
    assert any("<script>" in title for title in titles)
    assert tree.get("role") == "img"
    assert plan_svg(plan) == plan_svg(plan)


def test_the_picture_counts_what_one_page_has_no_room_for():
    plan = planned()
    many = tuple(replace(plan.steps[0], id=f"s{n}") for n in range(60))
    assert "and 22 later steps until" in plan_svg(replace(plan, steps=many))
    assert "<svg" in plan_svg(replace(plan, steps=(), waits=()))
