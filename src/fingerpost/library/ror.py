"""ROR beside the library: which organisation a name in an affiliation is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fingerpost.library.given_table import GivenTable
from fingerpost.records import Organisation
from fingerpost.text import fold

FILE = "ror.sqlite"
_FORM = 1
_TABLES = (
    "source (form INTEGER NOT NULL, name TEXT NOT NULL, organisations INTEGER NOT NULL)",
    "organisations (ror TEXT PRIMARY KEY, name TEXT, city TEXT, iso TEXT, lat REAL, lng REAL)",
    "names (key TEXT, ror TEXT, PRIMARY KEY (key, ror)) WITHOUT ROWID",
)
_UNTOLD = frozenset({"the", "of", "and", "at", "de", "di"})
_ORDERED = frozenset({"washington", "miami", "york"})


@dataclass(frozen=True, slots=True)
class RorSource:
    """The file that the table was made from, and how many organisations it has."""

    file: str
    organisations: int


def institution_key(name: str) -> str:
    """Return what spellings of one institution share: 'Oxford Univ' and 'University of Oxford'."""
    words = ["university" if word == "univ" else word for word in fold(name).split()]
    kept = [word for word in words if word not in _UNTOLD]
    if _ORDERED & set(kept):
        return " ".join(kept)  # here the order tells two institutions apart
    return " ".join(sorted(kept))


class RorTable:
    """ROR's organisations by name, in a file of their own beside the papers."""

    def __init__(self, folder: Path) -> None:
        self._table = GivenTable(folder / FILE, _FORM, "institutions", "fingerpost ror use FILE")

    @property
    def is_there(self) -> bool:
        """True when the user has given a dump of ROR."""
        return self._table.is_there

    @property
    def stamp(self) -> str:
        """A text that is another one after every change; empty without a table."""
        return self._table.stamp

    def source(self) -> RorSource | None:
        """Return what the table was made from, or None when there is none."""
        if not self.is_there:
            return None
        with self._table.reading() as table:
            [(name, count)] = table.execute("SELECT name, organisations FROM source")
        return RorSource(name, count)

    def find_all(
        self, wanted: Iterable[tuple[str, str, str]]
    ) -> dict[tuple[str, str, str], Organisation]:
        """Return organisations for (name, country code, city), those that only one fits.

        The name must be one of its names, in any spelling that `institution_key` allows, and the
        country must be its country. Where several have the name, the city decides.
        """
        found = {}
        with self._table.reading() as table:
            for name, iso, city in sorted(set(wanted)):
                rows = table.execute(
                    "SELECT o.* FROM names JOIN organisations AS o USING (ror)"
                    " WHERE names.key = ? ORDER BY ror",
                    (institution_key(name),),
                )
                one = _only([_organisation(row) for row in rows], iso, city)
                if one:
                    found[name, iso, city] = one
        return found

    def replace(self, file: str, organisations: Iterable[Organisation]) -> RorSource:
        """Make the table anew; what was there stays until the new one is whole."""
        count = self._table.make(_TABLES, lambda table: _fill(table, file, organisations))
        return RorSource(file, count)

    def remove(self) -> bool:
        """Delete the table; True when there was one."""
        return self._table.remove()


def _only(named: list[Organisation], iso: str, city: str) -> Organisation | None:
    """The one organisation of a name that the place allows, or None."""
    allowed = [one for one in named if not iso or one.iso == iso]
    if len(allowed) > 1 and city:
        allowed = [one for one in allowed if fold(one.city) == fold(city)]
    return allowed[0] if len(allowed) == 1 else None


def _organisation(row: tuple[str, str, str, str, float | None, float | None]) -> Organisation:
    ror, name, city, iso, latitude, longitude = row
    return Organisation(ror, name, city=city, iso=iso, latitude=latitude, longitude=longitude)


def _fill(table: sqlite3.Connection, file: str, organisations: Iterable[Organisation]) -> int:
    for one in organisations:
        table.execute(
            "INSERT OR REPLACE INTO organisations VALUES (?, ?, ?, ?, ?, ?)",
            (one.ror, one.name, one.city, one.iso, one.latitude, one.longitude),
        )
        for name in (one.name, *one.other_names):
            table.execute(
                "INSERT OR IGNORE INTO names VALUES (?, ?)", (institution_key(name), one.ror)
            )
    table.execute("DELETE FROM names WHERE key = ''")
    [(count,)] = table.execute("SELECT count(*) FROM organisations")
    table.execute("INSERT INTO source VALUES (?, ?, ?)", (_FORM, file, count))
    return int(count)
