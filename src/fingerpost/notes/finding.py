"""Notes found again: by words in them, tag, status, and what they are on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fingerpost.errors import HomeError
from fingerpost.home import Home
from fingerpost.home.files import read_text
from fingerpost.notes.index import Seen
from fingerpost.text import fold


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notes are wanted; what is empty does not narrow."""

    words: str = ""
    """All of them stand in the note, in any order."""
    status: str = ""
    tag: str = ""
    """One of its tags or topics."""
    kind: str = ""
    """'paper' or 'topic'."""


def found_notes(home: Home, notes: Iterable[Seen], wanted: Wanted) -> list[Seen]:
    """Return the notes that are wanted, by title; a note that cannot be read has no words."""
    words = fold(wanted.words).split()
    found = [
        note
        for note in notes
        if (not wanted.status or note.facts.status.casefold() == wanted.status.casefold())
        and (not wanted.tag or fold(wanted.tag) in map(fold, labels_of(note)))
        and (not wanted.kind or note.is_topic == (wanted.kind == "topic"))
        and (not words or _has(home, note, words))
    ]
    return sorted(found, key=lambda note: (fold(note.facts.title or note.stem), note.file))


def labels_of(note: Seen) -> tuple[str, ...]:
    """Return a note's tags and topics, each once."""
    return tuple(dict.fromkeys((*note.facts.tags, *note.facts.topics)))


def statuses(notes: Iterable[Seen]) -> list[tuple[str, int]]:
    """Return what notes say of their status, with how many say it, the most used first."""
    return _counted(note.facts.status for note in notes)


def labels(notes: Iterable[Seen]) -> list[tuple[str, int]]:
    """Return the tags and topics of notes, with how many have them, the most used first."""
    return _counted(label for note in notes for label in labels_of(note))


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    counts = Counter(value for value in values if value)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _has(home: Home, note: Seen, words: list[str]) -> bool:
    known = fold(f"{note.facts.title} {note.stem}")
    if all(word in known for word in words):
        return True
    text = _folded(home.folder / note.file, note.hash)
    return all(word in text for word in words)


@lru_cache(maxsize=4096)
def _folded(path: Path, _hash: str) -> str:
    """Return a note's text for comparing; asked again only when the note has another hash."""
    try:
        return fold(read_text(path).text)
    except HomeError:
        return ""
