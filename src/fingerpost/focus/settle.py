"""What to do next to settle which area comes first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fingerpost.focus.evidence import OWN
from fingerpost.focus.literature import CANNOT
from fingerpost.focus.model import Evidence
from fingerpost.home.area import Area

if TYPE_CHECKING:
    from fingerpost.focus.ranking import Array
    from fingerpost.guide.model import Criterion

NOISE = 0.02
"""Gains closer together than this are equal: the draws cannot tell them apart."""
LEAST_SWING = 0.1
"""A leader's share that moves by less than this is not worth a look."""

_ASK = "ask someone who works in it, then write your own score"
_LOOK = {
    "scale": "ask one person who works in it how many patients it would touch, then write your own "
    "score",
    "tractability": "import its papers with abstracts and run the dive again, or ask someone who "
    "has tried, and write your own score",
    "neglectedness": "import all papers that its query finds (PubMed: Save, format PubMed) and run "
    "the dive again, or ask a group in the field what nobody works on, and write your own score",
    "momentum": "run its query on PubMed, look at 'Results by year' beside all of PubMed, then "
    "write your own score",
    "fit": "spend two hours with its first key paper, then write your own score",
}
_SHARPEN = {
    "tractability": "read how two of its key papers got at their data and whether the code runs, "
    "then write your own score",
    "neglectedness": "ask a group in the field what nobody works on, then write your own score",
    "momentum": "look at what changed in its papers of the last two years, then write your own "
    "score",
}


def what_settles(
    areas: Sequence[Area],
    rows: Sequence[Sequence[Evidence]],
    criteria: Sequence[Criterion],
    known: tuple[Array, Array, Array],
    leader_share: float,
) -> str:
    """Return the look, score or conversation that would settle the order best, as a sentence.

    It is the area and criterion whose score, if it were known, would most raise how often the
    leading area comes first; where none would, the one on which the leader's share depends most.
    Ties by the area's name, then the criterion's id. `known` is what `ranking.knowing` gives.
    """
    gained, low, high = known
    swing = high - low
    if gained.max() >= NOISE:
        i, j = _most(gained, areas, criteria)
        knew = min(leader_share + float(gained[i, j]), 1.0)
        outcome = (
            "If it were known, the leading area would come first in about "
            f"{knew:.0%} of cases instead of {leader_share:.0%}."
        )
    elif swing.max() >= LEAST_SWING:
        i, j = _most(swing, areas, criteria)
        outcome = (
            "No single answer changes who leads; this one counts most: depending on it, the "
            f"leading area comes first in {low[i, j]:.0%} to {high[i, j]:.0%} of cases."
        )
    else:
        return (
            "No single score would change much; adjust the weights if the order feels wrong, or "
            "begin with the first."
        )
    item, area = rows[i][j], areas[i]
    return (
        f"{criteria[j].name} of “{area.title}” ({_known(item)}): {_do(item)} in "
        f"areas/{area.name}.md. {outcome}"
    )


def _most(values: Array, areas: Sequence[Area], criteria: Sequence[Criterion]) -> tuple[int, int]:
    best = float(values.max())
    close = [
        (areas[i].name, criteria[j].id, i, j)
        for i in range(len(areas))
        for j in range(len(criteria))
        if values[i, j] > best - NOISE
    ]
    _, _, i, j = min(close)
    return i, j


def _known(item: Evidence) -> str:
    if item.origin == CANNOT or item.low is None or item.high is None:
        return "nothing is known yet"
    whose = "your score" if item.origin == OWN else "its papers"
    return f"{whose}: somewhere from {item.low:g} to {item.high:g}"


def _do(item: Evidence) -> str:
    if item.origin == CANNOT:
        return _LOOK.get(item.criterion, _ASK)
    if item.origin == OWN:
        return f"{_ASK} with a narrower low and high"
    return _SHARPEN.get(item.criterion) or _LOOK.get(item.criterion, _ASK)
