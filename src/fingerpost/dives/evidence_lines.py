"""The evidence table as rows of words: what each abstract states, in the order of the papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fingerpost.dives.evidence_summary import PEOPLE, best_auroc
from fingerpost.dives.model import Dive
from fingerpost.dives.plain import plain_words
from fingerpost.reading.found import Found, stated
from fingerpost.reading.model import NOT_STATED, Appraisal
from fingerpost.records import Paper

SHOWN: Final = (
    "kind", "task", "modalities", "methods", "participants", "external_validation", "timing",
    "clinicians_compared", "code_available", "metrics",
)  # fmt: skip
"""Fields whose quotes stand in the page; evidence.csv has the others as well."""
SILENT: Final = "n/s"
HEADINGS: Final[tuple[tuple[str, str], ...]] = (
    ("Paper", "text"), ("Year", "number"), ("Kind", "text"), ("Task", "text"), ("Data", "text"),
    ("Methods", "text"), ("People", "number"), ("Other site or time", "text"),
    ("Timing", "text"), ("Against clinicians", "text"), ("Code", "text"), ("AUROC", "number"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One appraisal as a row of the table."""

    paper: Paper
    appraisal: Appraisal
    values: tuple[str, ...]
    """In words, a value a heading after the first; what is not stated is `SILENT`."""
    narrowed: Mapping[str, tuple[str, ...]]
    """What the table may be narrowed by: kind, task, data and method, as the closed lists have
    them."""


def evidence_lines(dive: Dive) -> list[EvidenceLine]:
    """Return a row for each appraisal."""
    return lines_of(dive, dive.appraisals)


def lines_of(dive: Dive, appraisals: Sequence[Appraisal]) -> list[EvidenceLine]:
    """Return a row for each of these appraisals of a dive."""
    papers = {paper.id: paper for paper in dive.papers}
    return [_line(each, papers[each.paper_id]) for each in appraisals]


def shown_findings(appraisal: Appraisal) -> Iterator[Found]:
    """Give what the table shows of an appraisal with its quotes."""
    return (found for found in stated(appraisal) if found.field in SHOWN)


def choices(appraisals: Sequence[Appraisal]) -> Mapping[str, tuple[tuple[str, str, int], ...]]:
    """Return what the table may be narrowed to: (value, words, papers), commonest first."""
    return {
        "kind": _counted((each.kind.value,) for each in appraisals),
        "task": _counted((each.task.value,) for each in appraisals),
        "data": _counted(_values(each, "modalities") for each in appraisals),
        "method": _counted(_values(each, "methods") for each in appraisals),
    }


def _line(appraisal: Appraisal, paper: Paper) -> EvidenceLine:
    people, auroc = appraisal.participants.value, best_auroc(appraisal)
    data, methods = _values(appraisal, "modalities"), _values(appraisal, "methods")
    values = (
        str(paper.year or SILENT),
        _one(appraisal.kind.value),
        _one(appraisal.task.value),
        ", ".join(map(plain_words, data)) or SILENT,
        ", ".join(map(plain_words, methods)) or SILENT,
        SILENT if people is None else _size(people, appraisal.participants.unit),
        _one(appraisal.external_validation.value),
        _one(appraisal.timing.value),
        _one(appraisal.clinicians_compared.value),
        _one(appraisal.code_available.value),
        SILENT if auroc is None else f"{auroc:g}",
    )
    narrowed = {
        "kind": (appraisal.kind.value,),
        "task": (appraisal.task.value,),
        "data": data,
        "method": methods,
    }
    return EvidenceLine(paper, appraisal, values, narrowed)


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
