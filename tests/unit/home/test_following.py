"""A journal that is followed says at every moment what reading it whole says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.home.journal import Following, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def same(following: Following, journal: Journal) -> None:
    assert following.read() == journal.read_anew()
    assert journal.read() == journal.read_anew()


def test_what_is_added_is_seen_without_reading_the_rest_again(journal: Journal) -> None:
    following = Following(journal)
    assert following.read() == ([], [])
    for number in range(3):
        journal.append("screened", f"pmid:{number}", area="sepsis")
        same(following, journal)
    assert following.rereads == 1


def test_what_was_returned_is_the_callers_own(journal: Journal) -> None:
    following = Following(journal)
    journal.append("screened", "pmid:1")
    following.read()[0].clear()
    same(following, journal)
    journal.append("screened", "pmid:2")
    first = following.read()[0]
    first.clear()
    same(following, journal)


def test_a_file_that_was_changed_by_hand_is_read_again(journal: Journal) -> None:
    following = Following(journal)
    journal.append("screened", "pmid:1", verdict="relevant")
    journal.append("screened", "pmid:2", verdict="relevant")
    same(following, journal)
    text = journal.path.read_text("utf-8")
    journal.path.write_text(text.replace("pmid:1", "pmid:7"), "utf-8")
    same(following, journal)
    journal.path.write_text(text.split("\n")[0] + "\n", "utf-8")
    same(following, journal)
    journal.path.unlink()
    same(following, journal)


def test_torn_and_foreign_lines_are_told_as_ever(journal: Journal) -> None:
    following = Following(journal)
    journal.append("screened", "pmid:1")
    same(following, journal)
    with journal.path.open("ab") as file:
        file.write(b'{"id": "half')
    same(following, journal)
    journal.append("screened", "pmid:2")
    same(following, journal)
    with journal.path.open("ab") as file:
        file.write(b"no entry\n")
    same(following, journal)
    journal.append("screened", "pmid:3")
    same(following, journal)


def test_copies_and_repeated_entries_are_taken_as_ever(journal: Journal) -> None:
    following = Following(journal)
    journal.append("screened", "pmid:1")
    same(following, journal)
    line = journal.path.read_bytes()
    with journal.path.open("ab") as file:
        file.write(line)
    same(following, journal)
    copy = journal.path.with_name("journal 2.jsonl")
    entry = {**json.loads(line), "id": "other", "object": "pmid:9"}
    copy.write_text(json.dumps(entry) + "\n", "utf-8")
    same(following, journal)
    journal.take_in()
    copy.unlink()
    same(following, journal)
    journal.append("screened", "pmid:5")
    same(following, journal)


STEP = st.sampled_from(["append", "read", "tear", "cut", "copy", "twice", "junk"])


@settings(deadline=None, max_examples=60)
@given(st.lists(STEP, max_size=14))
def test_whatever_happens_to_the_file(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("followed") / "journal.jsonl")
    following = Following(journal)
    for number, step in enumerate(steps):
        content = journal.path.read_bytes() if journal.path.exists() else b""
        if step == "append":
            journal.append("screened", f"pmid:{number}")
        elif step == "tear":
            journal.path.write_bytes(content + b'{"id": "x')
        elif step == "cut":
            journal.path.write_bytes(content[: len(content) // 2])
        elif step == "copy":
            journal.path.with_name("journal 2.jsonl").write_bytes(content)
        elif step == "twice":
            journal.path.write_bytes(content + content)
        elif step == "junk":
            journal.path.write_bytes(content + b"[]\n")
        if step != "append" or number % 2:
            same(following, journal)
    same(following, journal)
