"""Whether a library is sound: every page of the file, every paper, the index beside them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from fingerpost.errors import LibraryError
from fingerpost.library.codec import decode
from fingerpost.library.database import MIGRATIONS

FORM = len(MIGRATIONS)
"""The form of the tables that this version writes."""
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Health:
    """What was found in a library; `faults` are sentences, none when all is well."""

    papers: int
    annotations: int
    indexed: int | None
    """Papers that the search index holds; None where the file is faulty: it was not looked at."""
    faults: tuple[str, ...] = ()


def faults_of(connection: sqlite3.Connection, file: Path) -> list[str]:
    """Return what is wrong with the file, as sentences: its pages, its ties, its papers."""
    try:
        return [
            *(f"{file}: {line}." for line in _unsound_pages(connection)),
            *_loose_ties(connection, file),
            *_unreadable_papers(connection, file),
        ]
    except sqlite3.DatabaseError as error:
        return [f"{file}: the file is damaged and cannot be read to its end ({error})."]


def strangers_in(connection: sqlite3.Connection) -> list[str]:
    """Return the triggers and views of a file: Fingerpost writes none, and a trigger could act."""
    query = "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index') ORDER BY name"
    return [str(name) for (name,) in connection.execute(query)]


def _unsound_pages(connection: sqlite3.Connection) -> list[str]:
    lines = connection.execute(f"PRAGMA integrity_check({MOST_TOLD})").fetchall()
    return [str(line).replace("\n", "; ") for (line,) in lines if line != "ok"]


def _loose_ties(connection: sqlite3.Connection, file: Path) -> list[str]:
    tables = sorted({str(row[0]) for row in connection.execute("PRAGMA foreign_key_check")})
    return [f"{file}: the table {table} names papers that are not there." for table in tables]


def _unreadable_papers(connection: sqlite3.Connection, file: Path) -> list[str]:
    found: list[str] = []
    for shown, blob in connection.execute("SELECT id, paper FROM papers ORDER BY row"):
        try:
            decode(blob, f"{file}, {shown}")
        except LibraryError as error:
            found.append(str(error))
        if len(found) == MOST_TOLD:
            break
    return found
