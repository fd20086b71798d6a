"""The topics of a dive kept in the home: what later dives go on from, and what commands name."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fingerpost.dives.kept import kept_days
from fingerpost.home import Home
from fingerpost.text import safe_cell


@dataclass(frozen=True, slots=True)
class KeptTopic:
    """A topic, subtopic or part of one, as a kept dive's tables have it."""

    number: str
    """As the page shows it: '3' is a topic, '3.2' its second subtopic, '3.2.1' a part of that."""
    label: str
    made_label: str
    """The label without the reader's word."""
    colour: int
    by_you: str
    papers: tuple[str, ...]
    """Ids, the most typical first where the tables say how well each fits."""

    @property
    def level(self) -> int:
        """1 for a topic, 2 for a subtopic, 3 for a part of one."""
        return self.number.count(".") + 1


@dataclass(frozen=True, slots=True)
class KeptTopics:
    """All topics of a kept dive."""

    day: date
    topics: tuple[KeptTopic, ...]


def kept_topics(home: Home, area: str, before: date) -> KeptTopics | None:
    """Return the topics of the newest dive kept before a day; None without any.

    A kept dive whose tables cannot be read is passed over: an older one serves.
    """
    for day in reversed(kept_days(home, area)):
        if day < before:
            folder = home.folder / "dives" / area / day.isoformat()
            try:
                return KeptTopics(day, _read(folder))
            except (OSError, ValueError, KeyError, TypeError, csv.Error):
                continue
    return None


def topics_before(home: Home, today: date) -> Callable[[str], KeptTopics | None]:
    """Return what gives for an area's name the topics of the newest dive kept before today."""
    return lambda area: kept_topics(home, area, today)


def _read(folder: Path) -> tuple[KeptTopic, ...]:
    papers = _rows(folder / "papers.csv")
    papers.sort(key=lambda row: -float(row.get("fit") or 0))
    members: dict[str, list[str]] = {}
    for row in papers:
        for level in ("topic", "subtopic", "part"):
            if row.get(level):
                members.setdefault(row[level], []).append(row["id"])
    below = folder / "subtopics.csv"
    rows = [*_rows(folder / "topics.csv"), *(_rows(below) if below.exists() else ())]
    return tuple(_topic(row, members) for row in rows)


def _topic(row: dict[str, str], members: dict[str, list[str]]) -> KeptTopic:
    # Dives of earlier versions kept no colour (it was the number) and no subtopics.
    number = row["topic"]
    return KeptTopic(
        number,
        _cell(row["label"]),
        _cell(row.get("made_label") or row["label"]),
        int(row.get("colour") or int(number) - 1),
        row.get("by_you") or "",
        tuple(members.get(row["label"], ())),
    )


def _cell(text: str) -> str:
    """The text of a cell that was made harmless for spreadsheets."""
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
