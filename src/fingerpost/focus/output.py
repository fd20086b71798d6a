"""The comparison as scripts read it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fingerpost.focus.model import Comparison, RankedArea, Unranked


def area_row(area: RankedArea, first_share: float | None) -> dict[str, Any]:
    """Return one area as a JSON object; `criteria` is by criterion, what cannot be said is null."""
    return {
        "name": area.name,
        "title": area.title,
        "first_share": first_share,
        "score": area.score,
        "score_low": area.low,
        "score_high": area.high,
        "criteria_known": area.known,
        "criteria_counted": area.of,
        "criteria": {
            item.criterion: {
                "score": item.score,
                "low": item.low,
                "high": item.high,
                "origin": item.origin,
                "reason": item.reason,
                "voices": [asdict(voice) for voice in item.voices],
                "disagreement": item.disagreement,
            }
            for item in area.evidence
        },
    }


def _unranked(area: Unranked) -> dict[str, Any]:
    """Return an area of which nothing is known: its share and score are null."""
    row = area_row(RankedArea(area.name, area.title, None, 0.0, area.evidence), None)
    return row | {"why": area.why}


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as the JSON object of `fingerpost focus --json`."""
    return {
        "areas": [
            *(area_row(area, comparison.share_of(area)) for area in comparison.areas),
            *(_unranked(area) for area in comparison.unranked),
        ],
        "winner": comparison.winner,
        "sentence": comparison.sentence,
        "settle_next": comparison.settle_next,
        "weights": dict(comparison.weights),
        "draws": comparison.draws,
        "flips": [asdict(flip) for flip in comparison.flips],
        "looks": [asdict(look) for look in comparison.looks],
        "steady": comparison.steady,
        "set_aside": [
            {
                "name": area.name,
                "title": area.title,
                "stand": str(area.standing.stand),
                "why": area.standing.why,
                "again": area.standing.again,
                "since": area.standing.since,
                "due": area.is_due,
            }
            for area in comparison.set_aside
        ],
    }
