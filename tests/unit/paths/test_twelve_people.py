"""Twelve very different people: what a sensible adviser would put first and rule out for each.

What is expected stands in each person's own file, with the reason. It was written down before the
rules were tuned to it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fingerpost.guide import load_guide
from fingerpost.home.profile_file import read_profile
from fingerpost.paths import PathJudgement, judge

GUIDE = load_guide()
PEOPLE = sorted((Path(__file__).parent / "people").glob("*.toml"))


@cache
def _judged(file: Path) -> tuple[PathJudgement, dict[str, Any]]:
    text = file.read_text(encoding="utf-8")
    about, _ = text.split("[expect]")
    skills = [skill.id for skill in GUIDE.skills]
    profile = read_profile(about, file.name, skills, [path.id for path in GUIDE.paths])
    return judge(profile, GUIDE), tomllib.loads(text)["expect"]


def _with_verdict(judgement: PathJudgement, verdict: str) -> set[str]:
    return {judged.path.id for judged in judgement.paths if judged.verdict == verdict}


pytestmark = pytest.mark.xfail(
    strict=False, reason="written down before the judging knows country, registration and consent"
)
each = pytest.mark.parametrize("file", PEOPLE, ids=lambda file: str(file.stem))


def test_there_are_twelve_and_each_says_why() -> None:
    assert len(PEOPLE) == 12
    assert all(len(tomllib.loads(f.read_text())["expect"]["why"]) > 80 for f in PEOPLE)


@each
def test_the_first_two_are_what_an_adviser_would_say(file: Path) -> None:
    judgement, expected = _judged(file)
    assert [judged.path.id for judged in judgement.paths][:2] == expected["first"]


@each
def test_exactly_the_expected_paths_are_ruled_out(file: Path) -> None:
    judgement, expected = _judged(file)
    assert _with_verdict(judgement, "ruled_out") == set(expected["ruled_out"])


@each
def test_nobody_is_told_to_be_ready_who_is_not(file: Path) -> None:
    judgement, expected = _judged(file)
    ready = _with_verdict(judgement, "ready")
    assert ready >= set(expected.get("ready", []))
    assert not ready & set(expected["not_ready"])
    assert _with_verdict(judgement, "within") >= set(expected.get("within", []))
