"""The note on one paper: managed blocks for its facts and its appraisal, the rest is the user's."""

from __future__ import annotations

import json
import re
from pathlib import Path

from fingerpost import reading
from fingerpost.errors import HomeError
from fingerpost.home import Home
from fingerpost.home.files import read_text, write_text
from fingerpost.notes.appraisals import appraiser
from fingerpost.notes.keys import NOTE_MADE, CitationKeys
from fingerpost.reading.corrections import mark
from fingerpost.records import Answer, Correction, Paper

KEPT = "## Kept from what you had edited above"
_ID = re.compile(r'^id: "(.*)"$', re.MULTILINE)
_SILENT = ("", "not_stated", None)
_UNSAID = ("id", "paper_id", "corrected_by_you")


def keep_paper_note(home: Home, paper: Paper) -> Path | None:
    """Make the note on a paper, or renew its blocks; None when the user has deleted it.

    A note is known by the id in its front matter, so it may be renamed. ChangedError when it was
    changed while it was written.
    """
    folder = home.folder / "papers"
    path = _note_of(folder, paper)
    if path is None:
        made, _ = home.journal.read()
        if any(entry.verb == NOTE_MADE and entry.object == paper.id for entry in made):
            return None
        folder.mkdir(exist_ok=True)
        (key,) = CitationKeys(home.journal).give([paper])
        path = _free_name(folder, key)
        write_text(path, _front_matter(paper) + f"\n# {_line(paper.title)}\n", None)
        home.journal.append(NOTE_MADE, paper.id, file=path.name)
        home.renew_block(f"papers/{path.name}", "paper", _facts(paper), KEPT)
        home.renew_block(f"papers/{path.name}", "appraisal", _appraisal(home, paper), KEPT)
        read = read_text(path)
        write_text(path, read.text + "\n## My notes\n\n", read)
        return path
    home.renew_block(f"papers/{path.name}", "paper", _facts(paper), KEPT)
    home.renew_block(f"papers/{path.name}", "appraisal", _appraisal(home, paper), KEPT)
    return path


def _note_of(folder: Path, paper: Paper) -> Path | None:
    for path in sorted(folder.glob("*.md")):
        try:
            found = _ID.search(read_text(path).text)
        except HomeError:  # another file of the user's, in another encoding: not ours to judge
            continue
        if found and found.group(1) == paper.id:
            return path
    return None


def _free_name(folder: Path, key: str) -> Path:
    names = [key, *(f"{key}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
    free = (folder / f"{name}.md" for name in names)
    return next((path for path in free if not path.exists()), folder / f"{key}z.md")


def _front_matter(paper: Paper) -> str:
    facts = {
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "year": paper.year,
        "id": paper.id,
        "doi": paper.doi,
        "status": "to read",
        "topics": [],
    }
    # JSON values are YAML values, whatever a title holds.
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def _facts(paper: Paper) -> str:
    address = f"\n<{paper.address}>" if paper.address.startswith("https://") else ""
    return f"{_line(paper.cite())} ({_line(paper.id)}){address}"


def _appraisal(home: Home, paper: Paper) -> str:
    appraisal = appraiser(home)(paper)
    if not paper.abstract and not (appraisal.corrections or appraisal.answers):
        return "Critical appraisal: the library has no abstract of this paper, so nothing is said."
    row = reading.as_row(appraisal)
    yours = {each.field: each for each in appraisal.corrections}
    told = [
        f"- {name.replace('_', ' ')}: {_line(str(value))}{_mark(yours.get(name))}"
        for name, value in row.items()
        if name not in _UNSAID and (value not in _SILENT or name in yours)
    ]
    if not appraisal.about_learning:
        told = ["- They show no machine learning.", *told]
    told += [f"- your answer to {a.question}: {a.answer}{_because(a)}" for a in appraisal.answers]
    return "\n".join(["Critical appraisal of title and abstract, by rules:", "", *told])


def _mark(correction: Correction | None) -> str:
    if correction is None:
        return ""
    return f" ({mark(correction)}{_because(correction)})"


def _because(said: Correction | Answer) -> str:
    return f": {_line(said.why)}" if said.why else ""


def _line(text: str) -> str:
    """Text from outside on one line, without anything that could end a block or begin markup."""
    return " ".join(text.split()).replace("<", "‹").replace(">", "›")
