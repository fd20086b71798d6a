"""One writer at a time on a file of the home: a lock that ends with the process that holds it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fingerpost.errors import HomeError

WAIT_SECONDS = 10.0
_PAUSE_SECONDS = 0.02


@contextmanager
def locked_for_appending(path: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[IO[bytes]]:
    """Open a file to append to it, made when it is not there, while no other process does.

    HomeError when another one holds it for longer than `wait_seconds`; OSError as from opening.
    Where the file system knows no locks the file is opened all the same.
    """
    end = time.monotonic() + wait_seconds
    while True:
        with path.open("ab+", buffering=0) as file:
            if not _lock(file, end):
                raise HomeError(f"{path} is being written by another process. Try again.")
            # A sync service may have put another file in its place while we waited.
            if _is_still(file, path):
                yield file
                return


def _is_still(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: IO[bytes], end: float) -> bool:
    """Take the lock and return True; False when somebody else has it until `end`."""
    while True:
        try:
            _take(file)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(_PAUSE_SECONDS)
        except OSError:
            return True
        else:
            return True


if sys.platform == "win32":

    def _take(file: IO[bytes]) -> None:
        import msvcrt

        file.seek(0x7FFF0000)  # far behind the end, so that nobody's reading is stopped
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:

    def _take(file: IO[bytes]) -> None:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
