"""The papers themselves, in SQLite: the truth that the index is made from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fingerpost.errors import LibraryError, UsageError
from fingerpost.library.arrivals import LAST_ROW, Batch
from fingerpost.library.choices import decide, groups_to_split, records_on
from fingerpost.library.codec import decode
from fingerpost.library.database import Database
from fingerpost.library.decisions import (
    APART,
    JOINED,
    Decision,
    drop_decisions,
    pairs_of,
    store_decisions,
    stored_decisions,
)
from fingerpost.library.duplicates import Verdict
from fingerpost.library.health import faults_of
from fingerpost.library.identity import normal_id
from fingerpost.library.model import Decided, Likeness, Merge, PutResult
from fingerpost.library.provenance import likenesses, merges, records_of, rows_named
from fingerpost.library.shelf import Kept, Shelf, pairs_among
from fingerpost.library.taking_out import TakenOut, TakingOut, came_again, number_for
from fingerpost.library.writing import contents_of, forget_lost_texts, forget_papers, write
from fingerpost.records import Paper
from fingerpost.text import digest

if TYPE_CHECKING:
    from fingerpost.library.index.schema import Entry

FILE = "papers.sqlite"
_PAGE = 1_000
_LAST_ROW_OF_ALL = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Change:
    """The last write: its number, and a stamp that no other history of the store has."""

    number: int
    stamp: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch did, and what of it the index must take in and take out."""

    result: PutResult
    entries: tuple[Entry, ...]
    removed: tuple[int, ...]


class Store:
    """Papers by row, key and alias; every write of papers has a number."""

    def __init__(self, folder: Path, wait_seconds: float) -> None:
        self._database = Database(folder / FILE, wait_seconds)
        self._file = str(folder / FILE)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def put(self, records: Sequence[Paper], origin: str = "", bringing: str = "") -> Written:
        """Take records in, in one transaction, which is on the disk when this returns.

        `origin` names the file or supplier, `bringing` the import, by which `take_out` knows it.
        """
        from fingerpost.library.index.schema import Entry

        with self._database.writing() as connection:
            number = number_for(connection, bringing) if bringing else 0
            batch = self._batch(connection, origin, number)
            batch.take(records)
            self._write(batch)
            came_again(connection, batch)
            result = batch.result()
        changed = (stored for stored in batch.shelf.stored.values() if stored.is_changed)
        entries = tuple(Entry(stored.row, stored.key, stored.paper) for stored in changed)
        return Written(result, entries, tuple(batch.shelf.removed))

    def records_of(self, paper_id: str) -> Merge | None:
        """Return the paper of any of its ids with the records that it is made of, or None."""
        rows = self._rows_of(paper_id)[:1]
        with self._database.told():
            return records_of(self._shelf(), rows[0]) if rows else None

    def merges(self) -> Iterator[Merge]:
        """Give every paper that is made of several records."""
        with self._database.told():
            yield from merges(self._database.connection, self._file)

    def likenesses(self, verdict: Verdict) -> Iterator[Likeness]:
        """Give the pairs of papers that are linked, or that may be one."""
        with self._database.told():
            yield from likenesses(self._database.connection, self._file, verdict)

    def join(self, paper_ids: Sequence[str]) -> Decided:
        """Make one paper of several; UsageError if there are not two of them."""
        return self._decide(JOINED, "merged", self._two_or_more(paper_ids))

    def keep_apart(self, paper_ids: Sequence[str]) -> Decided:
        """Keep papers from ever being merged; UsageError if there are not two of them."""
        return self._decide(APART, "kept apart", self._two_or_more(paper_ids))

    def split(self, paper_id: str, chosen: Sequence[str]) -> Decided:
        """Take a paper apart; see `groups_to_split`."""
        rows = self._known([paper_id])
        shelf = self._shelf()
        (records,) = records_on(shelf, rows)
        return self._decide(APART, "split", rows, groups_to_split(shelf, records, chosen, paper_id))

    def decisions(self) -> list[Decision]:
        """Return every decision of the user's."""
        with self._database.told():
            return stored_decisions(self._database.connection)

    def decide_again(self, made: Sequence[Decision], undone: Sequence[Decision]) -> None:
        """Take decisions over, whether their records are here yet or not."""
        with self._database.writing() as connection:
            drop_decisions(connection, undone)
            store_decisions(connection, made)
            names = {name for _, *pair in (*made, *undone) for name in pair}
            batch = self._batch(connection)
            batch.sort_again(rows_named(connection, names))
            self._write(batch)

    def names_of(self, paper_id: str) -> frozenset[str]:
        """Return the names under which decisions know a paper; none where it is not here."""
        rows = self._rows_of(paper_id)[:1]
        with self._database.told():
            records = records_on(self._shelf(), rows)
        return frozenset(name for each in records for record in each for name in record.names)

    def papers_named(self, names: Iterable[str]) -> list[Paper]:
        """Return the papers that decisions know under these names, in the order they came."""
        with self._database.told():
            rows = rows_named(self._database.connection, names)
        papers = self.papers(rows)
        return [papers[row] for row in rows]

    def get(self, paper_id: str) -> Paper | None:
        """Return the paper of any of its ids, or None."""
        rows = self._rows_of(paper_id)
        return self.papers(rows[:1])[rows[0]] if rows else None

    def copy_to(self, file: Path) -> int:
        """Write the whole store as it is now into a new file; return how many papers it has.

        LibraryError for a damaged store: its copy would take the place of a better one.
        """
        with self._database.told(), closing(sqlite3.connect(file)) as copy:
            self._database.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if (found := copy.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise LibraryError(
                    f"{self._file}: the library is damaged ({found}), so nothing was written. Run"
                    " `fingerpost doctor`, or restore an earlier backup."
                )
            return int(copy.execute("SELECT count(*) FROM papers").fetchone()[0])

    def faults(self) -> list[str]:
        """Return what is wrong with the file, as sentences."""
        return faults_of(self._database.connection, self._database.file)

    def count_annotations(self) -> int:
        """Return how many findings of makers are kept."""
        return int(self._all("SELECT count(*) FROM annotations")[0][0])

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
            self._delete_rows(connection, rows)
            forget_lost_texts(connection)
            return len(rows)

    def take_out(
        self, bringing: str, held: Mapping[str, str], on_progress: Callable[[int], None]
    ) -> TakenOut:
        """Take out what an import brought; see `Library.take_out`. Each step is whole on the disk.

        Papers come to be what they would be without it, in whatever order the others came. A
        step may let records meet that are still to be taken out, so it goes on until none is left.
        """
        taking = TakingOut(self._file, bringing, held)
        with self._database.writing() as connection:
            taking.begin(connection)
        while taking.goes_on:
            with self._database.writing() as connection:
                step = taking.next_step(connection)
                if step.rows:
                    self._delete_rows(connection, step.rows)
                    batch = self._batch(connection)
                    batch.take_again(step.stay, step.partners)
                    self._write(batch)
                    step.restore(connection)
            on_progress(taking.result().papers)
        with self._database.writing() as connection:
            forget_lost_texts(connection)
        return taking.result()

    def _delete_rows(self, connection: sqlite3.Connection, rows: Sequence[int]) -> None:
        number = self._next_change("deleted", *map(str, rows))
        connection.executemany(
            "INSERT INTO removals (row, change) VALUES (?, ?)", ((row, number) for row in rows)
        )
        forget_papers(connection, rows, self._file)
        connection.executemany("DELETE FROM papers WHERE row = ?", ((row,) for row in rows))

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
        """Give the papers written after a change, in the order of their changes and rows."""
        from fingerpost.library.index.schema import Entry

        after = (number, _LAST_ROW_OF_ALL)
        while True:
            page = self._all(
                "SELECT change, row, key, paper FROM papers WHERE (change, row) > (?, ?)"
                " ORDER BY change, row LIMIT ?",
                *after,
                _PAGE,
            )
            for _, row, key, blob in page:
                yield Entry(row, key, decode(blob, self._file))
            if len(page) < _PAGE:
                return
            after = page[-1][:2]

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

    def annotations(
        self, maker: str, version: str, of: Iterable[str] | None = None
    ) -> dict[str, bytes]:
        """Return what a maker's version found, by the hash of the text; `of` these or of all."""
        if of is None:
            return dict(
                self._all(
                    "SELECT text_hash, value FROM annotations WHERE maker = ? AND version = ?"
                    " ORDER BY text_hash",
                    maker,
                    version,
                )
            )
        return dict(
            self._all(
                "SELECT text_hash, value FROM annotations WHERE maker = ? AND version = ?"
                " AND text_hash IN (SELECT value FROM json_each(?))",
                maker,
                version,
                json.dumps(sorted(set(of))),
            )
        )

    def forget_other_versions(self, maker: str, version: str) -> None:
        """Forget what every other version of a maker found."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM annotations WHERE maker = ? AND version <> ?", (maker, version)
            )

    def _two_or_more(self, paper_ids: Sequence[str]) -> list[int]:
        rows = list(dict.fromkeys(self._known(paper_ids)))
        if len(rows) < 2:
            raise UsageError(
                "Name at least two papers that the library has; these ids are one paper's."
                " See what it is made of with:  fingerpost duplicates show ID ; take it apart with:"
                "  fingerpost duplicates split ID"
            )
        return rows

    def _known(self, paper_ids: Sequence[str]) -> list[int]:
        rows = []
        for paper_id in paper_ids:
            found = self._rows_of(paper_id)
            if not found:
                raise UsageError(f"The library has no paper '{paper_id}'.")
            rows.append(found[0])
        return rows

    def _decide(
        self,
        verb: str,
        told: str,
        rows: Sequence[int],
        groups: Sequence[Sequence[Kept]] | None = None,
    ) -> Decided:
        with self._database.writing() as connection:
            marks = [r.mark for each in records_on(self._shelf(), rows) for r in each]
            made, undone = decide(connection, verb, groups or records_on(self._shelf(), rows))
            batch = self._batch(connection)
            batch.sort_again(rows)
            self._write(batch)
            now = rows_named(connection, (f"record:{mark}" for mark in marks))
            ids = self.ids(now)
            return Decided(told, pairs_of(made), pairs_of(undone), tuple(ids[row] for row in now))

    def _shelf(self) -> Shelf:
        return Shelf(self._database.connection, self._file)

    def _batch(self, connection: sqlite3.Connection, origin: str = "", bringing: int = 0) -> Batch:
        return Batch(connection, self._file, self.last_change().number + 1, origin, bringing)

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
        """Return the papers known by an id: first the one that is shown by it.

        Then come those with a record that was shown by it before it was merged.
        """
        alias = normal_id(paper_id)
        query = (
            "SELECT row, id FROM aliases JOIN papers USING (row) WHERE alias = ?"
            " ORDER BY id = alias DESC, row"
        )
        found = self._all(query, alias)
        rows = [row for row, _ in found]
        if len(rows) < 2 or found[0][1] == alias:
            return rows
        with self._database.told():
            records = records_on(self._shelf(), rows)
        was_shown = [any(each.paper.id == alias for each in held) for held in records]
        return [row for _, row in sorted(zip((not was for was in was_shown), rows, strict=True))]

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._database.told():
            return self._database.connection.execute(query, values).fetchall()

    def _among(self, query: str, values: Iterable[object]) -> list[tuple[Any, Any]]:
        with self._database.told():
            return pairs_among(self._database.connection, query, values)
