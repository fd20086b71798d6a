"""Skills in demand: the methods, data and tools that an area's papers name, by the guide's skills.

A skill is counted by papers, not by mentions: once for each paper that names anything below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fingerpost.dives.plain import plain_words
from fingerpost.reading.model import Appraisal
from fingerpost.records import Coverage, Paper

FEWEST: Final = 10
MOST_NAMED: Final = 5
_NETWORKS: Final = (
    "mlp", "cnn", "rnn", "transformer", "gan", "autoencoder", "reinforcement",
    "deep_learning_unspecified",
)  # fmt: skip
_CLASSICAL: Final = (
    "svm", "random_forest", "boosting", "decision_tree", "knn", "naive_bayes", "clustering",
    "ensemble", "crf", "gaussian_process", "ml_unspecified",
)  # fmt: skip
_STATISTICAL: Final = ("logistic_regression", "cox", "linear_model", "bayesian")
_METHODS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_NETWORKS, "deep-learning"),
    **dict.fromkeys(_CLASSICAL, "ml-fundamentals"),
    **dict.fromkeys(_STATISTICAL, "statistics"),
}
_RECORDS: Final = ("ehr_structured", "claims", "clinical_text", "survey")
_SPECIAL: Final = (
    "ct", "mri", "xray", "mammography", "ultrasound", "nuclear", "pathology", "fundus_or_oct",
    "skin_image", "endoscopy", "ecg", "eeg", "wearable", "omics", "molecular_structure", "audio",
    "video",
)  # fmt: skip
_DATA: Final[Mapping[str, str]] = {
    **dict.fromkeys(_RECORDS, "clinical-data"),
    **dict.fromkeys(_SPECIAL, "area-methods"),
}
_TOOLS: Final[Mapping[str, tuple[str, str]]] = {
    "Python": (r"Python", "programming"),
    "R": (r"R (?:package|software|statistical|version)|in R(?=[\s.,;)])", "programming"),
    "MATLAB": (r"M(?:ATLAB|atlab)", "programming"),
    "SQL": (r"SQL", "data-handling"),
    "FHIR": (r"HL7|FHIR", "data-handling"),
    "OMOP": (r"OMOP", "data-handling"),
    "DICOM": (r"DICOM", "data-handling"),
    "PyTorch": (r"Py[Tt]orch", "deep-learning"),
    "TensorFlow": (r"[Tt]ensor[Ff]low", "deep-learning"),
    "Keras": (r"Keras", "deep-learning"),
    "scikit-learn": (r"[Ss]cikit-[Ll]earn", "ml-fundamentals"),
    "Docker": (r"Docker", "ml-engineering"),
}
_ANY_TOOL: Final = re.compile(
    r"\b(?:" + "|".join(f"({words})" for words, _ in _TOOLS.values()) + r")\b"
)
"""One look for all tools; the number of the group tells which."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A skill of the guide and the papers that ask for it."""

    skill: str
    """The skill's id in the guide."""
    papers: int
    of: int
    """Papers that show machine learning and have an abstract."""
    named: tuple[tuple[str, int], ...]
    """What the papers name below this skill, commonest first, each with its papers."""


@dataclass(frozen=True, slots=True)
class Demands:
    """Skills by how many papers ask for them, where enough abstracts can say."""

    skills: tuple[Demand, ...]
    coverage: Coverage


def skills_in_demand(papers: Sequence[Paper], appraisals: Sequence[Appraisal]) -> Demands:
    """Return the guide's skills that the papers' methods, data and tools belong to."""
    texts = {paper.id: paper.text for paper in papers}
    about = [appraisal for appraisal in appraisals if appraisal.about_learning]
    coverage = _coverage(len(about))
    if not coverage.enough:
        return Demands((), coverage)
    asking: dict[str, set[str]] = {}
    named: dict[str, dict[str, int]] = {}

    def note(skill: str, name: str, paper: str) -> None:
        asking.setdefault(skill, set()).add(paper)
        counts = named.setdefault(skill, {})
        counts[name] = counts.get(name, 0) + 1

    for each in about:
        paper = each.paper_id
        for method in dict.fromkeys(finding.value for finding in each.methods):
            if skill := _METHODS.get(method):
                note(skill, plain_words(method), paper)
        for data in dict.fromkeys(finding.value for finding in each.modalities):
            if skill := _DATA.get(data):
                note(skill, plain_words(data), paper)
        for tool in _tools(texts[paper]):
            note(_TOOLS[tool][1], tool, paper)
    found = [
        Demand(skill, len(ids), len(about), _commonest(named[skill]))
        for skill, ids in asking.items()
    ]
    return Demands(tuple(sorted(found, key=lambda one: (-one.papers, one.skill))), coverage)


def _tools(text: str) -> list[str]:
    names = list(_TOOLS)
    found = {hit.lastindex for hit in _ANY_TOOL.finditer(text)}
    return [name for number, name in enumerate(names, 1) if number in found]


def _commonest(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_NAMED])


def _coverage(about: int) -> Coverage:
    enough = about >= FEWEST
    advice = "" if enough else f"There are {about}. Widen the area's query, or import more papers."
    needs = f"at least {FEWEST} abstracts that show machine learning"
    return Coverage(needs, about, 0, 0.0, enough, advice)
