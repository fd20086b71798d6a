"""The rows of a path add up to its hours: what comes first stands there, no skill counts twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.faces.web.paths import compare_page
from fingerpost.guide import load_guide
from fingerpost.guide.model import Axis, CareerPath, Need, Requirement
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import JudgedPath, judge

GUIDE = load_guide()


def asking(*asked: tuple[str, int, Need]) -> CareerPath:
    """A path that asks for levels of skills and nothing else."""
    requirements = tuple(
        Requirement(Axis.MACHINE_LEARNING, skill, level, need, f"{skill} {level}", ())
        for skill, level, need in asked
    )
    return replace(GUIDE.paths[0], requirements=requirements, countries=(), entry="")


def judged(path: CareerPath, **levels: int) -> JudgedPath:
    skills = tuple(SkillClaim(key.replace("_", "-"), level) for key, level in levels.items())
    person = Profile(skills=skills, country="GB", registered=True, years_clinical=5)
    return judge(person, replace(GUIDE, paths=(path,))).paths[0]


def total(one: JudgedPath) -> tuple[float, float]:
    return sum(r.low or 0 for r in one.asked), sum(r.high or 0 for r in one.asked)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_the_rows_of_every_packaged_path_add_up_to_its_hours(level: int) -> None:
    skills = tuple(SkillClaim(skill.id, level) for skill in GUIDE.skills)
    person = Profile(skills=skills, country="GB", registered=True, years_clinical=5)
    told = [one for one in judge(person, GUIDE).paths if one.hours_low is not None]
    assert told
    assert {one.path.id: total(one) for one in told} == {
        one.path.id: (one.hours_low, one.hours_high) for one in told
    }


def test_what_comes_first_is_a_row_for_what_is_required_and_for_what_helps() -> None:
    skill = next(s for s in GUIDE.skills if s.prerequisites and s.by_hours_to > 1)
    before, least = skill.prerequisites[0]
    have = {key.replace("-", "_"): 0 for key, _ in skill.prerequisites}
    have |= {skill.id.replace("-", "_"): 0}
    must = judged(asking((skill.id, 2, Need.MUST)), **have)
    assert any(r.item.skill == before and r.item.needed == least and r.low for r in must.asked)
    other = next(s for s in GUIDE.skills if not s.prerequisites and s.id not in have)
    helps = judged(
        asking((other.id, 1, Need.MUST), (skill.id, 2, Need.SHOULD)),
        **have, **{other.id.replace("-", "_"): 0},
    )  # fmt: skip
    row = next(r for r in helps.asked if r.item.skill == before)
    assert row.low == 0
    assert row.high
    assert row.hours.startswith("up to ")


def test_two_levels_of_one_skill_count_once_and_both_are_compared() -> None:
    key = next(s.id for s in GUIDE.skills if not s.prerequisites and s.by_hours_to >= 3)
    twice = judged(asking((key, 1, Need.MUST), (key, 3, Need.MUST)), **{key.replace("-", "_"): 0})
    once = judged(asking((key, 3, Need.MUST)), **{key.replace("-", "_"): 0})
    assert total(twice) == total(once) == (twice.hours_low, twice.hours_high)
    page = compare_page(twice, replace(once, path=replace(once.path, id="other", name="Other")))
    shown = [(s.one.item.needed if s.one else None, s.other.item.needed if s.other else None)
             for s in page.sides if s.name == GUIDE.skill(key).name]  # fmt: skip
    assert shown == [(3, 3), (1, None)]


def test_a_must_that_a_should_repeats_adds_nothing_twice() -> None:
    key = next(s.id for s in GUIDE.skills if not s.prerequisites and s.by_hours_to >= 2)
    both = judged(asking((key, 2, Need.SHOULD), (key, 2, Need.MUST)), **{key.replace("-", "_"): 0})
    assert [row.hours for row in both.asked if row.item.need is Need.SHOULD] == [
        "counted in another row"
    ]
    assert total(both) == (both.hours_low, both.hours_high)
