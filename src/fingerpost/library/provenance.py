"""What papers are made of, and which resemble each other, read from the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from fingerpost.library.duplicates import Comparison, Verdict
from fingerpost.library.model import Likeness, Merge, Record
from fingerpost.library.shelf import Kept, Shelf, Stored

_PAGE = 200
_MERGED = """
    SELECT row FROM arrivals JOIN records USING (fingerprint) WHERE row > ?
    GROUP BY row HAVING count(*) > 1 ORDER BY row LIMIT ?
"""
_ALIKE = """
    SELECT one, other FROM likenesses WHERE verdict = ? AND (one > ? OR (one = ? AND other > ?))
    ORDER BY one, other LIMIT ?
"""


def records_of(shelf: Shelf, row: int) -> Merge | None:
    """Return a paper with its records, each with why it belongs there; None for no paper."""
    shelf.load([row])
    stored = shelf.stored.get(row)
    return _merge(shelf, stored) if stored else None


def merges(connection: sqlite3.Connection, file: str) -> Iterator[Merge]:
    """Give every paper that is made of several records, in the order in which papers came."""
    after = 0
    while rows := [row for (row,) in connection.execute(_MERGED, (after, _PAGE)).fetchall()]:
        shelf = Shelf(connection, file)
        shelf.load(rows)
        for row in rows:
            yield _merge(shelf, shelf.stored[row])
        after = rows[-1]


def likenesses(connection: sqlite3.Connection, file: str, verdict: Verdict) -> Iterator[Likeness]:
    """Give the pairs of papers that are linked, or that may be one and are not decided."""
    after = (0, 0)
    while rows := connection.execute(_ALIKE, (verdict, after[0], *after, _PAGE)).fetchall():
        shelf = Shelf(connection, file)
        shelf.load({row for pair in rows for row in pair})
        for one, other in rows:
            found = _best(shelf, shelf.stored[one], shelf.stored[other])
            if found.verdict is verdict:
                papers = shelf.stored[one].paper, shelf.stored[other].paper
                yield Likeness(verdict.value, *papers, found.reasons)
        after = rows[-1]


def rows_named(connection: sqlite3.Connection, names: Iterable[str]) -> list[int]:
    """Return the rows of papers that have a record of these names."""
    wanted = list(names)
    marks = [name.removeprefix("record:") for name in wanted if name.startswith("record:")]
    found = connection.execute(
        "SELECT row FROM aliases WHERE alias IN (SELECT value FROM json_each(?))"
        " UNION SELECT row FROM arrivals WHERE fingerprint IN (SELECT value FROM json_each(?))"
        " ORDER BY row",
        (json.dumps(wanted), json.dumps(marks)),
    )
    return [row for (row,) in found]


def _best(shelf: Shelf, one: Stored, other: Stored) -> Comparison:
    """Return the most that records of two papers are to each other.

    Where only one of the papers has a record that tells it is a correction or the like, they may
    not be one, though other records of it do not tell.
    """
    found = [shelf.relation(a, b) for a in one.records for b in other.records]
    if _kinds(one) != _kinds(other):
        found = [c for c in found if c.verdict is not Verdict.POSSIBLE]
    open_pairs = [c for c in found if c.verdict in (Verdict.LINKED, Verdict.POSSIBLE)]
    return max(open_pairs or found, key=lambda comparison: comparison.score)


def _kinds(stored: Stored) -> frozenset[str]:
    return frozenset(kind for record in stored.records for kind in record.sketch.kinds)


def _merge(shelf: Shelf, stored: Stored) -> Merge:
    before: list[Kept] = []
    records = []
    for kept in stored.records:
        because = _because(shelf, kept, before)
        records.append(Record(kept.mark, kept.paper, kept.origin, kept.order[0], because))
        before.append(kept)
    return Merge(stored.paper, tuple(records))


def _because(shelf: Shelf, kept: Kept, before: list[Kept]) -> tuple[str, ...]:
    """Return why a record is one with those before it, or that only a later one shows it."""
    if not before:
        return ()
    found = [shelf.relation(kept, each) for each in before]
    same = [comparison for comparison in found if comparison.verdict is Verdict.SAME]
    if not same:
        return ("another of the records is the same as both",)
    return max(same, key=lambda comparison: comparison.score).reasons
