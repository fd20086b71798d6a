"""`fingerpost paths [PATH]`: which way in fits me?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, tell_guide
from fingerpost.faces.cli.paths_showing import show_all, show_one, show_pair
from fingerpost.home.profile_file import MATTERS
from fingerpost.paths import (
    JudgedPath,
    PathJudgement,
    judge,
    judgement_row,
    path_row,
    shared,
    shared_row,
)


@click.command(
    epilog="""\b
Examples:
  fingerpost paths
  fingerpost paths clinical-researcher
  fingerpost paths --by beside_clinical_work,reachable
  fingerpost paths --compare clinical-input clinical-researcher"""
)
@click.argument("path", required=False)
@click.option(
    "--by", metavar="WHAT,…", help="Order by these for this once (as matters in me.toml)."
)
@click.option(
    "--compare", nargs=2, metavar="A B", help="Two paths side by side, and what they share."
)
@home_option
@json_option
@today_option
def command(
    path: str | None, by: str | None, compare: tuple[str, str] | None, folder: Path,
    as_json: bool, today: date,
) -> None:  # fmt: skip
    """Judge every path for the person in me.toml, or show one PATH in full.

    A requirement that depends, or about which you said nothing, never counts as met. Wanted,
    reachable, odds, cost and beside clinical work stand apart: you say which matter most.
    """
    if path and compare:
        raise UsageError("Name one path to see it in full, or two after --compare, not both.")
    order = _order(by)
    with open_desk(folder) as desk:
        tell_guide(desk.guide)
        profile, guide = desk.profile, desk.guide
    judgement = judge(profile, guide, order)
    if compare:
        one, other = (_named(judgement, name) for name in compare)
        if one is other:
            raise UsageError(f"'{compare[0]}' is named twice; name two paths.")
        common = shared(one.path, other.path, profile, guide)
        if as_json:
            emit_json({"paths": [path_row(one), path_row(other)], "shared": shared_row(common)})
        else:
            show_pair(one, other, common)
        return
    chosen = judgement.paths if path is None else (_named(judgement, path),)
    if as_json:
        rows = {"paths": [path_row(judged) for judged in chosen]}
        emit_json(rows if path else rows | judgement_row(judgement))
    elif path is None:
        show_all(judgement, guide)
    else:
        show_one(chosen[0], profile, guide, today)


def _order(by: str | None) -> tuple[str, ...]:
    words = [word.strip().casefold().replace(" ", "_") for word in (by or "").split(",")]
    words = [word for word in dict.fromkeys(words) if word]
    for word in words:
        if word not in MATTERS:
            raise UsageError(f"Nothing is ordered by '{word}'. There are: {', '.join(MATTERS)}.")
    return tuple(words)


def _named(judgement: PathJudgement, name: str) -> JudgedPath:
    for judged in judgement.paths:
        if judged.path.id == name:
            return judged
    known = ", ".join(sorted(judged.path.id for judged in judgement.paths))
    raise UsageError(f"There is no path '{name}'. There are: {known}.")
