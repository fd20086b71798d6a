"""Everything that an appraisal states, as one list: value by value with the words behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fingerpost.reading.model import NOT_STATED, Appraisal, Count, Finding, Metric
from fingerpost.records import Span

ONE = (
    "problem", "specialty", "kind", "design", "task", "external_validation", "timing",
    "clinicians_compared", "reference_standard", "code_available", "data_available",
    "limitations", "funding", "conflicts",
)  # fmt: skip
"""The fields that hold one finding."""
MANY = ("modalities", "methods", "datasets", "calibration", "registrations")
"""The fields that hold several."""
COUNTS = ("participants", "sites")
FIELDS = (
    "problem", "specialty", "kind", "design", "task", "modalities", "methods", "participants",
    "splits", "sites", "datasets", "timing", "reference_standard", "external_validation",
    "clinicians_compared", "metrics", "calibration", "code_available", "data_available",
    "limitations", "funding", "conflicts", "registrations",
)  # fmt: skip
"""Every field in the order in which a reader asks."""


@dataclass(frozen=True, slots=True)
class Found:
    """One stated value: its field, the value in words, and the words of the text behind it."""

    field: str
    value: str
    evidence: tuple[Span, ...]
    confidence: float
    source: str = ""


def stated(appraisal: Appraisal) -> Iterator[Found]:
    """Give what an appraisal states, fields in their order; what is not stated is left out."""
    for field in FIELDS:
        held = getattr(appraisal, field)
        if field in ONE:
            yield from _findings(field, (held,))
        elif field in MANY:
            yield from _findings(field, held)
        elif field == "metrics":
            yield from map(_metric, held)
        elif field == "splits":
            for role, count in held:
                yield from _counted(field, f"{role} ", count)
        else:
            yield from _counted(field, "", held)


def shown(metric: Metric) -> str:
    """Return a performance figure in words: 'auroc 0.91 (0.88 to 0.94)'."""
    interval = ""
    if metric.low is not None and metric.high is not None:
        interval = f" ({metric.low:g} to {metric.high:g})"
    return f"{metric.name} {metric.value:g}{interval}"


def _findings(field: str, findings: tuple[Finding, ...]) -> Iterator[Found]:
    for each in findings:
        if each.value != NOT_STATED:
            yield Found(field, each.value, each.evidence, each.confidence, each.source)


def _counted(field: str, before: str, count: Count) -> Iterator[Found]:
    if count.value is not None:
        words = f"{before}{count.value} {count.unit}".strip()
        yield Found(field, words, count.evidence, count.confidence, count.source)


def _metric(metric: Metric) -> Found:
    evidence = (metric.span,) if metric.span.quote else ()
    return Found("metrics", shown(metric), evidence, metric.confidence, metric.source)
