"""Appraisals as plain records: for the gold's scorer, and as rows of a table."""

from __future__ import annotations

from typing import Any

from fingerpost.reading.model import Appraisal, Count, Finding, Metric


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
    }


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
        "metrics": "; ".join(_shown(metric) for metric in appraisal.metrics),
        "code_available": appraisal.code_available.value,
        "splits": "; ".join(f"{role} {count.value}" for role, count in appraisal.splits),
    }


def _shown(metric: Metric) -> str:
    interval = "" if metric.low is None else f" ({metric.low:g} to {metric.high:g})"
    return f"{metric.name} {metric.value:g}{interval}"
