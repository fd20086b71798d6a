"""One writer at a time: a lock that ends with the process that holds it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fingerpost.errors import LibraryError


class WriteLock:
    """Held while papers are put in or the index is written; readers never need it.

    It is SQLite's own lock on an empty file, which every system lets go when a process dies.
    """

    def __init__(self, folder: Path, wait_seconds: float) -> None:
        self._file, self._note = folder / "papers.lock", folder / "papers.writer"
        self._wait_seconds = wait_seconds

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; LibraryError says who has it when waiting was in vain."""
        connection = self._take(self._wait_seconds)
        if connection is None:
            raise LibraryError(
                f"{self._file.parent}: {self._holder()} is writing to this library. Wait until it"
                " has finished, or stop it, and try again."
            )
        try:
            yield
        finally:
            connection.close()

    @contextmanager
    def held_if_free(self) -> Iterator[bool]:
        """Hold the lock if nobody else does, and say whether it is held."""
        connection = self._take(0)
        try:
            yield connection is not None
        finally:
            if connection is not None:
                connection.close()

    def _take(self, wait_seconds: float) -> sqlite3.Connection | None:
        connection = None
        try:
            connection = sqlite3.connect(self._file, timeout=wait_seconds, isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                return None
            raise LibraryError(
                f"{self._file.parent}: this folder cannot be written ({error}). Make it writable"
                " and try again."
            ) from error
        with suppress(OSError):
            self._note.write_text(str(os.getpid()))
        return connection

    def _holder(self) -> str:
        try:
            return f"another process (number {int(self._note.read_text())})"
        except (OSError, ValueError):
            return "another process"
