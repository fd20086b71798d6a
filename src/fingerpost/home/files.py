"""Reading and writing a user's files: atomic, and only if the file is still what was read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fingerpost.errors import ChangedError, HomeError
from fingerpost.home.lock import locked_for_appending

_TAIL = 1 << 16


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its text, with its own line ends, and the hash of its bytes."""

    path: Path
    text: str
    hash: str
    has_bom: bool = False
    """Whether a byte order mark stands before the text; it is written again."""

    def bytes_with(self, text: str) -> bytes:
        """Return the bytes that the file has with this text."""
        return (BOM_UTF8 if self.has_bom else b"") + text.encode("utf-8")


def read_text(path: Path) -> ReadFile:
    """Return a UTF-8 text file with its hash; HomeError when it cannot be read."""
    try:
        content = path.read_bytes()
        has_bom = content.startswith(BOM_UTF8)
        return ReadFile(path, content.decode("utf-8-sig"), hash_of(content), has_bom)
    except OSError as error:
        raise HomeError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise HomeError(
            f"{path}, line {line}: this is no UTF-8 text. Save the file as UTF-8 and try again."
        ) from None


def write_text(path: Path, text: str, read: ReadFile | None) -> ReadFile:
    """Write a file that the user may edit too, whole or not at all, and return it as it is then.

    `read` is what was read before; None means that there was no such file. ChangedError when
    the file is no longer that, HomeError when it cannot be written.
    """
    content = read.bytes_with(text) if read is not None else text.encode("utf-8")
    with _sentences(path):
        _check(path, read)
        if read is None:
            _put_new(path, content)
        else:
            _replace(path, content, lambda: _check(path, read))
    return ReadFile(path, text, hash_of(content), read is not None and read.has_bom)


def put_back(path: Path, content: bytes | None, hash_now: str) -> None:
    """Give a file the bytes that it had before, or take it away for None.

    ChangedError when the file has not this hash any more, HomeError when it cannot be written.
    """
    read = ReadFile(path, "", hash_now)
    with _sentences(path):
        _check(path, read)
        if content is None:
            path.unlink()
        else:
            _replace(path, content, lambda: _check(path, read))


def hash_of(content: bytes) -> str:
    """Return the hash by which a file's bytes are known again."""
    return hashlib.sha256(content).hexdigest()


def write_output(path: Path, content: str | bytes) -> None:
    """Write a file that is Fingerpost's own (a report, a table), whole or not at all."""
    with _sentences(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content.encode("utf-8") if isinstance(content, str) else content)


def make_folder(path: Path) -> None:
    """Make a folder of the home where there is none; HomeError where a link or a file is there."""
    if path.is_symlink():
        raise HomeError(f"{path} is a link, so nothing is written there. Make it a folder.")
    with _sentences(path):
        path.mkdir(exist_ok=True)


def append_line(path: Path, line: str, repaired: Callable[[bytes], str] | None = None) -> None:
    """Append a line, or several, alone and sync to disk; a torn last line is ended first.

    `repaired` is given a torn line and returns a line to write behind it, or an empty text.
    HomeError when it cannot be written whole; then the file ends where it did.
    """
    with _sentences(path), locked_for_appending(path) as file:
        is_new = not (size := file.seek(0, os.SEEK_END))
        torn = _torn(file, size)
        word = repaired(torn) if torn and repaired else ""
        lines = "".join(f"{each}\n" for each in (word, line) if each)
        try:
            _write_all(file, (b"\n" if torn else b"") + lines.encode("utf-8"))
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(size)
            raise
        if is_new:
            _sync_folder(path.parent)


def _torn(file: IO[bytes], size: int) -> bytes:
    """Return the last line of a file if nothing ends it, else nothing."""
    tail = b""
    while size and b"\n" not in tail:
        step = min(size, _TAIL)
        size -= step
        file.seek(size)
        tail = file.read(step) + tail
        if tail.endswith(b"\n"):
            return b""
    return tail.rpartition(b"\n")[2]


def _write_all(file: IO[bytes], content: bytes) -> None:
    while content:
        content = content[file.write(content) :]


def _check(path: Path, read: ReadFile | None) -> None:
    """Raise ChangedError unless the file is what was read, HomeError if it may not be written."""
    present = path.read_bytes() if path.exists() else None
    if (read is None) != (present is None) or (
        read is not None and present is not None and hash_of(present) != read.hash
    ):
        raise ChangedError(path)
    if present is not None and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP):
        raise HomeError(f"{path} is read-only, so it was left as it is.")


def _replace(path: Path, content: bytes, check: Callable[[], None] | None = None) -> None:
    """Put a file in place of another; `check` may still raise when all is written but the name."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with _temporary(path, content, mode) as temporary:
        if check is not None:
            check()
        temporary.replace(path)


def _put_new(path: Path, content: bytes) -> None:
    """Put a file where there is none; ChangedError if there is one at the last moment."""
    with _temporary(path, content, 0o644) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise ChangedError(path) from None
        except OSError:  # a file system without links
            _check(path, None)
            temporary.replace(path)


@contextlib.contextmanager
def _temporary(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """Give a file beside `path` with this content, synced to disk; it is gone afterwards."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Sync a folder's list of names, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise HomeError(
            f"{path} cannot be written: {error.strerror}. Nothing was changed there."
        ) from None
