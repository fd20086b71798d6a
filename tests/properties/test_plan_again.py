"""What holds of every plan that follows another, whatever was done, missed or lost between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_up import (
    dive,
    guide,
    judged,
    judgement,
    needs,
    opportunity,
    profile,
    route,
    skill,
)

from fingerpost.guide.model import Day
from fingerpost.home import Home
from fingerpost.home.files import read_text, write_text
from fingerpost.plan import NOTHING_YET, Done, Plan, SoFar, make_plan, plan_before, plan_text
from fingerpost.plan.markdown import ticked, with_tick
from fingerpost.plan.so_far import Lost
from fingerpost.plan.verify import broken_rules
from fingerpost.report import plan_so_far, write_plan

MONDAY = date(2026, 11, 30)
BOOK = guide(
    skills=(skill("a"), skill("b", (("a", 2),)), skill("c", (("b", 1), ("a", 3)))),
    opportunities=(
        opportunity("fellowship", Day(1, 4), Day(2, 20), waits=(3, 9)),
        opportunity("reply", None, None, paths=("p0",), waits=(4,)),
    ),
)
DIVES = {"stroke": dive("stroke")}
WHO = profile(hours_per_week=5.0)


@st.composite
def wishes(draw: st.DrawFn):
    kinds = st.sampled_from(("learn", "do", "read", "meet"))
    routes = [
        route(f"r{n}", draw(kinds), draw(st.floats(0.5, 40)))
        for n in range(draw(st.integers(0, 10)))
    ]
    path = judged("p0", [needs(key, draw(st.integers(1, 3)), 0) for key in "abc"], routes)
    return judgement(path), replace(
        WHO, hours_per_week=draw(st.sampled_from((2.0, 3.5, 5.0, 12.0)))
    )


@st.composite
def events(draw: st.DrawFn):
    """What happens from week to week: (weeks later, what)."""
    what = st.sampled_from(("nothing", "done", "missed", "lost", "due"))
    return draw(st.lists(st.tuples(st.integers(0, 3), what, st.integers(0, 9)), max_size=6))


def happens(so_far: SoFar, plan: Plan, today: date, what: str, which: int) -> SoFar:
    so_far = replace(so_far, before=plan_before(plan_text(plan)))
    if what == "done" and plan.steps:
        step = plan.steps[which % len(plan.steps)]
        return replace(so_far, done=(*so_far.done, Done(step.id, step.title, today, step.hours)))
    if what == "missed":
        week = today - timedelta(days=today.weekday() + 7 * (which % 2))
        return replace(so_far, lost=(*so_far.lost, Lost(week, week, missed=True)))
    if what == "lost":
        first = today + timedelta(weeks=which)
        return replace(so_far, lost=(*so_far.lost, Lost(first, first + timedelta(days=9), "away")))
    if what == "due" and plan.steps:
        step = plan.steps[which % len(plan.steps)]
        return replace(so_far, due={**so_far.due, step.id: today + timedelta(weeks=2 + which)})
    return so_far


@settings(max_examples=12, deadline=None)
@given(wishes(), events())
def test_every_plan_after_a_plan_keeps_the_hard_rules(wish, happened):
    judged_, who = wish
    so_far, today = NOTHING_YET, MONDAY
    plan = make_plan(who, judged_, None, DIVES, BOOK, today)
    assert broken_rules(plan, today) == ()
    for later, what, which in happened:
        today += timedelta(days=7 * later + which % 3)
        so_far = happens(so_far, plan, today, what, which)
        plan = make_plan(who, judged_, None, DIVES, BOOK, today, so_far=so_far)
        assert broken_rules(plan, today, so_far) == ()


@settings(max_examples=8, deadline=None)
@given(wishes())
def test_planning_again_on_the_same_day_moves_nothing(wish):
    judged_, who = wish
    plan = make_plan(who, judged_, None, DIVES, BOOK, MONDAY)
    so_far = SoFar(before=plan_before(plan_text(plan)))
    again = make_plan(who, judged_, None, DIVES, BOOK, MONDAY, so_far=so_far)
    assert again.moves == ()
    assert again.steps == plan.steps


@settings(max_examples=10, deadline=None)
@given(wishes(), events())
def test_planning_twice_on_one_day_gives_the_same_plan(wish, happened):
    judged_, who = wish
    so_far, today = NOTHING_YET, MONDAY
    plan = make_plan(who, judged_, None, DIVES, BOOK, today)
    for later, what, which in happened:
        today += timedelta(days=7 * later + which % 3)
        so_far = happens(so_far, plan, today, what, which)
        plan = make_plan(who, judged_, None, DIVES, BOOK, today, so_far=so_far)
        known = replace(so_far, before=plan_before(plan_text(plan)))
        again = make_plan(who, judged_, None, DIVES, BOOK, today, so_far=known)
        assert (again.steps, again.waits) == (plan.steps, plan.waits)
        assert again.sentence == plan.sentence


@settings(max_examples=5, deadline=None)
@given(wishes(), events(), st.data())
def test_every_tick_and_note_survives_any_row_of_plans(wish, happened, data):
    judged_, who = wish
    with TemporaryDirectory() as folder:
        home, today = Home.create(Path(folder) / "home", ""), MONDAY
        notes, ticks = [], set()
        for number, (later, _, which) in enumerate([(0, "", 0), *happened]):
            today += timedelta(weeks=later)
            so_far = plan_so_far(home, today)
            plan = make_plan(who, judged_, None, DIVES, BOOK, today, so_far=so_far)
            path = write_plan(home, plan)
            text = path.read_text(encoding="utf-8")
            assert all(note in text for note in notes)
            assert ticks <= set(ticked(text))
            assert not ticks & {step.id for step in plan.steps}
            read = read_text(path)
            lines = read.text.split("\n")
            notes.append(f"note {number} of mine")
            lines.insert(data.draw(st.integers(0, len(lines))), f"\n{notes[-1]}\n")
            text = "\n".join(lines)
            if plan.steps:
                step = plan.steps[which % len(plan.steps)].id
                text = with_tick(text, step, "x")
                ticks.add(step)
            write_text(path, text, read)
