"""One request at a time to a supplier, well spaced, across all threads and processes of a user."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fingerpost.errors import SourceError

LONGEST_REST = 60.0
"""Seconds; a supplier that wants a longer rest is not waited for."""

_POLL = 0.02
_UNDER_WAY = "under way"


class Pace:
    """A supplier's turns; the lock is SQLite's, which every system lets go when a process dies.

    A file beside it says when the last answer ended and until when the supplier wants its rest,
    on the clock that all processes of a machine share and that nobody sets.
    """

    def __init__(
        self, folder: Path, name: str, spacing: float, sleep: Callable[[float], None]
    ) -> None:
        self._lock, self._note = folder / f"{name}.lock", folder / f"{name}.last"
        self._spacing, self._sleep = spacing, sleep
        self._rest = 0.0
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SourceError(
                f"{folder} cannot be made ({error.strerror}); it keeps the pace at which suppliers"
                " are asked. Make its place writable, or name another in FINGERPOST_DATA."
            ) from error

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """Wait for the turn and hold it; SourceError when others hold it longer than `patience`."""
        connection = self._take(patience)
        try:
            if (wait := self._wait()) > 0:
                self._sleep(wait)
            self._write(_UNDER_WAY)
            self._rest = 0.0
            try:
                yield
            finally:
                ended = time.monotonic()
                self._write(f"{ended} {ended + self._rest}")
        finally:
            connection.close()

    def rest(self, seconds: float) -> None:
        """Let nobody ask for so long, unless it is longer than any wait; called within a turn."""
        self._rest = seconds if seconds <= LONGEST_REST else 0.0

    def _wait(self) -> float:
        """Return the seconds until the supplier may be asked."""
        try:
            stated = self._note.read_bytes()
        except FileNotFoundError:
            return 0.0
        except OSError:
            return self._spacing
        now = time.monotonic()
        try:
            ended, rested = map(float, stated.split())
        except ValueError:
            # A request that was cut off by the end of its process may have just begun.
            return self._spacing
        # A time to come is of before the machine's last start.
        since = now - ended if ended <= now else 0.0
        rest = rested - now if rested - now <= LONGEST_REST else 0.0
        return max(self._spacing - since, rest)

    def _write(self, text: str) -> None:
        with suppress(OSError):
            self._note.write_text(text, "ascii")

    def _take(self, patience: float) -> sqlite3.Connection:
        until = time.monotonic() + patience
        while (connection := self._try()) is None:
            if time.monotonic() > until:
                raise SourceError(
                    "Another fetch from this supplier is under way and does not end."
                    " Wait until it has finished, or stop it, and try again."
                )
            time.sleep(_POLL)
        return connection

    def _try(self) -> sqlite3.Connection | None:
        connection = None
        try:
            connection = sqlite3.connect(self._lock, timeout=0, isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                return None
            raise SourceError(f"{self._lock} cannot be used ({error}).") from error
        return connection
