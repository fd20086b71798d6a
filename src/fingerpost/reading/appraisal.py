"""One paper in, everything its title and abstract say out."""

from __future__ import annotations

from fingerpost.reading.design import (
    read_clinicians_compared,
    read_code,
    read_external_validation,
    read_timing,
)
from fingerpost.reading.document import Document, prepare
from fingerpost.reading.further import read_further
from fingerpost.reading.kind import read_kind
from fingerpost.reading.learning import sign_of_learning
from fingerpost.reading.methods import methods_named, read_methods
from fingerpost.reading.metrics import read_metrics
from fingerpost.reading.modality import read_modalities
from fingerpost.reading.model import Appraisal, Finding
from fingerpost.reading.participants import read_participants
from fingerpost.reading.sites import read_sites
from fingerpost.reading.task import read_task
from fingerpost.records import Paper


def appraise(paper: Paper) -> Appraisal:
    """Return what title and abstract say: the same text gives the same critical appraisal.

    Spans count code points of `Paper.text`; `text[span.start:span.end] == span.quote` always.
    """
    return appraise_document(prepare(paper.text), paper)


def appraise_document(document: Document, paper: Paper) -> Appraisal:
    """Return what a prepared text of the paper says; spans count code points of that text."""
    participants, splits = read_participants(document)
    metrics = read_metrics(document)
    external = read_external_validation(document)
    clinicians = read_clinicians_compared(document)
    named = methods_named(document)
    sign = sign_of_learning(document, named, metrics)
    kind = read_kind(document, sign, external, clinicians, metrics, participants)
    if kind.value == "review":
        participants, splits, metrics, external = type(participants)(), (), (), Finding()
    timing = Finding() if kind.value == "review" else read_timing(document)
    further = read_further(document, paper, kind.value, bool(metrics))
    return Appraisal(
        paper_id=paper.id,
        kind=kind,
        task=read_task(document) if sign else Finding(),
        modalities=read_modalities(document, sign is not None),
        methods=read_methods(document, named) if sign else (),
        participants=participants,
        splits=splits,
        sites=read_sites(document),
        external_validation=external,
        timing=timing,
        clinicians_compared=clinicians,
        code_available=read_code(document),
        metrics=metrics,
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
