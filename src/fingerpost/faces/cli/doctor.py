"""`fingerpost doctor`: whether the home and its library are sound, and what can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fingerpost.desk import open_desk
from fingerpost.errors import LibraryError
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, say
from fingerpost.home import Home
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.home.soundness import Finding
    from fingerpost.intake.check import CheckResult

SHOWN = 20


@click.command(epilog="Example: fingerpost doctor --fix")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, and say what was done.")
@home_option
@json_option
@click.pass_context
def command(ctx: click.Context, fix: bool, folder: Path, as_json: bool) -> None:
    """Read every paper and every text of the home, say what is wrong and what can be mended.

    Looks at each paper, the search index (made anew if it is not in step), notes, areas, the
    profile, the journal, your guide, watched exports and kept dives. With --fix torn lines of the
    journal are ended, its copies taken in and left-over .part files removed; your words are never
    touched. Exit code 1 if something is (still) wrong.
    """
    from fingerpost.intake.check import check, mend

    done: list[str] = []
    with open_desk(folder) as desk:
        try:
            library = desk.library
        except LibraryError:
            _tell_home(desk.home, fix=fix)
            raise
        found = check(desk.home, library)
        if fix:
            done = mend(found.findings)
            found = check(desk.home, library) if done else found
    if as_json:
        emit_json(_json(found, done))
    else:
        _show(found, done)
    if found.faults:
        ctx.exit(1)


def _tell_home(home: Home, *, fix: bool) -> None:
    """Say what is found in a home whose library cannot be opened, before that is said."""
    from fingerpost.intake.check import check_home, mend

    findings, _ = check_home(home)
    for sentence in mend(findings) if fix else ():
        say(sentence)
    for finding in check_home(home)[0] if fix else findings:
        if finding.is_fault:
            say(finding.sentence)


def _json(found: CheckResult, done: Sequence[str]) -> dict[str, Any]:
    return {
        "papers": found.library.papers,
        "indexed": found.library.indexed,
        "annotations": found.library.annotations,
        "home_files": found.home_files,
        "faults": list(found.faults),
        "remarks": list(found.remarks),
        "mendable": [
            {"fault": each.sentence, "mend": each.mend} for each in found.findings if each.mend
        ],
        "mended": list(done),
    }


def _show(found: CheckResult, done: Sequence[str]) -> None:
    for sentence in done:
        click.echo(f"Mended: {sentence}")
    _list([each for each in found.findings if each.is_fault])
    remarks = [each for each in found.findings if not each.is_fault]
    if remarks:
        click.echo("Worth a look, though it may be meant:")
        _list(remarks)
    if any(each.mend for each in found.findings):
        click.echo("What can be mended safely is, by:  fingerpost doctor --fix")
    indexed = found.library.indexed
    searched = "" if indexed is None else f", {indexed:,} of them can be searched"
    click.echo(
        f"{plural(found.library.papers, 'paper')}{searched};"
        f" {plural(found.home_files, 'text')} in the home."
        f" {plural(len(found.faults), 'fault') if found.faults else 'All is well.'}"
    )


def _list(findings: Sequence[Finding]) -> None:
    for finding in findings[:SHOWN]:
        mend = f" Can be mended: {finding.mend}." if finding.mend else ""
        click.echo(f"{finding.sentence}{mend}")
    if len(findings) > SHOWN:
        click.echo(f"… and {len(findings) - SHOWN:,} more; --json lists them all.")
