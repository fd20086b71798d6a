"""Papers in, everything their titles and abstracts say out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from fingerpost.reading.design import (
    read_clinicians_compared,
    read_code,
    read_external_validation,
    read_timing,
)
from fingerpost.reading.document import Document, prepare, prepare_many
from fingerpost.reading.further import NOTHING_FURTHER, Further, read_further
from fingerpost.reading.kind import read_kind
from fingerpost.reading.learning import sign_of_learning
from fingerpost.reading.methods import methods_named, read_methods
from fingerpost.reading.metrics import read_metrics
from fingerpost.reading.modality import read_modalities
from fingerpost.reading.model import Appraisal, Count, Finding, Metric
from fingerpost.reading.participants import read_participants
from fingerpost.reading.sites import read_sites
from fingerpost.reading.task import read_task
from fingerpost.reading.words import Hit
from fingerpost.records import Paper, Span

_BLOCK = 250
"""How many papers are asked one question in a row."""


def appraise(paper: Paper) -> Appraisal:
    """Return what title and abstract say: the same text gives the same critical appraisal.

    Spans count code points of `Paper.text`; `text[span.start:span.end] == span.quote` always.
    """
    return appraise_document(prepare(paper.text), paper)


def appraise_many(papers: Iterable[Paper]) -> Iterator[Appraisal]:
    """Yield the appraisal of each paper in order, as `appraise` gives it, in less time.

    Each question is asked of many papers in a row: what it takes to answer it stays in the
    processor's nearest memory, which does not hold the rules of all questions at once.
    """
    rest = iter(papers)
    while block := list(islice(rest, _BLOCK)):
        with _uncollected():
            found = _appraise(prepare_many([paper.text for paper in block]), block)
        yield from found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the search for unused cycles until afterwards: no reading makes any."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def appraise_document(document: Document, paper: Paper) -> Appraisal:
    """Return what a prepared text of the paper says; spans count code points of that text."""
    return _appraise([document], [paper])[0]


def _appraise(documents: Sequence[Document], papers: Sequence[Paper]) -> list[Appraisal]:
    readings = [_Reading(*each) for each in zip(documents, papers, strict=True)]
    for step in _STEPS:
        for reading in readings:
            step(reading)
    return [_stated(reading) for reading in readings]


_NOT_SAID = Finding()
_NOT_COUNTED = Count()


@dataclass(slots=True)
class _Reading:
    """A paper and what has been found in it so far; see `Appraisal`."""

    document: Document
    paper: Paper
    participants: Count = _NOT_COUNTED
    splits: tuple[tuple[str, Count], ...] = ()
    metrics: tuple[Metric, ...] = ()
    external: Finding = _NOT_SAID
    clinicians: Finding = _NOT_SAID
    named: Sequence[Hit] = ()
    sign: Span | None = None
    kind: Finding = _NOT_SAID
    timing: Finding = _NOT_SAID
    further: Further = NOTHING_FURTHER
    task: Finding = _NOT_SAID
    modalities: tuple[Finding, ...] = ()
    methods: tuple[Finding, ...] = ()
    sites: Count = _NOT_COUNTED
    code: Finding = _NOT_SAID


def _count(reading: _Reading) -> None:
    reading.participants, reading.splits = read_participants(reading.document)


def _measure(reading: _Reading) -> None:
    reading.metrics = read_metrics(reading.document)


def _find_tests(reading: _Reading) -> None:
    reading.external = read_external_validation(reading.document)


def _find_clinicians(reading: _Reading) -> None:
    reading.clinicians = read_clinicians_compared(reading.document)


def _find_learning(reading: _Reading) -> None:
    reading.named = methods_named(reading.document)
    reading.sign = sign_of_learning(reading.document, reading.named, reading.metrics)


def _find_kind(reading: _Reading) -> None:
    """Find the kind of study; what a review counts and measures is told of other studies."""
    reading.kind = read_kind(
        reading.document,
        reading.sign,
        reading.external,
        reading.clinicians,
        reading.metrics,
        reading.participants,
    )
    if reading.kind.value == "review":
        reading.participants, reading.splits, reading.metrics = Count(), (), ()
        reading.external = Finding()
    else:
        reading.timing = read_timing(reading.document)


def _find_further(reading: _Reading) -> None:
    reading.further = read_further(
        reading.document, reading.paper, reading.kind.value, bool(reading.metrics)
    )


def _find_task(reading: _Reading) -> None:
    if reading.sign:
        reading.task = read_task(reading.document)


def _find_data(reading: _Reading) -> None:
    reading.modalities = read_modalities(reading.document, reading.sign is not None)


def _find_methods(reading: _Reading) -> None:
    if reading.sign:
        reading.methods = read_methods(reading.document, reading.named)


def _find_places(reading: _Reading) -> None:
    reading.sites = read_sites(reading.document)
    reading.code = read_code(reading.document)


_STEPS = (
    _count, _measure, _find_tests, _find_clinicians, _find_learning, _find_kind, _find_further,
    _find_task, _find_data, _find_methods, _find_places,
)  # fmt: skip
"""The questions in an order in which each has what it needs."""


def _stated(reading: _Reading) -> Appraisal:
    further = reading.further
    return Appraisal(
        paper_id=reading.paper.id,
        kind=reading.kind,
        task=reading.task,
        modalities=reading.modalities,
        methods=reading.methods,
        participants=reading.participants,
        splits=reading.splits,
        sites=reading.sites,
        external_validation=reading.external,
        timing=reading.timing,
        clinicians_compared=reading.clinicians,
        code_available=reading.code,
        metrics=reading.metrics,
        problem=further.problem,
        specialty=further.specialty,
        design=further.design,
        datasets=further.datasets,
        reference_standard=further.reference_standard,
        calibration=further.calibration,
        data_available=further.data_available,
        limitations=further.limitations,
        funding=further.funding,
        conflicts=further.conflicts,
        registrations=further.registrations,
    )
