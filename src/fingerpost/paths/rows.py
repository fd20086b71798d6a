"""A judged path as the object that `fingerpost paths --json` prints."""

from __future__ import annotations

from typing import Any

from fingerpost.paths.model import JudgedPath, JudgedRequirement


def path_row(judged: JudgedPath) -> dict[str, Any]:
    """Return the path as plain data; what cannot be said is None."""
    return {
        "id": judged.path.id,
        "name": judged.path.name,
        "verdict": judged.verdict.value,
        "sentence": judged.sentence,
        "months_low": judged.months_low,
        "months_high": judged.months_high,
        "requirements": [_requirement_row(item) for item in judged.requirements],
        "cheapest_test": judged.cheapest_test.title,
        "beside_clinical_work": judged.beside_clinical_work,
        "origin": judged.path.origin or None,
        "cost_pay": judged.path.cost_pay,
        "cost_time": judged.path.cost_time,
        "cost_money": judged.path.cost_money,
        "next_roads": list(judged.path.next_roads),
    }


def _requirement_row(item: JudgedRequirement) -> dict[str, Any]:
    return {
        "axis": item.axis.value,
        "skill": item.skill or None,
        "needed": item.needed,
        "mine": item.mine,
        "evidence": item.evidence or None,
        "hours_low": item.hours_low,
        "hours_high": item.hours_high,
    }
