"""What two paths share, and which ones serve when the first comes to nothing."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.guide import load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import Verdict, judge, shared

GUIDE = load_guide()
PERSON = Profile(
    years_clinical=3,
    skills=(
        SkillClaim("programming", 0),
        SkillClaim("ml-fundamentals", 0),
        SkillClaim("area-methods", 0),
        SkillClaim("business", 0),
        SkillClaim("ml-in-practice", 0),
    ),
)


def test_a_shared_skill_counts_up_to_the_lower_level() -> None:
    common = shared(GUIDE.path("clinical-input"), GUIDE.path("ml-engineer"), PERSON, GUIDE)
    skill = next(item for item in common.skills if item.skill == "ml-fundamentals")
    assert skill.level == 2
    first, second = GUIDE.skill("ml-fundamentals").hours[:2]
    assert (skill.hours_low, skill.hours_high) == (first.low + second.low, first.high + second.high)


def test_sharing_is_the_same_from_both_sides() -> None:
    one, other = GUIDE.path("clinical-input"), GUIDE.path("consulting")
    there, back = (shared(a, b, PERSON, GUIDE) for a, b in ((one, other), (other, one)))
    assert there.skills == back.skills
    assert {item.skill for item in there.skills} == {"ml-fundamentals", "business"}


def test_what_was_not_said_adds_no_hours_and_is_no_false_comfort() -> None:
    common = shared(GUIDE.path("policy-ethics"), GUIDE.path("regulation"), Profile(), GUIDE)
    assert common.hours_high == 0
    assert "no hours are known" in common.sentence


def test_fall_backs_are_never_ruled_out_and_never_the_first() -> None:
    person = replace(PERSON, refuses=("clinical-researcher",), country="Germany")
    judgement = judge(person, GUIDE)
    out = {j.path.id for j in judgement.paths if j.verdict is Verdict.RULED_OUT}
    others = [common.other for common in judgement.fall_backs]
    assert len(others) == 2
    assert not set(others) & {*out, judgement.paths[0].path.id}
    assert all(common.one == judgement.paths[0].path.id for common in judgement.fall_backs)
