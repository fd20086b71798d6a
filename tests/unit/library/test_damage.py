"""A damaged papers.sqlite: a sentence with the file and what to do, and never a wrong word."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fingerpost.errors import LibraryError
from fingerpost.library import Library
from fingerpost.library.codec import pack
from fingerpost.records import Paper

PAPERS = {
    f"pmid:{n}": Paper(f"Study {n} of sepsis", f"Word{n % 7} and number{n}. " * 20, pmid=str(n))
    for n in range(1, 401)
}
PAGE = 16_384


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with Library.open(folder) as library:
        library.put(list(PAPERS.values()))
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "library")
    return tmp_path / "library"


def damage(folder: Path, change: Callable[[bytearray], bytearray | bytes]) -> None:
    file = folder / "papers.sqlite"
    file.write_bytes(change(bytearray(file.read_bytes())))


def used(folder: Path) -> str:
    """Do everything with a library; return what was told. Every paper given is a right one."""
    try:
        with Library.open(folder, wait_seconds=1) as library:
            for paper in library.scan():
                assert paper == PAPERS[paper.id]
            for name in ("pmid:1", "pmid:200", "pmid:400"):
                assert library.get(name) in (None, PAPERS[name])
            for hit in library.search("number7 OR sepsis", 50).hits:
                assert hit.paper == PAPERS[hit.paper.id]
            library.put([Paper("New", pmid="1000")])
            faults = library.health().faults
            assert faults or library.count() == 401
            return " ".join(faults)
    except LibraryError as error:
        return str(error)


def overwritten(start: int, length: int) -> Callable[[bytearray], bytearray]:
    def change(content: bytearray) -> bytearray:
        noise = random.Random(start).randbytes(length)
        content[start : start + length] = noise[: max(0, len(content) - start)]
        return content

    return change


@pytest.mark.parametrize(
    "change",
    [
        overwritten(0, 16),
        overwritten(0, 100),
        overwritten(0, PAGE),
        lambda content: b"\0" * len(content),
        lambda content: content[: PAGE // 2],
        lambda content: content[:50],
    ],
    ids=["magic", "header", "first page", "zeroes", "half a page", "fifty bytes"],
)
def test_a_file_whose_beginning_is_damaged_is_refused(folder, change):
    damage(folder, change)
    before = (folder / "papers.sqlite").read_bytes()
    told = used(folder)
    assert "papers.sqlite" in told
    assert "fingerpost restore" in told or "another program" in told
    assert (folder / "papers.sqlite").read_bytes() == before


@pytest.mark.parametrize("page", range(1, 14))
def test_a_page_of_noise_is_told_and_never_believed(folder, page):
    damage(folder, overwritten(page * PAGE, PAGE))
    told = used(folder)
    assert "papers.sqlite" in told


@pytest.mark.parametrize("pages", [2, 5, 9])
def test_a_file_cut_short_is_told(folder, pages):
    damage(folder, lambda content: content[: pages * PAGE])
    assert "papers.sqlite" in used(folder)


def test_a_changed_bit_in_a_paper_is_told_and_its_neighbours_are_read(folder):
    damage(folder, _with_a_bit_changed_in_a_paper)
    with Library.open(folder) as library:
        faults = library.health().faults
        assert len(faults) == 1
        assert "cannot be read" in faults[0]
        good = [name for name in PAPERS if f"{name}:" not in faults[0]]
        assert [library.get(name) for name in good] == [PAPERS[name] for name in good]
        assert len(good) == len(PAPERS) - 1


def _with_a_bit_changed_in_a_paper(content: bytearray) -> bytearray:
    at = content.rindex(pack(b"{}")[:2])  # the last stream of zlib
    content[at + 60] ^= 4
    return content


@pytest.mark.parametrize("name", ["papers.sqlite-wal", "papers.sqlite-shm"])
@pytest.mark.parametrize("size", [1, 32, 4_096, 100_000])
def test_noise_in_place_of_sqlites_own_files_harms_nothing(folder, name, size):
    (folder / name).write_bytes(random.Random(size).randbytes(size))
    with Library.open(folder) as library:
        assert list(library.scan()) == sorted(PAPERS.values(), key=lambda paper: paper.id)
        assert library.search("sepsis").total == 400
        assert library.put([Paper("New", pmid="1000")]).imported == 1
        assert not library.health().faults


def test_a_folder_in_place_of_the_file_is_a_sentence(tmp_path):
    (tmp_path / "papers.sqlite").mkdir()
    with pytest.raises(LibraryError, match=r"papers\.sqlite: the library cannot be opened"):
        Library.open(tmp_path)
