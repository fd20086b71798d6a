"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from fingerpost.home import find_home

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType):
    """A date as 2026-11-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; click's own error when it is none."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day, no time
        except ValueError:
            self.fail(f"'{value}' is no date; write it as 2026-11-30.", param, ctx)


def home_option(command: Command) -> Command:
    """Add --home, given to the command as the folder of the home to work on."""
    return click.option(
        "--home",
        "folder",
        type=click.Path(path_type=Path),
        callback=lambda _ctx, _param, value: find_home(value, Path.cwd()),
        help="The home to work on; else FINGERPOST_HOME, else the nearest one upwards.",
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
        type=Day(),
        default=date.today,
        show_default="today",
        help="Take this date for today.",
    )(command)
