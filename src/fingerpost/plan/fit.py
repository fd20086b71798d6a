"""What fits into the horizon: steps are kept in their order, the rest is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fingerpost.plan.drafts import Draft
from fingerpost.plan.model import Session
from fingerpost.plan.schedule import schedule
from fingerpost.plan.weeks import Week


def fit(
    drafts: Sequence[Draft], weeks: Sequence[Week], lead_until: date
) -> tuple[dict[str, tuple[Session, ...]], tuple[Draft, ...]]:
    """Return the sessions of the steps that fit, by id, and the steps that do not.

    No step is begun that cannot be finished, and none whose prerequisite was left out.
    """
    kept = _affordable(drafts, sum(week.halves for week in weeks))
    while True:
        sessions, unfinished = schedule(kept, weeks, lead_until)
        if not unfinished:
            break
        given_up = set(unfinished[len(unfinished) // 2 :])
        kept = _closed([draft for draft in kept if draft.id not in given_up])
    return sessions, tuple(draft for draft in drafts if draft.id not in sessions)


def _affordable(drafts: Sequence[Draft], room: int) -> list[Draft]:
    kept: list[Draft] = []
    ids: set[str] = set()
    for draft in drafts:
        if draft.halves <= room and ids.issuperset(draft.after):
            kept.append(draft)
            ids.add(draft.id)
            room -= draft.halves
    return kept


def _closed(drafts: Sequence[Draft]) -> list[Draft]:
    return _affordable(drafts, sum(draft.halves for draft in drafts))
