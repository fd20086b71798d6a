"""Papers with what somebody decided on them: tables and RIS of screening tools.

Known are our own files, those of ASReview (a column of 0 and 1; `ASReview_relevant` in a note) and
of Rayyan (`RAYYAN-INCLUSION: {"Ada"=>"Included"}` in a note).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources import csv_table, ris
from fingerpost.sources.draft import Place
from fingerpost.sources.opening import read_whole

RELEVANT, NOT, MAYBE = "relevant", "not", "maybe"
COLUMNS: Final = (
    "verdict", "label_included", "included", "final_included", "asreview_label", "label",
    "inclusion", "decision", "relevant", "label_abstract_screening",
)  # fmt: skip
"""The columns that may hold the verdict, the one that counts first."""
_REASONS: Final = ("reason", "exclusion_reason", "exclusion reason", "exclusion reasons")
_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("1", "1.0", "yes", "true", "relevant", "included", "include"), RELEVANT),
    **dict.fromkeys(("0", "0.0", "no", "false", "not", "irrelevant", "excluded", "exclude",
                     "not relevant"), NOT),
    **dict.fromkeys(("maybe", "unsure", "unclear", "?"), MAYBE),
    **dict.fromkeys(("", "-1", "-1.0", "nan", "na", "none", "unread", "undecided"), ""),
}  # fmt: skip
_ASREVIEW = re.compile(r"\bASReview_(relevant|irrelevant|not_seen)\b", re.IGNORECASE)
_OWN = re.compile(r"^Fingerpost: (relevant|not|maybe)(?:; reason: (.*))?$", re.MULTILINE)
_RAYYAN = re.compile(r"RAYYAN-INCLUSION: \{([^}]{0,2000})\}")
_RAYYAN_SAYS = re.compile(r'=>\s{0,3}"([^"]{0,40})"')
_RAYYAN_WHY = re.compile(r"RAYYAN-EXCLUSION-REASONS: ([^|\n]{1,500})")


class Labelled(Struct, frozen=True, gc=False):
    """A paper of a file with its verdict: relevant, not, maybe, or '' where it has none."""

    paper: Paper
    verdict: str
    why: str = ""
    record: int | None = None
    line: int | None = None


def read_verdicts(path: Path, column: str = "") -> Iterator[Labelled | Problem]:
    """Yield the papers of a table or RIS file with their verdicts, and problems, in their order.

    `column` names the column of a table that holds the verdict; else the first of `COLUMNS` that
    there is. A verdict that cannot be understood is a problem with its place, and no paper.
    """
    try:
        kind, text = read_whole(path)
    except SourceError as error:
        yield Problem(path.name, str(error))
        return
    if kind == "ris":
        for item, noted in ris.read_noted(text, path.name):
            yield _labelled(item, noted.place, _of_note(noted.texts))
    elif kind in ("csv", "pubmed-csv"):
        yield from _table(text, path.name, column)
    else:
        yield Problem(path.name, "this is neither RIS nor a table with a column of titles")


def _table(text: str, file: str, column: str) -> Iterator[Labelled | Problem]:
    names = [name.strip() for name in csv_table.header_of(text).names]
    lowered = {name.lower(): name for name in names}
    wanted = [column.lower()] if column else COLUMNS
    held = next((lowered[name] for name in wanted if name in lowered), None)
    if held is None:
        sought = f"'{column}'" if column else f"verdicts ({', '.join(COLUMNS)})"
        yield Problem(file, f"no column {sought}; its columns are: {', '.join(names)}", line=1)
        return
    reason = next((lowered[name] for name in _REASONS if name in lowered), "")
    for item, noted in csv_table.read_noted(text, file):
        stated = noted.texts.get(held, "").strip()
        why = noted.texts.get(reason, "").strip()
        said = _WORDS.get(stated.lower(), f"'{stated}'")
        yield _labelled(item, noted.place, (said, why))


def _labelled(item: Paper | Problem, place: Place, said: tuple[str, str]) -> Labelled | Problem:
    if isinstance(item, Problem):
        return item
    verdict, why = said
    if verdict in (RELEVANT, NOT, MAYBE, ""):
        return Labelled(item, verdict, why, place.record, place.line)
    reason = f"the verdict {verdict} cannot be understood; write relevant, not or maybe (or 1, 0)"
    return place.problem(reason)


def _of_note(texts: Mapping[str, str]) -> tuple[str, str]:
    """Return the verdict and reason that a record's notes state; '' where they state none."""
    notes = texts.get("notes", "")
    if own := _OWN.search(notes):
        return own[1], (own[2] or "").strip()
    if rayyan := _RAYYAN.search(notes):
        said = {_WORDS.get(word.lower(), word) for word in _RAYYAN_SAYS.findall(rayyan[1])}
        why = _RAYYAN_WHY.search(notes)
        return _one_of(said), why[1].strip() if why else ""
    found = {label.lower() for label in _ASREVIEW.findall(notes)} - {"not_seen"}
    return _one_of({RELEVANT if label == "relevant" else NOT for label in found}), ""


def _one_of(said: set[str]) -> str:
    """Return what all say; where they differ, what they say as nobody can take it."""
    decided = sorted(said - {""})
    return decided[0] if len(decided) == 1 else " and ".join(f"'{each}'" for each in decided)
