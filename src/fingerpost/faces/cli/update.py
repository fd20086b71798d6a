"""`fingerpost update`: put the saved searches to their suppliers again and say what is new."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

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
from fingerpost.intake.updating import Counts, SearchUpdate, run_search, together
from fingerpost.intake.watching import Event, News
from fingerpost.sources.live import settings_from_environment
from fingerpost.text import plural

SHOWN = 10
_HEADINGS = {
    News.NEW: "New",
    News.RETRACTED: "Retracted since the last time",
    News.PUBLISHED: "Published after a preprint",
    News.CHANGED: "Changed",
}


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
        updates = [update for area in chosen for update in _area(desk, area, email, today)]
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
    if updates and not any(update.finished or update.counts.read for update in updates):
        ctx.exit(1)


def _area(desk: Desk, area: Area, email: str, today: date) -> list[SearchUpdate]:
    steps = Steps()
    settings = settings_from_environment(email)
    updates = []
    for search in area.searches:
        update = run_search(
            desk.library, desk.home.library_folder, area, search, settings, today,
            lambda title, done, total: steps(f"{area.title}, {title}", f"{done:,} of {total:,}"),
        )  # fmt: skip
        updates.append(update)
        _note(desk, update)
    steps.done()
    return updates


def _note(desk: Desk, update: SearchUpdate) -> None:
    happened: dict[str, Any] = {n.value: [event.paper for event in update.of(n)] for n in News}
    desk.home.journal.append(
        "updated", update.area, supplier=update.search.supplier, query=update.search.query,
        as_of=update.as_of.isoformat(), finished=update.finished, found=update.counts.found,
        read=update.counts.read, **happened,
    )  # fmt: skip


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
        wrapped(_flow(update.counts), "  ")
        wrapped(_standing(update), "  ")
        for news, title in _HEADINGS.items():
            _list(title, update.of(news))
    for area in areas.values():
        mine = [update for update in updates if update.area == area.name]
        if len(mine) > 1:
            heading(f"{area.title}: {plural(len(mine), 'search', 'searches')} together")
            wrapped(_sum(together(mine, area)), "  ")


def _flow(counts: Counts) -> str:
    rest = f", {counts.left_out:,} left out for want of a title" if counts.left_out else ""
    return (
        f"{counts.found:,} found, {counts.read:,} read: {counts.duplicates:,} known before"
        f" (duplicates), {counts.new:,} new{rest}; {counts.excluded:,} excluded by you."
    )


def _sum(counts: Counts) -> str:
    return (
        f"{counts.read:,} records read, {counts.duplicates:,} of them duplicates of one another,"
        f" {plural(counts.new, 'paper')} left; {counts.excluded:,} excluded by you."
    )


def _standing(update: SearchUpdate) -> str:
    if not update.finished:
        return "This search was cut off; what came is kept, and the next update goes on from there."
    retracted = len(update.of(News.RETRACTED))
    gone = (
        f" {plural(update.gone, 'paper')} of the last time did not come again."
        if update.gone
        else ""
    )
    return (
        f"Retraction status as of {update.as_of.isoformat()}:"
        f" {plural(retracted, 'paper')} newly known as retracted.{gone}"
    )


def _list(title: str, events: tuple[Event, ...]) -> None:
    if not events:
        return
    click.echo(f"\n  {title}: {len(events):,}")
    for event in events[:SHOWN]:
        what = f" ({event.what})" if event.what else ""
        wrapped(f"{event.paper}  {event.title}{what}", "      ", "    ")
    if len(events) > SHOWN:
        click.echo(f"    … and {len(events) - SHOWN:,} more; --json lists them all.")
