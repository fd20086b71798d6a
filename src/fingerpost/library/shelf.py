"""The stored papers that a batch touches: read once, with the records that they are made of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from fingerpost.library.codec import decode, encode, fingerprint, mended, unpack
from fingerpost.library.decisions import APART, JOINED, Decisions, stored_decisions
from fingerpost.library.duplicates import Comparison, Sketch, Verdict, compare, sketch
from fingerpost.library.duplicates.blocks import CROWDED, blocks, ids_as_blocks
from fingerpost.library.identity import aliases_of
from fingerpost.records import Paper
from fingerpost.text import digest, fold

_ROWS_OF_ALIASES = "SELECT row, alias FROM aliases WHERE alias IN (SELECT value FROM json_each(?))"
_ROWS_OF_BLOCKS = "SELECT row, block FROM blocks WHERE block IN (SELECT value FROM json_each(?))"
_ROWS_OF_MARKS = (
    "SELECT row, fingerprint FROM arrivals WHERE fingerprint IN (SELECT value FROM json_each(?))"
)
_RECORDS_OF_ROWS = """
    SELECT row, fingerprint, change, place, origin, record FROM arrivals JOIN records
    USING (fingerprint) WHERE row IN (SELECT value FROM json_each(?)) ORDER BY change, place
"""
_MANY = 200
"""Papers that share a DOI, as a meeting's abstracts may: beyond these it tells nothing."""
_JOINED = Comparison(Verdict.SAME, 1000.0, ("you said that these are one paper",))
_APART = Comparison(Verdict.DIFFERENT, -1000.0, ("you said that these are two papers",), True)


@dataclass(frozen=True)
class Kept:
    """A record as it arrived, with what is compared of it."""

    mark: str
    """Its fingerprint."""
    paper: Paper
    order: tuple[int, int]
    """The number of the change that brought it, and its place in that batch."""
    origin: str
    """The file or supplier that it came from, as the import named it; '' where not known."""

    @cached_property
    def sketch(self) -> Sketch:
        """What the matcher compares."""
        return sketch(self.paper)

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Every id that it states."""
        return aliases_of(self.paper)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names under which decisions know it."""
        return frozenset((*self.aliases, f"record:{self.mark}", self.told))

    @property
    def told(self) -> str:
        """A name made of what it says of title, authors, place and ids."""
        said = self.paper
        authors = " ".join(author.short_name for author in said.authors)
        place = (said.journal, said.volume, said.issue, said.pages, str(said.year or ""))
        ids = (said.pmid, said.pmcid, said.doi, said.arxiv)
        return f"told:{digest(fold(said.title), fold(authors), *map(fold, place), *ids)}"

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        """The keys under which it is kept."""
        return blocks(self.sketch)

    @property
    def rank(self) -> tuple[str, str]:
        """An order that depends on what it says alone."""
        return self.paper.id, self.mark


@dataclass(slots=True)
class Stored:
    """A paper of the store as a batch sees it."""

    row: int
    key: str
    paper: Paper
    aliases: set[str]
    records: list[Kept]
    is_new: bool = False
    is_changed: bool = False
    is_rebuilt: bool = False
    """True when records have left it, so its aliases are written anew."""
    has_new_records: bool = False
    linked: dict[int, bool] = field(default_factory=dict)
    """Rows of its preprints (True) and of its published versions (False)."""


def arriving(paper: Paper, order: tuple[int, int], origin: str) -> Kept:
    """Return a record that arrives, its text made sound."""
    try:
        return Kept(fingerprint(encode(paper)), paper, order, origin)
    except UnicodeEncodeError:
        sound = mended(paper)
        return Kept(fingerprint(encode(sound)), sound, order, origin)


class Shelf:
    """Copies of the stored papers that matter to a batch, found by id, by key and by row."""

    def __init__(self, connection: sqlite3.Connection, file: str) -> None:
        self._connection, self._file = connection, file
        self.decisions = Decisions(stored_decisions(connection))
        self.stored: dict[int, Stored] = {}
        self.removed: dict[int, int] = {}
        """Rows that turned out to be another paper's, and that paper's row."""
        self.by_alias: dict[str, dict[int, None]] = {}
        self.by_block: dict[int, dict[int, None]] = {}
        self._asked_aliases: set[str] = set()
        self._asked_blocks: set[int] = set()

    def now(self, row: int) -> int:
        """Return the row under which a row's paper is kept now."""
        while row in self.removed:
            row = self.removed[row]
        return row

    def prepare(self, records: Iterable[Kept]) -> None:
        """Read everything that may be one of these records' papers."""
        aliases: set[str] = set()
        keys: set[int] = set()
        for record in records:
            aliases.update(record.aliases, self._sought_ids(record))
            keys.update(record.blocks, ids_as_blocks(record.sketch))
        aliases -= self._asked_aliases
        keys -= self._asked_blocks
        self._asked_aliases |= aliases
        self._asked_blocks |= keys
        rows = {row for row, _ in self.pairs(_ROWS_OF_ALIASES, aliases)}
        marks = [name.removeprefix("record:") for name in aliases if name.startswith("record:")]
        if marks:
            rows.update(row for row, _ in self.pairs(_ROWS_OF_MARKS, marks))
        found: dict[int, list[int]] = {}
        for row, key in self.pairs(_ROWS_OF_BLOCKS, keys):
            found.setdefault(key, []).append(row)
        for key, members in found.items():
            known = self.by_block.setdefault(key, {})
            known.update(dict.fromkeys(sorted({self.now(row) for row in members})))
            if len(known) <= CROWDED:
                rows.update(members)
        self.load(rows)

    def near(self, record: Kept) -> list[Stored]:
        """Return the papers that share an id or a key with a record, by row."""
        rows: set[int] = set()
        for alias in (*record.aliases, *self._sought_ids(record)):
            members = self.by_alias.get(alias, {})
            if len(members) <= _MANY or not alias.startswith(("doi:", "pmcid:", "hash:")):
                rows.update(members)
        for key in (*record.blocks, *ids_as_blocks(record.sketch)):
            members = self.by_block.get(key, {})
            if len(members) <= CROWDED:
                rows.update(members)
        return [self.stored[row] for row in sorted(rows) if row in self.stored]

    def _sought_ids(self, record: Kept) -> set[str]:
        """Return ids of other papers that belong to a record's: named by links, or by the user."""
        linked = record.sketch.published_as | record.sketch.preprints
        return set(linked) | (self.decisions.joined(record.names) if self.decisions else set())

    def relation(self, one: Kept, other: Kept) -> Comparison:
        """Return what two records are to each other; the user's word before the matcher's."""
        if not self.decisions:
            return compare(one.sketch, other.sketch)
        decided = self.decisions.between(one.names, other.names)
        if decided == APART:
            return _APART
        return _JOINED if decided == JOINED else compare(one.sketch, other.sketch)

    def know(self, stored: Stored, aliases: Iterable[str]) -> None:
        """Let a paper be found under ids."""
        for alias in aliases:
            stored.aliases.add(alias)
            self.by_alias.setdefault(alias, {})[stored.row] = None

    def know_record(self, stored: Stored, record: Kept) -> None:
        """Let a paper be found by what one of its records says."""
        self.know(stored, record.aliases)
        if self.decisions:
            self.know(stored, self.decisions.among((record.told,)))
        self.by_alias.setdefault(f"record:{record.mark}", {})[stored.row] = None
        for key in record.blocks:
            self.by_block.setdefault(key, {})[stored.row] = None

    def forget(self, stored: Stored) -> None:
        """Let a paper no longer be found: its records go elsewhere."""
        for alias in (*stored.aliases, *(f"record:{record.mark}" for record in stored.records)):
            self.by_alias.get(alias, {}).pop(stored.row, None)
        for record in stored.records:
            for key in record.blocks:
                self.by_block.get(key, {}).pop(stored.row, None)

    def rows_shown_by(self, shown: str) -> list[int]:
        """Return the rows of papers that are shown by an id."""
        if shown not in self._asked_aliases:
            self._asked_aliases.add(shown)
            self.load({row for row, _ in self.pairs(_ROWS_OF_ALIASES, [shown])})
        rows = sorted(self.by_alias.get(shown, ()))
        return [row for row in rows if row in self.stored and self.stored[row].paper.id == shown]

    def load(self, rows: Iterable[int]) -> None:
        """Read papers with their ids, records and links."""
        fresh = sorted(row for row in rows if row not in self.stored and row not in self.removed)
        if not fresh:
            return
        wanted = json.dumps(fresh)
        records = self._records(wanted)
        papers = {
            row: (key, decode(blob, self._file), fingerprint(unpack(blob)), change)
            for row, key, change, blob in self._connection.execute(
                "SELECT row, key, change, paper FROM papers"
                " WHERE row IN (SELECT value FROM json_each(?))",
                (wanted,),
            )
        }
        origins = self._origins(
            mark for row, (_, _, mark, _) in papers.items() if row not in records
        )
        for row, (key, paper, mark, change) in sorted(papers.items()):
            order, origin = origins.get(mark, ((change, 0), ""))
            kept = records.get(row) or [Kept(mark, paper, order, origin)]
            self.stored[row] = stored = Stored(row, key, paper, set(), kept)
            for record in kept:
                self.know_record(stored, record)
        for row, alias in self.pairs(
            "SELECT row, alias FROM aliases WHERE row IN (SELECT value FROM json_each(?))", papers
        ):
            self.know(self.stored[row], (alias,))
        self._load_links(wanted)

    def _records(self, rows: str) -> dict[int, list[Kept]]:
        found: dict[int, list[Kept]] = {}
        for row, mark, change, place, origin, blob in self._connection.execute(
            _RECORDS_OF_ROWS, (rows,)
        ):
            paper = decode(blob, self._file)
            found.setdefault(row, []).append(Kept(mark, paper, (change, place), origin))
        return found

    def _origins(self, marks: Iterable[str]) -> dict[str, tuple[tuple[int, int], str]]:
        """Return when records came, and from where."""
        rows = self._connection.execute(
            "SELECT fingerprint, change, place, origin FROM arrivals"
            " WHERE fingerprint IN (SELECT value FROM json_each(?))",
            (json.dumps(list(marks)),),
        )
        return {mark: ((change, place), origin) for mark, change, place, origin in rows}

    def _load_links(self, rows: str) -> None:
        for one, other in self._connection.execute(
            "SELECT one, other FROM likenesses WHERE verdict = 'linked' AND"
            " (one IN (SELECT value FROM json_each(?1)) OR other IN"
            " (SELECT value FROM json_each(?1)))",
            (rows,),
        ):
            if one in self.stored:
                self.stored[one].linked[other] = False
            if other in self.stored:
                self.stored[other].linked[one] = True

    def pairs(self, query: str, values: Iterable[object]) -> list[tuple[Any, Any]]:
        """Return the two columns of a query whose parameter is a list."""
        return pairs_among(self._connection, query, values)


def pairs_among(
    connection: sqlite3.Connection, query: str, values: Iterable[object]
) -> list[tuple[Any, Any]]:
    """Return the two columns of a query whose parameter is a list, of any length, as JSON."""
    return connection.execute(query, (json.dumps(list(values)),)).fetchall()
