"""`fingerpost fetch SUPPLIER QUERY`: bring papers in from PubMed, arXiv and others, live."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.cli.options import email_option, home_option, json_option
from fingerpost.faces.cli.output import (
    Steps,
    emit_json,
    import_json,
    import_sentence,
    say,
    tell_problems,
)
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.fetching import MOST, FetchResult, Wanted
from fingerpost.intake.up_to_date import fetch_and_note
from fingerpost.sources.live import SUPPLIERS, settings_from_environment
from fingerpost.text import plural


@click.command(
    epilog="""\b
Examples:
  fingerpost fetch pubmed 'sepsis[tiab] AND machine learning[tiab]' --most 2000
  fingerpost fetch crossref 10.1000/x 10.1000/y"""
)
@click.argument("supplier", type=click.Choice(list(SUPPLIERS)))
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--most", type=click.IntRange(min=1), default=MOST, show_default=True,
    help="Fetch no more papers than this.",
)  # fmt: skip
@click.option(
    "--again", is_flag=True, help="Begin anew instead of going on where a cut left the fetch."
)
@email_option
@home_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    supplier: str,
    query: tuple[str, ...],
    most: int,
    again: bool,
    email: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Ask SUPPLIER for the papers of a QUERY in its own language and bring them in.

    The number found is shown first. Papers come in batches; after each it is noted how far the
    fetch has come, so that the same command goes on there if it was cut off.
    """
    wanted = Wanted(supplier, " ".join(query), most)
    with open_desk(folder, begin=say) as desk:
        result = run(desk, wanted, email, again=again)
        if as_json:
            emit_json(fetch_json(wanted, result))
        else:
            click.echo(import_sentence(result.came))
        tell_problems(result.came.problems, desk.home)
    if not result.finished:
        say("The fetch was cut off. What came is kept; the same command goes on from there.")
    if not result.finished or result.came.nothing_came_in:
        ctx.exit(1)


def run(desk: Desk, wanted: Wanted, email: str, *, again: bool = False) -> FetchResult:
    """Fetch into the desk's library, telling how far it is, and note it in the journal.

    SourceError when the supplier cannot be asked at all.
    """
    settings = settings_from_environment(email)
    for problem in take_up_decisions(desk.library, desk.home.journal):
        say(problem.sentence())
    steps = Steps()
    try:
        result = fetch_and_note(
            desk.home,
            desk.library,
            wanted,
            settings,
            again=again,
            on_found=lambda found, start: _tell_found(wanted, found, start, settings.email),
            on_progress=lambda done, total: steps.share(wanted.title, done, total),
        )
    finally:
        steps.done()
    return result


def fetch_json(wanted: Wanted, result: FetchResult) -> dict[str, Any]:
    """Return what `fetch --json` prints."""
    return {
        **import_json(result.came),
        "supplier": wanted.supplier,
        "query": wanted.query,
        "found": result.found,
        "resumed_at": result.resumed_at,
        "finished": result.finished,
    }


def _tell_found(wanted: Wanted, found: int, start: int, email: str) -> None:
    if wanted.supplier == "pubmed" and not email:
        say("NCBI would like to know whom to write to: --email ADDRESS, or FINGERPOST_EMAIL.")
    say(f"{wanted.title} has {plural(found, 'paper')} for: {wanted.query}")
    if start:
        say(f"Going on after {start:,}, where the last run was cut off (--again begins anew).")
    if found > wanted.most:
        say(f"Fetching {wanted.most:,} of them; --most N fetches more.")
