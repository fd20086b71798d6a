"""me.toml: what can be read, and how a mistake is named."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.errors import ProfileError
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.home.profile_file import read_profile
from fingerpost.home.profile_text import profile_template, write_profile

SKILLS = {"programming": "Programming", "statistics": "Statistics"}
PATHS = {"founder": "Founding", "research": "Research"}


def _read(text: str) -> Profile:
    return read_profile(text, "me.toml", SKILLS, PATHS)


def test_a_profile_is_read() -> None:
    profile = _read(
        """
        profession = "nurse"
        years_clinical = 2.5
        hours_per_week = 6
        keep_clinical = true
        matters = ["wanted", "cost"]
        wants = ["research"]
        refuses = ["founder"]
        lost_weeks = [2026-12-24]

        [skills.statistics]
        level = 2
        evidence = "A course"
        """
    )
    assert profile == Profile(
        profession="nurse",
        years_clinical=2.5,
        hours_per_week=6.0,
        keep_clinical=True,
        matters=("wanted", "cost"),
        wants=("research",),
        refuses=("founder",),
        lost_weeks=(date(2026, 12, 24),),
        skills=(SkillClaim("statistics", 2, "A course"),),
    )


def test_an_empty_file_says_nothing() -> None:
    assert _read("") == Profile()


def test_the_template_says_nothing_yet_and_names_every_skill_and_path() -> None:
    text = profile_template(SKILLS, PATHS)
    assert _read(text) == Profile()
    for name in [*SKILLS, *PATHS.values()]:
        assert name in text


def test_uncommenting_a_skill_of_the_template_claims_it() -> None:
    text = profile_template(SKILLS, PATHS)
    head, block = text.split("# [skills.programming]", 1)
    lines = f"# [skills.programming]{block}".splitlines()
    lines[:3] = [line.removeprefix("# ") for line in lines[:3]]
    assert _read(head + "\n".join(lines)).level("programming") == 0


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('name = "A"\nprofesion = "nurse"', 2, "Did you mean 'profession'?"),
        ("\n[skills.programming]\nlevel = 9", 3, "0 none, 1 aware"),
        ("[skills.programming]\nlevel = -1", 2, "whole number"),
        ("[skills.programming]\nlevel = 2.5", 2, "whole number"),
        ('[skills.programming]\nlevel = "high"', 2, "whole number"),
        ("[skills.programming]\nlevel = true", 2, "whole number"),
        ('[skills.programming]\nevidence = "x"', 1, "has no level"),
        ("[skills.programming]\nlevel = 1\nlevl = 2", 3, "Did you mean 'level'?"),
        ("[skills.programing]\nlevel = 1", 1, "Did you mean 'programming'?"),
        ("skills.programming.level = 5", 1, "0 none"),
        ("[skills]\nstatistics = {level = 1}\nprogramming = {level = 5}", 3, "0 none"),
        ("[skills]\nstatistics = 2", 2, "[skills.statistics]"),
        ("skills = 3", 1, "[skills.programming]"),
        ("\nhours_per_week = 0", 2, "above 0"),
        ("hours_per_week = 200", 1, "up to 80"),
        ("hours_per_week = nan", 1, "up to 80"),
        ('hours_per_week = "many"', 1, "up to 80"),
        ("years_clinical = -1", 1, "from 0"),
        ('wants = ["fonder"]', 1, "Did you mean 'founder'?"),
        ('city = "Leeds"\nwants = [\n  "x",\n]', 2, "founder, research"),
        ('wants = ["founder"]\nrefuses = ["founder"]', 2, "both wanted and refused"),
        ('wants = ["founder", "founder"]', 1, "twice"),
        ('wants = "founder"', 1, "square brackets"),
        ('matters = ["money"]', 1, "beside_clinical_work, cost, odds, reachable, wanted"),
        ('keep_clinical = "maybe"', 1, "true or false"),
        ('lost_weeks = ["2026-12-24"]', 1, "no quotes"),
        ("lost_weeks = [2026-12-24T10:00:00]", 1, "no date"),
        ("city = 3", 1, "between quotes"),
        ('name = "A"\ncity = Leeds', 2, "no valid TOML"),
        ('question = """never\nclosed', 2, "no valid TOML"),
    ],
)
def test_a_mistake_names_the_line_and_what_is_allowed(text: str, line: int, said: str) -> None:
    with pytest.raises(ProfileError) as caught:
        _read(text)
    assert caught.value.line == line
    assert said in caught.value.reason
    assert str(caught.value).startswith(f"me.toml, line {line}: ")


def test_what_is_written_reads_back_with_quotes_and_new_lines() -> None:
    profile = Profile(
        name='Ann "Nan" O\\Neil',
        question="First line\nsecond\ttab \u2028 é \x7f",
        skills=(SkillClaim("statistics", 4, 'He said "yes"\r\n'),),
        is_example=True,
    )
    assert _read(write_profile(profile, SKILLS, PATHS)) == profile
    assert _read(write_profile(profile)) == profile
