"""`fingerpost import FILE…`: bring papers in from files of any supported format."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
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
from fingerpost.intake.noting import BROUGHT, note_import
from fingerpost.intake.taking_back import (
    import_named,
    name_of,
    take_back,
    told,
    what_of,
)
from fingerpost.notes.resting import papers_in_use


@click.command("import", epilog="Example: fingerpost import pubmed-sepsis.nbib zotero.ris")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--undo", is_flag=True, help="Take back the last import, or what an ID names.")
@home_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[Path, ...], undo: bool, folder: Path, as_json: bool
) -> None:
    """Bring papers in from FILES: exports of PubMed, reference managers, arXiv and tables.

    The format is told from what a file holds, not from its name; .gz files are opened. A record
    that cannot be taken is listed in problems.csv and never loses a good one beside it. A file that
    is not there is told and the others are taken; the exit code is 2 then.

    With --undo, the last import is taken back, or the import, fetch or update whose ID in the
    journal is given in place of files. A paper stays if something else brought it too, or if you
    screened, noted, cited or otherwise used it.
    """
    if undo:
        _undo(folder, files, as_json=as_json)
        return
    if not files:
        raise UsageError("Name the files to bring in.")
    steps = Steps()
    with open_desk(folder, begin=say) as desk:
        decisions = take_up_decisions(desk.library, desk.home.journal)
        name = name_of(files)
        result = import_files(desk.library, files, steps.read, name)
        steps.done()
        if as_json:
            emit_json(import_json(result))
        else:
            click.echo(import_sentence(result))
        tell_problems((*decisions, *result.problems), desk.home)
        note_import(desk.home, ", ".join(file.name for file in files), result, name)
    if not all(file.exists() for file in files):
        ctx.exit(2)
    if result.nothing_came_in:
        ctx.exit(1)


def _undo(folder: Path, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Take back the last import, or that of an id."""
    if len(files) > 1:
        raise UsageError("One import is taken back at a time: give one ID, or none for the last.")
    with open_desk(folder) as desk:
        entries = desk.home.journal.read()[0]
        entry = import_named(entries, str(files[0]) if files else "")
        held = papers_in_use(desk.home)
        name, what = str(entry.details[BROUGHT]), what_of(entry)
        done = take_back(desk.library, desk.home.journal, name, what, held)
    if as_json:
        emit_json(
            {
                "undone": what,
                "papers": done.papers,
                "parted": done.parted,
                "stay": [{"id": s.paper, "title": s.title, "reason": s.why} for s in done.stays],
            }
        )
        return
    click.echo(f"{what}: {told(done)}")
    for each in done.stays:
        click.echo(f"  {each.paper} stays: {each.why}. {each.title}")
