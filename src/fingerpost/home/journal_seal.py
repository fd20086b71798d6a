"""Whether somebody edited the journal by hand since it was looked at last."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass

import msgspec

from fingerpost.errors import HomeError
from fingerpost.home.files import write_output
from fingerpost.home.folder import Home
from fingerpost.home.journal import Entry
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
    now = {entry.id: digest(json.dumps(asdict(entry), sort_keys=True)) for entry in entries}
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
