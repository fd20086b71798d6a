"""How the order of the areas moved, and why: from the comparisons that the journal keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fingerpost.focus.model import Comparison
from fingerpost.home.focus_words import FOCUS_VERBS, WEIGHED, comparisons
from fingerpost.home.journal import Entry

SHIFTED: Final = 0.05
"""A share that moved by less than this did not move."""


@dataclass(frozen=True, slots=True)
class Step:
    """A comparison as it was written down, and what had changed since the one before."""

    day: str
    order: tuple[tuple[str, float], ...]
    """Areas with how often each came first, the first area first."""
    moved: tuple[str, ...]
    """Sentences; empty for the first comparison."""
    because: tuple[str, ...]
    """What had changed: areas, weights, scores; with the user's own reasons."""


def as_found(comparison: Comparison) -> dict[str, Any]:
    """Return what the journal keeps of a comparison."""
    return {
        "order": [[area.name, area.first_share] for area in comparison.areas],
        "weights": dict(comparison.weights),
        "scores": {
            area.name: {
                item.criterion: [item.low, item.score, item.high, item.origin]
                for item in area.evidence
            }
            for area in comparison.areas
        },
    }


def history(entries: Iterable[Entry]) -> tuple[Step, ...]:
    """Return the comparisons that can be read, the oldest first, each with what had changed."""
    listed = list(entries)
    steps: list[Step] = []
    before: Mapping[str, Any] | None = None
    since = ""
    for entry in comparisons(listed):
        found = entry.details.get("found")
        order = _order(found)
        if order is None or not isinstance(found, Mapping):
            continue
        moved, because = ((), ()) if before is None else _changes(before, found)
        words = _decisions(listed, since, entry.id)
        steps.append(Step(entry.day, order, moved, (*words, *because)))
        before, since = found, entry.id
    return tuple(steps)


def _order(found: object) -> tuple[tuple[str, float], ...] | None:
    rows = found.get("order") if isinstance(found, Mapping) else None
    if not isinstance(rows, list):
        return None
    try:
        return tuple((str(name), float(share)) for name, share in rows)
    except (TypeError, ValueError):
        return None


def _changes(
    before: Mapping[str, Any], now: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old, new = dict(_order(before) or ()), dict(_order(now) or ())
    moved = [
        f"{name} from {old[name]:.0%} to {share:.0%} first"
        for name, share in new.items()
        if name in old and abs(share - old[name]) >= SHIFTED
    ]
    first, was = next(iter(new), ""), next(iter(old), "")
    if first != was:
        moved.insert(0, f"{first or 'nothing'} leads in place of {was or 'nothing'}")
    because = [f"{name} is new" for name in new if name not in old]
    because += [f"{name} is no longer compared" for name in old if name not in new]
    return tuple(moved), (*because, *_scores(before, now))


def _scores(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    old, new = _mapping(before, "scores"), _mapping(now, "scores")
    return [
        f"{criterion} of {area}: {_shown(was)} became {_shown(row)}"
        for area in sorted(new)
        if area in old
        for criterion, row in sorted(_mapping(new, area).items())
        if (was := _mapping(old, area).get(criterion)) != row
    ]


def _mapping(of: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = of.get(key)
    return value if isinstance(value, Mapping) else {}


def _shown(row: object) -> str:
    if not isinstance(row, list) or len(row) != 4:
        return "nothing known"
    *numbers, origin = row
    if not all(isinstance(number, int | float) for number in numbers):
        return "nothing known"
    low, score, high = numbers
    return f"{score:g} ({low:g} to {high:g}, {origin})"


def _decisions(entries: Sequence[Entry], since: str, until: str) -> list[str]:
    """Return the user's own words on the list between two comparisons."""
    ids = [entry.id for entry in entries]
    start = ids.index(since) + 1 if since else 0
    said = (e for e in entries[start : ids.index(until)] if e.verb in FOCUS_VERBS)
    return [
        f"{'you weighed the criteria' if e.verb == WEIGHED else f'{e.object}: {e.verb}'}"
        f"{f' ({e.why})' if e.why else ''}"
        for e in said
    ]
