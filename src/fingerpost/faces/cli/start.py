"""`fingerpost start [HOME]`: a home, papers, and the main job from end to end."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, check_profile, open_desk
from fingerpost.errors import OfflineError, SourceError, UsageError
from fingerpost.faces.cli import questions, report
from fingerpost.faces.cli.area import check_no_verb
from fingerpost.faces.cli.area_look import tell_look
from fingerpost.faces.cli.commands import load_command
from fingerpost.faces.cli.options import INPUT_FILE, json_option, today_option
from fingerpost.faces.cli.output import Steps, import_sentence, say, tell_problems
from fingerpost.guide import Guide, example_profile_text, load_guide
from fingerpost.home import Area, Home
from fingerpost.home.files import read_text
from fingerpost.home.folder import MARKER
from fingerpost.intake import import_files, import_records
from fingerpost.intake.asking import area_from
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.fetching import MOST, Wanted
from fingerpost.intake.noting import note_import
from fingerpost.intake.starter import STARTER_NOTE, starter_papers
from fingerpost.intake.taking_back import name_of
from fingerpost.intake.up_to_date import fetch_and_note
from fingerpost.records import Problem
from fingerpost.sources.live import Settings, settings_from_environment

STARTER = "the starter library"


class StartCommand(click.Command):
    """Takes several files after one --papers, as a shell's * gives them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put --papers before each file that follows one."""
        spread: list[str] = []
        for word in args:
            after_papers = len(spread) > 1 and spread[-2] == "--papers"
            if after_papers and not word.startswith("-") and Path(word).is_file():
                spread.append("--papers")
            spread.append(word)
        return super().parse_args(ctx, spread)


@click.command(
    cls=StartCommand,
    epilog="""\b
Examples:
  fingerpost start ~/fingerpost
  fingerpost start ~/fingerpost --papers pubmed-sepsis.nbib --area 'early warning of sepsis'""",
)
@click.argument("home", required=False, type=click.Path(path_type=Path))
@click.option("--example", is_flag=True, help="An example person; never asks, stays offline.")
@click.option("--empty", is_flag=True, help="Ask nothing: empty sheets, no areas.")
@click.option("--profile", type=INPUT_FILE, help="Take the person from this file.")
@click.option(
    "--papers",
    multiple=True,
    type=INPUT_FILE,
    metavar="FILE ...",
    help="Fill the library from these files.",
)
@click.option(
    "--area", "areas", multiple=True, metavar="TEXT", help="Add an area; may be given repeatedly."
)
@click.option("--online", is_flag=True, help="Fetch papers for each area from PubMed, unasked.")
@click.option(
    "--email",
    envvar="FINGERPOST_EMAIL",
    default="",
    help="Your address, which NCBI asks of everyone who fetches from PubMed by program.",
)
@click.option("--no-serve", is_flag=True, help="End after the report.")
@json_option
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    home: Path | None,
    example: bool,
    empty: bool,
    profile: Path | None,
    papers: tuple[Path, ...],
    areas: tuple[str, ...],
    online: bool,
    email: str,
    no_serve: bool,
    as_json: bool,
    today: date,
) -> None:
    """Make or open HOME (default ~/fingerpost), fill its library and write your signpost.

    At a terminal it begins with a few questions, each of which may be skipped.
    """
    if example and (profile or online):
        raise UsageError(
            "--example takes the example person and stays offline; leave the other out."
        )
    if online and not email and not sys.stdin.isatty():
        raise UsageError(
            "NCBI asks everyone who fetches from PubMed by program for an e-mail address.\n"
            "Give yours with  --email YOU@EXAMPLE.ORG  or in FINGERPOST_EMAIL."
        )
    if empty and (example or profile):
        raise UsageError("--empty begins with empty sheets; leave --example or --profile out.")
    for area in areas:
        check_no_verb(area)
        area_from(area)
    folder = home or Path(os.environ.get("FINGERPOST_HOME") or Path.home() / "fingerpost")
    asking = not (example or empty or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    _open_or_make(folder, Who(example, empty, profile, asking), bool(areas))
    with open_desk(folder, begin=say) as desk:
        _add_areas(desk, areas)
        _fill(ctx, desk, papers, online, email, asking)
        _tell_looks(desk)
        report.run(desk, today, as_json)
    if sys.stdout.isatty() and not as_json and not no_serve:
        ctx.invoke(load_command("serve"), folder=folder, port=0, no_open=False)


@dataclass(frozen=True, slots=True)
class Who:
    """Where a new home's person comes from; without any of these it is the example person."""

    example: bool = False
    empty: bool = False
    profile: Path | None = None
    asking: bool = False


def _open_or_make(folder: Path, who: Who, has_areas: bool) -> None:
    guide = load_guide()
    if (folder / MARKER).exists():
        Home.open(folder)
        if who.profile:
            raise UsageError(f"{folder} has a profile already; edit {folder / 'me.toml'} instead.")
        return
    text, own_areas = _person(who, guide)
    checked = check_profile(text, str(who.profile or "me.toml"), guide)
    if who.profile and checked.question:
        own_areas = _area_of(checked.question)
    examples = who.example or (checked.is_example and not has_areas)
    if who.asking:
        examples = questions.offer_examples([area.title for area in guide.example_areas])
    made = Home.create(folder, text)
    for area in own_areas + (_example_areas(guide) if examples else []):
        made.add_area(area)
    made.journal.append("home made", folder.name)
    say(f"Made a home in {made.folder}")
    if not own_areas and not examples and not has_areas:
        offered = ", ".join(f"'{area.title}'" for area in guide.example_areas)
        say("No area yet. Add one with  fingerpost area add 'YOUR QUESTION'  or take an example:\n"
            f"  {offered}")  # fmt: skip


def _person(who: Who, guide: Guide) -> tuple[str, list[Area]]:
    """Return the text of me.toml, and the area that the conversation came to."""
    if who.profile:
        return read_text(who.profile).text, []
    if who.empty:
        return questions.empty_profile(guide), []
    if who.asking:
        text = questions.ask_profile(guide)
        first = questions.ask_first_area(check_profile(text, "me.toml", guide).question)
        return text, [first] if first else []
    if not who.example:
        say("No profile was given and there is no terminal to ask at: the example person it is.")
        say("For empty sheets, to be filled in with the app, use  --empty")
    return example_profile_text(), []


def _area_of(question: str) -> list[Area]:
    """The person's question as an area; where no search can be made of it, none, and why."""
    try:
        return [area_from(question, question=question)]
    except UsageError as error:
        say(str(error))
        return []


def _example_areas(guide: Guide) -> list[Area]:
    return [
        Area(e.name, e.title, e.query, e.question, is_example=True) for e in guide.example_areas
    ]


def _add_areas(desk: Desk, texts: tuple[str, ...]) -> None:
    known = {area.name for area in desk.home.areas()}
    for text in texts:
        area = area_from(text)
        if area.name not in known:
            desk.home.add_area(area)
            say(f"Added the area '{area.title}', searching for {area.query}")


def _tell_looks(desk: Desk) -> None:
    for area in desk.home.areas():
        if not area.is_example:
            tell_look(desk, area, say)


def _fill(
    ctx: click.Context,
    desk: Desk,
    papers: tuple[Path, ...],
    online: bool,
    email: str,
    asking: bool,
) -> None:
    if papers:
        _from_files(ctx, desk, papers)
        return
    areas = list(desk.home.areas())
    empty = desk.library.count() == 0
    if not online and empty and asking and areas:
        email = questions.ask_to_fetch(areas, MOST, email)
        online = bool(email)
    if online:
        email = email or (questions.ask_email() if asking else "")
        tell_problems(_from_pubmed(desk, areas, email), desk.home)
    if desk.library.count() == 0:
        came = import_records(desk.library, starter_papers(), STARTER)
        note_import(desk.home, STARTER, came)
        say(STARTER_NOTE)


def _from_files(ctx: click.Context, desk: Desk, papers: tuple[Path, ...]) -> None:
    steps = Steps()
    unread = take_up_decisions(desk.library, desk.home.journal)
    name = name_of(papers)
    result = import_files(desk.library, papers, steps.read, name)
    steps.done()
    note_import(desk.home, ", ".join(file.name for file in papers), result, name)
    say(import_sentence(result))
    tell_problems((*unread, *result.problems), desk.home)
    if result.nothing_came_in and desk.library.count() == 0:
        say("Nothing could be imported, so there is nothing to report on.")
        ctx.exit(1)


def _from_pubmed(desk: Desk, areas: list[Area], email: str) -> list[Problem]:
    """Fetch papers for the areas; return what went wrong, a missing network once."""
    problems: list[Problem] = []
    settings = settings_from_environment(email)
    for area in areas:
        try:
            problems += _for_area(desk, area, settings)
        except SourceError as error:
            problems.append(Problem("PubMed", str(error)))
            if isinstance(error, OfflineError):
                break
    return problems


def _for_area(desk: Desk, area: Area, settings: Settings) -> tuple[Problem, ...]:
    steps = Steps()
    wanted = Wanted("pubmed", area.query, MOST)
    try:
        result = fetch_and_note(
            desk.home,
            desk.library,
            wanted,
            settings,
            on_progress=lambda done, _total: steps.read(wanted.title, done),
        )
    finally:
        steps.done()
    say(f"PubMed for '{area.title}': {import_sentence(result.came)}")
    return result.came.problems
