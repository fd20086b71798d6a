"""The journal: every decision as one line of JSON, appended and never edited."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fingerpost.home.files import append_line, read_text
from fingerpost.records import Problem

SCHEMA = 1
_STATED = ("id", "time", "verb", "object", "why")


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


@dataclass(frozen=True, slots=True)
class Journal:
    """The file `journal.jsonl` of a home."""

    path: Path

    def append(self, verb: str, subject: str, why: str = "", **details: Any) -> Entry:
        """Add one entry, synced to disk before it returns, and return it as reading gives it."""
        entry = {
            "id": uuid.uuid4().hex,
            "schema": SCHEMA,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "verb": verb,
            "object": subject,
            "why": why,
            **details,
        }
        line = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        append_line(self.path, line)
        return _entry(json.loads(line))

    def read(self) -> tuple[list[Entry], list[Problem]]:
        """Return the entries in their order, and a problem for every line that is none."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        if not self.path.exists():
            return entries, problems
        for number, line in enumerate(read_text(self.path).text.splitlines(), start=1):
            if not line.strip():
                continue
            try:
                entries.append(_entry(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError):
                problems.append(
                    Problem(self.path.name, "this line is no journal entry; skipped", line=number)
                )
        return entries, problems


def _entry(data: dict[str, Any]) -> Entry:
    stated = {name: str(data.pop(name)) for name in _STATED}
    return Entry(**stated, details={key: value for key, value in data.items() if key != "schema"})
