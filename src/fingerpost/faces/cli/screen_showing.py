"""How screening is shown: the criteria, how far the reader is, and whether they may stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fingerpost.faces.cli.output import wrapped
from fingerpost.home import Area

if TYPE_CHECKING:
    from fingerpost.reading.screening import Progress

Command = TypeVar("Command", bound=Callable[..., Any])


def recall_option(command: Command) -> Command:
    """Add --recall, the share of relevant papers to be found before stopping."""
    return click.option(
        "--recall",
        type=click.FloatRange(0.5, 0.99),
        default=0.95,
        show_default=True,
        help="The share of relevant papers to be found before stopping.",
    )(command)


def show_criteria(area: Area) -> None:
    """Print what the reader looks for, or how to say it."""
    click.secho(area.title, bold=True)
    if area.question:
        wrapped(area.question, "  ")
    for lead, criteria in (("Take in", area.take_in), ("Leave out", area.leave_out)):
        for criterion in criteria:
            wrapped(f"{lead}: {criterion}", "      ", "  ")
    if not area.take_in and not area.leave_out:
        wrapped(
            f"No criteria are stated. State them with:  fingerpost screen criteria {area.name}"
            " --take-in 'adults on a ward' --leave-out 'animals only'", "  ",
        )  # fmt: skip


def show_progress(progress: Progress) -> None:
    """Print the statement with what it assumes."""
    wrapped(progress.statement, "  ", "  ")
    if progress.estimated_recall is not None:
        for assumption in progress.assumptions:
            wrapped(f"It assumes: {assumption}", "      ", "    ")


def progress_json(progress: Progress) -> dict[str, Any]:
    """Return the progress by the names of its fields."""
    import msgspec

    whole: dict[str, Any] = msgspec.to_builtins(progress)
    return whole
