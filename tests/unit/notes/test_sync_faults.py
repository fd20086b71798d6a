"""What goes wrong while notes are synced costs no word, and is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fingerpost.home import Home
from fingerpost.home.note_blocks import blocks_in, new_block
from fingerpost.library import Library
from fingerpost.notes import keep_paper_note
from fingerpost.notes.sync import Sync, SyncResult
from fingerpost.records import Author, Paper

TODAY = date(2026, 11, 23)
PAPERS = [
    Paper(title=f"Falls {n}", authors=(Author("Okoro", "A"),), year=2020 + n, pmid=str(n))
    for n in (1, 2)
]
KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from fingerpost.home import Home
from fingerpost.library import Library
from fingerpost.notes.sync import Sync

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

Path.replace = die
home = Home.open(Path(sys.argv[1]))
with Library.open(home.library_folder) as library:
    Sync(home, library, date(2026, 11, 23)).run()
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    made = Home.create(tmp_path / "home", "")
    for paper in PAPERS:
        path = keep_paper_note(made, paper)
        assert path is not None
        text = path.read_text() + "My words.\n"
        block = blocks_in(text)["paper"]
        path.write_text(text[: block.start] + new_block("paper", "as it was") + text[block.end :])
    return made


@pytest.fixture
def library(home: Home) -> Iterator[Library]:
    with Library.open(home.library_folder) as opened:
        opened.put(PAPERS)
        yield opened


def texts(home: Home) -> list[str]:
    return [path.read_text() for path in sorted((home.folder / "papers").glob("*.md"))]


def sync(home: Home, library: Library) -> SyncResult:
    return Sync(home, library, TODAY).run()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_kill_before_the_new_file_takes_its_place_leaves_the_old_one(
    home: Home, library: Library
) -> None:
    before = texts(home)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(home.folder)], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert texts(home) == before
    assert len(sync(home, library).renewed) == 2
    assert all("My words." in text and "as it was" not in text for text in texts(home))


def test_a_note_that_is_saved_meanwhile_is_left_and_told(
    home: Home, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = min((home.folder / "papers").glob("*.md"))
    real = tempfile.mkstemp

    def slow(*arguments: object, **options: str) -> object:
        if options["prefix"].startswith(f".{edited.name}"):
            edited.write_text("The user's editor was quicker.\n")
        return real(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr("tempfile.mkstemp", slow)
        done = sync(home, library)
    assert edited.read_text() == "The user's editor was quicker.\n"
    assert len(done.renewed) == 1
    assert "was changed since it was read" in done.problems[0].reason
    assert not list((home.folder / "papers").glob(".*"))


def test_a_full_disk_leaves_every_note_as_it_was(
    home: Home, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(home)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    work = Sync(home, library, TODAY)
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        done = work.run()
    assert texts(home) == before
    assert not done.renewed
    assert all("No space left" in problem.reason for problem in done.problems)
    assert not list((home.folder / "papers").glob(".*"))
    assert len(sync(home, library).renewed) == 2


def test_what_is_remembered_of_the_notes_may_be_damaged_or_gone(
    home: Home, library: Library
) -> None:
    sync(home, library)
    kept = home.library_folder / "cache" / "notes.msgpack"
    for content in (b"", b"\xff" * 40, kept.read_bytes()[:-9]):
        kept.write_bytes(content)
        assert sync(home, library).renewed == ()
        assert sync(home, library).conflicts == ()


def test_an_edit_of_the_same_size_within_a_tick_of_the_clock_is_noticed(
    home: Home, library: Library
) -> None:
    sync(home, library)
    path = min((home.folder / "papers").glob("*.md"))
    status = path.stat()
    path.write_text(path.read_text().replace("My words.", "My sword."))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert sync(home, library).index.edited == (f"papers/{path.name}",)
