"""`fingerpost add WHAT…`: papers into the library by a DOI, a PMID, an address or a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.cli.options import email_option, home_option, json_option
from fingerpost.faces.cli.output import emit_json, import_json, say, tell_problems, wrapped
from fingerpost.home.inbox import FILE, Inbox, Wish
from fingerpost.intake.wishes import Asked, Came, Outcome, would_ask
from fingerpost.notes.wished import bring_wished
from fingerpost.sources.live import settings_from_environment
from fingerpost.text import plural

SHOWN = 10


@click.command(
    epilog="""\b
Examples:
  fingerpost add 10.1000/182
  fingerpost add 12345678 https://arxiv.org/abs/2001.01234 paper.pdf --area sepsis --note"""
)
@click.argument("what", nargs=-1)
@click.option("--area", "area_name", metavar="AREA", help="Also keep them as known in this area.")
@click.option("--note", is_flag=True, help="Also make a note on each paper.")
@click.option("--dry-run", is_flag=True, help="Only say what would be asked of whom.")
@email_option
@home_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    what: tuple[str, ...],
    area_name: str | None,
    note: bool,
    dry_run: bool,
    email: str,
    folder: Path,
    as_json: bool,
) -> None:
    """Bring papers in: WHAT is a DOI, PMID, arXiv id, address of a page, or a file.

    A PDF is looked up by the DOI or arXiv id on its first pages. What the library has is not asked
    for. Without a network the wish is kept in inbox.md; without WHAT the wishes there are tried.
    """
    with open_desk(folder, begin=say) as desk:
        area = desk.home.area(area_name).name if area_name else ""
        wishes = [Wish(each, area, note) for each in what]
        wishes = wishes or list(Inbox.of(desk.home.folder).open_wishes())
        if dry_run:
            _tell_asks(would_ask(desk.library, [wish.what for wish in wishes]), as_json)
            return
        outcome = run(desk, wishes, email)
        if as_json:
            emit_json(outcome_json(outcome))
        else:
            tell(outcome, anything=bool(wishes))
    if outcome.not_names:
        ctx.exit(2)
    if wishes and outcome.nothing_came:
        ctx.exit(1)


def run(desk: Desk, wishes: Iterable[Wish], email: str) -> Outcome:
    """Fulfil wishes at a desk, telling what is asked, what failed and what waits."""
    settings = settings_from_environment(email)
    brought = bring_wished(desk.home, desk.library, wishes, settings, _tell_asking)
    for remark in brought.remarks:
        say(remark)
    tell_problems(brought.problems, desk.home)
    for left in brought.left:
        say(left)
    return brought.outcome


def tell(outcome: Outcome, *, anything: bool = True) -> None:
    """Say what came and what was here."""
    if not anything:
        say(f"Nothing waits in {FILE}. Name a paper:  fingerpost add 10.1000/182")
    for came in outcome.new[:SHOWN]:
        wrapped(f"{came.paper}  {came.title} (from {came.supplier})", "  ", "+ ")
    for came in outcome.known[:SHOWN]:
        wrapped(f"{came.paper}  {came.title} (in your library already)", "  ", "= ")
    more = max(len(outcome.new) - SHOWN, 0) + max(len(outcome.known) - SHOWN, 0)
    if more:
        click.echo(f"… and {plural(more, 'more paper')}.")


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return what `add --json` prints."""
    return {
        **import_json(outcome.read),
        "added": [_came_json(came) for came in outcome.new],
        "known": [_came_json(came) for came in outcome.known],
        "waiting": [wish.what for wish in outcome.waiting],
        "not_understood": outcome.not_names,
        "problems": [
            {"file": p.file, "record": p.record, "line": p.line, "reason": p.reason}
            for p in outcome.problems
        ],
    }


def _came_json(came: Came) -> dict[str, str]:
    return {"named": came.named, "id": came.paper, "title": came.title, "from": came.supplier}


def _tell_asking(supplier: str, question: str) -> None:
    say(f"Asking {supplier} for {question}")


def _tell_asks(asks: Iterable[Asked], as_json: bool) -> None:
    told = list(asks)
    if as_json:
        emit_json({"would_ask": [
            {"named": each.named, "known": each.already or None,
             "asks": [{"supplier": who, "query": query} for who, query in each.asks]}
            for each in told
        ]})  # fmt: skip
        return
    for each in told:
        if each.already:
            wrapped(f"{each.named}: in your library already ({each.already}); nobody is asked.")
        elif each.asks:
            in_turn = ", else ".join(f"{who} for {query}" for who, query in each.asks)
            wrapped(f"{each.named}: would ask {in_turn}.")
        else:
            wrapped(f"{each.named}: nobody would be asked.")
