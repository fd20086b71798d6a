"""What syncs wrote into notes, with the bytes before, kept beside the library to be undone.

One file a sync, a line a note, each on its way to the disk before the note is written: a sync that
was cut off can be undone too. The newest few are kept.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

import msgspec

from fingerpost.errors import HomeError
from fingerpost.home.files import hash_of

FOLDER: Final = "note-syncs"
MOST: Final = 20
"""So many syncs that wrote something can be undone."""
MOST_BYTES: Final = 200_000_000
"""Older ones are forgotten before all of them take more; the newest is kept whatever it takes."""


class Wrote(msgspec.Struct, frozen=True):
    """A file that a sync wrote."""

    file: str
    """Its place in the home."""
    after: str
    """The hash of its bytes as the sync left it."""
    packed: bytes | None = None
    """Its bytes before, packed; None for one that was not there."""

    @property
    def before(self) -> bytes | None:
        """The bytes that the file had; None for one that was not there. HomeError if damaged."""
        try:
            return None if self.packed is None else zlib.decompress(self.packed)
        except zlib.error:
            raise HomeError("what it was before is damaged, so it was left as it is") from None


@dataclass
class Recording:
    """Takes down what a sync is about to write; the file is there once something is."""

    path: Path
    _file: IO[bytes] | None = field(default=None, init=False)

    def take(self, file: str, before: bytes | None, after: bytes) -> None:
        """Take down a file that will be written; HomeError where that cannot be kept."""
        packed = None if before is None else zlib.compress(before)
        line = msgspec.json.encode(Wrote(file, hash_of(after), packed))
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("ab", buffering=0)
            # The first end of line ends what a full disk may have torn.
            self._file.write(b"\n" + line + b"\n")
        except OSError as error:
            raise HomeError(
                f"what it was before cannot be kept ({error.strerror}), so it was left as it is"
            ) from None

    def end(self) -> None:
        """Bring it to the disk and close it."""
        if self._file is not None:
            with suppress(OSError):
                os.fsync(self._file.fileno())
            self._file.close()


@contextmanager
def recording(library: Path, sync_id: str) -> Iterator[Recording]:
    """Give what takes down a sync's writing, beside the library of this folder.

    A sync that is done again under its id goes on in the same file. The oldest are forgotten.
    """
    made = Recording(record_of(library, sync_id) or _new(library, sync_id))
    try:
        yield made
    finally:
        made.end()
        _forget_old(library)


def record_of(library: Path, sync_id: str) -> Path | None:
    """Return the file of a sync that can be undone; None where there is none."""
    return next((path for path in _all(library) if _id(path) == sync_id), None)


def last_sync(library: Path) -> str:
    """Return the id of the last sync that can be undone; empty where there is none."""
    return next((_id(path) for path in reversed(_all(library))), "")


def read_record(path: Path) -> list[Wrote]:
    """Return what a sync wrote, in its order; a line that was cut off is left out."""
    wrote = []
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise HomeError(f"{path} cannot be read: {error.strerror}.") from None
    for line in filter(None, lines):
        with suppress(msgspec.DecodeError):
            wrote.append(msgspec.json.decode(line, type=Wrote))
    return wrote


def _all(library: Path) -> list[Path]:
    found = (library / FOLDER).glob("*-*.jsonl")
    return sorted(path for path in found if path.stem.partition("-")[0].isdecimal())


def _id(path: Path) -> str:
    return path.stem.partition("-")[2]


def _new(library: Path, sync_id: str) -> Path:
    last = max((int(path.stem.partition("-")[0]) for path in _all(library)), default=0)
    return library / FOLDER / f"{last + 1:08d}-{sync_id}.jsonl"


def _forget_old(library: Path) -> None:
    kept = 0
    for number, path in enumerate(reversed(_all(library))):
        with suppress(OSError):
            kept += path.stat().st_size
            if number and (number >= MOST or kept > MOST_BYTES):
                path.unlink()
