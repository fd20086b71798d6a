"""What commands print: JSON for scripts, words for people, problems and progress beside them."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import click

from fingerpost.guide import Guide
from fingerpost.home import Home, write_output
from fingerpost.intake import ImportResult, problems_csv
from fingerpost.records import Problem
from fingerpost.text import plural, visible

SHOWN_PROBLEMS = 5
_CONTROL = re.compile(r"[\x7f-\x9f]")
"""Control characters that JSON may hold as they are; the others are always escaped."""
BAR = 20


def emit_json(value: dict[str, Any]) -> None:
    """Print one JSON object: UTF-8, sorted keys, nothing else."""
    click.echo(_as_json(value, 1))


def emit_json_line(value: dict[str, Any]) -> None:
    """Print one JSON object on a line of its own: UTF-8, sorted keys."""
    click.echo(_as_json(value))


def _as_json(value: dict[str, Any], indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str = "") -> None:
    """Print a sentence about what is going on, on standard error."""
    click.echo(text, err=True)


def heading(text: str) -> None:
    """Print a heading."""
    click.echo()
    click.secho(text, bold=True)


def wrapped(text: str, indent: str = "", first: str | None = None, *, bold: bool = False) -> None:
    """Print a paragraph that fits the terminal, control characters made visible."""
    width = min(shutil.get_terminal_size((88, 24)).columns, 96)
    lead = indent if first is None else first
    filled = textwrap.fill(
        visible(text), width, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False
    )
    click.secho(filled, bold=bold or None)


def table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows as aligned columns, two blanks between them."""
    kept = [[visible(cell) for cell in row] for row in rows]
    if not kept:
        return
    widths = [max(len(row[i]) for row in kept) for i in range(len(kept[0]))]
    for row in kept:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  " + "  ".join(cells).rstrip())


class Steps:
    """Says on standard error what is being worked on: one changing line at a terminal."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = ""

    def __call__(self, what: str, doing: str = "") -> None:
        """Tell what is worked on and what is being done."""
        line = f"{what}: {doing}" if doing else what
        if self._live:
            width = shutil.get_terminal_size((88, 24)).columns - 1
            click.echo(f"\r\x1b[K{line[:width]}", err=True, nl=False)
        elif what != self._last:
            click.echo(f"{what} …", err=True)
        self._last = what

    def read(self, name: str, count: int) -> None:
        """Tell how many papers of a file have been read."""
        self(f"reading {name}", plural(count, "paper") if count else "")

    def share(self, name: str, done: int, total: int) -> None:
        """Tell how many of all papers have been read, with a bar."""
        full = BAR * done // total if total else BAR
        bar = "█" * full + "░" * (BAR - full)
        self(f"reading {name}", f"{bar} {done:,} of {plural(total, 'paper')}")

    def done(self) -> None:
        """End the changing line."""
        if self._live:
            click.echo("\r\x1b[K", err=True, nl=False)


def tell_problems(problems: Sequence[Problem], home: Home | None) -> None:
    """Say how many problems there were, show the first and write all into the home.

    Without problems the list of the last time stays: nobody may have looked at it yet.
    """
    if home is not None and problems:
        write_output(home.folder / "problems.csv", problems_csv(problems))
    for problem in problems[:SHOWN_PROBLEMS]:
        say(f"  {problem.sentence()}")
    if len(problems) > SHOWN_PROBLEMS:
        say(f"  … and {plural(len(problems) - SHOWN_PROBLEMS, 'more problem')}.")
    if problems and home is not None:
        say(f"{plural(len(problems), 'problem')}, all listed in {home.folder / 'problems.csv'}")


def tell_guide(guide: Guide) -> None:
    """Say what was left out of the home's own guide and of its packs."""
    for problem in guide.problems[:SHOWN_PROBLEMS]:
        say(f"  {problem.sentence()}")
    if guide.problems:
        many = plural(len(guide.problems), "fault")
        say(f"{many} in your guide; the rest of it was used. All of them: fingerpost guide check")


def import_json(result: ImportResult) -> dict[str, Any]:
    """Return what `import --json` prints."""
    return {
        "read": result.read,
        "imported": result.imported,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "problems": [
            {"file": p.file, "record": p.record, "line": p.line, "reason": p.reason}
            for p in result.problems
        ],
    }


def import_sentence(result: ImportResult) -> str:
    """Return what an import did, in words."""
    return result.sentence("fingerpost duplicates")
