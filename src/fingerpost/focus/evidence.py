"""The evidence for an area: the user's own score first, then the papers, else nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.focus.anchors import clip
from fingerpost.focus.literature import LITERATURE, from_literature
from fingerpost.focus.model import Evidence
from fingerpost.home.area import Area, OwnScore

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.guide.model import Criterion
    from fingerpost.home.profile import Profile

OWN = "your score"
OWN_SPREAD = 1.0
"""How far an own score may be off where the user gives no range."""
SAME_FIGURE = ("neglectedness", "momentum")
"""Criteria that feed on the same figure: both count the papers of the area."""


def gather(
    area: Area, dive: Dive | None, criteria: Sequence[Criterion], profile: Profile
) -> tuple[Evidence, ...]:
    """Return the evidence for an area on every criterion, in the order of the criteria."""
    own = {score.criterion: score for score in area.scores}
    found = {
        criterion.id: _own(own[criterion.id])
        if criterion.id in own
        else from_literature(criterion.id, dive, profile)
        for criterion in criteria
    }
    names = {criterion.id: criterion.name for criterion in criteria}
    return tuple(_same_figure(evidence, found, names) for evidence in found.values())


def counts_twice(evidence: Sequence[Evidence]) -> bool:
    """Return whether both criteria that count papers are fed from the literature."""
    fed = {item.criterion for item in evidence if item.origin == LITERATURE}
    return fed.issuperset(SAME_FIGURE)


def _own(score: OwnScore) -> Evidence:
    middle = clip(score.score)
    low = clip(score.score - OWN_SPREAD) if score.low is None else min(clip(score.low), middle)
    high = clip(score.score + OWN_SPREAD) if score.high is None else max(clip(score.high), middle)
    return Evidence(score.criterion, middle, low, high, OWN, score.reason or "no reason given")


def _same_figure(
    item: Evidence, found: Mapping[str, Evidence], names: Mapping[str, str]
) -> Evidence:
    if item.criterion not in SAME_FIGURE or not counts_twice(tuple(found.values())):
        return item
    other = next(name for name in SAME_FIGURE if name != item.criterion)
    note = (
        f" It counts papers on the same query as {names[other]}; a weight of 0 drops one of them."
    )
    return replace(item, reason=item.reason + note)
