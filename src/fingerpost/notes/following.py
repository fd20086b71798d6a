"""Wikilinks followed both ways, as Obsidian follows them: by a file's name, title or alias."""

from __future__ import annotations

from collections.abc import Mapping

from fingerpost.notes.index import NoteIndex, Seen
from fingerpost.notes.note_file import link_target, names_of
from fingerpost.text import fold


def places_by_name(index: NoteIndex) -> Mapping[str, str]:
    """Return the place of a note by every name that leads to it, folded.

    A place written in full wins, then a file's name, then titles and aliases.
    """
    found: dict[str, str] = {}
    for note in sorted(index.notes.values(), key=lambda note: (len(note.file), note.file)):
        found.setdefault(fold(note.stem), note.file)
    for note in sorted(index.notes.values(), key=lambda note: (len(note.file), note.file)):
        for name in sorted(names_of(note.file, note.facts)):
            found.setdefault(name, note.file)
    return found


def leads_to(places: Mapping[str, str], index: NoteIndex, link: str) -> str:
    """Return the place of the note that a wikilink leads to; empty where there is none."""
    whole = link.strip().removeprefix("./").removesuffix(".md")
    if f"{whole}.md" in index.notes:
        return f"{whole}.md"
    return places.get(fold(link_target(link)), "")


def links_here(index: NoteIndex, note: Seen) -> list[Seen]:
    """Return the notes whose own words link to this one, by their titles."""
    places = places_by_name(index)
    found = [
        other
        for other in index.notes.values()
        if other.file != note.file
        and any(leads_to(places, index, link) == note.file for link in other.facts.links)
    ]
    return sorted(found, key=lambda other: (fold(other.facts.title), other.file))
