"""Notes found by words, tag and status, and followed along their links."""

from __future__ import annotations

import os
from pathlib import Path

from fingerpost.home import Home
from fingerpost.notes.finding import Wanted, found_notes, labels, statuses
from fingerpost.notes.following import leads_to, links_here, places_by_name
from fingerpost.notes.index import read_index

NOTES = {
    "papers/okoro2020.md": (
        "---\ntitle: Alarms\nid: pmid:1\nstatus: read\ntags: [ward]\ntopics: [Sepsis]\n---\n"
        "See [[Sepsis alerts|there]] and [[gone]]. Fièvre.\n"
    ),
    "papers/lind2021.md": "---\ntitle: Beds\nid: pmid:2\nstatus: to read\n---\n[[okoro2020]]\n",
    "papers/deep/okoro2020.md": "---\ntitle: Copy\nid: pmid:3\n---\n[[papers/okoro2020]]\n",
    "topics/sepsis.md": "---\ntitle: Sepsis alerts\nid: topic:sepsis\n---\nwords\n",
}


def home_of(folder: Path) -> Home:
    home = Home.create(folder / "home", "")
    for file, text in NOTES.items():
        path = home.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return home


def test_notes_are_found_by_everything_that_is_asked(tmp_path: Path) -> None:
    home = home_of(tmp_path)
    notes = list(read_index(home).notes.values())

    def titles(**wanted: str) -> list[str]:
        return [note.facts.title for note in found_notes(home, notes, Wanted(**wanted))]

    assert titles() == ["Alarms", "Beds", "Copy", "Sepsis alerts"]
    assert titles(words="FIEVRE see") == ["Alarms"]
    assert titles(words="no such word") == []
    assert titles(status="To Read") == ["Beds"]
    assert titles(tag="sepsis") == titles(tag="Ward") == ["Alarms"]
    assert titles(kind="topic") == ["Sepsis alerts"]
    assert titles(kind="paper", status="read", words="alarms") == ["Alarms"]
    assert statuses(notes) == [("read", 1), ("to read", 1)]
    assert labels(notes) == [("Sepsis", 1), ("ward", 1)]


def test_links_are_followed_both_ways(tmp_path: Path) -> None:
    index = read_index(home_of(tmp_path))
    places = places_by_name(index)
    assert leads_to(places, index, "Sepsis alerts") == "topics/sepsis.md"
    assert leads_to(places, index, "okoro2020") == "papers/okoro2020.md"
    assert leads_to(places, index, "papers/deep/okoro2020.md") == "papers/deep/okoro2020.md"
    assert leads_to(places, index, "gone") == ""
    here = links_here(index, index.notes["papers/okoro2020.md"])
    assert [note.facts.title for note in here] == ["Beds", "Copy"]
    assert [n.file for n in links_here(index, index.notes["topics/sepsis.md"])] == [
        "papers/okoro2020.md"
    ]


def test_a_note_that_was_written_again_is_read_again(tmp_path: Path) -> None:
    home = home_of(tmp_path)
    path = home.folder / "topics/sepsis.md"
    os.utime(path, ns=(10**18, 10**18))
    assert read_index(home).notes["topics/sepsis.md"].facts.title == "Sepsis alerts"
    assert read_index(home).notes["topics/sepsis.md"].facts.title == "Sepsis alerts"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Sepsis alerts", "Sepsis alarms"), encoding="utf-8")
    now = read_index(home).notes["topics/sepsis.md"]
    assert now.facts.title == "Sepsis alarms"
    assert [n.file for n in found_notes(home, [now], Wanted("alarms words"))] == [now.file]
    assert found_notes(home, [now], Wanted("alerts")) == []
