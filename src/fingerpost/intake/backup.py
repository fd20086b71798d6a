"""A home and its library as one file."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec

from fingerpost.errors import FailureError
from fingerpost.home import Home
from fingerpost.intake.archive import CONTENTS, FORMAT, HOME, PAPERS, Contents, Part
from fingerpost.library import Library
from fingerpost.library.health import FORM

_TIME = (1980, 1, 1, 0, 0, 0)
"""Of every file in a backup, so that the same home gives the same bytes."""
_CHUNK = 1 << 20
_LEVEL = 1
"""Papers are packed already; more effort would gain nothing."""


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What a backup holds; `left_out` names what in the home is no file of its own."""

    file: Path
    papers: int
    home_files: int
    size_bytes: int
    left_out: tuple[str, ...]


def back_up(home: Home, library: Library, file: Path, *, replace: bool = False) -> BackupResult:
    """Write a home's files and its papers into one file, whole or not at all.

    Papers are as they were at one moment, even while another process writes. The cache is left
    out. FailureError when FILE is there already (unless `replace`) or cannot be written, and when
    a file of the home cannot be read: a backup never lacks something silently.
    """
    if file.is_dir() or (file.exists() and not replace):
        raise FailureError(
            f"{file} is there already, so nothing was written. Give another name, or add --replace."
        )
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".fingerpost-") as name:
            fresh = Path(name) / "backup"
            result = _write(home, library, file, fresh)
            _sync(fresh)
            fresh.replace(file)
            return result
    except OSError as error:
        place = error.filename or file
        raise FailureError(
            f"{place}: the backup could not be made ({error.strerror or error}), and {file} was"
            " not written. See whether the place exists, can be read and written, and has room."
        ) from None


def _write(home: Home, library: Library, file: Path, fresh: Path) -> BackupResult:
    copy = fresh.with_name("papers.sqlite")
    papers = library.copy_to(copy)
    files, left_out = _home_files(home.folder, {file, fresh.parent})
    parts: list[Part] = []
    with zipfile.ZipFile(fresh, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        parts.append(_add(archive, PAPERS, copy))
        parts.extend(_add(archive, f"{HOME}{name}", home.folder / name) for name in files)
        contents = Contents(FORMAT, version("fingerpost"), home.id, FORM, papers, tuple(parts))
        archive.writestr(_entry(CONTENTS), msgspec.json.encode(contents))
    return BackupResult(file, papers, len(files), fresh.stat().st_size, left_out)


def _home_files(folder: Path, apart: set[Path]) -> tuple[list[str], tuple[str, ...]]:
    """Return the home's files, and what is none: links and devices. The backup is not in itself."""
    files: list[str] = []
    left_out: list[str] = []
    away = {path.resolve() for path in apart}
    for place in _walk(folder):
        name = place.relative_to(folder).as_posix()
        if any(path.resolve() in away for path in (place, *place.parents)):
            continue
        (files if place.is_file() and not place.is_symlink() else left_out).append(name)
    return sorted(files), tuple(sorted(left_out))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif not (entry.name.startswith(".") and entry.name.endswith(".part")):
            yield Path(entry.path)


def _add(archive: zipfile.ZipFile, name: str, source: Path) -> Part:
    digest, length = hashlib.sha256(), 0
    try:
        entry = _entry(name)
        name.encode()
    except UnicodeEncodeError:
        raise FailureError(f"{source!a}: this name is no text. Rename the file.") from None
    with source.open("rb") as stream, archive.open(entry, "w", force_zip64=True) as output:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            length += len(chunk)
            output.write(chunk)
    return Part(name, length, digest.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
