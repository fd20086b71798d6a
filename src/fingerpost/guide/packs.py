"""Packs: a folder of guide files that somebody shares, checked and copied into a home.

A folder from elsewhere is hostile until it was looked at: links, names that no file of a guide
has, and sizes beyond all use are refused before anything of it is read.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from fingerpost.errors import GuideError, UsageError
from fingerpost.guide.folder import FILES, LARGEST
from fingerpost.guide.load import packaged
from fingerpost.guide.model import Guide
from fingerpost.guide.own import (
    FOLDER,
    KINDS,
    PACKS,
    Conflict,
    added,
    as_problem,
    home_guide,
    pack_layer,
    pack_names,
    with_packs,
)
from fingerpost.guide.pack_file import ABOUT, About, read_about
from fingerpost.records import Problem
from fingerpost.text import plural, slug

MOST_FILES = 500
LARGEST_PACK = 4 * 1024 * 1024
_TEXTS = {ABOUT, "README.md", "LICENSE"}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PATH_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.toml")


@dataclass(frozen=True, slots=True)
class Checked:
    """What looking through a folder found."""

    folder: Path
    name: str
    """The name that it has, or would have, as a pack."""
    entries: dict[str, int]
    """How many entries of each kind are sound; kinds without one are left out."""
    problems: tuple[GuideError, ...]
    conflicts: tuple[Conflict, ...]
    files: tuple[str, ...]
    """The files of a guide, relative to the folder, sorted."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack in a home."""

    name: str
    about: About
    entries: dict[str, int]
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...]


def check_folder(folder: Path, own: Path | None = None, name: str = "") -> Checked:
    """Look through a folder of guide files as a pack, against a home's guide folder if given.

    GuideError when there is no such folder; every other fault is among the problems.
    """
    if not folder.is_dir():
        raise GuideError(folder, None, "there is no such folder. Name the folder of a guide.")
    called = name or slug(folder.resolve().name)
    files, problems = _files(folder)
    if problems:
        return Checked(folder, called, {}, problems, (), files)
    layer = pack_layer(folder, called)
    guide = with_packs(own)[0] if own else packaged().guide
    conflicts = added(guide, layer.guide, called)[1]
    entries = _counts(layer.guide)
    problems = layer.problems
    if not entries and not problems:
        problems = (GuideError(folder, None, "there is no entry of a guide in this folder."),)
    return Checked(folder, called, entries, problems, conflicts, files)


def check_own(home: Path) -> tuple[Problem, ...]:
    """Return what is wrong in a home's guide folder and in its packs."""
    own = home / FOLDER
    faults = _files(own)[1] if own.is_dir() else ()
    return (*map(as_problem, faults), *home_guide(home).problems)


def add_pack(own: Path, folder: Path, name: str = "") -> Checked:
    """Copy a sound folder into a home's guide folder as a pack, whole or not at all.

    UsageError when the name is none or taken, GuideError with the first fault of a faulty folder.
    """
    called = name or slug(folder.resolve().name)
    _check_name(called)
    if called in pack_names(own):
        raise UsageError(
            f"There is a pack '{called}' already. Drop it first (fingerpost guide drop {called})"
            " or give this one another name with --name."
        )
    checked = check_folder(folder, own, called)
    if checked.problems:
        raise checked.problems[0]
    _copy(folder, checked.files, own / PACKS, called)
    return checked


def packs(own: Path) -> tuple[Pack, ...]:
    """Return the packs of a home's guide folder, by name."""
    guide = packaged().guide
    found = []
    for name in pack_names(own):
        layer = pack_layer(own / PACKS / name, name)
        guide, conflicts = added(guide, layer.guide, name)
        problems = tuple(map(as_problem, layer.problems))
        about = About() if problems else read_about(own / PACKS / name)
        found.append(Pack(name, about, _counts(layer.guide), problems, conflicts))
    return tuple(found)


def drop_pack(own: Path, name: str) -> int:
    """Delete a pack's copy from a home and return how many files it had; UsageError: no pack."""
    _check_name(name)
    if name not in pack_names(own):
        names = ", ".join(pack_names(own)) or "none"
        raise UsageError(f"There is no pack '{name}'. There are: {names}.")
    place = own / PACKS / name
    if place.is_symlink():
        raise GuideError(place, None, "this is a link, so it was left alone; delete it yourself.")
    files = sum(len(names) for _, _, names in os.walk(place))
    try:
        shutil.rmtree(place)
    except OSError as error:
        raise GuideError(place, None, f"it cannot be deleted: {error.strerror}.") from None
    return files


def _files(folder: Path) -> tuple[tuple[str, ...], tuple[GuideError, ...]]:
    """Return the files of a guide in a folder, and what makes it none that may be read."""
    found: list[str] = []
    faults: list[GuideError] = []
    size = 0
    for name, entry in _walk(folder):
        if len(found) > MOST_FILES:
            faults.append(GuideError(folder, None, f"it has more than {MOST_FILES} files."))
            break
        reason = _refused(name, entry)
        if reason:
            faults.append(GuideError(folder / name, None, reason))
        elif entry.is_file(follow_symlinks=False):
            found.append(name)
            size += entry.stat(follow_symlinks=False).st_size
    if size > LARGEST_PACK:
        megabytes = LARGEST_PACK // 1024**2
        faults.append(GuideError(folder, None, f"its files have more than {megabytes} MB."))
    return tuple(sorted(found)), tuple(faults)


def _walk(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """Return what stands in a folder and in its `paths`; hidden files and `packs` are passed by."""
    try:
        top = [(e.name, e) for e in os.scandir(folder) if not e.name.startswith(".")]
        below = [
            (f"paths/{e.name}", e)
            for name, inner in top
            if name == "paths" and inner.is_dir(follow_symlinks=False)
            for e in os.scandir(inner.path)
            if not e.name.startswith(".")
        ]
    except OSError as error:
        raise GuideError(folder, None, f"it cannot be read: {error.strerror}.") from None
    return sorted([*top, *below], key=lambda row: row[0])


def _refused(name: str, entry: os.DirEntry[str]) -> str:
    """Say why a file may not be taken; an empty text when it may."""
    if entry.is_symlink():
        return "this is a link; a pack holds plain files only. Put the file itself there."
    if entry.is_dir():
        known = name in ("paths", PACKS)
        return "" if known else "there is no such folder in a guide; only 'paths' has one."
    if not entry.is_file():
        return "this is no plain file."
    if entry.stat().st_size > LARGEST:
        return f"it has more than {LARGEST // 1024} KB; split it or shorten it."
    if name in FILES | _TEXTS or (
        name.startswith("paths/") and _PATH_FILE.fullmatch(name.removeprefix("paths/"))
    ):
        return ""
    return _unknown(name)


def _unknown(name: str) -> str:
    if name.startswith("paths/"):
        return "a path's file is named after its id, in lower case, with .toml behind it."
    near = difflib.get_close_matches(name, FILES | _TEXTS, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    known = ", ".join(sorted(FILES | _TEXTS))
    return f"no file of a guide has this name.{hint} There are: {known} and paths/ID.toml."


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise UsageError(
            f"'{name[:60]}' is no name of a pack: take lower-case letters, digits and hyphens."
        )


def _copy(folder: Path, files: tuple[str, ...], packs_folder: Path, name: str) -> None:
    """Copy the files beside where they belong, then move all of them there at once."""
    part = packs_folder / f".{name}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        for file in files:
            (part / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / file, part / file, follow_symlinks=False)
        part.rename(packs_folder / name)
    except OSError as error:
        raise GuideError(
            packs_folder / name, None, f"it cannot be written: {error.strerror}."
        ) from None


def _counts(guide: Guide) -> dict[str, int]:
    counts = {kind: len(getattr(guide, part)) for kind, part in KINDS.items()}
    return {kind: count for kind, count in counts.items() if count}


def summary(entries: dict[str, int]) -> str:
    """Return '2 paths, 1 programme'."""
    several = {"criterion": "criteria", "opportunity": "opportunities"}
    return ", ".join(plural(count, kind, several.get(kind)) for kind, count in entries.items())
