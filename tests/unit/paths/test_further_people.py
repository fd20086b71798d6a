"""People for whom the further paths were written, and what a sensible adviser would tell them."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.guide import load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import JudgedPath, PathJudgement, Verdict, judge

GUIDE = load_guide()


def _person(hours: float = 5, years: float | None = None, **levels: int) -> Profile:
    claims = [SkillClaim(name.replace("_", "-"), level) for name, level in levels.items()]
    return Profile(hours_per_week=hours, years_clinical=years, skills=tuple(claims))


def _registered(hours: float = 5, years: float | None = None, **levels: int) -> Profile:
    return replace(_person(hours, years, **levels), registered=True)


def _path(judgement: PathJudgement, path_id: str) -> JudgedPath:
    return next(judged for judged in judgement.paths if judged.path.id == path_id)


def test_ward_sister_who_keeps_the_hazard_log() -> None:
    """The officer's training is what is missing; nobody asks her to build a model."""
    sister = _registered(
        5, 12, clinical_safety=2, health_informatics=1, communication=2, programming=0,
        ml_fundamentals=0,
    )  # fmt: skip
    officer = _path(judge(sister, GUIDE), "clinical-safety-officer")
    assert officer.verdict is Verdict.WITHIN
    missing = [item.skill for item in officer.requirements if item.gap and item.need == "must"]
    assert missing == ["clinical-safety"]
    assert officer.beside_clinical_work is True
    assert _path(judge(sister, GUIDE), "ml-engineer").verdict is Verdict.FAR


def test_somebody_without_a_registration_cannot_be_the_safety_officer() -> None:
    person = _person(10, clinical_grounding=0, clinical_safety=4, health_informatics=3)
    officer = _path(judge(person, GUIDE), "clinical-safety-officer")
    assert officer.verdict is Verdict.RULED_OUT
    assert "Clinical grounding" in officer.sentence


def test_consultant_who_led_the_new_record_system() -> None:
    """Ready for the officer's post at once; only data handling would help."""
    consultant = _person(
        4, 20, clinical_grounding=4, health_system=3, health_informatics=3, leading_change=3,
        communication=3, data_handling=1,
    )  # fmt: skip
    judged = judge(consultant, GUIDE)
    officer = _path(judged, "clinical-informatician")
    assert officer.verdict is Verdict.READY
    assert officer.months_high is not None
    assert officer.months_high > 0
    assert "clinical-informatician" in judged.best


def test_pharmacist_who_reads_genomes() -> None:
    """The laboratory's pipelines come before the company's models: less is missing."""
    pharmacist = _person(
        8, 4, genomics=2, programming=3, statistics=2, ml_fundamentals=2, data_handling=2,
        computing_degree=3, information_governance=1, communication=1,
    )  # fmt: skip
    judged = judge(pharmacist, GUIDE)
    assert _path(judged, "bioinformatician").verdict is Verdict.READY
    pharma = _path(judged, "pharma-data-science")
    assert pharma.verdict is Verdict.WITHIN
    assert [i.skill for i in pharma.requirements if i.gap and i.need == "must"] == ["statistics"]


def test_nurse_with_sql_has_a_road_of_her_own_now() -> None:
    nurse = _person(
        6, 8, data_handling=2, programming=1, clinical_data=2, statistics=1,
        information_governance=1, communication=2, ml_fundamentals=0,
    )  # fmt: skip
    judged = judge(nurse, GUIDE)
    assert _path(judged, "health-data-scientist").verdict is Verdict.WITHIN
    assert "health-data-scientist" in judged.best


def test_reviewer_who_screens_by_hand() -> None:
    reviewer = _person(5, 5, evidence_synthesis=3, critical_appraisal=2, communication=2)
    road = _path(judge(reviewer, GUIDE), "evidence-synthesis")
    assert road.verdict is Verdict.READY


def test_meeting_what_a_fellowship_asks_is_not_told_as_getting_it() -> None:
    """It is British, wants somebody's agreement first, and has one competition a year."""
    doctor = _person(4, 3, communication=2)
    nowhere = _path(judge(doctor, GUIDE), "clinical-ai-fellow")
    assert nowhere.verdict is Verdict.FAR, "the country was not said, so it does not count as met"
    assert nowhere.months_low is None
    abroad = _path(judge(replace(doctor, country="Germany"), GUIDE), "clinical-ai-fellow")
    assert abroad.verdict is Verdict.RULED_OUT
    assert abroad.sentence.startswith("Ruled out for now by the country you work in: It is held in")
    assert "You say: Germany" in abroad.sentence
    here = _path(judge(replace(doctor, country="England"), GUIDE), "clinical-ai-fellow")
    assert here.verdict is Verdict.WITHIN
    assert any("Approval in principle" in question for question in here.open_questions)
    agreed = replace(doctor, country="England", approvals=("clinical-ai-fellow",))
    ready = _path(judge(agreed, GUIDE), "clinical-ai-fellow")
    assert ready.verdict is Verdict.READY
    assert ready.sentence.startswith("Ready to apply: ")
    assert "one competition a year" in ready.sentence
    assert "not the same as getting one" in ready.path.odds


def test_somebody_who_lost_the_registration_cannot_be_the_safety_officer() -> None:
    person = replace(_person(10, 9, clinical_safety=3), registered=False)
    officer = _path(judge(person, GUIDE), "clinical-safety-officer")
    assert officer.verdict is Verdict.RULED_OUT
    assert "You say: not registered" in officer.sentence
    unsaid = _path(judge(replace(person, registered=None), GUIDE), "clinical-safety-officer")
    assert unsaid.verdict is Verdict.FAR
    assert "registration in a health profession" in unsaid.sentence


def test_a_person_who_said_nothing_is_ready_for_none_of_them() -> None:
    judged = judge(Profile(), GUIDE)
    assert judged.best == ()
    assert all(item.verdict is not Verdict.READY for item in judged.paths)
