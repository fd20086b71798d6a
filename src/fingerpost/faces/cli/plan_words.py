"""What you say about the plan: `fingerpost plan done`, `undo`, `missed`, `lost` and `by`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.pages import day
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json
from fingerpost.plan import Step
from fingerpost.plan.weeks import monday_of
from fingerpost.plan.words import say_due, say_lost, say_missed
from fingerpost.report.plan_files import say_step_done, stored_plan, take_word_back

_NAMED = 8
_AGAIN = "Now:  fingerpost plan replan"
_why = click.option("--why", default="", metavar="TEXT", help="Your reason, for the journal.")


def _date(_ctx: click.Context, param: click.Parameter, value: str) -> date:
    """Return the date that was given; click's own error when it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"'{value}' is no date; write it as 2026-11-30.", param=param
        ) from None


@click.command(epilog="Example: fingerpost plan done read:pmid:12345678")
@click.argument("step")
@_why
@home_option
@json_option
@today_option
def done(step: str, why: str, folder: Path, as_json: bool, today: date) -> None:
    """Mark STEP as done: its id, as plan.md has it, or words of its title."""
    with open_desk(folder) as desk:
        found = _step(desk, step)
        if say_step_done(desk.home, found, today, why) is None:
            _tell(as_json, f"“{found.title}” is done already.", step=found.id, done=True)
            return
    _tell(as_json, f"Done: “{found.title}”. {_AGAIN}", step=found.id, done=True)


@click.command(epilog="Example: fingerpost plan undo")
@click.argument("step", required=False, default="")
@home_option
@json_option
@today_option
def undo(step: str, folder: Path, as_json: bool, today: date) -> None:
    """Take back the last thing you said about the plan, or that STEP is done."""
    with open_desk(folder) as desk:
        entry = take_word_back(desk.home, today, step)
    said = f"Taken back: {entry.verb} ({entry.object}). {_AGAIN}"
    _tell(as_json, said, undone=entry.verb, object=entry.object)


@click.command(epilog="Example: fingerpost plan missed 2026-12-07")
@click.argument("week", callback=_date)
@_why
@home_option
@json_option
@today_option
def missed(week: date, why: str, folder: Path, as_json: bool, today: date) -> None:
    """Say that nothing came of a WEEK; any of its days names it."""
    with open_desk(folder) as desk:
        monday = monday_of(week)
        say_missed(desk.home.journal, week, today, why)
    said = f"The week of {day(monday)} counts as missed. {_AGAIN}"
    _tell(as_json, said, missed=monday.isoformat())


@click.command(epilog="Example: fingerpost plan lost 2026-12-21 2027-01-03 --why holiday")
@click.argument("first", callback=_date)
@click.argument("last", callback=_date)
@_why
@home_option
@json_option
@today_option
def lost(first: date, last: date, why: str, folder: Path, as_json: bool, today: date) -> None:
    """Mark the weeks from FIRST to LAST as lost: holidays, on call, exams."""
    with open_desk(folder) as desk:
        say_lost(desk.home.journal, first, last, today, why)
    said = f"Nothing is planned in the weeks of {day(first)} to {day(last)}. {_AGAIN}"
    _tell(as_json, said, first=first.isoformat(), last=last.isoformat())


@click.command(epilog="Example: fingerpost plan by test:clinical-researcher 2027-02-28")
@click.argument("step")
@click.argument("last", callback=_date)
@_why
@home_option
@json_option
@today_option
def by(step: str, last: date, why: str, folder: Path, as_json: bool, today: date) -> None:
    """Set the LAST day on which STEP may be done; you are told if that cannot be."""
    with open_desk(folder) as desk:
        found = _step(desk, step)
        say_due(desk.home.journal, found.id, last, today, why)
    said = f"“{found.title}” is to be done by {day(last)}. {_AGAIN}"
    _tell(as_json, said, step=found.id, last=last.isoformat())


def _tell(as_json: bool, said: str, **row: object) -> None:
    if as_json:
        emit_json({**row, "sentence": said})
    else:
        click.echo(said)


def _step(desk: Desk, words: str) -> Step:
    """Return the step of this id, or the only one whose id or title has these words."""
    before = stored_plan(desk.home)
    if before is None:
        raise UsageError("There is no plan yet. Make one with:  fingerpost plan")
    exact = [step for step in before.steps if step.id == words]
    wanted = words.casefold()
    found = exact or [
        step
        for step in before.steps
        if wanted in step.id.casefold() or wanted in step.title.casefold()
    ]
    if len(found) == 1:
        return found[0]
    near = found or list(before.steps)
    listed = "\n".join(f"  {step.id}  {step.title}" for step in near[:_NAMED])
    more = f"\n  … and {len(near) - _NAMED} more in plan.md" if len(near) > _NAMED else ""
    what = f"'{words}' names {len(found)} steps" if found else f"There is no step '{words}'"
    raise UsageError(f"{what}; give one of these ids:\n{listed}{more}")
