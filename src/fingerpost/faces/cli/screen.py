"""`fingerpost screen`: read the papers of an area in a good order, and know when to stop."""

from __future__ import annotations

import click

from fingerpost.faces.cli.screen_exchange import export, take_verdicts
from fingerpost.faces.cli.screen_marks import criteria, mark, status, undo
from fingerpost.faces.cli.screen_reading import read

_OWN = ("--simulate", "--help")


class ScreenGroup(click.Group):
    """Takes the name of an area where no subcommand is named: `screen AREA` reads it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `read` before the name of an area."""
        is_own = any(arg.split("=")[0] in _OWN for arg in args[:1]) or not args
        if not is_own and args[0] not in self.commands and "--simulate" not in args:
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=ScreenGroup,
    epilog="""\b
Examples:
  fingerpost screen sepsis
  fingerpost screen status sepsis""",
)
def command() -> None:
    """Screen an area's papers:  fingerpost screen AREA  shows one after the other.

    You mark each as relevant, not relevant or maybe; the next one shown is the one most likely to
    matter, and you are told how far you are and when it is safe to stop.
    """


for subcommand in (read, status, mark, undo, criteria, export, take_verdicts):
    command.add_command(subcommand)
