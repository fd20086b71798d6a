"""Papers that were wished for brought in: into the library, an area's known papers and notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fingerpost.home import Area, Home
from fingerpost.home.area_file import with_items
from fingerpost.home.inbox import FILE, Wish
from fingerpost.intake.adding import OnAsking
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.noting import note_import
from fingerpost.intake.taking_back import new_name
from fingerpost.intake.wishes import Came, Outcome, fulfil
from fingerpost.library import Library
from fingerpost.notes.paper_note import keep_paper_note
from fingerpost.records import Problem
from fingerpost.sources.live import Settings
from fingerpost.text import plural


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of wishes."""

    outcome: Outcome
    notes: tuple[tuple[str, Path], ...]
    """Papers with the notes on them that were made or renewed."""
    remarks: tuple[str, ...]
    """Areas that were named and are not in the home."""
    unread: tuple[Problem, ...]
    """Decisions in the journal that cannot be read."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be taken."""
        return (*self.unread, *self.outcome.problems)

    @property
    def left(self) -> tuple[str, ...]:
        """What waits, in a sentence, and what is no name of a paper, one each."""
        return (*_waiting(self.outcome), *map(_no_name, self.outcome.not_names))


def bring_wished(
    home: Home,
    library: Library,
    wishes: Iterable[Wish],
    settings: Settings,
    on_asking: OnAsking | None = None,
) -> Brought:
    """Fulfil wishes: papers, known papers of areas, notes, the journal's entry."""
    unread = take_up_decisions(library, home.journal)
    name = new_name()
    with library.bringing(name):
        outcome = fulfil(home, library, wishes, settings, on_asking)
    remarks, notes = [], []
    for wish, came in outcome.came:
        if remark := _keep_for_area(home, wish, came):
            remarks.append(remark)
        paper = library.get(came.paper) if wish.note else None
        if paper is not None and (path := keep_paper_note(home, paper)):
            notes.append((paper.id, path))
    if outcome.new:
        named = ", ".join(dict.fromkeys(came.named for came in outcome.new))
        note_import(home, named, outcome.read, name)
    return Brought(outcome, tuple(notes), tuple(remarks), tuple(unread))


def _keep_for_area(home: Home, wish: Wish, came: Came) -> str:
    """Add a paper to the known papers of the area that the wish names, once."""
    if not wish.area:
        return ""
    area = next((each for each in home.areas() if each.name == wish.area), None)
    if area is None:
        return f"{came.paper} was wished for the area '{wish.area}', which is not in this home."
    if came.paper not in area.known:
        _add_known(home, area, came.paper)
    return ""


def _add_known(home: Home, area: Area, paper: str) -> None:
    home.change_area(area, lambda text, path: with_items(text, "known", [paper], path))


def _waiting(outcome: Outcome) -> tuple[str, ...]:
    if not outcome.waiting:
        return ()
    why = outcome.offline or "Suppliers could not be asked."
    kept = f"{plural(len(outcome.waiting), 'paper')} kept in {FILE}"
    return (f"{why} {kept}, to be tried again by the next  fingerpost add  or  fingerpost update.",)


def _no_name(named: str) -> str:
    return (
        f"'{named}' is no DOI, PMID, arXiv id or address with one in it, and no file here."
        " Look for a title with  fingerpost fetch pubmed 'WORDS[ti]'"
    )
