"""Papers from files, suppliers and the starter into a library, with every problem told."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from fingerpost.errors import SourceError
from fingerpost.library import Library, PutResult
from fingerpost.records import Paper, Problem
from fingerpost.text import plural, safe_cell

BATCH = 2_000

Progress = Callable[[str, int], None]
"""Called with a file's name and how many of its papers have been read."""


class Shelf(Protocol):
    """Where papers can be put: a library, or one that is watched."""

    def put(self, papers: Iterable[Paper], origin: str = "") -> PutResult:
        """Take papers in; `origin` names the file or supplier."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: papers read, then how many of them were new, changed or known."""

    read: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: ImportResult) -> ImportResult:
        """Return what both did together."""
        return ImportResult(
            self.read + other.read,
            self.imported + other.imported,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.problems + other.problems,
        )

    def sentence(self, shown: str = "") -> str:
        """Return what it did, in words; `shown` says where papers that were joined are shown."""
        joined = f"{self.updated:,} joined with papers that were here"
        where = f" ({shown} shows them)" if self.updated and shown else ""
        return (
            f"{plural(self.read, 'paper')} read: {self.imported:,} new, {joined}{where},"
            f" {self.unchanged:,} known already."
        )

    @property
    def nothing_came_in(self) -> bool:
        """True when there were problems and not one paper."""
        return self.read == 0 and bool(self.problems)


def import_files(
    library: Library,
    files: Iterable[Path],
    on_progress: Progress | None = None,
    name: str = "",
) -> ImportResult:
    """Read files of any supported format into the library; a bad record never loses a good one.

    The papers that `on_progress` has told of are on the disk: not even a power cut loses them.
    `name` is the import's, by which it can be taken back.
    """
    from fingerpost.sources import read_file

    result = ImportResult()
    with library.bringing(name), library.writing() as writer:
        for file in files:
            result = _import(writer, read_file(file), file.name, result, on_progress)
    return result


def import_records(
    library: Shelf,
    records: Iterable[Paper | Problem],
    name: str,
    on_progress: Progress | None = None,
) -> ImportResult:
    """Put records from a supplier or the starter into the library.

    When the supplier fails in the middle, what came before is kept and the failure is a problem.
    """
    return _import(library, _to_the_end(records, name), name, ImportResult(), on_progress)


def _to_the_end(records: Iterable[Paper | Problem], name: str) -> Iterator[Paper | Problem]:
    try:
        yield from records
    except SourceError as error:
        yield Problem(name, str(error))


def problems_csv(problems: Iterable[Problem]) -> str:
    """Return the problems as a table: file, record, line, reason."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(["file", "record", "line", "reason"])
    for problem in problems:
        table.writerow(
            [
                safe_cell(problem.file),
                problem.record or "",
                problem.line or "",
                safe_cell(problem.reason),
            ]
        )
    return stream.getvalue()


def _import(
    library: Shelf,
    records: Iterator[Paper | Problem],
    name: str,
    before: ImportResult,
    on_progress: Progress | None,
) -> ImportResult:
    result, seen = before, 0
    while batch := list(islice(records, BATCH)):
        papers = [item for item in batch if isinstance(item, Paper)]
        put = library.put(papers, name)
        problems = tuple(item for item in batch if isinstance(item, Problem))
        result += ImportResult(len(papers), put.imported, put.updated, put.unchanged, problems)
        seen += len(papers)
        if on_progress:
            on_progress(name, seen)
    return result
