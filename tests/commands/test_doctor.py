"""`fingerpost doctor`: what is wrong anywhere in a home, and what --fix mends without harm."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import Small
from tests.commands.test_watch import ris, written


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def doctor(home: Small, *arguments: str) -> dict[str, Any]:
    done = home.run("doctor", "--json", *arguments)
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    assert done.exit_code == (1 if found["faults"] else 0)
    return found


def test_a_sound_home(small: Small) -> None:
    found = doctor(small)
    assert (found["papers"], found["indexed"]) == (12, 12)
    assert (found["faults"], found["remarks"], found["mendable"], found["mended"]) == ([],) * 4
    assert small.run("doctor").stdout.endswith("All is well.\n")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("me.toml", "hours_per_week = 'many'\n", "me.toml, line 1"),
        ("areas/sepsis.md", "---\ntitle: [\nquery: x\n---\n", "sepsis.md, line"),
        ("papers/a.md", "---\ntitle: 'open\n---\nMine.", "a.md, line"),
        ("papers/a.md", "---\ntitle: never ended\n", "not ended by a line of ---"),
        ("topics/t.md", "---\n- a\n- b\n---\n", "t.md, line 2"),
        ("people/p (conflicted copy 2026-11-20).md", "Mine.", "kept two versions"),
        ("papers/a.sync-conflict-20261120-1.md", "Mine.", "kept two versions"),
        ("guide/paths/own.toml", "name = \n", "own.toml"),
        ("journal.jsonl", "{broken}\n", "no journal entry"),
        ("dives/sepsis/2026-01-02/recipe.json", "{", "this kept dive is damaged"),
    ],
)
def test_each_fault_is_named_with_its_place_and_left_as_it_is(
    small: Small, file: str, text: str, said: str
) -> None:
    path = small.home / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    before = contents(small.home)
    for arguments in ((), ("--fix",)):
        found = doctor(small, *arguments)
        assert any(said in fault for fault in found["faults"]), found["faults"]
        assert found["mended"] == []
        assert contents(small.home) == before


def test_a_note_of_a_paper_on_conflicts_is_no_copy(small: Small) -> None:
    note = small.home / "papers" / "okoro2020conflict.md"
    note.parent.mkdir()
    note.write_text("---\ntitle: Conflict of interest 2020\n---\n", encoding="utf-8")
    assert doctor(small)["faults"] == []


def test_a_torn_line_is_ended_and_its_journal_is_read_on(small: Small) -> None:
    journal = small.home / "journal.jsonl"
    small.run("area", "add", "falls")
    with journal.open("a") as file:
        file.write('{"id": "1", "verb": "scr')
    before = journal.read_bytes()
    found = doctor(small)
    assert [each["mend"] for each in found["mendable"]] == [
        "end the line, and say so in the journal"
    ]
    assert journal.read_bytes() == before
    mended = doctor(small, "--fix")
    assert mended["faults"] == []
    assert "the last line was ended" in mended["mended"][0]
    assert journal.read_bytes().startswith(before)
    assert doctor(small)["mended"] == []


def test_copies_of_the_journal_are_taken_in_and_kept(small: Small) -> None:
    journal = small.home / "journal.jsonl"
    small.run("area", "add", "falls")
    for name in ("journal (conflicted copy 2026-11-20).jsonl", "journal 2.jsonl"):
        entry = {"id": "e1", "schema": 1, "time": "2026-11-20T08:00:00+00:00", "verb": "read",
                 "object": "pmid:1", "why": ""}  # fmt: skip
        (small.home / name).write_text(json.dumps(entry) + "\n", encoding="utf-8")
    found = doctor(small)
    assert len(found["mendable"]) == 2
    mended = doctor(small, "--fix")
    assert (mended["faults"], len(mended["mended"])) == ([], 1)
    assert "1 entry of its copies" in mended["mended"][0]
    assert '"e1"' in journal.read_text(encoding="utf-8")
    assert len(list(small.home.glob("journal*.jsonl"))) == 3
    assert all("you may delete it" in each for each in mended["remarks"])


def test_only_left_overs_of_ours_are_removed(small: Small) -> None:
    old = time.time() - 3600
    ours, young = small.home / ".plan.md-abcd1234.part", small.home / ".plan.md-zbcd1234.part"
    theirs = small.home / "drop" / "paper.pdf.part"
    theirs.parent.mkdir()
    for path in (ours, young, theirs):
        path.write_text("half a file")
    for path in (ours, theirs):
        os.utime(path, (old, old))
    assert len(doctor(small)["mendable"]) == 1
    assert doctor(small, "--fix")["mended"] == [f"{ours}: removed."]
    assert (ours.exists(), young.exists(), theirs.exists()) == (False, True, True)


def test_links_that_lead_nowhere_are_worth_a_look_and_no_fault(small: Small) -> None:
    topics = small.home / "topics"
    topics.mkdir()
    (topics / "Early Warning.md").write_text("See [[sepsis|an area]].", encoding="utf-8")
    (topics / "two.md").write_text(
        "[[early warning#What]] and [[topics/early warning]]\n![[me.toml]]\n"
        "`[[code]]`\n```\n[[code]]\n```\nBut [[nobody wrote this|x]] and [[#here]].\n",
        encoding="utf-8",
    )
    found = doctor(small)
    assert found["remarks"] == ["topics/two.md, line 7: no note is called [[nobody wrote this]]."]
    done = small.run("doctor")
    assert done.exit_code == 0
    assert "Worth a look, though it may be meant:" in done.stdout


def test_a_watched_export_that_is_gone_and_a_damaged_list(small: Small) -> None:
    file = written(small.cwd / "zotero.ris", ris(1))
    small.json("watch", "add", file)
    assert doctor(small)["faults"] == []
    file.unlink()
    assert "watch drop" in doctor(small)["faults"][0]
    (listed,) = (small.data / "libraries").glob("*/watched.json")
    listed.write_text("[")
    assert "watched.json is damaged" in doctor(small)["faults"][0]


def test_without_its_library_a_home_is_still_looked_at(small: Small) -> None:
    small.json("import", written(small.cwd / "one.ris", ris(1)))
    (small.home / "areas" / "stroke.md").write_text("no front matter", encoding="utf-8")
    (small.data / "libraries").rename(small.cwd / "away")
    done = small.run("doctor")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "stroke.md, line 1" in done.stderr
    assert "is not here" in done.stderr


def test_check_is_its_older_name(small: Small) -> None:
    assert small.json("check") == small.json("doctor")
