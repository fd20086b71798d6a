"""`fingerpost screen`: read the papers of an area in a good order, and know when to stop."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import json_option
from fingerpost.faces.cli.screen_exchange import export, take_verdicts
from fingerpost.faces.cli.screen_marks import criteria as state
from fingerpost.faces.cli.screen_marks import mark, status, undo
from fingerpost.faces.cli.screen_reading import read
from fingerpost.faces.cli.screen_simulate import replay, simulate_options


class ScreenGroup(click.Group):
    """Takes the name of an area where no subcommand is named: `screen AREA` reads it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `read` before the name of an area."""
        simulates = any(arg.startswith("--simulate") for arg in args)
        if args and args[0] not in (*self.commands, "--help") and not simulates:
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=ScreenGroup,
    invoke_without_command=True,
    epilog="""\b
Examples:
  fingerpost screen sepsis
  fingerpost screen status sepsis
  fingerpost screen --simulate screened.csv""",
)
@simulate_options
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    simulate: Path | None,
    label: str,
    seed: int,
    criteria: str,
    recall: float,
    as_json: bool,
) -> None:
    """Screen an area's papers:  fingerpost screen AREA  shows one after the other.

    You mark each as relevant, not relevant or maybe; the next one shown is the one most likely to
    matter, and you are told how far you are and when it is safe to stop.
    With --simulate, a screening that somebody has done is replayed; nothing is stored.
    """
    if ctx.invoked_subcommand is not None:
        return
    if simulate is None:
        raise UsageError("Name an area to read:  fingerpost screen AREA")
    replay(simulate, label, seed, criteria, recall, as_json=as_json)


for subcommand in (read, status, mark, undo, state, export, take_verdicts):
    command.add_command(subcommand)
