"""The papers themselves, in SQLite: the truth that the index is made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fingerpost.library.arrivals import LAST_ROW, Batch
from fingerpost.library.codec import decode
from fingerpost.library.database import Database
from fingerpost.library.identity import normal_id
from fingerpost.library.index.schema import Entry
from fingerpost.library.model import PutResult
from fingerpost.library.shelf import pairs_among
from fingerpost.library.writing import contents_of, forget_papers, write
from fingerpost.records import Paper
from fingerpost.text import digest

FILE = "papers.sqlite"
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """The last write: its number, and a stamp that no other history of the store has."""

    number: int
    stamp: str


class Store:
    """Papers by row, key and alias; every write of papers has a number."""

    def __init__(self, folder: Path, wait_seconds: float) -> None:
        self._database = Database(folder / FILE, wait_seconds)
        self._file = str(folder / FILE)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def put(self, records: Sequence[Paper], origin: str = "") -> PutResult:
        """Take records in, in one transaction; `origin` names the file or supplier."""
        with self._database.writing() as connection:
            batch = self._batch(connection, origin)
            batch.take(records)
            self._write(batch)
            return batch.result()

    def get(self, paper_id: str) -> Paper | None:
        """Return the paper of any of its ids, or None."""
        rows = self._rows_of(paper_id)
        return self.papers(rows[:1])[rows[0]] if rows else None

    def count(self) -> int:
        """Return how many papers there are."""
        return int(self._all("SELECT count(*) FROM papers")[0][0])

    def scan(self) -> Iterator[Paper]:
        """Give every paper in the order of the keys, without holding the file between pages."""
        after = ""
        while True:
            page = self._all(
                "SELECT key, paper FROM papers WHERE key > ? ORDER BY key LIMIT ?", after, _PAGE
            )
            for _, blob in page:
                yield decode(blob, self._file)
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def papers(self, rows: Iterable[int]) -> dict[int, Paper]:
        """Return the papers of these rows; rows that are gone are left out."""
        blobs = self._among(
            "SELECT row, paper FROM papers WHERE row IN (SELECT value FROM json_each(?))", rows
        )
        return {row: decode(blob, self._file) for row, blob in blobs}

    def ids(self, rows: Iterable[int]) -> dict[int, str]:
        """Return the shown ids of these rows."""
        return dict(
            self._among(
                "SELECT row, id FROM papers WHERE row IN (SELECT value FROM json_each(?))", rows
            )
        )

    def delete(self, paper_ids: Iterable[str]) -> int:
        """Delete papers by any of their ids, with what was noted of their texts."""
        with self._database.writing() as connection:
            rows = sorted({row for each in paper_ids for row in self._rows_of(each)[:1]})
            if not rows:
                return 0
            number = self._next_change("deleted", *map(str, rows))
            connection.executemany(
                "INSERT INTO removals (row, change) VALUES (?, ?)", ((row, number) for row in rows)
            )
            forget_papers(connection, rows, self._file)
            connection.executemany("DELETE FROM papers WHERE row = ?", ((row,) for row in rows))
            connection.execute(
                "DELETE FROM annotations WHERE text_hash NOT IN (SELECT text_hash FROM papers)"
            )
            return len(rows)

    def last_change(self) -> Change:
        """Return the last write."""
        found = self._all("SELECT number, stamp FROM changes ORDER BY number DESC LIMIT 1")
        return Change(*found[0])

    def has_had(self, change: Change) -> bool:
        """True when this is a write of this very store, and not of a copy that went its own way."""
        query = "SELECT stamp FROM changes WHERE number = ?"
        return self._all(query, change.number) == [(change.stamp,)]

    def last_row(self) -> int:
        """Return the highest row ever given."""
        return int(self._all(LAST_ROW)[0][0])

    def entries_since(self, number: int) -> Iterator[Entry]:
        """Give the papers written after a change, in the order of their rows."""
        after = 0
        while True:
            page = self._all(
                "SELECT row, key, paper FROM papers WHERE row > ? AND change > ?"
                " ORDER BY row LIMIT ?",
                after,
                number,
                _PAGE,
            )
            for row, key, blob in page:
                yield Entry(row, key, decode(blob, self._file))
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def removed_since(self, number: int) -> list[int]:
        """Return the rows removed after a change."""
        return [row for (row,) in self._all("SELECT row FROM removals WHERE change > ?", number)]

    def annotate(self, maker: str, version: str, values: Mapping[str, bytes]) -> None:
        """Keep what a maker found for each text."""
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO annotations (maker, version, text_hash, value)"
                " VALUES (?, ?, ?, ?)",
                ((maker, version, text_hash, value) for text_hash, value in values.items()),
            )

    def annotations(self, maker: str, version: str) -> dict[str, bytes]:
        """Return what a maker's version found, by the hash of the text."""
        return dict(
            self._all(
                "SELECT text_hash, value FROM annotations WHERE maker = ? AND version = ?"
                " ORDER BY text_hash",
                maker,
                version,
            )
        )

    def _batch(self, connection: sqlite3.Connection, origin: str = "") -> Batch:
        return Batch(connection, self._file, self.last_change().number + 1, origin)

    def _write(self, batch: Batch) -> None:
        contents = contents_of(batch)
        number = self._next_change(*contents) if contents else 0
        write(self._database.connection, batch, number)

    def _next_change(self, *contents: str) -> int:
        last = self.last_change()
        self._database.connection.execute(
            "INSERT INTO changes (number, stamp) VALUES (?, ?)",
            (last.number + 1, digest(last.stamp, *contents)),
        )
        return last.number + 1

    def _rows_of(self, paper_id: str) -> list[int]:
        """Return the papers known by an id, the one that is shown by it first."""
        query = (
            "SELECT row FROM aliases JOIN papers USING (row) WHERE alias = ?"
            " ORDER BY id = alias DESC, row"
        )
        return [row for (row,) in self._all(query, normal_id(paper_id))]

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._database.told():
            return self._database.connection.execute(query, values).fetchall()

    def _among(self, query: str, values: Iterable[object]) -> list[tuple[Any, Any]]:
        with self._database.told():
            return pairs_among(self._database.connection, query, values)
