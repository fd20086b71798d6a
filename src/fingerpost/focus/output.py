"""The comparison as scripts read it."""

from __future__ import annotations

from typing import Any

from fingerpost.focus.model import Comparison, RankedArea


def area_row(area: RankedArea) -> dict[str, Any]:
    """Return one area as a JSON object; `criteria` is by criterion, what cannot be said is null."""
    return {
        "name": area.name,
        "title": area.title,
        "first_share": area.first_share,
        "score": area.score,
        "criteria": {
            item.criterion: {
                "score": item.score,
                "low": item.low,
                "high": item.high,
                "origin": item.origin,
                "reason": item.reason,
            }
            for item in area.evidence
        },
    }


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as the JSON object of `fingerpost focus --json`."""
    return {
        "areas": [area_row(area) for area in comparison.areas],
        "winner": comparison.winner,
        "sentence": comparison.sentence,
        "settle_next": comparison.settle_next,
        "weights": dict(comparison.weights),
        "draws": comparison.draws,
    }
