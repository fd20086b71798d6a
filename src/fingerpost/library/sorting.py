"""Records that hang together sorted into papers anew: by what they say, not by when they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from fingerpost.library.decisions import APART, JOINED
from fingerpost.library.duplicates import Verdict
from fingerpost.library.duplicates.groups import partition
from fingerpost.library.shelf import Kept, Shelf, Stored

MOST_RECORDS = 300
"""Records beyond these are not drawn in: nothing real hangs together so widely."""


def sorted_anew(
    shelf: Shelf, record: Kept, same: list[Stored]
) -> tuple[list[Stored], list[list[Kept]]]:
    """Return the papers that hang together with a record, and their records in new groups.

    Papers hang together when a record of one would be merged with a record of the other, were
    it not for a third; the strongest pairs are brought together first.
    """
    papers = _reached(shelf, same)
    records = {each.mark: each for stored in papers for each in stored.records}
    records.setdefault(record.mark, record)
    return papers, _grouped(shelf, records)


def joined_parts(shelf: Shelf, records: Sequence[Kept]) -> list[list[Kept]]:
    """Return a paper's records in the groups that the user has joined; one group if none was.

    The shelf has no joins from then on.
    """
    joined = any(
        shelf.decisions.between(one.names, other.names) == JOINED
        for one, other in combinations(records, 2)
    )
    if not joined:
        return [list(records)]
    shelf.decisions = shelf.decisions.without_joins()
    return _grouped(shelf, {record.mark: record for record in records})


def _grouped(shelf: Shelf, records: Mapping[str, Kept]) -> list[list[Kept]]:
    edges = [
        (comparison.score, one.mark, other.mark)
        for one, other in combinations(records.values(), 2)
        if (comparison := shelf.relation(one, other)).verdict is Verdict.SAME
    ]

    def clash(mine: list[str], theirs: list[str]) -> bool:
        return clashing(shelf, [records[m] for m in mine], [records[m] for m in theirs])

    groups = partition(records, edges, lambda mark: records[mark].rank, clash)
    return [[records[mark] for mark in group] for group in groups]


def clashing(shelf: Shelf, mine: Sequence[Kept], theirs: Sequence[Kept]) -> bool:
    """True when a record of one group can never be one paper with a record of the other.

    A record that is the same as one which the user has joined with a third may follow it, though
    it and the third would be kept apart by what they say.
    """
    return any(
        shelf.relation(one, other).barred
        and not _follows(shelf, one, other, theirs)
        and not _follows(shelf, other, one, mine)
        for one in mine
        for other in theirs
    )


def _follows(shelf: Shelf, one: Kept, other: Kept, among: Sequence[Kept]) -> bool:
    if shelf.decisions.between(one.names, other.names) == APART:
        return False
    return any(
        shelf.decisions.between(each.names, other.names) == JOINED
        and shelf.relation(one, each).verdict is Verdict.SAME
        for each in among
    )


def _reached(shelf: Shelf, same: list[Stored]) -> list[Stored]:
    reached = {stored.row: stored for stored in same}
    waiting = list(same)
    while waiting and sum(len(stored.records) for stored in reached.values()) < MOST_RECORDS:
        stored = waiting.pop()
        shelf.prepare(stored.records)
        for record in stored.records:
            for other in shelf.near(record):
                if other.row not in reached and _is_same(shelf, record, other):
                    reached[other.row] = other
                    waiting.append(other)
    return [reached[row] for row in sorted(reached)]


def _is_same(shelf: Shelf, record: Kept, stored: Stored) -> bool:
    return any(shelf.relation(record, each).verdict is Verdict.SAME for each in stored.records)
