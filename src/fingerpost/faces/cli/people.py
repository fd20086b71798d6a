"""`fingerpost people`: who writes in an area, and who is who."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.people import sure_words
from fingerpost.dives.who import find_person, people_of
from fingerpost.dives.who import join as join_persons
from fingerpost.dives.who import split as split_person
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, wrapped
from fingerpost.home.person_words import APART, undo_last
from fingerpost.landscape.model import Person
from fingerpost.text import fold, plural

SHOWN = 20


@click.group(
    name="people",
    epilog="Example: fingerpost people list sepsis --name okoro",
)
def command() -> None:
    """Who writes in an area, and who is who: two that are one, or one that is two.

    What you say here holds in every later dive, whatever the records say.
    """


@command.command("list", epilog="Example: fingerpost people list sepsis --name okoro")
@click.argument("area")
@click.option("--name", default="", help="Only people whose name has these words.")
@click.option("--limit", type=click.IntRange(1), default=SHOWN, show_default=True,
              help="How many to list.")  # fmt: skip
@home_option
@json_option
@today_option
def list_(area: str, name: str, limit: int, folder: Path, as_json: bool, today: date) -> None:
    """List the authors of AREA's papers, those of most papers first, each with a key."""
    with open_desk(folder) as desk:
        people = _people(desk, area, today)
    wanted = set(fold(name).split())
    found = [person for person in people if wanted <= set(fold(person.name).split())]
    if as_json:
        emit_json({"area": area, "total": len(found), "people": [_json(p) for p in found[:limit]]})
        return
    if not found:
        click.echo("Nobody in this area's papers has that name." if name else "No authors here.")
    for person in found[:limit]:
        _show(person)
    if len(found) > limit:
        click.echo(f"{len(found) - limit:,} more; --limit shows them.")


@command.command("join", epilog="Example: fingerpost people join sepsis pmid:1#2 pmid:7#1")
@click.argument("area")
@click.argument("persons", metavar="PERSON...", nargs=-1, required=True)
@home_option
@json_option
@today_option
def join(area: str, persons: tuple[str, ...], folder: Path, as_json: bool, today: date) -> None:
    """Say that two or more people of AREA are one, in every area and every later dive.

    PERSON is a key or ORCID as 'people list' shows it, or a whole name.
    """
    with open_desk(folder) as desk:
        people = _people(desk, area, today)
        chosen = [find_person(people, named) for named in persons]
        join_persons(desk.home.journal, chosen)
        now = find_person(_people(desk, area, today), chosen[0].mentions[0].shown)
    if as_json:
        emit_json({"verb": "joined", "people": [_json(now)]})
        return
    click.echo("One person from now on:")
    _show(now)
    click.echo("To take this back:  fingerpost people undo")


@command.command("split", epilog="Example: fingerpost people split sepsis pmid:1#2 pmid:7")
@click.argument("area")
@click.argument("person")
@click.argument("papers", metavar="PAPER...", nargs=-1, required=True)
@home_option
@json_option
@today_option
def split(
    area: str, person: str, papers: tuple[str, ...], folder: Path, as_json: bool, today: date
) -> None:
    """Say that each PAPER of PERSON is by somebody else of that name, for good."""
    with open_desk(folder) as desk:
        chosen = find_person(_people(desk, area, today), person)
        split_person(desk.library, desk.home.journal, chosen, papers)
        shown = {ref.shown for ref in chosen.mentions}
        now = [
            each
            for each in _people(desk, area, today)
            if shown & {ref.shown for ref in each.mentions}
        ]
    if as_json:
        emit_json({"verb": "split", "people": [_json(each) for each in now]})
        return
    click.echo(f"{len(now)} people from now on:")
    for each in now:
        _show(each)
    click.echo("To take this back:  fingerpost people undo")


@command.command("undo", epilog="Example: fingerpost people undo")
@home_option
@json_option
def undo(folder: Path, as_json: bool) -> None:
    """Take back your last word on who is who; what you said before it holds again."""
    with open_desk(folder) as desk:
        taken = undo_last(desk.home.journal)
    verb = "split" if taken.verb == APART else "joined"
    if as_json:
        emit_json({"verb": "undone", "decision": verb, "people": taken.object})
    else:
        click.echo(f"Taken back: '{verb}' of {taken.day} on {taken.object}.")


def _people(desk: Desk, area: str, today: date) -> list[Person]:
    return people_of(desk.library, desk.home.area(area), desk.profile, today)


def _show(person: Person) -> None:
    place = ", ".join(part for part in (person.institution, person.city, person.country) if part)
    wrapped(f"{person.name}  [{person.key}]", "    ", "", bold=True)
    last = f", last in {person.last_year}" if person.last_year else ""
    led = f", last author of {person.senior_on}" if person.senior_on else ""
    wrapped(f"{plural(len(person.papers), 'paper')}{led}{last}. {place}".strip(), "    ", "  ")
    wrapped(f"{sure_words(person)}: {', '.join(person.papers[:6])}"
            + (" …" if len(person.papers) > 6 else ""), "    ", "  ")  # fmt: skip


def _json(person: Person) -> dict[str, Any]:
    return {
        "key": person.key,
        "name": person.name,
        "orcid": person.orcid,
        "papers": list(person.papers),
        "last_author_of": person.senior_on,
        "corresponding_author_of": person.corresponding_on,
        "last_year": person.last_year,
        "institution": person.institution,
        "city": person.city,
        "country": person.country,
        "distance_km": person.distance_km,
        "sure": person.sure,
        "because": person.because,
    }
