"""A dive kept in the home, read back as far as another day needs it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fingerpost.errors import HomeError, UsageError
from fingerpost.home import Home


@dataclass(frozen=True, slots=True)
class Kept:
    """What a kept dive said: its papers, its query, how many papers each pair had."""

    day: date
    query: str
    titles: Mapping[str, str]
    """By paper id."""
    left_out: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    """(method, problem) to papers; empty where no grid was kept."""
    key_papers: frozenset[str]
    versions: Mapping[str, str]


def kept_days(home: Home, area: str) -> tuple[date, ...]:
    """Return the days of which a dive into the area is kept, the oldest first."""
    days = []
    for recipe in (home.folder / "dives" / area).glob("*/recipe.json"):
        try:
            days.append(date.fromisoformat(recipe.parent.name))
        except ValueError:
            continue
    return tuple(sorted(days))


def read_kept(home: Home, area: str, on: date, today: date) -> Kept:
    """Return the newest dive kept on or before a day, and before today.

    UsageError where there is none, with the days there are; HomeError where its files are damaged.
    """
    days = kept_days(home, area)
    before = [day for day in days if day <= on and day < today]
    if not before:
        there = ", ".join(day.isoformat() for day in days) or "none yet"
        raise UsageError(
            f"No dive into '{area}' is kept of {on.isoformat()} or before (there are: {there})."
            f" A dive can be compared with those that were kept before {today.isoformat()}."
        )
    folder = home.folder / "dives" / area / before[-1].isoformat()
    try:
        recipe = json.loads((folder / "recipe.json").read_text(encoding="utf-8"))
        return Kept(
            day=before[-1],
            query=str(recipe["query"]),
            titles={row["id"]: row["title"] for row in _rows(folder / "papers.csv")},
            left_out={str(name): int(count) for name, count in recipe["left_out"].items()},
            pairs={
                (row["method"], row["problem"]): int(row["papers"])
                for row in _rows(folder / "grid.csv")
                if row.get("state")
            },
            key_papers=frozenset(row["id"] for row in _rows(folder / "key_papers.csv")),
            versions={str(name): str(made) for name, made in recipe["versions"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise HomeError(
            f"{folder}: this kept dive cannot be read ({error}). Restore it from a backup, or name"
            " another day."
        ) from None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
