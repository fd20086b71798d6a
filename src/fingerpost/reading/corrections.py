"""The reader's values in an appraisal: written as text, checked, and put in the place of ours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from fingerpost.errors import UsageError
from fingerpost.reading import model
from fingerpost.reading.datasets import known_datasets
from fingerpost.reading.found import COUNTS, FIELDS, MANY, ONE, shown
from fingerpost.reading.model import NOT_STATED, Appraisal, Count, Finding, Metric
from fingerpost.reading.statements import registration_number
from fingerpost.records import Answer, Correction, Span

BY_YOU = "corrected by you"
"""Begins the source of every value that the reader put right."""
_YES = ("yes",)
ALLOWED: dict[str, tuple[str, ...]] = {
    "specialty": model.SPECIALTIES,
    "kind": model.KINDS,
    "design": model.DESIGNS,
    "task": model.TASKS,
    "external_validation": _YES,
    "timing": ("prospective", "retrospective", "both"),
    "clinicians_compared": _YES,
    "reference_standard": model.REFERENCE_STANDARDS,
    "code_available": _YES,
    "data_available": model.AVAILABILITIES,
    "limitations": ("stated",),
    "funding": model.FUNDINGS,
    "conflicts": model.CONFLICTS,
    "modalities": model.MODALITIES,
    "methods": model.METHODS,
    "calibration": model.CALIBRATIONS,
}
"""The values of each field that has a closed list; 'not stated' goes everywhere."""

_SHORT = {
    "code": "code_available", "data": "data_available", "people": "participants",
    "size": "participants", "external": "external_validation", "dataset": "datasets",
    "clinicians": "clinicians_compared", "registration": "registrations", "method": "methods",
    "modality": "modalities", "metric": "metrics", "split": "splits",
}  # fmt: skip
_COUNT = re.compile(r"(?P<value>[0-9]{1,3}(?:[,. ][0-9]{3})+|[0-9]{1,12})\s*(?P<unit>[^\d\s.,].*)?")
_SPLIT = re.compile(r"(?P<role>training|validation|tuning|test|external)\s+(?P<count>\d.*)")
_NUMBER = r"-?\d+(?:\.\d+)?%?"
_METRIC = re.compile(
    rf"(?P<name>[a-z0-9_ ]+?)\s*[:=]?\s+(?P<value>{_NUMBER})"
    rf"(?:\s*\((?P<low>{_NUMBER})\s*(?:to|-|–|,)\s*(?P<high>{_NUMBER})\))?"
)


_SHARES = frozenset(
    ("auroc", "auprc", "accuracy", "balanced_accuracy", "sensitivity", "specificity", "ppv", "npv",
     "f1", "dice", "iou", "c_index", "brier")
)  # fmt: skip
"""Figures that lie between 0 and 1."""


def field_named(name: str) -> str:
    """Return the field that a reader names; UsageError lists the fields."""
    plain = _underscored(name)
    field = _SHORT.get(plain, plain)
    if field not in FIELDS:
        near = difflib.get_close_matches(field, FIELDS, 1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise UsageError(f"'{name}' is no field.{hint} The fields are: {', '.join(FIELDS)}.")
    return field


def check_value(field: str, value: str) -> str:
    """Return a value as it is kept, '1204 patients' for '1,204 patients'; UsageError says why not.

    Several values of one field have ';' between them, and 'not stated' empties a field.
    """
    silent = [each for each in _several(value) if _underscored(each) == NOT_STATED]
    if silent and len(_several(value)) == 1:
        return NOT_STATED
    if silent and field not in ONE:
        raise UsageError(f"Say either values of {field} or 'not stated', not both.")
    if not value.replace(";", "").strip():
        raise UsageError(f"Say the value of {field}, or 'not stated'.")
    if field in COUNTS:
        return _words(_count(field, value))
    if field == "splits":
        return "; ".join(f"{role} {_words(count)}" for role, count in _splits(value))
    if field == "metrics":
        return "; ".join(shown(metric) for metric in _metrics(value))
    if field in MANY:
        return "; ".join(dict.fromkeys(_one(field, each) for each in _several(value)))
    return _one(field, value)


def apply_corrections(
    appraisal: Appraisal,
    corrections: Iterable[Correction],
    answers: Iterable[Answer] = (),
    text: str = "",
) -> Appraisal:
    """Return the appraisal with the reader's values in it, each sure (1) and marked as theirs.

    Quotes are placed in `text`, the paper's own; one that is not there stays with the correction.
    A correction that this version cannot read is left out; see `unreadable`.
    """
    held: dict[str, Any] = {}
    kept = []
    for each in corrections:
        if not unreadable(each):
            kept.append(each)
            held[each.field] = _value(each, text)
    return replace(appraisal, corrections=tuple(kept), answers=tuple(answers), **held)


def unreadable(correction: Correction) -> str:
    """Return why a correction cannot be applied, or an empty string."""
    if correction.field not in FIELDS:
        return f"'{correction.field}' is no field of an appraisal"
    try:
        check_value(correction.field, correction.value)
    except UsageError as error:
        return str(error)
    return ""


def mark(correction: Correction) -> str:
    """Return the words that mark a corrected value."""
    return f"{BY_YOU} on {correction.date}"


def _value(correction: Correction, text: str) -> Any:
    """Return the field's value as an appraisal holds it."""
    field, value = correction.field, correction.value
    at = text.find(correction.quote) if correction.quote else -1
    spans = (Span(correction.quote, at, at + len(correction.quote)),) if at >= 0 else ()
    source = mark(correction)
    silent = _underscored(value) == NOT_STATED
    if field in ONE:
        return Finding(NOT_STATED if silent else check_value(field, value), spans, 1.0, source)
    if field in COUNTS:
        empty = Count(evidence=spans, confidence=1.0, source=source)
        counted = _count(field, value) if not silent else empty
        return replace(counted, evidence=spans, confidence=1.0, source=source)
    if silent:
        return ()
    if field == "splits":
        return tuple(
            (role, replace(count, evidence=spans, confidence=1.0, source=source))
            for role, count in _splits(value)
        )
    if field == "metrics":
        span = spans[0] if spans else Span("", 0, 0)
        return tuple(replace(metric, span=span, source=source) for metric in _metrics(value))
    kept = check_value(field, value).split("; ")
    return tuple(Finding(each, spans, 1.0, source) for each in kept)


def _underscored(words: str) -> str:
    return re.sub(r"[\s-]+", "_", words.strip().lower())


def _several(value: str) -> list[str]:
    return [each.strip() for each in value.split(";") if each.strip()]


def _one(field: str, value: str) -> str:
    """Return one value of a field, checked against the field's list where it has one."""
    if field == "datasets":
        names = {known.name.casefold(): known.name for known in known_datasets()}
        return names.get(value.strip().casefold(), " ".join(value.split()))
    if field == "registrations":
        return _registration(value)
    allowed = ALLOWED.get(field)
    if allowed is None:
        return " ".join(value.split())
    plain = _underscored(value)
    if plain not in allowed:
        near = difflib.get_close_matches(plain, allowed, 1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        several = " Put ';' between several." if field in MANY else ""
        raise UsageError(
            f"'{value}' is no value of {field}.{hint} Allowed:"
            f" {', '.join((*allowed, 'not stated'))}.{several}"
        )
    return plain


def _registration(value: str) -> str:
    number = registration_number(value)
    if not number:
        raise UsageError(
            f"'{value}' is no registration number. Write it whole, as NCT01234567, ISRCTN12345678,"
            " CRD42020123456 or ChiCTR2000029953, or 'not stated'."
        )
    return number


def _count(field: str, value: str) -> Count:
    match = _COUNT.fullmatch(value.strip())
    if match is None:
        raise UsageError(
            f"'{value}' is no number for {field}. Write it as '1204 patients', or 'not stated'."
        )
    unit = " ".join((match["unit"] or "").split())
    number = int(re.sub(r"[,. ]", "", match["value"]))
    if not number:
        raise UsageError(f"'{value}' is no number for {field}: nothing has 0. Say 'not stated'.")
    return Count(number, unit or ("sites" if field == "sites" else ""))


def _words(count: Count) -> str:
    return f"{count.value} {count.unit}".strip()


def _splits(value: str) -> list[tuple[str, Count]]:
    found = []
    for each in _several(value):
        match = _SPLIT.fullmatch(each.lower())
        if match is None:
            raise UsageError(
                f"'{each}' is no part of the data. Write parts as 'training 800 patients; test"
                " 200 patients' (training, validation, tuning, test, external)."
            )
        found.append((match["role"], _count("splits", match["count"])))
    return found


def _metrics(value: str) -> list[Metric]:
    found = []
    for each in _several(value):
        match = _METRIC.fullmatch(each.lower())
        name = _underscored(match["name"]) if match else ""
        if match is None or name not in model.METRICS:
            raise UsageError(
                f"'{each}' is no performance figure. Write figures as 'auroc 0.91 (0.88 to 0.94);"
                f" sensitivity 80%'; the names are: {', '.join(model.METRICS)}."
            )
        low, high = (_float(match[part]) if match[part] else None for part in ("low", "high"))
        figure = Metric(name, _float(match["value"]), low, high, Span("", 0, 0))
        if fault := _impossible(figure):
            raise UsageError(f"'{each}' cannot be: {fault}.")
        found.append(figure)
    return found


def _impossible(figure: Metric) -> str:
    """Return why a figure cannot be, or an empty string."""
    low, high = figure.low, figure.high
    stated = [number for number in (low, figure.value, high) if number is not None]
    if stated != sorted(stated):
        return "the value lies outside its interval, or the interval runs backwards"
    if figure.name in _SHARES and not all(0 <= number <= 1 for number in stated):
        return "a share lies between 0 and 1; write 91% or 0.91"
    return ""


def _float(text: str) -> float:
    return round(float(text[:-1]) / 100, 6) if text.endswith("%") else float(text)
