"""`fingerpost focus`: compare the areas; weigh the criteria first, see why, and how it moved."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.focus_showing import (
    criteria_json,
    history_json,
    pair_json,
    show_comparison,
    show_criteria,
    show_history,
    show_pair,
)
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, say, tell_guide
from fingerpost.focus import (
    comparison_json,
    history,
    still_known,
    weights_from,
    why,
)
from fingerpost.home.focus_words import weigh
from fingerpost.report.plan_again import compare_again, look_into_all


class FocusGroup(click.Group):
    """Compares where no subcommand is named: `fingerpost focus` is `fingerpost focus compare`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `compare` before options."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["compare", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=FocusGroup,
    epilog="""\b
Examples:
  fingerpost focus
  fingerpost focus weigh scale=2 momentum=0
  fingerpost focus why sepsis stroke""",
)
def command() -> None:
    """What to focus on:  fingerpost focus  compares the areas of the home.

    'No clear winner' is a possible answer. The first time you are asked how much each criterion
    counts, before you see a score.
    """


@command.command("compare", epilog="Example: fingerpost focus --weight scale=2")
@click.option("--weight", "weights", multiple=True, metavar="CRITERION=NUMBER",
              help="Try a weight this once, without keeping it.")  # fmt: skip
@home_option
@json_option
@today_option
def order(weights: tuple[str, ...], folder: Path, as_json: bool, today: date) -> None:
    """Compare the areas: how often each comes first, what would change it, what would settle it."""
    steps = Steps()
    with open_desk(folder, today=today) as desk:
        tell_guide(desk.guide)
        asked = not as_json and not weights and sys.stdin.isatty() and sys.stdout.isatty()
        chosen = _chosen(desk, weights, asked=asked)
        found, left_out = compare_again(
            desk.home, desk.library, desk.guide, desk.profile, today, chosen, steps,
            note=not weights,
        )  # fmt: skip
        for said in left_out:
            say(said)
    steps.done()
    if as_json:
        emit_json(comparison_json(found) | {"left_out": list(left_out)})
    else:
        show_comparison(found, desk.guide)


@command.command("weigh", epilog="Example: fingerpost focus weigh scale=2 momentum=0")
@click.argument("weights", nargs=-1, metavar="[CRITERION=NUMBER]...")
@click.option("--because", default="", help="Your reason, for the journal.")
@home_option
@json_option
def set_weights(weights: tuple[str, ...], because: str, folder: Path, as_json: bool) -> None:
    """Say how much each criterion counts; 0 drops one. Without words: show what 1 and 5 mean.

    Weights count relative to their sum: with 2, 1 and 1 the first has half of the say.
    """
    with open_desk(folder) as desk:
        before = still_known(desk.home.weights(), desk.guide.criteria)
        now = dict(before)
        if weights:
            now |= weights_from(weights, desk.guide.criteria)
            weigh(desk.home.journal, now, because)
        elif not as_json and sys.stdin.isatty() and sys.stdout.isatty():
            now = _ask(desk, before)
        if as_json:
            emit_json(criteria_json(desk.guide.criteria, now))
        elif weights or now == before:
            show_criteria(desk.guide.criteria, now)


@command.command("why", epilog="Example: fingerpost focus why sepsis stroke")
@click.argument("one", metavar="AREA")
@click.argument("other", metavar="AREA")
@home_option
@json_option
@today_option
def explain(one: str, other: str, folder: Path, as_json: bool, today: date) -> None:
    """Set two areas side by side: which criterion speaks for which, and what would turn it."""
    steps = Steps()
    with open_desk(folder, today=today) as desk:
        both = desk.home.area(one), desk.home.area(other)
        if both[0].name == both[1].name:
            raise UsageError("Name two different areas.")
        chosen = still_known(desk.home.weights(), desk.guide.criteria)
        dives = look_into_all(desk.home, desk.library, both, desk.profile, today, steps)
        pair = why(*both, dives, desk.guide, desk.profile, chosen)
    steps.done()
    if as_json:
        emit_json(pair_json(pair))
    else:
        show_pair(pair)


@command.command("history", epilog="Example: fingerpost focus history")
@home_option
@json_option
def show_past(folder: Path, as_json: bool) -> None:
    """Show how the order of the areas moved from one comparison to the next, and why."""
    with open_desk(folder) as desk:
        steps = history(desk.home.journal.read()[0])
    if as_json:
        emit_json(history_json(steps))
    else:
        show_history(steps)


def _chosen(desk: Desk, given: tuple[str, ...], *, asked: bool) -> Mapping[str, float]:
    stands = still_known(desk.home.weights(), desk.guide.criteria)
    if given:
        return {**stands, **weights_from(given, desk.guide.criteria)}
    if stands:
        return stands
    if asked:
        return _ask(desk, stands)
    say("All criteria count equally until you weigh them:  fingerpost focus weigh")
    return {}


def _ask(desk: Desk, before: Mapping[str, float]) -> dict[str, float]:
    """Ask for every weight, before a score is shown, and write the answers down."""
    click.echo("How much should each criterion count? 0 drops it, 1 is normal, 2 is double.\n")
    weights = {}
    for criterion in desk.guide.criteria:
        show_criteria([criterion], before, with_weight=False)
        stands = before.get(criterion.id, criterion.weight)
        number = click.prompt("  Its weight", default=f"{stands:g}", type=click.FloatRange(0, 1000))
        weights[criterion.id] = float(number)
    if not any(weights.values()):
        raise UsageError("No criterion has a weight above 0, so nothing can be compared.")
    weigh(desk.home.journal, weights)
    return weights
