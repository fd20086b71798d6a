"""Reading and writing a user's files: atomic, and only if the file is still what was read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fingerpost.errors import ChangedError, HomeError


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its text, with its own line ends, and the hash of its bytes."""

    path: Path
    text: str
    hash: str


def read_text(path: Path) -> ReadFile:
    """Return a UTF-8 text file with its hash; HomeError when it cannot be read."""
    try:
        content = path.read_bytes()
        return ReadFile(path, content.decode("utf-8-sig"), _hash(content))
    except OSError as error:
        raise HomeError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise HomeError(
            f"{path}, line {line}: this is no UTF-8 text. Save the file as UTF-8 and try again."
        ) from None


def write_text(path: Path, text: str, read: ReadFile | None) -> None:
    """Write a file that the user may edit too, whole or not at all.

    `read` is what was read before; None means that there was no such file. ChangedError when
    the file is no longer that, HomeError when it cannot be written.
    """
    with _sentences(path):
        present = path.read_bytes() if path.exists() else None
        if (read is None) != (present is None) or (
            read is not None and present is not None and _hash(present) != read.hash
        ):
            raise ChangedError(path)
        _replace(path, text.encode("utf-8"))


def write_output(path: Path, content: str | bytes) -> None:
    """Write a file that is Fingerpost's own (a report, a table), whole or not at all."""
    with _sentences(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content.encode("utf-8") if isinstance(content, str) else content)


def append_line(path: Path, line: str) -> None:
    """Append one line and sync it to disk; a torn last line before it is ended first."""
    with _sentences(path), path.open("ab+") as file:
        torn = False
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            torn = file.read(1) != b"\n"
        file.write((b"\n" if torn else b"") + line.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        temporary.chmod(mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise HomeError(
            f"{path} cannot be written: {error.strerror}. Nothing was changed there."
        ) from None
