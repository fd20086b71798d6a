"""The hours of a whole path, each skill counted once, and the months that they take."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fingerpost.guide.model import Basis, Guide, Need
from fingerpost.home.profile import Profile
from fingerpost.paths.conditions import GIVEN_BY_OTHERS
from fingerpost.paths.model import Asked, JudgedRequirement
from fingerpost.paths.requirements import coming_first, hours_between

WEEKS_PER_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours to close what is missing; None where it cannot be said."""

    low: float | None
    high: float | None
    basis: Basis | None


def asked_rows(
    requirements: tuple[JudgedRequirement, ...],
    on_the_way: tuple[JudgedRequirement, ...],
    profile: Profile,
    guide: Guide,
) -> tuple[Asked, ...]:
    """Return every row of what a path asks, with the hours that it adds to the path's.

    Of two requirements in one skill the higher adds what the lower leaves. A must adds to the
    fewest hours and to the most; a should, and what a should builds on, to the most alone. What is
    nice to have, depends, or cannot be said adds nothing.
    """
    rows = (*requirements, *on_the_way, *_helping(requirements, on_the_way, profile, guide))
    reached: dict[str, int] = {}
    added: dict[int, tuple[float, float]] = {}
    for number, item in sorted(enumerate(rows), key=lambda row: _rank(row[1])):
        if item.need not in (Need.MUST, Need.SHOULD) or item.hours_low is None:
            continue
        base, level = max(reached.get(item.skill, 0), item.mine or 0), item.needed or 0
        hours = hours_between(guide.skill(item.skill), base, level)
        low, high, _ = hours or (0.0, 0.0, None)
        added[number] = (low if item.need is Need.MUST else 0.0, high)
        reached[item.skill] = max(base, level)
    return tuple(Asked(item, *added.get(number, (None, None))) for number, item in enumerate(rows))


def _rank(item: JudgedRequirement) -> tuple[bool, int]:
    return item.need is not Need.MUST, item.needed or 0


def _helping(
    requirements: tuple[JudgedRequirement, ...],
    on_the_way: tuple[JudgedRequirement, ...],
    profile: Profile,
    guide: Guide,
) -> tuple[JudgedRequirement, ...]:
    """Return what has to come before that which helps and stands in no other row."""
    wanted: dict[str, int] = {}
    for item in (*requirements, *on_the_way):
        if item.need is Need.MUST or (item.need is Need.SHOULD and item.hours_low is not None):
            wanted[item.skill] = max(wanted.get(item.skill, 0), item.needed or 0)
    wanted.pop("", None)
    first = coming_first(wanted, Need.SHOULD, profile, guide)
    return tuple(item for item in first if item.mine is not None)


def path_hours(rows: tuple[Asked, ...]) -> Hours:
    """Return the hours from the musts alone (low) to the musts and the shoulds (high).

    A must about which nothing can be said makes the whole path's hours None, be it a skill or a
    fact; what others have to give takes no hours. A should about which nothing can be said, or that
    evenings cannot close, adds nothing and stays an open question.
    """
    musts = [row.item for row in rows if row.item.need is Need.MUST]
    skills = [item for item in musts if item.condition is None]
    facts = [item for item in musts if item.condition and item.condition not in GIVEN_BY_OTHERS]
    unsaid = any(item.hours_low is None for item in skills)
    if not skills or unsaid or any(item.answer is None for item in facts):
        return Hours(None, None, None)
    bases = [row.item.basis for row in rows if row.high and row.item.basis]
    return Hours(sum(row.low or 0.0 for row in rows), sum(row.high or 0.0 for row in rows),
                 _weakest(bases))  # fmt: skip


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
