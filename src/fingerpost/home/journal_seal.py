"""Whether somebody edited the journal by hand since it was looked at last."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from fingerpost.errors import HomeError
from fingerpost.home.files import write_output
from fingerpost.home.folder import Home
from fingerpost.home.journal import FROM_COPY, Entry
from fingerpost.text import digest


@dataclass(frozen=True, slots=True)
class HandEdits:
    """Ids of entries that are gone or say something else than when they were last read."""

    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def hand_edits(home: Home, entries: list[Entry]) -> HandEdits:
    """Return what was edited since this was asked last, and remember the entries as they are now.

    They are remembered beside the library; without a library nothing can be noticed.
    """
    path = home.library_folder / "cache" / "journal.msgpack"
    now = {entry.id: _said(entry) for entry in entries}
    try:
        before = msgspec.msgpack.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        before = {}
    if path.parent.parent.is_dir() and before != now:
        with suppress(HomeError):
            write_output(path, msgspec.msgpack.encode(now))
    return HandEdits(
        tuple(each for each in before if each not in now),
        tuple(each for each, said in before.items() if now.get(each, said) != said),
    )


def _said(entry: Entry) -> str:
    """Return a digest of all that an entry says, whichever file it stands in."""
    details = {name: value for name, value in entry.details.items() if name != FROM_COPY}
    told = json.dumps(details, sort_keys=True)
    return digest(entry.time, entry.verb, entry.object, entry.why, told)
