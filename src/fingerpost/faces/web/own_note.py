"""The note on a paper's page: its words shown and edited, never over what changed meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fingerpost.desk import Desk
from fingerpost.errors import ChangedError, HomeError, UsageError
from fingerpost.home import write_output
from fingerpost.home.files import ReadFile, read_text, write_text
from fingerpost.home.note_blocks import State, blocks_in
from fingerpost.notes.base_file import keep_base
from fingerpost.notes.index import read_index
from fingerpost.notes.note_file import note_facts
from fingerpost.notes.own_words import OwnPart, own_parts, with_own_words, with_status
from fingerpost.notes.paper_note import make_note, note_on, was_made
from fingerpost.records import Paper
from fingerpost.text import digest

CHANGED = (
    "The note was changed on disk since you opened this page, so nothing was written. What you"
    " wrote stands in the boxes; what the file holds now stands below them. Put together what you"
    " want to keep, and save again."
)
GONE = (
    "The note is not in your home any more, so nothing was written. What you wrote stands below;"
    " it can be kept in a new note."
)


@dataclass(frozen=True, slots=True)
class NoteView:
    """The note on a paper, or that there is none."""

    file: str = ""
    """Its place in the home; empty where there is none."""
    hash: str = ""
    """Of the file when it was read: it is written only if it is still that."""
    status: str = ""
    topics: tuple[str, ...] = ()
    parts: tuple[OwnPart, ...] = ()
    """The user's own words."""
    in_file: tuple[str, ...] = ()
    """The words that the file holds, where it is not what was read before."""
    edited: tuple[str, ...] = ()
    """Blocks of ours that the user changed; they are left alone."""
    was_deleted: bool = False
    """True where there was a note, and the user deleted it."""
    problem: str = ""
    """Why what was sent was not written, or the note cannot be read."""

    @property
    def has_words(self) -> bool:
        """Whether the user wrote anything."""
        return any(part.text for part in self.parts)


def note_view(desk: Desk, paper: Paper) -> NoteView:
    """Return the note on a paper as it stands."""
    try:
        read, file = _read(desk, paper)
    except HomeError as error:
        return NoteView(problem=str(error))
    if read is None:
        return NoteView(was_deleted=was_made(desk.home.journal.read()[0], paper))
    return _view(file, read)


def save_words(desk: Desk, paper: Paper, sent: Mapping[int, str], read_hash: str) -> NoteView:
    """Write the user's words into the note, and return it; `problem` says why it was not done.

    Then what was sent stands in the parts, and nothing is lost.
    """
    try:
        read, file = _read(desk, paper)
        if read is None:
            words = "\n\n".join(each for each in sent.values() if each.strip())
            return NoteView(parts=(OwnPart(0, words, True),), was_deleted=True, problem=GONE)
        if read.hash != read_hash:
            return _apart(file, read, sent, CHANGED)
        made = with_own_words(read.text, sent)
        if made != read.text:
            now = write_text(read.path, made, read)
            _remember(desk, file, read.text, now.hash)
            return _view(file, now)
    except ChangedError:
        read, file = _read(desk, paper)
        return _apart(file, read, sent, CHANGED) if read else NoteView(problem=GONE)
    except (HomeError, UsageError) as error:
        return _refused(desk, paper, sent, str(error))
    return _view(file, read)


def make_with(desk: Desk, paper: Paper, words: str) -> NoteView:
    """Make the note on a paper where there is none, with words of the user's, if any."""
    read, _ = _read(desk, paper)
    if read is None:
        make_note(desk.home, paper)
        keep_base(desk.home)
        read, _ = _read(desk, paper)
    if read is None:
        raise HomeError("The note was made and cannot be read again. Look into the folder papers.")
    if not words.strip():
        return note_view(desk, paper)
    held = own_parts(read.text)[-1]
    whole = f"{held.text}\n\n{words}" if held.text else words
    return save_words(desk, paper, {held.number: whole}, read.hash)


def set_status(desk: Desk, paper: Paper, status: str) -> None:
    """Set the status of the note on a paper; UsageError where there is no note, or no place."""
    read, file = _read(desk, paper)
    if read is None:
        raise UsageError("There is no note on this paper yet. Make one first.")
    now = write_text(read.path, with_status(read.text, status), read)
    _remember(desk, file, read.text, now.hash)


def bring_back(desk: Desk, paper: Paper) -> None:
    """Write the note as it was before its last change here; ChangedError if it changed since."""
    read, file = _read(desk, paper)
    kept = _kept(desk, file)
    if read is None or not kept.is_file():
        raise UsageError("There is nothing to take back.")
    before = json.loads(kept.read_text(encoding="utf-8"))
    if before["hash"] != read.hash:
        raise UsageError("The note was changed since, so it was left as it is.")
    now = write_text(read.path, str(before["text"]), read)
    _remember(desk, file, read.text, now.hash)


def _read(desk: Desk, paper: Paper) -> tuple[ReadFile | None, str]:
    note = note_on(read_index(desk.home).papers, paper)
    if note is None:
        return None, ""
    return read_text(desk.home.folder / note.file), note.file


def _view(file: str, read: ReadFile) -> NoteView:
    facts = note_facts(read.text)
    edited = [b.name for b in blocks_in(read.text).values() if b.state in _LEFT_ALONE]
    return NoteView(
        file=file,
        hash=read.hash,
        status=facts.status,
        topics=facts.topics,
        parts=own_parts(read.text),
        edited=tuple(edited),
    )


_LEFT_ALONE = (State.EDITED, State.BROKEN)


def _apart(file: str, read: ReadFile, sent: Mapping[int, str], problem: str) -> NoteView:
    """Return the note with what was sent in its boxes, and what the file holds beside it."""
    view = _view(file, read)
    held = {part.number for part in view.parts}
    lost = [words for number, words in sent.items() if number not in held and words.strip()]
    parts = [
        OwnPart(part.number, sent.get(part.number, part.text), part.can_be_edited)
        for part in view.parts
    ]
    if lost:
        last = parts[-1]
        parts[-1] = OwnPart(last.number, "\n\n".join([*lost, last.text]), last.can_be_edited)
    return NoteView(
        file=view.file,
        hash=view.hash,
        status=view.status,
        topics=view.topics,
        parts=tuple(parts),
        in_file=tuple(part.text for part in view.parts),
        edited=view.edited,
        problem=problem,
    )


def _refused(desk: Desk, paper: Paper, sent: Mapping[int, str], problem: str) -> NoteView:
    try:
        read, file = _read(desk, paper)
    except HomeError:
        read, file = None, ""
    if read is None:
        words = "\n\n".join(each for each in sent.values() if each.strip())
        return NoteView(parts=(OwnPart(0, words, True),), problem=problem)
    return _apart(file, read, sent, problem)


def _kept(desk: Desk, file: str) -> Path:
    """Beside the library: the note as it was before it was last changed here."""
    return desk.home.library_folder / "notes.before" / f"{digest(file)}.json"


def _remember(desk: Desk, file: str, text: str, hash_now: str) -> None:
    kept = {"file": file, "text": text, "hash": hash_now}
    write_output(_kept(desk, file), json.dumps(kept, ensure_ascii=False, sort_keys=True))
