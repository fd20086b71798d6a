"""One whole paper in, everything that it says out: the abstract first, then its own sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from fingerpost.reading.appraisal import appraise, appraise_document
from fingerpost.reading.declarations import read_declarations
from fingerpost.reading.model import NOT_STATED, Appraisal, Count, Finding, Metric
from fingerpost.reading.sample_words import LEVELS, PEOPLE
from fingerpost.reading.sentences import Role
from fingerpost.reading.whole import Whole, assemble, document_of
from fingerpost.records import Span
from fingerpost.sources.full_text import FullText, PartKind

_OWN: dict[PartKind, Role | None] = {
    PartKind.METHODS: Role.METHODS,
    PartKind.RESULTS: Role.RESULTS,
    PartKind.OTHER: None,
}
"""Where a paper tells of its own study; introduction, discussion and references tell of others."""
_LATE: dict[PartKind, Role | None] = dict.fromkeys(
    (
        PartKind.LIMITATIONS, PartKind.DISCUSSION, PartKind.CONCLUSION, PartKind.REGISTRATION,
        PartKind.ETHICS, PartKind.ACKNOWLEDGEMENTS, PartKind.FOOTNOTES, PartKind.OTHER,
    ),
    Role.CONCLUSION,
)  # fmt: skip
"""Where a paper tells of itself, beside the headings under which it declares something."""
_STUDY_FIELDS = (
    "participants", "sites", "timing", "reference_standard", "datasets", "modalities",
    "registrations",
)  # fmt: skip
"""Taken from the study's own sections where title and abstract do not state them."""
_MODEL_FIELDS = ("splits", "external_validation", "clinicians_compared", "calibration")
"""Taken from them in papers that show machine learning: else the words are about other things."""
_LATE_FIELDS = (
    "limitations", "funding", "conflicts", "code_available", "data_available", "registrations",
)  # fmt: skip
_WHAT_IT_IS = ("kind", "task", "methods", "problem", "specialty", "design")
"""Taken from the sections only where the paper has no abstract: they name much in passing."""
_SURENESS = {PartKind.METHODS: 0.85, PartKind.RESULTS: 0.85, PartKind.OTHER: 0.6}
"""How much of the readers' confidence is left there: they were made for abstracts."""
_MOST_METRICS = 12

_Stated = TypeVar("_Stated", Finding, Count, Metric)


@dataclass(frozen=True, slots=True)
class FullTextAppraisal:
    """What a whole paper says; spans count code points of `whole.text`.

    `source` of each value says where it stands: empty for title and abstract.
    """

    appraisal: Appraisal
    whole: Whole


def appraise_full_text(full: FullText) -> FullTextAppraisal:
    """Return what a whole paper says, each value with its quote and where that stands.

    What title and abstract state wins. Else methods and results are read, never the introduction,
    the discussion or the references; what a paper declares of itself is read where it declares it.
    """
    whole = assemble(full)
    front = appraise(full.paper)
    own = appraise_document(document_of(whole, _OWN, with_front=True), full.paper)
    late = appraise_document(document_of(whole, _LATE, with_front=False), full.paper)
    said = read_declarations(whole)
    found = front
    if not full.paper.abstract:
        found = _filled(found, own, _WHAT_IT_IS, whole)
    found = _with_specific_methods(found, own, whole)
    if front.kind.value != "review":
        count = _counted(own.participants, about_learning=found.about_learning)
        found = _filled(found, replace(own, participants=count), _STUDY_FIELDS, whole)
        if found.about_learning:
            found = _filled(found, own, _MODEL_FIELDS, whole)
            found = replace(found, metrics=_metrics(found.metrics, own.metrics, whole))
    for other in (said, late):
        found = _filled(found, other, _LATE_FIELDS, whole)
    return FullTextAppraisal(found, whole)


def _filled(found: Appraisal, other: Appraisal, fields: Iterable[str], whole: Whole) -> Appraisal:
    """Give what is not stated the value of the other appraisal, with where it stands."""
    values: dict[str, Any] = {
        field: _placed_all(getattr(other, field), whole)
        for field in fields
        if not _is_stated(getattr(found, field))
    }
    return replace(found, **values)


def _is_stated(value: object) -> bool:
    if isinstance(value, Finding):
        return value.value != NOT_STATED
    if isinstance(value, Count):
        return value.value is not None
    return bool(value)


def _placed_all(value: Any, whole: Whole) -> Any:
    """Say where a field's value stands, or each of its values, or each split's."""
    if isinstance(value, Finding):
        return _placed(value, value.evidence, whole)
    if isinstance(value, Count):
        return _placed(value, value.evidence, whole)
    return tuple(
        _placed(one, one.evidence, whole)
        if isinstance(one, Finding)
        else (one[0], _placed(one[1], one[1].evidence, whole))
        for one in value
    )


def _placed(value: _Stated, spans: Sequence[Span], whole: Whole) -> _Stated:
    """Say where a value stands, and how much less sure the place makes us."""
    stretch = whole.stretch_at(spans[0].start) if spans else None
    if stretch is None:
        return value
    confidence = round(value.confidence * _SURENESS.get(stretch.part.kind, 1.0), 2)
    return replace(value, confidence=confidence, source=whole.source(spans[0].start))


def _counted(participants: Count, *, about_learning: bool) -> Count:
    """The count, if the words that give it name what is counted: 'n = 9' may be nine minnows.

    Images and samples are the data of models; elsewhere they are counted in passing.
    """
    quoted = participants.evidence[0].quote.casefold() if participants.evidence else ""
    people = bool(LEVELS[PEOPLE].match(participants.unit.casefold()))
    named = participants.unit.casefold() in quoted
    return participants if named and (people or about_learning) else Count()


def _with_specific_methods(found: Appraisal, own: Appraisal, whole: Whole) -> Appraisal:
    """Take the methods named in the sections where the abstract names general ones only."""
    general = all(one.value.endswith("_unspecified") for one in found.methods)
    specific = tuple(one for one in own.methods if not one.value.endswith("_unspecified"))
    if not (found.about_learning and general and specific):
        return found
    return replace(found, methods=_placed_all(specific, whole))


def _metrics(
    front: tuple[Metric, ...], own: tuple[Metric, ...], whole: Whole
) -> tuple[Metric, ...]:
    """The abstract's figures, and those of the results whose name the abstract does not have."""
    named = {metric.name for metric in front}
    more = [one for one in own if one.name not in named and whole.stretch_at(one.span.start)]
    return (*front, *(_placed(one, (one.span,), whole) for one in more[:_MOST_METRICS]))
