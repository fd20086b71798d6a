"""`fingerpost guide`: what we know of paths, skills and programmes; your own entries and packs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import ProfileError, UsageError
from fingerpost.faces.cli.guide_import import command as import_
from fingerpost.faces.cli.guide_showing import entry_row, pack_row, problem_row, show_entry
from fingerpost.faces.cli.options import (
    INPUT_FILE,
    home_option,
    json_option,
    maybe_home_option,
    today_option,
)
from fingerpost.faces.cli.output import emit_json, heading, say, table, wrapped
from fingerpost.guide import Guide, home_guide, load_guide
from fingerpost.guide.looking import name_of, own_entries
from fingerpost.guide.own import FOLDER, KINDS, Conflict, as_problem
from fingerpost.guide.packs import (
    add_pack,
    check_folder,
    check_own,
    drop_pack,
    packs,
    summary,
)
from fingerpost.records import Problem
from fingerpost.text import plural


@click.group(name="guide", epilog="Example: fingerpost guide show clinical-researcher")
def command() -> None:
    """What Fingerpost knows: paths, skills, resources, programmes; your own entries and packs."""


@command.command(name="list", epilog="Example: fingerpost guide list programme")
@click.argument("kind", required=False, type=click.Choice(list(KINDS)))
@maybe_home_option
@json_option
def list_(kind: str | None, folder: Path | None, as_json: bool) -> None:
    """List the entries of the guide, or those of one KIND."""
    guide = _guide(folder)
    found = {name: getattr(guide, part) for name, part in KINDS.items() if kind in (None, name)}
    if as_json:
        rows = [entry_row(name, entry) for name, entries in found.items() for entry in entries]
        problems = [problem_row(problem) for problem in guide.problems]
        emit_json({"entries": rows, "problems": problems})
        return
    for name, entries in found.items():
        heading(f"{name} ({len(entries)})")
        table((entry.id, name_of(entry), entry.origin) for entry in entries)
    _tell(guide.problems)


@command.command(epilog="Example: fingerpost guide show founder")
@click.argument("name", metavar="ID")
@maybe_home_option
@json_option
@today_option
def show(name: str, folder: Path | None, as_json: bool, today: date) -> None:
    """Show all that the guide says under ID, with its sources and how old they are.

    Where two kinds share an id, write the kind before it: skill/statistics.
    """
    guide = _guide(folder)
    kind, _, wanted = name.rpartition("/")
    found = [
        (each, entry)
        for each, part in KINDS.items()
        if kind in ("", each)
        for entry in getattr(guide, part)
        if entry.id == wanted
    ]
    if not found:
        raise UsageError(_unknown(guide, wanted))
    if as_json:
        emit_json({"entries": [entry_row(each, e, today) for each, e in found]})
        return
    for each, entry in found:
        show_entry(each, entry, today)


@command.command(epilog="Example: fingerpost guide check ~/Downloads/nursing-paths")
@click.argument("pack", required=False, type=INPUT_FILE, metavar="[FOLDER]")
@maybe_home_option
@json_option
@click.pass_context
def check(ctx: click.Context, pack: Path | None, folder: Path | None, as_json: bool) -> None:
    """Look through FOLDER as a pack, or through your home's own guide and its packs.

    Every fault is told with its file and line. Exit code 1 if there is one.
    """
    if pack is None:
        problems = _check_home(folder, as_json)
    else:
        checked = check_folder(pack, folder and folder / FOLDER)
        problems = tuple(map(as_problem, checked.problems))
        if as_json:
            emit_json(_checked_row(checked))
        else:
            _tell(problems, checked.conflicts)
            click.echo(f"{summary(checked.entries) or 'No entry'}. {_verdict(problems)}")
    if problems:
        ctx.exit(1)


@command.command(name="add-pack", epilog="Example: fingerpost guide add-pack nursing-paths")
@click.argument("pack", type=INPUT_FILE, metavar="FOLDER")
@click.option("--name", default="", help="The pack's name; else that of its folder.")
@home_option
@json_option
@click.pass_context
def add(ctx: click.Context, pack: Path, name: str, folder: Path, as_json: bool) -> None:
    """Check FOLDER and copy it into your home; its entries are then shown with its name.

    A faulty pack is not added. An id that the guide has already stays as it was, and is told.
    """
    with open_desk(folder) as desk:
        own = desk.home.folder / FOLDER
        checked = check_folder(pack, own, name)
        if not checked.problems:
            checked = add_pack(own, pack, name)
            desk.home.journal.append("pack added", checked.name, files=len(checked.files))
    if as_json:
        emit_json({**_checked_row(checked), "added": not checked.problems})
    else:
        _tell(map(as_problem, checked.problems), checked.conflicts)
        done = "is in your guide" if not checked.problems else "was not added"
        click.echo(f"The pack {checked.name} {done}: {summary(checked.entries) or 'no entry'}.")
    if checked.problems:
        ctx.exit(1)


@command.command(name="packs", epilog="Example: fingerpost guide packs")
@home_option
@json_option
def list_packs(folder: Path, as_json: bool) -> None:
    """List the packs in your home and what they bring."""
    with open_desk(folder) as desk:
        found = packs(desk.home.folder / FOLDER)
    if as_json:
        emit_json({"packs": [pack_row(pack) for pack in found]})
        return
    if not found:
        wrapped("There is no pack in this home. Add one with:  fingerpost guide add-pack FOLDER")
    for pack in found:
        heading(f"{pack.name}  {pack.about.title}".rstrip())
        wrapped(f"{summary(pack.entries) or 'no entry'}. {pack.about.about}".rstrip(), "  ")
        if pack.about.imported_from:
            wrapped(f"Imported from {pack.about.imported_from}.", "  ")
        _tell(pack.problems, pack.conflicts)


@command.command(epilog="Example: fingerpost guide drop nursing-paths")
@click.argument("name")
@home_option
@json_option
def drop(name: str, folder: Path, as_json: bool) -> None:
    """Delete the pack NAME from your home; the folder that it came from is not touched."""
    with open_desk(folder) as desk:
        files = drop_pack(desk.home.folder / FOLDER, name)
        desk.home.journal.append("pack dropped", name, files=files)
        _tell_profile(desk)
    if as_json:
        emit_json({"dropped": name, "files": files})
    else:
        click.echo(f"The pack {name} is gone ({plural(files, 'file')}).")


command.add_command(import_)


def _guide(folder: Path | None) -> Guide:
    if folder is None:
        return load_guide()
    with open_desk(folder) as desk:
        return desk.guide


def _tell_profile(desk: Desk) -> None:
    """Say so where me.toml names what went away with a pack."""
    try:
        _ = desk.profile
    except ProfileError as error:
        say(f"me.toml names what is no longer there; change that line. {error}")


def _check_home(folder: Path | None, as_json: bool) -> tuple[Problem, ...]:
    if folder is None:
        raise UsageError("There is no home here. Name the folder of a guide to look through.")
    with open_desk(folder) as desk:
        problems = check_own(desk.home.folder)
        own = desk.home.folder / FOLDER
        guide = home_guide(desk.home.folder)
    entries = own_entries(guide)
    if as_json:
        rows = [problem_row(problem) for problem in problems]
        emit_json({"folder": str(own), "entries": len(entries), "problems": rows})
    else:
        _tell(problems)
        many = plural(len(entries), "entry", "entries")
        click.echo(f"{many} of your own or from packs. {_verdict(problems)}")
    return problems


def _checked_row(checked: Any) -> dict[str, Any]:
    return {
        "folder": str(checked.folder),
        "pack": checked.name,
        "entries": checked.entries,
        "problems": [problem_row(as_problem(problem)) for problem in checked.problems],
        "conflicts": [conflict.sentence() for conflict in checked.conflicts],
    }


def _verdict(problems: Sequence[object]) -> str:
    return plural(len(problems), "fault") + "." if problems else "All is well."


def _tell(problems: Iterable[Problem], conflicts: Iterable[Conflict] = ()) -> None:
    for problem in problems:
        say(problem.sentence())
    for conflict in conflicts:
        say(conflict.sentence())


def _unknown(guide: Guide, wanted: str) -> str:
    import difflib

    known = sorted({entry.id for part in KINDS.values() for entry in getattr(guide, part)})
    near = difflib.get_close_matches(wanted, known, 3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"The guide has nothing of the id '{wanted}'.{hint} List all:  fingerpost guide list"
