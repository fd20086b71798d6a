"""A home and its library from a backup: checked whole before anything is touched."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from fingerpost.errors import FailureError, SourceError
from fingerpost.home import Home
from fingerpost.intake.archive import HOME, PAPERS, Contents, opened, unpack
from fingerpost.library import Library
from fingerpost.library.health import faults_of, strangers_in
from fingerpost.library.lock import WriteLock
from fingerpost.library.mishaps import sentence

_WAIT_SECONDS = 10.0
_ASIDE = "before-restore"


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What was restored; `kept_aside` are the folders that the old home and library are in now."""

    home: Path
    library: Path
    papers: int
    home_files: int
    kept_aside: tuple[Path, ...]


def restore(file: Path, into: Path, *, replace: bool = False) -> RestoreResult:
    """Make the home FOLDER and its library from a backup.

    Everything is unpacked beside its place, compared with the checksums, brought to the present
    form and indexed before anything is moved. FailureError (or SourceError for a backup that
    cannot be trusted) says why it was not done; then all is as it was. What is there already is
    refused, or with `replace` kept aside under another name.
    """
    into = into.absolute()
    try:
        with ExitStack() as stack:
            archive, contents = stack.enter_context(opened(file))
            _refuse(_taken(into), replace=replace)
            home, library, papers = _unpacked(archive, contents, file, into, stack)
            place = Home(into, home.id).library_folder
            _refuse(_taken(place), replace=replace)
            aside = _swap([(library, place), (home.folder, into)])
            return RestoreResult(into, place, papers, len(contents.files) - 1, aside)
    except FileNotFoundError as error:
        raise FailureError(f"{error.filename or file}: there is no such file.") from None
    except OSError as error:
        raise FailureError(
            f"{error.filename or into}: the backup could not be restored"
            f" ({error.strerror or error}), and all is as it was. See whether the place can be"
            " written and has room."
        ) from None


def _refuse(taken: Path | None, *, replace: bool) -> None:
    if taken is not None and not replace:
        raise FailureError(
            f"{taken} is there already, so nothing was restored. Name another folder with --into,"
            " or add --replace: what is there is then kept aside under another name. (To look at"
            " a backup beside the home it came from, set FINGERPOST_DATA to an empty folder.)"
        )


def _taken(place: Path) -> Path | None:
    """Return the place if something is there that must not be lost."""
    if place.is_dir() and not any(place.iterdir()):
        return None
    return place if place.exists() or place.is_symlink() else None


def _unpacked(
    archive: zipfile.ZipFile, contents: Contents, file: Path, into: Path, stack: ExitStack
) -> tuple[Home, Path, int]:
    """Unpack home and library beside their places; return both and the number of papers."""
    needed = sum(part.bytes for part in contents.files)
    folder = stack.enter_context(_beside(into))
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise FailureError(
            f"{into.parent}: the backup needs {needed:,} bytes and {free:,} are free. Make room;"
            " nothing was restored."
        )
    parts = {part.name: part for part in contents.files}
    for name, part in parts.items():
        if name != PAPERS:
            unpack(archive, part, folder / name.removeprefix(HOME), file)
    home = Home.open(folder)
    library = stack.enter_context(_beside(home.library_folder))
    unpack(archive, parts[PAPERS], library / "papers.sqlite", file)
    return home, library, _made_ready(library, contents, file)


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Give an empty folder on the same disk as a place; it is gone afterwards, unless moved."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=place.parent, prefix=f".{place.name}-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name) / "restored"
        folder.mkdir()
        yield folder


def _made_ready(folder: Path, contents: Contents, file: Path) -> int:
    """Check the papers, bring their file to the present form and index them."""
    papers = folder / "papers.sqlite"
    try:
        with closing(sqlite3.connect(papers)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            strangers = strangers_in(connection)
            faults = [] if strangers else faults_of(connection, Path(f"{file}, {PAPERS}"))
    except sqlite3.Error as error:
        raise SourceError(f"{file}, {PAPERS}: {sentence(error)}") from None
    if strangers:
        raise SourceError(
            f"{file}, {PAPERS}: it holds a trigger or view ({strangers[0]!r}), which Fingerpost"
            " never writes. Do not trust this file; nothing was restored."
        )
    if faults:
        raise SourceError(f"{faults[0]} Nothing was restored.")
    with Library.open(folder) as library:
        library.search("*", 0)
        count = library.count()
    if count != contents.papers:
        raise SourceError(f"{file}: it holds {count:,} papers instead of {contents.papers:,}.")
    return count


def _swap(moves: list[tuple[Path, Path]]) -> tuple[Path, ...]:
    """Move each folder to its place, the old ones aside; when a move fails, take all back."""
    done: list[tuple[Path, Path]] = []
    aside: list[Path] = []
    with ExitStack() as locks:
        for _, place in moves:
            if (place / "papers.sqlite").exists():
                locks.enter_context(WriteLock(place, _WAIT_SECONDS).held("restoring a backup"))
        try:
            for fresh, place in moves:
                if _taken(place):
                    aside.append(_name_aside(place))
                    done.append((place, place.rename(aside[-1])))
                elif place.exists():
                    place.rmdir()
                done.append((fresh, fresh.rename(place)))
        except OSError:
            for before, after in reversed(done):
                after.rename(before)
            raise
    return tuple(aside)


def _name_aside(place: Path) -> Path:
    number = 1
    while (kept := place.with_name(f"{place.name}.{_ASIDE}-{number}")).exists():
        number += 1
    return kept
