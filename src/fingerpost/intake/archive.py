"""The one file of a backup: its parts and contents, and reading one that may be hostile."""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from fingerpost.errors import SourceError

FORMAT = 1
CONTENTS = "contents.json"
PAPERS = "library/papers.sqlite"
HOME = "home/"
_LONGEST_CONTENTS = 64_000_000
_MOST_FILES = 200_000
_LONGEST_HOME_FILE = 1_000_000_000
_SWELLING = 200
"""A file that becomes so many times longer when unpacked holds nothing that anybody wrote."""
_SMALL = 1_000_000
_CHUNK = 1 << 20
_UNSOUND = (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, OverflowError)
_LINK = "it holds a link, which a backup never does"


class Part(msgspec.Struct, frozen=True):
    """A file in a backup: its place, its length and the SHA-256 of its bytes."""

    name: str
    bytes: int
    sha256: str


class Contents(msgspec.Struct, frozen=True):
    """What a backup says of itself, in `contents.json`."""

    format: int
    fingerpost: str
    """The version that wrote it."""
    home: str
    """The id of the home."""
    library_form: int
    papers: int
    files: tuple[Part, ...]


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Contents]]:
    """Open a backup after checking names and lengths; SourceError says what is wrong with it."""
    with ExitStack() as stack:
        with _told(file):
            archive = stack.enter_context(zipfile.ZipFile(file))
            contents = _contents(archive, file)
            _check(archive, contents, file)
        yield archive, contents


def unpack(archive: zipfile.ZipFile, part: Part, target: Path, file: Path) -> None:
    """Write one file of a backup; SourceError if its bytes are not those that were backed up."""
    digest, length = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with _told(file), archive.open(part.name) as stream, target.open("xb") as output:
        for chunk in _chunks(stream):
            length += len(chunk)
            if length > part.bytes:
                break
            digest.update(chunk)
            output.write(chunk)
    if length != part.bytes or digest.hexdigest() != part.sha256:
        raise SourceError(
            f"{file}: {part.name} is not as it was backed up (its checksum differs). Take another"
            " backup; nothing was restored."
        )


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Turn what a damaged or made-up zip file can raise into a sentence."""
    try:
        yield
    except (*_UNSOUND, zlib.error, struct.error) as error:
        raise SourceError(
            f"{file} is no backup of Fingerpost, or it is damaged ({error}). Nothing was restored."
        ) from None


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _contents(archive: zipfile.ZipFile, file: Path) -> Contents:
    names = archive.namelist()
    if CONTENTS not in names or archive.getinfo(CONTENTS).file_size > _LONGEST_CONTENTS:
        raise SourceError(f"{file} is no backup of Fingerpost: it has no list of contents.")
    with archive.open(CONTENTS) as stream:
        stated = stream.read(_LONGEST_CONTENTS)
    try:
        newer = int(msgspec.json.decode(stated)["format"]) > FORMAT
        if newer:
            raise SourceError(
                f"{file} was written by a newer Fingerpost. Bring Fingerpost up to date."
            )
        return msgspec.json.decode(stated, type=Contents)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise SourceError(f"{file}: its list of contents cannot be read ({error}).") from None


def _check(archive: zipfile.ZipFile, contents: Contents, file: Path) -> None:
    """Refuse what no backup of ours has: foreign names, links, doubles, bombs."""
    entries = archive.infolist()
    if len(entries) > _MOST_FILES:
        raise SourceError(f"{file}: it holds more files than a home has.")
    stated = {part.name: part for part in contents.files}
    found = [entry.filename for entry in entries if entry.filename != CONTENTS]
    folded = {name.casefold() for name in found}
    if sorted(found) != sorted(stated) or len(folded) != len(contents.files):
        raise SourceError(f"{file}: its files are not those that its list of contents names.")
    if PAPERS not in stated:
        raise SourceError(f"{file}: it holds no papers.sqlite.")
    for entry in entries:
        if entry.filename != CONTENTS and (reason := _reason(entry, stated[entry.filename])):
            raise SourceError(f"{file}, {entry.filename!r}: {reason}. Nothing was restored.")


def _reason(entry: zipfile.ZipInfo, part: Part) -> str:
    """Return why an entry cannot be ours, or an empty string."""
    name = entry.filename
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _LINK
    if name != PAPERS and not (name.startswith(HOME) and _is_plain(name)):
        return "it would be written outside the home"
    if entry.flag_bits & 0x1:
        return "it is encrypted"
    if entry.file_size != part.bytes:
        return "its length is not the one that was backed up"
    if part.bytes > _SMALL and part.bytes > _SWELLING * entry.compress_size:
        return "it swells beyond measure when unpacked"
    if name != PAPERS and part.bytes > _LONGEST_HOME_FILE:
        return "it is too long for a file of a home"
    return ""


def _is_plain(name: str) -> bool:
    """True when a name can only mean a file below the home, on every system."""
    if any(c in name for c in "\\:\x00") or name != PurePosixPath(name).as_posix():
        return False
    return all(part not in ("", ".", "..") for part in name.split("/"))
