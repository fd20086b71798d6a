"""A batch of records on its way into the store: which are new, which change a paper."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fingerpost.library.codec import decode, encode, fingerprint, mended
from fingerpost.library.identity import aliases_of, contradict, is_identified, is_same, strength
from fingerpost.library.merging import merge
from fingerpost.library.model import PutResult
from fingerpost.records import Paper

LAST_ROW = """
    SELECT coalesce(max(row), 0)
    FROM (SELECT max(row) AS row FROM papers UNION ALL SELECT max(row) FROM removals)
"""

_ROWS_OF_ALIASES = "SELECT row, alias FROM aliases WHERE alias IN (SELECT value FROM json_each(?))"


@dataclass(slots=True)
class Stored:
    """A paper of the store as this batch sees it."""

    row: int
    key: str
    paper: Paper
    aliases: set[str]
    is_new: bool = False
    is_changed: bool = False


class Batch:
    """Works on copies of the papers that the records touch; `Store` writes what has changed."""

    def __init__(self, connection: sqlite3.Connection, records: Sequence[Paper], file: str) -> None:
        self._connection, self._file = connection, file
        self._counts: Counter[str] = Counter()
        self._rows: list[int] = []
        self.stored: dict[int, Stored] = {}
        self.removed: dict[int, int] = {}
        """Rows that turned out to be another paper's, and that paper's row."""
        self.fingerprints: dict[str, int] = {}
        self._by_alias: dict[str, list[int]] = {}
        sound = [_encoded(paper) for paper in records]
        self._load(sound)
        for paper, mark in sound:
            self._take(paper, mark)

    def result(self) -> PutResult:
        """Return what became of the records."""
        rows = [self.now(row) for row in self._rows]
        shown = {row: stored.paper.id for row, stored in self.stored.items()}
        unloaded = {row for row in rows if row not in shown}
        shown |= self._select(
            "SELECT row, id FROM papers WHERE row IN (SELECT value FROM json_each(?))", unloaded
        )
        return PutResult(
            self._counts["imported"],
            self._counts["updated"],
            self._counts["unchanged"],
            tuple(shown[row] for row in rows),
        )

    def _take(self, paper: Paper, mark: str) -> None:
        if (known := self.fingerprints.get(mark)) is not None:
            self._rows.append(known)
            self._counts["unchanged"] += 1
            return
        mine = aliases_of(paper)
        same = self._same(paper, set(mine))
        stored = self._update(same, paper, mine) if same else self._add(paper, mine)
        self.fingerprints[mark] = stored.row
        self._rows.append(stored.row)

    def _same(self, paper: Paper, mine: set[str]) -> list[Stored]:
        """Return the papers that a record is: several if it is what shows them to be one."""
        rows = {row for alias in mine for row in self._by_alias.get(alias, ())}
        found = sorted(
            (
                stored
                for row in rows
                if (stored := self.stored.get(row)) and is_same(paper, mine, stored.aliases)
            ),
            key=lambda stored: (strength(mine, stored.aliases), stored.row),
        )
        if not is_identified(mine):
            # Title and year may fit a preprint and the published paper: that joins no two of them.
            unnamed = [stored for stored in found if not is_identified(stored.aliases)]
            return unnamed if found[:1] == unnamed[:1] else found[:1]
        return _without_contradictions(found)

    def _add(self, paper: Paper, aliases: Iterable[str]) -> Stored:
        self._last_row += 1
        stored = Stored(self._last_row, paper.id, paper, set(), is_new=True, is_changed=True)
        self.stored[stored.row] = stored
        self._know(stored, (*aliases, paper.id))
        self._counts["imported"] += 1
        return stored

    def _update(self, same: list[Stored], paper: Paper, aliases: Iterable[str]) -> Stored:
        kept, *others = same
        merged = kept.paper
        for other in others:
            merged = self._absorb(kept, other, merged)
        merged = merge(merged, paper)
        while twin := self._twin(kept, merged.id):
            merged = self._absorb(kept, twin, merged)
            others.append(twin)
        changed = merged != kept.paper or bool(others) or not kept.aliases.issuperset(aliases)
        if changed:
            kept.paper, kept.is_changed = merged, True
            self._know(kept, (*aliases, *aliases_of(merged)))
        self._counts["updated" if changed else "unchanged"] += 1
        return kept

    def _absorb(self, kept: Stored, other: Stored, merged: Paper) -> Paper:
        self._know(kept, other.aliases)
        self.removed[other.row] = kept.row
        del self.stored[other.row]
        return merge(merged, other.paper)

    def _twin(self, kept: Stored, shown: str) -> Stored | None:
        """Return another paper that is shown by the id that this one now has, if there is one."""
        if shown == kept.paper.id:
            return None
        self._load_rows(self._select(_ROWS_OF_ALIASES, [shown]))
        rows = [row for row in self._by_alias.get(shown, ()) if row != kept.row]
        found = (self.stored[row] for row in sorted(rows) if row in self.stored)
        return next((stored for stored in found if stored.paper.id == shown), None)

    def _know(self, stored: Stored, aliases: Iterable[str]) -> None:
        for alias in aliases:
            if alias not in stored.aliases:
                stored.aliases.add(alias)
                self._by_alias.setdefault(alias, []).append(stored.row)

    def now(self, row: int) -> int:
        """Return the row under which a row's paper is kept now."""
        while row in self.removed:
            row = self.removed[row]
        return row

    def _load(self, records: list[tuple[Paper, str]]) -> None:
        """Read everything that the records may touch."""
        marks = (mark for _, mark in records)
        self.fingerprints |= self._select(
            "SELECT fingerprint, row FROM arrivals"
            " WHERE fingerprint IN (SELECT value FROM json_each(?))",
            marks,
        )
        fresh = [paper for paper, mark in records if mark not in self.fingerprints]
        wanted = {alias for paper in fresh for alias in aliases_of(paper)}
        self._load_rows(self._select(_ROWS_OF_ALIASES, wanted))
        self._last_row = int(self._connection.execute(LAST_ROW).fetchone()[0])

    def _load_rows(self, rows: Iterable[int]) -> None:
        fresh = [row for row in rows if row not in self.stored and row not in self.removed]
        papers = self._pairs(
            "SELECT row, paper FROM papers WHERE row IN (SELECT value FROM json_each(?))", fresh
        )
        keys = self._select(
            "SELECT row, key FROM papers WHERE row IN (SELECT value FROM json_each(?))", fresh
        )
        for row, blob in papers:
            self.stored[row] = Stored(row, keys[row], decode(blob, self._file), set())
        for alias, row in self._pairs(
            "SELECT alias, row FROM aliases WHERE row IN (SELECT value FROM json_each(?))", fresh
        ):
            self._know(self.stored[row], (alias,))

    def _select(self, query: str, values: Iterable[object]) -> dict[Any, Any]:
        return dict(self._pairs(query, values))

    def _pairs(self, query: str, values: Iterable[object]) -> list[tuple[Any, Any]]:
        return pairs_among(self._connection, query, values)


def pairs_among(
    connection: sqlite3.Connection, query: str, values: Iterable[object]
) -> list[tuple[Any, Any]]:
    """Return the two columns of a query whose parameter is a list, of any length, as JSON."""
    return connection.execute(query, (json.dumps(list(values)),)).fetchall()


def _without_contradictions(found: list[Stored]) -> list[Stored]:
    one: list[Stored] = []
    known: set[str] = set()
    for stored in found:
        if not contradict(known, stored.aliases):
            one.append(stored)
            known |= stored.aliases
    return one


def _encoded(paper: Paper) -> tuple[Paper, str]:
    try:
        return paper, fingerprint(encode(paper))
    except UnicodeEncodeError:
        sound = mended(paper)
        return sound, fingerprint(encode(sound))
