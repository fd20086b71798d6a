"""`fingerpost note PAPER`: the note on a paper, made or found again."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import FailureError, UsageError
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, say, tell_problems
from fingerpost.intake.known import find_paper
from fingerpost.notes import CitationKeys
from fingerpost.notes.base_file import keep_base
from fingerpost.notes.index import read_index
from fingerpost.notes.paper_note import make_note, note_on, was_made
from fingerpost.records import Paper


@click.command(
    epilog="""\b
Examples:
  fingerpost note pmid:31978085
  fingerpost note gulshan2016development"""
)
@click.argument("named", metavar="PAPER")
@click.option("--again", is_flag=True, help="Make it anew although you deleted it.")
@home_option
@json_option
def command(named: str, again: bool, folder: Path, as_json: bool) -> None:
    """Make the note on PAPER, or find it again wherever it is in `papers/`, and print its path.

    A note is Markdown with what we know of the paper in two blocks; all else in it is yours.
    PAPER is an id, a title in quotation marks, or a citation key.
    """
    with open_desk(folder) as desk:
        keys = CitationKeys(desk.home.journal)
        paper = paper_named(desk, keys, named)
        index = read_index(desk.home)
        tell_problems(index.problems, None)
        found = note_on(index.papers, paper)
        if found is not None:
            path = desk.home.folder / found.file
        elif was_made(desk.home.journal.read()[0], paper) and not again:
            raise FailureError(
                f"You deleted the note on {paper.id} (or moved it out of papers/), so it stays"
                f" away. Make it anew with:  fingerpost note {paper.id} --again"
            )
        else:
            path = make_note(desk.home, paper)
            keep_base(desk.home)
        key = CitationKeys(desk.home.journal).of(paper)
    if paper.is_retracted:
        say(f"Beware: {paper.cite()} ({paper.id}) is marked '{paper.retraction}'.")
    if as_json:
        emit_json({"file": str(path), "id": paper.id, "key": key, "made": found is None})
    else:
        click.echo(str(path))


def paper_named(desk: Desk, keys: CitationKeys, named: str) -> Paper:
    """Return the paper that an id, a title or a citation key means; else UsageError."""
    known = keys.paper_of(named)
    paper = desk.library.get(known) if known else None
    paper = paper or find_paper(desk.library, named)
    if paper is None:
        raise UsageError(f"'{named}' is no paper of your library. Import it, or give its id.")
    return paper
