"""What SQLite's errors mean for the person at the screen, and what to do about each."""

from __future__ import annotations

import sqlite3

_KEPT = "Every paper that was told as kept is safe."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to this file. Wait until it has finished, or stop it, and try"
        " again."
    ),
    sqlite3.SQLITE_FULL: (
        f"the disk is full. {_KEPT} Make room, or move the library to a larger disk, and run the"
        " command again."
    ),
    sqlite3.SQLITE_READONLY: (
        "the library may not be written. Make the file and its folder writable and try again."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the library cannot be opened. See whether its folder exists and may be read and written,"
        " and try again."
    ),
    sqlite3.SQLITE_IOERR: (
        f"the disk could not be read or written. {_KEPT} See whether the disk is full, was taken"
        " out or is failing, and run the command again."
    ),
    sqlite3.SQLITE_PERM: "you may not use this file. Give yourself the right to, and try again.",
}
_DAMAGED = (
    "the library is damaged or is no library. Restore it from a backup with `fingerpost restore`,"
    " or move the file away and import your papers again."
)
_OTHER = "the library cannot be used. Try again; if it stays so, run `fingerpost doctor`."


def sentence(error: sqlite3.Error) -> str:
    """Return what an error of SQLite means, with SQLite's own words, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    is_damage = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    said = _DAMAGED if is_damage else _SENTENCES.get(code, _OTHER)
    return f"{said} (SQLite says: {error}.)"
