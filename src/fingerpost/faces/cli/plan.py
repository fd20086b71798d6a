"""`fingerpost plan`: what to do next, with dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.dives import topics_before
from fingerpost.dives.pages import day
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, table, tell_guide, wrapped
from fingerpost.home import write_output
from fingerpost.notes import appraiser
from fingerpost.plan import plan_ics, plan_json
from fingerpost.plan.model import Plan
from fingerpost.report import make_signpost, write_plan


@click.command(epilog="Example: fingerpost plan --today 2026-11-30")
@home_option
@json_option
@today_option
def command(folder: Path, as_json: bool, today: date) -> None:
    """Make a dated plan under your weekly hours; writes plan.md and plan.ics in the home.

    Ticks and notes that you set in plan.md are kept.
    """
    steps = Steps()
    with open_desk(folder) as desk:
        tell_guide(desk.guide)
        signpost = make_signpost(
            desk.library,
            desk.guide,
            desk.home.areas(),
            desk.profile,
            today,
            steps,
            appraiser(desk.home),
            topics_before(desk.home, today),
            desk.home.weights(),
        )
        path = write_plan(desk.home, signpost.plan)
        write_output(desk.home.folder / "plan.ics", plan_ics(signpost.plan, today))
        desk.home.journal.append("planned", path.name, steps=len(signpost.plan.steps))
    steps.done()
    if as_json:
        emit_json(plan_json(signpost.plan))
    else:
        show(signpost.plan, path)


def show(plan: Plan, path: Path) -> None:
    """Print the next steps with their dates."""
    wrapped(plan.sentence)
    table((day(step.start), f"{step.hours:g} h", step.title) for step in plan.steps[:10])
    click.echo(f"\n{len(plan.steps)} steps in {path}")
