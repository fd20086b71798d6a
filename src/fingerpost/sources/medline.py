"""PubMed's MEDLINE text, also called NBIB: tagged lines, one record after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fingerpost.records import Paper, Problem
from fingerpost.sources.cut_ends import Shape, Signs, judged
from fingerpost.sources.draft import Place
from fingerpost.sources.medline_fields import Fields, read_fields

_SIGNS = Signs(("TI", "BTI", "TT"))
_TAGGED = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")


@dataclass(slots=True)
class _Record:
    number: int
    line: int
    fields: Fields = field(default_factory=list)
    stray: list[int] = field(default_factory=list)


def read_text(text: str, file: str) -> Iterator[Paper | Problem]:
    """Yield the papers and problems of MEDLINE text, in the order of the file."""
    found = False
    for record, end in judged(_records(text), _shape, text, _SIGNS):
        found = True
        yield from end.told(_read(record, file), Place(file, record.number, record.line))
    if not found:
        yield Problem(file, "there is no MEDLINE record in this file")


def _shape(record: _Record) -> Shape:
    return Shape(frozenset(tag for tag, _ in record.fields), record.fields[-1][0])


def _read(record: _Record, file: str) -> Iterator[Paper | Problem]:
    for line in record.stray:
        yield Problem(file, "this line has no tag, so it was left out", record.number, line)
    paper, fault = read_fields(record.fields)
    if not paper.title:
        which = f" (PMID {paper.pmid})" if paper.pmid else ""
        reason = f"the record{which} has no title, so it was left out"
        yield Problem(file, reason, record.number, record.line)
        return
    if fault:
        yield Problem(file, fault, record.number, record.line)
    yield paper


def _records(text: str) -> Iterator[_Record]:
    """Cut at PMID lines, and at blank lines that no continuation follows."""
    current: _Record | None = None
    number, blank = 0, True
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for position, line in enumerate(lines, 1):
        if not line.strip():
            blank = True
            continue
        tagged = _TAGGED.fullmatch(line.rstrip())
        if tagged:
            if current is None or blank or tagged.group(1) == "PMID":
                if current:
                    yield current
                number += 1
                current = _Record(number, position)
            current.fields.append((tagged.group(1), tagged.group(2).strip()))
        elif current:
            _continue(current, line, position)
        blank = False
    if current:
        yield current


def _continue(record: _Record, line: str, position: int) -> None:
    if line[0].isspace():
        tag, value = record.fields[-1]
        record.fields[-1] = (tag, f"{value} {line.strip()}".strip())
    else:
        record.stray.append(position)
