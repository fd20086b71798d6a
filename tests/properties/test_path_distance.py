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


places = st.sampled_from(["", "UK", "Germany", "Narnia"])
people = st.builds(
    lambda said, hours, country, registered, wants, keeps, years: replace(
        _profile(said, hours),
        country=country,
        registered=registered,
        wants=(wants,),
        not_give_up=keeps,
        years_clinical=years,
        approvals=("clinical-ai-fellow",) if registered else (),
    ),
    levels,
    st.floats(0.5, 80),
    places,
    st.sampled_from([None, True, False]),
    st.sampled_from([path.id for path in GUIDE.paths]),
    st.sampled_from([(), ("pay",), ("Fridays",)]),
    st.sampled_from([None, 0.0, 0.5, 8.0]),
)


@given(people)
@settings(max_examples=40, deadline=None)
def test_what_is_not_known_is_never_met_and_the_answer_named_really_changes_the_order(
    person: Profile,
) -> None:
    judgement = judge(person, GUIDE)
    for judged in judgement.paths:
        for item in judged.requirements:
            unsaid = item.answer is None if item.condition else item.mine is None
            assert not (unsaid and item.met)
        if judged.verdict is Verdict.RULED_OUT:
            assert "Ruled out" in judged.sentence
    hint = judgement.sensitivity
    if hint:
        claims = (*person.skills, SkillClaim(hint.skill, hint.level))
        assert judge(replace(person, skills=claims), GUIDE).paths[0].path.id == hint.first


@given(people)
@settings(max_examples=2, deadline=None)
def test_trying_only_what_a_skill_concerns_finds_what_trying_everything_finds(
    who: Profile,
) -> None:
    person = replace(who, years_clinical=None)
    judgement = judge(person, GUIDE)
    leader = judgement.paths[0].path.id
    changes = dict.fromkeys(sorted(set(SKILLS) - set(person.claims)), 0)
    for skill in changes:
        for level in range(5):
            claims = (*person.skills, SkillClaim(skill, level))
            first = judge(replace(person, skills=claims), GUIDE).paths[0]
            near = first.verdict in (Verdict.READY, Verdict.WITHIN)
            changes[skill] += near and first.path.id != leader
    hint = judgement.sensitivity
    most = max(changes.values(), default=0)
    assert (hint is None) == (most == 0)
    assert hint is None or changes[hint.skill] == most
