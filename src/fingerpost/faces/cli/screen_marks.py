"""`fingerpost screen mark`, `undo`, `criteria`, `status`: verdicts by name, and how far one is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.screening import Flow, Screening, flow_of
from fingerpost.dives.screening.criteria import state_criteria
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, heading, say, table, tell_problems
from fingerpost.faces.cli.screen_showing import (
    progress_json,
    recall_option,
    show_criteria,
    show_progress,
)
from fingerpost.home.decisions import Verdict
from fingerpost.intake.known import find_paper
from fingerpost.records import Paper
from fingerpost.text import plural


@click.command(epilog="Example: fingerpost screen mark sepsis relevant 31100001 31100002")
@click.argument("name", metavar="AREA")
@click.argument("verdict", type=click.Choice([str(each) for each in Verdict]))
@click.argument("papers", metavar="PAPER...", nargs=-1, required=True)
@click.option("--because", default="", help="Your reason, for the journal and the export.")
@home_option
@json_option
@today_option
def mark(
    name: str, verdict: str, papers: tuple[str, ...], because: str, folder: Path, as_json: bool,
    today: date,
) -> None:  # fmt: skip
    """Mark PAPERs of AREA, named by an id or title: relevant ones that you know, or a new verdict.

    A paper that the area's query does not find is taken in beside the others.
    """
    with open_desk(folder) as desk:
        screening = open_screening(desk, name, today)
        found = _papers(desk, papers)
        for paper in found:
            screening.mark(paper, Verdict(verdict), because)
    if as_json:
        ids = [paper.id for paper in found]
        emit_json({"area": screening.area.name, "verdict": verdict, "papers": ids})
    else:
        click.echo(f"{plural(len(found), 'paper')} marked {verdict}.")


@click.command(epilog="Example: fingerpost screen undo sepsis")
@click.argument("name", metavar="AREA")
@click.argument("paper", required=False)
@home_option
@json_option
@today_option
def undo(name: str, paper: str | None, folder: Path, as_json: bool, today: date) -> None:
    """Take back the last verdict in AREA, or the last on a PAPER; the one before holds again."""
    with open_desk(folder) as desk:
        screening = open_screening(desk, name, today)
        back = screening.undo(_papers(desk, (paper,))[0] if paper else None)
    if as_json:
        emit_json({"area": screening.area.name, "paper": back.paper, "verdict": str(back.verdict)})
    else:
        click.echo(f"Taken back: {back.verdict}, {back.paper}")


@click.command(
    epilog="""\b
Examples:
  fingerpost screen criteria sepsis
  fingerpost screen criteria sepsis --take-in 'adults on a ward' --leave-out 'animals only'"""
)
@click.argument("name", metavar="AREA")
@click.option("--take-in", multiple=True, help="A paper that fits this belongs to the area.")
@click.option("--leave-out", multiple=True, help="A paper that fits this does not belong.")
@home_option
@json_option
def criteria(
    name: str, take_in: tuple[str, ...], leave_out: tuple[str, ...], folder: Path, as_json: bool
) -> None:
    """Show the criteria of AREA, or add to them; to change one, edit the area's file."""
    with open_desk(folder) as desk:
        area = desk.home.area(name)
        state_criteria(desk.home, area, "take_in", take_in)
        state_criteria(desk.home, area, "leave_out", leave_out)
        area = desk.home.area(name)
    if as_json:
        emit_json({"area": area.name, "take_in": list(area.take_in),
                   "leave_out": list(area.leave_out)})  # fmt: skip
    else:
        show_criteria(area)


@click.command(epilog="Example: fingerpost screen status sepsis")
@click.argument("name", metavar="AREA")
@recall_option
@home_option
@json_option
@today_option
def status(name: str, recall: float, folder: Path, as_json: bool, today: date) -> None:
    """How far is the screening of AREA: counts for a review, estimated recall, and may I stop?"""
    with open_desk(folder) as desk:
        screening = open_screening(desk, name, today, recall)
        flow, progress = flow_of(screening), screening.progress()
    if as_json:
        emit_json({"area": screening.area.name, "prisma": flow.as_json(),
                   "progress": progress_json(progress)})  # fmt: skip
        return
    heading(screening.area.title)
    show_flow(flow)
    click.echo()
    show_progress(progress)


def show_flow(flow: Flow) -> None:
    """Print the counts as a review reports them."""
    added = [("brought in by you", flow.added)] if flow.added else []
    rows = [
        ("found by the area's query", flow.found),
        *added,
        ("retracted, left out", flow.retracted),
        ("read", flow.screened),
        ("  relevant", flow.relevant),
        ("  maybe", flow.maybe),
        ("  excluded", flow.excluded),
        *((f"    {why or 'no reason given'}", count) for why, count in flow.reasons),
        ("not read yet", flow.unread),
    ]
    table((what, f"{count:,}".rjust(7)) for what, count in rows)


def open_screening(desk: Desk, name: str, today: date, recall: float = 0.95) -> Screening:
    """Open the screening of an area, and say which verdicts have no paper any more."""
    area = desk.home.area(name)
    screening = Screening(desk.library, desk.home.journal, area, today, recall)
    if lost := screening.lost():
        say(lost)
    tell_problems(screening.problems, None)
    return screening


def _papers(desk: Desk, named: tuple[str, ...]) -> list[Paper]:
    """Return the papers that are named, each once; UsageError where one is not there."""
    found = {name: find_paper(desk.library, name) for name in named}
    unknown = [name for name, paper in found.items() if paper is None]
    if unknown:
        raise UsageError(f"Not in your library: {', '.join(unknown)}. Nothing was decided.")
    return list({paper.id: paper for paper in found.values() if paper}.values())
