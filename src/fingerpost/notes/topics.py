"""The note on a topic begun or found again, and what it gathers written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fingerpost.errors import FailureError, HomeError, UsageError
from fingerpost.home import Home
from fingerpost.library import Library
from fingerpost.notes.base_file import keep_base
from fingerpost.notes.gathering import GATHERED, PREFIX, topic_id
from fingerpost.notes.index import NoteIndex, Seen, read_index
from fingerpost.notes.note_file import names_of
from fingerpost.notes.topic_note import TOPIC_MADE, make_topic_note
from fingerpost.text import fold, slug, squeeze


def begin_topic(
    home: Home,
    library: Library,
    name: str,
    papers: Sequence[str],
    query: str,
    area: str,
    today: date,
    *,
    again: bool = False,
) -> tuple[str, bool]:
    """Make the note on a topic or find it, keep what it gathers, and return its place and if new.

    `papers` are ids. What is gathered stands in the note after the next sync. UsageError without a
    name; QueryError for a search that cannot be understood; FailureError where the user deleted
    the note, unless it is to be made `again`.
    """
    if not squeeze(name):
        raise UsageError("A topic needs a name.")
    found = topic_named(read_index(home), name)
    if found is None and not again:
        _refuse_if_deleted(home, name)
    if query:
        library.match(query, today)
    named = home.area(area).name if area else ""
    topic = f"{PREFIX}{slug(name)}" if found is None else topic_id(found)
    if papers or query or named:
        home.journal.append(GATHERED, topic, papers=list(papers), query=query, area=named)
    path = home.folder / found.file if found else make_topic_note(home, name)
    keep_base(home)
    return path.relative_to(home.folder).as_posix(), found is None


def unmake_topic(home: Home, file: str) -> None:
    """Delete a note on a topic in which nothing of the user's stands, and say so in the journal.

    UsageError where there is no such note, or where they have written in it.
    """
    note = read_index(home).notes.get(file)
    if note is None or not note.is_topic:
        raise UsageError("There is no such topic note any more.")
    if note.facts.words:
        raise UsageError("You have written in this note, so it was left as it is.")
    path = home.folder / note.file
    try:
        path.unlink()
    except OSError as error:
        raise HomeError(f"{path} cannot be deleted: {error.strerror}.") from None
    home.journal.append("note deleted", note.file)


def topic_named(index: NoteIndex, name: str) -> Seen | None:
    """Return the note on a topic, by its id, file, title or alias."""
    wanted = fold(Path(name).name.removesuffix(".md"))
    by_id = [each for each in index.topics if topic_id(each) == f"{PREFIX}{slug(name)}"]
    by_name = (each for each in index.topics if wanted in names_of(each.file, each.facts))
    return by_id[0] if by_id else next(by_name, None)


def _refuse_if_deleted(home: Home, name: str) -> None:
    made = f"{PREFIX}{slug(name)}"
    if any(each.verb == TOPIC_MADE and each.object == made for each in home.journal.read()[0]):
        raise FailureError(
            f"You deleted the note on the topic '{name}', so it stays away unless you say that it"
            " is to be made again."
        )
