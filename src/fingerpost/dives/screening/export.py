"""What was decided on the papers of an area, for other tools: RIS and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fingerpost.dives.screening.session import Screening
from fingerpost.dives.tables import Cell, to_csv
from fingerpost.errors import UsageError
from fingerpost.home.decisions import Mark, Verdict
from fingerpost.records import Paper

NOTE = "Fingerpost"
_ASREVIEW = {Verdict.RELEVANT: "ASReview_relevant", Verdict.NOT: "ASReview_irrelevant"}
_HEADER = ("id", "title", "authors", "journal", "year", "doi", "pmid", "verdict", "reason",
           "shown because", "decided", "included")  # fmt: skip
_INCLUDED = {Verdict.RELEVANT: 1, Verdict.NOT: 0}


def exported(screening: Screening, path: Path, *, unread: bool = False) -> str:
    """Return the marked papers as the file's ending says (`.ris` or `.csv`), in reading order.

    With `unread` the papers not read yet stand behind them. In CSV `included` is 1 for relevant and
    0 for not, as screening tools read it. UsageError for another ending.
    """
    rows = list(_rows(screening, unread=unread))
    if path.suffix.lower() == ".csv":
        return to_csv(_HEADER, (_cells(paper, mark) for paper, mark in rows))
    if path.suffix.lower() == ".ris":
        from fingerpost.sources.ris_writing import to_ris

        return to_ris((paper, _notes(mark)) for paper, mark in rows)
    raise UsageError(f"'{path.name}' must end in .ris or .csv: the ending says which is written.")


def _rows(screening: Screening, *, unread: bool) -> Iterator[tuple[Paper, Mark | None]]:
    marks = screening.marks
    yield from ((screening.papers[each], mark) for each, mark in marks.items())
    if unread:
        left = sorted(screening.papers.keys() - marks.keys())
        yield from ((screening.papers[each], None) for each in left)


def _cells(paper: Paper, mark: Mark | None) -> list[Cell]:
    authors = "; ".join(author.short_name for author in paper.authors)
    facts: list[Cell] = [paper.id, paper.title, authors, paper.journal, paper.year]
    decided: list[Cell] = ["", "", "", "", None]
    if mark:
        day = mark.day
        decided = [str(mark.verdict), mark.why, mark.shown, day, _INCLUDED.get(mark.verdict)]
    return [*facts, paper.doi, paper.pmid, *decided]


def _notes(mark: Mark | None) -> list[str]:
    """Return the notes of a record: our own in words, and the label that ASReview reads."""
    if mark is None:
        return ["ASReview_not_seen"]
    said = f"{NOTE}: {mark.verdict}" + (f"; reason: {mark.why}" if mark.why else "")
    return [said, *([_ASREVIEW[mark.verdict]] if mark.verdict in _ASREVIEW else [])]
