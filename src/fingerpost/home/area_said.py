"""What the user says of an area on a criterion: own scores and advice, each to be taken back.

Both stand in the area's file, in its front matter; the journal tells of each and what stood before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from fingerpost.errors import UsageError
from fingerpost.home.area import Advice, Area, OwnScore
from fingerpost.home.area_file import with_advice, with_score, without_advice, without_score
from fingerpost.home.area_scores import written_advice, written_score
from fingerpost.home.folder import Home
from fingerpost.home.journal import Entry

SCORED: Final = "area scored"
ADVISED: Final = "advice noted"
BACK: Final = "word on an area taken back"


def say_score(home: Home, area: Area, own: OwnScore) -> tuple[Entry, Path]:
    """Write an own score into an area's file; return the journal's entry of it, and the file."""
    check_range(own.low, own.score, own.high)
    before = next((s for s in area.scores if s.criterion == own.criterion), None)
    path = home.change_area(area, lambda text, path: with_score(text, own, path))
    entry = home.journal.append(
        SCORED, area.name, own.reason, criterion=own.criterion, score=own.score, low=own.low,
        high=own.high, before=written_score(before) if before else None,
    )  # fmt: skip
    return entry, path


def say_advice(home: Home, area: Area, advice: Advice) -> tuple[Entry, Path]:
    """Write a piece of advice into an area's file; return as `say_score` does."""
    check_range(advice.low, advice.score, advice.high)
    path = home.change_area(area, lambda text, path: with_advice(text, advice, path))
    entry = home.journal.append(
        ADVISED, area.name, advice.reason, criterion=advice.criterion, score=advice.score,
        source=str(advice.kind), written=written_advice(advice),
    )  # fmt: skip
    return entry, path


def take_said_back(home: Home, entry_id: str) -> Entry:
    """Bring back what stood before an own score, or take a piece of advice out again.

    UsageError where it was taken back already, or another word came after it.
    """
    entries = home.journal.read()[0]
    entry = next((e for e in entries if e.id == entry_id and e.verb in (SCORED, ADVISED)), None)
    if entry is None or _is_over(entry, entries):
        raise UsageError("This does not stand any more, so there is nothing to take back.")
    area, criterion = home.area(entry.object), str(entry.details.get("criterion"))
    if entry.verb == ADVISED:
        written = entry.details.get("written")
        home.change_area(area, lambda text, path: without_advice(text, written, path))
    else:
        before = _score(criterion, entry.details.get("before"))
        home.change_area(
            area,
            lambda text, path: (
                with_score(text, before, path) if before else without_score(text, criterion, path)
            ),
        )
    return home.journal.append(BACK, area.name, undoes=entry.id)


def check_range(low: float | None, score: float, high: float | None) -> None:
    """Raise UsageError for a score from 1 to 5 that is none, or that lies outside its range."""
    if not all(1 <= number <= 5 for number in (low, score, high) if number is not None):
        raise UsageError("A score is a number from 1 to 5.")
    if (low is not None and low > score) or (high is not None and high < score):
        raise UsageError("The score must lie between its low and its high.")


def day_to_come(text: str, today: date) -> str:
    """Return a day on which to look again, as an ISO date; empty for none, UsageError if past."""
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{text}' is no date; write it as 2027-03-01.") from None
    if day <= today:
        raise UsageError(f"{day.isoformat()} is not ahead; looking again needs a day to come.")
    return day.isoformat()


def _is_over(entry: Entry, entries: Iterable[Entry]) -> bool:
    """Tell whether it was taken back, or an own score was given in its place."""
    listed = list(entries)
    after = listed[[e.id for e in listed].index(entry.id) + 1 :]
    gone = {str(e.details.get("undoes")) for e in listed if e.verb == BACK}
    return entry.id in gone or (
        entry.verb == SCORED
        and any(
            e.verb == SCORED
            and e.object == entry.object
            and e.details.get("criterion") == entry.details.get("criterion")
            and e.id not in gone
            for e in after
        )
    )


def _score(criterion: str, written: Any) -> OwnScore | None:
    if not isinstance(written, dict) or not isinstance(written.get("score"), int | float):
        return None
    return OwnScore(
        criterion,
        written["score"],
        str(written.get("reason") or ""),
        written.get("low"),
        written.get("high"),
    )
