"""One requirement beside what the person has: the gap, the hours, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fingerpost.guide.model import (
    Basis,
    CareerPath,
    Condition,
    Guide,
    Need,
    Requirement,
    Skill,
)
from fingerpost.home.profile import Profile
from fingerpost.paths.conditions import NAMES, answered, said
from fingerpost.paths.model import JudgedRequirement

SHOWN = "shown by evidence"
CLAIMED = "your claim"
NOT_SAID = "not said"
NOT_SURE = "not sure"
DEPENDS = "depends"
NOBODY_SAYS = "nobody says"

OWN_WORDS = "your words"
YEARS = "years of work"

_KNOWN_NEEDS = (Need.MUST, Need.SHOULD, Need.NICE)
_WEAKEST_FIRST = (Basis.OURS, Basis.COMMUNITY, Basis.SOURCED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the person has in a skill; `level` is None when nothing was said about it."""

    level: int | None
    evidence: str
    where: str = ""


def standing(skill: Skill, profile: Profile) -> Standing:
    """Return the level claimed or shown, else the one that years of clinical work show."""
    claim = profile.claims.get(skill.id)
    if claim:
        return Standing(claim.level, claim.evidence, claim.where or OWN_WORDS)
    years = profile.years_clinical
    shown = [lv for least, lv in skill.clinical_years if years is not None and years >= least]
    if not shown:
        return Standing(None, "")
    unit = "year" if years == 1 else "years"
    return Standing(max(shown), f"{years:g} {unit} of clinical work", YEARS)


def hours_between(skill: Skill, mine: int, needed: int) -> tuple[float, float, Basis | None] | None:
    """Return least and most hours from one level to another and the weakest basis among the steps.

    None when evenings cannot close the gap, because it takes a qualification or years in post.
    """
    if mine >= needed:
        return 0.0, 0.0, None
    if needed > skill.by_hours_to:
        return None
    steps = skill.hours[mine:needed]
    basis = min((step.basis for step in steps), key=_WEAKEST_FIRST.index)
    return sum(step.low for step in steps), sum(step.high for step in steps), basis


def judge_requirement(
    requirement: Requirement, profile: Profile, guide: Guide
) -> JudgedRequirement:
    """Return the requirement beside what the person has.

    What depends, what nobody states and what the person did not say has no gap and no hours: it
    is open, and never counts as met.
    """
    skill = guide.skill(requirement.skill) if requirement.skill else None
    mine = standing(skill, profile) if skill else Standing(None, "")
    gap: int | None = None
    hours: tuple[float, float, Basis | None] | None = None
    stated = requirement.need in _KNOWN_NEEDS and requirement.level is not None
    if skill and stated and requirement.level is not None and mine.level is not None:
        gap = max(0, requirement.level - mine.level)
        hours = hours_between(skill, mine.level, requirement.level)
    return JudgedRequirement(
        axis=requirement.axis,
        skill=requirement.skill,
        name=skill.name if skill else "",
        text=requirement.text,
        need=requirement.need,
        needed=requirement.level,
        mine=mine.level,
        evidence=mine.evidence,
        gap=gap,
        hours_low=hours[0] if hours else None,
        hours_high=hours[1] if hours else None,
        basis=hours[2] if hours else None,
        sure=_sure(requirement, mine, profile),
        where=mine.where if mine.evidence else "",
    )


def judge_condition(
    requirement: Requirement, path: CareerPath, profile: Profile
) -> JudgedRequirement:
    """Return a condition beside what the profile says; unanswered it is open, never met."""
    condition = requirement.condition or Condition.DATA
    answer = answered(requirement, path, profile)
    words = said(condition, profile) if answer is not None else ""
    return JudgedRequirement(
        axis=requirement.axis,
        skill="",
        name=NAMES[condition],
        text=requirement.text,
        need=requirement.need,
        needed=None,
        mine=None,
        evidence=words,
        gap=0 if answer else None,
        hours_low=None,
        hours_high=None,
        basis=None,
        sure=NOT_SAID if answer is None else CLAIMED,
        where=OWN_WORDS if words else "",
        condition=condition,
        answer=answer,
    )


def _sure(requirement: Requirement, mine: Standing, profile: Profile) -> str:
    if requirement.need is Need.DEPENDS:
        return DEPENDS
    if requirement.need is Need.UNKNOWN:
        return NOBODY_SAYS
    if mine.level is None:
        return NOT_SURE if requirement.skill in profile.not_sure else NOT_SAID
    return SHOWN if mine.evidence else CLAIMED


def prerequisites(
    path: CareerPath, profile: Profile, guide: Guide
) -> tuple[JudgedRequirement, ...]:
    """Return what has to come before a path's musts and is not met, sorted by skill.

    A skill's prerequisites count only where the person has to go beyond its level 1.
    """
    return coming_first(needed_levels(path, Need.MUST), Need.MUST, profile, guide)


def coming_first(
    wanted: Mapping[str, int], need: Need, profile: Profile, guide: Guide
) -> tuple[JudgedRequirement, ...]:
    """Return what has to come before these levels of skills and is not met, sorted by skill."""
    first = needed_before(wanted, profile, guide)
    judged = [
        judge_requirement(_as_requirement(guide.skill(key), level, need, name), profile, guide)
        for key, (level, name) in sorted(first.items())
    ]
    return tuple(item for item in judged if not item.met)


def needed_before(
    wanted: Mapping[str, int], profile: Profile, guide: Guide
) -> dict[str, tuple[int, str]]:
    """Return the levels that have to come before others, each with the name of what needs it."""
    first: dict[str, tuple[int, str]] = {}
    todo = sorted(wanted.items())
    while todo:
        skill_id, level = todo.pop()
        skill = guide.skill(skill_id)
        mine = standing(skill, profile).level
        if level <= 1 or mine is None or mine >= level:
            continue
        for before, least in skill.prerequisites:
            if max(wanted.get(before, 0), first.get(before, (0, ""))[0]) < least:
                first[before] = (least, skill.name)
                todo.append((before, least))
    return first


def needed_levels(path: CareerPath, need: Need) -> dict[str, int]:
    """Return the highest level that the path asks of each skill, for this need."""
    wanted: dict[str, int] = {}
    for requirement in path.requirements:
        if requirement.need is need and requirement.skill and requirement.level is not None:
            wanted[requirement.skill] = max(wanted.get(requirement.skill, 0), requirement.level)
    return wanted


def _as_requirement(skill: Skill, level: int, need: Need, before: str) -> Requirement:
    return Requirement(
        axis=skill.axis,
        skill=skill.id,
        level=level,
        need=need,
        text=f"Comes first: it is needed on the way to {before}.",
        sources=skill.sources,
    )
