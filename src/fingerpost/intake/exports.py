"""Exports that are read again when they change: a reference manager's file that it keeps renewing.

Which files these are belongs to this machine, so the list stands beside the library, not in the
home. A paper that is no longer in an export is told and stays in the library.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from fingerpost.errors import FailureError, LibraryError, UsageError
from fingerpost.home import write_output
from fingerpost.intake.importing import ImportResult, import_records
from fingerpost.intake.known import ids_now
from fingerpost.intake.watching import Event, Watch
from fingerpost.library import Library
from fingerpost.sources import read_file
from fingerpost.text import digest as text_digest

FILE: Final = "watched.json"
SETTLE: Final = 2.0
"""Seconds for which a file must have been left alone to count as whole."""
_PATIENCE: Final = 5
_CHUNK: Final = 1 << 20
_NOTHING: Final = ImportResult()


class Export(msgspec.Struct, frozen=True):
    """A file that is watched: how it was when it was read, and the papers that it had then."""

    path: str
    size: int = -1
    mtime_ns: int = -1
    looked_ns: int = 0
    """When it was looked at, by the clock that the file's own time is of."""
    sha256: str = ""
    papers: tuple[str, ...] = ()
    read_on: str = ""
    """An ISO 8601 date; empty before the first reading."""

    def is_surely(self, stat: os.stat_result) -> bool:
        """Whether a file is unchanged by its size and time, which may lie for a very young one."""
        same = (stat.st_size, stat.st_mtime_ns) == (self.size, self.mtime_ns)
        return same and self.looked_ns - self.mtime_ns > SETTLE * 1e9


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a watched file: read again, or `left` for the reason given."""

    path: str
    left: str = ""
    result: ImportResult = _NOTHING
    events: tuple[Event, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    """(id, title) of papers that it had and has no more; the library keeps them."""
    name: str = ""
    """That of the import, by which it can be taken back."""


def watched(folder: Path) -> tuple[Export, ...]:
    """Return the files that are watched for the library in a folder, by path."""
    file = folder / FILE
    try:
        listed = msgspec.json.decode(file.read_bytes(), type=tuple[Export, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError):
        raise LibraryError(
            f"{file} is damaged. Delete it and name your exports again:  fingerpost watch add FILE"
        ) from None
    return tuple(sorted(listed, key=lambda export: export.path))


def watch_export(folder: Path, file: Path) -> Export:
    """Remember a file from now on; UsageError when it is none or is remembered already."""
    path = str(file.resolve())
    known = watched(folder)
    if not file.is_file():
        raise UsageError(f"{file} is no file. Name an export of your reference manager.")
    if any(each.path == path for each in known):
        raise UsageError(f"{file} is watched already.")
    fresh = Export(path)
    _keep(folder, (*known, fresh))
    return fresh


def forget_export(folder: Path, file: Path) -> Export:
    """Watch a file no more, whether it is still there or not; its papers stay."""
    path = str(file.resolve())
    known = watched(folder)
    found = next((each for each in known if each.path in (path, str(file))), None)
    if found is None:
        names = ", ".join(each.path for each in known) or "none"
        raise UsageError(f"{file} is not watched. Watched: {names}.")
    _keep(folder, tuple(each for each in known if each is not found))
    return found


def changed_exports(folder: Path) -> Iterator[Export]:
    """Give the watched files that are gone or may have changed, by a look at size and time."""
    for export in watched(folder):
        stat = state_of(export)
        if stat is None or not export.is_surely(stat):
            yield export


def state_of(export: Export) -> os.stat_result | None:
    """Return how a watched file is now; None where it cannot be looked at."""
    try:
        return Path(export.path).stat()
    except OSError:
        return None


def read_changed(
    library: Library, today: date, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Reading]:
    """Read every watched file whose bytes are not those of the last time, and say what that did.

    Each is remembered before the next is read. A file that is being written is waited for a
    moment, then left for the next time; one that cannot be read is told each time.
    """
    for export in changed_exports(library.folder):
        path = Path(export.path)
        try:
            stat = _settled(path, sleep)
            if stat is None:
                yield Reading(export.path, "it is being written just now; it is read the next time")
                continue
            looked, digest = time.time_ns(), _sha256(path)
        except OSError as error:
            yield Reading(export.path, f"it cannot be read: {error.strerror or error}")
            continue
        state = msgspec.structs.replace(
            export, size=stat.st_size, mtime_ns=stat.st_mtime_ns, looked_ns=looked, sha256=digest
        )
        if digest == export.sha256:
            _renew(library.folder, state)
            continue
        yield _read(library, export, state, today)


def _read(library: Library, before: Export, state: Export, today: date) -> Reading:
    path = Path(before.path)
    watch, name = Watch(library), text_digest(before.path, state.sha256)
    with library.bringing(name):
        result = import_records(watch, read_file(path), path.name)
    if result.nothing_came_in:
        return Reading(before.path, "nothing could be read in it", result)
    if _sha256(path) != state.sha256:
        left = "it changed while it was read; it is read again"
        return Reading(before.path, left, result, name=name)
    papers = tuple(watch.came)
    _renew(
        library.folder,
        msgspec.structs.replace(state, papers=papers, read_on=today.isoformat()),
    )
    gone = _gone(library, before, papers)
    return Reading(before.path, "", result, watch.events(), gone, name)


def _gone(library: Library, before: Export, papers: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return what an export has no more, with titles; merged papers are not gone."""
    there = set(papers)
    was = dict.fromkeys(ids_now(library, before.papers).values())
    missing = [each for each in was if each not in there]
    return tuple((each, paper.title) for each in missing if (paper := library.get(each)))


def _settled(path: Path, sleep: Callable[[float], None]) -> os.stat_result | None:
    """Return the state of a file that nobody is writing; None where somebody goes on."""
    for _ in range(_PATIENCE):
        stat = path.stat()
        if time.time() - stat.st_mtime > SETTLE:
            return stat
        sleep(SETTLE / 2)
        later = path.stat()
        if (stat.st_size, stat.st_mtime_ns) == (later.st_size, later.st_mtime_ns):
            return later
    return None


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _renew(folder: Path, state: Export) -> None:
    """Write down the new state of a file, unless it is watched no more."""
    listed = (state if each.path == state.path else each for each in watched(folder))
    _keep(folder, tuple(listed))


def _keep(folder: Path, exports: tuple[Export, ...]) -> None:
    try:
        write_output(folder / FILE, msgspec.json.format(msgspec.json.encode(exports), indent=1))
    except FailureError as error:
        raise LibraryError(str(error)) from None
