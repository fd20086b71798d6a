"""The hours of a whole path, each skill counted once, and the months that they take."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fingerpost.guide.model import Basis, CareerPath, Guide, Need
from fingerpost.home.profile import Profile
from fingerpost.paths.conditions import GIVEN_BY_OTHERS
from fingerpost.paths.model import JudgedRequirement
from fingerpost.paths.requirements import hours_between, needed_before, needed_levels, standing

WEEKS_PER_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours to close what is missing; None where it cannot be said."""

    low: float | None
    high: float | None
    basis: Basis | None


def path_hours(
    path: CareerPath,
    requirements: tuple[JudgedRequirement, ...],
    on_the_way: tuple[JudgedRequirement, ...],
    profile: Profile,
    guide: Guide,
) -> Hours:
    """Return the hours from the musts alone (low) to the musts and the shoulds (high).

    Two requirements in one skill count once, at the higher level. A must about which nothing can
    be said makes the whole path's hours None, be it a skill or a fact; what others have to give
    takes no hours. A should about which nothing can be said, or that evenings cannot close, adds
    nothing and stays an open question; what a should builds on counts with it.
    """
    musts = [item for item in requirements if item.need is Need.MUST]
    skills = [item for item in musts if item.condition is None]
    facts = [item for item in musts if item.condition and item.condition not in GIVEN_BY_OTHERS]
    unsaid = any(item.hours_low is None for item in (*skills, *on_the_way))
    if not skills or unsaid or any(item.answer is None for item in facts):
        return Hours(None, None, None)
    ahead = {item.skill: item.needed or 0 for item in on_the_way}
    required = _highest(ahead, needed_levels(path, Need.MUST))
    helpful = {
        item.skill: item.needed or 0
        for item in requirements
        if item.need is Need.SHOULD and item.hours_low is not None
    }
    low, _, bases = _sum(required, profile, guide)
    both = _highest(required, helpful)
    before = {
        skill: level
        for skill, (level, _) in needed_before(both, profile, guide).items()
        if standing(guide.skill(skill), profile).level is not None
    }
    _, high, more = _sum(_highest(both, before), profile, guide)
    return Hours(low, high, _weakest([*bases, *more]))


def _highest(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {skill: max(one.get(skill, 0), other.get(skill, 0)) for skill in {**one, **other}}


def _sum(
    levels: dict[str, int], profile: Profile, guide: Guide
) -> tuple[float, float, list[Basis]]:
    low = high = 0.0
    bases: list[Basis] = []
    for skill_id, level in sorted(levels.items()):
        skill = guide.skill(skill_id)
        found = hours_between(skill, standing(skill, profile).level or 0, level)
        if found:
            low, high = low + found[0], high + found[1]
            bases += [found[2]] if found[2] else []
    return low, high, bases


def _weakest(bases: list[Basis]) -> Basis | None:
    for basis in (Basis.OURS, Basis.COMMUNITY, Basis.SOURCED):
        if basis in bases:
            return basis
    return None


def months(hours: float | None, hours_per_week: float) -> float | None:
    """Return the months at these hours a week, to one decimal, halves up; None for None.

    A month has 52/12 weeks; lost weeks are the plan's business.
    """
    if hours is None:
        return None
    return math.floor(hours / (hours_per_week * WEEKS_PER_MONTH) * 10 + 0.5) / 10
