"""A note edited part by part: the user's own words between the blocks that are ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fingerpost.errors import UsageError
from fingerpost.home import Home
from fingerpost.home.files import ReadFile, read_text, write_text
from fingerpost.home.front_matter import front_matter
from fingerpost.home.note_blocks import State, blocks_in

EDITED = "note edited"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a note: words of the user's, or a block of ours."""

    text: str
    block: str = ""
    """The block's name; empty for words of the user's."""
    is_properties: bool = False
    """True for the front matter."""


def parts_of(text: str) -> list[Part]:
    """Return a note's parts in their order; joined, their texts are the note.

    Words stand around every block, be they empty, so that something can be written there. Blocks
    that the user made theirs, and markers that are not clear, are words.
    """
    below = front_matter(text).body
    parts = [Part(text[:below], is_properties=True)] if below else []
    at = below
    for block in sorted(blocks_in(text).values(), key=lambda each: each.start):
        if block.state in (State.OURS, State.EDITED) and block.start >= at:
            parts += [Part(text[at : block.start]), Part(text[block.start : block.end], block.name)]
            at = block.end
    return [*parts, Part(text[at:])]


def own_words(parts: Sequence[Part]) -> list[str]:
    """Return the texts of the parts that are the user's."""
    return [part.text for part in parts if not part.block]


def with_words(text: str, words: Sequence[str]) -> str:
    """Return a note with other words of the user's; UsageError where a block would not stand.

    What was not changed stays byte for byte; new lines end as the file's do, and the blank lines
    around words stay.
    """
    parts = parts_of(text)
    if len(words) != len(own_words(parts)):
        raise UsageError("The note has other parts now. Open it again; what you typed stays here.")
    given = iter(words)
    new = "".join(
        part.text if part.block else _like(part.text, next(given), text) for part in parts
    )
    before = {name: text[b.start : b.end] for name, b in blocks_in(text).items()}
    after = {name: new[b.start : b.end] for name, b in blocks_in(new).items()}
    if before != after:
        raise UsageError(
            "The marks <!-- fingerpost:… --> are kept for blocks of Fingerpost's; take them out of"
            " what you typed."
        )
    _check_properties(text, new)
    return new


def keep_words(home: Home, file: str, words: Sequence[str], read_hash: str) -> tuple[str, str]:
    """Write the user's words into a note and return its text before and the hash of it now.

    ChangedError where the file is no longer the one of that hash; UsageError as `with_words`.
    """
    read = read_text(home.folder / file)
    now = keep_text(home, replace(read, hash=read_hash), with_words(read.text, words))
    return read.text, now.hash


def keep_text(home: Home, read: ReadFile, text: str) -> ReadFile:
    """Write a note, if it is still what was read, and say so in the journal."""
    now = write_text(read.path, text, read)
    home.journal.append(EDITED, Path(read.path).relative_to(home.folder).as_posix())
    return now


def _like(before: str, typed: str, text: str) -> str:
    """Return words as they go into the file: its line ends, and its blank lines around them."""
    old = before.replace("\r\n", "\n")
    inner = typed.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if inner == old.strip("\n"):
        return before
    lead = old[: len(old) - len(old.lstrip("\n"))] if old.strip("\n") else "\n\n"
    trail = old[len(old.rstrip("\n")) :] if old.strip("\n") else "\n\n"
    new = f"{lead}{inner}{trail}" if inner else trail
    return new.replace("\n", "\r\n") if "\r\n" in text else new


def _check_properties(before: str, after: str) -> None:
    old, new = front_matter(before), front_matter(after)
    if new.problem and not old.problem:
        raise UsageError(f"The properties cannot be read: {new.problem}. Each line is  name: value")
    if not old.problem and old.text("id") != new.text("id"):
        raise UsageError(
            f"The line  id: {old.text('id')}  ties the note to what it is about; leave it as it is."
        )
