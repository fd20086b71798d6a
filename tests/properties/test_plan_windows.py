"""Whatever windows there are, nothing stands outside its days: it is given up and told instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_up import guide, judged, judgement, needs, opportunity, profile, route

from fingerpost.guide.model import Day, Opportunity, OpportunityKind
from fingerpost.plan import make_plan
from fingerpost.plan.verify import broken_rules

MONDAY = date(2026, 11, 30)
PATH = judged(
    "p0", [needs("python", 2, 0)], [route("r0", "do", 1), route("r1", "do", 8), route("r2", "meet")]
)  # fmt: skip


@st.composite
def windows(draw: st.DrawFn) -> Opportunity:
    opens = MONDAY + timedelta(days=draw(st.integers(7, 40)))
    closes = opens + timedelta(days=draw(st.sampled_from((0, 1, 3, 20))))
    made = opportunity(
        f"on-{opens}-{closes}", Day(opens.month, opens.day), Day(closes.month, closes.day),
        confirmed=draw(st.sampled_from((None, opens.year))),
    )  # fmt: skip
    return replace(
        made,
        kind=draw(st.sampled_from((OpportunityKind.EVENT, OpportunityKind.WINDOW))),
        first=draw(st.sampled_from(((), (("p0", "r0"),)))),
        prepare=draw(st.sampled_from((None, ("p0", "r1")))),
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(windows(), min_size=1, max_size=3, unique_by=lambda one: one.id),
    st.integers(0, 6),
    st.sampled_from((3.0, 8.5)),
)
def test_nothing_stands_outside_its_days(found: list[Opportunity], later: int, hours: float):
    today = MONDAY + timedelta(days=later)
    book = guide(opportunities=tuple(found))
    plan = make_plan(profile(hours_per_week=hours), judgement(PATH), None, {}, book, today)
    assert broken_rules(plan, today) == ()
    for step in plan.steps:
        days = [session.day for session in step.sessions]
        assert not step.opens or min(days) >= step.opens
        assert not step.closes or max(days) <= step.closes
