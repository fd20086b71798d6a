"""Papers with what somebody decided on them: tables and RIS of screening tools.

Known are our own files, those of ASReview (a column of 0 and 1; `ASReview_relevant` in a note) and
of Rayyan (`RAYYAN-INCLUSION: {"Ada"=>"Included"}` in a note).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources import csv_table, ris
from fingerpost.sources.draft import Place
from fingerpost.sources.opening import read_whole
from fingerpost.sources.verdict_words import COLUMNS, NONE, column_in, verdict_of, verdicts_in

_REASONS: Final = ("reason", "exclusion_reason", "exclusion reason", "exclusion reasons")


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
            yield _labelled(item, noted.place, *verdicts_in(noted.texts.get("notes", "")))
    elif kind in ("csv", "pubmed-csv"):
        yield from _table(text, path.name, column)
    else:
        yield Problem(path.name, "this is neither RIS nor a table with a column of titles")


def _table(text: str, file: str, column: str) -> Iterator[Labelled | Problem]:
    header = csv_table.header_of(text)
    rows = list(csv_table.read_noted(text, file))
    held = column_in(header.names, [noted.texts for _, noted in rows], column)
    if held is None:
        sought = f"'{column}'" if column else f"verdicts ({', '.join(COLUMNS)})"
        named = ", ".join(filter(None, header.names))
        yield Problem(file, f"no column {sought}; its columns are: {named}", line=1)
        return
    lowered = {name.lower(): name for name in header.names}
    reason = next((lowered[name] for name in _REASONS if name in lowered), "")
    for item, noted in rows:
        why = noted.texts.get(reason, "").strip()
        # Our own export says it twice; a spreadsheet may have changed one of them.
        said = [noted.texts.get(held, "")]
        said += [noted.texts.get("included", "")] if held == "verdict" else []
        yield _labelled(item, noted.place, said, why)


def _labelled(
    item: Paper | Problem, place: Place, said: Sequence[str], why: str
) -> Labelled | Problem:
    """Return a paper with the one verdict that all words state; else the problem that none is."""
    if isinstance(item, Problem):
        return item
    verdicts = {verdict_of(word) for word in said} - {NONE}
    if not verdicts:
        return Labelled(item, NONE, why, place.record, place.line)
    (verdict, *others) = sorted(map(str, verdicts))
    if others or None in verdicts:
        told = " and ".join(f"'{word.strip()}'" for word in said)
        return place.problem(
            f"the verdict {told} cannot be understood; write relevant, not or maybe (or 1, 0)"
        )
    return Labelled(item, verdict, why, place.record, place.line)
