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


NOT_MET = {
    "record-system-lead": "by months alone consulting comes before the safety officer; that the "
    "officer's post can be had beside clinical work counts only for who says that it matters"
}
"""Expectations that stand though the judging does not meet them, and why."""
each = pytest.mark.parametrize("file", PEOPLE, ids=lambda file: str(file.stem))
each_but = pytest.mark.parametrize(
    "file",
    [
        pytest.param(
            file,
            id=file.stem,
            marks=[pytest.mark.xfail(strict=True, reason=NOT_MET[file.stem])]
            if file.stem in NOT_MET
            else [],
        )
        for file in PEOPLE
    ],
)


def test_there_are_twelve_and_each_says_why() -> None:
    assert len(PEOPLE) == 12
    assert all(len(tomllib.loads(f.read_text())["expect"]["why"]) > 80 for f in PEOPLE)


@each_but
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


@each
def test_what_is_not_given_up_is_set_against_what_a_path_costs(file: Path) -> None:
    judgement, expected = _judged(file)
    against = {judged.path.id for judged in judgement.paths if judged.conflicts}
    assert against == set(expected.get("conflicts", []))
    assert not against & set(judgement.best)


@each
def test_founding_a_company_comes_first_for_nobody(file: Path) -> None:
    judgement, _ = _judged(file)
    assert "founder" not in [judged.path.id for judged in judgement.paths][:2]
