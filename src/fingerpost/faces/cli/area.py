"""`fingerpost area`: add areas to the home's list and show it."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.area_look import look_json, no_word, tell_look
from fingerpost.faces.cli.area_searches import exclude, found, include, save, widen
from fingerpost.faces.cli.area_words import advice, drop, keep, park, score, take_list
from fingerpost.faces.cli.commands import load_command
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, wrapped
from fingerpost.home import Area
from fingerpost.intake.asking import area_from
from fingerpost.library import parse_query
from fingerpost.text import slug


@click.group(name="area", epilog="Example: fingerpost area add sepsis --query 'sepsis[tiab]'")
def command() -> None:
    """Areas: what you might focus on, each a question and a search."""


@command.command(epilog="Example: fingerpost area add 'Early warning of sepsis'")
@click.argument("name")
@click.option("--query", help="What to ask the library; else made from the name. * is every paper.")
@home_option
@json_option
def add(name: str, query: str | None, folder: Path, as_json: bool) -> None:
    """Add an area called NAME as a file that you can edit."""
    if query is not None:
        parse_query(query)
    check_no_verb(name)
    area = area_from(name, query)
    with open_desk(folder) as desk:
        if any(known.name == area.name for known in desk.home.areas()):
            raise UsageError(f"There is an area '{area.name}' already; edit areas/{area.name}.md")
        path = desk.home.add_area(area)
        desk.home.journal.append("area added", area.name, query=area.query)
        if not as_json:
            click.echo(f"Added {path}\nIts query is: {area.query}")
        look = tell_look(desk, area, no_word if as_json else wrapped)
    if as_json:
        emit_json({**_row(area), **look_json(look), "file": str(path)})


@command.command("list", epilog="Example: fingerpost area list")
@home_option
@json_option
def show(folder: Path, as_json: bool) -> None:
    """Show the areas of the home."""
    with open_desk(folder) as desk:
        areas = desk.home.areas()
    if as_json:
        emit_json({"areas": [_row(area) for area in areas]})
        return
    for area in areas:
        aside = "" if area.is_kept else f", {area.standing.stand}"
        example = ", an example" if area.is_example else ""
        wrapped(f"{area.title} ({area.name}{example}{aside}): {area.query}", "  ", "")
    if not areas:
        click.echo("No area yet. Add one with:  fingerpost area add 'Early warning of sepsis'")


for subcommand in (
    save, widen, found, exclude, include, score, advice, keep, park, drop, take_list,
):  # fmt: skip
    command.add_command(subcommand)


def check_no_verb(title: str) -> None:
    """Raise UsageError for an area that `screen AREA` would take for one of its own verbs."""
    verbs = getattr(load_command("screen"), "commands", {})
    if (name := slug(title)) in verbs:
        raise UsageError(
            f"'{name}' is a word of  fingerpost screen , so an area cannot be called that."
            " Give it a longer name, for example with the disease in it."
        )


def _row(area: Area) -> dict[str, object]:
    return {
        "name": area.name,
        "title": area.title,
        "query": area.query,
        "question": area.question,
        "example": area.is_example,
        "stand": str(area.standing.stand),
        "why": area.standing.why,
        "again": area.standing.again,
    }
