"""The evidence for an area: the user's own score, what others said, the papers, or nothing.

The user's own score is what counts where there is one. Otherwise advice and papers count together
and are not averaged: a draw takes one of them, each equally often (a linear opinion pool; Stone
1961, Annals of Mathematical Statistics 32:1339-1342, doi:10.1214/aoms/1177704873).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

from fingerpost.focus.anchors import clip
from fingerpost.focus.literature import LITERATURE, from_literature
from fingerpost.focus.model import Evidence, Voice
from fingerpost.home.area import Advice, Area, OwnScore

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.guide.model import Criterion
    from fingerpost.home.profile import Profile

OWN = "your score"
SEVERAL = "several voices"
SPREAD = 1.0
"""How far an own score or advice may be off where no range is given."""
SAME_FIGURE = ("neglectedness", "momentum")
"""Criteria that feed on the same figure: both count the papers of the area."""


def gather(
    area: Area, dive: Dive | None, criteria: Sequence[Criterion], profile: Profile
) -> tuple[Evidence, ...]:
    """Return the evidence for an area on every criterion, in the order of the criteria."""
    found = {
        criterion.id: _heard(area, criterion.id, from_literature(criterion.id, dive, profile))
        for criterion in criteria
    }
    names = {criterion.id: criterion.name for criterion in criteria}
    return tuple(_same_figure(evidence, found, names) for evidence in found.values())


def counts_twice(evidence: Sequence[Evidence]) -> bool:
    """Return whether both criteria that count papers are fed from the literature."""
    fed = {item.criterion for item in evidence if item.origin == LITERATURE}
    return fed.issuperset(SAME_FIGURE)


def _heard(area: Area, criterion: str, papers: Evidence) -> Evidence:
    own = [_voice(OWN, s, s.reason) for s in area.scores if s.criterion == criterion]
    advice = [_voice(str(a.kind), a, _said(a)) for a in area.advice if a.criterion == criterion]
    voices = (*own, *advice, *papers.voices)
    if voices == papers.voices:
        return papers
    counted = tuple(own[-1:]) or tuple(
        sorted(voices, key=lambda voice: (voice.score, voice.low, voice.high))
    )
    return Evidence(
        criterion=criterion,
        score=clip(median(voice.score for voice in counted)),
        low=min(voice.low for voice in counted),
        high=max(voice.high for voice in counted),
        origin=counted[0].origin if len(counted) == 1 else SEVERAL,
        reason="; ".join(_told(voice) if len(counted) > 1 else voice.reason for voice in counted),
        voices=voices,
        counted=counted,
        disagreement=_disagreement(voices),
    )


def _voice(origin: str, said: OwnScore | Advice, reason: str) -> Voice:
    middle = clip(said.score)
    low = clip(said.score - SPREAD) if said.low is None else min(clip(said.low), middle)
    high = clip(said.score + SPREAD) if said.high is None else max(clip(said.high), middle)
    return Voice(origin, middle, low, high, reason or "no reason given")


def _said(advice: Advice) -> str:
    head = ", ".join(part for part in (advice.who, advice.on) if part)
    return ": ".join(part for part in (head, advice.reason) if part)


def _disagreement(voices: Sequence[Voice]) -> str:
    """Return a sentence on the two voices that lie farthest apart, if their ranges do not meet."""
    apart = [
        (max(a.low, b.low) - min(a.high, b.high), a, b)
        for a, b in combinations(voices, 2)
        if max(a.low, b.low) > min(a.high, b.high)
    ]
    if not apart:
        return ""
    _, one, other = max(apart, key=lambda pair: pair[0])
    return f"They disagree: {_told(one)}; {_told(other)}."


def _told(voice: Voice) -> str:
    return f"{voice.origin} {voice.low:g} to {voice.high:g} ({voice.reason.rstrip('.')})"


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
