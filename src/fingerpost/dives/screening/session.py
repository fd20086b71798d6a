"""The screening of an area: its papers, the verdicts in the journal, and what to read next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from fingerpost.errors import UsageError
from fingerpost.home import Area
from fingerpost.home.decisions import (
    DECISIONS,
    Mark,
    Verdict,
    marks_on,
    screen,
    take_back,
    unclear_marks,
)
from fingerpost.home.journal import Entry, Journal
from fingerpost.intake.known import ids_now
from fingerpost.library import Library
from fingerpost.records import Paper, Problem
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.reading.screening import Decision, Order, Progress, Screener, Why


class Screening:
    """An area's screening as it stands: what it answers follows from the papers and the journal.

    `papers` are those that the area's query finds, without the retracted ones, and those that the
    reader marked though the query does not find them; `retracted` are the others. `target` is the
    share of relevant papers, 0 to 1, that must be found before stopping.
    """

    def __init__(
        self, library: Library, journal: Journal, area: Area, today: date, target: float = 0.95
    ) -> None:
        self.area = area
        self._target = target
        self._library = library
        self._journal = journal
        self.problems: tuple[Problem, ...] = ()
        self._size = -1
        self._entries: list[Entry] = []
        self._read_journal()
        found = library.match(area.query, today)
        self.retracted = tuple(paper for paper in found if paper.is_retracted)
        self.found = {paper.id for paper in found if not paper.is_retracted}
        self.papers = {paper.id: paper for paper in found if not paper.is_retracted}
        self._now: dict[str, str] = {}
        self.missing = self._take_in(marks_on(self._entries, area.name))

    @property
    def marks(self) -> dict[str, Mark]:
        """The standing verdicts by paper, in the order of reading; those of lost papers apart."""
        standing = marks_on(self._entries, self.area.name)
        named = ((self._now.get(paper, paper), mark) for paper, mark in standing.items())
        return {paper: mark for paper, mark in named if paper in self.papers}

    @property
    def decisions(self) -> dict[str, Decision]:
        """The verdicts as the engine of screening takes them."""
        return {paper: cast("Decision", str(m.verdict)) for paper, m in self.marks.items()}

    @cached_property
    def _screener(self) -> Screener:
        from fingerpost.reading.screening import Screener, entry_of

        area = self.area
        wanted = " ".join((area.title, area.question, *area.take_in))
        entries = [entry_of(paper) for paper in self.papers.values()]
        return Screener(entries, wanted, target=self._target)

    def _read_journal(self) -> None:
        """Read the journal where it has grown: somebody else may be screening at the same time."""
        path = self._journal.path
        size = path.stat().st_size if path.exists() else 0
        if size == self._size:
            return
        self._size = size
        entries, faults = self._journal.read()
        self._entries = [entry for entry in entries if entry.verb in DECISIONS]
        unclear = unclear_marks(self._entries, self.area.name)
        self.problems = (*faults, *(Problem(path.name, reason) for reason in unclear))

    def next(self, by: Order = "likely") -> list[Paper]:
        """Return the papers not read yet, the one to read next first."""
        self._read_journal()
        return [self.papers[each] for each in self._screener.order(self.decisions, by)]

    def progress(self) -> Progress:
        """Return how far the reader is, and whether they may stop."""
        from fingerpost.reading.screening import Reading

        chosen = ("likely", "uncertain", "random check")
        readings = [
            Reading(paper, cast("Why", mark.shown if mark.shown in chosen else "added"))
            for paper, mark in self.marks.items()
        ]
        return self._screener.progress(self.decisions, readings)

    def mark(self, paper: Paper, verdict: Verdict, why: str = "", shown: str = "") -> None:
        """Write a verdict into the journal; `shown` is the order that brought the paper up.

        UsageError for a retracted paper: it is no evidence, whatever it says.
        """
        if paper.is_retracted:
            raise UsageError(f"{paper.id} was retracted, so it is not screened.")
        if paper.id not in self.papers:
            self.papers[paper.id] = paper
            self.__dict__.pop("_screener", None)
        screen(self._journal, self.area.name, paper.id, verdict, why, shown)
        self._read_journal()

    def undo(self, paper: Paper | None = None) -> Mark:
        """Take back the last verdict, or the last on a paper; UsageError where there is none."""
        marks = {mark.entry: mark for at, mark in self.marks.items() if not paper or at == paper.id}
        last = next((e.id for e in reversed(self._entries) if e.id in marks), None)
        if last is None:
            of = f" on {paper.id}" if paper else ""
            raise UsageError(f"There is no verdict{of} to take back in {self.area.name}.")
        take_back(self._journal, self.area.name, marks[last])
        self._read_journal()
        return marks[last]

    def reasons(self) -> list[str]:
        """Return the reasons given so far, the commonest first."""
        given = [mark.why for mark in self.marks.values() if mark.why]
        return sorted(set(given), key=lambda why: (-given.count(why), why))

    def lost(self) -> str:
        """Return a sentence on verdicts whose papers the library does not have, or nothing."""
        if not self.missing:
            return ""
        told = ", ".join(self.missing[:3]) + (" …" if len(self.missing) > 3 else "")
        return (
            f"{plural(len(self.missing), 'verdict')} left aside: the library has no paper {told}."
            " They count again once it is imported."
        )

    def _take_in(self, marked: Iterable[str]) -> tuple[str, ...]:
        """Find marked papers that go by another id now or lie outside the query."""
        self._now = ids_now(self._library, (each for each in marked if each not in self.papers))
        for each in self._now.values():
            paper = self._library.get(each)
            if paper and not paper.is_retracted:
                self.papers.setdefault(paper.id, paper)
        return tuple(each for each, now in self._now.items() if now not in self.papers)
