"""What holds of every plan, whatever is asked of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_up import dive, guide, judged, judgement, needs, profile, route, skill

from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths.model import PathJudgement
from fingerpost.plan import Plan, make_plan
from fingerpost.plan.drafts import KINDS
from fingerpost.plan.weeks import monday_of

SKILLS = ("a", "b", "c", "d")
GUIDE = guide(
    skills=(
        skill("a"), skill("b", (("a", 2),)), skill("c", (("b", 1), ("a", 3))),
        skill("d", (("c", 2),)),
    ),
    resources=(),
)  # fmt: skip
DIVES = {"stroke": dive("stroke"), "sepsis": dive("sepsis")}

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
kinds = st.lists(st.tuples(st.sampled_from(KINDS), st.floats(0.5, 400)), max_size=12)
routes = kinds.map(lambda found: [route(f"r{n}", kind, h) for n, (kind, h) in enumerate(found)])
levels = st.fixed_dictionaries({name: st.integers(0, 4) for name in SKILLS})


@st.composite
def wishes(draw: st.DrawFn) -> tuple[Profile, PathJudgement, date]:
    mine, today = draw(levels), draw(days)
    wanted = [
        judged(
            f"path{n}", [needs(s, draw(st.integers(0, 4)), mine[s]) for s in SKILLS], draw(routes)
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    lost = draw(st.lists(st.integers(0, 740).map(lambda n: today + timedelta(n)), max_size=30))
    hours = draw(st.one_of(st.floats(0.1, 12), st.floats(0.1, 80)))
    who = profile(
        hours_per_week=hours,
        lost_weeks=tuple(lost),
        skills=tuple(SkillClaim(s, level) for s, level in mine.items()),
    )
    return who, judgement(*wanted), today


def planned(wish: tuple[Profile, PathJudgement, date]) -> Plan:
    who, judged_, today = wish
    return make_plan(who, judged_, None, DIVES, GUIDE, today)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@settings(max_examples=150, deadline=None)
@given(wishes())
def test_a_plan_keeps_every_promise(wish):
    who, _, today = wish
    plan = planned(wish)
    lost = {monday(day) for day in who.lost_weeks}
    weekly: Counter[date] = Counter()
    ends = {step.id: step.end for step in plan.steps}
    assert len(ends) == len(plan.steps)
    for step in plan.steps:
        assert sum(session.hours for session in step.sessions) == step.hours
        assert (step.start, step.end) == (step.sessions[0].day, step.sessions[-1].day)
        assert all(ends[before] < step.start for before in step.after)
        for session in step.sessions:
            assert 0 < session.hours <= 2
            assert today <= session.day <= today + timedelta(days=730)
            assert monday(session.day) not in lost
            weekly[monday(session.day)] += session.hours
    assert all(hours <= who.hours_per_week for hours in weekly.values())
    assert plan.feasible == bool(plan.steps)
    assert plan.sentence.endswith((".", "QUERY"))


@settings(max_examples=100, deadline=None)
@given(wishes())
def test_at_most_three_things_are_under_way_on_any_day(wish):
    steps = planned(wish).steps
    for day in {step.start for step in steps}:
        assert sum(step.start <= day <= step.end for step in steps) <= 3


@settings(max_examples=100, deadline=None)
@given(wishes())
def test_the_four_week_test_is_done_in_time_and_first(wish):
    plan = planned(wish)
    if plan.test is None or not plan.steps or wish[0].hours_per_week < 2 or wish[0].lost_weeks:
        return
    mine = [
        s for s in plan.steps if s.id in (f"test:{plan.test.path_id}", f"read:{plan.test.paper_id}")
    ]
    assert all(step.end <= plan.test.end for step in mine)
    # What fits into one sitting is not torn apart for it, so it may sit on a later day of the week.
    (test,) = (step for step in mine if step.id.startswith("test:"))
    assert monday_of(test.start) == monday_of(plan.steps[0].start)


@settings(max_examples=20, deadline=None)
@given(wishes())
def test_the_same_wish_gives_the_same_plan(wish):
    assert planned(wish) == planned(wish)


@settings(max_examples=100, deadline=None)
@given(wishes())
def test_the_four_week_test_fits_its_four_weeks(wish):
    test = planned(wish).test
    if test is not None:
        assert 0 < test.hours_low <= test.hours_high <= 4 * wish[0].hours_per_week
        assert (test.end - test.start).days == 27
