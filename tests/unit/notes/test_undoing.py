"""A sync is undone byte for byte, never over what changed since, and can be cut off."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fingerpost.errors import HomeError, UsageError
from fingerpost.home import Home
from fingerpost.home.note_blocks import blocks_in, new_block
from fingerpost.library import Library
from fingerpost.notes import keep_paper_note, kept_syncs
from fingerpost.notes.kept_syncs import FOLDER, last_sync, record_of
from fingerpost.notes.undoing import CHANGED, GONE, sync_and_keep, undo_sync, undone_on
from fingerpost.records import Author, Paper

TODAY = date(2026, 11, 23)
PAPERS = [
    Paper(title=f"Falls {n}", authors=(Author("Okoro", "A"),), year=2020 + n, pmid=str(n))
    for n in (1, 2, 3)
]
KILLED = """
import os, signal, sys
from pathlib import Path
from fingerpost.home import Home
from fingerpost.notes.undoing import undo_sync

real, count = Path.replace, 0

def die(path, target):
    global count
    count += 1
    if count > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(path, target)

Path.replace = die
undo_sync(Home.open(Path(sys.argv[1])), "one")
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    made = Home.create(tmp_path / "home", "")
    for paper in PAPERS:
        assert keep_paper_note(made, paper)
    for path in notes(made):
        make_stale(path)
    return made


@pytest.fixture
def library(home: Home) -> Iterator[Library]:
    with Library.open(home.library_folder) as opened:
        opened.put(PAPERS)
        yield opened


def notes(home: Home) -> list[Path]:
    return sorted((home.folder / "papers").glob("*.md"))


def make_stale(path: Path) -> None:
    """Leave what an earlier version may have written, in a file with marks of its own."""
    text = path.read_bytes().decode("utf-8-sig") + "My words.\r\n"
    block = blocks_in(text)["paper"]
    text = text[: block.start] + new_block("paper", "as it was") + text[block.end :]
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())


def contents(home: Home) -> list[bytes]:
    return [path.read_bytes() for path in notes(home)]


def sync(home: Home, library: Library, name: str = "one") -> tuple[str, ...]:
    return sync_and_keep(home, library, TODAY, name).renewed


def verbs(home: Home) -> list[str]:
    return [entry.verb for entry in home.journal.read()[0]]


def test_every_note_is_again_what_it_was_byte_for_byte(home: Home, library: Library) -> None:
    before = contents(home)
    assert len(sync(home, library)) == 3
    renewed = contents(home)
    assert (home.folder / "notes.base").exists()
    done = undo_sync(home, "one")
    assert contents(home) == before
    assert not (home.folder / "notes.base").exists()
    assert done.sentence() == ("3 notes are again as before the sync. notes.base was taken away.")
    assert undone_on(home.journal.read()[0], "one")
    with pytest.raises(UsageError, match="undone already"):
        undo_sync(home, "one")
    assert verbs(home).count("notes sync undone") == 1
    assert len(sync(home, library, "two")) == 3
    assert contents(home) == renewed
    assert (home.folder / "notes.base").exists()


def test_what_changed_since_is_named_and_left(home: Home, library: Library) -> None:
    before = contents(home)
    sync(home, library)
    edited, deleted, _ = notes(home)
    edited.write_bytes(edited.read_bytes() + b"A word more.\n")
    words = edited.read_bytes()
    deleted.unlink()
    (home.folder / "notes.base").unlink()
    done = undo_sync(home, "one")
    assert [why for _, why in done.left] == [CHANGED, GONE]
    assert contents(home) == [words, before[2]]
    assert "2 notes changed since were left alone." in done.sentence()
    sync(home, library, "two")
    assert not (home.folder / "notes.base").exists(), "what was deleted by hand stays deleted"


def test_syncs_are_undone_one_after_the_other(home: Home, library: Library) -> None:
    first = contents(home)
    sync(home, library)
    make_stale(notes(home)[0])
    second = contents(home)
    sync(home, library, "two")
    assert last_sync(home.library_folder) == "two"
    undo_sync(home, "two")
    assert contents(home) == second
    undo_sync(home, "one")
    assert contents(home)[1:] == first[1:]
    assert contents(home)[0] == second[0], "it was edited between the two"
    assert last_sync(home.library_folder) == ""


def test_a_sync_that_goes_on_after_a_cut_is_undone_as_one(home: Home, library: Library) -> None:
    before = contents(home)
    one, *others = notes(home)
    away = [(path, path.read_bytes()) for path in others]
    for path in others:
        path.unlink()
    assert len(sync(home, library)) == 1
    for path, content in away:
        path.write_bytes(content)
    make_stale(one)
    twice = one.read_bytes()
    assert len(sync(home, library)) == 3
    undo_sync(home, "one")
    assert contents(home) == [twice, *before[1:]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_killed_undo_can_be_done_again(home: Home, library: Library) -> None:
    before = contents(home)
    sync(home, library)
    told = verbs(home).count("notes sync undone")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(home.folder)], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert contents(home) != before
    assert contents(home)[0] == before[0]
    assert undo_sync(home, "one").put_back == tuple(f"papers/{path.name}" for path in notes(home))
    assert contents(home) == before
    assert verbs(home).count("notes sync undone") == told + 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such right")
def test_a_note_that_cannot_be_written_is_told_and_tried_again(
    home: Home, library: Library
) -> None:
    before = contents(home)
    sync(home, library)
    locked = notes(home)[0]
    locked.chmod(0o444)
    done = undo_sync(home, "one")
    assert "read-only" in done.problems[0].reason
    assert contents(home)[1:] == before[1:]
    locked.chmod(0o644)
    assert not undo_sync(home, "one").problems
    assert contents(home) == before
    entries = [e for e in home.journal.read()[0] if e.verb == "notes sync undone"]
    assert [entry.details["undone"] for entry in entries] == [3, 1]


def test_a_damaged_record_costs_no_word(home: Home, library: Library) -> None:
    sync(home, library)
    renewed = contents(home)
    path = record_of(home.library_folder, "one")
    assert path is not None
    torn = path.read_bytes().replace(b'"packed":"', b'"packed":"AAAA')
    path.write_bytes(torn + b'\n{"file":"../me.toml","after":"x"}\n{"file":"papers/o')
    done = undo_sync(home, "one")
    assert contents(home) == renewed
    assert len(done.problems) == 3
    assert done.left == (("../me.toml", "it does not lie in the home's notes"),)


def test_where_the_bytes_before_cannot_be_kept_no_note_is_written(
    home: Home, library: Library
) -> None:
    before = contents(home)
    (home.library_folder / FOLDER).write_text("in the way")
    done = sync_and_keep(home, library, TODAY, "one")
    assert not done.renewed
    assert "cannot be kept" in done.problems[0].reason
    assert contents(home) == before


def test_the_oldest_syncs_are_forgotten(
    home: Home, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_syncs, "MOST", 2)
    for name in ("one", "two", "three"):
        make_stale(notes(home)[0])
        sync(home, library, name)
    assert record_of(home.library_folder, "one") is None
    assert record_of(home.library_folder, "two")
    monkeypatch.setattr(kept_syncs, "MOST_BYTES", 10)
    make_stale(notes(home)[0])
    sync(home, library, "four")
    left = [path.name for path in (home.library_folder / FOLDER).iterdir()]
    assert left == ["00000004-four.jsonl"]


def test_a_dry_run_keeps_nothing(home: Home, library: Library) -> None:
    sync_and_keep(home, library, TODAY, "look", dry_run=True)
    assert last_sync(home.library_folder) == ""
    with pytest.raises(UsageError):
        undo_sync(home, "look")
    with pytest.raises(HomeError):
        kept_syncs.read_record(home.folder)
