"""Watched exports, read before other verbs work: what they brought is said beside the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fingerpost.desk import Desk
from fingerpost.faces.cli.output import import_json, import_sentence, say, tell_problems
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.exports import Reading, changed_exports
from fingerpost.intake.up_to_date import read_renewed

SHOWN = 10


def read_exports(desk: Desk, today: date) -> list[Reading]:
    """Read the exports that changed since the last time; says what that did on standard error."""
    if not any(changed_exports(desk.home.library_folder)):
        return []
    unread = take_up_decisions(desk.library, desk.home.journal)
    readings = []
    for reading in read_renewed(desk.home, desk.library, today):
        readings.append(reading)
        _tell(reading)
    problems = [problem for reading in readings for problem in reading.result.problems]
    tell_problems([*unread, *problems], desk.home)
    return readings


def exports_json(readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """Return what `--json` tells of exports that were read, or could not be."""
    return [
        {
            **import_json(reading.result),
            "file": reading.path,
            "left": reading.left,
            "gone": [{"id": paper, "title": title} for paper, title in reading.gone],
        }
        for reading in readings
    ]


def _tell(reading: Reading) -> None:
    name = Path(reading.path).name
    if reading.left:
        say(f"{reading.path}: {reading.left}.")
        return
    say(f"{name} changed. {import_sentence(reading.result)}")
    if reading.gone:
        say(f"{len(reading.gone):,} of its papers are in it no more; your library keeps them:")
    for paper, title in reading.gone[:SHOWN]:
        say(f"  {paper}  {title}")
