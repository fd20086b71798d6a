"""`fingerpost journal`: every decision, read like a diary."""

from __future__ import annotations

import json
import shutil

from tests.commands.conftest import Small

from fingerpost.home.diary import sentence
from fingerpost.home.journal import Entry


def test_decisions_are_told_in_plain_sentences(small: Small) -> None:
    small.run("area", "park", "sepsis", "--because", "no data before spring")
    small.run("dive", "stroke")
    done = small.run("journal")
    assert done.exit_code == 0
    assert "You parked the area sepsis, because: no data before spring." in done.stdout
    assert "You looked into stroke: 6 papers." in done.stdout
    found = small.json("journal", "--area", "sepsis")["entries"]
    assert [each["verb"] for each in found] == ["area parked"]
    assert small.json("journal", "--since", "2100-01-01")["entries"] == []
    assert small.run("journal", "--since", "soon").exit_code == 2


def test_copies_are_read_and_taken_in(small: Small) -> None:
    small.run("area", "park", "sepsis")
    journal = small.home / "journal.jsonl"
    copy = small.home / "journal (conflicted copy).jsonl"
    shutil.copy(journal, copy)
    small.run("area", "drop", "sepsis")
    with copy.open("a") as file:
        line = {"id": "x", "time": "2026-01-01T00:00:00+00:00", "verb": "area kept",
                "object": "stroke", "why": "", "schema": 1}  # fmt: skip
        file.write(json.dumps(line) + "\n")
    found = small.json("journal")
    assert found["copies"] == [copy.name]
    assert [each["id"] for each in found["entries"]].count("x") == 1
    merged = small.json("journal", "--merge")
    assert (merged["taken_in"], merged["changed_by_hand"]) == (1, [])
    copy.unlink()
    assert small.json("journal")["gone_by_hand"] == []
    assert "You kept the area stroke" in small.run("journal").stdout


def test_edits_of_the_journal_by_hand_are_noticed(small: Small) -> None:
    small.run("area", "park", "sepsis")
    small.run("area", "park", "stroke")
    assert small.json("journal")["gone_by_hand"] == []
    journal = small.home / "journal.jsonl"
    lines = journal.read_text(encoding="utf-8").splitlines()
    journal.write_text(lines[-1].replace("parked", "kept") + "\n", encoding="utf-8")
    found = small.json("journal")
    assert len(found["gone_by_hand"]) == len(lines) - 1
    assert len(found["changed_by_hand"]) == 1
    assert small.json("journal")["gone_by_hand"] == []


def test_an_unknown_verb_and_a_hostile_object_are_one_line() -> None:
    entry = Entry("1", "2026-01-01", "telepathised", "a\x1b[31m{it}\nb", "")
    told = sentence(entry)
    assert told.startswith("Telepathised: a")
    assert "\x1b" not in told
    assert "\n" not in told
