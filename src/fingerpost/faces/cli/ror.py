"""`fingerpost ror`: ROR's list of institutions, so that each has one name and an id."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli.options import INPUT_FILE, home_option, json_option
from fingerpost.faces.cli.output import Steps, emit_json, wrapped
from fingerpost.intake.ror import use_ror
from fingerpost.library.ror import RorSource


@click.group(name="ror", epilog="Example: fingerpost ror use v1.50-2024-07-29-ror-data.zip")
def command() -> None:
    """ROR: the registry of research organisations, from a file that you download once."""


@command.command(epilog="Example: fingerpost ror use ~/Downloads/v1.50-2024-07-29-ror-data.zip")
@click.argument("file", type=INPUT_FILE)
@home_option
@json_option
def use(file: Path, folder: Path, as_json: bool) -> None:
    """Take the institutions from FILE: ROR's data dump, as the zip or the JSON file in it.

    From then on dives name institutions as ROR does, with their ROR id, city and place, where an
    affiliation gives one of their names and the country fits.
    """
    steps = Steps()
    with open_desk(folder) as desk:
        steps(f"reading {file.name}")
        source = use_ror(desk.library, file)
        steps.done()
        desk.home.journal.append("ror taken", source.file, organisations=source.organisations)
    if as_json:
        emit_json(ror_json(source))
    else:
        click.echo(_sentence(source))


@command.command(epilog="Example: fingerpost ror show 'University of Leeds'")
@click.argument("name", required=False)
@home_option
@json_option
def show(name: str | None, folder: Path, as_json: bool) -> None:
    """Show where the institutions came from, or the one that NAME stands for."""
    with open_desk(folder) as desk:
        table = desk.library.ror
        source = table.source()
        found = table.find_all([(name, "", "")]) if source and name else {}
    one = found.get((name or "", "", ""))
    if as_json:
        emit_json({**ror_json(source), "name": name, "ror": one.ror if one else None,
                   "institution": one.name if one else None})  # fmt: skip
    elif source is None:
        wrapped("No ROR yet. Download the data dump from ROR's page 'ROR Data', then:"
                "  fingerpost ror use FILE")  # fmt: skip
    elif name is None:
        click.echo(_sentence(source))
    elif one is None:
        click.echo(f"ROR has no institution, or several, called '{name}'.")
    else:
        click.echo(f"{one.name}, {one.city} ({one.iso}): https://ror.org/{one.ror}")


@command.command(epilog="Example: fingerpost ror forget")
@home_option
@json_option
def forget(folder: Path, as_json: bool) -> None:
    """Delete the institutions; dives name them by their commonest spelling again."""
    with open_desk(folder) as desk:
        gone = desk.library.ror.remove()
    if as_json:
        emit_json({"forgotten": gone})
    else:
        click.echo("ROR is forgotten." if gone else "There was no ROR to forget.")


def ror_json(source: RorSource | None) -> dict[str, object]:
    """Return what `ror --json` prints of the file."""
    return {
        "file": source.file if source else None,
        "organisations": source.organisations if source else 0,
    }


def _sentence(source: RorSource) -> str:
    return f"ROR from {source.file}: {source.organisations:,} institutions."
