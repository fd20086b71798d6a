"""The evidence table as HTML: an appraisal a row, its quotes inside, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from fingerpost.dives.evidence_lines import HEADINGS, EvidenceLine, lines_of, shown_findings
from fingerpost.dives.model import Dive
from fingerpost.dives.plain import plain_words
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper
from fingerpost.sources.tex_text import without_tex

MOST_ROWS: Final = 5_000
"""A page of 100,000 rows weighed 99 MB, which no browser opens; evidence.csv has them all."""


def appraisals_on_page(dive: Dive) -> Sequence[Appraisal]:
    """Return whose rows the page holds: where they are too many, machine learning comes first."""
    if len(dive.appraisals) <= MOST_ROWS:
        return dive.appraisals
    return sorted(dive.appraisals, key=lambda each: not each.about_learning)[:MOST_ROWS]


def evidence_rows(dive: Dive, appraisals: Sequence[Appraisal]) -> str:
    """Return the rows of these; each tells in which cells of the grid its paper stands."""
    cells: dict[str, list[str]] = {}
    for number, cell in enumerate(dive.gaps.cells if dive.gaps else ()):
        for paper in cell.papers:
            cells.setdefault(paper, []).append(str(number))
    return "\n".join(
        _row(line, cells.get(line.paper.id, ())) for line in lines_of(dive, appraisals)
    )


def _row(line: EvidenceLine, cells: Iterable[str]) -> str:
    narrowed = {name: " ".join(values) for name, values in line.narrowed.items()}
    data = "".join(
        f' data-{name}="{value}"'
        for name, value in {**narrowed, "cells": " ".join(cells)}.items()
        if value
    )
    labels = (heading for heading, _ in HEADINGS[1:])
    rest = "".join(
        f'<td data-label="{label}">{escape(value)}</td>'
        for label, value in zip(labels, line.values, strict=True)
    )
    return (
        f'<tr{data}><th scope="row">{_title(line.paper)}{_quotes(line.appraisal)}</th>{rest}</tr>'
    )


def _title(paper: Paper) -> str:
    words = f"{escape(without_tex(paper.title))} <span class=soft>{escape(paper.cite())}</span>"
    if not paper.address.startswith("https://"):
        return words
    return f'<a href="{escape(paper.address)}" rel="noreferrer">{words}</a>'


def _quotes(appraisal: Appraisal) -> str:
    lines = []
    for found in shown_findings(appraisal):
        quotes = " … ".join(f"“{escape(span.quote)}”" for span in found.evidence)
        name = escape(plain_words(found.field))
        said = quotes or escape(found.source or "no quote")
        lines.append(f"<li>{name} <em>{escape(plain_words(found.value))}</em>: {said}</li>")
    if not lines:
        return ""
    return f"<details><summary>Quotes</summary><ul>{''.join(lines)}</ul></details>"
