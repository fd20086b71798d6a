"""`fingerpost update`: put the saved searches to their suppliers again and say what is new."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.cli import add
from fingerpost.faces.cli.exported import exports_json, read_exports
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import Steps, emit_json, heading, say, tell_problems, wrapped
from fingerpost.home import Area
from fingerpost.home.inbox import Inbox
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.known import with_ids_now
from fingerpost.intake.up_to_date import run_searches
from fingerpost.intake.update_words import (
    HEADINGS,
    flow_sentence,
    standing_sentence,
    together_sentence,
)
from fingerpost.intake.updating import Counts, SearchUpdate, together
from fingerpost.intake.watching import Event
from fingerpost.sources.live import settings_from_environment
from fingerpost.text import plural

SHOWN = 10


@click.command(
    epilog="""\b
Examples:
  fingerpost area save sepsis --supplier pubmed
  fingerpost update"""
)
@click.argument("areas", nargs=-1)
@click.option("--email", default="", help="Your address, for suppliers that ask for one.")
@home_option
@json_option
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    areas: tuple[str, ...],
    email: str,
    folder: Path,
    as_json: bool,
    today: date,
) -> None:
    """Run the saved searches of AREAS again (of every area where none is named).

    Says what is new, what changed, what was retracted and which preprints have been published,
    with the counts that a review must report. Watched exports that changed are read again, and
    papers that wait in inbox.md are tried again. Nothing is asked of anybody unless one waits or a
    search was saved with  fingerpost area save.
    """
    with open_desk(folder, begin=say) as desk:
        chosen = [desk.home.area(name) for name in areas] or list(desk.home.areas())
        unread = take_up_decisions(desk.library, desk.home.journal)
        chosen = [with_ids_now(desk.library, area) for area in chosen]
        readings = read_exports(desk, today)
        wishes = Inbox.of(desk.home.folder).open_wishes()
        came = add.run(desk, wishes, email) if wishes else None
        updates = _run(desk, chosen, email, today)
        problems = [problem for update in updates for problem in update.problems]
        tell_problems([*unread, *problems], desk.home)
    if as_json:
        inbox = add.outcome_json(came) if came else None
        searches = [_json(update) for update in updates]
        emit_json({
            "as_of": today.isoformat(), "searches": searches, "inbox": inbox,
            "exports": exports_json(readings),
        })  # fmt: skip
    else:
        if came:
            add.tell(came)
        _show(updates, {area.name: area for area in chosen})
    if any(update.interrupted for update in updates):
        raise click.Abort
    if updates and not any(update.finished or update.counts.read for update in updates):
        ctx.exit(1)


def _run(desk: Desk, areas: list[Area], email: str, today: date) -> list[SearchUpdate]:
    steps = Steps()
    updates = run_searches(
        desk.home, desk.library, areas, settings_from_environment(email), today,
        lambda area, title, done, of: steps(f"{area.title}, {title}", f"{done:,} of {of:,}"),
    )  # fmt: skip
    try:
        return list(updates)
    finally:
        steps.done()


def _json(update: SearchUpdate) -> dict[str, object]:
    counts = update.counts
    return {
        "area": update.area,
        "supplier": update.search.supplier,
        "query": update.search.query,
        "as_of": update.as_of.isoformat(),
        "finished": update.finished,
        "resumed_at": update.resumed_at,
        "prisma": {name: getattr(counts, name) for name in Counts.__slots__},
        "gone": update.gone,
        "events": [
            {"news": e.news.value, "id": e.paper, "title": e.title, "what": e.what}
            for e in update.events
        ],
        "problems": [problem.reason for problem in update.problems],
    }


def _show(updates: list[SearchUpdate], areas: dict[str, Area]) -> None:
    if not updates:
        say("No search is saved yet. Save one with:  fingerpost area save AREA --supplier pubmed")
    for update in updates:
        heading(f"{update.area}: {update.search.supplier}, {update.search.query}")
        wrapped(flow_sentence(update.counts), "  ")
        wrapped(standing_sentence(update), "  ")
        for news, title in HEADINGS.items():
            _list(title, update.of(news))
    for area in areas.values():
        mine = [update for update in updates if update.area == area.name]
        if len(mine) > 1:
            heading(f"{area.title}: {plural(len(mine), 'search', 'searches')} together")
            wrapped(together_sentence(together(mine, area)), "  ")


def _list(title: str, events: tuple[Event, ...]) -> None:
    if not events:
        return
    click.echo(f"\n  {title}: {len(events):,}")
    for event in events[:SHOWN]:
        what = f" ({event.what})" if event.what else ""
        wrapped(f"{event.paper}  {event.title}{what}", "      ", "    ")
    if len(events) > SHOWN:
        click.echo(f"    … and {len(events) - SHOWN:,} more; --json lists them all.")
