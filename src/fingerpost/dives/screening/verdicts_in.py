"""Verdicts from other tools taken into the screening of an area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fingerpost.dives.screening.session import Screening
from fingerpost.home.decisions import Verdict
from fingerpost.intake.known import papers_named
from fingerpost.library import Library
from fingerpost.records import Paper, Problem
from fingerpost.sources.verdicts import Labelled, read_verdicts


@dataclass(frozen=True, slots=True)
class VerdictsIn:
    """What came of a file: verdicts read, taken, and known already; and what could not be taken."""

    read: int
    taken: int
    known: int
    differ: tuple[str, ...]
    """Papers on which the reader's own verdict is another; it was kept."""
    not_in_library: tuple[str, ...]
    """Titles of the papers that the library does not have."""
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the counts and problems by name."""
        return {
            "read": self.read,
            "taken": self.taken,
            "known": self.known,
            "differ": list(self.differ),
            "not_in_library": list(self.not_in_library),
            "problems": [
                {"file": p.file, "record": p.record, "line": p.line, "reason": p.reason}
                for p in self.problems
            ],
        }


def take_in(
    screening: Screening, library: Library, file: Path, *, overrule: bool = False
) -> VerdictsIn:
    """Write the verdicts of a file into the journal; what it says twice and differently is told.

    A verdict that stands already is not written again. Where the reader's own is another, it stays,
    unless the file may `overrule` it.
    """
    differ: list[str] = []
    problems: list[Problem] = []
    missing: list[str] = []
    said: defaultdict[str, list[Labelled]] = defaultdict(list)
    papers: dict[str, Paper] = {}
    for item in read_verdicts(file):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.verdict and (paper := _paper(library, item.paper)):
            papers[paper.id] = paper
            said[paper.id].append(item)
        elif item.verdict:
            missing.append(item.paper.title)
    marks = screening.marks
    taken = known = 0
    for paper_id, each in said.items():
        if len({item.verdict for item in each}) > 1:
            problems.append(_contradiction(each, file.name))
        elif papers[paper_id].is_retracted:
            problems.append(Problem(file.name, f"{paper_id} was retracted, so it is not screened"))
        elif (mark := marks.get(paper_id)) and str(mark.verdict) == each[0].verdict:
            known += 1
        elif mark and not overrule:
            differ.append(paper_id)
        else:
            screening.mark(papers[paper_id], Verdict(each[0].verdict), each[0].why, "file")
            taken += 1
    read = sum(map(len, said.values())) + len(missing)
    return VerdictsIn(read, taken, known, tuple(differ), tuple(missing), tuple(problems))


def _paper(library: Library, stated: Paper) -> Paper | None:
    """Return the library's paper: by an id that the record has, else by its whole title and year.

    None where several papers have that title: nobody can tell which one was meant.
    """
    for each in (stated.id, f"doi:{stated.doi}" if stated.doi else ""):
        if each and (paper := library.get(each)):
            return paper
    named = papers_named(library, stated.title)
    same = [p for p in named if not (p.year and stated.year) or p.year == stated.year]
    return same[0] if len(same) == 1 else None


def _contradiction(items: Iterable[Labelled], file: str) -> Problem:
    listed = list(items)
    told = ", ".join(f"record {item.record} says {item.verdict}" for item in listed)
    title = listed[0].paper.title
    return Problem(file, f"'{title}' is judged twice ({told}); nothing was taken of it",
                   listed[-1].record, listed[-1].line)  # fmt: skip
