"""`fingerpost watch`: files that are dropped, and exports that are read again when they change."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli import add
from fingerpost.faces.cli.exported import exports_json, read_exports
from fingerpost.faces.cli.options import email_option, home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, emit_json_line, say, table
from fingerpost.home import Home
from fingerpost.home.inbox import Wish
from fingerpost.intake.dropping import DROP, look_into, put_away, whole
from fingerpost.intake.exports import (
    Reading,
    changed_exports,
    forget_export,
    state_of,
    watch_export,
    watched,
)
from fingerpost.intake.wishes import Outcome
from fingerpost.text import plural

Pending = tuple[str, int, int]
"""The path of an export, its size and its time of change."""


@dataclass(slots=True)
class Round:
    """What one round of watching brought."""

    files: list[dict[str, Any]] = field(default_factory=list)
    """For each dropped file what `add --json` tells, with its name and where it was moved."""
    exports: list[Reading] = field(default_factory=list)


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  fingerpost watch
  fingerpost watch --once
  fingerpost watch add ~/Zotero/my-library.bib""",
)
@click.option("--once", is_flag=True, help="Take in what is there now, and end.")
@click.option(
    "--every", type=click.FloatRange(min=0.01), default=2.0, show_default=True, metavar="SECONDS",
    help="How often to look; a file that did not change between two looks is whole.",
)  # fmt: skip
@email_option
@home_option
@json_option
@today_option
@click.pass_context
def command(
    ctx: click.Context, once: bool, every: float, email: str, folder: Path, as_json: bool,
    today: date,
) -> None:  # fmt: skip
    """Take in files that are put into the home's folder drop/, until you press Ctrl-C.

    Files are moved to drop/done/DATE/ when they were taken in and to drop/not-taken/DATE/ when
    nothing could be read in them; none is ever deleted. PDFs are looked up as by  fingerpost add.
    Exports that are watched are read again when they change, here and before  update, start  and
    report.
    """
    if ctx.invoked_subcommand:
        ctx.obj = folder
        return
    home = Home.open(folder)
    drop = home.folder / DROP
    drop.mkdir(exist_ok=True)
    if not once:
        say(f"Put files into {drop} and they are taken in. Ctrl-C ends this.")
    try:
        _watch(home, drop, email, today, every, once=once, as_json=as_json)
    except KeyboardInterrupt:
        say("Watching has ended; what was taken in is kept.")


@command.command("add", epilog="Example: fingerpost watch add ~/Zotero/my-library.bib")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@today_option
@click.pass_context
def add_export(ctx: click.Context, file: Path, as_json: bool, today: date) -> None:
    """Read FILE now, and again whenever it has changed."""
    with open_desk(ctx.obj, begin=say) as desk:
        export = watch_export(desk.library.folder, file)
        desk.home.journal.append("export watched", file.name)
        readings = read_exports(desk, today)
    if as_json:
        emit_json({"watched": export.path, "exports": exports_json(readings)})
    else:
        click.echo(f"{export.path} is read again from now on when it changes.")
    if any(reading.left for reading in readings if reading.path == export.path):
        ctx.exit(1)


@command.command("list", epilog="Example: fingerpost watch list")
@json_option
@click.pass_context
def show(ctx: click.Context, as_json: bool) -> None:
    """Show the exports that are watched."""
    home = Home.open(ctx.obj)
    exports = watched(home.library_folder)
    changed = {export.path for export in changed_exports(home.library_folder)}
    if as_json:
        emit_json({"exports": [
            {"file": each.path, "papers": len(each.papers), "read_on": each.read_on or None,
             "there": Path(each.path).is_file(), "changed": each.path in changed}
            for each in exports
        ]})  # fmt: skip
        return
    if not exports:
        say("No export is watched. Add one:  fingerpost watch add FILE")
    table(
        (each.path, plural(len(each.papers), "paper"), _standing(each.path, each.read_on))
        for each in exports
    )


@command.command("drop", epilog="Example: fingerpost watch drop ~/Zotero/my-library.bib")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def forget(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Watch FILE no more; its papers stay in the library."""
    home = Home.open(ctx.obj)
    export = forget_export(home.library_folder, file)
    home.journal.append("export no longer watched", file.name)
    if as_json:
        emit_json({"dropped": export.path})
    else:
        click.echo(f"{export.path} is watched no more; its papers stay.")


def _standing(path: str, read_on: str) -> str:
    there = "" if Path(path).is_file() else "not there now; "
    return f"{there}read on {read_on}" if read_on else f"{there}not read yet"


def _watch(
    home: Home, drop: Path, email: str, today: date, every: float, *, once: bool, as_json: bool
) -> None:
    before, told = look_into(drop), set[Pending]()
    while True:
        if before or not once:
            time.sleep(every)
        now = look_into(drop)
        ready = whole(before, now)
        pending = _pending(home) - told
        round_ = _take_in(home, ready, email, today, read=bool(pending), as_json=as_json)
        # What could not be read is told once, not at every look.
        told = _pending(home)
        if once:
            _end(round_, drop, sorted(set(now) - set(ready)), as_json=as_json)
            return
        if as_json and (round_.files or round_.exports):
            emit_json_line(_round_json(round_))
        before = look_into(drop)


def _pending(home: Home) -> set[Pending]:
    """Return the exports that seem to have changed, with their state of this moment."""
    exports = changed_exports(home.library_folder)
    stats = ((export.path, state_of(export)) for export in exports)
    return {
        (path, stat.st_size, stat.st_mtime_ns) if stat else (path, 0, 0) for path, stat in stats
    }


def _end(done: Round, drop: Path, growing: list[Path], *, as_json: bool) -> None:
    for path in growing:
        say(f"{path.name} is still being written; it was left for the next time.")
    if as_json:
        emit_json(_round_json(done))
    elif not (done.files or done.exports):
        say(f"Nothing new lies in {drop}.")


def _round_json(done: Round) -> dict[str, Any]:
    return {"files": done.files, "exports": exports_json(done.exports)}


def _take_in(
    home: Home, ready: list[Path], email: str, today: date, *, read: bool, as_json: bool
) -> Round:
    """Take dropped files and changed exports in; a home is opened only if there is something."""
    done = Round()
    if not ready and not read:
        return done
    with open_desk(home.folder, begin=say) as desk:
        done.exports = read_exports(desk, today) if read else []
        for path in ready:
            state = look_into(path.parent).get(path)
            say(f"Taking in {path.name}")
            outcome = add.run(desk, [Wish(str(path))], email)
            if not as_json:
                add.tell(outcome)
            if look_into(path.parent).get(path) != state:
                say(f"{path.name} changed while it was read; it is read again the next time.")
                continue
            moved = put_away(path, today, taken=_is_taken(outcome))
            where = moved.relative_to(home.folder).as_posix() if moved else None
            done.files.append({**add.outcome_json(outcome), "file": path.name, "moved_to": where})
    return done


def _is_taken(outcome: Outcome) -> bool:
    return bool(outcome.came or outcome.waiting)
