"""`fingerpost backup FILE`: the home and its papers as one file."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, say
from fingerpost.text import plural


@click.command(epilog="Example: fingerpost backup ~/fingerpost-2026-11-23.zip")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace FILE when it is there already.")
@home_option
@json_option
def command(file: Path, replace: bool, folder: Path, as_json: bool) -> None:
    """Write the home and its papers into FILE, a zip file with checksums.

    It holds every file of the home and papers.sqlite as they are now, even while papers are being
    imported. What can be made again (the search index) is left out.
    """
    from fingerpost.intake.backup import back_up

    with open_desk(folder) as desk:
        done = back_up(desk.home, desk.library, file, replace=replace)
    for name in done.left_out:
        say(f"  {name} was left out: it is a link or a device, not a file of its own.")
    if as_json:
        emit_json(
            {
                "file": str(done.file),
                "papers": done.papers,
                "home_files": done.home_files,
                "size_bytes": done.size_bytes,
                "left_out": list(done.left_out),
            }
        )
        return
    click.echo(
        f"{done.file}: {plural(done.papers, 'paper')} and {plural(done.home_files, 'file')} of the"
        f" home, {done.size_bytes / 1e6:,.1f} MB. Keep it on another disk."
    )
