"""`fingerpost screen export`, `screen import`: verdicts to and from other screening tools."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fingerpost.desk import open_desk
from fingerpost.dives.screening import flow_of
from fingerpost.dives.screening.export import exported
from fingerpost.faces.cli.options import INPUT_FILE, home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, say, tell_problems
from fingerpost.faces.cli.screen_marks import open_screening, show_flow
from fingerpost.home import write_output
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.dives.screening.verdicts_in import VerdictsIn


@click.command(epilog="Example: fingerpost screen export sepsis sepsis-screened.ris")
@click.argument("name", metavar="AREA")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--unread", is_flag=True, help="Papers not read yet as well, without a verdict.")
@home_option
@json_option
@today_option
def export(name: str, file: Path, unread: bool, folder: Path, as_json: bool, today: date) -> None:
    """Write the verdicts on AREA with their reasons into FILE (.ris or .csv), and the counts.

    Zotero, EndNote, Rayyan and ASReview read the RIS file.
    """
    with open_desk(folder) as desk:
        screening = open_screening(desk, name, today)
        write_output(file, exported(screening, file, unread=unread))
        flow = flow_of(screening)
    if as_json:
        emit_json({"area": screening.area.name, "file": str(file), "prisma": flow.as_json()})
        return
    click.echo(f"Written: {file}")
    show_flow(flow)


@click.command("import", epilog="Example: fingerpost screen import sepsis rayyan.ris")
@click.argument("name", metavar="AREA")
@click.argument("file", type=INPUT_FILE)
@click.option("--overrule", is_flag=True, help="Take the file's verdict where yours is another.")
@home_option
@json_option
@today_option
@click.pass_context
def take_verdicts(
    ctx: click.Context, name: str, file: Path, overrule: bool, folder: Path, as_json: bool,
    today: date,
) -> None:  # fmt: skip
    """Take the verdicts of a RIS or CSV FILE, as Fingerpost, ASReview or Rayyan write them.

    Papers must be in the library (fingerpost import FILE brings them). What the file says twice and
    differently is shown and left as it is. A verdict of yours stays, unless you say --overrule.
    """
    from fingerpost.dives.screening.verdicts_in import take_in

    with open_desk(folder) as desk:
        screening = open_screening(desk, name, today)
        came = take_in(screening, desk.library, file, overrule=overrule)
        tell_problems(came.stated.problems, desk.home)
    if as_json:
        emit_json({"area": screening.area.name, **came.as_json()})
    else:
        _show(came)
    if came.stated.problems and not came.stated.read:
        ctx.exit(1)


def _show(done: VerdictsIn) -> None:
    read, came, missing = done.stated.read, done.came, done.stated.not_in_library
    click.echo(
        f"{plural(read, 'verdict')} read: {came.taken:,} taken, {came.known:,} known already."
    )
    if came.differ:
        count = plural(len(came.differ), "verdict")
        say(f"{count} of yours differ and were kept (--overrule takes the file's).")
    if missing:
        say(f"{plural(len(missing), 'paper')} not in the library: import the file.")
