"""Whether the texts of a home are sound: every file that is looked at, and what could be mended."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fingerpost.errors import HomeError
from fingerpost.home.area_file import parse_area
from fingerpost.home.files import read_text
from fingerpost.home.folder import Home
from fingerpost.home.front_matter import front_matter
from fingerpost.home.links import dangling_links
from fingerpost.text import plural

_TEXTS: Final = (".md", ".toml", ".jsonl")
NOTE_FOLDERS: Final = ("areas", "papers", "people", "topics")
_COPY: Final = re.compile(
    r"conflicted copy|\.sync-conflict-\d|_conflict-\d{8}|in Konflikt stehende Kopie"
    r"|copie en conflit|copia en conflicto|\(case conflict",
    re.IGNORECASE,
)
"""How Dropbox, Syncthing, Nextcloud and others name the second of two versions."""
_LEFT_OVER: Final = re.compile(r"\..+-[a-z0-9_]{8}\.part")
"""What a write that was killed leaves: no word of the user's, and complete nowhere."""
_OLD_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was found: what it is, and how it would be mended, if that is safe.

    `is_fault` is False for what is worth a look but may be meant.
    """

    sentence: str
    mend: str = ""
    """What mending would do; empty where only the user can."""
    fix: Callable[[], str] | None = field(default=None, compare=False, repr=False)
    """Mends it and returns what was done."""
    is_fault: bool = True


def texts_of(home: Home) -> list[Path]:
    """Return the texts of a home, hidden folders left out."""
    found = (path for path in home.folder.rglob("*") if path.suffix in _TEXTS)
    return sorted(path for path in found if path.is_file() and not _is_hidden(home.folder, path))


def findings_in_texts(home: Home, texts: list[Path]) -> Iterator[Finding]:
    """Give what is wrong with the home's own files: notes, areas, journal, copies, left-overs."""
    for path in texts:
        try:
            text = read_text(path).text
            if path.parent == home.folder / "areas" and path.suffix == ".md":
                parse_area(text, path)
            elif _is_note(home.folder, path):
                problem = front_matter(text).problem
                if problem:
                    yield Finding(f"{path}, {problem}.")
        except HomeError as error:
            yield Finding(str(error))
    yield from _journal(home)
    for path in texts:
        if _COPY.search(path.stem) and path not in home.journal.copies():
            yield Finding(
                f"{path}: a sync service seems to have kept two versions of this file. Compare them"
                " and keep one; both are yours, so neither is touched."
            )
    yield from _left_overs(home)
    notes = [path for path in texts if _is_note(home.folder, path)]
    for path, line, target in dangling_links(home.folder, notes):
        where = path.relative_to(home.folder)
        yield Finding(f"{where}, line {line}: no note is called [[{target}]].", is_fault=False)


def _journal(home: Home) -> Iterator[Finding]:
    journal = home.journal
    try:
        problems, torn = journal.read()[1], _is_torn(journal.path)
    except HomeError as error:
        yield Finding(str(error))
        return
    last = max((problem.line or 0 for problem in problems), default=0) if torn else 0
    for problem in problems:
        if not (torn and problem.file == journal.path.name and problem.line == last):
            yield Finding(f"{home.folder}: {problem.sentence()}.")
    if torn:
        yield Finding(
            f"{journal.path}: the last line is not ended, as after a crash.",
            "end the line, and say so in the journal",
            lambda: _end_line(home),
        )
    for copy in journal.copies():
        missing = _ids(copy) - _ids(journal.path)
        if missing:
            entries = plural(len(missing), "entry", "entries")
            yield Finding(
                f"{copy}: a copy of the journal with {entries} that the journal itself lacks; they"
                " are read with it.",
                "write them into the journal, after which the copy may be deleted",
                lambda: _take_in(home),
            )
        else:
            yield Finding(
                f"{copy}: the journal has every entry of this copy of it; you may delete it.",
                is_fault=False,
            )


def _end_line(home: Home) -> str:
    home.journal.append("home mended", "journal.jsonl", "its last line was not ended")
    return f"{home.journal.path}: the last line was ended."


def _take_in(home: Home) -> str:
    count = home.journal.take_in()
    if not count:  # the copy before had the same
        return ""
    taken = plural(count, "entry", "entries")
    return (
        f"{home.journal.path}: {taken} of its copies written into it; the copies are still there."
    )


def _ids(path: Path) -> set[str]:
    found = set()
    for line in path.read_bytes().split(b"\n"):
        try:
            found.add(str(json.loads(line)["id"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return found


def _is_torn(path: Path) -> bool:
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) != b"\n"


def _left_overs(home: Home) -> Iterator[Finding]:
    for path in sorted(home.folder.rglob(".*.part")):
        is_ours = _LEFT_OVER.fullmatch(path.name) and path.is_file() and not path.is_symlink()
        if is_ours and time.time() - path.stat().st_mtime > _OLD_SECONDS:
            yield Finding(
                f"{path}: left over from a write that was cut off; the file itself is as before.",
                "remove it",
                lambda path=path: _remove(path),  # type: ignore[misc]
            )


def _remove(path: Path) -> str:
    path.unlink(missing_ok=True)
    return f"{path}: removed."


def _is_note(home: Path, path: Path) -> bool:
    first = path.relative_to(home).parts[0]
    return path.suffix == ".md" and (path.parent == home or first in NOTE_FOLDERS)


def _is_hidden(home: Path, path: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(home).parts[:-1])
