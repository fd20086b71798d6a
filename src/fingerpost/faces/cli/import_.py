"""`fingerpost import FILE…`: bring papers in from files of any supported format."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import (
    Steps,
    emit_json,
    import_json,
    import_sentence,
    say,
    tell_problems,
)
from fingerpost.intake import import_files
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.noting import note_import


@click.command("import", epilog="Example: fingerpost import pubmed-sepsis.nbib zotero.ris")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@home_option
@json_option
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], folder: Path, as_json: bool) -> None:
    """Bring papers in from FILES: exports of PubMed, reference managers, arXiv and tables.

    The format is told from what a file holds, not from its name; .gz files are opened. A record
    that cannot be taken is listed in problems.csv and never loses a good one beside it. A file that
    is not there is told and the others are taken; the exit code is 2 then.
    """
    steps = Steps()
    with open_desk(folder, begin=say) as desk:
        decisions = take_up_decisions(desk.library, desk.home.journal)
        result = import_files(desk.library, files, steps.read)
        steps.done()
        if as_json:
            emit_json(import_json(result))
        else:
            click.echo(import_sentence(result))
        tell_problems((*decisions, *result.problems), desk.home)
        note_import(desk.home, ", ".join(file.name for file in files), result)
    if not all(file.exists() for file in files):
        ctx.exit(2)
    if result.nothing_came_in:
        ctx.exit(1)
