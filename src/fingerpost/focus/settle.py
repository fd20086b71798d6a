"""What to do next to settle which area comes first: what it would change for its hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fingerpost.focus.anchors import HIGHEST, LOWEST
from fingerpost.focus.literature import CANNOT
from fingerpost.focus.looks import DIVE, Way, ways_to_learn
from fingerpost.focus.model import Evidence, Flip, Look
from fingerpost.home.area import Area

if TYPE_CHECKING:
    from fingerpost.focus.ranking import Array
    from fingerpost.guide.model import Criterion

NOISE = 0.02
"""Gains closer together than this are equal: the draws cannot tell them apart."""
LEAST_SWING = 0.1
"""A leader's share that moves by less than this is not worth a look."""
SHOWN = 3


def what_settles(
    areas: Sequence[Area],
    rows: Sequence[Sequence[Evidence]],
    criteria: Sequence[Criterion],
    known: tuple[Array, Array, Array],
    leader_share: float,
    turns: Sequence[Flip] = (),
) -> tuple[tuple[Look, ...], str]:
    """Return the looks that would settle the order best, at most three, and words on the first.

    A look is worth how often more the leading area would come first if the score were known, times
    the part of the uncertainty that such a look is taken to remove, for each hour; where knowing
    none would raise that, how far the leader's share depends on the score takes its place. Ties go
    by the area's name, then the criterion's id. `known` is what `ranking.knowing` gives, `turns`
    the single changes that put another area first.
    """
    gained, low, high = known
    swing = high - low
    worth = gained if gained.max() >= NOISE else swing
    if worth is swing and swing.max() < LEAST_SWING:
        return (), (
            "No single score would change much; adjust the weights if the order feels wrong, or "
            "begin with the first."
        )
    looks = _best_each(_looks(areas, rows, criteria, worth, gained))
    i, j = _cell(looks[0], areas, criteria)
    if worth is gained:
        knew = min(leader_share + float(gained[i, j]), 1.0)
        outcome = (
            "If it were known, the leading area would come first in about "
            f"{knew:.0%} of cases instead of {leader_share:.0%}."
        )
    else:
        can = _can_turn(areas, rows, criteria, gained, turns)
        start = (
            "A single answer can change who leads, though most would not"
            if can
            else "No single answer changes who leads"
        )
        outcome = (
            f"{start}; this one counts most: depending on it, the leading area comes first in "
            f"{low[i, j]:.0%} to {high[i, j]:.0%} of cases."
        )
    return looks, f"{looks[0].sentence} {outcome}"


def _can_turn(
    areas: Sequence[Area],
    rows: Sequence[Sequence[Evidence]],
    criteria: Sequence[Criterion],
    gained: Array,
    turns: Sequence[Flip],
) -> bool:
    """Tell whether another area leads in some part of a score, or at a value that it may have."""
    from fingerpost.focus.ranking import BINS

    if gained.max() * BINS >= NOISE:
        return True
    held = {
        (area.name, criterion.id): (
            LOWEST if item.low is None else item.low,
            HIGHEST if item.high is None else item.high,
        )
        for area, row in zip(areas, rows, strict=True)
        for criterion, item in zip(criteria, row, strict=True)
    }
    scores = [turn for turn in turns if turn.area is not None]
    spans = [(held[turn.area or "", turn.criterion], turn.then) for turn in scores]
    return any(low <= then <= high for (low, high), then in spans)


Ranked = tuple[float, Look]


def _looks(
    areas: Sequence[Area],
    rows: Sequence[Sequence[Evidence]],
    criteria: Sequence[Criterion],
    worth: Array,
    gained: Array,
) -> Iterator[Ranked]:
    """Yield each way to learn each score with its worth an hour, rounded to what draws can tell."""
    for i, area in enumerate(areas):
        for j, criterion in enumerate(criteria):
            if worth[i, j] < NOISE:
                continue
            item = rows[i][j]
            for way in ways_to_learn(item):
                an_hour = float(worth[i, j]) * way.tells / (sum(way.hours) / 2)
                sentence = _sentence(area, criterion, item, way)
                yield round(an_hour / NOISE) * NOISE, Look(
                    area.name, criterion.id, way.kind, *way.hours,
                    round(max(float(gained[i, j]), 0.0), 3), sentence,
                )  # fmt: skip


def _best_each(ranked: Iterator[Ranked]) -> tuple[Look, ...]:
    """Return the best look for each criterion, the best first."""
    ordered = sorted(ranked, key=lambda r: (-r[0], r[1].area, r[1].criterion, r[1].hours_low))
    first: dict[str, Look] = {}
    for _, look in ordered:
        first.setdefault(look.criterion, look)
    return tuple(first.values())[:SHOWN]


def _cell(look: Look, areas: Sequence[Area], criteria: Sequence[Criterion]) -> tuple[int, int]:
    names = [area.name for area in areas]
    return names.index(look.area), [c.id for c in criteria].index(look.criterion)


def _sentence(area: Area, criterion: Criterion, item: Evidence, way: Way) -> str:
    low, high = way.hours
    hours = f"{low:g} h" if low == high else f"{low:g} to {high:g} h"
    do = way.do.format(area=area.name)
    keep = f" Keep it with:  fingerpost area advice {area.name} {criterion.id} SCORE."
    return (
        f"{criterion.name} of “{area.short_title}” ({_known(item)}): {do} ({way.kind}, {hours}, our"
        f" guess).{'' if way.kind == DIVE else keep}"
    )


def _known(item: Evidence) -> str:
    if item.origin == CANNOT or item.low is None or item.high is None:
        return "nothing is known yet"
    return f"{item.origin}: somewhere from {item.low:g} to {item.high:g}"
