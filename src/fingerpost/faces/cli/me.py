"""`fingerpost me`: the profile in words, the interview, and changing one thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click

from fingerpost.desk import Desk, check_profile, open_desk
from fingerpost.errors import ChangedError, ProfileError, UsageError
from fingerpost.faces.cli.interview import IF_NOT, Interview, show_levels
from fingerpost.faces.cli.me_showing import show_profile
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, say, tell_guide
from fingerpost.home import Profile
from fingerpost.home.folder import PROFILE
from fingerpost.home.profile_edit import with_skill, with_value, without_skill
from fingerpost.home.profile_values import answered, is_not_sure, level_of, typed
from fingerpost.home.profile_words import profile_row, words
from fingerpost.home.skills_ledger import show, shown_skills, take_back, unsay
from fingerpost.paths.skill_rows import meant, skill_rows
from fingerpost.paths.where import doubts, with_country
from fingerpost.text import plural


class MeGroup(click.Group):
    """Shows where no subcommand is named: `fingerpost me` is `fingerpost me show`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `show` before options."""
        if not args or (args[0].startswith("-") and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


class WithNegatives(click.Command):
    """Takes a word such as -3 as a value, not as an option, so that it gets its own sentence."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put what may begin with a minus and a figure behind the options."""
        values = [arg for arg in args if _NEGATIVE.fullmatch(arg)]
        if values and "--" not in args:
            args = [*(arg for arg in args if arg not in values), "--", *values]
        return super().parse_args(ctx, args)


_NEGATIVE = re.compile(r"-[\d.,]+")


@click.group(
    cls=MeGroup,
    epilog="""\b
Examples:
  fingerpost me
  fingerpost me ask
  fingerpost me set hours_per_week 6
  fingerpost me skill programming 2 --evidence "Scripts for our audit's figures\"""",
)
def command() -> None:
    """Who you are:  fingerpost me  shows what me.toml says, in words.

    Paths, plan and lessons read the same record of what you can do.
    """


@command.command("show", epilog="Example: fingerpost me --json")
@home_option
@json_option
def shown(folder: Path, as_json: bool) -> None:
    """Show the profile in words, and what rests on your word alone."""
    with open_desk(folder) as desk:
        tell_guide(desk.guide)
        asking = _interview(desk)
        if as_json:
            emit_json({
                "profile": profile_row(desk.profile),
                "skills": skill_rows(desk.profile, desk.guide),
                "not_asked": list(asking.unanswered()),
            })  # fmt: skip
        else:
            show_profile(desk.profile, desk.guide, asking.unanswered())


@command.command("ask", epilog="Example: fingerpost me ask")
@home_option
@json_option
def ask(folder: Path, as_json: bool) -> None:
    """Ask for five minutes what is not answered yet, the most telling first; q stops.

    Each answer is kept at once, so you can go on another day. 'Not sure' (?) is an answer too.
    With --json nothing is asked: the open questions are listed.
    """
    with open_desk(folder) as desk:
        talk = _interview(desk)
        if as_json:
            emit_json({"questions": list(talk.unanswered())})
            return
        if not talk.unanswered():
            click.echo("Everything is answered. Change one thing:  fingerpost me set KEY VALUE")
            return
        click.echo("Press Enter to skip a question, ? if you are not sure, q to stop.")
        try:
            end = "That is enough for today." if talk.run(talk.open_keys()) else "Stopped."
        except click.Abort:
            click.echo()
            end = "Stopped."
        left = len(talk.unanswered())
    click.echo(f"{end} {plural(talk.given, 'answer')} kept, {plural(left, 'question')} still open. "
               "See what follows:  fingerpost paths")  # fmt: skip


@command.command(
    "set", cls=WithNegatives, epilog="Example: fingerpost me set matters wanted,reachable"
)
@click.argument("key")
@click.argument("value", nargs=-1)
@home_option
@json_option
def set_(key: str, value: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Set KEY of me.toml to VALUE, keeping comments and order.

    Lists take commas between their parts. 'not sure' is kept as such; an empty value takes the
    answer away.
    """
    with open_desk(folder) as desk:
        unsure = desk.profile.not_sure
        notes: list[str] = []

        def change(text: str) -> str:
            text = answered(text, key, " ".join(value), unsure)
            text, said = with_country(text) if key == "city" else (text, "")
            notes[:] = [f"{said}{IF_NOT}"] if said else []
            return text

        person = _change(desk, change)
        now = profile_row(person)[key]
        notes += [said for about, said in doubts(person).items() if about == key]
    for note in notes:
        say(note)
    if as_json:
        emit_json({"key": key, "value": now})
    else:
        click.echo(f"{key}: {words(now) or 'not said'}")


@command.command(
    "skill",
    cls=WithNegatives,
    epilog="Example: fingerpost me skill statistics 2 --evidence 'A course'",
)
@click.argument("skill")
@click.argument("level", required=False)
@click.option("--evidence", default="", help="What shows it, in your words.")
@click.option("--from", "where", default="", metavar="WHAT",
              help="What showed it (a lab, a paper, a step): goes into the journal.")  # fmt: skip
@click.option("--undo", is_flag=True, help="Take back what was last shown in the journal.")
@home_option
@json_option
def skill(
    skill: str, level: str | None, evidence: str, where: str, undo: bool, folder: Path,
    as_json: bool,
) -> None:  # fmt: skip
    """Say at which LEVEL (0 to 4) you are in SKILL, or see what its levels mean.

    Your word goes into me.toml; with --from it is kept in the journal as something that was shown.
    The word  unsaid  in place of a level takes it back;  ?  says that you are not sure.
    """
    with open_desk(folder) as desk:
        known = {each.id: each for each in desk.guide.skills}
        if skill not in known:
            raise UsageError(f"There is no skill '{skill}'.{meant(skill, desk.guide)}")
        if undo:
            _undo(desk, skill)
        elif level is None and not as_json:
            show_levels(known[skill])
        elif level is not None and _is_unsaid(level):
            _unsay(desk, skill, not_sure=is_not_sure(level))
        elif level is not None:
            _set_skill(desk, skill, level_of(level), typed(evidence), typed(where))
        person = desk.person(desk.home.profile_text())
        row = next(r for r in skill_rows(person, desk.guide) if r["skill"] == skill)
    if as_json:
        emit_json(row)
    else:
        said = "" if row["level"] is None else f"level {row['level']}, "
        shows = f" ({row['evidence']})" if row["evidence"] else ""
        click.echo(f"{row['name']}: {said}{row['sure']}{shows}")


def _set_skill(desk: Desk, skill: str, level: int, evidence: str, where: str) -> None:
    if where and not evidence:
        raise UsageError("What was shown needs words as well: add  --evidence '…'")
    if where:
        show(desk.home.journal, skill, level, evidence, where)
        return
    unsure = desk.profile.not_sure

    def change(text: str) -> str:
        text = with_skill(text, skill, level, evidence)
        if skill in unsure:
            text = with_value(text, "not_sure", [each for each in unsure if each != skill])
        return text

    higher = _change(desk, change).claims[skill]
    if higher.level > level:
        say(f"Level {higher.level} was shown ({higher.where}) and holds; it is taken back with "
            f"fingerpost me skill {skill} --undo")  # fmt: skip


def _is_unsaid(level: str) -> bool:
    return typed(level).casefold() in ("", "unsaid", "not said") or is_not_sure(level)


def _unsay(desk: Desk, skill: str, *, not_sure: bool) -> None:
    """Take a claim out of me.toml and tell the journal; what was shown holds."""
    mine = check_profile(desk.home.profile_text(), PROFILE, desk.guide).claims.get(skill)
    unsure = [each for each in desk.profile.not_sure if each != skill]

    def change(text: str) -> str:
        wanted = sorted({*unsure, skill}) if not_sure else unsure
        text = without_skill(text, skill) if mine else text
        if wanted == list(desk.profile.not_sure):
            return text
        return with_value(text, "not_sure", wanted)

    left = _change(desk, change).claims.get(skill)
    if mine:
        unsay(desk.home.journal, mine)
    if left:
        say(f"Level {left.level} was shown ({left.where}) and holds; it is taken back with "
            f"fingerpost me skill {skill} --undo")  # fmt: skip


def _undo(desk: Desk, skill: str) -> None:
    mine = [each for each in shown_skills(desk.home.journal.read()[0]) if each.skill == skill]
    if not mine:
        raise UsageError(
            f"Nothing was shown in '{skill}'. What you said yourself stands in me.toml:  "
            f"fingerpost me skill {skill} LEVEL"
        )
    take_back(desk.home.journal, mine[-1])


def _interview(desk: Desk) -> Interview:
    def save(before: str, after: str) -> None:
        def swap(text: str) -> str:
            if text != before:
                raise ChangedError(desk.home.folder / PROFILE)
            return after

        desk.home.change_profile(swap)

    return Interview(desk.home.profile_text(), desk.person, desk.guide, save)


def _change(desk: Desk, change: Callable[[str], str]) -> Profile:
    """Write me.toml, unless what would stand in it cannot be taken; return the person."""

    def checked(text: str) -> str:
        desk.person(text)
        new = change(text)
        try:
            desk.person(new)
        except ProfileError as error:
            raise UsageError(f"{error.reason} Nothing was changed.") from None
        return new

    desk.home.change_profile(checked)
    return desk.person(desk.home.profile_text())
