"""The guide of a home: the packaged one, the packs that were added, and the person's own files.

Their own files have the last word. A pack only adds: where it brings an id that is there already,
what was there stays, and the conflict is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fingerpost.errors import GuideError
from fingerpost.guide.folder import Layer, read_layer
from fingerpost.guide.load import packaged
from fingerpost.guide.model import Entry, Guide
from fingerpost.guide.pack_file import read_about
from fingerpost.records import Problem

FOLDER = "guide"
PACKS = "packs"
KINDS = {
    "path": "paths",
    "skill": "skills",
    "resource": "resources",
    "programme": "programmes",
    "opportunity": "opportunities",
    "project": "projects",
    "criterion": "criteria",
    "area": "example_areas",
}
"""The kinds of entries, and where a `Guide` holds them."""
CHANGED, ADDED = "changed by you", "added by you"


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry of a pack that was left out because its id is taken."""

    kind: str
    id: str
    pack: str
    kept: str
    """Whose entry was kept: 'the guide', or 'the pack NAME'."""

    def sentence(self) -> str:
        """Return the conflict in words."""
        return (
            f"The pack {self.pack} brings the {self.kind} '{self.id}', which {self.kept} has:"
            f" {self.kept}'s was kept. To have the other, copy it from guide/packs/{self.pack}"
            " into your own guide folder."
        )


def home_guide(folder: Path) -> Guide:
    """Return the guide of the home in this folder; what is faulty is left out and told."""
    own = folder / FOLDER
    if not own.is_dir():
        return packaged().guide
    guide, told = with_packs(own)
    layer = read_layer(own, guide, packaged().sources, f"{own}/")
    problems = (*told, *map(as_problem, layer.problems))
    return replace(_on_top(guide, layer.guide), problems=problems)


def with_packs(own: Path) -> tuple[Guide, tuple[Problem, ...]]:
    """Return the packaged guide with the packs of a home's guide folder, and what was left out."""
    guide = packaged().guide
    told: list[Problem] = []
    for name in pack_names(own):
        layer = pack_layer(own / PACKS / name, name)
        guide, conflicts = added(guide, layer.guide, name)
        told += map(as_problem, layer.problems)
        folder = str(own / PACKS / name)
        told += [Problem(folder, conflict.sentence()) for conflict in conflicts]
    return guide, tuple(told)


def as_problem(error: GuideError) -> Problem:
    """Return a fault as a record that can be told."""
    return Problem(error.path, error.reason, line=error.line)


def pack_names(own: Path) -> tuple[str, ...]:
    """Return the names of the packs in a home's guide folder, sorted."""
    try:
        return tuple(
            sorted(
                place.name
                for place in (own / PACKS).iterdir()
                if place.is_dir() and not place.name.startswith(".")
            )
        )
    except OSError:
        return ()


def pack_layer(folder: Path, name: str) -> Layer:
    """Return what a pack's folder holds, each entry labelled with the pack's name."""
    below = packaged()
    layer = read_layer(folder, below.guide, below.sources, f"{folder}/")
    try:
        origin = read_about(folder).origin(name)
    except GuideError as error:
        layer = replace(layer, problems=(error, *layer.problems))
        origin = f"from the pack {name}"
    labelled: dict[str, Any] = {
        part: tuple(_labelled(entry, name, origin) for entry in getattr(layer.guide, part))
        for part in KINDS.values()
    }
    return replace(layer, guide=Guide(**labelled))


def added(guide: Guide, pack: Guide, name: str) -> tuple[Guide, tuple[Conflict, ...]]:
    """Return a guide with a pack's entries beside its own, and the ids that were taken."""
    parts: dict[str, Any] = {}
    conflicts = []
    for kind, part in KINDS.items():
        here: dict[str, Entry] = {entry.id: entry for entry in getattr(guide, part)}
        new = []
        for entry in getattr(pack, part):
            if entry.id in here:
                kept = here[entry.id].origin.rpartition("from ")[2] or "the guide"
                conflicts.append(Conflict(kind, entry.id, name, kept))
            else:
                new.append(entry)
        parts[part] = _ordered(part, (*here.values(), *new))
    return replace(guide, **parts), tuple(conflicts)


def _on_top(guide: Guide, own: Guide) -> Guide:
    """Return a guide in which a person's own entries take the place of those with their ids."""
    parts: dict[str, Any] = {}
    for part in KINDS.values():
        entries: dict[str, Entry] = {entry.id: entry for entry in getattr(guide, part)}
        for entry in getattr(own, part):
            origin = CHANGED if entry.id in entries else ADDED
            entries[entry.id] = replace(entry, origin=origin)
        parts[part] = _ordered(part, entries.values())
    return replace(guide, **parts)


def _ordered(part: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by id; criteria and areas stay in the order of their files."""
    if part in ("criteria", "example_areas"):
        return tuple(entries)
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _labelled(entry: Entry, pack: str, origin: str) -> Entry:
    """Return an entry whose shown name tells of its pack, wherever it is shown."""
    label = f" (pack {pack})"
    shown: dict[str, Any] = (
        {"title": entry.title + label} if hasattr(entry, "title") else {"name": entry.name + label}
    )
    return replace(entry, origin=origin, **shown)
