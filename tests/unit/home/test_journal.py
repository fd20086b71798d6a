"""The journal: appended, synced, repaired with a word, and one with its copies."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from datetime import date
from pathlib import Path

import pytest

from fingerpost.errors import HomeError
from fingerpost.home.journal import REPAIRED, TAKEN_IN, Journal
from fingerpost.home.lock import locked_for_appending


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def said(journal: Journal) -> list[str]:
    return [entry.object for entry in journal.read()[0]]


def at(journal: Journal, name: str, time: str) -> None:
    """Append an entry as if it had been written at a time."""
    data = {"id": name, "schema": 1, "time": time, "verb": "did", "object": name, "why": ""}
    with journal.path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(data) + "\n")


def test_an_entry_has_an_id_a_schema_and_what_was_said(journal: Journal) -> None:
    journal.append("imported", "papers.xml", count=3)
    line = json.loads(journal.path.read_text())
    assert (line["schema"], line["count"], line["verb"]) == (1, 3, "imported")


def test_a_torn_last_line_is_ended_with_a_word(journal: Journal) -> None:
    journal.append("did", "first")
    with journal.path.open("ab") as file:
        file.write('{"id": "torn", "why": "Müd'.encode()[:-1])  # cut inside a letter
    entries, problems = journal.read()
    assert len(entries) == 1
    assert [problem.line for problem in problems] == [2]
    journal.append("did", "second")
    entries, problems = journal.read()
    assert [entry.verb for entry in entries] == ["did", REPAIRED, "did"]
    assert not problems, "the entry tells of it"


def test_a_whole_last_line_without_its_end_is_no_loss(journal: Journal) -> None:
    journal.append("did", "first")
    journal.path.write_bytes(journal.path.read_bytes()[:-1])
    journal.append("did", "second")
    assert said(journal) == ["first", "second"]


def test_a_line_that_a_hand_spoilt_is_told_and_the_others_are_read(journal: Journal) -> None:
    journal.append("did", "first")
    with journal.path.open("ab") as file:
        file.write(b"<<<<<<< HEAD\n\xff\xfe\n[1]\n" + b"[" * 100_000 + b"\n")
    journal.append("did", "second")
    entries, problems = journal.read()
    assert [entry.object for entry in entries] == ["first", "second"]
    assert [problem.line for problem in problems] == [2, 3, 4, 5]


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c", "\r"])
def test_no_sign_in_a_reason_ends_a_line(journal: Journal, sign: str) -> None:
    journal.append("did", "first", f"why{sign}not")
    assert journal.read()[0][0].why == f"why{sign}not"


def test_half_a_sign_is_written_all_the_same(journal: Journal) -> None:
    journal.append("did", "bad \ud800 name")
    assert journal.read()[0][0].object == "bad \ud800 name"


@pytest.mark.parametrize(
    "name",
    [
        "journal (conflicted copy).jsonl",
        "journal 2.jsonl",
        "journal.sync-conflict-20261123-101010-ABCDEFG.jsonl",
        "journal (Ada's conflicted copy 2026-11-23).jsonl",
        "journal-WARD7.jsonl",
    ],
)
def test_a_copy_is_read_with_the_journal_and_taken_in(journal: Journal, name: str) -> None:
    at(journal, "a", "2026-01-01T00:00:00+00:00")
    copy = journal.path.with_name(name)
    shutil.copy(journal.path, copy)
    at(journal, "c", "2026-01-03T00:00:00+00:00")
    at(Journal(copy), "b", "2026-01-02T00:00:00+00:00")
    at(Journal(copy), "d", "2026-01-04T00:00:00+00:00")
    assert said(journal) == ["a", "b", "c", "d"]
    assert journal.take_in() == 2
    assert said(journal)[:4] == ["a", "b", "c", "d"]
    copy.unlink()
    assert said(journal)[:4] == ["a", "b", "c", "d"], "the journal has it all, in its order"
    assert journal.read()[0][-1].verb == TAKEN_IN
    assert journal.take_in() == 0


def test_a_clock_that_went_back_does_not_change_the_order(journal: Journal) -> None:
    at(journal, "decided", "2026-01-02T00:00:00+00:00")
    at(journal, "undone", "2026-01-01T00:00:00+00:00")
    shutil.copy(journal.path, journal.path.with_name("journal 2.jsonl"))
    assert said(journal) == ["decided", "undone"]


def test_two_entries_of_one_id_that_differ_are_told(journal: Journal) -> None:
    at(journal, "a", "2026-01-01T00:00:00+00:00")
    copy = journal.path.with_name("journal 2.jsonl")
    copy.write_text(journal.path.read_text().replace('"did"', '"undid"'))
    entries, problems = journal.read()
    assert [entry.verb for entry in entries] == ["did"]
    assert "stands twice and differs" in problems[0].reason


def _write(path: Path, who: str) -> None:
    for number in range(40):
        Journal(path).append("did", f"{who}{number}", "x" * 5000)


def test_processes_take_turns(journal: Journal) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(journal.path, who)) for who in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    entries, problems = journal.read()
    assert not problems
    assert sorted(e.object for e in entries) == sorted(f"{w}{n}" for w in "abc" for n in range(40))


def test_a_journal_that_is_held_for_too_long_is_told(journal: Journal) -> None:
    with (
        locked_for_appending(journal.path),
        pytest.raises(HomeError, match="another process"),
        locked_for_appending(journal.path, wait_seconds=0.05),
    ):
        pass


def test_a_full_disk_leaves_the_journal_as_it_was(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append("did", "first")
    before = journal.path.read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full_disk)
        with pytest.raises(HomeError, match="No space left"):
            journal.append("did", "second")
    assert journal.path.read_bytes() == before


def test_a_decision_is_told_with_the_day_that_it_was_made_for(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    plain = Journal(path).append("screened", "pmid:1")
    dated = Journal(path, date(2024, 2, 29)).append("screened", "pmid:2")
    said = Journal(path, date(2024, 2, 29)).append("step done", "x", date="2024-02-27")
    wrong = Journal(path).append("screened", "pmid:3", date="one day")
    assert plain.day == plain.time[:10]
    assert (dated.day, said.day) == ("2024-02-29", "2024-02-27")
    assert wrong.day == wrong.time[:10]
    assert not dated.time.startswith("2024"), "the clock's time stays true"
