"""What the person is asked to say: at once what a verdict waits for, and who asks for the rest."""

from __future__ import annotations

from dataclasses import replace

from tests.made_up import TODAY, guide, judged, judgement, needs, profile

from fingerpost.guide.model import Need
from fingerpost.paths.model import Verdict
from fingerpost.plan import Plan, make_plan


def planned(*paths, best=None, first="", wants=()) -> Plan:
    found = replace(judgement(*paths, best=best), first_test=first)
    return make_plan(profile(wants=wants), found, None, {}, guide(), TODAY)


def test_each_skill_is_asked_for_by_the_path_that_asks_for_it():
    one = judged("research", [needs("python", 2, 1)])
    other = judged("advising", [needs("statistics", 1, None, Need.SHOULD)], wanted=None)
    step = next(s for s in planned(one, other).steps if s.id == "say:skills")
    assert step.title == "Say in me.toml how far you are with Statistics"
    assert step.because.startswith("Advising asks for Statistics; ")


def test_what_is_wanted_first_leads_and_its_one_open_question_is_asked_in_the_first_week():
    wanted = judged("research", [needs("statistics", 2, None)], verdict=Verdict.FAR)
    near = judged("advising", [needs("python", 2, 1)], wanted=None)
    plan = planned(wanted, near, best=["advising"], first="research")
    assert plan.test.path_id == "research"
    step = next(s for s in plan.steps if s.id == "say:first")
    assert step.title == "Say in me.toml how far you are with Statistics"
    assert "Research must have level 2 in Statistics" in step.because
    assert (step.start - plan.test.start).days < 7
    assert step.leads
    assert not [s for s in plan.steps if s.id == "say:skills"]


def test_a_road_that_nobody_wanted_and_a_source_speaks_against_is_not_planned_beside_another():
    wanted = judged("research", [needs("python", 2, 1)])
    away = replace(judged("industry", wanted=None), cautions=("It may conflict.",))
    assert not [s for s in planned(wanted, away).steps if "industry" in s.id]
    assert planned(away).test.path_id == "industry"
    kept = replace(away, wanted=2)
    assert [s for s in planned(wanted, kept).steps if "industry" in s.id]


def test_what_keeps_a_wanted_path_from_a_verdict_is_asked_in_the_first_week():
    near = judged("advising", [needs("python", 2, None, Need.SHOULD)], wanted=None)
    most = judged("research", [needs("statistics", 2, None)], verdict=Verdict.FAR)
    also = replace(judged("teaching", [needs("python", 3, None)], verdict=Verdict.FAR), wanted=2)
    plan = planned(near, also, most, best=["advising"])
    assert plan.test.path_id == "advising"
    step = next(s for s in plan.steps if s.id == "say:wanted")
    assert step.title == "Say in me.toml how far you are with Statistics, Python"
    assert step.because.startswith(
        "Research, which you want most, must have level 2 in Statistics; Teaching, which you want, "
        "must have level 3 in Python; "
    )
    assert (step.start - plan.test.start).days < 7
    assert not [s for s in plan.steps if s.id == "say:skills"]


def test_a_wanted_path_that_is_ruled_out_is_not_asked_about():
    near = judged("advising", wanted=None)
    out = judged("research", [needs("statistics", 2, None)], verdict=Verdict.RULED_OUT)
    assert not [s for s in planned(near, out, best=["advising"]).steps if s.id == "say:wanted"]
