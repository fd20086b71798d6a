"""What the user decided about the papers of an area, as the journal tells it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fingerpost.home.journal import Entry, Journal

EXCLUDED, INCLUDED = "excluded", "included"
SCREENED, TAKEN_BACK = "screened", "screening undone"
FROM_FILE = "file"
"""Why a paper has a verdict that a file of another program brought."""
DECISIONS = (EXCLUDED, INCLUDED, SCREENED, TAKEN_BACK)


class Verdict(StrEnum):
    """What the reader says of a paper when screening; no paper is 'unread' by a verdict."""

    RELEVANT = "relevant"
    NOT = "not"
    MAYBE = "maybe"


_VERDICTS = {str(each): each for each in Verdict}


@dataclass(frozen=True, slots=True)
class Mark:
    """The verdict that stands on a paper of an area."""

    entry: str
    """The id of the journal's entry that says so."""
    paper: str
    verdict: Verdict
    why: str = ""
    shown: str = ""
    """Why the reader had the paper before them; empty where they named it themselves."""
    time: str = ""
    day: str = ""
    """The day that it is told with, as `Entry.day`."""


def marks_on(entries: Iterable[Entry], area: str) -> dict[str, Mark]:
    """Return the standing marks of an area by paper, in the order of their first reading.

    The last word holds. A mark that was taken back never was: the one before it stands again.
    """
    mine, taken_back = _on_area(entries, area)
    found: dict[str, Mark] = {}
    for entry in mine:
        if entry.id not in taken_back:
            _put(entry, found)
    return found


def marks_with(marks: dict[str, Mark], added: Iterable[Entry], area: str) -> dict[str, Mark] | None:
    """Return marks with those of entries that came since, or None where all have to be asked."""
    found = dict(marks)
    for entry in added:
        if entry.verb not in DECISIONS or entry.details.get("area") != area:
            continue
        if entry.verb == TAKEN_BACK:
            return None
        _put(entry, found)
    return found


def _put(entry: Entry, found: dict[str, Mark]) -> None:
    """Let an entry set or lift the mark on its paper."""
    if entry.verb == TAKEN_BACK:
        return
    mark = _mark(entry)
    if mark:
        found[entry.object] = mark
    elif entry.verb == INCLUDED and _is_out(found.get(entry.object)):
        del found[entry.object]


def unclear_marks(entries: Iterable[Entry], area: str) -> list[str]:
    """Return a sentence for each screening entry of an area whose verdict nobody can tell."""
    return [
        f"the verdict on {entry.object} ({entry.day}) cannot be understood; it does not count"
        for entry in entries
        if entry.verb == SCREENED and entry.details.get("area") == area and _mark(entry) is None
    ]


def excluded_from(entries: Iterable[Entry], area: str) -> frozenset[str]:
    """Return the ids of the papers that are excluded from an area, by name or in screening."""
    mine, taken_back = _on_area(entries, area)
    out: set[str] = set()
    for entry in mine:
        if entry.id in taken_back or entry.verb == TAKEN_BACK:
            continue
        said = _said(entry)
        if said is Verdict.NOT:
            out.add(entry.object)
        elif said is not None or entry.verb == INCLUDED:
            out.discard(entry.object)
    return frozenset(out)


def _on_area(entries: Iterable[Entry], area: str) -> tuple[list[Entry], frozenset[str]]:
    """Return the decisions on an area, and the ids of those that were taken back."""
    mine = [e for e in entries if e.verb in DECISIONS and e.details.get("area") == area]
    return mine, frozenset(str(e.details.get("undoes")) for e in mine if e.verb == TAKEN_BACK)


def decide(journal: Journal, area: str, papers: Iterable[str], verb: str, why: str = "") -> None:
    """Write down that papers are excluded from an area, or included again."""
    for paper in papers:
        journal.append(verb, paper, why, area=area)


def screen(
    journal: Journal, area: str, paper: str, verdict: Verdict, why: str = "",
    shown: str = "",
) -> Entry:  # fmt: skip
    """Write down a verdict; `shown` says why the paper was before the reader."""
    return journal.append(SCREENED, paper, why, area=area, verdict=str(verdict), shown=shown)


def screen_from_file(
    journal: Journal, area: str, said: Iterable[tuple[str, Verdict, str]], file: str
) -> str:
    """Write down the verdicts (paper, verdict, why) that a file brought; return their import's id.

    The file is named without its folder. An empty text where there is no verdict.
    """
    batch = uuid.uuid4().hex
    details = {"area": area, "shown": FROM_FILE, "file": file, "import": batch}
    written = journal.append_all(
        (SCREENED, paper, why, {**details, "verdict": str(verdict)}) for paper, verdict, why in said
    )
    return batch if written else ""


@dataclass(frozen=True, slots=True)
class FromFile:
    """Verdicts that came of one file at once."""

    id: str
    file: str
    """The file's name."""
    day: str
    verdicts: tuple[Entry, ...]
    """The entries that are not taken back."""


def brought_by_files(entries: Iterable[Entry], area: str) -> tuple[FromFile, ...]:
    """Return the imports of verdicts into an area of which something stands, the last one first."""
    mine, taken_back = _on_area(entries, area)
    found: dict[str, list[Entry]] = {}
    for entry in mine:
        batch = entry.details.get("import")
        if entry.verb == SCREENED and isinstance(batch, str) and entry.id not in taken_back:
            found.setdefault(batch, []).append(entry)
    return tuple(
        FromFile(batch, str(each[0].details.get("file", "")), each[0].day, tuple(each))
        for batch, each in reversed(found.items())
    )


def take_back_file(journal: Journal, area: str, batch: str) -> tuple[str, ...]:
    """Take back every verdict that an import brought, and no other; return the papers' ids.

    What the reader said of such a paper before or since holds.
    """
    brought = brought_by_files(journal.read()[0], area)
    gone = next((each.verdicts for each in brought if each.id == batch), ())
    journal.append_all(
        (TAKEN_BACK, entry.object, "", {"area": area, "undoes": entry.id}) for entry in gone
    )
    return tuple(entry.object for entry in gone)


def take_back(journal: Journal, area: str, mark: Mark) -> Entry:
    """Write down that a mark is taken back; what stood on the paper before it holds again."""
    return journal.append(TAKEN_BACK, mark.paper, area=area, undoes=mark.entry)


def _mark(entry: Entry) -> Mark | None:
    """Return the mark that an entry sets; None where it sets none or nobody can tell which."""
    verdict = _said(entry)
    if verdict is None:
        return None
    shown = str(entry.details.get("shown", ""))
    return Mark(entry.id, entry.object, verdict, entry.why, shown, entry.time, entry.day)


def _said(entry: Entry) -> Verdict | None:
    """Return the verdict that an entry states; None where it states none that can be told."""
    if entry.verb == EXCLUDED:
        return Verdict.NOT
    said = entry.details.get("verdict")
    return _VERDICTS.get(said) if entry.verb != INCLUDED and isinstance(said, str) else None


def _is_out(mark: Mark | None) -> bool:
    return mark is not None and mark.verdict is Verdict.NOT
