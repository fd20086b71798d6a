"""Which papers something of the user's rests on, so that they must not leave the library."""

from __future__ import annotations

from collections.abc import Iterator

from fingerpost.home import Home
from fingerpost.home.appraisal_words import words_on_appraisals
from fingerpost.home.decisions import DECISIONS, marks_on
from fingerpost.home.inbox import Inbox
from fingerpost.home.journal import Entry
from fingerpost.notes.gathering import GATHERED
from fingerpost.notes.index import read_index
from fingerpost.notes.keys import given_keys


def papers_in_use(home: Home) -> dict[str, str]:
    """Return by id each paper that something rests on, and what: verdicts, notes, keys, wishes.

    A name that you gave a topic, and what you said of authors, hold no paper.
    """
    entries = home.journal.read()[0]
    held: dict[str, str] = {}
    for paper, why in (*_screened(entries), *_noted(home, entries), *_said(home, entries)):
        held.setdefault(paper, why)
    return held


def _screened(entries: list[Entry]) -> Iterator[tuple[str, str]]:
    areas = {str(each.details.get("area", "")) for each in entries if each.verb in DECISIONS}
    for area in sorted(areas):
        for paper in marks_on(entries, area):
            yield paper, f"you screened it for {area}"


def _noted(home: Home, entries: list[Entry]) -> Iterator[tuple[str, str]]:
    for note in read_index(home).notes.values():
        for paper in (note.facts.id, note.paper, *note.facts.papers):
            if (paper and not note.is_topic) or paper in note.facts.papers:
                yield paper, f"the note {note.file} is about it"
    for paper, key in given_keys(entries):
        yield paper, f"it is cited as {key}"
    for entry in entries:
        papers = entry.details.get("papers")
        if entry.verb == GATHERED and isinstance(papers, list):
            for paper in papers:
                yield str(paper), f"you gathered it for {entry.object.removeprefix('topic:')}"


def _said(home: Home, entries: list[Entry]) -> Iterator[tuple[str, str]]:
    for paper in words_on_appraisals(entries).by_id:
        yield paper, "you put its appraisal right or answered questions on it"
    for paper in Inbox.of(home.folder).came():
        yield paper, "you wished for it in the inbox"
