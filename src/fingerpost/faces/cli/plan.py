"""`fingerpost plan`: what to do next, with dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.pages import day
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, heading, say, table, tell_guide, wrapped
from fingerpost.faces.cli.plan_words import by, done, lost, missed, undo
from fingerpost.home import write_output
from fingerpost.plan import Plan, Step, plan_json
from fingerpost.plan.drafts import WAIT
from fingerpost.plan.markdown import moved
from fingerpost.plan.person import changed_since
from fingerpost.report.plan_again import plan_again
from fingerpost.report.plan_files import stored_plan
from fingerpost.text import plural

_SHOWN = 10


class PlanGroup(click.Group):
    """Plans where no subcommand is named: `fingerpost plan` is `fingerpost plan replan`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `replan` before options that no subcommand stands before."""
        if not args or args[0] not in (*self.commands, "--help"):
            args = ["replan", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=PlanGroup,
    epilog="""\b
Examples:
  fingerpost plan --today 2026-11-30
  fingerpost plan done test:clinical-researcher
  fingerpost plan missed 2026-12-07
  fingerpost plan replan""",
)
def command() -> None:
    """Make a dated plan under your weekly hours; writes plan.md, plan.ics and plan.svg.

    Without a subcommand it plans, as replan does. Ticks and notes that you set in plan.md are kept.
    """


@command.command(epilog="Example: fingerpost plan replan --today 2026-12-14")
@home_option
@json_option
@today_option
@click.option("--afresh", is_flag=True, help="Forget where the steps stood; ticks are kept.")
def replan(folder: Path, as_json: bool, today: date, afresh: bool) -> None:
    """Plan, after what was done, missed or lost; where there is a plan, little of it moves.

    You are told what moved and why.
    """
    steps = Steps()
    with open_desk(folder, today=today) as desk:
        tell_guide(desk.guide)
        plan, path, left_out = plan_again(
            desk.home, desk.library, desk.guide, desk.profile, today, steps, keep=not afresh
        )
        for said in left_out:
            say(said)
    steps.done()
    if as_json:
        emit_json(plan_json(plan))
    else:
        _show(plan, path)


@command.command("show", epilog="Example: fingerpost plan show")
@home_option
@json_option
@today_option
def show_stored(folder: Path, as_json: bool, today: date) -> None:
    """Show the next steps of the plan as it stands, without planning again."""
    with open_desk(folder, today=today) as desk:
        stored = _stored(desk)
        before = stored_plan(desk.home)
        older = changed_since(before, desk.profile) if before else ""
    if older:
        say(f"{older} Take it in:  fingerpost plan")
    steps = [step for step in stored if step.end >= today]
    if as_json:
        emit_json({"steps": [_row(step) for step in steps]})
        return
    _table(steps)
    _count(len(stored), folder / "plan.md", ahead=len(steps))


@command.command(epilog="Example: fingerpost plan ics --to ~/plan.ics")
@click.option("--to", type=click.Path(path_type=Path), help="The file; else plan.ics in the home.")
@home_option
@json_option
@today_option
def ics(to: Path | None, folder: Path, as_json: bool, today: date) -> None:
    """Write the plan as it stands for your calendar (iCalendar)."""
    from fingerpost.plan import plan_ics

    with open_desk(folder, today=today) as desk:
        before = stored_plan(desk.home)
        if before is None:
            raise UsageError("There is no plan yet. Make one with:  fingerpost plan")
        steps = tuple(step for step in before.steps if step.hours)
        plan = Plan(None, steps, True, "", before.hours_per_week)
        path = to or desk.home.folder / "plan.ics"
        write_output(path, plan_ics(plan, before.made if to is None else today))
    if as_json:
        emit_json({"file": str(path), "sessions": sum(len(step.sessions) for step in steps)})
    else:
        click.echo(f"Written: {path}")


for subcommand in (done, undo, missed, lost, by):
    command.add_command(subcommand)


def _show(plan: Plan, path: Path) -> None:
    """Print what leads, what moved and the next steps with their dates."""
    wrapped(plan.sentence)
    for said in (*plan.leading, *plan.changes, *plan.notes):
        wrapped(said, "    ", "  - ")
    if plan.moves:
        heading("What moved")
        for move in plan.moves:
            wrapped(moved(move), "    ", "  - ")
        click.echo()
    _table(plan.steps)
    _count(len(plan.steps), path, ahead=len(plan.steps))


def _count(steps: int, path: Path, ahead: int) -> None:
    rest = "" if ahead == steps else f", {ahead} of them from today on"
    click.echo(f"\n{plural(steps, 'step')} in {path}{rest}")


def _table(steps: Sequence[Step]) -> None:
    table((day(step.start), f"{step.hours:g} h", step.title) for step in steps[:_SHOWN])


def _stored(desk: Desk) -> list[Step]:
    before = stored_plan(desk.home)
    if before is None:
        raise UsageError("There is no plan yet. Make one with:  fingerpost plan")
    steps = (step for step in before.steps if step.kind != WAIT)
    return sorted(steps, key=lambda step: step.start)


def _row(step: Step) -> dict[str, object]:
    return {
        "id": step.id,
        "title": step.title,
        "kind": step.kind,
        "start": step.start.isoformat(),
        "end": step.end.isoformat(),
        "hours": step.hours,
        "because": step.because,
    }
