"""Why one area stands before another: criterion by criterion, and what would turn it round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.errors import UsageError
from fingerpost.focus.compare import compare
from fingerpost.focus.model import Comparison, Evidence, Flip, RankedArea

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.guide.model import Guide
    from fingerpost.home.area import Area
    from fingerpost.home.profile import Profile

SMALL = 0.05
"""A difference in the weighted mean below this is not worth a word."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one criterion says for one or the other."""

    criterion: str
    name: str
    weight: float
    """Its share of all weights, 0 to 1."""
    one: Evidence
    other: Evidence
    speaks: float | None
    """By how much it lifts the weighted mean of the first over the second; None if unknown."""
    unsaid: str = ""
    """Where it is unknown: of which area nothing is known."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two areas side by side."""

    one: RankedArea
    other: RankedArea
    points: tuple[Point, ...]
    sentence: str
    steady: str
    """What the flips come to, in a sentence."""
    flips: tuple[Flip, ...]
    """The single changes that would turn the two round."""


def why(
    one: Area,
    other: Area,
    dives: Mapping[str, Dive],
    guide: Guide,
    profile: Profile,
    weights: Mapping[str, float] | None = None,
) -> Pair:
    """Return two areas side by side, compared as `compare` does it, but with each other alone.

    UsageError, which says why, for an area that is not compared: it was parked or dropped, or
    nothing is known of it.
    """
    found = compare((one, other), dives, guide, profile, weights)
    ranked = {area.name: area for area in found.areas}
    for area in (one, other):
        if area.name not in ranked:
            raise UsageError(_left_out(area, found))
    first, second = ranked[one.name], ranked[other.name]
    names = {criterion.id: criterion.name for criterion in guide.criteria}
    points = _points(found, first, second, names)
    return Pair(first, second, points, _sentence(first, second, points), found.steady, found.flips)


def _left_out(area: Area, found: Comparison) -> str:
    for unranked in found.unranked:
        if unranked.name == area.name:
            return unranked.why
    return (
        f"“{area.short_title}” is {area.standing.stand}, so it is not compared. To compare it:"
        f"  fingerpost area keep {area.name}"
    )


def _points(
    found: Comparison, one: RankedArea, other: RankedArea, names: Mapping[str, str]
) -> tuple[Point, ...]:
    total = sum(weight for _, weight in found.weights)
    return tuple(
        Point(
            criterion=name,
            name=names[name],
            weight=round(weight / total, 3),
            one=mine,
            other=theirs,
            speaks=None
            if mine.score is None or theirs.score is None
            else round((mine.score - theirs.score) * weight / total, 3),
            unsaid=_unsaid(one, mine, other, theirs),
        )
        for (name, weight), mine, theirs in zip(
            found.weights, one.evidence, other.evidence, strict=True
        )
        if weight
    )


def _unsaid(one: RankedArea, mine: Evidence, other: RankedArea, theirs: Evidence) -> str:
    lacking = [
        f"“{area.title}”" for area, item in ((one, mine), (other, theirs)) if item.score is None
    ]
    return f"cannot be said: nothing is known of {' nor of '.join(lacking)}" if lacking else ""


def _sentence(one: RankedArea, other: RankedArea, points: Sequence[Point]) -> str:
    if one.first_share == other.first_share:
        head = f"“{one.title}” and “{other.title}” come first equally often."
    else:
        ahead, behind = sorted((one, other), key=lambda area: -area.first_share)
        head = f"“{ahead.title}” comes before “{behind.title}” in {ahead.first_share:.0%} of cases."
    parts = [head]
    for area, sign in ((one, 1), (other, -1)):
        speaking = sorted(
            (p for p in points if p.speaks is not None and p.speaks * sign >= SMALL),
            key=lambda p: (-abs(p.speaks or 0.0), p.name),
        )
        if speaking:
            named = ", ".join(f"{p.name} ({abs(p.speaks or 0.0):.2f})" for p in speaking)
            parts.append(f"For “{area.title}” speaks: {named}.")
    unknown = [point.name for point in points if point.speaks is None]
    if unknown:
        parts.append(f"Nothing can be said of: {', '.join(unknown)}.")
    return " ".join(parts)
