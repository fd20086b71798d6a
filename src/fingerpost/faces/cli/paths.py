"""`fingerpost paths [PATH]`: which way in fits me?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, heading, table, tell_guide, wrapped
from fingerpost.guide.freshness import freshness
from fingerpost.paths import judge, path_row
from fingerpost.paths.model import JudgedPath, JudgedRequirement, PathJudgement


@click.command(epilog="Example: fingerpost paths clinical-researcher")
@click.argument("path", required=False)
@home_option
@json_option
@today_option
def command(path: str | None, folder: Path, as_json: bool, today: date) -> None:
    """Judge every path for the person in me.toml, or show one PATH in full.

    A requirement that depends, or about which you said nothing, never counts as met.
    """
    with open_desk(folder) as desk:
        tell_guide(desk.guide)
        judgement = judge(desk.profile, desk.guide)
    chosen = judgement.paths if path is None else (_named(judgement, path),)
    if as_json:
        emit_json({"paths": [path_row(judged) for judged in chosen]})
    elif path is None:
        show_all(judgement)
    else:
        show_one(chosen[0], today)


def show_all(judgement: PathJudgement) -> None:
    """Print one paragraph a path, in the order that follows what matters most."""
    wrapped(judgement.sentence)
    for judged in judgement.paths:
        heading(f"{judged.path.name}  ({judged.path.id})")
        if judged.path.origin:
            wrapped(f"[{judged.path.origin}]", "  ")
        wrapped(judged.sentence, "  ")
        gaps = [f"{r.name} ({r.mine or 0} to {r.needed})" for r in judged.requirements if r.gap]
        if gaps:
            wrapped(f"Gaps: {'; '.join(gaps)}", "  ")
        wrapped(f"Cheapest next test: {judged.cheapest_test.title}", "  ")


def show_one(judged: JudgedPath, today: date) -> None:
    """Print one path with its requirements and how old its sources are."""
    heading(judged.path.name)
    if judged.path.origin:
        wrapped(f"[{judged.path.origin}]")
    wrapped(judged.path.summary)
    wrapped(judged.sentence)
    click.echo()
    head = ("axis", "requirement", "need", "needed", "mine", "gap", "hours", "how sure")
    table([head, *map(_requirement, judged.requirements)])
    click.echo()
    wrapped(f"Cheapest next test: {judged.cheapest_test.title}")
    wrapped(f"It tells you no if: {judged.cheapest_test.tells_no}")
    for source in judged.path.sources:
        wrapped(f"Source: {source.text} {source.url} {source.dated}".rstrip())
    wrapped(freshness(judged.path.sources, today))
    wrapped(f"All that we know of it: fingerpost guide show {judged.path.id}")


def _requirement(r: JudgedRequirement) -> tuple[str, ...]:
    hours = "" if not r.gap or r.hours_low is None else f"{r.hours_low:.0f} to {r.hours_high:.0f}"
    return (
        str(r.axis).replace("_", " "),
        r.name,
        str(r.need),
        "–" if r.needed is None else str(r.needed),
        "not said" if r.mine is None else str(r.mine),
        "cannot be said" if r.gap is None else str(r.gap),
        hours,
        r.sure,
    )


def _named(judgement: PathJudgement, name: str) -> JudgedPath:
    for judged in judgement.paths:
        if judged.path.id == name:
            return judged
    known = ", ".join(sorted(judged.path.id for judged in judgement.paths))
    raise UsageError(f"There is no path '{name}'. There are: {known}.")
