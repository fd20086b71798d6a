"""Dives remembered beside the library: what rests on them need not look again.

One dive an area is remembered, the last. It stands for all that a dive is made from: the papers,
the area, the person, the day, the reader's words, tables that were given and the program itself.
Where one of these is another, or the file is damaged, the area is looked into afresh.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fingerpost.dives.kept_topics import KeptTopics
from fingerpost.dives.look import look_into
from fingerpost.dives.model import Dive
from fingerpost.dives.rests_on import Made, changed, rests_on
from fingerpost.errors import FingerpostError
from fingerpost.home import Area, Profile, write_output
from fingerpost.library import Library
from fingerpost.library.codec import pack, unpack
from fingerpost.notes import Appraiser

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder

MOST: Final = 20_000
"""Papers of a dive that is remembered; a larger one would take more room than it saves time."""
_SIZE: Final = 4
"""Bytes that say how long the brief before each dive is."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last dive into an area that is remembered."""

    dive: Dive
    made: Made
    changed: frozenset[str]
    """The names of what is another since (see `rests_on`): papers, words, the day …"""

    @property
    def is_current(self) -> bool:
        """False where papers, words or the day are others than it was made from."""
        return not self.changed


def recall(
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    appraise: Appraiser | None = None,
    before: KeptTopics | None = None,
) -> Remembered | None:
    """Return the last dive into an area, or None where none is remembered; nothing is looked at.

    The last ones that were read are kept in memory, for as long as their files are the same.
    """
    try:
        file = _file(library, area)
        state = file.stat()
        made, dive = _read_once(file, state.st_ino, state.st_size, state.st_mtime_ns)
    except (OSError, ValueError, zlib.error):
        return None
    now = rests_on(library, area, profile, today, appraise, before)
    return Remembered(dive, made, changed(made, now))


def in_brief(library: Library, area: Area) -> Made | None:
    """Return what the last dive into an area was made from, or None; the dive is not read."""
    try:
        with _file(library, area).open("rb") as file:
            length = int.from_bytes(file.read(_SIZE), "big")
            return _briefs().decode(unpack(file.read(length)))
    except (OSError, ValueError, zlib.error):
        return None


def is_remembered(
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    appraise: Appraiser | None = None,
    before: KeptTopics | None = None,
) -> bool:
    """Tell whether `remembered_dive` would answer from memory; quicker than `recall`."""
    made = in_brief(library, area)
    return made is not None and made.parts == rests_on(
        library, area, profile, today, appraise, before
    )


def memory_stamp(library: Library, area: Area) -> tuple[int, int] | None:
    """Return what changes when another dive into an area is remembered; None where none is."""
    try:
        state = _file(library, area).stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def remembered_dive(
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    on_progress: Callable[[str], None] | None = None,
    appraise: Appraiser | None = None,
    before: KeptTopics | None = None,
) -> Dive:
    """Return what `look_into` returns, from memory where nothing that it rests on has changed."""
    parts, held = rests_on(library, area, profile, today, appraise, before), _held(library, area)
    if held and held[0].parts == parts:
        return held[1]
    dive = look_into(library, area, profile, today, on_progress, appraise, before)
    # Papers that came in meanwhile may be in the dive or not: it stands for no one state of them.
    is_sure = parts == rests_on(library, area, profile, today, appraise, before)
    if is_sure and len(dive.papers) <= MOST:
        _remember(library, area, parts, dive)
    return dive


def _held(library: Library, area: Area) -> tuple[Made, Dive] | None:
    """What it was made from, and the dive; None where it is not there or damaged."""
    try:
        return _read(_file(library, area))
    except (OSError, ValueError, zlib.error):
        return None


@lru_cache(2)
def _read_once(file: Path, *state: int) -> tuple[Made, Dive]:  # noqa: ARG001
    """As `_read`, kept while the file's state is the same."""
    return _read(file)


def _read(file: Path) -> tuple[Made, Dive]:
    made, rest = _brief(file.read_bytes())
    return made, _dives().decode(unpack(rest))


def _brief(content: bytes) -> tuple[Made, bytes]:
    """The brief, and the packed dive behind it."""
    end = _SIZE + int.from_bytes(content[:_SIZE], "big")
    return _briefs().decode(unpack(content[_SIZE:end])), content[end:]


def _remember(library: Library, area: Area, parts: Mapping[str, str], dive: Dive) -> None:
    import msgspec

    left_out = sum(count for _, count in dive.left_out)
    made = Made(dive.today, len(dive.papers), left_out, parts)
    brief = pack(msgspec.msgpack.encode(made))
    whole = pack(msgspec.msgpack.encode(dive))
    with suppress(FingerpostError):  # remembering saves time and nothing else
        write_output(_file(library, area), len(brief).to_bytes(_SIZE, "big") + brief + whole)


def _file(library: Library, area: Area) -> Path:
    return library.folder / "cache" / "dives" / f"{area.name}.msgpack"


@cache
def _dives() -> Decoder[Dive]:
    import msgspec

    return msgspec.msgpack.Decoder(Dive)


@cache
def _briefs() -> Decoder[Made]:
    import msgspec

    return msgspec.msgpack.Decoder(Made)
