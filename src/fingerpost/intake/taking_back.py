"""An import taken back: what it brought leaves the library, unless something rests on it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fingerpost.errors import UsageError
from fingerpost.home.journal import Entry, Journal
from fingerpost.intake.checkpoint import forget_all
from fingerpost.intake.noting import BROUGHT, FETCHED, IMPORTED, UPDATED
from fingerpost.library import Library
from fingerpost.text import digest, plural

if TYPE_CHECKING:
    from fingerpost.library.taking_out import TakenOut

TAKEN_BACK: Final = "import taken back"
BRINGING: Final = (IMPORTED, FETCHED, UPDATED)
"""Under these verbs the journal tells of papers that came in."""


def name_of(files: Iterable[Path]) -> str:
    """Return a name for an import of files: the same for the same files, as when it was cut off."""
    return digest(*(part for file in files for part in _state(file)))


def name_of_asking(entries: Iterable[Entry], *asked: str) -> str:
    """Return a name for what a supplier is asked: the same until it was asked to the end.

    So what goes on after a cut is one with what came before it.
    """
    ended = {each.details.get(BROUGHT) for each in entries if each.details.get("finished")}
    return next(name for n in count() if (name := digest(*asked, str(n))) not in ended)


def new_name() -> str:
    """Return a name that nothing has."""
    return uuid.uuid4().hex


def standing_imports(entries: Iterable[Entry]) -> list[Entry]:
    """Return what brought papers, can be taken back and was not: imports, fetches, updates.

    The last one stands last.
    """
    stands: dict[str, Entry] = {}
    for entry in entries:
        name = entry.details.get(BROUGHT)
        if isinstance(name, str) and entry.verb in (*BRINGING, TAKEN_BACK):
            stands.pop(name, None)
            if entry.verb in BRINGING:
                stands[name] = entry
    return list(stands.values())


def taken_back(entries: Iterable[Entry]) -> dict[str, str]:
    """Return by the name of what was taken back, and did not come again, the day of that."""
    days: dict[str, str] = {}
    for entry in entries:
        name = entry.details.get(BROUGHT)
        if isinstance(name, str) and entry.verb == TAKEN_BACK:
            days[name] = entry.day
        elif isinstance(name, str) and entry.verb in BRINGING:
            days.pop(name, None)
    return days


def what_of(entry: Entry) -> str:
    """Return in words what brought papers: the files, or who was asked for what."""
    from fingerpost.sources.live import SUPPLIERS

    supplier = str(entry.details.get("supplier", ""))
    title = SUPPLIERS[supplier].title if supplier in SUPPLIERS else supplier
    if entry.verb == UPDATED:
        return f"{entry.object}, brought up to date from {title}"
    return f"{entry.object}, fetched from {title}" if entry.verb == FETCHED else entry.object


def import_named(entries: Iterable[Entry], wanted: str = "") -> Entry:
    """Return the last import that stands, or what has an id; UsageError if there is none.

    `wanted` is the journal's id of an import, fetch or update, or how that begins.
    """
    stands = standing_imports(entries)
    found = [
        each for each in stands
        if (each.id.startswith(wanted) if wanted else each.verb == IMPORTED)
    ]  # fmt: skip
    if not found:
        which = f" with the id {wanted}" if wanted else ""
        raise UsageError(
            f"The journal has no import{which} that could be taken back."
            " Imports of older versions of Fingerpost cannot; see  fingerpost journal --json"
        )
    if wanted and len(found) > 1:
        raise UsageError(f"Several imports have an id that begins with {wanted}. Give all of it.")
    return found[-1]


def take_back(
    library: Library,
    journal: Journal,
    name: str,
    files: str,
    held: Mapping[str, str],
    on_progress: Callable[[int], None] = lambda _: None,
) -> TakenOut:
    """Take an import out of the library and say so in the journal.

    `held` says by id which papers must stay, and why. Doing it again changes nothing and writes
    nothing, but ends one that was cut off.
    """
    # A fetch that was cut off would go on behind what is out by now.
    forget_all(library.folder)
    done = library.take_out(name, held, on_progress)
    known = any(each.details[BROUGHT] == name for each in standing_imports(journal.read()[0]))
    if known or done.papers or done.parted:
        journal.append(
            TAKEN_BACK, files, papers=done.papers, parted=done.parted, stay=len(done.stays),
            **{BROUGHT: name},
        )  # fmt: skip
    return done


def told(done: TakenOut) -> str:
    """Return in a sentence or three what was taken back."""
    parts = [f"{plural(done.papers, 'paper')} taken out of the library."]
    if done.parted:
        parts.append(f"{plural(done.parted, 'paper')} lost what was joined onto them.")
    if done.stays:
        stay, it = ("stays", "it") if len(done.stays) == 1 else ("stay", "them")
        parts.append(f"{plural(len(done.stays), 'paper')} {stay}: something rests on {it}.")
    if not (done.papers or done.parted or done.stays):
        parts = [
            (
                "Nothing was taken out: what it brought came with something else too, was taken"
                " back already, or came with an older Fingerpost, which did not note such things."
            )
        ]
    return " ".join(parts)


def _state(file: Path) -> Sequence[str]:
    try:
        status = file.stat()
    except OSError:
        return str(file.absolute()), "", ""
    return str(file.absolute()), str(status.st_size), str(status.st_mtime_ns)
