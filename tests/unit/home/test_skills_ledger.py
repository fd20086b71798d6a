"""One record of what a person can do, from their words and from what was shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.home.journal import Journal
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.home.skills_ledger import show, shown_skills, take_back, with_shown

KNOWN = ("programming", "statistics")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def _person(journal: Journal, *claims: SkillClaim) -> Profile:
    return with_shown(Profile(skills=claims), shown_skills(journal.read()[0]), KNOWN)


def test_the_higher_level_holds_with_its_evidence(journal: Journal) -> None:
    show(journal, "programming", 2, "First model runs", "lab first-model")
    person = _person(journal, SkillClaim("programming", 1, "A course"))
    assert person.claims["programming"] == SkillClaim(
        "programming", 2, "First model runs", "lab first-model"
    )
    high = _person(journal, SkillClaim("programming", 3, "A tool"))
    assert high.claims["programming"].evidence == "A tool"


def test_evidence_stands_in_for_a_bare_claim_of_the_same_level(journal: Journal) -> None:
    show(journal, "statistics", 1, "Explained a paper", "pmid:1")
    assert _person(journal, SkillClaim("statistics", 1)).evidence("statistics") == (
        "Explained a paper"
    )
    own = _person(journal, SkillClaim("statistics", 1, "My talk"))
    assert own.evidence("statistics") == "My talk"


def test_what_was_taken_back_never_was(journal: Journal) -> None:
    show(journal, "programming", 1, "One", "lab one")
    show(journal, "programming", 3, "Two", "lab two")
    take_back(journal, shown_skills(journal.read()[0])[-1])
    assert _person(journal).level("programming") == 1


def test_a_skill_that_the_guide_does_not_know_is_left_out(journal: Journal) -> None:
    show(journal, "juggling", 4, "Five balls", "circus")
    assert _person(journal).skills == ()


@pytest.mark.parametrize("level", [9, -1, "high", True, None])
def test_a_line_that_says_no_level_does_not_count(journal: Journal, level: object) -> None:
    journal.append("skill shown", "programming", "x", level=level, where="by hand")
    assert _person(journal).level("programming") is None


def test_there_are_five_levels(journal: Journal) -> None:
    with pytest.raises(ValueError, match="no level"):
        show(journal, "programming", 5, "x", "y")
