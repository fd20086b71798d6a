"""Why a step is in the plan no more is told, of reading steps too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as changed
from tests.made_up import dive, guide, judged, judgement, needs, papers, profile, route

from fingerpost.dives.model import Dive
from fingerpost.guide.model import Guide
from fingerpost.home.profile import SkillClaim
from fingerpost.plan import Plan, SoFar, make_plan, plan_before, plan_text
from fingerpost.records import Retraction

MONDAY = date(2026, 11, 30)
PATH = judged(requirements=[needs("python", 2, 1)], routes=[route("letter", "meet")])
PAPERS = papers(30, "stroke")


def planned(found: Dive, so_far=SoFar(), book: Guide | None = None, **parts) -> Plan:  # noqa: B008
    who = profile(**parts)
    return make_plan(
        who, judgement(PATH), None, {"stroke": found}, book or guide(), MONDAY, so_far=so_far
    )


FIRST = planned(dive("stroke", PAPERS))
READ = [step for step in FIRST.steps if step.kind == "read"]


def reasons(found: Dive, **parts) -> dict[str, str]:
    plan = planned(found, SoFar(before=plan_before(plan_text(FIRST))), **parts)
    return {change.id: change.why for change in plan.gone}


def test_a_paper_that_left_the_area_is_told():
    gone = READ[-1].id.removeprefix("read:")
    left = [paper for paper in PAPERS if paper.id != gone]
    assert reasons(dive("stroke", left)) == {
        READ[-1].id: "the paper is not among those of your areas now"
    }


@pytest.mark.parametrize(
    ("left_out", "told"),
    [("retracted", "left out of its area now: retracted"),
     ("excluded by you", "left out of its area now: excluded by you")],
)  # fmt: skip
def test_a_paper_that_is_left_out_now_is_told(left_out, told):
    gone = next(p for p in PAPERS if p.id == READ[-1].id.removeprefix("read:"))
    left = dive("stroke", [paper for paper in PAPERS if paper is not gone])
    assert told in reasons(replace(left, absent=((left_out, gone),)))[READ[-1].id]


def test_a_concern_about_a_paper_is_told():
    key = READ[-1].id.removeprefix("read:")
    now = [changed(p, retraction=Retraction.CONCERN) if p.id == key else p for p in PAPERS]
    assert "expression of concern" in reasons(dive("stroke", now))[READ[-1].id]


def test_a_skill_that_is_had_now_is_told():
    learn = next(step for step in FIRST.steps if step.id.startswith("learn:python"))
    book = guide()
    have = judged(requirements=[needs("python", 2, 2)], routes=[route("letter", "meet")])
    who = profile(skills=(SkillClaim("python", 2),))
    so_far = SoFar(before=plan_before(plan_text(FIRST)))
    plan = make_plan(who, judgement(have), None, {"stroke": dive("stroke", PAPERS)}, book, MONDAY,
                 so_far=so_far)  # fmt: skip
    told = {change.id: change.why for change in plan.gone}
    assert told[learn.id] == "you say that you are at level 2 now"
    assert any("you say that you are at level 2 now." in note for note in plan.notes)
