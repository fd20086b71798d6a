"""The list scheduler: each sitting goes to the step that needs it most, by fixed rules.

The rules, first to last: nothing before its prerequisites (finished on an earlier day); at most
three steps under way on any day; the four-week test alone when it would otherwise run out of
time; what need not be torn apart; a kind (learn, read, do, meet) that this fortnight has not had
yet; the four-week test; the kind that is furthest behind its share of the hours; what is under
way; the order given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from fingerpost.plan.drafts import Draft
from fingerpost.plan.model import Session
from fingerpost.plan.weeks import Week

AT_ONCE = 3
_PIECE = 2
_PER_HOUR = {"learn": 3, "do": 4, "read": 6, "meet": 12}
"""One over each kind's share of the hours: four parts learning, three doing, two reading, one
meeting people."""


def schedule(
    drafts: Sequence[Draft], weeks: Sequence[Week], lead_until: date
) -> tuple[dict[str, tuple[Session, ...]], tuple[str, ...]]:
    """Return the sessions of each step by its id, and the ids of steps that were not finished."""
    board = _Board(drafts, weeks, lead_until)
    for number, week in enumerate(weeks):
        if number % 2 == 0:
            board.served_now.clear()
        for day, size in week.sittings:
            board.fill(day, size)
        if not board.left:
            break
    sessions = {key: tuple(held) for key, held in board.sessions.items()}
    return sessions, tuple(draft.id for draft in drafts if draft.id in board.left)


class _Board:
    """What is left to do, what is under way and what each kind has had."""

    def __init__(self, drafts: Sequence[Draft], weeks: Sequence[Week], lead_until: date) -> None:
        self.left = {draft.id: draft.halves for draft in drafts}
        self.waiting = list(enumerate(drafts))
        self.finished: dict[str, date] = {}
        self.sessions: dict[str, list[Session]] = {}
        self.served: dict[str, int] = defaultdict(int)
        self.served_now: dict[str, int] = defaultdict(int)
        self.longest = max((size for week in weeks for _, size in week.sittings), default=0)
        self.lead_until = lead_until
        self.lead_room = sum(
            size for week in weeks for day, size in week.sittings if day <= lead_until
        )
        self.lead_left = sum(draft.halves for draft in drafts if draft.leads)

    def fill(self, day: date, size: int) -> None:
        """Give a sitting to one step, and what is left of it to others."""
        if day <= self.lead_until:
            self.lead_room -= size
        room = size
        while room and (draft := self._next(day, room)):
            used = min(room, self.left[draft.id])
            if not draft.leads and (spare := self._spare(day, room)) > 0:
                used = min(used, spare)
            self._hold(draft, day, used)
            room -= used

    def _hold(self, draft: Draft, day: date, used: int) -> None:
        self.sessions.setdefault(draft.id, []).append(Session(day, used / 2))
        self.served[draft.kind] += used
        self.served_now[draft.kind] += used
        self.left[draft.id] -= used
        if draft.leads:
            self.lead_left -= used
        if not self.left[draft.id]:
            del self.left[draft.id]
            self.finished[draft.id] = day
            self.waiting = [entry for entry in self.waiting if entry[1].id != draft.id]

    def _next(self, day: date, room: int) -> Draft | None:
        live = sum(key in self.left or self.finished[key] == day for key in self.sessions)
        may = [
            (position, draft)
            for position, draft in self.waiting
            if draft.id in self.sessions or (live < AT_ONCE and self._ready(draft, day))
        ]
        if self._spare(day, room) <= 0:
            may = [entry for entry in may if entry[1].leads] or may
        if not may:
            return None
        return min(may, key=lambda entry: (self._torn(entry[1], room), self._rank(entry)))[1]

    def _spare(self, day: date, room: int) -> int:
        """Return how many half hours may go to other steps before the test runs out of time."""
        if day > self.lead_until:
            return room
        return self.lead_room + room - self.lead_left

    def _ready(self, draft: Draft, day: date) -> bool:
        return all(key in self.finished and self.finished[key] < day for key in draft.after)

    def _torn(self, draft: Draft, room: int) -> int:
        """Return 0 if the room does as well as a long sitting; 1 or 2 if the step is torn apart.

        Of what is longer than a sitting a piece is an hour; to tear a short one (2) is worse.
        """
        left = self.left[draft.id]
        short = left <= self.longest
        if room >= min(self.longest, left if short else _PIECE):
            return 0
        return 2 if short else 1

    def _rank(self, entry: tuple[int, Draft]) -> tuple[bool, bool, int, bool, int]:
        position, draft = entry
        return (
            self.served_now[draft.kind] > 0,
            not draft.leads,
            self.served[draft.kind] * _PER_HOUR[draft.kind],
            draft.id not in self.sessions,
            position,
        )
