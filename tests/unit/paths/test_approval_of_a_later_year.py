"""The approval that counts is that of whoever decides on the fellowship's year: told and asked."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.guide import load_guide
from fingerpost.home.professions import is_one_of
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import judge
from fingerpost.paths.interview import QUESTIONS, between, one_line, unanswered

GUIDE = load_guide()
FOUNDATION = Profile(
    profession="foundation year 2 doctor", grade="FY2", country="United Kingdom", registered=True,
    hours_per_week=6, years_clinical=1.3, keep_clinical=True,
    matters=("beside_clinical_work", "reachable"),
    skills=(SkillClaim("communication", 2), SkillClaim("programming", 3)),
)  # fmt: skip


def test_who_leads_with_a_fellowship_is_told_that_others_decide_on_its_year():
    found = judge(FOUNDATION, GUIDE)
    assert found.paths[0].path.id == "clinical-ai-fellow"
    assert "Clinical AI fellow (others must agree first)" in found.sentence
    said = found.paths[0].sentence
    assert "for the whole year of the fellowship (August 2026 to August 2027 for the" in said
    assert "If your post ends before, ask who employs you then" in said


def test_the_approval_is_asked_of_those_who_lack_nothing_else_and_of_nobody_else():
    assert "approvals" in between(FOUNDATION, GUIDE)
    assert "approvals" in unanswered("", FOUNDATION, GUIDE)
    agreed = replace(FOUNDATION, approvals=("clinical-ai-fellow",))
    for person in (agreed, replace(FOUNDATION, country="Canada"), Profile()):
        assert "approvals" not in between(person, GUIDE)


def test_the_question_names_the_year_and_the_paths_that_need_it():
    asked = one_line("approvals", GUIDE)
    assert "in the year of the post" in asked
    assert "(clinical-ai-fellow" in asked
    assert "ml-engineer" not in asked
    assert "your present post ends before" in QUESTIONS["approvals"].why


def test_a_foundation_doctor_may_apply_for_an_academic_clinical_fellowship():
    programme = GUIDE.programme("nihr-academic-clinical-fellowship")
    assert is_one_of(FOUNDATION.profession, programme.professions) is True
    assert "Our reading: whoever is in the second foundation year may apply" in programme.eligible
