"""`fingerpost focus`: compare the areas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.dives import topics_before
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, table, tell_guide, wrapped
from fingerpost.focus import compare, comparison_json
from fingerpost.focus.model import Comparison
from fingerpost.notes import appraiser
from fingerpost.report import dive_all


@click.command(epilog="Example: fingerpost focus --weight scale=2 --weight momentum=0")
@click.option("--weight", "weights", multiple=True, metavar="CRITERION=NUMBER",
              help="How much a criterion counts; may be given several times.")  # fmt: skip
@home_option
@json_option
@today_option
def command(weights: tuple[str, ...], folder: Path, as_json: bool, today: date) -> None:
    """Compare the areas of the home; 'no clear winner' is a possible answer."""
    steps = Steps()
    with open_desk(folder) as desk:
        tell_guide(desk.guide)
        chosen = _weights(weights, [criterion.id for criterion in desk.guide.criteria])
        areas = desk.home.areas()
        dives = dive_all(
            desk.library,
            areas,
            desk.profile,
            today,
            steps,
            appraiser(desk.home),
            topics_before(desk.home, today),
        )
        comparison = compare(areas, dives, desk.guide, desk.profile, chosen)
    steps.done()
    if as_json:
        emit_json(comparison_json(comparison))
    else:
        show(comparison)


def show(comparison: Comparison) -> None:
    """Print the areas in order with how often each comes first."""
    wrapped(comparison.sentence)
    table((f"{area.first_share:.0%} first", area.title) for area in comparison.areas)
    if comparison.settle_next:
        wrapped(f"What would settle it best: {comparison.settle_next}")


def _weights(given: tuple[str, ...], known: list[str]) -> dict[str, float] | None:
    weights: dict[str, float] = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            weights[name] = float(number)
        except ValueError:
            raise UsageError(f"'{text}' is no weight; write it as scale=2.") from None
        if name not in known or not 0 <= weights[name] <= 1_000:
            raise UsageError(
                f"'{text}': the criteria are {', '.join(known)}; a weight is 0 or more."
            )
    return weights or None
