"""`fingerpost check`: whether the home and its library are sound."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json
from fingerpost.text import plural


@click.command(epilog="Example: fingerpost check")
@home_option
@json_option
@click.pass_context
def command(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Read every paper and every text of the home, and say what is wrong.

    Looks at each page of the library's file, each paper, the search index (made anew if it is not
    in step) and the home's texts. Changes nothing else. Exit code 1 if something is wrong.
    """
    from fingerpost.intake.check import check

    with open_desk(folder) as desk:
        found = check(desk.home, desk.library)
    if as_json:
        emit_json(
            {
                "papers": found.library.papers,
                "indexed": found.library.indexed,
                "annotations": found.library.annotations,
                "home_files": found.home_files,
                "faults": list(found.faults),
            }
        )
    else:
        for fault in found.faults:
            click.echo(fault)
        indexed = found.library.indexed
        searched = "" if indexed is None else f", {indexed:,} of them can be searched"
        click.echo(
            f"{plural(found.library.papers, 'paper')}{searched};"
            f" {plural(found.home_files, 'text')} in the home."
            f" {plural(len(found.faults), 'fault') if found.faults else 'All is well.'}"
        )
    if found.faults:
        ctx.exit(1)
