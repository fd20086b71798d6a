"""The screening of an area: its papers, the verdicts in the journal, and what to read next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from fingerpost.errors import UsageError
from fingerpost.home import Area
from fingerpost.home.decisions import (
    DECISIONS,
    EXCLUDED,
    SCREENED,
    Mark,
    Verdict,
    marks_on,
    marks_with,
    screen,
    screen_from_file,
    take_back,
    unclear_marks,
)
from fingerpost.home.journal import Entry, Following, Journal
from fingerpost.intake.known import ids_now
from fingerpost.library import Library
from fingerpost.records import Paper, Problem
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.reading.screening import Decision, Order, Progress, Reading, Screener, Why


ORDERS: Final[dict[str, Order]] = {
    "likely": "likely",
    "uncertain": "uncertain",
    "random": "random check",
}
"""What the next paper is chosen by, under the names that a reader uses."""
BECAUSE: Final[dict[str, str]] = {
    "likely": "most likely to matter",
    "uncertain": "the order is least sure of it",
    "random check": "drawn at random, as a check",
}
"""Why a paper is shown, in words."""
_CHOSEN: Final = frozenset(BECAUSE)


@dataclass(frozen=True, slots=True)
class _Told:
    """The verdicts that stand, by paper in the order of reading, and as the engine takes them."""

    marks: dict[str, Mark]
    decisions: dict[str, Decision]
    readings: dict[str, Reading]

    def with_marks(self, said: Iterable[tuple[str, Mark]]) -> _Told:
        """Return the same with marks that came since."""
        from fingerpost.reading.screening import Reading

        marks, decisions, readings = dict(self.marks), dict(self.decisions), dict(self.readings)
        for paper, mark in said:
            marks[paper], decisions[paper] = mark, mark.verdict.value
            why = cast("Why", mark.shown if mark.shown in _CHOSEN else "added")
            readings[paper] = Reading(paper, why)
        return _Told(marks, decisions, readings)


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
        self._journal = journal
        self._following = Following(journal)
        self.problems: tuple[Problem, ...] = ()
        self._entries: list[Entry] = []
        self._rereads = -1
        self._standing: dict[str, Mark] = {}
        self._told: _Told | None = None
        self._now: dict[str, str] = {}
        self._is_settled = False
        found = library.match(area.query, today)
        self.retracted = tuple(paper for paper in found if paper.is_retracted)
        self.found = {paper.id for paper in found if not paper.is_retracted}
        self.papers = {paper.id: paper for paper in found if not paper.is_retracted}
        self.missing: tuple[str, ...] = ()
        self.catch_up(library)

    def catch_up(self, library: Library) -> None:
        """See what was decided since, here or elsewhere; the library must be as it was.

        A screening may so be kept from one sitting or page to the next.
        """
        self._read_journal()
        if self._is_settled:
            return
        unknown = [at for at in self._standing if at not in self.papers and at not in self._now]
        if unknown:
            self._take_in(library, unknown)
        self._let_go()
        lost = (at for at in self._standing if at not in self.papers)
        self.missing = tuple(at for at in lost if self._now.get(at, at) not in self.papers)
        self._is_settled = True

    def _let_go(self) -> None:
        """Leave out again what was marked outside the query and is not any more."""
        named = {self._now.get(at, at) for at in self._standing}
        gone = self.papers.keys() - self.found - named
        if gone:
            self.papers = {at: paper for at, paper in self.papers.items() if at not in gone}
            self._now = {at: now for at, now in self._now.items() if now not in gone}
            self.__dict__.pop("_screener", None)
            self._told = None

    @property
    def marks(self) -> dict[str, Mark]:
        """The standing verdicts by paper, in the order of reading; those of lost papers apart."""
        return self._all_told().marks

    @property
    def decisions(self) -> dict[str, Decision]:
        """The verdicts as the engine of screening takes them."""
        return self._all_told().decisions

    def _all_told(self) -> _Told:
        if self._told is None:
            named = ((self._now.get(at, at), mark) for at, mark in self._standing.items())
            self._told = _Told({}, {}, {}).with_marks(
                (paper, mark) for paper, mark in named if paper in self.papers
            )
        return self._told

    @cached_property
    def _screener(self) -> Screener:
        from fingerpost.reading.screening import Screener, entry_of

        area = self.area
        wanted = " ".join((area.title, area.question, *area.take_in))
        entries = [entry_of(paper) for paper in self.papers.values()]
        return Screener(entries, wanted, target=self._target)

    def get_ready(self) -> None:
        """Do now what the first question would wait for; some seconds with many papers."""
        _ = self._screener

    def _read_journal(self) -> None:
        """Read what the journal has since: somebody else may be screening at the same time."""
        entries, faults = self._following.read()
        known, before = len(self._entries), self._rereads
        same = before == self._following.rereads
        if same and len(entries) == known:
            return
        self._entries, self._rereads = entries, self._following.rereads
        added = entries[known:] if same else []
        standing = marks_with(self._standing, added, self.area.name) if same else None
        self._standing = marks_on(entries, self.area.name) if standing is None else standing
        self._tell(None if standing is None else added)
        unclear = unclear_marks(added if same else entries, self.area.name)
        told = tuple(Problem(self._journal.path.name, reason) for reason in unclear)
        self.problems = (*(self.problems if same else faults), *told)

    def _tell(self, added: Iterable[Entry] | None) -> None:
        """Let what is told follow what stands: from entries that came, or (None) all anew.

        So a verdict costs the same however many there are.
        """
        mine = None if added is None else [e for e in added if _is_on(e, self.area.name)]
        touched = dict.fromkeys(e.object for e in mine or ())
        renamed = {*self._now, *self._now.values()}
        is_plain = mine is not None and all(e.verb in (SCREENED, EXCLUDED) for e in mine)
        if not is_plain or not touched.keys() <= self.papers.keys() or renamed & touched.keys():
            self._told, self._is_settled = None, False
        elif self._told and touched:
            stands = ((at, self._standing.get(at)) for at in touched)
            self._told = self._told.with_marks((at, mark) for at, mark in stands if mark)

    def order(self, by: Order = "likely") -> list[str]:
        """Return the ids of the papers not read yet, the one to read next first."""
        self._read_journal()
        return self._screener.order(self.decisions, by)

    def next(self, by: Order = "likely") -> list[Paper]:
        """Return the papers not read yet, the one to read next first."""
        return [self.papers[each] for each in self.order(by)]

    def progress(self, target: float | None = None) -> Progress:
        """Return how far the reader is, and whether they may stop.

        `target` is the share of relevant papers to be found, where another one is asked for.
        """
        told = self._all_told()
        screener = self._screener if target is None else self._screener.aiming_at(target)
        return screener.progress(told.decisions, list(told.readings.values()))

    def mark(self, paper: Paper, verdict: Verdict, why: str = "", shown: str = "") -> None:
        """Write a verdict into the journal; `shown` is the order that brought the paper up.

        UsageError for a retracted paper: it is no evidence, whatever it says.
        """
        if paper.is_retracted:
            raise UsageError(f"{paper.id} was retracted, so it is not screened.")
        self._add([paper])
        screen(self._journal, self.area.name, paper.id, verdict, why, shown)
        self._read_journal()

    def mark_from_file(self, said: Iterable[tuple[Paper, Verdict, str]], file: str) -> str:
        """Write the verdicts (paper, verdict, why) of a file; return the id of their import.

        What cannot be screened is left out by the caller. Papers that the search does not find are
        taken in beside the others.
        """
        told = list(said)
        batch = screen_from_file(
            self._journal, self.area.name, ((p.id, verdict, why) for p, verdict, why in told), file
        )
        self._add([paper for paper, _, _ in told])
        self._read_journal()
        return batch

    def _add(self, papers: Iterable[Paper]) -> None:
        """Take in papers that the area's query does not find."""
        added = {paper.id: paper for paper in papers if paper.id not in self.papers}
        if added:
            self.papers |= added
            self.__dict__.pop("_screener", None)
            self._told, self._is_settled = None, False

    def last(self) -> str | None:
        """Return the paper that was decided on last; None where none is."""
        marks = self.marks
        named = ((self._now.get(e.object, e.object), e.id) for e in reversed(self._entries))
        return next((at for at, e in named if at in marks and marks[at].entry == e), None)

    def shown_before(self, paper: str) -> str:
        """Return why a paper was shown when it was last decided on, taken back or not."""
        names = {paper, *(was for was, now in self._now.items() if now == paper)}
        entries = (
            entry for entry in reversed(self._entries)
            if entry.verb == SCREENED and entry.object in names
            and entry.details.get("area") == self.area.name
        )  # fmt: skip
        return next((str(entry.details.get("shown", "")) for entry in entries), "")

    def undo(self, paper: Paper | None = None) -> Mark:
        """Take back the last verdict, or the last on a paper; UsageError where there is none."""
        mark = self.marks.get((paper.id if paper else self.last()) or "")
        if mark is None:
            of = f" on {paper.id}" if paper else ""
            raise UsageError(f"There is no verdict{of} to take back in {self.area.name}.")
        take_back(self._journal, self.area.name, mark)
        self._read_journal()
        return mark

    def reasons(self) -> list[str]:
        """Return the reasons given so far, the commonest first."""
        given = Counter(mark.why for mark in self.marks.values() if mark.why)
        return sorted(given, key=lambda why: (-given[why], why))

    def lost(self) -> str:
        """Return a sentence on verdicts whose papers the library does not have, or nothing."""
        if not self.missing:
            return ""
        told = ", ".join(self.missing[:3]) + (" …" if len(self.missing) > 3 else "")
        return (
            f"{plural(len(self.missing), 'verdict')} left aside: the library has no paper {told}."
            " They count again once it is imported."
        )

    def _take_in(self, library: Library, marked: Iterable[str]) -> None:
        """Find marked papers that go by another id now or lie outside the query."""
        now = ids_now(library, marked)
        self._now |= now
        found = (library.get(each) for each in now.values())
        self._add(paper for paper in found if paper and not paper.is_retracted)
        self._told = None


def _is_on(entry: Entry, area: str) -> bool:
    return entry.verb in DECISIONS and entry.details.get("area") == area


def unread_relevant(progress: Progress) -> tuple[int, int] | None:
    """Return how many relevant papers are unread: by the careful estimate, and at most.

    The second holds at the confidence of the progress; None while nothing can be said.
    """
    if not progress.found or progress.estimated_recall is None or progress.low is None:
        return None
    if progress.read == progress.total:
        return 0, 0
    left = (round(progress.found / share) for share in (progress.estimated_recall, progress.low))
    estimate, most = (total - progress.found for total in left)
    return estimate, most
