"""The evidence table as HTML: every appraisal a row, its quotes inside, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from fingerpost.dives.evidence_summary import PEOPLE, best_auroc
from fingerpost.dives.model import Dive
from fingerpost.dives.plain import plain_words
from fingerpost.reading.found import stated
from fingerpost.reading.model import NOT_STATED, Appraisal
from fingerpost.records import Paper

SHOWN = (
    "kind", "task", "modalities", "methods", "participants", "external_validation", "timing",
    "clinicians_compared", "code_available", "metrics",
)  # fmt: skip
"""Fields whose quotes stand in the page; evidence.csv has the others as well."""
SILENT = "n/s"
HEADINGS = (
    ("Paper", "text"), ("Year", "number"), ("Kind", "text"), ("Task", "text"), ("Data", "text"),
    ("Methods", "text"), ("People", "number"), ("Other site or time", "text"),
    ("Timing", "text"), ("Against clinicians", "text"), ("Code", "text"), ("AUROC", "number"),
)  # fmt: skip


def evidence_rows(dive: Dive) -> str:
    """Return the rows of the table; each tells in which cells of the grid its paper stands."""
    papers = {paper.id: paper for paper in dive.papers}
    cells: dict[str, list[str]] = {}
    for number, cell in enumerate(dive.gaps.cells if dive.gaps else ()):
        for paper in cell.papers:
            cells.setdefault(paper, []).append(str(number))
    return "\n".join(
        _row(each, papers[each.paper_id], cells.get(each.paper_id, ())) for each in dive.appraisals
    )


def choices(appraisals: Sequence[Appraisal]) -> Mapping[str, tuple[tuple[str, str, int], ...]]:
    """Return what the table may be narrowed to: (value, words, papers), commonest first."""
    return {
        "kind": _counted((each.kind.value,) for each in appraisals),
        "task": _counted((each.task.value,) for each in appraisals),
        "data": _counted(_values(each, "modalities") for each in appraisals),
        "method": _counted(_values(each, "methods") for each in appraisals),
    }


def _row(appraisal: Appraisal, paper: Paper, cells: Iterable[str]) -> str:
    people, auroc = appraisal.participants.value, best_auroc(appraisal)
    values = (
        str(paper.year or SILENT),
        _one(appraisal.kind.value),
        _one(appraisal.task.value),
        ", ".join(map(plain_words, _values(appraisal, "modalities"))) or SILENT,
        ", ".join(map(plain_words, _values(appraisal, "methods"))) or SILENT,
        SILENT if people is None else _size(people, appraisal.participants.unit),
        _one(appraisal.external_validation.value),
        _one(appraisal.timing.value),
        _one(appraisal.clinicians_compared.value),
        _one(appraisal.code_available.value),
        SILENT if auroc is None else f"{auroc:g}",
    )
    narrowed = {
        "kind": appraisal.kind.value,
        "task": appraisal.task.value,
        "data": " ".join(_values(appraisal, "modalities")),
        "method": " ".join(_values(appraisal, "methods")),
        "cells": " ".join(cells),
    }
    data = "".join(f' data-{name}="{value}"' for name, value in narrowed.items() if value)
    labels = (heading for heading, _ in HEADINGS[1:])
    rest = "".join(
        f'<td data-label="{label}">{escape(value)}</td>'
        for label, value in zip(labels, values, strict=True)
    )
    return f'<tr{data}><th scope="row">{_title(paper)}{_quotes(appraisal)}</th>{rest}</tr>'


def _title(paper: Paper) -> str:
    words = f"{escape(paper.title)} <span class=soft>{escape(paper.cite())}</span>"
    if not paper.address.startswith("https://"):
        return words
    return f'<a href="{escape(paper.address)}" rel="noreferrer">{words}</a>'


def _quotes(appraisal: Appraisal) -> str:
    lines = []
    for found in stated(appraisal):
        if found.field in SHOWN:
            quotes = " … ".join(f"“{escape(span.quote)}”" for span in found.evidence)
            name = escape(plain_words(found.field))
            said = quotes or escape(found.source or "no quote")
            lines.append(f"<li>{name} <em>{escape(plain_words(found.value))}</em>: {said}</li>")
    if not lines:
        return ""
    return f"<details><summary>Quotes</summary><ul>{''.join(lines)}</ul></details>"


def _size(count: int, unit: str) -> str:
    """Return a number of people, or with their unit what are none: '12,000 images'."""
    return f"{count:,}" if unit in PEOPLE else f"{count:,} {unit}"


def _one(value: str) -> str:
    return SILENT if value == NOT_STATED else plain_words(value)


def _values(appraisal: Appraisal, field: str) -> tuple[str, ...]:
    found = (finding.value for finding in getattr(appraisal, field))
    return tuple(dict.fromkeys(value for value in found if value != NOT_STATED))


def _counted(named: Iterable[Sequence[str]]) -> tuple[tuple[str, str, int], ...]:
    counts: dict[str, int] = {}
    for values in named:
        for value in values:
            counts[value] = counts.get(value, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((value, plain_words(value), count) for value, count in ranked)
