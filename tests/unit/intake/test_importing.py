"""Papers from files into a library: counts that add up, every problem told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.intake import ImportResult, import_files, import_records, importing, problems_csv
from fingerpost.library import Library
from fingerpost.records import Paper, Problem

RIS = "TY  - JOUR\nTI  - {title}\nPY  - 2020\nAN  - {number}\nDO  - 10.1000/{number}\nER  - \n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def write(folder: Path, name: str, *numbers: int) -> Path:
    path = folder / name
    path.write_text("".join(RIS.format(title=f"Sepsis study {n}", number=n) for n in numbers))
    return path


def test_counts_add_up_over_several_files(library: Library, tmp_path: Path) -> None:
    files = [write(tmp_path, "a.ris", 1, 2, 3), write(tmp_path, "b.ris", 3, 4)]
    result = import_files(library, files)
    assert result.read == 5
    assert result.imported == library.count() == 4
    assert result.imported + result.updated + result.unchanged == result.read
    assert result.problems == ()
    again = import_files(library, files)
    assert (again.read, again.imported, again.unchanged) == (5, 0, 5)


def test_a_bad_file_between_good_ones_loses_neither(library: Library, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_bytes(b"\x00\x01\x02 not a thing")
    files = [
        write(tmp_path, "a.ris", 1),
        bad,
        tmp_path / "missing.ris",
        write(tmp_path, "c.ris", 2),
    ]
    result = import_files(library, files)
    assert result.imported == library.count() == 2
    assert {problem.file for problem in result.problems} == {"bad.xml", "missing.ris"}
    assert all(problem.reason for problem in result.problems)
    assert not result.nothing_came_in


def test_nothing_came_in_only_when_there_were_problems_and_no_paper(
    library: Library, tmp_path: Path
) -> None:
    assert import_files(library, [tmp_path / "missing.ris"]).nothing_came_in
    assert not import_files(library, []).nothing_came_in
    assert not ImportResult(read=1, problems=(Problem("a", "b"),)).nothing_came_in


def test_records_and_problems_come_through_in_batches_with_progress(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    mixed: list[Paper | Problem] = []
    for n in range(10):
        mixed += [Paper(f"Sepsis {n}", pmid=str(n + 1)), Problem("x", f"fault {n}", n + 1)]
    told: list[tuple[str, int]] = []
    result = import_records(library, mixed, "PubMed", lambda name, seen: told.append((name, seen)))
    assert (result.read, result.imported) == (10, 10)
    assert [problem.reason for problem in result.problems] == [f"fault {n}" for n in range(10)]
    assert told == [("PubMed", seen) for seen in (2, 4, 6, 8, 10)]
    assert library.count() == 10


def test_a_richer_record_updates_the_one_that_is_here(library: Library) -> None:
    import_records(library, [Paper("Sepsis", pmid="1")], "first")
    result = import_records(library, [Paper("Sepsis", "An abstract.", pmid="1")], "second")
    assert (result.read, result.imported, result.updated) == (1, 0, 1)
    found = library.get("pmid:1")
    assert found is not None
    assert found.abstract == "An abstract."


def test_problems_are_a_table_that_a_spreadsheet_can_open() -> None:
    problems = [
        Problem("a.ris", "no title", 3, 9),
        Problem("=cmd.ris", '+1, "quoted"\nand a second line'),
        Problem("b.ris", "torn", line=1),
    ]
    read = list(csv.reader(io.StringIO(problems_csv(problems), newline="")))
    assert read == [
        ["file", "record", "line", "reason"],
        ["a.ris", "3", "9", "no title"],
        ["'=cmd.ris", "", "", '\'+1, "quoted"\nand a second line'],
        ["b.ris", "", "1", "torn"],
    ]
    assert problems_csv([]) == "file,record,line,reason\n"
