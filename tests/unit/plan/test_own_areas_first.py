"""What the person made themselves comes before the examples, whatever the comparison says."""

from __future__ import annotations

from dataclasses import replace

from tests.made_up import TODAY, area, dive, guide, judged, judgement, papers, profile

from fingerpost.focus import compare
from fingerpost.plan import make_plan
from fingerpost.plan.choices import ordered_dives, question


def compared():
    own, bare, example = (area(name) for name in ("wards", "bare", "molecules"))
    example = replace(example, is_example=True)
    dives = {
        "molecules": dive("molecules", papers(100, "molecules")),
        "wards": dive("wards", papers(30, "wards", "file"), empty=0, growth=-0.5),
    }
    found = compare([own, bare, example], dives, guide(), profile(question=""), draws=100)
    return found, dives


def test_the_plan_reads_in_the_persons_own_area_before_an_example():
    found, dives = compared()
    assert [each.area for each in ordered_dives(found, dives)] == ["wards", "molecules"]


def test_an_own_area_that_could_not_be_ranked_is_read_in_too():
    found, dives = compared()
    assert [each.name for each in found.unranked] == ["bare"]
    dives["bare"] = dive("bare", papers(3, "bare", "file"))
    names = [each.area for each in ordered_dives(found, dives)]
    assert names == ["wards", "bare", "molecules"]


def test_an_own_area_without_a_paper_does_not_lead():
    found, dives = compared()
    dives["wards"] = replace(dives["wards"], papers=())
    assert [each.area for each in ordered_dives(found, dives)] == ["molecules", "wards"]


def test_the_question_is_of_the_persons_own_area():
    found, _ = compared()
    assert "wards" in question(profile(question=""), found, guide()).lower()


def test_the_first_paper_to_read_comes_from_the_persons_own_area():
    found, dives = compared()
    me = profile(question="")
    plan = make_plan(me, judgement(judged("research")), found, dives, guide(), TODAY)
    assert "wards" in plan.test.paper_title
