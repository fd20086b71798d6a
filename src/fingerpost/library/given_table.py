"""A table made from a file that the user gave, in a SQLite file of its own beside the papers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from fingerpost.errors import LibraryError


@dataclass(frozen=True)
class GivenTable:
    """Where such a table lies and how it is read and made anew; each kind has its own columns.

    One of its tables is `source`, with the number of the columns' `form`. Damage, another form and
    a disk that refuses are a LibraryError which names `verb`, the command that makes it again.
    """

    file: Path
    form: int
    called: str
    """What it holds, for sentences: 'MeSH headings'."""
    verb: str

    @property
    def is_there(self) -> bool:
        """True when the user has given a file."""
        return self.file.is_file()

    @property
    def stamp(self) -> str:
        """A text that is another one after every change; empty while no file was given."""
        try:
            state = self.file.stat()
        except OSError:
            return ""
        return f"{state.st_size} {state.st_mtime_ns}"

    def make(self, tables: Sequence[str], fill: Callable[[sqlite3.Connection], int]) -> int:
        """Make the table anew, return what `fill` counts; the old one stays until it is whole."""
        fresh = self.file.with_name(f"{self.file.name}.new")
        with self._told():
            fresh.unlink(missing_ok=True)
            try:
                with closing(sqlite3.connect(fresh)) as table:
                    for each in tables:
                        table.execute(f"CREATE TABLE {each}")
                    count = fill(table)
                    table.commit()
                fresh.replace(self.file)
            finally:
                fresh.unlink(missing_ok=True)
        return count

    def remove(self) -> bool:
        """Delete the table; True when there was one."""
        with self._told():
            there = self.is_there
            self.file.unlink(missing_ok=True)
        return there

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open the table to read it."""
        with self._told():
            address = f"{self.file.resolve().as_uri()}?mode=ro"
            with closing(sqlite3.connect(address, uri=True)) as table:
                [(form,)] = table.execute("SELECT form FROM source")
                if form != self.form:
                    raise sqlite3.DatabaseError(f"form {form}")
                yield table

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:
            raise LibraryError(
                f"{self.file}: the table of {self.called} cannot be used ({error}). Make it again"
                f" with  {self.verb}, or delete this file."
            ) from error
