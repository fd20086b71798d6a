"""The rules of judging a path: gaps, hours, months, order and words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.guide import Axis, Basis, CareerPath, Need, Requirement, load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.home.profile_file import MATTERS
from fingerpost.paths import JudgedPath, Verdict, judge, path_row
from fingerpost.paths.hours import months
from fingerpost.paths.ordering import KEYS

GUIDE = load_guide()
CLASSIC = ("clinical-input", "clinical-researcher", "consulting", "founder", "ml-engineer")
FIVE = replace(GUIDE, paths=tuple(map(GUIDE.path, CLASSIC)))
"""The guide with the five classic paths alone: a rule is told apart on few of them."""
READY_ML = (
    SkillClaim("clinical-grounding", 3, "registrar"),
    SkillClaim("programming", 1),
    SkillClaim("ml-fundamentals", 2, "a course"),
    SkillClaim("area-methods", 2, "a paper"),
    SkillClaim("business", 1),
)


def _judged(profile: Profile, path_id: str) -> JudgedPath:
    return next(item for item in judge(profile, GUIDE).paths if item.path.id == path_id)


def _only(path: CareerPath, profile: Profile) -> JudgedPath:
    return judge(profile, replace(GUIDE, paths=(path,))).paths[0]


def _asking(*requirements: tuple[str, int | None, Need]) -> CareerPath:
    path = GUIDE.path("consulting")
    return replace(
        path,
        requirements=tuple(
            Requirement(Axis.OTHER, skill, level, need, "As asked.", path.sources)
            for skill, level, need in requirements
        ),
    )


def test_hours_are_summed_over_levels_and_months_follow_the_weekly_hours() -> None:
    path = _asking(("statistics", 2, Need.MUST))
    judged = _only(path, Profile(hours_per_week=6, skills=(SkillClaim("statistics", 0),)))
    skill = GUIDE.skill("statistics")
    assert judged.hours_low == skill.hours[0].low + skill.hours[1].low
    assert judged.hours_high == skill.hours[0].high + skill.hours[1].high
    assert judged.months_low == months(judged.hours_low, 6)
    assert judged.requirements[0].basis is Basis.OURS


@pytest.mark.parametrize(
    ("hours", "weekly", "expected"),
    [(0, 5, 0.0), (26, 6, 1.0), (27.3, 6, 1.1), (1, 80, 0.0), (None, 5, None)],
)
def test_months_have_one_decimal(
    hours: float | None, weekly: float, expected: float | None
) -> None:
    assert months(hours, weekly) == expected


def test_two_requirements_in_one_skill_count_once() -> None:
    once = _asking(("statistics", 3, Need.MUST))
    twice = _asking(("statistics", 2, Need.MUST), ("statistics", 3, Need.MUST))
    person = Profile(skills=(SkillClaim("statistics", 1),))
    assert _only(once, person).hours_high == _only(twice, person).hours_high


def test_what_helps_adds_to_the_high_end_only() -> None:
    must = _asking(("statistics", 2, Need.MUST))
    should = _asking(("statistics", 2, Need.MUST), ("business", 1, Need.SHOULD))
    person = Profile(skills=(SkillClaim("statistics", 1), SkillClaim("business", 0)))
    plain, helped = _only(must, person), _only(should, person)
    assert plain.hours_low == helped.hours_low
    assert (helped.hours_high or 0) - (plain.hours_high or 0) == 15


def test_what_a_helpful_skill_builds_on_adds_to_the_high_end_only() -> None:
    path = _asking(("statistics", 1, Need.MUST), ("data-handling", 2, Need.SHOULD))
    claims = (SkillClaim("statistics", 0), SkillClaim("data-handling", 0))
    having, without, silent = (
        _only(path, Profile(skills=(*claims, *more)))
        for more in ((SkillClaim("programming", 1),), (SkillClaim("programming", 0),), ())
    )
    step = GUIDE.skill("programming").hours[0]
    assert without.hours_low == having.hours_low
    assert (without.hours_high or 0) - (having.hours_high or 0) == step.high
    assert silent.hours_high == having.hours_high, "what was not said adds nothing"


@pytest.mark.parametrize("need", [Need.DEPENDS, Need.UNKNOWN])
def test_what_depends_or_is_unknown_is_never_met(need: Need) -> None:
    judged = _only(
        _asking(("statistics", None, need)), Profile(skills=(SkillClaim("statistics", 4),))
    )
    assert not judged.requirements[0].met
    assert judged.verdict is not Verdict.READY
    assert judged.months_high is None
    assert judged.open_questions[0] == "As asked."


def test_a_must_that_was_not_said_leaves_the_months_open() -> None:
    person = Profile(skills=(SkillClaim("statistics", 0),))
    judged = _only(_asking(("statistics", 1, Need.MUST), ("business", 1, Need.MUST)), person)
    assert judged.verdict is Verdict.FAR
    assert judged.months_low is judged.months_high is None
    assert "you did not say where you stand in Business understanding" in judged.sentence
    assert "at least 8 hours" in judged.sentence


def test_a_prerequisite_counts_and_is_shown() -> None:
    claims = [SkillClaim("ml-fundamentals", 0), SkillClaim("area-methods", 0)]
    claims.append(SkillClaim("clinical-grounding", 3))
    without = _judged(
        Profile(skills=(*claims, SkillClaim("programming", 0))), "clinical-researcher"
    )
    having = _judged(Profile(skills=(*claims, SkillClaim("programming", 1))), "clinical-researcher")
    assert [item.skill for item in without.on_the_way] == ["programming"]
    assert having.on_the_way == ()
    assert (without.hours_low or 0) - (having.hours_low or 0) == 8
    unsaid = _judged(Profile(skills=tuple(claims)), "clinical-researcher")
    assert unsaid.months_low is None
    assert any("Programming" in question for question in unsaid.open_questions)


def test_years_in_post_cannot_be_closed_by_evenings() -> None:
    person = Profile(hours_per_week=80, skills=(SkillClaim("health-system", 1),))
    judged = _only(_asking(("health-system", 2, Need.MUST)), person)
    assert judged.verdict is Verdict.RULED_OUT
    assert judged.requirements[0].hours_low is None
    assert "years in post" in judged.sentence


def test_a_refused_path_is_ruled_out_and_last_whatever_matters() -> None:
    person = Profile(skills=READY_ML, refuses=("clinical-input",))
    for matter in MATTERS:
        judgement = judge(replace(person, matters=(matter,)), GUIDE)
        last = judgement.paths[-1]
        assert (last.path.id, last.verdict) == ("clinical-input", Verdict.RULED_OUT)
        assert "clinical-input" not in judgement.best


def test_a_conflict_with_clinical_work_is_said_and_keeps_it_from_the_best() -> None:
    path = replace(GUIDE.path("clinical-researcher"), beside_clinical_work=False)
    person = Profile(skills=READY_ML, keep_clinical=True)
    judgement = judge(person, replace(GUIDE, paths=(path,)))
    assert judgement.paths[0].verdict is Verdict.READY
    assert "conflicts with your wish" in judgement.paths[0].sentence
    assert judgement.best == ()


def test_nobody_says_whether_research_can_be_had_beside_clinical_work() -> None:
    judged = _judged(Profile(skills=READY_ML, keep_clinical=True), "clinical-researcher")
    assert judged.beside_clinical_work is None
    assert any("beside clinical work" in question for question in judged.open_questions)


def test_the_home_and_the_paths_know_the_same_things_that_matter() -> None:
    assert sorted(KEYS) == sorted(MATTERS)


@pytest.mark.parametrize(
    ("matter", "first"),
    [
        ("wanted", "ml-engineer"),
        ("reachable", "clinical-researcher"),
        ("odds", "clinical-input"),
        ("cost", "clinical-input"),
        ("beside_clinical_work", "clinical-input"),
    ],
)
def test_the_order_follows_what_matters(matter: str, first: str) -> None:
    claims = tuple(claim for claim in READY_ML if claim.skill != "business")
    person = Profile(skills=claims, wants=("ml-engineer",), matters=(matter,))
    judgement = judge(person, FIVE)
    assert judgement.paths[0].path.id == first
    assert judgement.order == (matter,)


def test_ease_is_not_fit_the_views_stand_apart() -> None:
    person = Profile(skills=READY_ML, wants=("ml-engineer", "founder"), matters=("wanted",))
    wanted = {item.path.id: item.wanted for item in judge(person, FIVE).paths}
    assert wanted == {
        "ml-engineer": 1,
        "founder": 2,
        "clinical-input": None,
        "clinical-researcher": None,
        "consulting": None,
    }


def test_the_one_answer_that_would_change_the_first_path_is_named() -> None:
    claims = tuple(claim for claim in READY_ML if claim.skill not in ("area-methods", "business"))
    person = Profile(skills=(*claims, SkillClaim("business", 0)))
    judgement = judge(person, FIVE)
    assert judgement.paths[0].path.id == "clinical-input"
    hint = judgement.sensitivity
    assert hint is not None
    assert (hint.skill, hint.level, hint.first) == ("area-methods", 2, "clinical-researcher")
    assert hint.name in hint.sentence
    answered = replace(person, skills=(*person.skills, SkillClaim("area-methods", hint.level)))
    assert judge(answered, FIVE).paths[0].path.id == hint.first


def test_no_answer_is_named_when_none_would_change_the_first_path() -> None:
    assert judge(Profile(skills=READY_ML), FIVE).sensitivity is None


def test_the_row_for_scripts_has_the_promised_fields() -> None:
    row = path_row(_judged(Profile(skills=READY_ML), "clinical-input"))
    promised = {
        "id",
        "name",
        "verdict",
        "sentence",
        "months_low",
        "months_high",
        "requirements",
        "cheapest_test",
        "beside_clinical_work",
    }
    views = {"wanted", "odds", "odds_level", "cost", "cost_level", "open_questions", "conflicts"}
    assert set(row) >= promised | views
    assert row["origin"] is None, "a path of our own has no label"
    assert row["verdict"] == "ready"
    assert row["beside_clinical_work"] is True
    depends = row["requirements"][2]
    promised = {"axis", "skill", "needed", "mine", "evidence", "hours_low", "hours_high"}
    assert {key: value for key, value in depends.items() if key in promised} == {
        "axis": "medicine",
        "skill": None,
        "needed": None,
        "mine": None,
        "evidence": None,
        "hours_low": None,
        "hours_high": None,
    }
