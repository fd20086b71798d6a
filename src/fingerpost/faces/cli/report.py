"""`fingerpost report`: the whole signpost again, from the home as it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.dives import topics_before
from fingerpost.dives.pages import day
from fingerpost.faces.cli.exported import read_exports
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, heading, say, table, tell_guide, wrapped
from fingerpost.guide import Need
from fingerpost.notes import appraiser
from fingerpost.paths import JudgedRequirement
from fingerpost.report import (
    Signpost,
    make_shared,
    make_signpost,
    plan_so_far,
    report_json,
    write_shared,
    write_signpost,
)


@click.command(
    epilog="""\b
Examples:
  fingerpost report --home ~/fingerpost
  fingerpost report --share"""
)
@click.option(
    "--share",
    is_flag=True,
    help="Write a page for others instead: areas and papers, nothing of you.",
)
@home_option
@json_option
@today_option
def command(share: bool, folder: Path, as_json: bool, today: date) -> None:
    """Write the signpost: paths, areas, plan and dives on one page that opens offline.

    With --share a page that may be passed on: what the papers of your areas show, without gaps,
    plan, notes, people and e-mail addresses.
    """
    with open_desk(folder, today=today) as desk:
        if share:
            _share(desk, today, as_json)
        else:
            run(desk, today, as_json)


def _share(desk: Desk, today: date, as_json: bool) -> None:
    read_exports(desk, today)
    steps = Steps()
    shared = make_shared(desk.library, desk.home.areas(), today, steps)
    for said in shared.left_out:
        say(said)
    page, text = write_shared(desk.home, shared)
    steps.done()
    if as_json:
        papers = {name: len(dive.papers) for name, dive in shared.dives.items()}
        emit_json({"share": str(page), "markdown": str(text), "areas": papers})
        return
    click.echo(f"Written for others: {page}\nand as Markdown: {text}")
    click.echo("Left out: you, your gaps, claims, scores, plan, notes and decisions, people.")
    click.echo("Read it before you pass it on: an area's title and query are your words.")


def run(desk: Desk, today: date, as_json: bool) -> Path:
    """Run the main job on an open home, write the signpost, print one screen; return its folder."""
    tell_guide(desk.guide)
    read_exports(desk, today)
    steps = Steps()
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
        so_far=plan_so_far(desk.home, today),
    )
    for said in signpost.left_out:
        say(said)
    folder = write_signpost(desk.home, signpost, desk.guide)
    desk.home.journal.append("signpost written", today.isoformat(), papers=signpost.papers)
    steps.done()
    if as_json:
        emit_json(report_json(signpost, folder, desk.home))
    else:
        show(signpost, folder)
    return folder


def _gap(item: JudgedRequirement) -> str:
    return f"{item.name} (nice to have)" if item.need is Need.NICE else item.name


def show(signpost: Signpost, folder: Path) -> None:
    """Print one screen: paths with gaps, areas in order, the next three steps, the report."""
    heading("Which way in fits me?")
    wrapped(signpost.judgement.sentence, "  ")
    for judged in signpost.judgement.paths[:3]:
        gaps = [_gap(r) for r in judged.requirements if r.gap]
        words = f"{judged.path.name}: {judged.sentence}"
        wrapped(words + (f" Gaps: {', '.join(gaps)}." if gaps else ""), "    ", "  - ")
    heading("What should I focus on?")
    wrapped(signpost.comparison.sentence, "  ")
    found = signpost.comparison
    table((found.first_words(area), area.score_sentence, area.title) for area in found.areas)
    heading("What do I do next?")
    wrapped(signpost.plan.sentence, "  ")
    table((day(s.start), f"{s.hours:g} h", s.title) for s in signpost.plan.steps[:3])
    heading("The whole signpost, beginning with one four-week test:")
    click.echo(f"  {folder / 'report.html'}")
