"""Which question comes next: the one whose answer settles most."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.guide import load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths.asking import most_telling

GUIDE = load_guide()


def test_it_names_only_what_is_open_and_some_path_asks_for() -> None:
    person = Profile(years_clinical=5, skills=(SkillClaim("statistics", 1),))
    skills = most_telling(person, GUIDE)
    assert "statistics" not in skills
    assert "clinical-grounding" not in skills, "years of work answer it"
    assert len(set(skills)) == len(skills) > 10


def test_what_keeps_the_path_wanted_most_from_a_verdict_is_asked_before_all_else():
    skills = (SkillClaim("ml-fundamentals", 1), SkillClaim("programming", 2))
    person = Profile(years_clinical=14, skills=skills, wants=("clinical-researcher",))
    assert most_telling(person, GUIDE)[0] == "area-methods"
    assert most_telling(replace(person, wants=()), GUIDE)[0] != "area-methods"


def test_what_alone_stands_between_a_path_and_its_verdict_comes_first() -> None:
    path = GUIDE.path("clinical-researcher")
    person = Profile(years_clinical=5, skills=(SkillClaim("ml-fundamentals", 2),))
    only = replace(GUIDE, paths=(path, GUIDE.path("ml-engineer")))
    assert most_telling(person, only)[0] == "programming", "both wait for it"
    person = replace(person, skills=(*person.skills, SkillClaim("programming", 1)))
    assert most_telling(person, only)[0] == "area-methods"


def test_what_is_wanted_counts_double_and_what_is_refused_nothing() -> None:
    person = Profile(years_clinical=5)
    wanting = most_telling(replace(person, wants=("evidence-synthesis",)), GUIDE)
    plain = most_telling(person, GUIDE)
    assert wanting.index("evidence-synthesis") < plain.index("evidence-synthesis")
    refused = most_telling(replace(person, refuses=("evidence-synthesis",)), GUIDE)
    assert "evidence-synthesis" not in refused


def test_not_sure_is_not_asked_again() -> None:
    first = most_telling(Profile(), GUIDE)[0]
    assert first not in most_telling(Profile(not_sure=(first,)), GUIDE)


def test_when_all_is_said_nothing_is_asked() -> None:
    said = tuple(SkillClaim(skill.id, 1) for skill in GUIDE.skills)
    assert most_telling(Profile(skills=said), GUIDE) == ()
