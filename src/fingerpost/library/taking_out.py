"""An import taken out of the store again: its records go, and every other one stays as it came."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.library.identity import normal_id
from fingerpost.library.shelf import Kept, Shelf, Stored

if TYPE_CHECKING:
    from fingerpost.library.arrivals import Batch

DECIDED = "you said that it is, or is not, one with another paper"
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Staying:
    """A paper that stays as it is, though the import brought something of it."""

    paper: str
    """Its id."""
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was taken out of a library."""

    papers: int
    """Papers that are gone."""
    parted: int
    """Papers that are what the other records of them say."""
    stays: tuple[Staying, ...]


@dataclass(slots=True)
class Step:
    """Some papers at once: their rows go, and those of their records that stay come again."""

    rows: list[int] = field(default_factory=list)
    stay: list[Kept] = field(default_factory=list)
    partners: set[int] = field(default_factory=set)
    """Rows of papers that are linked with one of them."""
    brought_by: list[tuple[int, str]] = field(default_factory=list)
    """Which import brought each record that stays."""
    again: list[tuple[str, int, str]] = field(default_factory=list)

    def restore(self, connection: sqlite3.Connection) -> None:
        """Write down again which imports brought the records that stay."""
        connection.executemany(
            "UPDATE arrivals SET bringing = ? WHERE fingerprint = ?", self.brought_by
        )
        connection.executemany(
            "INSERT OR IGNORE INTO again (fingerprint, bringing, origin) VALUES (?, ?, ?)",
            self.again,
        )


class TakingOut:
    """Goes through the papers that have a record of one import."""

    def __init__(self, file: str, bringing: str, held: Mapping[str, str]) -> None:
        """Take the import's name, and by the id of a paper why it must stay."""
        self._file, self._bringing = file, bringing
        self._held = {normal_id(paper): why for paper, why in held.items()}
        self._number = self._after = self._gone = self._parted = 0
        self._found_some = False
        self._stays: dict[int, Staying] = {}
        self.goes_on = False

    def begin(self, connection: sqlite3.Connection) -> None:
        """Leave to other imports what they brought as well."""
        query = "SELECT number FROM bringings WHERE name = ?"
        found = connection.execute(query, (self._bringing,)).fetchone()
        if found is None:
            return
        self._number, self.goes_on = int(found[0]), True
        connection.execute("DELETE FROM again WHERE bringing = ?", found)
        connection.execute(
            "UPDATE arrivals SET (bringing, origin) = (SELECT again.bringing, again.origin"
            " FROM again WHERE again.fingerprint = arrivals.fingerprint"
            " ORDER BY again.bringing LIMIT 1)"
            " WHERE bringing = ? AND fingerprint IN (SELECT fingerprint FROM again)",
            found,
        )
        connection.execute(
            "DELETE FROM again WHERE EXISTS (SELECT 1 FROM arrivals WHERE"
            " arrivals.fingerprint = again.fingerprint AND arrivals.bringing = again.bringing)"
        )

    def next_step(self, connection: sqlite3.Connection) -> Step:
        """Return the next papers to take out; `goes_on` is False when none is left."""
        rows = [
            row
            for (row,) in connection.execute(
                "SELECT DISTINCT row FROM arrivals WHERE bringing = ? AND row > ?"
                " ORDER BY row LIMIT ?",
                (self._number, self._after, _PAGE),
            )
        ]
        step = self._step(connection, rows)
        self._found_some |= bool(step.rows)
        if len(rows) == _PAGE:
            self._after = rows[-1]
        else:
            self.goes_on, self._found_some, self._after = self._found_some, False, 0
        return step

    def result(self) -> TakenOut:
        """Return what was done so far."""
        stays = tuple(self._stays[row] for row in sorted(self._stays))
        return TakenOut(self._gone, self._parted, stays)

    def _step(self, connection: sqlite3.Connection, rows: list[int]) -> Step:
        step, shelf, wanted = Step(), Shelf(connection, self._file), json.dumps(rows)
        shelf.load(rows)
        mine = {
            mark
            for (mark,) in connection.execute(
                "SELECT fingerprint FROM arrivals WHERE bringing = ?"
                " AND row IN (SELECT value FROM json_each(?))",
                (self._number, wanted),
            )
        }
        for row in rows:
            stored = shelf.stored[row]
            if why := self._why_it_stays(shelf, stored):
                self._stays[row] = Staying(stored.paper.id, stored.paper.title, why)
                continue
            rest = [record for record in stored.records if record.mark not in mine]
            step.rows.append(row)
            step.stay += rest
            step.partners |= stored.linked.keys()
            self._parted += bool(rest)
            self._gone += not rest
        step.partners -= set(step.rows)
        step.brought_by, step.again = _brought_by(connection, step.stay)
        return step

    def _why_it_stays(self, shelf: Shelf, stored: Stored) -> str:
        """Return why a paper stays as it is; nothing where its records of the import may go."""
        if any(shelf.decisions.among(record.names) for record in stored.records):
            return DECIDED
        held = sorted(alias for alias in stored.aliases if alias in self._held)
        return self._held[held[0]] if held else ""


def number_for(connection: sqlite3.Connection, bringing: str) -> int:
    """Return the number of an import, given now if it has none."""
    connection.execute("INSERT OR IGNORE INTO bringings (name) VALUES (?)", (bringing,))
    query = "SELECT number FROM bringings WHERE name = ?"
    return int(connection.execute(query, (bringing,)).fetchone()[0])


def came_again(connection: sqlite3.Connection, batch: Batch) -> None:
    """Write down that an import brought records that another had brought before."""
    connection.execute(
        "INSERT OR IGNORE INTO again (fingerprint, bringing, origin)"
        " SELECT fingerprint, ?1, ?2 FROM arrivals WHERE bringing NOT IN (0, ?1)"
        " AND fingerprint IN (SELECT value FROM json_each(?3))",
        (batch.bringing, batch.origin, json.dumps(batch.known_marks())),
    )


def _brought_by(
    connection: sqlite3.Connection, records: Iterable[Kept]
) -> tuple[list[tuple[int, str]], list[tuple[str, int, str]]]:
    wanted = (json.dumps([record.mark for record in records]),)
    first = connection.execute(
        "SELECT bringing, fingerprint FROM arrivals"
        " WHERE fingerprint IN (SELECT value FROM json_each(?))",
        wanted,
    ).fetchall()
    again = connection.execute(
        "SELECT fingerprint, bringing, origin FROM again"
        " WHERE fingerprint IN (SELECT value FROM json_each(?))",
        wanted,
    ).fetchall()
    return first, again
