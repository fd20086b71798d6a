"""What the journal says came in: the answer to 'did this home ever have papers?'."""

from __future__ import annotations

from pathlib import Path

from fingerpost.home.brought import Brought, brought_in
from fingerpost.home.journal import Entry, Journal


def entry(verb: str, day: str, **details: object) -> Entry:
    return Entry("1", f"{day}T09:00:00+00:00", verb, "x", "", details)


def test_a_home_without_imports_had_none() -> None:
    made = entry("home made", "2026-01-02")
    assert brought_in([]) is None
    assert brought_in([made, entry("imported", "2026-01-03", papers=5, new=0)]) is None


def test_imports_fetches_and_updates_add_up() -> None:
    entries = [
        entry("imported", "2026-01-03", papers=5, new=4),
        entry("fetched", "2026-02-03", papers=9, new=8),
        entry("updated", "2026-03-03", new=["pmid:1", "pmid:2"]),
        entry("updated", "2026-04-03", new=[]),
        entry("planned", "2026-05-03", new=7),
    ]
    assert brought_in(entries) == Brought(14, "2026-03-03")


def test_a_signpost_counts_where_nothing_else_was_noted() -> None:
    entries = [
        entry("signpost written", "2026-01-03", papers=2000),
        entry("imported", "2026-02-03", papers=5, new=5),
    ]
    assert brought_in(entries) == Brought(2000, "2026-02-03")


def test_entries_edited_by_hand_break_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    for new in ("many", None, -3, {"a": 1}, 2):
        journal.append("imported", "x", new=new)
    found = brought_in(journal.read()[0])
    assert found is not None
    assert found.papers == 2
