"""A home whose library is elsewhere: it is told, and never taken for an empty one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.commands.conftest import Cli, Small, write_lines

from fingerpost.home import Home
from fingerpost.library import Library


@pytest.fixture
def lost(small: Small) -> Small:
    """A home into which two more papers were imported, and whose library is gone."""
    titles = ("An invented study of falls", "Another invented study of falls")
    file = write_lines(small.cwd / "two.jsonl", [{"title": title} for title in titles])
    assert small.json("import", file)["imported"] == 2
    shutil.rmtree(small.data)
    return small


def library_of(small: Small) -> Path:
    return small.data / "libraries" / Home.open(small.home).id


READING = (
    ("check",),
    ("search", "falls"),
    ("search", "falls", "--like", "words"),
    ("show", "pmid:1"),
    ("backup", "new.zip"),
    ("duplicates",),
    ("duplicates", "--possible"),
    ("appraise", "falls"),
    ("dive", "sepsis"),
    ("focus",),
    ("plan",),
    ("report",),
)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
@pytest.mark.parametrize("flags", [(), ("--json",)], ids=["words", "json"])
def test_what_reads_papers_says_that_they_are_not_here(
    lost: Small, arguments: tuple[str, ...], flags: tuple[str, ...]
) -> None:
    done = lost.run(*arguments, *flags)
    assert (done.exit_code, done.stdout) == (1, "")
    for words in ("is not here", str(library_of(lost)), "2 papers came in (last on 2",
                  "fingerpost restore", "FINGERPOST_DATA", "fingerpost import"):  # fmt: skip
        assert words in done.stderr
    assert not lost.data.exists(), "looking must not make an empty library"
    assert not (lost.home / "new.zip").exists()


def test_a_good_backup_is_not_replaced_by_an_empty_one(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_lines(small.cwd / "one.jsonl", [{"title": "An invented study of falls"}])
    small.json("import", file)
    kept = small.cwd / "kept.zip"
    assert small.json("backup", kept)["papers"] == 13
    before = kept.read_bytes()
    monkeypatch.setenv("FINGERPOST_DATA", str(small.cwd / "another"))
    assert small.run("backup", kept, "--replace").exit_code == 1
    assert kept.read_bytes() == before
    monkeypatch.setenv("FINGERPOST_DATA", str(small.data))
    assert small.json("search", "falls")["total"] == 1


def test_what_needs_no_papers_works_as_ever(lost: Small) -> None:
    for arguments in (("paths",), ("area", "list"), ("area", "add", "falls on the ward")):
        assert lost.run(*arguments).exit_code == 0
    assert not lost.data.exists()


def test_importing_again_begins_a_new_library_and_says_so(lost: Small) -> None:
    done = lost.run("import", lost.cwd / "two.jsonl")
    assert done.exit_code == 0
    assert "is not here" in done.stderr
    assert "A new library begins there." in done.stderr
    assert done.stdout.startswith("2 papers read: 2 new")
    again = lost.run("import", lost.cwd / "two.jsonl")
    assert "library" not in again.stderr
    assert lost.json("check")["papers"] == 2


def test_a_library_that_was_made_and_never_filled_is_not_that_of_the_home(lost: Small) -> None:
    """So it is where a fetch began and came to nothing."""
    Library.open(library_of(lost)).close()
    done = lost.run("check")
    assert done.exit_code == 1
    assert "2 papers came in" in done.stderr


def test_a_restored_backup_is_the_library_again(small: Small, tmp_path: Path) -> None:
    small.json("import", write_lines(small.cwd / "one.jsonl", [{"title": "An invented study"}]))
    small.json("backup", tmp_path / "kept.zip")
    shutil.rmtree(small.data)
    assert small.run("check").exit_code == 1
    small.json("restore", tmp_path / "kept.zip", "--into", small.home, "--replace")
    assert small.json("check", "--home", small.home)["papers"] == 13


def test_a_new_home_has_no_papers_and_all_is_well(cli: Cli, tmp_path: Path) -> None:
    Home.create(tmp_path / "fresh", "").journal.append("home made", "fresh")
    assert cli("check", "--home", tmp_path / "fresh").exit_code == 0
    assert cli("search", "sepsis", "--home", tmp_path / "fresh").exit_code == 0


def test_what_start_fills_is_noted_and_missed_when_it_is_gone(cli: Cli, tmp_path: Path) -> None:
    titles = ("An invented study of falls", "Another invented study of falls")
    file = write_lines(tmp_path / "two.jsonl", [{"title": title} for title in titles])
    started = ("start", tmp_path / "h", "--papers", file, "--area", "falls", "--no-serve")
    assert cli(*started).exit_code == 0
    (noted,) = [e for e in Home.open(tmp_path / "h").journal.read()[0] if e.verb == "imported"]
    assert (noted.object, noted.details["new"]) == ("two.jsonl", 2)
    shutil.rmtree(tmp_path / "data")
    assert "2 papers came in" in cli("search", "falls", "--home", tmp_path / "h").stderr
    again = cli(*started)
    assert again.exit_code == 0
    assert "A new library begins there." in again.stderr
