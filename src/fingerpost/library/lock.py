"""One writer at a time: a lock that ends with the process that holds it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from fingerpost.errors import LibraryError
from fingerpost.library.mishaps import sentence

SOMEBODY = "another process"


class WriteLock:
    """Held while papers are put in or the index is written; readers never need it.

    It is SQLite's own lock on an empty file, which every system lets go when a process dies. Who
    holds it stands in a note beside it, written by the holder alone: it is believed only while the
    lock is held and its process lives.
    """

    def __init__(self, folder: Path, wait_seconds: float) -> None:
        self._file, self._note = folder / "papers.lock", folder / "papers.writer"
        self._wait_seconds = wait_seconds

    @contextmanager
    def held(self, doing: str) -> Iterator[None]:
        """Hold the lock; LibraryError says who has it when waiting was in vain.

        `doing` is what the others are told: 'bringing papers in'.
        """
        connection = self._take(self._wait_seconds, doing)
        if connection is None:
            raise LibraryError(
                f"{self._file.parent}: {self.holder()}. Wait until it has finished, or stop it,"
                " and try again."
            )
        try:
            yield
        finally:
            self._let_go(connection)

    @contextmanager
    def held_if_free(self, doing: str) -> Iterator[bool]:
        """Hold the lock if nobody else does, and say whether it is held."""
        connection = self._take(0, doing)
        try:
            yield connection is not None
        finally:
            if connection is not None:
                self._let_go(connection)

    def holder(self) -> str:
        """Say who writes, what and since when, as far as that is known."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            number, doing, since = int(note["process"]), str(note["doing"]), str(note["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return f"{SOMEBODY} is writing to this library"
        if not _lives(number):
            return f"{SOMEBODY} is writing to this library"
        return f"{SOMEBODY} (number {number}) has been {doing} since {since}"

    def _take(self, wait_seconds: float, doing: str) -> sqlite3.Connection | None:
        connection = None
        try:
            connection = sqlite3.connect(self._file, timeout=wait_seconds, isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                return None
            raise LibraryError(f"{self._file}: {sentence(error)}") from error
        self._tell(doing)
        return connection

    def _tell(self, doing: str) -> None:
        """Write the note; the one of a process that died is gone even where that fails."""
        since = datetime.now().astimezone().strftime("%H:%M on %Y-%m-%d")
        note = {"process": os.getpid(), "doing": doing, "since": since}
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
            self._note.write_text(json.dumps(note), encoding="utf-8")

    def _let_go(self, connection: sqlite3.Connection) -> None:
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        connection.close()


def _lives(process: int) -> bool:
    """True unless the system says that there is no such process."""
    if os.name == "nt":
        return True  # a signal would end the process there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return process > 0
