"""MeSH beside the library: what headings are called, and which stand below which."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fingerpost.library.given_table import GivenTable
from fingerpost.records import MeshDescriptor
from fingerpost.text import fold

FILE = "mesh.sqlite"
_FORM = 1
_TABLES = (
    "source (form INTEGER NOT NULL, name TEXT NOT NULL, headings INTEGER NOT NULL)",
    "names (name TEXT PRIMARY KEY, heading TEXT NOT NULL) WITHOUT ROWID",
    "trees (number TEXT, heading TEXT, PRIMARY KEY (number, heading)) WITHOUT ROWID",
    "places (heading TEXT, number TEXT, PRIMARY KEY (heading, number)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class MeshSource:
    """The file that the table was made from, and how many headings and names it has."""

    file: str
    headings: int
    names: int


class MeshTable:
    """MeSH's headings, other names and trees, in a file of their own beside the papers."""

    def __init__(self, folder: Path) -> None:
        self._table = GivenTable(folder / FILE, _FORM, "MeSH headings", "fingerpost mesh use FILE")

    @property
    def is_there(self) -> bool:
        """True when the user has given a file of MeSH."""
        return self._table.is_there

    @property
    def stamp(self) -> str:
        """A text that is another one after every change; empty without a table."""
        return self._table.stamp

    def source(self) -> MeshSource | None:
        """Return what the table was made from, or None when there is none."""
        if not self.is_there:
            return None
        with self._table.reading() as table:
            [(name, headings)] = table.execute("SELECT name, headings FROM source")
            [(names,)] = table.execute("SELECT count(*) FROM names")
        return MeshSource(name, headings, names)

    def heading_of(self, name: str) -> str | None:
        """Return the heading that a name (itself, or an entry term) stands for, or None."""
        with self._table.reading() as table:
            found = table.execute("SELECT heading FROM names WHERE name = ?", (fold(name),))
            row = found.fetchone()
        return str(row[0]) if row else None

    def with_narrower(self, heading: str) -> list[str]:
        """Return a heading and all that stand below it in any of its trees, by name."""
        with self._table.reading() as table:
            rows = table.execute(
                "SELECT DISTINCT below.heading FROM places JOIN trees AS below"
                " ON below.number > places.number || '.' AND below.number < places.number || '/'"
                " WHERE places.heading = ?",
                (heading,),
            ).fetchall()
        return [heading, *sorted({str(row[0]) for row in rows} - {heading})]

    def replace(self, file: str, descriptors: Iterable[MeshDescriptor]) -> MeshSource:
        """Make the table anew; what was there stays until the new one is whole."""
        headings = self._table.make(_TABLES, lambda table: _fill(table, file, descriptors))
        names = self.source()
        return MeshSource(file, headings, names.names if names else 0)

    def remove(self) -> bool:
        """Delete the table; True when there was one."""
        return self._table.remove()


def _fill(table: sqlite3.Connection, file: str, descriptors: Iterable[MeshDescriptor]) -> int:
    """Write all; a heading's own name wins over another's entry term."""
    for descriptor in descriptors:
        name = descriptor.name
        table.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (fold(name), name))
        for term in descriptor.entry_terms:
            table.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (fold(term), name))
        for number in descriptor.tree_numbers:
            table.execute("INSERT OR IGNORE INTO trees VALUES (?, ?)", (number, name))
            table.execute("INSERT OR IGNORE INTO places VALUES (?, ?)", (name, number))
    table.execute("DELETE FROM names WHERE name = ''")
    [(count,)] = table.execute("SELECT count(DISTINCT heading) FROM names")
    table.execute("INSERT INTO source VALUES (?, ?, ?)", (_FORM, file, count))
    return int(count)
