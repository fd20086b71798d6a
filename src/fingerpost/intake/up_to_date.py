"""Suppliers asked and watched exports read, each named for taking it back and in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from fingerpost.home import Area, Home
from fingerpost.intake.exports import Reading, read_changed
from fingerpost.intake.fetching import FetchResult, OnFound, Wanted, fetch_papers
from fingerpost.intake.noting import note_fetch, note_import, note_update
from fingerpost.intake.taking_back import name_of_asking
from fingerpost.intake.updating import SearchUpdate, run_search
from fingerpost.library import Library
from fingerpost.sources.live import Progress, Settings

Telling = Callable[[Area, str, int, int], None]
"""Told the area, a supplier's title, how many records have been read, and how many there are."""


def run_searches(
    home: Home,
    library: Library,
    areas: Iterable[Area],
    settings: Settings,
    today: date,
    tell: Telling,
) -> Iterator[SearchUpdate]:
    """Put the saved searches of areas to their suppliers; none after one that the user stopped.

    OfflineError when there is no network.
    """
    for area in areas:
        for search in area.searches:

            def told(title: str, done: int, of: int, area: Area = area) -> None:
                tell(area, title, done, of)

            asked = ("update", area.name, search.supplier, search.query)
            name = name_of_asking(home.journal.read()[0], *asked)
            folder = home.library_folder
            with library.bringing(name):
                update = run_search(library, folder, area, search, settings, today, told)
            note_update(home, update, name)
            yield update
            if update.interrupted:
                return


def fetch_and_note(
    home: Home,
    library: Library,
    wanted: Wanted,
    settings: Settings,
    *,
    again: bool = False,
    on_found: OnFound | None = None,
    on_progress: Progress | None = None,
) -> FetchResult:
    """Bring papers in as `fetch_papers` does, so that they can be taken back, and say so."""
    asked = ("fetch", wanted.supplier, wanted.query)
    name = name_of_asking(home.journal.read()[0], *asked)
    with library.bringing(name):
        result = fetch_papers(
            library, home.library_folder, wanted, settings,
            again=again, on_found=on_found, on_progress=on_progress,
        )  # fmt: skip
    note_fetch(home, wanted, result, name)
    return result


def read_renewed(home: Home, library: Library, today: date) -> Iterator[Reading]:
    """Read the watched exports that changed since the last time."""
    for reading in read_changed(library, today):
        if reading.result.read:
            note_import(home, Path(reading.path).name, reading.result, reading.name)
        yield reading
