"""The fields that need a cheap word first: one look-up for all, then each field's own rules."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from fingerpost.reading import calibration, design_type, problem, statements, truth
from fingerpost.reading.datasets import known_datasets, read_datasets
from fingerpost.reading.document import Document
from fingerpost.reading.model import NOT_STATED, REVIEWS, Finding
from fingerpost.reading.words import Hit, Lexicon
from fingerpost.records import Paper

_PARTS = {
    "problem": problem.CUES,
    "design": design_type.CUES,
    "truth": truth.CUES,
    "calibration": calibration.CUES,
    "statements": statements.CUES,
}


_OF_MODELS = (
    "development", "development_and_validation", "validation_only", "clinician_comparison",
    "trial", "resource", "methods",
)  # fmt: skip


_NOT_SAID = Finding()


class Further(Struct, frozen=True):
    """What the cheap fields say; see `Appraisal`."""

    problem: Finding = _NOT_SAID
    specialty: Finding = _NOT_SAID
    design: Finding = _NOT_SAID
    datasets: tuple[Finding, ...] = ()
    reference_standard: Finding = _NOT_SAID
    calibration: tuple[Finding, ...] = ()
    data_available: Finding = _NOT_SAID
    limitations: Finding = _NOT_SAID
    funding: Finding = _NOT_SAID
    conflicts: Finding = _NOT_SAID
    registrations: tuple[Finding, ...] = ()


NOTHING_FURTHER = Further()


@cache
def _lexicon() -> tuple[Lexicon, dict[str, str]]:
    """Return the words of all parts in one lexicon, and the part that each label belongs to."""
    words = {label: phrases for cues in _PARTS.values() for label, phrases in cues.items()}
    part_of = {label: part for part, cues in _PARTS.items() for label in cues}
    for known in known_datasets():
        words[known.name], part_of[known.name] = known.words, "datasets"
    return Lexicon(words), part_of


def read_further(document: Document, paper: Paper, kind: str, has_figures: bool) -> Further:
    """Return the fields that most papers do not state, and the problem and specialty.

    `kind` is the study kind found, `has_figures` tells that the paper has figures of performance.
    What a review tells of reference standards, calibration and data is told of other studies.
    """
    is_model = kind in _OF_MODELS or (kind == NOT_STATED and has_figures)
    hits: dict[str, list[Hit]] = {}
    lexicon, part_of = _lexicon()
    for hit in document.hits(lexicon) if document.sentences else ():
        hits.setdefault(part_of[hit.label], []).append(hit)
    told: dict[str, list[Hit]] = {}
    for hit in hits.get("statements", ()):
        told.setdefault(hit.label, []).append(hit)
    what, specialty = problem.read_problem(document, hits.get("problem", ()), paper.mesh)
    design = design_type.read_design(
        document, kind, hits.get("design", ()), paper.publication_types
    )
    is_review = kind == "review" or design.value in REVIEWS
    return Further(
        problem=what,
        specialty=specialty,
        design=design,
        datasets=read_datasets(document, hits.get("datasets", ())),
        reference_standard=truth.read_reference_standard(
            document, () if is_review else hits.get("truth", ()), is_model
        ),
        calibration=(
            calibration.read_calibration(document, hits.get("calibration", ()))
            if is_model and not is_review
            else ()
        ),
        data_available=statements.read_data_available(
            document, () if is_review else told.get("data", ())
        ),
        limitations=statements.read_limitations(document, told.get("limits", ())),
        funding=statements.read_funding(document, told.get("money", ())),
        conflicts=statements.read_conflicts(document, told.get("interest", ())),
        registrations=statements.read_registrations(document, told.get("number", ()), is_model),
    )
