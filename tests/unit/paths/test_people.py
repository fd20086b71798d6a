"""Very different people and the verdicts that a sensible adviser would give them.

The expectations were written down, with their reasons, before the rules were tuned, when the guide
held the five classic paths; the further ones are judged in `test_further_people.py`.
"""

from __future__ import annotations

from dataclasses import replace

from fingerpost.guide import load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import JudgedPath, PathJudgement, Verdict, judge

_WHOLE = load_guide()
CLASSIC = ("clinical-input", "clinical-researcher", "consulting", "founder", "ml-engineer")
GUIDE = replace(_WHOLE, paths=tuple(map(_WHOLE.path, CLASSIC)))


def _person(hours: float = 5, **levels: int) -> Profile:
    claims = [SkillClaim(name.replace("_", "-"), level) for name, level in levels.items()]
    return Profile(hours_per_week=hours, skills=tuple(claims))


def _path(judgement: PathJudgement, path_id: str) -> JudgedPath:
    return next(judged for judged in judgement.paths if judged.path.id == path_id)


def _order(judgement: PathJudgement) -> list[str]:
    return [judged.path.id for judged in judgement.paths]


NOTHING_YET = {
    "ml_fundamentals": 0,
    "area_methods": 0,
    "ml_in_practice": 0,
    "ml_engineering": 0,
    "business": 0,
    "both_worlds": 0,
}


def test_final_year_student_without_code() -> None:
    """Research first: companies ask for a year of clinical work that a student cannot have yet."""
    person = _person(4, clinical_grounding=2, health_system=1, programming=0, **NOTHING_YET)
    judged = judge(person, GUIDE)
    assert _order(judged)[:2] == ["clinical-researcher", "clinical-input"]
    research = _path(judged, "clinical-researcher")
    assert research.verdict is Verdict.WITHIN
    assert [item.skill for item in research.on_the_way] == ["programming"]
    company = _path(judged, "clinical-input")
    assert any("years in post" in question for question in company.open_questions)
    consulting = _path(judged, "consulting")
    assert consulting.verdict is Verdict.RULED_OUT
    assert "Health-system experience" in consulting.sentence
    assert _path(judged, "ml-engineer").verdict is Verdict.FAR
    assert "founder" not in judged.best


def test_consultant_radiologist_with_papers_and_r() -> None:
    """Research is there for the taking; the engineer's road is long and very rare."""
    person = Profile(
        years_clinical=15,
        hours_per_week=4,
        skills=(
            SkillClaim("programming", 2, "R scripts for three papers"),
            SkillClaim("ml-fundamentals", 2, "Fitted the models of two of them"),
            SkillClaim("area-methods", 2, "Reviews for a radiology journal"),
            SkillClaim("research-experience", 4, "Twenty papers"),
            SkillClaim("ml-engineering", 1),
        ),
    )
    judged = judge(person, GUIDE)
    first = judged.paths[0]
    assert (first.path.id, first.verdict) == ("clinical-researcher", Verdict.READY)
    assert first.months_low == first.months_high == 0
    clinical = next(i for i in first.requirements if i.skill == "clinical-grounding")
    assert (clinical.mine, clinical.evidence) == (3, "15 years of clinical work")
    assert "claim" not in {item.sure for item in first.requirements}
    assert _path(judged, "ml-engineer").verdict is Verdict.FAR


def test_icu_nurse_with_sql() -> None:
    """SQL alone opens no path of these five; three are within reach, the shortest first."""
    person = replace(
        _person(6, data_handling=2, programming=1, clinical_data=2, **NOTHING_YET),
        years_clinical=8,
    )
    judged = judge(person, GUIDE)
    assert _order(judged)[:3] == ["clinical-input", "clinical-researcher", "consulting"]
    assert set(judged.best) == {"clinical-input", "clinical-researcher", "consulting"}
    assert all(judged.paths[i].verdict is Verdict.WITHIN for i in range(3))


def test_pharmacist_with_a_bioinformatics_degree() -> None:
    """Ready for research; engineering stays years away though the degree is there."""
    person = _person(
        8,
        clinical_grounding=3,
        programming=3,
        ml_fundamentals=3,
        area_methods=2,
        computing_degree=3,
        ml_engineering=2,
        business=0,
        both_worlds=0,
    )
    judged = judge(person, GUIDE)
    assert _order(judged)[:2] == ["clinical-researcher", "clinical-input"]
    assert judged.paths[0].verdict is judged.paths[1].verdict is Verdict.READY
    assert "on your word alone" in judged.paths[0].sentence
    engineer = _path(judged, "ml-engineer")
    assert engineer.verdict is Verdict.FAR
    assert "years" in engineer.sentence


def test_gp_with_an_mba_who_wants_consulting() -> None:
    """Wanting comes before ease when the person says so; the business gap is closed."""
    person = replace(
        _person(
            5,
            health_system=3,
            clinical_grounding=4,
            programming=1,
            business=4,
            ml_fundamentals=1,
            ml_in_practice=1,
            area_methods=0,
        ),
        matters=("wanted", "reachable"),
        wants=("consulting",),
    )
    judged = judge(person, GUIDE)
    assert _order(judged)[:2] == ["consulting", "clinical-input"]
    consulting = judged.paths[0]
    assert consulting.verdict is Verdict.WITHIN
    assert consulting.wanted == 1
    easy = judge(replace(person, matters=()), GUIDE)
    assert _order(easy)[0] == "clinical-input"
    assert "You did not say what matters most" in easy.sentence


def test_physicist_turned_medic_is_near_the_engineers_road() -> None:
    person = _person(
        10,
        clinical_grounding=3,
        programming=4,
        ml_fundamentals=3,
        ml_engineering=3,
        area_methods=2,
        computing_degree=3,
    )
    judged = judge(person, GUIDE)
    assert _path(judged, "ml-engineer").verdict is Verdict.WITHIN
    assert judged.paths[0].path.id == "clinical-researcher"


def test_a_person_who_said_nothing_gets_no_false_comfort() -> None:
    judged = judge(Profile(), GUIDE)
    assert all(item.verdict is not Verdict.READY for item in judged.paths)
    assert all(item.months_low is None for item in judged.paths)
    assert judged.paths[0].path.id != "founder"
    assert judged.best == ()
    assert judged.sentence.startswith("None fits yet")


def test_founding_comes_first_for_none_of_them_but_is_in_reach_of_who_worked_on_both() -> None:
    able = _person(5, clinical_grounding=3, ml_fundamentals=3, both_worlds=3)
    founder = _path(judge(able, GUIDE), "founder")
    assert founder.verdict is Verdict.WITHIN
    assert founder.months_low is None
    assert "not to be counted in months" in founder.sentence
    unsaid = _path(judge(_person(5, both_worlds=4), GUIDE), "founder")
    assert unsaid.verdict is Verdict.FAR


def test_a_person_who_meets_nobody_elses_idea_of_fit() -> None:
    """None fits yet is an answer: no clinical background, no code, one hour a week."""
    person = _person(1, clinical_grounding=0, health_system=0, programming=0, **NOTHING_YET)
    judged = judge(person, GUIDE)
    assert judged.best == ()
    assert {item.verdict for item in judged.paths} <= {Verdict.FAR, Verdict.RULED_OUT}
