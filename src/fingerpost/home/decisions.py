"""What the user decided about the papers of an area, as the journal tells it."""

from __future__ import annotations

from collections.abc import Iterable

from fingerpost.home.journal import Entry, Journal

EXCLUDED, INCLUDED = "excluded", "included"
DECISIONS = (EXCLUDED, INCLUDED)


def excluded_from(entries: Iterable[Entry], area: str) -> frozenset[str]:
    """Return the ids of the papers that are excluded from an area; the last decision holds."""
    found: set[str] = set()
    for entry in entries:
        if entry.details.get("area") != area:
            continue
        if entry.verb == EXCLUDED:
            found.add(entry.object)
        elif entry.verb == INCLUDED:
            found.discard(entry.object)
    return frozenset(found)


def decide(journal: Journal, area: str, papers: Iterable[str], verb: str, why: str = "") -> None:
    """Write down that papers are excluded from an area, or included again."""
    for paper in papers:
        journal.append(verb, paper, why, area=area)
