"""What `fingerpost focus` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from fingerpost.faces.cli.output import heading, table, wrapped
from fingerpost.focus.history import Step
from fingerpost.focus.model import Comparison, Evidence
from fingerpost.focus.output import area_row
from fingerpost.focus.why import Pair
from fingerpost.guide import Guide
from fingerpost.guide.model import Criterion

SHOWN = 4
"""Areas that fit beside each other in a terminal."""


def show_comparison(found: Comparison, guide: Guide) -> None:
    """Print the areas in order with how often each comes first, and what it rests on."""
    wrapped(found.sentence)
    table((found.first_words(area), area.score_sentence, area.title) for area in found.areas)
    if found.areas:
        _scores(found, guide)
    if found.steady:
        wrapped(found.steady)
    for flip in found.flips:
        wrapped(flip.sentence, "    ", "  - ")
    if found.settle_next:
        wrapped(f"What would settle it best: {found.settle_next}")
    for look in found.looks[1:]:
        wrapped(f"Or: {look.sentence}", "    ", "  ")
    for unranked in found.unranked:
        wrapped(f"Not ranked: {unranked.title}", "    ", "  ")
    for area in found.set_aside:
        again = f", to be looked at again on {area.standing.again}" if area.standing.again else ""
        why = f": {area.standing.why}" if area.standing.why else ""
        wrapped(f"{area.title} is {area.standing.stand}{again}{why}", "  ")


def _scores(found: Comparison, guide: Guide) -> None:
    names = {criterion.id: criterion.name for criterion in guide.criteria}
    counted = [name for name, weight in found.weights if weight]
    heading("Scores from 1 to 5, with their range")
    rows = [["", *(area.title[:24] for area in found.areas[:SHOWN])]]
    for name in counted:
        cells = [
            item for area in found.areas[:SHOWN] for item in area.evidence if item.criterion == name
        ]
        rows.append([names[name], *map(_cell, cells)])
    table(rows)
    if len(found.areas) > SHOWN:
        wrapped(f"The table shows {SHOWN} of {len(found.areas)} areas; --json has all.", "  ")
    click.echo()


def _cell(item: Evidence) -> str:
    if item.score is None:
        return "cannot be said"
    return f"{item.score:g} ({item.low:g} to {item.high:g}), {item.origin}"


def show_criteria(
    criteria: Sequence[Criterion], weights: Mapping[str, float], *, with_weight: bool = True
) -> None:
    """Print criteria with what 1 and 5 mean."""
    for criterion in criteria:
        weight = f" (weight {weights.get(criterion.id, criterion.weight):g})" if with_weight else ""
        wrapped(f"{criterion.name}{weight}: {criterion.question}", "  ", "", bold=True)
        wrapped(f"1: {criterion.anchor_1}", "     ", "  ")
        wrapped(f"5: {criterion.anchor_5}", "     ", "  ")


def criteria_json(criteria: Sequence[Criterion], weights: Mapping[str, float]) -> dict[str, Any]:
    """Return what `focus weigh --json` prints."""
    return {
        "criteria": [
            {
                "id": criterion.id,
                "name": criterion.name,
                "question": criterion.question,
                "anchor_1": criterion.anchor_1,
                "anchor_5": criterion.anchor_5,
                "weight": weights.get(criterion.id, criterion.weight),
            }
            for criterion in criteria
        ],
        "chosen": bool(weights),
    }


def show_pair(pair: Pair) -> None:
    """Print two areas side by side."""
    wrapped(pair.sentence)
    rows = [["", "weight", pair.one.title[:30], pair.other.title[:30], "speaks for"]]
    for point in pair.points:
        if not point.speaks:
            speaks = point.unsaid if point.speaks is None else "neither"
        else:
            ahead = pair.one if point.speaks > 0 else pair.other
            speaks = f"{ahead.title[:30]} by {abs(point.speaks):.2f} of a point"
        cells = [_cell(point.one), _cell(point.other)]
        rows.append([point.name, f"{point.weight:.0%}", *cells, speaks])
    table(rows)
    for point in pair.points:
        for area, item in ((pair.one, point.one), (pair.other, point.other)):
            wrapped(f"{point.name} of {area.title}: {item.reason}", "    ", "  ")
            if item.disagreement:
                wrapped(item.disagreement, "    ")
    if pair.steady:
        wrapped(pair.steady)
    for flip in pair.flips:
        wrapped(flip.sentence, "    ", "  - ")


def pair_json(pair: Pair) -> dict[str, Any]:
    """Return what `focus why --json` prints."""
    return {
        "one": area_row(pair.one, pair.one.first_share),
        "other": area_row(pair.other, pair.other.first_share),
        "points": [
            {"criterion": p.criterion, "weight": p.weight, "speaks": p.speaks} for p in pair.points
        ],
        "sentence": pair.sentence,
        "steady": pair.steady,
        "flips": [asdict(flip) for flip in pair.flips],
    }


def show_history(steps: Sequence[Step]) -> None:
    """Print the comparisons, the newest last, each with what had changed."""
    if not steps:
        click.echo("Nothing was compared yet. Compare with:  fingerpost focus")
    for step in steps:
        order = ", ".join(f"{name} {share:.0%}" for name, share in step.order)
        wrapped(f"{step.day}: {order}", "  ", "", bold=True)
        for sentence in step.moved:
            wrapped(sentence, "    ", "  ")
        if step.because:
            wrapped(f"Since the one before: {'; '.join(step.because)}.", "    ", "  ")


def history_json(steps: Sequence[Step]) -> dict[str, Any]:
    """Return what `focus history --json` prints."""
    return {"comparisons": [asdict(step) for step in steps]}
