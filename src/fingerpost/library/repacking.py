"""Papers and records of an older library brought to the form in which they are kept now."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

from fingerpost.errors import LibraryError
from fingerpost.library.codec import decode, encode, fingerprint, pack, unpack

_PAGE = 1_000


def pack_all(connection: sqlite3.Connection) -> None:
    """Pack every paper and record, and give each record's mark its new form wherever it stands.

    A paper that cannot be read stays as it is, for a better version or a backup to make good.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for key, stored in _pages(connection, "SELECT row, paper FROM papers", "row"):
        if (encoded := _anew(stored)) is not None:
            connection.execute("UPDATE papers SET paper = ? WHERE row = ?", (pack(encoded), key))
            _rename(connection, fingerprint(unpack(stored)), fingerprint(encoded))
    for key, stored in _pages(connection, "SELECT rowid, record FROM records", "rowid"):
        if (encoded := _anew(stored)) is not None:
            connection.execute(
                "UPDATE records SET record = ? WHERE rowid = ?", (pack(encoded), key)
            )
            _rename(connection, fingerprint(unpack(stored)), fingerprint(encoded))


def _pages(
    connection: sqlite3.Connection, query: str, key: str
) -> Iterator[tuple[int, bytes | str]]:
    after = 0
    while page := connection.execute(
        f"{query} WHERE {key} > ? ORDER BY {key} LIMIT ?", (after, _PAGE)
    ).fetchall():
        yield from page
        after = page[-1][0]


def _anew(stored: bytes | str) -> bytes | None:
    """Return a paper encoded as it is now, or None where it cannot be read."""
    try:
        return encode(decode(stored, ""))
    except (LibraryError, zlib.error):
        return None


def _rename(connection: sqlite3.Connection, old: str, new: str) -> None:
    for statement in (
        "UPDATE OR IGNORE arrivals SET fingerprint = ? WHERE fingerprint = ?",
        "UPDATE OR IGNORE records SET fingerprint = ? WHERE fingerprint = ?",
    ):
        connection.execute(statement, (new, old))
    for statement in (
        "UPDATE OR IGNORE decisions SET one = ? WHERE one = ?",
        "UPDATE OR IGNORE decisions SET other = ? WHERE other = ?",
    ):
        connection.execute(statement, (f"record:{new}", f"record:{old}"))
