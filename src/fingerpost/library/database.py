"""The library's SQLite file: opened with care, brought to the present form."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fingerpost.errors import LibraryError
from fingerpost.library.mishaps import sentence

_APPLICATION = 0x46504C42
"""'FPLB', by which SQLite files of this program are known."""

_PAGE_BYTES = 16_384
"""Of a new file: a paper is 2 to 4 KB, and pages of SQLite's 4 KB would hold one and much air."""

Migration = Callable[[sqlite3.Connection], None]
MIGRATIONS: list[Migration] = []


def _migration(step: Migration) -> Migration:
    MIGRATIONS.append(step)
    return step


class Database:
    """A connection whose errors are sentences."""

    def __init__(self, file: Path, wait_seconds: float) -> None:
        self.file = file
        with self.told():
            self.connection = sqlite3.connect(file, timeout=wait_seconds, isolation_level=None)
        try:
            self._prepare()
        except LibraryError:
            self.connection.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction that is on disk when the block has ended."""
        with self.told():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.rollback()
                raise

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn SQLite's errors into sentences."""
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(f"{self.file}: {sentence(error)}") from error

    def _prepare(self) -> None:
        """Set the connection up; make or migrate the tables; refuse what is not ours.

        Every commit is synced to the disk (FULL): imports commit thousands of papers at a time,
        so it costs nothing that could be noticed, and a power cut loses no paper told as kept.
        """
        with self.told():
            version = self._number("user_version")
            self._check(version)
            self.connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA synchronous = FULL")
            self.connection.execute("PRAGMA foreign_keys = ON")
        if version < len(MIGRATIONS):
            self._migrate()

    def _check(self, version: int) -> None:
        if version > len(MIGRATIONS):
            raise LibraryError(
                f"{self.file}: this library was written by a newer Fingerpost (its form {version},"
                f" known here up to {len(MIGRATIONS)}). Bring Fingerpost up to date."
            )
        tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and self._number("application_id") != _APPLICATION:
            raise LibraryError(
                f"{self.file}: this is a file of another program. Move it away, or give the"
                " library another folder."
            )

    def _migrate(self) -> None:
        """Apply what is missing, each step recorded in the transaction that makes it."""
        with self.writing() as connection:
            version = self._number("user_version")
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            for number, step in enumerate(MIGRATIONS[version:], version + 1):
                step(connection)
                connection.execute(
                    "INSERT INTO migrations (version, name) VALUES (?, ?)",
                    (number, step.__name__.lstrip("_")),
                )
                connection.execute(f"PRAGMA user_version = {number}")

    def _number(self, pragma: str) -> int:
        return int(self.connection.execute(f"PRAGMA {pragma}").fetchone()[0])


@_migration
def _first_tables(connection: sqlite3.Connection) -> None:
    for table in (
        "migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "changes (number INTEGER PRIMARY KEY, stamp TEXT NOT NULL)",
        """papers (
            row INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            id TEXT NOT NULL,
            text_hash TEXT NOT NULL,
            change INTEGER NOT NULL REFERENCES changes,
            paper BLOB NOT NULL
        )""",
        """aliases (
            alias TEXT NOT NULL,
            row INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
            PRIMARY KEY (alias, row)
        ) WITHOUT ROWID""",
        """arrivals (
            fingerprint TEXT PRIMARY KEY,
            row INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE
        ) WITHOUT ROWID""",
        "removals (row INTEGER PRIMARY KEY, change INTEGER NOT NULL REFERENCES changes)",
        """annotations (
            maker TEXT NOT NULL,
            version TEXT NOT NULL,
            text_hash TEXT NOT NULL,
            value BLOB NOT NULL,
            PRIMARY KEY (maker, version, text_hash)
        ) WITHOUT ROWID""",
    ):
        connection.execute(f"CREATE TABLE {table}")
    for table, column in (
        ("papers", "change"),
        ("papers", "text_hash"),
        ("aliases", "row"),
        ("arrivals", "row"),
        ("removals", "change"),
    ):
        connection.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
    connection.execute("INSERT INTO changes VALUES (0, '')")


@_migration
def _records_and_decisions(connection: sqlite3.Connection) -> None:
    """Keep what each paper was made of, the keys that find its duplicates, and the user's word."""
    from fingerpost.library.writing import key_all_papers

    for column in ("change INTEGER NOT NULL DEFAULT 0", "place INTEGER NOT NULL DEFAULT 0",
                   "origin TEXT NOT NULL DEFAULT ''"):  # fmt: skip
        connection.execute(f"ALTER TABLE arrivals ADD COLUMN {column}")
    for table in (
        """records (
            fingerprint TEXT PRIMARY KEY REFERENCES arrivals ON DELETE CASCADE,
            record BLOB NOT NULL
        )""",
        """blocks (
            block INTEGER NOT NULL,
            row INTEGER NOT NULL,
            PRIMARY KEY (block, row)
        ) WITHOUT ROWID""",
        """likenesses (
            one INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
            other INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
            verdict TEXT NOT NULL,
            PRIMARY KEY (one, other)
        ) WITHOUT ROWID""",
        """decisions (
            one TEXT NOT NULL,
            other TEXT NOT NULL,
            verb TEXT NOT NULL,
            PRIMARY KEY (one, other)
        ) WITHOUT ROWID""",
    ):
        connection.execute(f"CREATE TABLE {table}")
    connection.execute("CREATE INDEX likenesses_other ON likenesses (other)")
    key_all_papers(connection)


@_migration
def _papers_packed(connection: sqlite3.Connection) -> None:
    """Pack papers and records; the marks by which records are known follow their new form."""
    from fingerpost.library.repacking import pack_all

    pack_all(connection)


@_migration
def _what_each_import_brought(connection: sqlite3.Connection) -> None:
    """Keep which import brought each record first, and which others brought it again."""
    connection.execute("ALTER TABLE arrivals ADD COLUMN bringing INTEGER NOT NULL DEFAULT 0")
    connection.execute("CREATE TABLE bringings (number INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    connection.execute(
        """CREATE TABLE again (
            fingerprint TEXT NOT NULL REFERENCES arrivals ON DELETE CASCADE,
            bringing INTEGER NOT NULL,
            origin TEXT NOT NULL,
            PRIMARY KEY (fingerprint, bringing)
        ) WITHOUT ROWID"""
    )
