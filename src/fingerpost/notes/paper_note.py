"""The note on one paper: managed blocks for its facts and its appraisal, the rest is the user's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fingerpost import reading
from fingerpost.home import Home
from fingerpost.home.appraisal_words import ids_of
from fingerpost.home.files import make_folder, read_text, write_text
from fingerpost.home.journal import Entry
from fingerpost.home.note_blocks import new_block, renewed
from fingerpost.library.identity import aliases_of
from fingerpost.notes.appraisals import appraiser
from fingerpost.notes.harmless import address, harmless, property_value
from fingerpost.notes.index import Seen, read_index
from fingerpost.notes.keys import NOTE_MADE, CitationKeys
from fingerpost.reading.corrections import mark
from fingerpost.reading.model import Appraisal
from fingerpost.records import Answer, Correction, Paper, Retraction

FACTS: Final = "paper"
APPRAISAL: Final = "appraisal"
TOPICS: Final = "topics"
_MOST_AUTHORS: Final = 20
_SILENT = ("", "not_stated", None)
_UNSAID = ("id", "paper_id", "corrected_by_you")


def keep_paper_note(home: Home, paper: Paper) -> Path | None:
    """Make the note on a paper, or renew its blocks; None when the user has deleted it.

    A note is known by the id in its front matter, so it may be renamed and moved within `papers/`.
    Blocks that the user edited are left. ChangedError when it was changed while it was written.
    """
    note = note_on(read_index(home).papers, paper)
    if note is None:
        return None if was_made(home.journal.read()[0], paper) else make_note(home, paper)
    path = home.folder / note.file
    read = read_text(path)
    key = CitationKeys(home.journal).of(paper)
    done = renewed(read.text, paper_blocks(paper, appraiser(home)(paper), key))
    if done.text != read.text:
        write_text(path, done.text, read)
    return path


def make_note(home: Home, paper: Paper) -> Path:
    """Make the note on a paper, whole or not at all, and write that into the journal."""
    folder = home.folder / "papers"
    make_folder(folder)
    (key,) = CitationKeys(home.journal).give([paper])
    path = _free_name(folder, key)
    blocks = {**paper_blocks(paper, appraiser(home)(paper), key), TOPICS: topics_block([])}
    write_text(path, _text(paper, key, blocks), None)
    home.journal.append(NOTE_MADE, paper.id, file=path.name)
    return path


def note_on(notes: Iterable[Seen], paper: Paper) -> Seen | None:
    """Return the first of the notes that is on a paper, by any id that it has or had."""
    listed, ids = list(notes), known_ids(paper)
    exact = (note for note in listed if paper.id in (note.facts.id, note.paper))
    return next(exact, None) or next((note for note in listed if note.facts.id in ids), None)


def was_made(entries: Iterable[Entry], paper: Paper) -> bool:
    """Tell whether the journal says that a note on a paper was made."""
    ids = known_ids(paper)
    return any(entry.verb == NOTE_MADE and entry.object in ids for entry in entries)


def known_ids(paper: Paper) -> frozenset[str]:
    """Return every id that a paper may be known by."""
    return frozenset((*ids_of(paper), *aliases_of(paper)))


def paper_blocks(paper: Paper, appraisal: Appraisal, key: str | None) -> dict[str, str]:
    """Return what the managed blocks on a paper's facts and appraisal hold."""
    return {FACTS: _facts(paper, key), APPRAISAL: _appraisal(paper, appraisal)}


def topics_block(links: Iterable[str]) -> str:
    """Return what the managed block on a paper's topics holds; `links` lead to their notes."""
    listed = ", ".join(links)
    return f"Gathered in: {listed}" if listed else "Gathered in no topic note yet."


def _text(paper: Paper, key: str, blocks: dict[str, str]) -> str:
    managed = "\n\n".join(new_block(name, content) for name, content in blocks.items())
    front = _front_matter(paper, key)
    return f"{front}\n# {harmless(paper.title)}\n\n{managed}\n\n## My notes\n\n"


def _free_name(folder: Path, key: str) -> Path:
    names = [key, *(f"{key}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
    free = (folder / f"{name}.md" for name in names)
    return next((path for path in free if not path.exists()), folder / f"{key}z.md")


def _front_matter(paper: Paper, key: str) -> str:
    facts = {
        "title": paper.title,
        "authors": [author.name for author in paper.authors[:_MOST_AUTHORS]],
        "year": paper.year,
        "id": paper.id,
        "pmid": paper.pmid or None,
        "doi": paper.doi or None,
        "arxiv": paper.arxiv or None,
        "journal": paper.journal or None,
        "citekey": key,
        "aliases": [paper.title],
        "tags": ["paper"],
        "status": "to read",
        "rating": None,
        "topics": [],
    }
    lines = (f"{name}: {property_value(value)}".rstrip() for name, value in facts.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def _facts(paper: Paper, key: str | None) -> str:
    names = [author.name for author in paper.authors]
    more = [f"and {len(names) - _MOST_AUTHORS:,} more"] if len(names) > _MOST_AUTHORS else []
    ids = [each for each in ids_of(paper) if not each.startswith("hash:")] or [paper.id]
    lines = [
        f"{harmless(paper.cite())} ({harmless(paper.id)})",
        address(paper.address),
        _warning(paper),
        _told("Authors", "; ".join([*names[:_MOST_AUTHORS], *more])),
        _told("Published in", _place(paper)),
        _told("Ids", ", ".join(ids)),
        _told("Citation key", key or ""),
        *(_told(f"{link.kind}", link.target) for link in paper.links),
    ]
    return "\n".join(line for line in lines if line)


def _warning(paper: Paper) -> str:
    if paper.retraction in (Retraction.UNKNOWN, Retraction.NONE):
        return ""
    return f"**Beware**: it is marked '{paper.retraction}'."


def _place(paper: Paper) -> str:
    volume = f"{paper.volume}({paper.issue})" if paper.issue else paper.volume
    where = f"{volume}: {paper.pages}" if volume and paper.pages else volume or paper.pages
    journal, day = paper.journal or paper.journal_abbreviation, paper.date or str(paper.year or "")
    return ", ".join(part for part in (journal, where, day) if part)


def _told(name: str, value: str) -> str:
    said = harmless(value)
    return f"- {harmless(name[:1].upper() + name[1:])}: {said}" if said else ""


def _appraisal(paper: Paper, appraisal: Appraisal) -> str:
    if not paper.abstract and not (appraisal.corrections or appraisal.answers):
        return "Critical appraisal: the library has no abstract of this paper, so nothing is said."
    row = reading.as_row(appraisal)
    yours = {each.field: each for each in appraisal.corrections}
    told = [
        f"- {name.replace('_', ' ')}: {harmless(str(value))}{_mark(yours.get(name))}"
        for name, value in row.items()
        if name not in _UNSAID and (value not in _SILENT or name in yours)
    ]
    if not appraisal.about_learning:
        told = ["- They show no machine learning.", *told]
    told += [f"- your answer to {harmless(a.question)}: {harmless(a.answer)}{_because(a)}"
             for a in appraisal.answers]  # fmt: skip
    return "\n".join(["Critical appraisal of title and abstract, by rules:", "", *told])


def _mark(correction: Correction | None) -> str:
    if correction is None:
        return ""
    return f" ({harmless(mark(correction))}{_because(correction)})"


def _because(said: Correction | Answer) -> str:
    return f": {harmless(said.why)}" if said.why else ""
