"""The sittings of each week, given to the steps that the week holds."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fingerpost.plan.frame import Placement
from fingerpost.plan.model import Session
from fingerpost.plan.weeks import SITTING, Week

_NONE: Mapping[str, frozenset[str]] = {}
Span = tuple[date | None, date | None]
"""The first and the last day on which a step may be done; None where any will do."""


def sittings(
    placement: Placement,
    weeks: Sequence[Week],
    days: Mapping[str, Span],
    ahead: frozenset[str] = frozenset(),
    beside: Mapping[str, frozenset[str]] = _NONE,
) -> dict[str, tuple[Session, ...]]:
    """Return the sessions of each step by day.

    In a week the steps that only some of its days suit choose first, then what fits into one
    sitting, so that it is not torn apart; the rest is filled up. What is in `ahead` comes first in
    its week where that can be. `beside` has the steps that may stand in one week with what builds
    on them: these sit first of all, and on no later day.
    """
    before = frozenset[str]().union(*beside.values())
    fixed = {*days, *beside, *before}
    weekly: dict[int, list[tuple[str, int]]] = {}
    for key, placed in placement.items():
        for week, halves in placed:
            if halves:
                weekly.setdefault(week, []).append((key, halves))
    held: dict[str, list[Session]] = {key: [] for key in placement}
    for number, asked in sorted(weekly.items()):
        seats = [_Seat(day, size) for day, size in weeks[number].sittings]
        ranked = sorted(
            asked, key=lambda e: (e[0] not in before, *_rank(e, placement, days))
        )  # fmt: skip
        for key, halves in _after(ranked, beside):
            _take(seats, key, halves, _no_earlier(seats, days.get(key), beside.get(key)))
        _first(seats, ahead, fixed)
        for seat in seats:
            for key, halves in seat.held:
                held[key].append(Session(seat.day, halves / 2))
    return {key: tuple(sorted(found, key=lambda s: s.day)) for key, found in held.items()}


@dataclass(slots=True)
class _Seat:
    """A sitting, its size in half hours and what it holds."""

    day: date
    size: int
    held: list[tuple[str, int]] = field(default_factory=list)

    @property
    def used(self) -> int:
        return sum(halves for _, halves in self.held)

    @property
    def left(self) -> int:
        return self.size - self.used


def _rank(
    entry: tuple[str, int], placement: Placement, days: Mapping[str, Span]
) -> tuple[bool, bool, int, str]:
    key, halves = entry
    whole = sum(size for _, size in placement[key])
    return key not in days, whole > SITTING, -halves, key


def _after(
    asked: Sequence[tuple[str, int]], beside: Mapping[str, frozenset[str]]
) -> list[tuple[str, int]]:
    """Return what a week holds with everything after what it may share the week with."""
    sizes, found = dict(asked), dict[str, int]()

    def add(key: str) -> None:
        if key not in found:
            for other in sorted(beside.get(key, ())):
                if other in sizes:
                    add(other)
            found[key] = sizes[key]

    for key, _ in asked:
        add(key)
    return list(found.items())


def _no_earlier(
    seats: Sequence[_Seat], span: Span | None, before: frozenset[str] | None
) -> Span | None:
    """Return the days of a step, from the last on which something before it sits in this week."""
    held = [seat.day for seat in seats if (before or frozenset()) & {k for k, _ in seat.held}]
    if not held:
        return span
    first, last = span or (None, None)
    return max((first, held[-1]) if first else (held[-1],)), last


def _take(seats: Sequence[_Seat], key: str, halves: int, span: Span | None) -> None:
    """Seat a step: the fullest sitting that holds all of it, else the first ones.

    What only some days suit takes the first sitting on one of them.
    """
    first, last = span or (None, None)
    open_ = [
        seat
        for seat in seats
        if (not first or seat.day >= first) and (not last or seat.day <= last)
    ]
    if sum(seat.left for seat in open_) < halves:
        open_ = list(seats)
    whole = [seat for seat in open_ if seat.left >= halves]
    if not span:
        whole.sort(key=lambda seat: seat.left)
    for seat in whole[:1] or open_:
        used = min(seat.left, halves)
        if used:
            seat.held.append((key, used))
            halves -= used


def _first(seats: Sequence[_Seat], ahead: frozenset[str], days: Container[str]) -> None:
    """Let the sitting with the test change places with the week's first, where both fit."""
    number = next((n for n, seat in enumerate(seats) if ahead & {k for k, _ in seat.held}), 0)
    one, other = seats[0], seats[number]
    if one is other:
        return
    stays = [[held for held in seat.held if held[0] in days] for seat in (one, other)]
    goes = [[held for held in seat.held if held[0] not in days] for seat in (one, other)]
    first, second = [*stays[0], *goes[1]], [*stays[1], *goes[0]]
    if sum(h for _, h in first) <= one.size and sum(h for _, h in second) <= other.size:
        one.held, other.held = first, second
