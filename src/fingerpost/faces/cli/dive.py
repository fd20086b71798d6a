"""`fingerpost dive AREA`: look into the literature of an area."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.dives import Dive, dive_json, look_into, save_snapshot
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, heading, table, wrapped
from fingerpost.text import plural


@click.command(epilog="Example: fingerpost dive ml-into-practice")
@click.argument("area")
@home_option
@json_option
@today_option
def command(area: str, folder: Path, as_json: bool, today: date) -> None:
    """Look into AREA: its papers' topics, map, key papers, what they report, and who wrote them."""
    steps = Steps()
    with open_desk(folder) as desk:
        chosen = desk.home.area(area)
        dive = look_into(
            desk.library, chosen, desk.profile, today, lambda doing: steps(chosen.title, doing)
        )
        snapshot = save_snapshot(desk.home, dive)
        desk.home.journal.append("dived", dive.area, papers=len(dive.papers), query=dive.query)
    steps.done()
    if as_json:
        emit_json(dive_json(dive, snapshot))
    else:
        show(dive, snapshot)


def show(dive: Dive, snapshot: Path) -> None:
    """Print one screen about a dive."""
    wrapped(f"{plural(len(dive.papers), 'paper')} for {dive.understood}")
    for note in dive.landscape.notes:
        wrapped(note)
    heading("Topics")
    table((str(topic.size), topic.label) for topic in dive.landscape.topics)
    heading("Where to begin reading")
    papers = {paper.id: paper for paper in dive.papers}
    for key in dive.landscape.key_papers.papers[:5]:
        wrapped(f"{papers[key.paper].title} ({papers[key.paper].cite()}, {key.paper})", "  ")
    click.echo(f"\nReport: {snapshot / 'report.html'}")
