"""Files of papers that somebody has screened: each paper with its label, relevant or not.

Read are tables with a column of labels, named as ASReview and the published sets name it, and RIS
with ASReview's labels in the notes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from fingerpost.errors import SourceError
from fingerpost.records import Problem
from fingerpost.sources import identifiers
from fingerpost.sources.column_names import fields_of
from fingerpost.sources.column_people import text_of
from fingerpost.sources.csv_table import header_of, read_rows
from fingerpost.sources.markup import plain_line, without_markup
from fingerpost.sources.opening import read_whole
from fingerpost.sources.ris import read_drafts
from fingerpost.sources.verdict_words import NOT, RELEVANT, column_in, verdict_of, verdicts_in
from fingerpost.text import digest, fold, plural

_SHOWN: Final = 5


class LabelledPaper(Struct, frozen=True, gc=False):
    """A screened paper; `record` counts from 1 within the file."""

    record: int
    title: str
    abstract: str
    keywords: str
    relevant: bool
    pmid: str = ""
    doi: str = ""


class LabelledFile(Struct, frozen=True):
    """The papers of a file that carry a label, and what was wrong with the others."""

    papers: tuple[LabelledPaper, ...]
    unlabelled: int
    """How many records have no label; they are left out."""
    column: str
    """Where the labels stand: the name of a column, or 'N1'."""
    problems: tuple[Problem, ...]


class _Record(Struct, frozen=True, gc=False):
    number: int
    line: int
    labels: tuple[str, ...]
    paper: LabelledPaper


def read_labelled(path: Path, column: str = "") -> LabelledFile:
    """Return the papers of a labelled table or RIS file, which may be gzipped.

    `column` names the column of labels where it has a name of its own. A label that is not
    understood is a problem, and its record is left out. Raises SourceError for a file that cannot
    be read or has no labels, and for one that calls the same paper relevant and not relevant.
    """
    kind, text = read_whole(path)
    if kind == "csv":
        named, records, faults = _of_table(text, path, column)
    elif kind == "ris":
        named, records, faults = "N1", list(_of_ris(text)), []
    else:
        raise SourceError(
            f"{path}: labels can be read from a table (CSV) with a column of labels, or from RIS"
            " with ASReview's labels in the notes"
        )
    papers, problems = _judged(records, path)
    if not papers:
        raise SourceError(
            f"{path}: no record carries a label"
            + (" (ASReview_relevant or ASReview_irrelevant in a note, N1)" * (kind == "ris"))
        )
    _refuse_contradictions(papers, path)
    left = len(records) - len(papers) - len(problems)
    told = sorted([*faults, *problems], key=lambda problem: problem.record or 0)
    return LabelledFile(tuple(papers), left, named, tuple(told))


def _judged(records: Sequence[_Record], path: Path) -> tuple[list[LabelledPaper], list[Problem]]:
    papers, problems = [], []
    for record in records:
        verdicts = {verdict_of(label) for label in record.labels}
        decided = verdicts & {RELEVANT, NOT}
        shown = "' and '".join(sorted(record.labels))
        if None in verdicts:
            reason = f"the label '{shown}' is neither relevant (1) nor not relevant (0)"
        elif len(decided) > 1:
            reason = f"the record is labelled both '{shown}'"
        else:
            if decided:
                papers.append(_labelled(record.paper, relevant=RELEVANT in decided))
            continue
        problems.append(
            Problem(path.name, f"{reason}, so it was left out", record.number, record.line)
        )
    return papers, problems


def _labelled(paper: LabelledPaper, *, relevant: bool) -> LabelledPaper:
    from msgspec.structs import replace

    return replace(paper, relevant=relevant)


def _of_table(text: str, path: Path, column: str) -> tuple[str, list[_Record], list[Problem]]:
    header = header_of(text)
    rows, faults = [], []
    for row in read_rows(text, header, path.name):
        if isinstance(row, Problem):
            faults.append(row)
        else:
            rows.append(row)
    named = _column(header.names, [cells for *_, cells in rows], path, column)
    records = [_of_row(number, line, cells, named) for number, line, cells in rows]
    return named, records, faults


def _of_row(number: int, line: int, cells: dict[str, str], column: str) -> _Record:
    fields = fields_of(cells.items())
    paper = LabelledPaper(
        record=number,
        title=plain_line(text_of(fields.get("title"))),
        abstract=without_markup(text_of(fields.get("abstract"))),
        keywords="; ".join(text_of(one) for one in _list(fields.get("keywords"))),
        relevant=False,
        pmid=identifiers.pmid(text_of(fields.get("pmid"))),
        doi=identifiers.doi(text_of(fields.get("doi"))),
    )
    return _Record(number, line, (cells.get(column, ""),), paper)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _column(names: Sequence[str], rows: Sequence[dict[str, str]], path: Path, wanted: str) -> str:
    held = column_in(names, rows, wanted)
    if held is not None:
        return held
    if wanted:
        raise SourceError(f"{path}: there is no column '{wanted}'; {_columns(names)}")
    raise SourceError(
        f"{path}: no column holds labels; name one 'label_included', or say which it is with"
        f" --label COLUMN. {_columns(names)}"
    )


def _columns(names: Sequence[str]) -> str:
    shown = ", ".join(name for name in names if name)
    return f"its columns are: {shown[:200]}{'…' * (len(shown) > 200)}"


def _of_ris(text: str) -> Iterator[_Record]:
    for number, record, draft in read_drafts(text):
        labels, _ = verdicts_in("\n".join(record.all("N1")))
        paper = LabelledPaper(
            record=number,
            title=plain_line(draft.title),
            abstract=draft.abstract,
            keywords="; ".join(draft.keywords),
            relevant=False,
            pmid=draft.pmid,
            doi=draft.doi,
        )
        yield _Record(number, record.line, labels, paper)


def _refuse_contradictions(papers: Sequence[LabelledPaper], path: Path) -> None:
    """Raise SourceError where records of one paper carry both labels."""
    groups: defaultdict[str, list[LabelledPaper]] = defaultdict(list)
    for paper in papers:
        for key in _identities(paper):
            groups[key].append(paper)
    both = {
        tuple(paper.record for paper in group): group[0]
        for group in groups.values()
        if len(Counter(paper.relevant for paper in group)) > 1
    }
    if not both:
        return
    places = [
        f"records {', '.join(map(str, numbers))} ('{first.title[:60]}')"
        for numbers, first in list(both.items())[:_SHOWN]
    ]
    more = f" and {len(both) - _SHOWN} more" if len(both) > _SHOWN else ""
    raise SourceError(
        f"{path}: {plural(len(both), 'paper')} labelled both relevant and not relevant:"
        f" {'; '.join(places)}{more}. Give all records of a paper one label, and run it again"
    )


def _identities(paper: LabelledPaper) -> Iterator[str]:
    """What two records of one paper share: a PMID, a DOI, or title and abstract."""
    if paper.pmid:
        yield f"pmid:{paper.pmid}"
    if paper.doi:
        yield f"doi:{paper.doi}"
    if fold(paper.title) and fold(paper.abstract):
        yield digest(fold(paper.title), fold(paper.abstract))
