"""Answers kept for a while, in the user's own folder, so that nothing is asked for twice."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 200 << 20
_DAY = 86_400.0
LONGEST_DAYS = 30
"""An answer that has not been looked at for so long is let go."""

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, body BLOB NOT NULL, size INTEGER NOT NULL,
    etag TEXT NOT NULL, modified TEXT NOT NULL, taken REAL NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was kept, and by which names the supplier knows this state of it."""

    body: bytes
    etag: str
    modified: str
    taken: float

    def is_fresh(self, hours: float) -> bool:
        """Whether it serves without asking again; never for one from the time to come."""
        return 0 <= time.time() - self.taken < hours * 3600

    @property
    def conditions(self) -> dict[str, str]:
        """The headers by which a supplier is asked whether anything has changed."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in stated.items() if value}


class Cache:
    """A bounded store of answers; whatever is wrong with it, it only ever costs a request.

    Keys are digests of what was asked, without anything about who asked.
    """

    def __init__(self, file: Path, most_bytes: int = MOST_BYTES) -> None:
        self._file, self._most = file, most_bytes

    def get(self, key: str) -> Kept | None:
        """Return what is kept under a key, or None."""
        with suppress(sqlite3.Error, zlib.error, OSError), self._open() as database:
            row = database.execute(
                "SELECT body, etag, modified, taken FROM answers WHERE key = ?", (key,)
            ).fetchone()
            if row:
                return Kept(zlib.decompress(row[0]), row[1], row[2], row[3])
        return None

    def put(self, key: str, body: bytes, etag: str, modified: str) -> None:
        """Keep an answer, and let go of the oldest beyond the bounds."""
        packed = zlib.compress(body, 6)
        if len(packed) > self._most:
            return
        with suppress(sqlite3.Error, OSError), self._open() as database:
            database.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)",
                (key, packed, len(packed), etag, modified, time.time()),
            )
            self._let_go(database)

    def renew(self, key: str) -> None:
        """Note that the supplier has just said that this answer still holds."""
        with suppress(sqlite3.Error, OSError), self._open() as database:
            database.execute("UPDATE answers SET taken = ? WHERE key = ?", (time.time(), key))

    def _let_go(self, database: sqlite3.Connection) -> None:
        oldest = time.time() - LONGEST_DAYS * _DAY
        database.execute("DELETE FROM answers WHERE taken < ?", (oldest,))
        database.execute(
            "DELETE FROM answers WHERE key IN (SELECT key FROM (SELECT key, sum(size) OVER "
            "(ORDER BY taken DESC, key) AS so_far FROM answers) WHERE so_far > ?)",
            (self._most,),
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._file, timeout=5, isolation_level=None)
        try:
            database.execute(_TABLE)
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")
        finally:
            database.close()
