"""The user's word on duplicates: two papers are one, one paper is two, two papers stay two."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import combinations

from fingerpost.errors import UsageError
from fingerpost.library.decisions import (
    APART,
    JOINED,
    Decision,
    decision,
    drop_decisions,
    store_decisions,
    stored_decisions,
)
from fingerpost.library.shelf import Kept, Shelf
from fingerpost.library.sorting import joined_parts


def groups_to_split(
    shelf: Shelf, records: Sequence[Kept], chosen: Sequence[str], shown: str
) -> list[list[Kept]]:
    """Return the records of a paper in the groups that shall be told apart.

    `chosen` are fingerprints of records to take out together. With none, the papers that the user
    joined come apart again; where none were, records with one PMID or arXiv id stay together and
    all others come apart. UsageError when there is nothing to split.
    """
    if len(records) < 2:
        raise UsageError(
            f"{shown} is made of one record that the library has kept, so there is nothing to"
            " split. See it with:  fingerpost duplicates show " + shown
        )
    if chosen:
        known = {record.mark for record in records}
        if strange := [mark for mark in chosen if mark not in known]:
            raise UsageError(f"{shown} has no record {', '.join(strange)}.")
        if set(chosen) == known:
            raise UsageError(f"These are all records of {shown}; leave at least one in it.")
        return [
            [record for record in records if record.mark not in chosen],
            [record for record in records if record.mark in chosen],
        ]
    parts = joined_parts(shelf, records)
    if len(parts) > 1:
        return parts
    by_id: dict[str, list[Kept]] = {}
    for record in records:
        by_id.setdefault(record.paper.pmid or record.paper.arxiv or record.mark, []).append(record)
    return list(by_id.values()) if len(by_id) > 1 else [[record] for record in records]


def decide(
    connection: sqlite3.Connection, verb: str, groups: Sequence[Sequence[Kept]]
) -> tuple[list[Decision], list[Decision]]:
    """Keep a decision on groups of records; return it by names, and what it takes the place of."""
    made: list[Decision] = []
    undone: list[Decision] = []
    opposite = APART if verb == JOINED else JOINED
    before = stored_decisions(connection)
    for mine, theirs in combinations(groups, 2):
        made += _by_name(verb, mine, theirs)
        names = _names(mine), _names(theirs)
        for old in before:
            crosses = any(old[1] in a and old[2] in b for a, b in (names, names[::-1]))
            if old[0] == opposite and crosses:
                undone.append(old)
    drop_decisions(connection, undone)
    store_decisions(connection, made)
    return sorted(set(made)), sorted(set(undone))


def _by_name(verb: str, mine: Sequence[Kept], theirs: Sequence[Kept]) -> list[Decision]:
    return [
        decision(verb, one, other)
        for one in sorted({name for record in mine for name in _own_names(record, theirs)})
        for other in sorted({name for record in theirs for name in _own_names(record, mine)})
    ]


def _own_names(record: Kept, others: Iterable[Kept]) -> list[str]:
    """Return the id by which a record is shown, or names of its own where the others state it."""
    theirs = _names(others)
    if record.paper.id not in theirs:
        return [record.paper.id]
    return [f"record:{record.mark}", *({record.told} - theirs)]


def _names(records: Iterable[Kept]) -> set[str]:
    return {name for record in records for name in record.names}


def records_on(shelf: Shelf, rows: Sequence[int]) -> list[list[Kept]]:
    """Return the records of papers, paper by paper."""
    shelf.load(rows)
    return [shelf.stored[row].records for row in rows]
