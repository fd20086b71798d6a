"""A disk that is full, or that may not be written: a sentence, and nothing kept is harmed.

The disks are real: small file systems in memory where the system lets the tests mount one, and
everywhere a limit on the size of files that the operating system enforces.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fingerpost.errors import LibraryError
from fingerpost.library import Library
from fingerpost.library.mishaps import sentence
from fingerpost.records import Paper

LIMITED = """
import random, resource, signal, sys
from pathlib import Path
from fingerpost.errors import LibraryError
from fingerpost.library import Library
from fingerpost.records import Paper

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
chance = random.Random(3)

def papers(first):
    return [
        Paper(" ".join(str(chance.random()) for _ in range(99)), pmid=str(n))
        for n in range(first, first + 100)
    ]

with Library.open(Path(sys.argv[1])) as library:
    library.put(papers(0))
    size = (Path(sys.argv[1]) / "papers.sqlite").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + int(sys.argv[2]),) * 2)
    kept = 100
    try:
        while kept < 10_000:
            if sys.argv[3] == "put":
                library.put(papers(kept))
            else:
                library.annotate("m", "1", {str(n): b"x" * 999 for n in range(kept, kept + 100)})
            kept += 100
            print(kept, flush=True)
    except LibraryError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
"""


def papers(first: int, number: int = 100) -> list[Paper]:
    """Papers whose words do not pack well."""
    chance = random.Random(first)
    return [
        Paper(" ".join(str(chance.random()) for _ in range(99)), pmid=str(n))
        for n in range(first, first + number)
    ]


def fill(folder: Path, kept: list[str]) -> None:
    """Import until the disk is full; `kept` holds the papers of every batch that was told."""
    with Library.open(folder) as library, library.writing() as writer:
        while len(kept) < 10_000:
            kept.extend(writer.put(papers(len(kept))).ids)


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Callable[[str], None]]:
    """Mount a disk of this size; give what changes its options ('ro', 'size=9m')."""
    place.mkdir()
    mount = shutil.which("mount")
    options = f"size={kilobytes}k"
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=False, capture_output=True
    )
    if not mount or not made or made.returncode:
        pytest.skip("only root may mount the small disk that this test fills")

    def again(option: str) -> None:
        command = [mount, "-o", f"remount,{option}", str(place)]
        # Tantivy's own threads may hold a lock file for a moment after the index was closed.
        for _ in range(100):
            if not subprocess.run(command, check=False, capture_output=True).returncode:
                return
            time.sleep(0.1)
        subprocess.run(command, check=True)

    try:
        yield again
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("kilobytes", [1_000, 2_400, 4_100, 5_200])
def test_an_import_onto_a_full_disk_keeps_what_it_told(tmp_path, kilobytes):
    with small_disk(tmp_path / "disk", kilobytes) as again:
        folder, kept = tmp_path / "disk" / "library", []
        with pytest.raises(LibraryError, match="disk is full") as told:
            fill(folder, kept)
        assert "Make room" in str(told.value)
        assert "Every paper that was told as kept is safe" in str(told.value)
        again("size=90m")
        with Library.open(folder) as library:
            assert library.count() in (len(kept), len(kept) + 100)
            assert library.search("*").total == library.count()
            for first in range(0, len(kept) + 100, 100):
                library.put(papers(first))
            assert library.search("*").total == library.count() == len(kept) + 100
            assert not library.health().faults


@pytest.mark.parametrize("what", ["put", "annotate"])
@pytest.mark.parametrize("room", [0, 200_000])
def test_a_limit_on_files_is_a_sentence_and_keeps_what_was_told(tmp_path, what, room):
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path), str(room), what],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert str(tmp_path) in done.stderr
    kept = int(done.stdout.split()[-1]) if done.stdout else 100
    with Library.open(tmp_path) as library:
        if what == "put":
            assert library.count() in (kept, kept + 100)
        else:
            assert library.count() == 100
            assert len(library.annotations("m", "1")) == kept - 100
        assert library.search("*").total == library.count()
        assert not library.health().faults


def test_notes_on_texts_that_do_not_fit_leave_the_papers_alone(tmp_path):
    with small_disk(tmp_path / "disk", 3_000) as again:
        with Library.open(tmp_path / "disk" / "library") as library:
            library.put(papers(0))
            library.annotate("m", "1", {"a": b"kept"})
            with pytest.raises(LibraryError, match="disk is full"):
                library.annotate("m", "1", {str(n): bytes(10_000) for n in range(1_000)})
            assert library.annotations("m", "1") == {"a": b"kept"}
            assert library.search("*").total == 100
        again("size=90m")
        with Library.open(tmp_path / "disk" / "library") as library:
            library.annotate("m", "1", {"b": b"fits"})
            assert library.annotations("m", "1") == {"a": b"kept", "b": b"fits"}


def test_an_index_that_does_not_fit_is_made_when_there_is_room(tmp_path):
    with small_disk(tmp_path / "disk", 9_000) as again:
        folder = tmp_path / "disk" / "library"
        with Library.open(folder) as library:
            library.put(papers(0, 1_000))
        shutil.rmtree(folder / "cache")
        filler = tmp_path / "disk" / "filler"
        free = shutil.disk_usage(tmp_path / "disk").free
        filler.write_bytes(bytes(free - 200_000))
        with Library.open(folder) as library:
            with pytest.raises(LibraryError, match="disk is full"):
                library.search("*")
            assert library.count() == 1_000
            assert library.get("pmid:7") is not None
        again("size=90m")
        with Library.open(folder) as library:
            assert library.search("*").total == 1_000


def test_a_library_that_may_not_be_written_is_a_sentence(tmp_path):
    with small_disk(tmp_path / "disk", 9_000) as again:
        folder = tmp_path / "disk" / "library"
        with Library.open(folder) as library:
            library.put(papers(0))
        again("ro")
        for place in (folder, tmp_path / "disk" / "another"):
            with pytest.raises(LibraryError, match=r"writable|cannot be (opened|made)") as told:
                Library.open(place)
            assert str(place) in str(told.value)
        again("rw")
        with Library.open(folder) as library:
            assert library.search("*").total == library.count() == 100
            assert library.put(papers(100)).imported == 100


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_READONLY, "may not be written"),
        (sqlite3.SQLITE_IOERR_WRITE, "could not be read or written"),
        (sqlite3.SQLITE_CANTOPEN_FULLPATH, "cannot be opened"),
        (sqlite3.SQLITE_PERM, "may not use this file"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "another program is writing"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_NOTADB, "is damaged or is no library"),
        (sqlite3.SQLITE_NOMEM, "fingerpost doctor"),
    ],
)
def test_every_failure_of_sqlite_has_its_sentence(code, said):
    error = sqlite3.OperationalError("its own words")
    error.sqlite_errorcode = code
    assert said in sentence(error)
    assert "its own words" in sentence(error)
