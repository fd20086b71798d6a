"""A step before it has dates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fingerpost.guide.model import Hours

KINDS = ("learn", "do", "read", "meet")


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to do; hours are counted in half hours, so that sums are exact."""

    id: str
    title: str
    kind: str
    halves: int
    because: str
    after: tuple[str, ...] = ()
    url: str = ""
    estimate: str = ""
    leads: bool = False
    """Whether it belongs to the four-week test, which goes before everything else."""


def halves(hours: float) -> int:
    """Return hours as half hours, rounded up, at least one."""
    return max(1, math.ceil(hours * 2 - 1e-6))


def middle(hours: Hours) -> int:
    """Return the middle of a range of hours as half hours."""
    return halves((hours.low + hours.high) / 2)


def expected(hours: Hours) -> str:
    """Return '4 to 8 hours expected'."""
    if hours.low == hours.high:
        return f"{hours.low:g} h expected"
    return f"{hours.low:g} to {hours.high:g} h expected"
