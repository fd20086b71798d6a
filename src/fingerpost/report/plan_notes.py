"""The user's own words in plan.md: below a step, and around the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fingerpost.errors import UsageError
from fingerpost.home import Home
from fingerpost.home.blocks import find, own_lines, with_own_lines
from fingerpost.home.files import read_text, write_text
from fingerpost.home.journal import Entry

MARKDOWN, BLOCK = "plan.md", "plan"
NOTED = "step noted"
LONGEST = 5_000
"""Characters of a note to a step."""
_QUOTE = "  > "


@dataclass(frozen=True, slots=True)
class PlanNotes:
    """What the user wrote into plan.md."""

    by_step: Mapping[str, str] = field(default_factory=dict)
    """Below steps, by their ids."""
    above: str = ""
    """Before the plan."""
    below: str = ""
    """Behind the plan, with what was kept from earlier plans."""


def plan_notes(home: Home) -> PlanNotes:
    """Return the user's words of plan.md; none where there is no such file."""
    path = home.folder / MARKDOWN
    if not path.exists():
        return PlanNotes()
    text = read_text(path).text
    block = find(text, BLOCK)
    if block is None:
        return PlanNotes(above=text.strip())
    notes = {_id(item): "\n".join(map(_words, lines)) for item, lines in _own(text).items()}
    return PlanNotes(notes, block.before.strip(), block.after.strip())


def note_step(home: Home, step: str, words: str, today: date) -> Entry | None:
    """Write a note below a step of plan.md in place of the one there; None where it is the same.

    Empty words take the note away. The journal keeps both, so that it can be taken back.
    UsageError for a step that plan.md has not, or a note that is too long.
    """
    path = home.folder / MARKDOWN
    read = read_text(path) if path.exists() else None
    words = _plain(words)
    if len(words) > LONGEST:
        raise UsageError(f"A note to a step can have {LONGEST:,} characters; this has more.")
    if read is None or f" `{step}`" not in read.text:
        raise UsageError("plan.md has no such step any more, so there is nothing to note it at.")
    before = plan_notes(home).by_step.get(step, "")
    if before == words:
        return None
    lines = "\n".join(f"{_QUOTE}{line}" for line in words.split("\n") if line.strip())
    text = with_own_lines(read.text, BLOCK, lambda item: _id(item) == step, lines)
    write_text(path, text, read)
    return home.journal.append(NOTED, step, words=words, before=before, date=today.isoformat())


def note_back(home: Home, entry_id: str, today: date) -> Entry:
    """Bring back the note that stood before one was written; UsageError where it changed since."""
    entries = home.journal.read()[0]
    entry = next((e for e in entries if e.id == entry_id and e.verb == NOTED), None)
    now = plan_notes(home).by_step
    if entry is None or now.get(entry.object, "") != entry.details.get("words"):
        raise UsageError("The note was changed since, so it was left as it is.")
    note_step(home, entry.object, str(entry.details.get("before") or ""), today)
    return entry


def _own(text: str) -> dict[str, list[str]]:
    return own_lines(text, BLOCK)


def _id(item: str) -> str:
    """Return the id of a step that stands at the end of its line: '… `read:pmid:1`'."""
    return item.rstrip("`").rpartition("`")[2]


def _words(line: str) -> str:
    plain = line.removeprefix(_QUOTE)
    return plain if plain != line else line.removeprefix("  ").rstrip()


def _plain(words: str) -> str:
    # A comment's sign could end the block that the note stands in.
    lines = words.replace("<!--", "< !--").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines if line.strip())
