"""What is wanted most is tested first, what speaks against a path is shown, and one answer told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.guide import load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import JudgedPath, PathJudgement, judge

GUIDE = load_guide()
SURGEON = Profile(
    profession="Consultant ophthalmologist",
    country="CA",
    years_clinical=14,
    hours_per_week=6,
    keep_clinical=True,
    not_give_up=("pay",),
    matters=("wanted", "reachable"),
    wants=("clinical-researcher",),
    skills=(
        SkillClaim("programming", 2, "R for our audit"),
        SkillClaim("statistics", 3, "co-author"),
        SkillClaim("ml-fundamentals", 1),
        SkillClaim("communication", 3, "lectures"),
    ),
)


def _path(judgement: PathJudgement, key: str) -> JudgedPath:
    return next(judged for judged in judgement.paths if judged.path.id == key)


def test_what_is_wanted_most_and_lacks_one_answer_is_tested_first_and_the_answer_named():
    found = judge(SURGEON, GUIDE)
    assert (found.first_test, found.ask_first) == ("clinical-researcher", ("area-methods",))
    assert "tested first" in found.sentence
    assert "where you stand in Machine learning of the chosen area." in found.sentence


@pytest.mark.parametrize(
    "change",
    [
        {"wants": ()},
        {"refuses": ("clinical-researcher",)},
        {"matters": ("reachable",)},
        {"skills": (*SURGEON.skills, SkillClaim("area-methods", 1))},
    ],
)
def test_nothing_is_tested_first_that_is_not_wanted_or_whose_distance_is_known(change):
    assert judge(replace(SURGEON, **change), GUIDE).first_test == ""


TOLD = (*SURGEON.skills, SkillClaim("area-methods", 1), SkillClaim("business", 1))


@pytest.mark.parametrize(
    "matters", [("beside_clinical_work", "reachable"), ("beside_clinical_work",)]
)
def test_what_is_wanted_most_and_stands_behind_others_is_told_with_its_place(matters):
    found = judge(replace(SURGEON, skills=TOLD, matters=matters), GUIDE)
    place = [judged.path.id for judged in found.paths].index("clinical-researcher") + 1
    assert place > 1
    said = f"Clinical research with machine learning, stands at place {place} of {len(found.paths)}"
    assert found.wanted_later is not None
    assert f"{said}, by what matters to you." in found.wanted_later.sentence
    changed = judge(replace(SURGEON, skills=TOLD, matters=found.wanted_later.order), GUIDE)
    assert changed.paths[0].path.id == "clinical-researcher"
    assert changed.wanted_later is None


@pytest.mark.parametrize(
    "change",
    [{"wants": ()}, {"wants": ("regulation",), "country": "", "refuses": ("regulation",)}],
)
def test_no_place_is_told_where_nothing_is_wanted_or_it_is_refused(change):
    found = judge(replace(SURGEON, skills=TOLD, matters=("reachable",), **change), GUIDE)
    assert found.wanted_later is None


def test_an_order_for_once_is_not_called_into_question():
    found = judge(replace(SURGEON, skills=TOLD, matters=("reachable",)), GUIDE, ["odds"])
    assert found.wanted_later is None


def test_a_source_that_speaks_against_clinical_work_is_quoted_to_who_wants_to_stay():
    pharma = _path(judge(SURGEON, GUIDE), "pharma-data-science")
    assert pharma.against == ("clinical work",)
    assert "no longer have direct responsibility for patients" in pharma.sentence
    leaving = _path(judge(replace(SURGEON, keep_clinical=None), GUIDE), "pharma-data-science")
    assert (leaving.against, leaving.cautions) == ((), ())
    assert "pharma-data-science" not in [one.other for one in judge(SURGEON, GUIDE).fall_backs]


def test_what_is_as_near_but_against_what_is_kept_is_named_with_the_conflict():
    found = judge(SURGEON, GUIDE)
    assert _path(found, "clinical-input").against == ("pay",)
    assert "against what you will not give up: Clinical input to a start-up" in found.sentence
    assert "company (conflict: pay)." in found.sentence


def test_an_answer_that_changes_the_order_whatever_it_is_names_no_level():
    trainee = Profile(
        years_clinical=4, hours_per_week=4, country="GB", keep_clinical=True,
        matters=("beside_clinical_work", "reachable"),
        skills=(SkillClaim("communication", 2, "teaching"), SkillClaim("ml-fundamentals", 1),
                SkillClaim("ml-in-practice", 4), SkillClaim("programming", 1)),
    )  # fmt: skip
    hint = judge(trainee, GUIDE).sensitivity
    assert hint is not None
    assert (hint.levels, hint.depends) == ((0, 1, 2, 3, 4), False)
    assert "saying where you stand in Business understanding, whatever it is," in hint.sentence
    assert "level" not in hint.sentence


@pytest.mark.parametrize(
    ("others", "skill", "told"),
    [
        (2, "area-methods", "if you are at level 2 or more in Machine learning of the chosen area"),
        (1, "programming", "if you are at level 2 or less in Programming"),
    ],
)
def test_an_answer_that_changes_the_order_at_some_levels_names_them(others, skill, told):
    skills = tuple(SkillClaim(s.id, others) for s in GUIDE.skills if s.id != skill)
    hint = judge(
        Profile(years_clinical=5, matters=("reachable",), skills=skills), GUIDE
    ).sensitivity
    assert hint is not None
    assert hint.depends
    assert told in hint.sentence


def test_odds_that_a_source_states_are_not_called_unstated_and_the_order_says_what_it_goes_by():
    assert GUIDE.path("bioinformatician").odds_level == 1
    said = judge(SURGEON, GUIDE, ["odds"]).sentence
    assert "the odds of getting in (where no source states them, by how common the road is)" in said


def test_what_is_past_is_not_told_as_if_it_were_to_come():
    texts = [path.entry for path in GUIDE.paths] + [each.cycle for each in GUIDE.programmes]
    assert not [text for text in texts if "starts in August 2026" in text]
    assert "that cohort started in August 2026" in GUIDE.path("clinical-ai-fellow").entry
