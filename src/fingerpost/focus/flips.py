"""Which single change of a weight or of a score would put another area first.

Every change is tried on the same draws as the comparison itself: a weight is made larger or smaller
in steps, a score is moved away from where it stands in half points, until another area comes first
most often.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fingerpost.focus.anchors import HIGHEST, LOWEST
from fingerpost.focus.model import Evidence, Flip
from fingerpost.home.area import Area

if TYPE_CHECKING:
    from fingerpost.focus.ranking import Array
    from fingerpost.guide.model import Criterion

MOST_DRAWS = 3_000
"""How many draws a change is tried on: a leader by two points of a hundred is still seen."""
LEAD = 0.02
"""By how much of the draws another area must lead for the order to count as flipped."""
FACTORS = (1.25, 1.5, 2.0, 3.0, 5.0)
"""How much more, or how much less, a weight is made to count; then it is dropped."""
SHOWN = 3
MIDDLE = (LOWEST + HIGHEST) / 2


def flips(
    areas: Sequence[Area],
    rows: Sequence[Sequence[Evidence]],
    criteria: Sequence[Criterion],
    scores: Array,
    weights: Array,
) -> tuple[Flip, ...]:
    """Return the smallest changes that put another area first, at most three, weights first.

    `scores` and `weights` are what `ranking.draw_scores` and `draw_weights` give.
    """
    step = max(1, len(scores) // MOST_DRAWS)
    scores, weights = scores[::step], weights[::step]
    leader = _leader(scores, weights)
    if leader is None:
        return ()
    by_weight = sorted(_by_weight(areas, criteria, scores, weights, leader), key=lambda f: f[0])
    by_score = sorted(_by_score(areas, rows, criteria, scores, weights, leader), key=lambda f: f[0])
    half = (*by_weight[:2], *by_score)[:SHOWN]
    return tuple(flip for _, flip in half)


def steadiness(found: Sequence[Flip], leader: str) -> str:
    """Return what the flips come to, in a sentence."""
    if not found:
        return (
            f"No single weight and no single score puts another area before “{leader}”"
            f" (weights were tried from none to {FACTORS[-1]:g} times as much, scores from 1 to 5)."
        )
    one = "This single change" if len(found) == 1 else "Each of these single changes"
    return f"{one} would put another area before “{leader}”:"


Sized = tuple[tuple[float, str, str], Flip]
"""A flip behind what it is sorted by: how large the change is, area and criterion."""


def _by_weight(
    areas: Sequence[Area],
    criteria: Sequence[Criterion],
    scores: Array,
    weights: Array,
    leader: int,
) -> Iterator[Sized]:
    for j, criterion in enumerate(criteria):
        if not weights[:, j].any():
            continue
        for factor in (1 / each for each in FACTORS), iter(FACTORS), iter((0.0,)):
            for times in factor:
                changed = weights.copy()
                changed[:, j] *= times
                first = _leader(scores, changed)
                if first is not None and first != leader:
                    title = areas[first].short_title
                    sentence = f"“{title}” leads if {criterion.name.lower()} {_counts(times)}"
                    flip = Flip(
                        criterion.id, None, 1.0, round(times, 3), areas[first].name, sentence
                    )
                    yield (_size(times), "", criterion.id), flip
                    break


def _by_score(
    areas: Sequence[Area],
    rows: Sequence[Sequence[Evidence]],
    criteria: Sequence[Criterion],
    scores: Array,
    weights: Array,
    leader: int,
) -> Iterator[Sized]:
    for i, area in enumerate(areas):
        for j, criterion in enumerate(criteria):
            if not weights[:, j].any():
                continue
            stands = rows[i][j].score
            for value in _away(MIDDLE if stands is None else stands, down=i == leader):
                first = _leader(_with(scores, i, j, value), weights)
                if first is not None and first != leader:
                    was = "cannot be said" if stands is None else f"{stands:g}"
                    sentence = (
                        f"“{areas[first].short_title}” leads if {criterion.name.lower()} of"
                        f" “{area.short_title}” is {value:g} (now: {was})"
                    )
                    size = abs(value - (MIDDLE if stands is None else stands))
                    flip = Flip(criterion.id, area.name, stands, value, areas[first].name, sentence)
                    yield (size, area.name, criterion.id), flip
                    break


def _leader(scores: Array, weights: Array) -> int | None:
    """Return who leads the draws by a clear step; None where two are level."""
    from fingerpost.focus.ranking import firsts

    shares = firsts(scores, weights).mean(axis=0)
    order = shares.argsort(kind="stable")
    if len(order) < 2 or shares[order[-1]] - shares[order[-2]] < LEAD:
        return None
    return int(order[-1])


def _with(scores: Array, area: int, criterion: int, value: float) -> Array:
    changed = scores.copy()
    changed[:, area, criterion] = value
    return changed


def _away(stands: float, *, down: bool) -> list[float]:
    """Return the scores from where it stands to the end, in half points on the scale."""
    halves = [LOWEST + step / 2 for step in range(int((HIGHEST - LOWEST) * 2) + 1)]
    below = [value for value in reversed(halves) if value < stands]
    above = [value for value in halves if value > stands]
    return below if down else above


def _size(times: float) -> float:
    """Return how large a change of a weight is: the factor up or down, dropping it the largest."""
    return max(times, 1 / times) if times else FACTORS[-1] * 2


def _counts(times: float) -> str:
    if not times:
        return "does not count at all"
    if times >= 1:
        return f"counts {times:g} times as much as now"
    return f"counts {1 / times:g} times less than now"
