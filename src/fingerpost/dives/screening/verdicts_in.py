"""Verdicts from other tools taken into the screening of an area: looked at first, then taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec import Struct

from fingerpost.dives.screening.session import Screening
from fingerpost.home.decisions import Verdict
from fingerpost.intake.known import papers_named
from fingerpost.library import Library
from fingerpost.records import Paper, Problem
from fingerpost.sources.verdicts import Labelled, read_verdicts


class Stated(Struct, frozen=True, gc=False):
    """What a file says of a paper of the library, beside what the reader said of it."""

    paper: str
    """The paper's id."""
    title: str
    verdict: str
    why: str
    mine: str = ""
    """The reader's own verdict; empty for none."""
    my_reason: str = ""
    entry: str = ""
    """The journal's entry of the reader's verdict."""

    @property
    def differs(self) -> bool:
        """True where the reader's verdict is another."""
        return self.mine not in ("", self.verdict)


class Statements(Struct, frozen=True, gc=False):
    """What a file says of an area's papers, and what of it cannot be taken."""

    file: str
    """The file's name."""
    read: int
    """Records with a verdict that can be understood."""
    stated: tuple[Stated, ...]
    """One for each paper of the library that can be screened, in the file's order."""
    not_in_library: tuple[str, ...]
    """Titles of the papers that the library does not have."""
    problems: tuple[Problem, ...]

    @property
    def fresh(self) -> tuple[Stated, ...]:
        """Papers on which the reader has said nothing."""
        return tuple(each for each in self.stated if not each.mine)

    @property
    def agreeing(self) -> tuple[Stated, ...]:
        """Papers on which the reader says the same."""
        return tuple(each for each in self.stated if each.mine == each.verdict)

    @property
    def differing(self) -> tuple[Stated, ...]:
        """Papers on which the reader says something else."""
        return tuple(each for each in self.stated if each.differs)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking statements up."""

    id: str
    """The import by which it can be taken back; empty where nothing was taken."""
    taken: int
    known: int
    """Verdicts that stood already."""
    differ: tuple[str, ...]
    """Papers on which the reader's own verdict is another; it was kept."""
    gone: tuple[str, ...]
    """Papers that cannot be screened any more."""


@dataclass(frozen=True, slots=True)
class VerdictsIn:
    """What came of a file: verdicts read, taken, and known already; and what could not be taken."""

    stated: Statements
    came: Taken

    def as_json(self) -> dict[str, Any]:
        """Return the counts and problems by name."""
        return {
            "read": self.stated.read,
            "taken": self.came.taken,
            "known": self.came.known,
            "differ": list(self.came.differ),
            "not_in_library": list(self.stated.not_in_library),
            "problems": [
                {"file": p.file, "record": p.record, "line": p.line, "reason": p.reason}
                for p in self.stated.problems
            ],
        }


def take_in(
    screening: Screening, library: Library, file: Path, *, overrule: bool = False
) -> VerdictsIn:
    """Look at a file and take up at once what it says, as `take_up`."""
    stated = look_at(screening, library, file)
    return VerdictsIn(stated, take_up(screening, library, stated, overrule=overrule))


def look_at(
    screening: Screening, library: Library, file: Path,
    on_read: Callable[[int], object] = lambda _: None,
) -> Statements:  # fmt: skip
    """Return what a file says of the papers of an area; nothing is written.

    What it says twice and differently of a paper is a problem, and so is a retracted paper.
    `on_read` is told how many records were looked at.
    """
    problems: list[Problem] = []
    missing: list[str] = []
    said: defaultdict[str, list[Labelled]] = defaultdict(list)
    papers: dict[str, Paper] = {}
    for count, item in enumerate(read_verdicts(file), 1):
        on_read(count)
        if isinstance(item, Problem):
            problems.append(item)
        elif item.verdict and (paper := _paper(library, item.paper)):
            papers[paper.id] = paper
            said[paper.id].append(item)
        elif item.verdict:
            missing.append(item.paper.title)
    stated = []
    for paper_id, each in said.items():
        if len({item.verdict for item in each}) > 1:
            problems.append(_contradiction(each, file.name))
        elif papers[paper_id].is_retracted:
            reason = f"{paper_id} was retracted, so it is not screened"
            problems.append(Problem(file.name, reason, each[0].record, each[0].line))
        else:
            stated.append(_stated(screening, papers[paper_id], each[0]))
    read = sum(map(len, said.values())) + len(missing)
    return Statements(file.name, read, tuple(stated), tuple(missing), tuple(problems))


def _stated(screening: Screening, paper: Paper, item: Labelled) -> Stated:
    mark = screening.marks.get(paper.id)
    mine = (str(mark.verdict), mark.why, mark.entry) if mark else ("", "", "")
    return Stated(paper.id, paper.title, item.verdict, item.why, *mine)


def take_up(
    screening: Screening, library: Library, stated: Statements, *, overrule: bool = False
) -> Taken:
    """Write what a file was seen to say into the journal, in one go.

    A verdict that stands already is not written again. Where the reader's own is another, it stays,
    unless the file may `overrule` it; one that came after the look is never overruled.
    """
    marks = screening.marks
    known, differ, gone = 0, [], []
    told: list[tuple[Paper, Verdict, str]] = []
    for each in stated.stated:
        paper = screening.papers.get(each.paper) or library.get(each.paper)
        if paper is None or paper.is_retracted:
            gone.append(each.paper)
            continue
        mark = marks.get(paper.id)
        if mark and str(mark.verdict) == each.verdict:
            known += 1
        elif mark and not (overrule and mark.entry == each.entry):
            differ.append(paper.id)
        else:
            told.append((paper, Verdict(each.verdict), each.why))
    batch = screening.mark_from_file(told, stated.file)
    return Taken(batch, len(told), known, tuple(differ), tuple(gone))


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
