"""The notes of a home, read again only where a file has changed; what was noticed since last time.

What is known of unchanged files lies beside the library, never in the home, and may be deleted.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from fingerpost.errors import HomeError
from fingerpost.home import Home, write_output
from fingerpost.home.files import read_text
from fingerpost.notes.note_file import NoteFacts, note_facts
from fingerpost.records import Problem

FOLDERS: Final = ("papers", "topics")
_FORM: Final = 1
_SETTLES_NS: Final = 2_000_000_000
"""A file that was written so shortly before it was read may be written again at the same time."""

_MOST_PARSED: Final = 50_000
_parsed: dict[Path, tuple[Seen, int]] = {}
"""What this process has read, and when (in ns): an app looks at the same notes page after page."""


class Seen(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A note as it was when it was read last."""

    file: str
    """Its place in the home: 'papers/okoro2020deep.md'."""
    size: int
    modified_ns: int
    hash: str
    facts: NoteFacts
    edited: str = ""
    """The day of the last edit by hand that was noticed, as an ISO date."""
    paper: str = ""
    """The id that its paper is shown by today."""
    stamp: str = ""
    """Stands for everything that its blocks were made of; empty where they may be old."""
    conflicts: tuple[tuple[str, str], ...] = ()
    """(block, why) of those that were not renewed."""

    @property
    def is_topic(self) -> bool:
        """Whether it is a note on a topic."""
        return self.file.startswith("topics/")

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.file.rsplit("/", 1)[-1].removesuffix(".md")


class _Kept(msgspec.Struct):
    form: int
    home: str
    read_ns: int
    notes: list[Seen]


@dataclass(frozen=True)
class NoteIndex:
    """The notes that there are, by their places, and what happened to them by hand."""

    notes: dict[str, Seen]
    problems: tuple[Problem, ...] = ()
    edited: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """(before, now)."""
    deleted: tuple[str, ...] = ()
    read_ns: int = field(default=0, compare=False)

    @cached_property
    def stems(self) -> Counter[str]:
        """How many notes have a file of this name."""
        return Counter(note.stem for note in self.notes.values())

    @property
    def papers(self) -> list[Seen]:
        """The notes on papers, those that have an id; shorter names stand before longer ones.

        So a note stands before the copies that a sync service made of it.
        """
        found = (note for note in self.notes.values() if not note.is_topic and note.facts.id)
        return sorted(found, key=lambda note: (len(note.file), note.file))

    @property
    def several(self) -> dict[str, list[str]]:
        """The papers that have more than one note, with these, as after a copy."""
        found: dict[str, list[str]] = {}
        for note in self.papers:
            found.setdefault(note.paper or note.facts.id, []).append(note.file)
        return {paper: files for paper, files in sorted(found.items()) if len(files) > 1}

    @property
    def topics(self) -> list[Seen]:
        """The notes on topics."""
        return [note for note in self.notes.values() if note.is_topic]


def read_index(home: Home) -> NoteIndex:
    """Return the notes of a home as they stand now, in the order of their places."""
    before, since = _kept(home)
    problems: list[Problem] = []
    notes: dict[str, Seen] = {}
    now = time.time_ns()
    present = set()
    for file, status in _files(home.folder, problems):
        present.add(file)
        known = before.get(file)
        if known and known.modified_ns < since - _SETTLES_NS and _is_as_before(known, status):
            notes[file] = known
        elif read := _read(home.folder / file, file, status, known, problems, now):
            notes[file] = read
    problems += [_front_problem(note) for note in notes.values() if note.facts.problem]
    gone = [note for file, note in before.items() if file not in present]
    return _noticed(before, gone, notes, problems, now)


def save_index(home: Home, index: NoteIndex) -> None:
    """Keep what is known of the notes, beside the library, where it can be; it only saves time."""
    path = _path(home)
    if path.parent.parent.is_dir():
        kept = _Kept(_FORM, home.id, index.read_ns, list(index.notes.values()))
        with suppress(HomeError):
            write_output(path, msgspec.msgpack.encode(kept))


def _is_as_before(known: Seen, status: os.stat_result) -> bool:
    return (known.size, known.modified_ns) == (status.st_size, status.st_mtime_ns)


def _front_problem(note: Seen) -> Problem:
    where, _, why = note.facts.problem.partition(": ")
    reason = f"the front matter cannot be read: {why}"
    return Problem(note.file, reason, line=int(where.removeprefix("line ")))


def _path(home: Home) -> Path:
    return home.library_folder / "cache" / "notes.msgpack"


def _kept(home: Home) -> tuple[dict[str, Seen], int]:
    try:
        kept = msgspec.msgpack.decode(_path(home).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}, 0
    if (kept.form, kept.home) != (_FORM, home.id):
        return {}, 0
    return {note.file: note for note in kept.notes}, kept.read_ns


def _files(home: Path, problems: list[Problem]) -> Iterator[tuple[str, os.stat_result]]:
    """Give the notes' places in the home; a link is left alone, and told if it leads out of it."""
    for name in FOLDERS:
        folder = home / name
        if folder.is_symlink():
            problems.append(Problem(name, "this folder is a link, so its notes are left alone"))
        elif folder.is_dir():
            yield from _walk(home, name, problems)


def _walk(home: Path, place: str, problems: list[Problem]) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = sorted(os.scandir(home / place), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(Problem(place, f"this folder cannot be read: {error.strerror}"))
        return
    for entry in entries:
        name = f"{place}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            if not Path(entry.path).resolve().is_relative_to(home):
                problems.append(Problem(name, "a link that leads out of the home; left alone"))
        elif entry.is_dir():
            yield from _walk(home, name, problems)
        elif entry.name.endswith(".md") and entry.is_file():
            yield name, entry.stat()


def _read(
    path: Path,
    file: str,
    status: os.stat_result,
    known: Seen | None,
    problems: list[Problem],
    now: int,
) -> Seen | None:
    seen = _read_before(path, status)
    if seen is None:
        try:
            file.encode()
            read = read_text(path)
        except UnicodeEncodeError:
            problems.append(Problem(repr(file), "this name is no text; rename the file"))
            return None
        except HomeError as error:
            problems.append(Problem(file, str(error).removeprefix(f"{path}").lstrip(":, ")))
            return None
        is_known = known is not None and known.hash == read.hash
        facts = known.facts if known and is_known else note_facts(read.text)
        seen = Seen(file, status.st_size, status.st_mtime_ns, read.hash, facts)
        if len(_parsed) >= _MOST_PARSED:
            _parsed.clear()
        _parsed[path] = seen, now
    if known and known.hash == seen.hash:
        return replace(known, size=seen.size, modified_ns=seen.modified_ns)
    return replace(seen, edited=known.edited if known else "")


def _read_before(path: Path, status: os.stat_result) -> Seen | None:
    """Return a note as this process has read it, if it is surely still that."""
    seen, read_ns = _parsed.get(path, (None, 0))
    is_settled = seen is not None and seen.modified_ns < read_ns - _SETTLES_NS
    return seen if seen and is_settled and _is_as_before(seen, status) else None


def _noticed(
    before: dict[str, Seen],
    missing: list[Seen],
    notes: dict[str, Seen],
    problems: list[Problem],
    now: int,
) -> NoteIndex:
    gone = {note.facts.id: note for note in missing if note.facts.id}
    renamed, edited = [], []
    for file, note in notes.items():
        earlier = before.get(file)
        if earlier is None and note.facts.id in gone:
            earlier = gone.pop(note.facts.id)
            renamed.append((earlier.file, file))
        if earlier is not None and earlier.facts.own != note.facts.own:
            edited.append(file)
            day = datetime.fromtimestamp(note.modified_ns / 1e9, UTC).date().isoformat()
            notes[file] = replace(note, edited=day)
    here = {note.facts.id for note in notes.values()}
    deleted = [note.file for note_id, note in gone.items() if note_id not in here]
    return NoteIndex(
        notes, tuple(problems), tuple(edited), tuple(renamed), tuple(sorted(deleted)), now
    )
