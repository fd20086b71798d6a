"""An update's parts, each with its line in the journal: saved searches, and watched exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from fingerpost.home import Area, Home
from fingerpost.intake.exports import Reading, read_changed
from fingerpost.intake.noting import note_import, note_update
from fingerpost.intake.updating import SearchUpdate, run_search
from fingerpost.library import Library
from fingerpost.sources.live import Settings

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

            update = run_search(library, home.library_folder, area, search, settings, today, told)
            note_update(home, update)
            yield update
            if update.interrupted:
                return


def read_renewed(home: Home, library: Library, today: date) -> Iterator[Reading]:
    """Read the watched exports that changed since the last time."""
    for reading in read_changed(library, today):
        if reading.result.read:
            note_import(home, Path(reading.path).name, reading.result)
        yield reading
