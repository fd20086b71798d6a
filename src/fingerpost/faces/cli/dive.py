"""`fingerpost dive AREA`: look into the literature of an area."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.dives import Dive, dive_json, look_and_keep, read_kept, save_beside
from fingerpost.dives.kept import Kept
from fingerpost.dives.tables import evidence_parquet
from fingerpost.errors import SourceError, UsageError
from fingerpost.faces.cli import fetch
from fingerpost.faces.cli.options import (
    email_option,
    given_day,
    home_option,
    json_option,
    today_option,
)
from fingerpost.faces.cli.output import (
    Steps,
    emit_json,
    heading,
    import_sentence,
    say,
    table,
    tell_problems,
    wrapped,
)
from fingerpost.home import Area, write_output
from fingerpost.intake.asking import EVERY_PAPER
from fingerpost.intake.fetching import MOST, Wanted
from fingerpost.intake.yardstick import QUERIES, take_yardstick
from fingerpost.sources.live import SUPPLIERS, settings_from_environment
from fingerpost.text import plural


@click.command(
    epilog="""\b
Examples:
  fingerpost dive ml-into-practice
  fingerpost dive sepsis --yardstick --email me@example.org
  fingerpost dive sepsis --since 2026-09-01
  fingerpost dive sepsis --beside stroke"""
)
@click.argument("area")
@click.option(
    "--fetch",
    "supplier",
    type=click.Choice(list(SUPPLIERS)),
    is_flag=False,
    flag_value="pubmed",
    help="First ask PubMed, or the supplier named here, for papers on the area.",
)
@click.option(
    "--most", type=click.IntRange(min=1), default=MOST, show_default=True,
    help="With --fetch: no more papers than this.",
)  # fmt: skip
@click.option(
    "--yardstick",
    type=click.Choice(list(QUERIES)),
    is_flag=False,
    flag_value="pubmed",
    help="First ask PubMed, or Europe PMC, how many papers it has a year, on the area and in all:"
    " without these growth cannot be said. They are kept for later dives.",
)
@click.option(
    "--since",
    callback=given_day,
    metavar="DATE",
    help="Say what is new since the dive that was kept on this day, or the last one before it.",
)
@click.option(
    "--beside", "other", metavar="AREA", help="Look into this area too, and show both side by side."
)
@click.option(
    "--parquet",
    type=click.Path(path_type=Path),
    help="Write the evidence table in Parquet as well, to this file.",
)
@email_option
@home_option
@json_option
@today_option
def command(
    area: str,
    supplier: str | None,
    most: int,
    yardstick: str | None,
    since: date | None,
    other: str | None,
    parquet: Path | None,
    email: str,
    folder: Path,
    as_json: bool,
    today: date,
) -> None:
    """Look into AREA: its papers' topics, map, key papers, what they report, and who wrote them.

    The network is left alone unless --fetch or --yardstick is given.
    """
    steps = Steps()
    with open_desk(folder) as desk:
        chosen = desk.home.area(area)
        second = desk.home.area(other) if other else None
        kept = read_kept(desk.home, chosen.name, since, today) if since else None
        if supplier:
            fetch_first(desk, chosen, supplier, most, email)
        if yardstick:
            measure(desk, chosen, yardstick, today, email)
        dive, snapshot = _look(desk, chosen, today, steps, kept)
        pair = None
        if second:
            other_dive, _ = _look(desk, second, today, steps)
            pair = save_beside(snapshot, dive, other_dive)
        if parquet:
            write_output(parquet, evidence_parquet(dive))
    steps.done()
    if as_json:
        emit_json(dive_json(dive, snapshot) | {"beside": str(pair) if pair else None})
    else:
        show(dive, snapshot)
        if pair:
            click.echo(f"Side by side: {pair}")


def _look(
    desk: Desk, area: Area, today: date, steps: Steps, since: Kept | None = None
) -> tuple[Dive, Path]:
    return look_and_keep(
        desk.home,
        desk.library,
        area,
        desk.profile,
        today,
        lambda doing: steps(area.title, doing),
        since,
    )


def fetch_first(desk: Desk, area: Area, supplier: str, most: int, email: str) -> None:
    """Bring in what a supplier has on an area, as far as it can be asked, and say how many came."""
    if area.query == EVERY_PAPER:
        raise UsageError(
            f"The query of '{area.title}' is every paper; there is nothing to ask for."
        )
    wanted = Wanted(supplier, area.query, most)
    try:
        result = fetch.run(desk, wanted, email)
    except SourceError as error:
        say(f"{error}\nThe dive goes on with what the library has.")
        return
    say(f"{wanted.title} for '{area.title}': {import_sentence(result.came)}")
    tell_problems(result.came.problems, desk.home)
    if result.interrupted:
        raise click.Abort


def measure(desk: Desk, area: Area, supplier: str, today: date, email: str) -> None:
    """Ask a supplier for its yearly totals and keep them; where it cannot be asked, say so."""
    steps = Steps()
    try:
        taken = take_yardstick(
            desk.library.folder,
            area.query,
            supplier,
            settings_from_environment(email),
            today,
            lambda done, of: steps("yearly totals", f"{done} of {of} years"),
        )
    except SourceError as error:
        say(f"{error}\nThe dive goes on without new yearly totals.")
        return
    finally:
        steps.done()
    say(taken.sentence(area.title))


def show(dive: Dive, snapshot: Path) -> None:
    """Print one screen about a dive."""
    wrapped(f"{plural(len(dive.papers), 'paper')} for {dive.understood}")
    if dive.learning_sentence:
        wrapped(dive.learning_sentence)
    for note in dive.landscape.notes:
        wrapped(note)
    if dive.change:
        heading(f"New since {dive.change.since.isoformat()}")
        for sentence in dive.change.sentences:
            wrapped(sentence, "  ")
    heading("Topics")
    table((str(topic.size), topic.label) for topic in dive.landscape.topics)
    heading("Where to begin reading")
    papers = {paper.id: paper for paper in dive.papers}
    for item in dive.reading_order:
        paper = papers[item.paper]
        wrapped(f"{item.role.capitalize()}: {paper.title} ({paper.cite()}, {item.paper})", "  ")
    for key in dive.landscape.key_papers.papers[:5]:
        wrapped(f"{papers[key.paper].title} ({papers[key.paper].cite()}, {key.paper})", "  ")
    if dive.gaps:
        heading("Crowded, thin, unproven: where work would count")
        if not dive.gaps.coverage.enough:
            wrapped(f"Nothing is said of it. {dive.gaps.coverage.sentence}", "  ")
        for sentence in (*(said.sentence for said in dive.gaps.statements), *dive.gaps.silent):
            wrapped(sentence, "  ")
    click.echo(f"\nReport: {snapshot / 'report.html'}")
