"""Homes of an older format brought to the present one, with the old bytes kept until it is done.

A migration only says what the files shall hold; nothing is written before all of that is known, the
old bytes are copied and both are on the disk. From then on a run that was killed is taken up again
where it was: each file is still the old one or already the new one. The format is written last.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tomllib
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from fingerpost.errors import ChangedError, FingerpostError, HomeError
from fingerpost.home.files import read_text, write_output, write_text
from fingerpost.home.lock import locked_for_appending

BEFORE: Final = ".fingerpost-before"
_STEPS: Final = "steps.json"
_FORMAT_LINE: Final = re.compile(r"^(\s*format\s*=\s*)\d+", re.MULTILINE)

Change = Callable[[Path], Mapping[str, str]]
"""Given a home's folder, returns the new text of each file that changes, by its relative path."""
OnStep = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Migration:
    """What leads to a format from the one before it."""

    to: int
    what: str
    change: Change


MIGRATIONS: dict[int, Migration] = {}
"""Every migration by the format that it leads to."""


def migration(
    to: int, what: str, kept: dict[int, Migration] = MIGRATIONS
) -> Callable[[Change], Change]:
    """Record a function as what leads to a format; `what` says for people what it does."""

    def record(change: Change) -> Change:
        if to in kept:
            raise ValueError(f"two migrations lead to format {to}")
        kept[to] = Migration(to, what, change)
        return change

    return record


class _Step(msgspec.Struct, frozen=True):
    """A file that changes: the hash of its old bytes (empty for a new file), and its new text."""

    path: str
    old: str
    text: str


def migrate(
    marker: Path,
    to: int,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    on_step: OnStep | None = None,
) -> tuple[Migration, ...]:
    """Bring the home of a marker file to a format, step by step, and return what was done.

    HomeError, with the home as it was, where a step cannot be made; ChangedError where a file was
    edited while a run that was killed waited to be taken up again. Processes take turns.
    """
    done = []
    while (now := format_of(marker)) < to:
        step = migrations.get(now + 1)
        if step is None:
            raise HomeError(f"{marker}: nothing is known that leads from format {now} to {to}.")
        with locked_for_appending(marker):
            if format_of(marker) == now:
                _bring(marker, step, on_step or _silent)
                done.append(step)
    clear(marker.parent, to)
    return tuple(done)


def format_of(marker: Path) -> int:
    """Return the format that a marker file states; HomeError where it states none."""
    try:
        stated = int(tomllib.loads(read_text(marker).text)["format"])
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError):
        stated = 0
    if stated < 1:
        raise HomeError(f"{marker} is damaged: it needs a line such as  format = 1")
    return stated


def clear(home: Path, reached: int) -> None:
    """Remove the copies of formats that a home has left behind."""
    kept = home / BEFORE
    if not kept.is_dir():
        return
    for folder in kept.glob("FORMAT-*"):
        number = folder.name.removeprefix("FORMAT-")
        if number.isdecimal() and int(number) < reached and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)
    if not any(kept.iterdir()):
        kept.rmdir()


def _bring(marker: Path, step: Migration, tell: OnStep) -> None:
    home = marker.parent
    kept = home / BEFORE / f"FORMAT-{step.to - 1}"
    steps = _begun(kept)
    if steps is None:
        shutil.rmtree(kept, ignore_errors=True)
        steps = _planned(marker, step)
        for each in steps:
            if each.old:
                write_output(kept / "files" / each.path, (home / each.path).read_bytes())
            tell(f"kept {each.path}")
        write_output(kept / _STEPS, msgspec.json.encode(steps))
        tell("planned")
    for each in steps:
        _write(home, each, kept)
        tell(f"written {each.path}")


def _begun(kept: Path) -> tuple[_Step, ...] | None:
    """Return what a run that was killed had planned, if it came so far."""
    try:
        return msgspec.json.decode((kept / _STEPS).read_bytes(), type=tuple[_Step, ...])
    except (OSError, msgspec.MsgspecError):
        return None


def _planned(marker: Path, step: Migration) -> tuple[_Step, ...]:
    """Return every file that changes, in the order of their names, the marker last."""
    home = marker.parent
    try:
        texts = dict(step.change(home))
    except (FingerpostError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise HomeError(
            f"{home} could not be brought to format {step.to} ({step.what}): {error}. Every file is"
            " as it was; put right what the sentence names and try again."
        ) from None
    fresh = _FORMAT_LINE.sub(rf"\g<1>{step.to}", read_text(marker).text, count=1)
    named = [*sorted(texts.items()), (marker.name, fresh)]
    return tuple(_Step(path, _hash_of(home / path), text) for path, text in named)


def _write(home: Path, step: _Step, kept: Path) -> None:
    path = home / step.path
    there = _hash_of(path)
    if there == hashlib.sha256(step.text.encode()).hexdigest():
        return
    if there != step.old:
        raise HomeError(
            f"{path} was changed while the home was being brought to a new format, so it was left"
            f" as it is. The file of before is in {kept / 'files'}: put it back, then try again."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_text(path, step.text, read_text(path) if step.old else None)
    except ChangedError:
        raise HomeError(f"{path} is being changed by another program. Try again.") from None


def _hash_of(path: Path) -> str:
    """Return the hash of a file's text, byte order mark apart; empty where there is none."""
    if not path.exists():
        return ""
    return hashlib.sha256(path.read_bytes().removeprefix(BOM_UTF8)).hexdigest()


def _silent(_what: str) -> None:
    """Tell nobody."""
