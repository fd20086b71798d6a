"""Conflicts of notes settled: with our words, or with the user's."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Final

from fingerpost.errors import UsageError
from fingerpost.home import Home
from fingerpost.home.files import read_text, write_text
from fingerpost.home.note_blocks import Block, Settle, State, blocks_in, settled
from fingerpost.notes.index import Seen
from fingerpost.notes.sync import Sync

SETTLED: Final = "note settled"


def settle(sync: Sync, named: str, how: Settle, block: str = "") -> tuple[Seen, tuple[str, ...]]:
    """Settle the conflicts of a note, or that of one block; return the note and the blocks.

    Words that go are kept in the journal before they do. UsageError where nothing is to settle;
    ChangedError and HomeError as in writing any file.
    """
    note = find_note(sync, named)
    contents = sync.contents_of(note)
    path = sync.home.folder / note.file
    read = read_text(path)
    names = _to_settle(blocks_in(read.text), how, block)
    unknown = sorted(set(names) - set(contents))
    if unknown and how is Settle.OURS:
        raise UsageError(
            f"Nothing can be written into {', '.join(unknown)} of {note.file}: the library does not"
            " have its paper, or this is no block of such a note. Settle it with: mine"
        )
    if not names:
        raise UsageError(f"{note.file} has no conflict{f' in {block}' if block else ''}.")
    text = read.text
    for name in names:
        text, gone = settled(text, name, how, contents.get(name, ""))
        sync.home.journal.append(SETTLED, note.file, block=name, with_words=str(how), was=gone)
    write_text(path, text, read)
    return note, tuple(names)


def shown(sync: Sync, named: str, block: str = "") -> tuple[Seen, dict[str, str]]:
    """Return a note and, by block in conflict, what would change if it were written anew.

    A unified diff; an empty one for a block without clear ends. UsageError as for `settle`.
    """
    note = find_note(sync, named)
    contents = sync.contents_of(note)
    blocks = blocks_in(read_text(sync.home.folder / note.file).text)
    names = _to_settle(blocks, Settle.MINE, block)
    if not names:
        raise UsageError(f"{note.file} has no conflict{f' in {block}' if block else ''}.")
    return note, {name: _difference(blocks[name], contents.get(name)) for name in names}


def _difference(block: Block, content: str | None) -> str:
    if block.state is State.BROKEN or content is None:
        return ""
    lines = difflib.unified_diff(
        block.body.split("\n"), content.split("\n"), f"{block.name} (yours)",
        f"{block.name} (ours)", lineterm="", n=1,
    )  # fmt: skip
    return "".join(f"{line}\n" for line in lines)


def find_note(sync: Sync, named: str) -> Seen:
    """Return the note that a path, a place in the home or a file's name means; else UsageError."""
    notes = sync.index.notes
    place = _place(sync.home, named)
    if place in notes:
        return notes[place]
    stem = Path(named).name.removesuffix(".md")
    found = [note for note in notes.values() if note.stem == stem]
    if len(found) == 1:
        return found[0]
    several = f" There are several: {', '.join(note.file for note in found)}." if found else ""
    raise UsageError(f"'{named}' is no note of this home.{several}")


def _place(home: Home, named: str) -> str:
    for folder in (Path.cwd(), home.folder):
        path = (folder / named).resolve()
        if path.is_relative_to(home.folder) and path.exists():
            return path.relative_to(home.folder).as_posix()
    return named


def _to_settle(blocks: dict[str, Block], how: Settle, block: str) -> list[str]:
    settles = {State.EDITED, State.BROKEN}
    if how is Settle.OURS and block:
        settles.add(State.MINE)  # the user's word of earlier may be taken back
    return [
        name for name, each in blocks.items()
        if each.state in settles and (not block or name == block)
    ]  # fmt: skip
