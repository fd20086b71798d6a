"""`fingerpost restore FILE --into FOLDER`: a home and its papers from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.faces.cli.options import INPUT_FILE
from fingerpost.faces.cli.output import emit_json
from fingerpost.text import plural


@click.command(epilog="Example: fingerpost restore ~/fingerpost-2026-11-23.zip --into ~/fingerpost")
@click.argument("file", type=INPUT_FILE)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Where the home shall be.",
)
@click.option(
    "--replace", is_flag=True, help="Take the place of what is there, which is kept aside."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def command(file: Path, into: Path, replace: bool, as_json: bool) -> None:
    """Make a home and its library from FILE, which `fingerpost backup` wrote.

    Every byte is compared with its checksum before anything is touched. A home or a library that
    is there already is never overwritten: with --replace it is kept under another name.
    """
    from fingerpost.intake.restore import restore

    done = restore(file, into, replace=replace)
    if as_json:
        emit_json(
            {
                "home": str(done.home),
                "library": str(done.library),
                "papers": done.papers,
                "home_files": done.home_files,
                "kept_aside": [str(path) for path in done.kept_aside],
            }
        )
        return
    click.echo(
        f"{done.home}: {plural(done.papers, 'paper')} and {plural(done.home_files, 'file')} are"
        " back, each as it was backed up. The search index was made again."
    )
    for path in done.kept_aside:
        click.echo(f"What was there before is kept in {path}")
