"""Appraisals as plain records: for the gold's scorer, and as rows of a table."""

from __future__ import annotations

from typing import Any

from fingerpost.reading.found import shown, stated
from fingerpost.reading.model import NOT_STATED, Appraisal, Count, Finding, Metric
from fingerpost.records import Answer, Correction


def as_gold(appraisal: Appraisal) -> dict[str, Any]:
    """Return the appraisal in the form that the gold's scorer reads; quotes are verbatim."""
    return {
        "id": appraisal.paper_id,
        "kind": appraisal.kind.value,
        "task": appraisal.task.value,
        "modalities": [finding.value for finding in appraisal.modalities],
        "methods": [finding.value for finding in appraisal.methods],
        "participants": _count(appraisal.participants),
        "sites": _count(appraisal.sites),
        "external_validation": _finding(appraisal.external_validation),
        "timing": _finding(appraisal.timing),
        "clinicians_compared": _finding(appraisal.clinicians_compared),
        "metrics": [_metric(metric) for metric in appraisal.metrics],
        "code_available": appraisal.code_available.value,
        "splits": [{"role": role, **_count(count)} for role, count in appraisal.splits],
        "evidence": _evidence(appraisal),
        **_more(appraisal),
        "findings": _findings(appraisal),
        "corrections": [_said(correction) for correction in appraisal.corrections],
        "answers": [_said(answer) for answer in appraisal.answers],
    }


def _more(appraisal: Appraisal) -> dict[str, Any]:
    """Return the fields that the gold does not have."""
    return {
        "problem": _finding(appraisal.problem),
        "specialty": _finding(appraisal.specialty),
        "design": _finding(appraisal.design),
        "datasets": [finding.value for finding in appraisal.datasets],
        "reference_standard": _finding(appraisal.reference_standard),
        "calibration": [finding.value for finding in appraisal.calibration],
        "data_available": _finding(appraisal.data_available),
        "limitations": _finding(appraisal.limitations),
        "funding": _finding(appraisal.funding),
        "conflicts": _finding(appraisal.conflicts),
        "registrations": [finding.value for finding in appraisal.registrations],
    }


def _findings(appraisal: Appraisal) -> dict[str, list[dict[str, Any]]]:
    """Return by field each stated value with its quotes, their places and the confidence."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in stated(appraisal):
        found.setdefault(each.field, []).append(
            {
                "value": each.value,
                "quotes": [
                    {"quote": span.quote, "start": span.start, "end": span.end}
                    for span in each.evidence
                ],
                "confidence": each.confidence,
                "source": each.source or "title and abstract",
            }
        )
    return found


def _said(said: Correction | Answer) -> dict[str, str]:
    return {name: getattr(said, name) for name in said.__struct_fields__}


def _count(count: Count) -> dict[str, Any]:
    quote = count.evidence[0].quote if count.evidence else None
    return {"value": count.value, "unit": count.unit or None, "quote": quote}


def _finding(finding: Finding) -> dict[str, Any]:
    quote = finding.evidence[0].quote if finding.evidence else None
    return {"value": finding.value, "quote": quote}


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "value": metric.value,
        "low": metric.low,
        "high": metric.high,
        "quote": metric.span.quote,
    }


def _evidence(appraisal: Appraisal) -> dict[str, Any]:
    """Return the quotes behind the values that the scorer reads without one."""
    return {
        "kind": [span.quote for span in appraisal.kind.evidence],
        "task": [span.quote for span in appraisal.task.evidence],
        "modalities": {f.value: [s.quote for s in f.evidence] for f in appraisal.modalities},
        "methods": {f.value: [s.quote for s in f.evidence] for f in appraisal.methods},
        "code_available": [span.quote for span in appraisal.code_available.evidence],
    }


def as_row(appraisal: Appraisal) -> dict[str, str | int | float]:
    """Return the appraisal as one row of a table; an empty cell is 'not stated'."""
    participants, sites = appraisal.participants, appraisal.sites
    return {
        "id": appraisal.paper_id,
        "kind": appraisal.kind.value,
        "task": appraisal.task.value,
        "modalities": "; ".join(finding.value for finding in appraisal.modalities),
        "methods": "; ".join(finding.value for finding in appraisal.methods),
        "participants": "" if participants.value is None else participants.value,
        "participants_unit": participants.unit,
        "participants_quote": _count(participants)["quote"] or "",
        "sites": "" if sites.value is None else sites.value,
        "external_validation": appraisal.external_validation.value,
        "timing": appraisal.timing.value,
        "clinicians_compared": appraisal.clinicians_compared.value,
        "metrics": "; ".join(shown(metric) for metric in appraisal.metrics),
        "code_available": appraisal.code_available.value,
        "splits": "; ".join(f"{role} {count.value}" for role, count in appraisal.splits),
        "problem": _plain(appraisal.problem),
        "specialty": appraisal.specialty.value,
        "design": appraisal.design.value,
        "datasets": "; ".join(finding.value for finding in appraisal.datasets),
        "reference_standard": appraisal.reference_standard.value,
        "calibration": "; ".join(finding.value for finding in appraisal.calibration),
        "data_available": appraisal.data_available.value,
        "limitations": appraisal.limitations.value,
        "funding": appraisal.funding.value,
        "conflicts": appraisal.conflicts.value,
        "registrations": "; ".join(finding.value for finding in appraisal.registrations),
        "corrected_by_you": "; ".join(each.field for each in appraisal.corrections),
    }


def _plain(finding: Finding) -> str:
    """Return words of the paper's own for a cell; they may hold any sign."""
    return "" if finding.value == NOT_STATED else finding.value
