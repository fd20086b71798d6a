"""What the user decided about their list of areas: weights, what is kept, parked or dropped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fingerpost.errors import UsageError
from fingerpost.home.area import Stand, Standing
from fingerpost.home.journal import Entry, Journal

WEIGHED: Final = "criteria weighed"
COMPARED: Final = "areas compared"
_STANDS: Final = {f"area {stand}": stand for stand in Stand}
FOCUS_VERBS: Final = (WEIGHED, *_STANDS)
MOST_WEIGHT: Final = 1_000.0
ALL: Final = "all criteria"
LIST: Final = "the list"


@dataclass(frozen=True, slots=True)
class FocusWords:
    """What stands: the weights chosen last, and where each area stands."""

    weights: Mapping[str, float] = field(default_factory=dict)
    """By criterion; empty where the user has not weighed yet."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By the area's name; an area of which nothing was decided is missing."""


def words_on_focus(entries: Iterable[Entry]) -> FocusWords:
    """Return what the journal says: the last word holds, what cannot be read says nothing."""
    weights: dict[str, float] = {}
    standings: dict[str, Standing] = {}
    for entry in entries:
        if entry.verb == WEIGHED:
            weights = _weights(entry.details.get("weights"))
        elif entry.verb in _STANDS:
            again = str(entry.details.get("again") or "")
            standings[entry.object] = Standing(_STANDS[entry.verb], entry.why, again, entry.day)
    return FocusWords(weights, standings)


def weigh(journal: Journal, weights: Mapping[str, float], why: str = "") -> Entry:
    """Write down how much each criterion counts."""
    return journal.append(WEIGHED, ALL, why, weights=dict(weights))


def weigh_back(journal: Journal, entry_id: str) -> Entry:
    """Bring back the weights before these were chosen; UsageError where others were since."""
    weighed = [entry for entry in journal.read()[0] if entry.verb == WEIGHED]
    if not weighed or weighed[-1].id != entry_id:
        raise UsageError("Other weights were chosen since, so there is nothing to take back.")
    before = _weights(weighed[-2].details.get("weights")) if len(weighed) > 1 else {}
    return weigh(journal, before, "taken back")


def stand(journal: Journal, area: str, how: Stand, why: str, again: str = "") -> Entry:
    """Write down that an area is kept, parked or dropped, and when to look at it again."""
    return journal.append(f"area {how}", area, why, again=again)


def note_comparison(journal: Journal, found: Mapping[str, Any]) -> bool:
    """Write down how a comparison came out and return True; False if it is as the last one."""
    before = comparisons(journal.read()[0])
    if before and before[-1].details.get("found") == found:
        return False
    journal.append(COMPARED, LIST, found=dict(found))
    return True


def comparisons(entries: Iterable[Entry]) -> list[Entry]:
    """Return the comparisons that were written down, the oldest first."""
    return [entry for entry in entries if entry.verb == COMPARED]


def _weights(stated: object) -> dict[str, float]:
    if not isinstance(stated, Mapping):
        return {}
    return {
        str(name): float(number)
        for name, number in sorted(stated.items())
        if isinstance(number, int | float)
        and not isinstance(number, bool)
        and math.isfinite(number)
        and 0 <= number <= MOST_WEIGHT
    }
