"""The areas compared, from dives that are remembered: nothing is looked into to show a page.

Comparing takes a tenth of a second or two, so the last comparisons are kept while nothing that
they rest on is another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TypeVar

from fingerpost.desk import Desk
from fingerpost.dives import Dive, memory_stamp
from fingerpost.focus import Comparison, compare, why
from fingerpost.focus.why import Pair
from fingerpost.home import Area
from fingerpost.report import sound
from fingerpost.report.plan_again import known_dives, to_look_into

Found = TypeVar("Found", Comparison, Pair)
KEPT = 6
_lock = Lock()
_last: list[tuple[object, Comparison | Pair]] = []


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands between the areas and a comparison of today."""

    missing: tuple[str, ...]
    """Areas that were never looked into; without them nothing is compared."""
    older: tuple[str, ...]
    """Areas that were looked into, but whose papers or words have changed, or the day."""


def waiting(desk: Desk, today: date) -> Waiting:
    """Return what must be looked into before the areas are compared as they are today."""
    listed = to_look_into(desk.home, desk.library, desk.profile, today)
    never = [area for area in listed if memory_stamp(desk.library, area) is None]
    return Waiting(
        tuple(area.short_title for area in never),
        tuple(area.short_title for area in listed if area not in never),
    )


def comparison_of(desk: Desk, today: date, weights: Mapping[str, float]) -> Comparison | None:
    """Return the comparison with these weights from the dives that there are.

    None while a kept area was never looked into, or its dive cannot be read. One whose search
    cannot be understood stands on the page Areas with its fault, and is not compared.
    """
    areas, _ = sound(desk.home.areas())
    key = _key(desk, areas, today, weights)
    held = _held(key)
    if isinstance(held, Comparison):
        return held
    dives = _dives(desk, [area for area in areas if area.is_kept], today)
    if dives is None:
        return None
    return _keep(key, compare(areas, dives, desk.guide, desk.profile, weights, today=today))


def pair_of(
    desk: Desk, today: date, both: tuple[Area, Area], weights: Mapping[str, float]
) -> Pair | None:
    """Return two areas side by side; None as for `comparison_of`."""
    key = _key(desk, both, today, weights, "pair")
    held = _held(key)
    if isinstance(held, Pair):
        return held
    dives = _dives(desk, both, today)
    if dives is None:
        return None
    return _keep(key, why(*both, dives, desk.guide, desk.profile, weights))


def _dives(desk: Desk, areas: Sequence[Area], today: date) -> dict[str, Dive] | None:
    known = known_dives(desk.home, desk.library, areas, desk.profile, today)
    found = {name: each.dive for name, each in known.items() if each is not None}
    return found if len(found) == len(known) else None


def _key(
    desk: Desk, areas: Sequence[Area], today: date, weights: Mapping[str, float], kind: str = "all"
) -> object:
    stamps = [memory_stamp(desk.library, area) for area in areas]
    return (
        kind, desk.home.folder, list(areas), stamps, desk.profile, desk.guide.criteria,
        sorted(weights.items()), today,
    )  # fmt: skip


def _held(key: object) -> Comparison | Pair | None:
    with _lock:
        return next((found for known, found in _last if known == key), None)


def _keep(key: object, found: Found) -> Found:
    with _lock:
        _last[:] = [(key, found), *_last][:KEPT]
    return found
