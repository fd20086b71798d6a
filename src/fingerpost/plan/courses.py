"""Which resources to learn from: of all sets that close the gaps the one that costs least.

An exact choice by OR-Tools CP-SAT: every level between what the person has and what is needed is
reached by a resource, by the first part of one that goes further, or by learning without one. Goals
in one sum, each weight above all that the later ones can add up to: as few levels without a
resource as possible, then the least money, then the fewest hours, then the guide's order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.guide.model import Basis, Hours
from fingerpost.plan.drafts import middle

if TYPE_CHECKING:
    from fingerpost.guide.model import Guide, Resource, Skill

_ALONE, _MONEY, _HALF_HOUR = 10**11, 10**7, 10**3
"""What a level without a resource, a unit of money and half an hour weigh."""
_UNKNOWN_PRICE = 40
"""What a price that nobody states counts as: more than free, less than most that are stated."""
_MOST_MONEY, _MOST_HALVES = 5_000, 9_000
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?")
_WEAKEST_FIRST = (Basis.OURS, Basis.COMMUNITY, Basis.SOURCED)


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill and the levels to come: above `mine`, up to `target`."""

    skill: Skill
    mine: int
    target: int


@dataclass(frozen=True, slots=True)
class Course:
    """How some levels of a skill are reached."""

    skill: Skill
    start: int
    to: int
    resource: Resource | None
    """None where the guide has none that fits."""
    whole: bool
    """False for the first part of a resource that goes further."""

    @property
    def hours(self) -> Hours:
        """The hours of the resource; of a part, or without one, those of the skill's levels."""
        return self.resource.hours if self.resource and self.whole else self.skill_hours

    @property
    def skill_hours(self) -> Hours:
        """The hours that the skill's levels take, whatever one learns from."""
        return skill_hours(self.skill, self.start, self.to)


def skill_hours(skill: Skill, start: int, to: int) -> Hours:
    """Return the guide's hours from one level of a skill to another, on their weakest basis."""
    steps = skill.hours[start:to]
    basis = min((step.basis for step in steps), key=_WEAKEST_FIRST.index)
    return Hours(sum(step.low for step in steps), sum(step.high for step in steps), basis)


def choose_courses(gaps: Sequence[Gap], guide: Guide) -> tuple[Course, ...]:
    """Return the courses that close the gaps at least cost, by gap and level."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    offers = [(course, model.new_bool_var("")) for gap in gaps for course in _offers(gap, guide)]
    for gap in gaps:
        for level in range(gap.mine + 1, gap.target + 1):
            model.add_at_least_one(
                use
                for course, use in offers
                if course.skill.id == gap.skill.id and course.start < level <= course.to
            )
    costs = [_cost(course, number) for number, (course, _) in enumerate(offers)]
    model.minimize(cp_model.LinearExpr.weighted_sum([use for _, use in offers], costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = 1.0
    solver.solve(model)
    return tuple(course for course, use in offers if solver.boolean_value(use))


def _offers(gap: Gap, guide: Guide) -> list[Course]:
    """Return every way to reach some of the levels, by level, in the guide's order."""
    found = []
    for level in range(gap.mine, gap.target):
        for resource in guide.resources:
            if resource.skill != gap.skill.id or not _fits(resource, level, gap.mine):
                continue
            whole = resource.to_level <= gap.target
            to = resource.to_level if whole else level + 1
            found.append(Course(gap.skill, level, to, resource, whole))
        found.append(Course(gap.skill, level, level + 1, None, whole=True))
    return found


def _fits(resource: Resource, level: int, mine: int) -> bool:
    """Tell whether one may begin it at a level: at its own, or above that where one is already."""
    return resource.from_level == level or (
        level == mine and resource.from_level < level < resource.to_level
    )


def _cost(course: Course, number: int) -> int:
    """Return the cost; hours below what the skill takes at least save nothing."""
    halves = min(_MOST_HALVES, max(middle(course.hours), round(course.skill_hours.low * 2)))
    cost = halves * _HALF_HOUR + number
    if course.resource is None:
        return cost + _ALONE
    return cost + price(course.resource.price) * _MONEY


def price(text: str) -> int:
    """Return what a price counts as, in whole units of its own currency; 0 for what is free."""
    words = text.casefold()
    if "free" in words.split(";")[0] or "online" in words:
        return 0
    amount = _AMOUNT.search(words)
    if amount is None:
        return _UNKNOWN_PRICE
    return min(_MOST_MONEY, max(1, round(float(amount.group().replace(",", "")))))
