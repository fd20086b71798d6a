"""The journal: every decision as one line of JSON, appended and never edited."""

from __future__ import annotations

import json
import uuid
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from heapq import merge
from pathlib import Path
from threading import Lock
from typing import Any

from fingerpost.errors import HomeError
from fingerpost.home.files import append_line
from fingerpost.records import Problem

SCHEMA = 1
REPAIRED, TAKEN_IN = "journal repaired", "journal copies taken in"
_STATED = ("id", "time", "verb", "object", "why")
MOST_FOLLOWED = 4
"""So many journals a process keeps what it has read of."""
FROM_COPY = "from_copy"
"""Names, in an entry that was taken in from a copy, that copy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: when, which verb, of what, and why."""

    id: str
    time: str
    verb: str
    object: str
    why: str
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What else the verb says."""

    @property
    def day(self) -> str:
        """The day that the decision is told with: the one that it was made for, as ISO 8601.

        That is the `today` of the command or app, else the day of the clock; `time` is the clock's.
        """
        said = self.details.get("date")
        return said if isinstance(said, str) and _is_day(said) else self.time[:10]


@dataclass(frozen=True, slots=True)
class Journal:
    """The file `journal.jsonl` of a home, with the copies that a sync service made of it."""

    path: Path
    today: date | None = field(default=None, compare=False)
    """The day that entries are made for; where it is given, they say so."""

    def append(self, verb: str, subject: str, why: str = "", **details: Any) -> Entry:
        """Add one entry, synced to disk before it returns, and return it as reading gives it.

        Processes take turns. A line that a crash has torn is ended, and an entry says so.
        """
        return self.append_all([(verb, subject, why, details)])[0]

    def append_all(self, told: Iterable[tuple[str, str, str, Mapping[str, Any]]]) -> list[Entry]:
        """Add entries of (verb, subject, why, details) in one write, and return them.

        HomeError where that fails; then none of them stands there.
        """
        day = {"date": self.today.isoformat()} if self.today else {}
        lines = [_line(verb, subject, why, {**day, **more}) for verb, subject, why, more in told]
        if lines:
            append_line(self.path, "\n".join(lines), _word_on)
        return [_entry(json.loads(line)) for line in lines]

    def read(self) -> tuple[list[Entry], list[Problem]]:
        """Return the entries in their order, and a problem for every line that is none.

        Entries that only a copy has stand among them by their time; each id counts once. What a
        process has read before is not taken apart again, as long as it stands in the file.
        """
        return _following(self.path).read()

    def read_anew(self) -> tuple[list[Entry], list[Problem]]:
        """Return the same, with every line taken apart."""
        problems: list[Problem] = []
        known: dict[str, Entry] = {}
        mine = _unknown(_entries(self.path, problems), known, self.path, problems)
        others = [
            _unknown(_entries(copy, problems), known, copy, problems) for copy in self.copies()
        ]
        runs = [*_runs(mine), *(other for other in others if other)]
        if len(runs) == 1:
            return runs[0], problems
        return list(merge(*runs, key=lambda entry: entry.time)), problems

    def copies(self) -> tuple[Path, ...]:
        """Return the files beside the journal that are copies of it, by their names.

        Whatever a sync service adds to the name stands before its ending: 'journal 2.jsonl'.
        """
        beside = self.path.parent.glob(f"{self.path.stem}*{self.path.suffix}")
        return tuple(
            sorted(
                each
                for each in beside
                if each != self.path and each.is_file() and not each.is_symlink()
            )
        )

    def take_in(self) -> int:
        """Append what only copies have, so that these may be deleted; return how many entries."""
        known = {entry.id for entry in _entries(self.path, [])}
        count = 0
        for copy in self.copies():
            for entry in _entries(copy, []):
                if entry.id not in known:
                    known.add(entry.id)
                    told = {name: getattr(entry, name) for name in _STATED}
                    data = {**entry.details, **told, "schema": SCHEMA, FROM_COPY: copy.name}
                    append_line(self.path, _dumped(data), _word_on)
                    count += 1
        if count:
            names = ", ".join(copy.name for copy in self.copies())
            self.append(TAKEN_IN, names, entries=count)
        return count


class Following:
    """A journal that is read again and again: only what was added since is taken apart.

    What it returns is always what `Journal.read_anew` returns. Where the file is no longer what it
    was up to the place that was read, or a sync service made copies, everything is read again.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._content = b""
        self._entries: list[Entry] = []
        self._ids: set[str] = set()
        self._is_plain = False
        self._lock = Lock()
        self.rereads = 0
        """Goes up when what was read before need not hold any more."""

    def read(self) -> tuple[list[Entry], list[Problem]]:
        """Return the entries in their order, and a problem for every line that is none."""
        with self._lock:
            content = _content(self._journal.path)
            added = self._added(content)
            if added is None:
                return self._whole(content)
            if added:
                self._entries += added
                self._ids.update(entry.id for entry in added)
                self._content = content
            return list(self._entries), []

    def _added(self, content: bytes) -> list[Entry] | None:
        """Return the entries behind those that were read, or None where these may be others."""
        if not self._is_plain or self._journal.copies():
            return None
        if not content.startswith(self._content):
            return None
        after = content[len(self._content) :]
        if not after:
            return []
        faults: list[Problem] = []
        found = list(_entries_in(after.split(b"\n"), self._journal.path.name, faults))
        ids = {entry.id for entry in found}
        is_new = len(ids) == len(found) and not ids & self._ids
        whole = after.endswith(b"\n") and not faults and is_new
        return found if whole and not _from_copies(found) else None

    def _whole(self, content: bytes) -> tuple[list[Entry], list[Problem]]:
        self.rereads += 1
        entries, problems = self._journal.read_anew()
        self._entries = list(entries)
        self._ids = {entry.id for entry in entries}
        self._content = content
        ended = not content or content.endswith(b"\n")
        self._is_plain = ended and not problems and not _from_copies(entries)
        return entries, problems


@lru_cache(MOST_FOLLOWED)
def _following(path: Path) -> Following:
    return Following(Journal(path))


def _from_copies(entries: Iterable[Entry]) -> bool:
    return any(FROM_COPY in entry.details for entry in entries)


def _unknown(
    entries: Iterable[Entry], known: dict[str, Entry], path: Path, problems: list[Problem]
) -> list[Entry]:
    """Return the entries whose ids are new; tell of those that say something else elsewhere."""
    found = []
    for entry in entries:
        first = known.setdefault(entry.id, entry)
        if first is entry:
            found.append(entry)
        elif (first.verb, first.object) != (entry.verb, entry.object):
            reason = f"entry {entry.id} ({entry.time}) stands twice and differs; the first holds"
            problems.append(Problem(path.name, reason))
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _runs(entries: list[Entry]) -> list[list[Entry]]:
    """Return our own entries, then those taken in from each copy, each in its own order."""
    runs: dict[str, list[Entry]] = {"": []}
    for entry in entries:
        runs.setdefault(str(entry.details.get(FROM_COPY, "")), []).append(entry)
    return list(runs.values())


def _entries(path: Path, problems: list[Problem]) -> Iterator[Entry]:
    """Give the entries of a file; a line that is none is a problem, unless one tells of it."""
    # Only a newline ends a line: JSON may hold every other sign that some call a line's end.
    yield from _entries_in(_content(path).removeprefix(BOM_UTF8).split(b"\n"), path.name, problems)


def _entries_in(lines: Iterable[bytes], name: str, problems: list[Problem]) -> Iterator[Entry]:
    told: Problem | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = _entry(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            if told is not None:
                problems.append(told)
            told = Problem(name, "this line is no journal entry; skipped", line=number)
            continue
        if told is not None and entry.verb != REPAIRED:
            problems.append(told)
        told = None
        yield entry
    if told is not None:
        problems.append(told)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise HomeError(f"{path} cannot be read: {error.strerror}.") from None


def _word_on(torn: bytes) -> str:
    """Return the entry that tells of a torn line; nothing for one that only lacks its end."""
    try:
        _entry(json.loads(torn))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        why = "the line before was cut off, as by a crash; what it said is lost"
        return _line(REPAIRED, "1 line", why, {})
    return ""


def _line(verb: str, subject: str, why: str, details: Mapping[str, Any]) -> str:
    entry = {
        "id": uuid.uuid4().hex,
        "schema": SCHEMA,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "verb": verb,
        "object": subject,
        "why": why,
        **details,
    }
    return _dumped(entry)


def _dumped(entry: Mapping[str, Any]) -> str:
    line = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    try:
        line.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, as from a broken name
        return json.dumps(entry, sort_keys=True)
    return line


def _entry(data: dict[str, Any]) -> Entry:
    stated = {name: str(data.pop(name)) for name in _STATED}
    return Entry(**stated, details={key: value for key, value in data.items() if key != "schema"})
