"""The fields of a critical appraisal as a page names them, and their values in words."""

from __future__ import annotations

import re
from typing import Final

from fingerpost.dives.plain import plain_words
from fingerpost.reading.found import Found

LABELS: Final[dict[str, tuple[str, str]]] = {
    "problem": ("Clinical problem", "in the paper's own words"),
    "specialty": ("Specialty", ""),
    "kind": ("Kind of study", "what was done with the model"),
    "design": ("Design", "how the study was laid out"),
    "task": ("What the model does", ""),
    "modalities": ("Kind of data", "what goes into the model"),
    "methods": ("Methods", "the kinds of model"),
    "participants": ("Size", "people, images or records in the study"),
    "splits": ("Parts of the data", "made with, tuned with, tested with"),
    "sites": ("Places", "hospitals or centres"),
    "datasets": ("Public data sets", ""),
    "timing": ("Timing", "collected for the study, or found in records afterwards"),
    "reference_standard": ("Reference standard", "what was held to be the truth"),
    "external_validation": (
        "External validation", "tried on people of another place or a later time",
    ),
    "clinicians_compared": ("Held against clinicians", ""),
    "metrics": ("Performance figures", "how well it does"),
    "calibration": ("Calibration", "whether predicted risks agree with what happened"),
    "code_available": ("Code may be had", ""),
    "data_available": ("Data may be had", ""),
    "limitations": ("Limitations", "told by the authors"),
    "funding": ("Funding", ""),
    "conflicts": ("Conflicts of interest", ""),
    "registrations": ("Registration", "numbers of trial or review registers"),
}  # fmt: skip
"""By field: its name for a reader, and what it means where the name does not say it."""
_LONG_NUMBER: Final = re.compile(r"\d{4,}")
_AS_WRITTEN: Final = ("problem", "datasets", "limitations", "registrations")
_NOT_SHARED: Final = ("specialty", "participants", "splits", "sites")
"""Fields whose words mean something else elsewhere: pathology is a specialty and a kind of data."""


def field_label(field: str) -> str:
    """Return the name of a field for a reader."""
    return LABELS[field][0]


def value_words(field: str, value: str) -> str:
    """Return a value of a field as a reader says it."""
    if field in _AS_WRITTEN:
        return value
    if field in _NOT_SHARED:
        return _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}", value.replace("_", " "))
    if field == "metrics":
        name, _, figures = value.partition(" ")
        return f"{plain_words(name)} {figures}".strip()
    return plain_words(value)


def found_words(found: Found) -> str:
    """Return a stated value as a reader says it."""
    return value_words(found.field, found.value)
