"""`fingerpost journal`: what you decided and when, read like a diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, heading, say, wrapped
from fingerpost.home import Home
from fingerpost.home.diary import of_area, sentence
from fingerpost.home.journal import Entry
from fingerpost.home.journal_seal import HandEdits, hand_edits
from fingerpost.text import plural


@click.command(
    epilog="""\b
Examples:
  fingerpost journal --since 2026-11-01
  fingerpost journal --area sepsis --verb screened"""
)
@click.option("--since", metavar="DATE", help="From this day on, as in 2026-11-30.")
@click.option("--verb", default="", help="Only entries of this kind: screened, dived, note …")
@click.option("--area", "area_name", metavar="AREA", help="Only what you decided on this area.")
@click.option("--merge", is_flag=True,
              help="Take the copies that a sync service made into the journal.")  # fmt: skip
@home_option
@json_option
def command(
    since: str | None, verb: str, area_name: str | None, merge: bool, folder: Path, as_json: bool
) -> None:
    """Read the journal like a diary: every decision with its day, in plain sentences.

    Nothing in it is ever changed. Lines that cannot be read are told, the others are shown.
    """
    home = Home.open(folder)
    day = _day(since)
    taken = home.journal.take_in() if merge else 0
    copies = home.journal.copies()
    entries, problems = home.journal.read()
    edits = hand_edits(home, entries)
    chosen = of_area(entries, home.area(area_name).name) if area_name else entries
    chosen = [e for e in chosen if verb in e.verb and _local(e)[0] >= day]
    for problem in problems:
        say(f"  {problem.sentence()}")
    _tell(copies, taken, edits, merge=merge)
    if as_json:
        emit_json(
            {
                "changed_by_hand": list(edits.changed),
                "copies": [copy.name for copy in copies],
                "entries": [_row(entry) for entry in chosen],
                "gone_by_hand": list(edits.gone),
                "problems": [problem.sentence() for problem in problems],
                "taken_in": taken,
            }
        )
    else:
        _show(chosen)


def _tell(copies: Sequence[Path], taken: int, edits: HandEdits, *, merge: bool) -> None:
    if copies:
        names = ", ".join(copy.name for copy in copies)
        say(f"Read together with {plural(len(copies), 'copy', 'copies')} of it: {names}.")
        if merge:
            say(f"{plural(taken, 'entry', 'entries')} taken into the journal; you may delete them.")
        else:
            say("Take what only they have into the journal with:  fingerpost journal --merge")
    if edits.gone or edits.changed:
        say(
            "Somebody edited the journal by hand since it was read last:"
            f" {plural(len(edits.gone), 'entry', 'entries')} gone,"
            f" {plural(len(edits.changed), 'entry', 'entries')} changed. Decisions follow what"
            " stands there now; a backup has what stood before."
        )


def _show(entries: Sequence[Entry]) -> None:
    if not entries:
        say("Nothing of this kind is in the journal.")
    last = ""
    for entry in entries:
        day, clock = _local(entry)
        if day != last:
            heading(day)
            last = day
        wrapped(sentence(entry), " " * (len(clock) + 4), f"  {clock}  ")


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "details": dict(entry.details),
        "id": entry.id,
        "object": entry.object,
        "sentence": sentence(entry),
        "time": entry.time,
        "verb": entry.verb,
        "why": entry.why,
    }


def _local(entry: Entry) -> tuple[str, str]:
    """Return day and time where the person sits; what is no time stands as it is."""
    try:
        local = datetime.fromisoformat(entry.time).astimezone()
    except (ValueError, OverflowError):
        return entry.time[:10], ""
    return local.date().isoformat(), local.strftime("%H:%M")


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise UsageError(f"'{text}' is no date; write it as 2026-11-30.") from None
