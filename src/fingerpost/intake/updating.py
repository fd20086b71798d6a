"""Saved searches put to their suppliers again: what is new, and how many papers each step left."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fingerpost.errors import LibraryError, OfflineError, SourceError, UsageError
from fingerpost.home import Area, SavedSearch
from fingerpost.intake.fetching import FetchResult, Wanted, fetch_papers
from fingerpost.intake.watching import Event, News, Watch
from fingerpost.library import Library
from fingerpost.records import Problem
from fingerpost.sources.live import SUPPLIERS, Settings
from fingerpost.text import digest

Progress = Callable[[str, int, int], None]
"""Told a supplier's title, how many records have been read, and how many are to be read."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The first boxes of a PRISMA flow diagram (Page 2021, doi 10.1136/bmj.n71), in records.

    `found` is what the supplier has, `read` what was taken of it; of those, `duplicates` were
    known before, `new` were not; `left_out` had no title and could not be kept. `excluded` counts
    those of the papers read that the user excluded from the area.
    """

    found: int = 0
    read: int = 0
    duplicates: int = 0
    new: int = 0
    left_out: int = 0
    excluded: int = 0


@dataclass(frozen=True, slots=True)
class SearchUpdate:
    """What a saved search brought on a day.

    `gone` counts papers that the same search found the last time and did not find now; it is None
    where the two cannot be compared. `finished` is False for one that was cut off: what came is
    kept, and the next update goes on.
    """

    area: str
    search: SavedSearch
    as_of: date
    counts: Counts
    events: tuple[Event, ...] = ()
    papers: tuple[str, ...] = ()
    gone: int | None = None
    finished: bool = True
    problems: tuple[Problem, ...] = ()
    resumed_at: int = 0
    """Records that an earlier run of this search, which was cut off, had brought."""
    interrupted: bool = False
    """True where the user stopped it."""

    def of(self, news: News) -> tuple[Event, ...]:
        """Return the events of one kind."""
        return tuple(event for event in self.events if event.news is news)


def check_search(search: SavedSearch) -> SavedSearch:
    """Return the search; UsageError where its supplier is not known."""
    if search.supplier not in SUPPLIERS:
        names = ", ".join(SUPPLIERS)
        raise UsageError(f"There is no supplier '{search.supplier}'; there are: {names}.")
    return search


def run_search(
    library: Library,
    folder: Path,
    area: Area,
    search: SavedSearch,
    settings: Settings,
    today: date,
    on_progress: Progress | None = None,
) -> SearchUpdate:
    """Put one saved search to its supplier and its papers into the library.

    OfflineError when there is no network; any other fault of the supplier is a problem, and what
    came before it is kept.
    """
    title = SUPPLIERS[check_search(search).supplier].title
    watch = Watch(library)
    state = _State.of(folder, area.name, search)

    def tell(done: int, total: int) -> None:
        if on_progress:
            on_progress(title, done, total)

    wanted = Wanted(search.supplier, search.query, search.most)
    try:
        fetched = fetch_papers(watch, folder, wanted, settings, on_progress=tell)
    except OfflineError:
        raise
    except SourceError as error:
        return SearchUpdate(
            area.name, search, today, Counts(), finished=False,
            problems=(Problem(title, str(error)),),
        )  # fmt: skip
    papers = tuple(watch.came)
    gone = state.gone(papers, fetched)
    if fetched.finished and not fetched.resumed_at:
        state.keep(papers, fetched.found, today)
    return SearchUpdate(
        area.name,
        search,
        today,
        _counts(fetched, watch, area),
        watch.events(),
        papers,
        gone,
        fetched.finished,
        fetched.came.problems,
        fetched.resumed_at,
        fetched.interrupted,
    )


def _counts(fetched: FetchResult, watch: Watch, area: Area) -> Counts:
    new = sum(before is None for before in watch.came.values())
    return Counts(
        found=fetched.found,
        read=fetched.came.read,
        duplicates=fetched.came.read - new,
        new=new,
        left_out=sum("left out" in problem.reason for problem in fetched.came.problems),
        excluded=len(area.excluded.intersection(watch.came)),
    )


def together(updates: Sequence[SearchUpdate], area: Area) -> Counts:
    """Return the counts of an area's searches as one: a paper that two of them found counts once.

    `new` are here the papers that stay when duplicates among the searches are taken away.
    """
    papers = {paper for update in updates for paper in update.papers}
    read = sum(update.counts.read for update in updates)
    return Counts(
        found=sum(update.counts.found for update in updates),
        read=read,
        duplicates=read - len(papers),
        new=len(papers),
        left_out=sum(update.counts.left_out for update in updates),
        excluded=len(area.excluded & papers),
    )


@dataclass(frozen=True, slots=True)
class _State:
    """What a saved search found the last time, in a small file beside the library's papers."""

    path: Path

    @classmethod
    def of(cls, folder: Path, area: str, search: SavedSearch) -> _State:
        name = digest(area, search.supplier, search.query)
        return cls(folder / "searches" / f"{search.supplier}-{name}.json")

    def gone(self, papers: Collection[str], fetched: FetchResult) -> int | None:
        """Return how many papers of the last time did not come again; None if not all were read."""
        try:
            last = json.loads(self.path.read_text("utf-8"))
            known, whole = set(last["papers"]), int(last["found"]) <= len(last["papers"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        complete = fetched.finished and not fetched.resumed_at and fetched.found <= len(papers)
        return len(known.difference(papers)) if whole and complete else None

    def keep(self, papers: Sequence[str], found: int, today: date) -> None:
        """Write what was found, for the next time."""
        stated = {"as_of": today.isoformat(), "found": found, "papers": sorted(papers)}
        fresh = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(stated, sort_keys=True), "utf-8")
            fresh.replace(self.path)
        except OSError as error:
            raise LibraryError(
                f"{self.path} cannot be written ({error.strerror}); the papers are kept."
                " Make room or make the folder writable, and run the update again."
            ) from error
