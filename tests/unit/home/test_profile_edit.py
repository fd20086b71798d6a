"""me.toml changed in one place: comments, order and everything else stay."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.home.profile_edit import with_skill, with_value, without_value
from fingerpost.home.profile_text import profile_template

SKILLS = {"programming": "Programming", "statistics": "Statistics"}
TEMPLATE = profile_template(SKILLS, {"founder": "Founding"})
OWN = """# mine
city = 'Leeds' # near the sea

hours_per_week = 4
[skills]
programming = {level = 1, evidence = "x"}  # inline
"""


def test_a_commented_key_is_uncommented_in_its_place() -> None:
    text = with_value(TEMPLATE, "years_clinical", 3.0)
    changed = [
        (old, new)
        for old, new in zip(TEMPLATE.splitlines(), text.splitlines(), strict=True)
        if old != new
    ]
    assert changed == [
        (
            "# years_clinical = 3  # years of clinical work",
            "years_clinical = 3  # years of clinical work",
        )
    ]


def test_a_value_that_is_there_keeps_its_comment() -> None:
    assert with_value(OWN, "city", "York") == OWN.replace("'Leeds'", '"York"')


def test_a_new_key_stands_above_the_tables() -> None:
    text = with_value(OWN, "country", "UK")
    assert tomllib.loads(text) == tomllib.loads(OWN) | {"country": "UK"}
    assert "# mine" in text
    assert "# inline" in text


@pytest.mark.parametrize("text", [TEMPLATE, OWN, "", "city = 'a'", TEMPLATE + "\n# the end"])
def test_a_skill_is_set_and_set_again(text: str) -> None:
    once = with_skill(text, "programming", 2, 'a "page"')
    assert tomllib.loads(once)["skills"]["programming"] == {"level": 2, "evidence": 'a "page"'}
    twice = with_skill(once, "programming", 3)
    assert tomllib.loads(twice)["skills"]["programming"] == {"level": 3, "evidence": ""}
    for line in text.splitlines():
        if line.startswith("# ") and "skills.programming" not in line and "level" not in line:
            assert line in twice or line == '# evidence = ""'


def test_line_ends_of_windows_stay() -> None:
    text = TEMPLATE.replace("\n", "\r\n")
    for new in (
        with_value(text, "city", "York"),
        with_value(text, "years_clinical", 2.0),
        with_skill(text, "statistics", 1, "x"),
        without_value(with_value(text, "registered", True), "registered"),
    ):
        assert new.count("\n") == new.count("\r\n")
        assert tomllib.loads(new)


def test_words_that_look_like_a_key_are_left_alone() -> None:
    text = 'question = """\n# country = "nowhere"\n[skills.statistics]\n"""\n'
    said = tomllib.loads(text)
    assert tomllib.loads(with_value(text, "country", "UK")) == said | {"country": "UK"}
    assert tomllib.loads(with_skill(text, "statistics", 1)) == said | {
        "skills": {"statistics": {"level": 1, "evidence": ""}}
    }


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.sampled_from([TEMPLATE, OWN, ""]), words, st.integers(0, 4), words)
@settings(max_examples=100, deadline=None)
def test_whatever_is_written_reads_back(text: str, city: str, level: int, evidence: str) -> None:
    new = with_skill(with_value(text, "city", city), "statistics", level, evidence)
    data = tomllib.loads(new)
    assert data["city"] == city
    assert data["skills"]["statistics"] == {"level": level, "evidence": evidence}
    assert data.get("skills", {}).get("programming") == (
        tomllib.loads(text).get("skills", {}).get("programming")
    )
