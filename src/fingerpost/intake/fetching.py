"""Papers from a live supplier into a library, batch by batch, so that a cut loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from fingerpost.errors import QueryError, SourceError
from fingerpost.intake.checkpoint import Checkpoint, Noted
from fingerpost.intake.importing import ImportResult, Shelf, import_records
from fingerpost.library.query import PubmedQuery, for_pubmed
from fingerpost.records import Paper, Problem
from fingerpost.sources.live import SUPPLIERS, Item, Mark, Progress, Settings, count, fetch

OnFound = Callable[[int, int], None]
"""Told how many records the supplier has, and how many of them an earlier run has read."""

MOST: Final = 500
"""Records that are fetched where nothing else is said."""
_NOTHING = ImportResult()
_TAG = re.compile(r"\[[A-Za-z][A-Za-z /:_~\d]*\]")


class StoppedError(Exception):
    """The user asked a fetch to stop; raised by what is told of its progress, as Ctrl-C is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be fetched: at most `most` records of a supplier for a query in its language."""

    supplier: str
    query: str
    most: int

    @property
    def title(self) -> str:
        """The supplier as it calls itself."""
        return SUPPLIERS[self.supplier].title if self.supplier in SUPPLIERS else self.supplier

    @property
    def asked(self) -> str:
        """The query as the supplier is asked it: in PubMed's form what is Fingerpost's own.

        What Fingerpost cannot understand may still be PubMed's, so it goes as it is.
        """
        return self._worded.text

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to know of the query before it is asked: what was worded anew, what will not do."""
        if self.supplier != "pubmed" and (tag := _TAG.search(self.query)):
            return (
                f"{self.title} does not know {tag[0]}, which is PubMed's: write the search anew",
            )
        return self._worded.remarks

    @property
    def _worded(self) -> PubmedQuery:
        if self.supplier != "pubmed":
            return PubmedQuery(self.query)
        try:
            return for_pubmed(self.query)
        except QueryError:
            return PubmedQuery(self.query)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What a fetch did: `found` at the supplier, and what came into the library in this run.

    `resumed_at` counts the records that an earlier run, which was cut off, had read. `finished`
    is False for a fetch that was cut off itself; it goes on when it is run again.
    """

    found: int
    came: ImportResult = _NOTHING
    resumed_at: int = 0
    finished: bool = False
    interrupted: bool = False


def fetch_papers(
    library: Shelf,
    folder: Path,
    wanted: Wanted,
    settings: Settings,
    *,
    again: bool = False,
    on_found: OnFound | None = None,
    on_progress: Progress | None = None,
) -> FetchResult:
    """Bring papers in, and after each batch note in the library's folder how far we are.

    The same fetch that was cut off goes on from there, unless it is to begin `again`. A supplier
    that fails on the way, Ctrl-C or a StoppedError ends it; what came is kept, and the failure is a
    problem.
    SourceError when the supplier cannot be asked at all.
    """
    checkpoint = Checkpoint.of(folder, wanted.supplier, wanted.query)
    noted, items = _begin(checkpoint, wanted, settings, again, on_progress)
    if noted is None:
        noted = Noted("", 0, count(wanted.supplier, wanted.asked, settings))
    if on_found:
        on_found(noted.found, noted.read)
    result = FetchResult(noted.found, resumed_at=noted.read)
    return _bring(library, checkpoint, result, items, wanted.title)


def _begin(
    checkpoint: Checkpoint,
    wanted: Wanted,
    settings: Settings,
    again: bool,
    on_progress: Progress | None,
) -> tuple[Noted | None, Iterator[Item]]:
    """Return the earlier run to go on from, if there is one that can be used, and the records."""
    noted = None if again else checkpoint.read()
    named = (wanted.supplier, wanted.asked, wanted.most, settings)
    if noted is not None:
        try:
            return noted, fetch(*named, noted.mark, on_progress)
        except SourceError:
            noted = None
    checkpoint.remove()
    return noted, fetch(*named, "", on_progress)


def _bring(
    library: Shelf,
    checkpoint: Checkpoint,
    result: FetchResult,
    items: Iterator[Item],
    title: str,
) -> FetchResult:
    waiting: list[Paper | Problem] = []
    try:
        for item in items:
            if not isinstance(item, Mark):
                waiting.append(item)
                continue
            result = _put(library, result, waiting, title)
            waiting = []
            checkpoint.write(item, result.found)
    except SourceError as error:
        return _put(library, result, [*waiting, Problem(title, str(error))], title)
    except (KeyboardInterrupt, StoppedError):
        return replace(_put(library, result, waiting, title), interrupted=True)
    checkpoint.remove()
    return replace(_put(library, result, waiting, title), finished=True)


def _put(
    library: Shelf, result: FetchResult, records: list[Paper | Problem], title: str
) -> FetchResult:
    """Return the result with these records in the library; they are on disk by then."""
    return replace(result, came=result.came + import_records(library, records, title))
