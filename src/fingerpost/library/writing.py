"""What a batch has changed, written into the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from fingerpost.errors import LibraryError
from fingerpost.library.arrivals import Batch
from fingerpost.library.codec import decode, encode, fingerprint, pack
from fingerpost.library.duplicates import sketch
from fingerpost.library.duplicates.blocks import blocks
from fingerpost.library.shelf import Shelf, Stored

_PAGE = 1_000


def contents_of(batch: Batch) -> list[str]:
    """Return what marks the change that a batch makes; empty when it changes no paper."""
    return [
        only.mark
        if (only := stored.records[0]).paper is stored.paper
        else fingerprint(encode(stored.paper))
        for stored in _changed(batch)
    ]


def write(connection: sqlite3.Connection, batch: Batch, number: int) -> None:
    """Write papers, ids, records, keys and likenesses; `number` is the change's."""
    _settle_keys(connection, _changed(batch))
    _write_papers(connection, _changed(batch), number)
    touched = [s for s in batch.shelf.stored.values() if s.is_changed or s.has_new_records]
    _write_records(connection, batch, touched)
    _remove(connection, batch, number)
    _write_keys(connection, batch, touched)
    _write_likenesses(connection, batch, touched)


def forget_papers(connection: sqlite3.Connection, rows: Sequence[int], file: str) -> None:
    """Take out the keys of papers that are about to be deleted."""
    shelf = Shelf(connection, file)
    shelf.load(rows)
    connection.executemany(
        "DELETE FROM blocks WHERE block = ? AND row = ?",
        (
            (key, row)
            for row in rows
            for record in shelf.stored[row].records
            for key in record.blocks
        ),
    )


def forget_lost_texts(connection: sqlite3.Connection) -> None:
    """Take out what was noted of texts that no paper has any more."""
    connection.execute(
        "DELETE FROM annotations WHERE text_hash NOT IN (SELECT text_hash FROM papers)"
    )


def key_all_papers(connection: sqlite3.Connection) -> None:
    """Give the papers of an older library the keys by which duplicates are found.

    A paper that cannot be read gets none.
    """
    last = 0
    while page := connection.execute(
        "SELECT row, paper FROM papers WHERE row > ? ORDER BY row LIMIT ?", (last, _PAGE)
    ).fetchall():
        last = page[-1][0]
        connection.executemany(
            "INSERT OR IGNORE INTO blocks (block, row) VALUES (?, ?)",
            ((key, row) for row, blob in page for key in _keys(blob)),
        )


def _keys(stored: bytes | str) -> list[int]:
    try:
        return list(blocks(sketch(decode(stored, ""))))
    except LibraryError:
        return []


def _changed(batch: Batch) -> list[Stored]:
    return [stored for stored in batch.shelf.stored.values() if stored.is_changed]


def _settle_keys(connection: sqlite3.Connection, changed: Iterable[Stored]) -> None:
    """Give each new paper a key that no paper has: its id, if that never was another's."""
    new = [stored for stored in changed if stored.is_new]
    wanted = json.dumps([stored.key for stored in new])
    query = "SELECT key FROM papers WHERE key IN (SELECT value FROM json_each(?))"
    taken = {key for (key,) in connection.execute(query, (wanted,))}
    for stored in new:
        if stored.key in taken:
            stored.key = f"{stored.key}+{stored.row}"
        taken.add(stored.key)


def _write_papers(connection: sqlite3.Connection, changed: Iterable[Stored], number: int) -> None:
    rows = list(changed)
    connection.executemany(
        "INSERT INTO papers (row, key, id, text_hash, change, paper)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (row) DO UPDATE SET id = excluded.id,"
        " text_hash = excluded.text_hash, change = excluded.change, paper = excluded.paper",
        (
            (s.row, s.key, s.paper.id, s.paper.text_hash, number, pack(encode(s.paper)))
            for s in rows
        ),
    )
    connection.executemany(
        "DELETE FROM aliases WHERE row = ?", ((s.row,) for s in rows if s.is_rebuilt)
    )
    connection.executemany(
        "INSERT OR IGNORE INTO aliases (alias, row) VALUES (?, ?)",
        ((alias, s.row) for s in rows for alias in sorted(s.aliases)),
    )


def _write_records(connection: sqlite3.Connection, batch: Batch, touched: Iterable[Stored]) -> None:
    """Write where each record went; the record itself where the paper is more than that alone.

    What an older Fingerpost kept of a paper is no record that this import brought.
    """
    rows = list(touched)
    connection.executemany(
        "INSERT INTO arrivals (fingerprint, row, change, place, origin, bringing)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (fingerprint) DO UPDATE SET row = excluded.row",
        (
            (each.mark, s.row, *each.order, each.origin, batch.bringing * (each.mark in batch.new))
            for s in rows
            if s.has_new_records
            for each in s.records
        ),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO records (fingerprint, record) VALUES (?, ?)",
        (
            (each.mark, pack(encode(each.paper)))
            for s in rows
            if len(s.records) > 1 or s.paper != s.records[0].paper
            for each in s.records
        ),
    )


def _remove(connection: sqlite3.Connection, batch: Batch, number: int) -> None:
    """Take out rows that turned out to be another paper's, which has their records by now."""
    for row in batch.shelf.removed:
        heir = batch.shelf.now(row)
        connection.execute("UPDATE arrivals SET row = ? WHERE row = ?", (heir, row))
        for column in ("one", "other"):
            connection.execute(
                f"UPDATE OR IGNORE likenesses SET {column} = ? WHERE {column} = ?",  # noqa: S608
                (heir, row),
            )
        connection.execute("DELETE FROM papers WHERE row = ?", (row,))
        connection.execute("INSERT INTO removals VALUES (?, ?)", (row, number))
    if batch.shelf.removed:
        connection.execute("DELETE FROM likenesses WHERE one = other")


def _write_keys(connection: sqlite3.Connection, batch: Batch, touched: Iterable[Stored]) -> None:
    connection.executemany("DELETE FROM blocks WHERE block = ? AND row = ?", sorted(batch.left))
    connection.executemany(
        "INSERT OR IGNORE INTO blocks (block, row) VALUES (?, ?)",
        sorted(
            (key, s.row)
            for s in touched
            if s.has_new_records
            for r in s.records
            for key in r.blocks
        ),
    )


def _write_likenesses(
    connection: sqlite3.Connection, batch: Batch, touched: Iterable[Stored]
) -> None:
    connection.executemany(
        "DELETE FROM likenesses WHERE one = ?1 OR other = ?1",
        ((s.row,) for s in touched if s.is_rebuilt and not s.is_new),
    )
    connection.executemany(
        "DELETE FROM likenesses WHERE verdict = 'linked' AND one = ? AND other = ?",
        sorted(batch.unlinked),
    )
    now, stored = batch.shelf.now, batch.shelf.stored
    rows = sorted(
        (now(one), now(other), verdict)
        for verdict, one, other in batch.alike
        if now(one) != now(other)
    )
    connection.executemany(
        "INSERT OR REPLACE INTO likenesses (one, other, verdict) VALUES (?, ?, ?)",
        (row for row in rows if row[0] in stored and row[1] in stored),
    )
