"""`fingerpost area score`, `advice`, `keep`, `park`, `drop`, `import`: what you make of areas."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.area_look import look_json, no_word, tell_look
from fingerpost.faces.cli.options import INPUT_FILE, home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, say, wrapped
from fingerpost.focus.first_list import Idea, area_of, areas_in
from fingerpost.home import Area, OwnScore
from fingerpost.home.area import Advice, AdviceKind, Stand
from fingerpost.home.area_said import day_to_come, say_advice, say_score
from fingerpost.home.files import read_text
from fingerpost.home.focus_words import stand

SCORE = click.FloatRange(1, 5)
LARGEST_LIST = 1_000_000


def _range_options(function: Any) -> Any:
    function = click.option("--high", type=SCORE, help="The highest it may be; else 1 more.")(
        function
    )
    return click.option("--low", type=SCORE, help="The lowest it may be; else 1 less.")(function)


@click.command(epilog="Example: fingerpost area score sepsis scale 4 --because 'daily on our ward'")
@click.argument("name")
@click.argument("criterion")
@click.argument("value", metavar="SCORE", type=SCORE)
@_range_options
@click.option("--because", default="", help="Your reason.")
@home_option
@json_option
def score(
    name: str, criterion: str, value: float, low: float | None, high: float | None, because: str,
    folder: Path, as_json: bool,
) -> None:  # fmt: skip
    """Score the area NAME on a CRITERION yourself, from 1 to 5; it wins over what papers say."""
    with open_desk(folder) as desk:
        area = desk.home.area(name)
        own = OwnScore(_criterion(desk, criterion), value, because, low, high)
        _, path = say_score(desk.home, area, own)
    _told(as_json, {"area": area.name, "criterion": own.criterion, "score": value}, path)


@click.command(
    epilog="Example: fingerpost area advice sepsis scale 2 --from 'a ward pharmacist'"
    " --because 'rare since the new bundle'"
)
@click.argument("name")
@click.argument("criterion")
@click.argument("value", metavar="SCORE", type=SCORE)
@_range_options
@click.option("--from", "who", default="", help="Who said it, or what you tried.")
@click.option("--test", "tested", is_flag=True, help="It comes from a small test of yours.")
@click.option("--because", default="", help="What was said or seen.")
@home_option
@json_option
@today_option
def advice(
    name: str, criterion: str, value: float, low: float | None, high: float | None, who: str,
    tested: bool, because: str, folder: Path, as_json: bool, today: date,
) -> None:  # fmt: skip
    """Note what a conversation or a small test says of the area NAME on a CRITERION, 1 to 5.

    It counts beside what papers say. Where it disagrees with them or with your own score, both are
    shown.
    """
    kind = AdviceKind.SMALL_TEST if tested else AdviceKind.CONVERSATION
    with open_desk(folder, today=today) as desk:
        area, known = desk.home.area(name), _criterion(desk, criterion)
        said = Advice(known, value, because, low, high, kind, who, today.isoformat())
        _, path = say_advice(desk.home, area, said)
    _told(as_json, {"area": area.name, "criterion": known, "score": value, "kind": kind}, path)


def _standing(how: Stand, example: str, sentence: str) -> click.Command:
    """Return the command that keeps, parks or drops an area."""
    verb = {Stand.KEPT: "keep", Stand.PARKED: "park", Stand.DROPPED: "drop"}[how]

    @click.command(verb, help=sentence, epilog=f"Example: fingerpost area {verb} {example}")
    @click.argument("name")
    @click.option("--because", default="", help="Your reason, for the journal.")
    @click.option("--again", metavar="DATE", help="When to look at it again, as in 2027-03-01.")
    @home_option
    @json_option
    @today_option
    def decide(
        name: str, because: str, again: str | None, folder: Path, as_json: bool, today: date
    ) -> None:
        day = day_to_come(again or "", today)
        with open_desk(folder, today=today) as desk:
            area = desk.home.area(name)
            stand(desk.home.journal, area.name, how, because, day)
        if as_json:
            emit_json({"again": day, "area": area.name, "stand": str(how), "why": because})
        else:
            later = f"; focus will ask you to look again from {day}" if day else ""
            click.echo(f"{area.title} is {how}{later}.")

    return decide


keep = _standing(Stand.KEPT, "sepsis", "Take the area NAME into the comparison (again).")
park = _standing(
    Stand.PARKED, "sepsis --again 2027-03-01 --because 'no data before spring'",
    "Set the area NAME aside for now: it stays in your list and is not compared.",
)  # fmt: skip
drop = _standing(
    Stand.DROPPED, "sepsis --because 'crowded, and not for me'",
    "Give the area NAME up: its file and its dives stay, it is not compared.",
)  # fmt: skip


@click.command("import", epilog="Example: fingerpost area import newsletter.md --accept 1,3")
@click.argument("file", type=INPUT_FILE)
@click.option("--accept", default="", metavar="NUMBERS",
              help="Add these of the list: 1,3 or all.")  # fmt: skip
@home_option
@json_option
def take_list(file: Path, accept: str, folder: Path, as_json: bool) -> None:
    """Read a first list of areas from a FILE of text: its points, with the ideas inside each.

    Nothing is added until you say which with --accept.
    """
    if file.stat().st_size > LARGEST_LIST:
        raise UsageError(f"{file} is larger than a list of areas can be (1 MB).")
    ideas = areas_in(read_text(file).text)
    if not ideas:
        raise UsageError(
            f"{file} has no list. Put each area on a line of its own that begins with a hyphen."
        )
    chosen = _numbers(accept, len(ideas))
    added: list[Area] = []
    with open_desk(folder) as desk:
        names = {area.name for area in desk.home.areas()}
        for number in chosen:
            try:
                area = area_of(ideas[number - 1], file.name)
            except UsageError as error:
                say(f"{number}. was left out. {error}")
                continue
            if area.name not in names:
                desk.home.add_area(area)
                desk.home.journal.append("area added", area.name, query=area.query, file=file.name)
                added.append(area)
        if not as_json:
            _offer(ideas, file, [area.name for area in added], chosen)
        tell = no_word if as_json else wrapped
        looks = {area.name: look_json(tell_look(desk, area, tell)) for area in added}
    if as_json:
        emit_json({
            "added": [area.name for area in added],
            "offered": [_idea_row(n, i) for n, i in enumerate(ideas, 1)],
            "looks": looks,
        })  # fmt: skip


def _offer(ideas: tuple[Idea, ...], file: Path, added: list[str], chosen: list[int]) -> None:
    for number, idea in enumerate(ideas, 1):
        wrapped(f"{number}. {idea.title}", "   ", "")
        for inside in idea.ideas:
            wrapped(f"· {inside}", "     ", "   ")
    if added:
        click.echo(f"Added: {', '.join(added)}. Look at their queries in areas/ before you dive.")
    elif chosen:
        click.echo("These are in your list already.")
    else:
        click.echo(f"Add them with:  fingerpost area import {file} --accept all")


def _idea_row(number: int, idea: Idea) -> dict[str, object]:
    return {"ideas": list(idea.ideas), "number": number, "remark": idea.remark, "title": idea.title}


def _numbers(text: str, most: int) -> list[int]:
    if not text:
        return []
    if text == "all":
        return list(range(1, most + 1))
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= most for part in parts):
        raise UsageError(f"'{text}' names no points of the list; write 1,3 or all ({most} points).")
    return sorted({int(part) for part in parts})


def _criterion(desk: Desk, named: str) -> str:
    for criterion in desk.guide.criteria:
        if named.casefold() in (criterion.id, criterion.name.casefold()):
            return criterion.id
    known = ", ".join(criterion.id for criterion in desk.guide.criteria)
    raise UsageError(f"'{named}' is no criterion; the criteria are {known}.")


def _told(as_json: bool, row: dict[str, Any], path: Path) -> None:
    if as_json:
        emit_json({**row, "file": str(path)})
    else:
        click.echo(f"Written into {path}")
