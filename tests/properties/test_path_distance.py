"""Learning more never makes a path farther, and the judgement is whole and repeatable."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.guide import CareerPath, load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import Verdict, judge
from fingerpost.paths.judging import judge_path

GUIDE = load_guide()
SKILLS = [skill.id for skill in GUIDE.skills]
RANK = [Verdict.READY, Verdict.WITHIN, Verdict.FAR, Verdict.RULED_OUT]

levels = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 4))


def _profile(said: dict[str, int], hours: float = 5.0) -> Profile:
    claims = tuple(SkillClaim(skill, said[skill]) for skill in sorted(said))
    return Profile(hours_per_week=hours, skills=claims)


@given(levels, st.sampled_from(SKILLS), st.sampled_from(GUIDE.paths))
@settings(max_examples=300, deadline=None)
def test_raising_a_level_never_makes_a_path_farther(
    said: dict[str, int], skill: str, path: CareerPath
) -> None:
    before_level = said.get(skill, 0)
    before = judge_path(path, _profile({**said, skill: before_level}), GUIDE)
    after = judge_path(path, _profile({**said, skill: min(4, before_level + 1)}), GUIDE)
    assert RANK.index(after.verdict) <= RANK.index(before.verdict)
    if before.hours_low is not None and before.hours_high is not None:
        assert after.hours_low is not None
        assert after.hours_high is not None
        assert after.hours_low <= before.hours_low
        assert after.hours_high <= before.hours_high


@given(levels, st.floats(0.5, 80))
@settings(max_examples=100, deadline=None)
def test_a_judgement_is_whole_and_repeatable(said: dict[str, int], hours: float) -> None:
    profile = _profile(said, hours)
    judgement = judge(profile, GUIDE)
    assert judgement == judge(replace(profile), GUIDE)
    assert sorted(item.path.id for item in judgement.paths) == [path.id for path in GUIDE.paths]
    for item in judgement.paths:
        assert item.sentence
        assert (item.months_low is None) == (item.months_high is None)
        if item.months_low is not None and item.months_high is not None:
            assert item.months_low <= item.months_high
        if item.verdict is Verdict.READY:
            assert all(r.met for r in item.requirements if r.need == "must")
        if item.path.id in judgement.best:
            assert item.verdict in (Verdict.READY, Verdict.WITHIN)
