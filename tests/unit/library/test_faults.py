"""What happens to papers and index when a process dies, files are damaged or another one writes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fingerpost.errors import LibraryError
from fingerpost.library import Library
from fingerpost.library import library as rooms
from fingerpost.library.index import index as index_module
from fingerpost.library.lock import WriteLock
from fingerpost.records import Paper

PAPERS = [
    Paper(f"Study {n} of sepsis", f"Word{n % 7} stands here beside number{n}.", pmid=str(n))
    for n in range(1, 61)
]
WRITER = """
import sys
from pathlib import Path
from fingerpost.library import Library, library
from fingerpost.records import Paper

library.BATCH = 20
folder, first = Path(sys.argv[1]), int(sys.argv[2])

def papers():
    number = first
    while True:
        if (number - first) % 20 == 0:
            print(number - first, flush=True)  # all before this one are acknowledged
        yield Paper(f"Kept paper {number}", "word " * 50, pmid=str(number))
        number += 1

def puts():
    number = first
    while True:
        with_library.put(
            Paper(f"Kept paper {n}", "word " * 50, pmid=str(n)) for n in range(number, number + 20)
        )
        number += 20
        print(number - first, flush=True)

with Library.open(folder) as with_library:
    if sys.argv[3] == "one":
        with_library.put(papers())
    else:
        puts()
"""
HOLDER = """
import sys
from pathlib import Path
from fingerpost.library.lock import WriteLock

with WriteLock(Path(sys.argv[1]), 5).held("trying something"):
    print("held", flush=True)
    sys.stdin.read()
"""


def index_folder(folder: Path) -> Path:
    return folder / "cache" / "index"


@pytest.fixture
def folder(tmp_path):
    with Library.open(tmp_path) as library:
        library.put(PAPERS)
    return tmp_path


def sound(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.count() == 60
        assert library.search("sepsis").total == 60
        assert [paper.id for paper in library.match("number7")] == ["pmid:7"]
        assert len(library.match("word3")) == len(range(3, 61, 7))


@pytest.mark.parametrize("way", ["one", "many"])
@pytest.mark.parametrize("enough", [40, 100, 200])
def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path, way, enough):
    with Library.open(tmp_path) as library:
        library.put([Paper("Before", pmid="1")])
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), "1000", way],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    acknowledged = 0
    while acknowledged < enough:
        acknowledged = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    with Library.open(tmp_path, wait_seconds=5) as library:
        kept = library.count() - 1
        assert kept >= acknowledged
        assert kept % 20 == 0
        assert library.search("kept").total == kept
        assert len(library.match("kept paper")) == kept
        assert library.get(f"pmid:{1000 + acknowledged - 1}") is not None
        assert library.put([Paper("After", pmid="2")]).imported == 1
        assert library.search("after OR before").total == 2


def test_a_missing_index_is_made_again(folder):
    shutil.rmtree(folder / "cache")
    sound(folder)


@pytest.mark.parametrize("suffix", [".term", ".idx", ".pos", ".fast", ".fieldnorm", ".store"])
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_an_index_with_a_changed_byte_is_made_again(folder, suffix, place):
    file = next(index_folder(folder).glob(f"*{suffix}"))
    content = bytearray(file.read_bytes())
    at = int((len(content) - 1) * place)
    content[at] ^= 0x55
    file.write_bytes(content)
    sound(folder)
    assert not file.exists() or file.read_bytes() != content


@pytest.mark.parametrize("suffix", [".term", ".fast", ".store", "meta.json"])
def test_an_index_that_lacks_a_file_is_made_again(folder, suffix):
    next(index_folder(folder).glob(f"*{suffix}")).unlink()
    sound(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"segments": 3}', b"\xff" * 50])
def test_an_index_with_an_overwritten_list_of_files_is_made_again(folder, content):
    (index_folder(folder) / "meta.json").write_bytes(content)
    sound(folder)


@pytest.mark.parametrize("content", [b"", b"\x00" * 300])
def test_an_index_with_an_emptied_file_is_made_again(folder, content):
    next(index_folder(folder).glob("*.term")).write_bytes(content)
    sound(folder)


def test_notes_on_what_was_checked_may_be_lost_or_wrong(folder):
    sound(folder)
    notes = folder / "cache" / "index.checked"
    assert json.loads(notes.read_text())
    notes.write_text("{broken")
    sound(folder)


def test_an_index_whose_writer_died_in_a_commit_goes_on(folder):
    """It leaves a list of deleted papers under the name that the next commit will choose."""
    for number in range(1, 9):
        kept = (index_folder(folder) / "meta.json").read_bytes()
        with Library.open(folder) as library:
            library.delete([f"pmid:{number}"])
        # As if the process had died just before it wrote which files belong to the commit.
        (index_folder(folder) / "meta.json").write_bytes(kept)
        with Library.open(folder) as library:
            assert library.search("sepsis").total == library.count() == 60 - number
            assert library.match(f"number{number}") == []


def test_an_index_made_for_other_fields_is_made_again(folder, monkeypatch):
    monkeypatch.setattr(index_module, "VERSION", index_module.VERSION + 1)
    with Library.open(folder) as library:
        assert library.search("sepsis").total == 60


def test_an_index_of_another_store_is_made_again(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    with Library.open(other) as library:
        library.put([Paper("Asthma in spring", pmid="500")])
    shutil.rmtree(index_folder(folder))
    shutil.copytree(index_folder(other), index_folder(folder))
    sound(folder)


def test_a_store_restored_from_a_backup_gets_its_own_index(folder):
    backup = (folder / "papers.sqlite").read_bytes()
    with Library.open(folder) as library:
        library.put([Paper("Added later", pmid="900")])
        assert library.search("later").total == 1
    (folder / "papers.sqlite").write_bytes(backup)
    sound(folder)
    with Library.open(folder) as library:
        library.put([Paper("Added instead", pmid="901")])
        assert (library.search("later").total, library.search("instead").total) == (0, 1)


def test_a_commit_while_the_index_is_read_is_no_damage(folder, monkeypatch):
    """Its files may be taken away between reading their list and opening them."""
    are_sound, meta = index_module.files.are_sound, index_folder(folder) / "meta.json"
    seen = []

    def overtaken(*places: Path) -> bool:
        seen.append(places)
        if len(seen) < 3:
            meta.write_bytes(meta.read_bytes() + b" " * len(seen))
            return False
        return are_sound(*places)

    with another_process_holds(folder), Library.open(folder, wait_seconds=0.1) as library:
        monkeypatch.setattr(index_module.files, "are_sound", overtaken)
        assert library.search("sepsis").total == 60
        assert len(seen) == 3


def test_an_index_damaged_while_open_is_made_again(folder):
    with Library.open(folder) as library:
        assert library.search("sepsis").total == 60
        shutil.rmtree(folder / "cache")
        assert library.search("sepsis").total == 60


def test_an_index_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "cache").write_text("in the way")
    with Library.open(tmp_path) as library:
        with pytest.raises(LibraryError, match="index cannot be written"):
            library.put(PAPERS)
        (tmp_path / "cache").unlink()
        assert library.put(PAPERS).imported == 60
    sound(tmp_path)


def test_a_put_whose_papers_fail_to_come_keeps_whole_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "BATCH", 20)

    def papers() -> Iterator[Paper]:
        yield from PAPERS[:45]
        raise FileNotFoundError("the source went away")

    with Library.open(tmp_path) as library:
        with pytest.raises(FileNotFoundError):
            library.put(papers())
        assert library.count() == library.search("sepsis").total == 40
        assert library.put(PAPERS).imported == 20


@contextmanager
def another_process_holds(folder: Path) -> Iterator[int]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield holder.pid
    finally:
        holder.stdin.close()
        holder.wait()
        holder.stdout.close()


def test_reading_works_while_another_process_writes(folder):
    with another_process_holds(folder):
        sound(folder)


def test_a_second_writer_is_told_who_writes(folder):
    with another_process_holds(folder) as number, Library.open(folder, wait_seconds=0.1) as library:
        for write in (lambda: library.put(PAPERS), lambda: library.delete(["pmid:1"])):
            with pytest.raises(
                LibraryError,
                match=rf"another process \(number {number}\) has been trying something since \d\d:",
            ):
                write()
    with Library.open(folder) as library:
        assert library.delete(["pmid:1"]) == 1


def test_a_second_writer_waits_for_the_first(folder):
    with another_process_holds(folder):
        second = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), "1000", "many"],
            stdout=subprocess.PIPE,
            text=True,
        )
        time.sleep(0.5)
        with Library.open(folder) as library:
            assert library.count() == 60
    assert second.stdout is not None
    assert int(second.stdout.readline()) == 20
    second.kill()
    second.wait()
    second.stdout.close()


def test_an_open_library_sees_what_another_process_wrote(folder):
    with Library.open(folder) as reader:
        assert reader.search("later").total == 0
        code = (
            "import sys; from pathlib import Path; from fingerpost.library import Library;"
            "from fingerpost.records import Paper; library = Library.open(Path(sys.argv[1]));"
            "library.put([Paper('Added later', pmid='900')]); library.close()"
        )
        subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
        assert reader.search("later").total == 1
        assert reader.put([Paper("Added last", pmid="901")]).imported == 1
        assert reader.search("added").total == 2


def test_the_note_of_a_writer_that_died_is_not_believed(folder):
    with another_process_holds(folder) as number:
        note = (folder / "papers.writer").read_text()
        assert json.loads(note)["process"] == number
    assert not (folder / "papers.writer").exists()
    (folder / "papers.writer").write_text(note)
    with Library.open(folder, wait_seconds=0.1) as library:
        assert library.put([Paper("After", pmid="900")]).imported == 1
    held = WriteLock(folder, 0.1)
    with another_process_holds(folder):
        (folder / "papers.writer").write_text(note)
        assert held.holder() == "another process is writing to this library"
        for spoilt in ("", "{", "[]", '{"process": "x"}', '{"process": -5, "doing": 1}'):
            (folder / "papers.writer").write_text(spoilt)
            assert held.holder() == "another process is writing to this library"


def test_a_killed_holder_lets_the_lock_go(folder):
    with another_process_holds(folder) as number:
        os.kill(number, signal.SIGKILL)
        with Library.open(folder, wait_seconds=5) as library:
            assert library.put([Paper("After", pmid="900")]).imported == 1


@pytest.mark.parametrize("first", ["a filled library", "an empty library"])
def test_readers_are_never_blocked_by_an_import(tmp_path, first):
    before = 0
    if first == "a filled library":
        with Library.open(tmp_path) as library:
            before = library.put(PAPERS).imported
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), "1000", "one"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    while int(writer.stdout.readline()) < 40:
        pass
    try:
        with Library.open(tmp_path, wait_seconds=1) as library:
            for _ in range(5):
                seen = library.count()
                assert seen >= before + 40
                assert library.search("sepsis").total == before
                assert library.get("pmid:1010") is not None
                assert library.facets("sepsis", "year") == {}
            with pytest.raises(LibraryError, match="has been bringing papers in since"):
                library.put([Paper("Second", pmid="5")])
            assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
