"""Where paces and answers are kept: with the user's other data and caches, never in a home."""

from __future__ import annotations

import os
from pathlib import Path

from fingerpost.sources.live.model import Settings


def pace_folder(settings: Settings) -> Path:
    """Return the folder that says when each supplier was last asked."""
    from platformdirs import user_data_path

    return _base(settings) or user_data_path("fingerpost", appauthor=False) / "suppliers"


def answers_file(settings: Settings) -> Path:
    """Return the file of the answers that are kept for a while; it is safe to delete."""
    from platformdirs import user_cache_path

    folder = _base(settings) or user_cache_path("fingerpost", appauthor=False) / "suppliers"
    return folder / "answers.sqlite"


def _base(settings: Settings) -> Path | None:
    if settings.folder is not None:
        return settings.folder
    named = os.environ.get("FINGERPOST_DATA")
    return Path(named) / "suppliers" if named else None
