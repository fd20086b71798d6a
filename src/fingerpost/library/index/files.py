"""Whether the index's files are still what tantivy wrote."""

from __future__ import annotations

import errno
import json
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_FOOTER_MARK = 1337
_ENDING = 8
_CHUNK = 1 << 20
_NEXT_TO_NOTHING = 1_000_000
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EFBIG)


def are_sound(folder: Path, notes: Path) -> bool:
    """True when every file that the last commit names holds the bytes its checksum was made of.

    Tantivy ends each file with a checksum but reads it only when asked, and a changed byte can
    change answers silently. `notes` remembers what was checked, by name, size and time, so that
    each file is read once.
    """
    try:
        known = json.loads(notes.read_text())
    except (OSError, ValueError):
        known = {}
    seen: dict[str, list[int]] = {}
    try:
        for file in _committed(folder):
            state = file.stat()
            seen[file.name] = [state.st_size, state.st_mtime_ns]
            if known.get(file.name) != seen[file.name] and not _is_sound(file):
                return False
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    if seen != known:
        _write(notes, json.dumps(seen, sort_keys=True))
    return True


def remove_leftovers(folder: Path) -> None:
    """Delete the lists of deleted papers that no commit names.

    A process that died in a commit leaves them, and tantivy, which counts on from the last commit,
    would give the same name again and refuse to write over what is there.
    """
    committed = set(_committed(folder))
    for file in folder.glob("*.del"):
        if file not in committed:
            file.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Delete an index."""
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def sentence(error: OSError | ValueError, folder: Path) -> str:
    """Return what an error of tantivy or of the file system means, and what to do."""
    text = str(error)
    if _is_full(text, folder):
        return (
            "the disk is full, so the search index was not written. Every paper that was told as"
            " kept is safe. Make room and run the command again: the index is brought up to date"
            " by itself."
        )
    if isinstance(error, OSError) or any(f"(os error {code})" in text for code in _NOT_ALLOWED):
        return (
            f"the search index cannot be written ({getattr(error, 'strerror', None) or text})."
            " Make the folder writable and try again."
        )
    return (
        f"the search index failed ({text}). Delete this folder and try again: it is made anew"
        " from the papers, and nothing is lost."
    )


def _is_full(text: str, folder: Path) -> bool:
    """True when the error says so, or hides it behind a thread that died of it."""
    if f"rrno {errno.ENOSPC}" in text or f"(os error {errno.ENOSPC})" in text:
        return True
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    return shutil.disk_usage(existing).free < _NEXT_TO_NOTHING


def _committed(folder: Path) -> Iterator[Path]:
    for segment in json.loads((folder / "meta.json").read_bytes())["segments"]:
        stem = segment["segment_id"].replace("-", "")
        deletes = segment.get("deletes")
        for file in sorted(folder.glob(f"{stem}.*")):
            if file.suffix != ".del" or (deletes and f".{deletes['opstamp']}." in file.name):
                yield file


def _is_sound(file: Path) -> bool:
    """Compare the file with the checksum in its footer: JSON, its length, a mark."""
    with file.open("rb") as stream:
        size = stream.seek(0, 2)
        if size < _ENDING:
            return False
        stream.seek(size - _ENDING)
        length, mark = struct.unpack("<II", stream.read(_ENDING))
        if mark != _FOOTER_MARK:
            return True  # another format: tantivy refuses it on opening if it is not its own
        body = size - _ENDING - length
        if body < 0:
            return False
        stream.seek(body)
        stated = json.loads(stream.read(length))["crc"]
        stream.seek(0)
        checksum = 0
        while body > 0 and (chunk := stream.read(min(_CHUNK, body))):
            checksum = zlib.crc32(chunk, checksum)
            body -= len(chunk)
    return bool(checksum == stated)


def _write(notes: Path, text: str) -> None:
    """Write what was checked; a folder that cannot be written only means checking again."""
    fresh = notes.with_name(f"{notes.name}.new")
    with suppress(OSError):
        fresh.write_text(text)
        fresh.replace(notes)
