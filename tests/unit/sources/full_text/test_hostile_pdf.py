"""PDFs that are locked, scanned, damaged or made to harm: each is one sentence, and soon."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests import pdfs

from fingerpost.records import Problem
from fingerpost.sources.full_text import FullText, read_full_text
from fingerpost.sources.full_text.model import Limits
from fingerpost.sources.full_text.pdf import reading, worker

WORDS = [
    pdfs.Words(72, 720 - 12 * i, f"Line {i} of a made-up paper that goes on.") for i in range(40)
]


def problem(tmp_path: Path, content: bytes, limits: Limits | None = None) -> str:
    file = tmp_path / "bad.pdf"
    file.write_bytes(content)
    (found,) = read_full_text(file, limits)
    assert isinstance(found, Problem), found
    assert found.file == "bad.pdf"
    return found.reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdfs.locked(), "password"),
        (pdfs.scan(), "ocrmypdf"),
        (pdfs.pdf([WORDS] * 3)[:5000], "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 99, "damaged"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, words: str, tmp_path: Path) -> None:
    assert words in problem(tmp_path, content)


def test_pages_that_contain_themselves_end(tmp_path: Path) -> None:
    assert problem(tmp_path, pdfs.circular())


def test_endless_pages_end_at_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "endless.pdf"
    file.write_bytes(pdfs.endless(times=5000))
    (found,) = read_full_text(file, Limits(pages=20))
    assert isinstance(found, FullText)
    assert found.pages == 5000
    assert "first 20 of 5,000 pages" in found.remarks[0]


def test_too_many_letters_end_at_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(pdfs.pdf([WORDS] * 9))
    (found,) = read_full_text(file, Limits(characters=3000))
    assert isinstance(found, FullText)
    assert any("too much" in remark for remark in found.remarks)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_bomb_is_ended_by_the_limit_of_memory(tmp_path: Path) -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "memory" in problem(tmp_path, pdfs.bomb(600), Limits(memory=400 << 20))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 200 << 10, "nothing of it is unpacked where the user's data are"


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    reason = problem(tmp_path, pdfs.bomb(600), Limits(seconds=0.01))
    assert "0.01 seconds" in reason


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    assert "larger than" in problem(tmp_path, pdfs.pdf([WORDS]), Limits(file_size=1 << 10))


def test_without_the_library_the_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_asked", lambda *_: worker.Answer(reason=worker.MISSING))
    assert "pip install pypdfium2" in problem(tmp_path, pdfs.pdf([WORDS]))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_process_that_reads_can_open_neither_files_nor_connections() -> None:
    code = (
        "import socket\n"
        "from fingerpost.sources.full_text.pdf.confinement import confine\n"
        "confine(1 << 30, 5)\n"
        "for attempt in (lambda: open(__file__ if '__file__' in globals() else '/etc/hosts'),\n"
        "                lambda: socket.socket()):\n"
        "    try:\n"
        "        attempt()\n"
        "    except OSError:\n"
        "        print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["refused", "refused"], done.stderr


def test_keys_are_not_passed_on_to_the_process_that_reads() -> None:
    assert not any("KEY" in name or "TOKEN" in name for name in reading._PASSED_ON)
