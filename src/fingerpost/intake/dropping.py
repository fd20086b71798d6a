"""The drop folder of a home: which files lie there whole, and where they go once they are read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

DROP: Final = "drop"
DONE, NOT_TAKEN = "done", "not-taken"
_PARTIAL: Final = (
    ".crdownload", ".part", ".partial", ".download", ".opdownload", ".tmp", ".temp", ".!ut",
)  # fmt: skip
"""What browsers and sync services add to the name of a file that is on its way."""

Look = Mapping[Path, tuple[int, int]]
"""The files of a moment, each with its size and its time of change."""


def look_into(folder: Path) -> Look:
    """Return the files that lie in a drop folder and are no partial downloads.

    Hidden files, empty ones (a browser's place-holders), links and folders are left alone.
    """
    found = {}
    for path in _candidates(folder):
        try:
            stat = path.stat()
        except OSError:
            continue
        if stat.st_size:
            found[path] = (stat.st_size, stat.st_mtime_ns)
    return found


def whole(before: Look, now: Look) -> list[Path]:
    """Return the files that did not change between two looks, by name."""
    return sorted(path for path, state in now.items() if before.get(path) == state)


def put_away(path: Path, today: date, *, taken: bool) -> Path | None:
    """Move a file below `done`, or `not-taken`, and return where it is; None if it is gone.

    Nothing is ever replaced: a file of the same name gets a number.
    """
    folder = path.parent / (DONE if taken else NOT_TAKEN) / today.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        target = folder / (path.name if number == 1 else f"{path.stem} ({number}){path.suffix}")
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            continue
        try:
            path.replace(target)
        except FileNotFoundError:
            target.unlink()
            return None
        return target
    return None


def _candidates(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    names = {entry.name for entry in entries}
    for entry in entries:
        name = entry.name
        on_its_way = name.lower().endswith(_PARTIAL) or any(f"{name}{e}" in names for e in _PARTIAL)
        is_hidden = name.startswith((".", "~$"))
        if entry.is_file(follow_symlinks=False) and not is_hidden and not on_its_way:
            yield Path(entry.path)
