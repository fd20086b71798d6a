"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from fingerpost.errors import UsageError
from fingerpost.home import find_home

_MINUS_QUERY = re.compile(r"-[^\s-].|--\S+\s", re.DOTALL)
"""An argument that cannot be meant as an option: no letter alone, no name with two hyphens."""

INPUT_FILE = click.Path(path_type=Path, exists=True)
"""A file or folder to read: naming one that is not there is wrong use (exit code 2) everywhere."""

_VERB = "fingerpost.verb"
"""Where a context keeps the words of a verb."""

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(_ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """Return the date that was given, or today's; click's own error when it is none."""
    if value is None:
        return date.today()  # noqa: DTZ011 - the day where the person sits
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"'{value}' is no date; write it as 2026-11-30.", param=param
        ) from None


def given_day(_ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the date that was given, or None; click's own error when it is none."""
    return None if value is None else _day(_ctx, param, value)


def _parse_with_query(command: click.Command, ctx: click.Context, args: list[str]) -> list[str]:
    given = list(args)
    try:
        return click.Command.parse_args(command, ctx, args)
    except click.NoSuchOption:
        from fingerpost.library import parse_query

        for word in given:
            if _MINUS_QUERY.match(word):
                parse_query(word)
        raise


class QueryCommand(click.Command):
    """Takes a query: one that begins with a minus is told to be none, and is no unknown option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; QueryError for a query with a minus before it."""
        return _parse_with_query(self, ctx, args)


class QueryOrVerb(click.Group):
    """Takes a query, or one of a few verbs with more words behind it.

    A lone word is always a query, even if it is the name of a verb: every verb needs more words.
    """

    allow_extra_args = False
    allow_interspersed_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read a query and its options, or keep the words of a verb for `invoke`."""
        if self._is_verb(ctx, args):
            ctx.meta[_VERB] = args
            return click.Command.parse_args(self, ctx, [])
        return _parse_with_query(self, ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the query, or the verb."""
        words = ctx.meta.pop(_VERB, None)
        if words is None:
            return click.Command.invoke(self, ctx)
        verb = self.commands[words[0]]
        with verb.make_context(words[0], list(words[1:]), parent=ctx) as inner:
            return verb.invoke(inner)

    def _is_verb(self, ctx: click.Context, args: list[str]) -> bool:
        if not args or args[0] not in self.commands:
            return False
        if set(ctx.help_option_names) & set(args[1:]):
            return True
        try:
            _, more, _ = self.make_parser(ctx).parse_args(list(args))
        except click.UsageError:
            return True
        return bool(more)


class QueryArgument(click.Argument):
    """An argument of a `QueryOrVerb` that the usage of its verbs does not show."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return how the argument is written in a usage line, nothing for a verb's."""
        return super().get_usage_pieces(ctx) if self in ctx.command.params else []


def home_option(command: Command) -> Command:
    """Add --home, given to the command as the folder of the home to work on."""
    return click.option(
        "--home",
        "folder",
        type=click.Path(path_type=Path),
        callback=lambda _ctx, _param, value: find_home(value, Path.cwd()),
        help="The home to work on; else FINGERPOST_HOME, else the nearest one upwards.",
    )(command)


def _maybe_home(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    """Return the home to look at; None where none was named and this folder is none."""
    try:
        return find_home(value, Path.cwd())
    except UsageError:
        return None


def maybe_home_option(command: Command) -> Command:
    """Add --home to a verb that also works where there is no home."""
    return click.option(
        "--home",
        "folder",
        type=click.Path(path_type=Path),
        callback=_maybe_home,
        help="The home whose guide to take; without a home, the guide that Fingerpost brings.",
    )(command)


def email_option(command: Command) -> Command:
    """Add --email, which suppliers ask of everyone who fetches by program."""
    return click.option(
        "--email",
        envvar="FINGERPOST_EMAIL",
        default="",
        metavar="ADDRESS",
        help="Your address, told to the suppliers that ask for one (PubMed, Crossref).",
    )(command)


def json_option(command: Command) -> Command:
    """Add --json, given to the command as `as_json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
    )(command)


def today_option(command: Command) -> Command:
    """Add --today, given to the command as a date."""
    return click.option(
        "--today",
        metavar="DATE",
        callback=_day,
        help="Take this date for today, as in 2026-11-30.",
    )(command)
