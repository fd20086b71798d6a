"""An area looked into for a home: its snapshot written, and the journal told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from fingerpost.dives.collecting import without_collecting
from fingerpost.dives.kept import Kept
from fingerpost.dives.kept_topics import kept_topics
from fingerpost.dives.model import Dive
from fingerpost.dives.remembered import remembered_dive
from fingerpost.dives.since import change_since
from fingerpost.dives.snapshot import save_snapshot
from fingerpost.home import Area, Home, Profile
from fingerpost.library import Library
from fingerpost.notes import appraiser

STEPS: Final = 8
"""So many sentences `on_progress` takes for an area whose papers are looked at afresh."""


@without_collecting()
def look_and_keep(
    home: Home,
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    on_progress: Callable[[str], None] | None = None,
    since: Kept | None = None,
) -> tuple[Dive, Path]:
    """Return a dive into an area of the home, and the folder where it is kept.

    `since` is a dive that was kept before, for telling what is new. `on_progress` may raise to
    stop: then nothing is kept.
    """
    say = on_progress or (lambda _: None)
    before = kept_topics(home, area.name, today)
    dive = remembered_dive(library, area, profile, today, say, appraiser(home), before)
    if since:
        dive = replace(dive, change=change_since(dive, since))
    say("Writing it down")
    folder = save_snapshot(home, dive)
    home.journal.append("dived", dive.area, papers=len(dive.papers), query=dive.query)
    return dive, folder
