"""`fingerpost notes`: all notes brought up to date, conflicts settled, topics gathered, a list."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import FailureError, UsageError
from fingerpost.faces.cli.note import paper_named
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, say, table, tell_problems
from fingerpost.home import Home
from fingerpost.home.note_blocks import Settle
from fingerpost.notes import CitationKeys
from fingerpost.notes.index import NoteIndex, Seen, read_index
from fingerpost.notes.kept_syncs import last_sync
from fingerpost.notes.settling import settle, shown
from fingerpost.notes.sync import Sync, SyncResult
from fingerpost.notes.topics import begin_topic
from fingerpost.notes.undoing import sync_and_keep, undo_sync
from fingerpost.text import fold, plural, visible

LONGEST_TITLE = 40


@click.group(
    epilog="""\b
Examples:
  fingerpost notes sync --dry-run
  fingerpost notes topic 'Sepsis alerts' --area sepsis
  fingerpost notes resolve papers/okoro2020deep.md mine"""
)
def command() -> None:
    """Keep the notes of a home up to date: what is ours in them, never what is yours."""


@command.command("sync", epilog="Example: fingerpost notes sync --dry-run")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--area", "area_name", metavar="AREA", help="Only notes on papers of this area.")
@click.option("--undo", is_flag=True, help="Put what the last sync wrote back as it was before.")
@home_option
@json_option
@today_option
def sync(
    dry_run: bool, area_name: str | None, undo: bool, folder: Path, as_json: bool, today: date
) -> None:
    """Renew the managed blocks of all notes; a block that you edited is told and left.

    The exit code is 1 if there is a conflict, or a note that cannot be read or written.

    With --undo, every note that the last sync wrote is put back to what it was before, byte for
    byte. A note that was changed since is named and left, and the exit code is 1. Done again, it
    undoes the sync before that.
    """
    if undo:
        if dry_run or area_name:
            raise UsageError("--undo goes alone: it undoes the whole of the last sync.")
        _undo(folder, as_json=as_json)
        return
    with open_desk(folder) as desk:
        area = desk.home.area(area_name) if area_name else None
        done = sync_and_keep(
            desk.home, desk.library, today, uuid.uuid4().hex, dry_run=dry_run, area=area
        )
    if as_json:
        emit_json(_sync_json(done, dry_run=dry_run))
    else:
        _show_sync(done, dry_run=dry_run)
    tell_problems(done.problems, None)
    if done.conflicts or done.problems:
        raise SystemExit(1)


@command.command("resolve", epilog="Example: fingerpost notes resolve papers/okoro2020deep.md mine")
@click.argument("file")
@click.argument("how", metavar="show|mine|ours",
                type=click.Choice(["show", *(each.value for each in Settle)]))  # fmt: skip
@click.option("--block", default="", help="Only this block: paper, appraisal, evidence …")
@home_option
@json_option
@today_option
def resolve(file: str, how: str, block: str, folder: Path, as_json: bool, today: date) -> None:
    """Settle the conflicts of the note FILE.

    show: only say what would change. mine: what you made of the block stays, and it is left alone
    from then on. ours: it is written anew; what you had written in it goes into the journal, so it
    is not lost.
    """
    with open_desk(folder) as desk:
        work = Sync(desk.home, desk.library, today)
        if how == "show":
            _show_conflicts(*shown(work, file, block), as_json=as_json)
            return
        note, blocks = settle(work, file, Settle(how), block)
    if as_json:
        emit_json({"blocks": list(blocks), "file": note.file, "how": how})
    else:
        click.echo(f"Settled in {note.file}: {', '.join(blocks)} ({how}).")


@command.command("topic", epilog="Example: fingerpost notes topic 'Sepsis alerts' --area sepsis")
@click.argument("name")
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@click.option("--query", default="", help="Gather what this search finds, now and later.")
@click.option("--area", "area_name", metavar="AREA", help="Gather what the area's query finds.")
@click.option("--again", is_flag=True, help="Make it anew although you deleted it.")
@home_option
@json_option
@today_option
def gather(
    name: str, papers: tuple[str, ...], query: str, area_name: str | None, again: bool,
    folder: Path, as_json: bool, today: date,
) -> None:  # fmt: skip
    """Make the note on the topic NAME, or renew its evidence table and the rest that is ours.

    It gathers the papers that are named, found by the query or the area, linked from it, or whose
    notes link to it or name it in `topics`. What is named here is kept in the journal.
    """
    with open_desk(folder) as desk:
        keys = CitationKeys(desk.home.journal)
        ids = [paper_named(desk, keys, each).id for each in papers]
        place, is_new = _begun(desk, name, ids, query, area_name, today, again=again)
        path = desk.home.folder / place
        work = Sync(desk.home, desk.library, today)
        done = work.run()
        gathered = work.gathering.papers_of(done.index.notes[place])
    tell_problems(done.problems, None)
    conflicts = [each for each in done.conflicts if each.file == place]
    if as_json:
        emit_json(
            {
                "conflicts": [_conflict(each) for each in conflicts],
                "file": str(path),
                "made": is_new,
                "papers": [paper.id for paper in gathered],
            }
        )
    else:
        click.echo(str(path))
        say(f"{plural(len(gathered), 'paper')} gathered.")
        _tell_conflicts(done)
    if conflicts:
        raise SystemExit(1)


@command.command("list", epilog="Example: fingerpost notes list --status 'to read'")
@click.option("--status", default="", help="Only notes with this status.")
@click.option("--topic", "topic_name", default="", help="Only notes with this among their topics.")
@home_option
@json_option
def list_notes(status: str, topic_name: str, folder: Path, as_json: bool) -> None:
    """List the notes with what you say in their properties: status, rating, topics."""
    home = Home.open(folder)
    index = read_index(home)
    chosen = [
        note
        for note in index.notes.values()
        if (not status or note.facts.status.casefold() == status.casefold())
        and (not topic_name or fold(topic_name) in map(fold, note.facts.topics))
    ]
    tell_problems(index.problems, None)
    if as_json:
        emit_json(
            {
                "deleted": list(index.deleted),
                "notes": [_note_json(note, index) for note in chosen],
                "problems": [problem.sentence() for problem in index.problems],
                "renamed": [{"now": now, "was": was} for was, now in index.renamed],
            }
        )
    elif chosen:
        head = ("note", "title", "status", "rating", "topics", "your words", "edited by you")
        table([head, *(_note_row(note, index) for note in chosen)])
    else:
        say("No such note yet. Make one with:  fingerpost note PAPER")


def _undo(folder: Path, *, as_json: bool) -> None:
    """Undo the last sync that was not undone."""
    home = Home.open(folder)
    last = last_sync(home.library_folder)
    if not last:
        raise UsageError("No sync of notes is kept that could be undone.")
    done = undo_sync(home, last)
    if as_json:
        emit_json(
            {
                "left": [{"file": file, "why": why} for file, why in done.left],
                "problems": [problem.sentence() for problem in done.problems],
                "put_back": list(done.put_back),
                "taken_away": list(done.taken_away),
                "undone": last,
            }
        )
    else:
        click.echo(done.sentence())
        for file, why in done.left:
            say(f"  {file}: {why}, so it was left alone.")
    tell_problems(done.problems, None)
    if done.left or done.problems:
        raise SystemExit(1)


def _begun(
    desk: Desk, name: str, ids: list[str], query: str, area: str | None, today: date, *, again: bool
) -> tuple[str, bool]:
    try:
        return begin_topic(
            desk.home, desk.library, name, ids, query, area or "", today, again=again
        )
    except FailureError as error:
        if type(error) is not FailureError:
            raise
        raise FailureError(f"{error} To make it anew, add --again.") from None


def _sync_json(done: SyncResult, *, dry_run: bool) -> dict[str, Any]:
    several = done.index.several.items()
    return {
        "conflicts": [_conflict(each) for each in done.conflicts],
        "deleted": list(done.index.deleted),
        "diff": done.diff,
        "dry_run": dry_run,
        "edited": list(done.index.edited),
        "not_in_library": list(done.not_in_library),
        "notes": done.notes,
        "problems": [problem.sentence() for problem in done.problems],
        "renamed": [{"now": now, "was": was} for was, now in done.index.renamed],
        "renewed": list(done.renewed),
        "several": [{"files": files, "paper": paper} for paper, files in several],
    }


def _conflict(each: Any) -> dict[str, str]:
    return {"block": each.block, "file": each.file, "why": each.why}


def _show_sync(done: SyncResult, *, dry_run: bool) -> None:
    if done.diff:
        click.echo(visible(done.diff), nl=False)
    would = "would be" if dry_run else "were" if len(done.renewed) != 1 else "was"
    click.echo(f"{plural(len(done.renewed), 'note')} of {done.notes:,} {would} renewed.")
    for was, now in done.index.renamed:
        say(f"  {was} is {now} now.")
    for file in done.index.deleted:
        say(f"  {file} was deleted and stays deleted.")
    for paper, files in done.index.several.items():
        say(f"  {paper} has {len(files):,} notes, all kept up to date: {', '.join(files)}.")
    if done.not_in_library:
        say(f"{plural(len(done.not_in_library), 'note')} on papers that the library does not have;"
            " left as they are.")  # fmt: skip
    _tell_conflicts(done)


def _show_conflicts(note: Seen, differences: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        emit_json({"differences": differences, "file": note.file, "how": "show"})
        return
    for block, difference in differences.items():
        unclear = f"{block}: its markers are not clear, so nothing can be held against it.\n"
        click.echo(visible(difference or unclear), nl=False)


def _tell_conflicts(done: SyncResult) -> None:
    for each in done.conflicts:
        say(f"Conflict in {each.file}, block {each.block}: {each.why}. It was left as it is.")
    if done.conflicts:
        say("Look at each with:  fingerpost notes resolve FILE show  (then: mine, or ours)")


def _note_json(note: Seen, index: NoteIndex) -> dict[str, Any]:
    facts = note.facts
    return {
        "conflicts": [{"block": block, "why": why} for block, why in note.conflicts],
        "edited": note.edited or None,
        "edited_since_sync": note.file in index.edited,
        "file": note.file,
        "id": facts.id or None,
        "rating": facts.rating or None,
        "status": facts.status or None,
        "tags": list(facts.tags),
        "title": facts.title or None,
        "topics": list(facts.topics),
        "words": facts.words,
    }


def _note_row(note: Seen, index: NoteIndex) -> tuple[str, ...]:
    facts = note.facts
    title = facts.title if len(facts.title) <= LONGEST_TITLE else f"{facts.title[:LONGEST_TITLE]}…"
    since = " (since the last sync)" if note.file in index.edited else ""
    return (note.file, title, facts.status, facts.rating, ", ".join(facts.topics),
            f"{facts.words:,}", f"{note.edited}{since}")  # fmt: skip
