"""Dives remembered beside the library: what rests on them need not look again.

One dive an area is remembered, the last. It stands for all that a dive is made from: the papers,
the area, the person, the day, the reader's words, tables that were given and the program itself.
Where one of these is another, or the file is damaged, the area is looked into afresh.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fingerpost.dives.kept_topics import KeptTopics
from fingerpost.dives.look import look_into
from fingerpost.dives.model import Dive
from fingerpost.dives.recipe import MADE_WITH
from fingerpost.errors import FingerpostError
from fingerpost.home import Area, Profile, write_output
from fingerpost.intake.yardstick import kept_yardstick
from fingerpost.library import Library
from fingerpost.library.codec import pack, unpack
from fingerpost.notes import Appraiser
from fingerpost.text import digest

if TYPE_CHECKING:
    from msgspec.msgpack import Decoder

MOST: Final = 20_000
"""Papers of a dive that is remembered; a larger one would take more room than it saves time."""
_KEY: Final = 16
"""Bytes of the digest before each dive."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last dive into an area that is remembered."""

    dive: Dive
    is_current: bool
    """False where papers, words or the day are others than it was made from."""


def recall(
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    appraise: Appraiser | None = None,
    before: KeptTopics | None = None,
) -> Remembered | None:
    """Return the last dive into an area, or None where none is remembered; nothing is looked at."""
    held = _held(library, area)
    if held is None:
        return None
    key, dive = held
    return Remembered(dive, key == _key(library, area, profile, today, appraise, before))


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
    key, held = _key(library, area, profile, today, appraise, before), _held(library, area)
    if held and held[0] == key:
        return held[1]
    dive = look_into(library, area, profile, today, on_progress, appraise, before)
    # Papers that came in meanwhile may be in the dive or not: it stands for no one state of them.
    is_sure = key == _key(library, area, profile, today, appraise, before)
    if is_sure and len(dive.papers) <= MOST:
        _remember(library, area, key, dive)
    return dive


def _held(library: Library, area: Area) -> tuple[bytes, Dive] | None:
    """What it was made from, and the dive; None where it is not there or damaged."""
    try:
        held = unpack(_file(library, area).read_bytes())
        return held[:_KEY], _decoder().decode(held[_KEY:])
    except (OSError, ValueError, zlib.error):
        return None


def _remember(library: Library, area: Area, key: bytes, dive: Dive) -> None:
    import msgspec

    with suppress(FingerpostError):  # remembering saves time and nothing else
        write_output(_file(library, area), pack(key + msgspec.msgpack.encode(dive)))


def _file(library: Library, area: Area) -> Path:
    return library.folder / "cache" / "dives" / f"{area.name}.msgpack"


def _key(
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    appraise: Appraiser | None,
    before: KeptTopics | None,
) -> bytes:
    """The digest of all that a dive is made from."""
    import msgspec

    made_from = (
        library.stamp(), library.ror.stamp, library.mesh.stamp, area, profile, today,
        (appraise or Appraiser()).words, before, kept_yardstick(library.folder, area.query),
        _program(),
    )  # fmt: skip
    return digest(msgspec.json.encode(made_from, order="deterministic").decode()).encode()


@cache
def _program() -> str:
    """What dives are made with: versions, and the state of every file of the package."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*") if path.suffix != ".pyc")
    states = ((file, file.stat()) for file in files)
    return digest(
        sys.version,
        *(version(name) for name in MADE_WITH),
        *(f"{file} {state.st_size} {state.st_mtime_ns}" for file, state in states),
    )


@cache
def _decoder() -> Decoder[Dive]:
    import msgspec

    return msgspec.msgpack.Decoder(Dive)
