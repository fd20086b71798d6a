"""What the user has decided of records: that they are one paper, or two."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

JOINED, APART = "joined", "apart"

Decision = tuple[str, str, str]
"""Verb ('joined' or 'apart') and the names of two records, in the order of the alphabet.

A name is an id that a record states ('pmid:1', 'doi:10.1000/x', 'hash:…'), so that a decision
holds for the next export as well. Where the two state the same ids it is 'record:' and the record's
fingerprint, and beside it 'told:' and a hash of what the record says of title, authors, place and
ids: that outlives changes in how a file is read and kept.
"""


def decision(verb: str, one: str, other: str) -> Decision:
    """Return a decision with its names in order."""
    first, second = sorted((one, other))
    return verb, first, second


def pairs_of(made: Iterable[Decision]) -> tuple[tuple[str, str], ...]:
    """Return the names of decisions, two by two."""
    return tuple((one, other) for _, one, other in made)


class Decisions:
    """Decisions, by name."""

    def __init__(self, made: Iterable[Decision]) -> None:
        self._made = tuple(made)
        self._by_name: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for verb, one, other in self._made:
            self._by_name[one][other] = self._by_name[other][one] = verb

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def without_joins(self) -> Decisions:
        """Return what is left when the user has joined nothing."""
        return Decisions(made for made in self._made if made[0] != JOINED)

    def among(self, names: Iterable[str]) -> list[str]:
        """Return those of a record's names that a decision is about."""
        return sorted(name for name in names if name in self._by_name)

    def between(self, mine: AbstractSet[str], theirs: AbstractSet[str]) -> str:
        """Return what was decided of two records by their names: 'apart', 'joined' or ''.

        A record that states both ids of a decision is not what the decision was about.
        """
        if not self._by_name:
            return ""
        found = {
            verb
            for name in mine
            if name in self._by_name
            for other, verb in self._by_name[name].items()
            if other in theirs and other not in mine and name not in theirs
        }
        return APART if APART in found else JOINED if found else ""

    def joined(self, names: Iterable[str]) -> set[str]:
        """Return the names of records that were joined with one of these."""
        if not self._by_name:
            return set()
        return {
            other
            for name in names
            if name in self._by_name
            for other, verb in self._by_name[name].items()
            if verb == JOINED
        }


def stored_decisions(connection: sqlite3.Connection) -> list[Decision]:
    """Return every decision, in order."""
    return connection.execute(
        "SELECT verb, one, other FROM decisions ORDER BY verb, one, other"
    ).fetchall()


def store_decisions(connection: sqlite3.Connection, made: Iterable[Decision]) -> None:
    """Keep decisions; a later one on the same two names takes the place of an earlier."""
    connection.executemany(
        "INSERT INTO decisions (verb, one, other) VALUES (?, ?, ?)"
        " ON CONFLICT (one, other) DO UPDATE SET verb = excluded.verb",
        made,
    )


def drop_decisions(connection: sqlite3.Connection, gone: Iterable[Decision]) -> None:
    """Take back decisions."""
    connection.executemany("DELETE FROM decisions WHERE verb = ? AND one = ? AND other = ?", gone)
