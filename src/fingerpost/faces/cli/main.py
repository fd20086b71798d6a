"""The command `fingerpost`: finds its commands by name, so that help needs none of them loaded."""

from __future__ import annotations

import io
import os
import sys
from types import TracebackType

import click

from fingerpost.errors import FingerpostError
from fingerpost.faces.cli.commands import COMMANDS, load_command


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run, and listed without being imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module and return its command, or None when there is none."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from their one-line descriptions."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error that a sentence can explain ends it with that sentence."""
        try:
            return super().invoke(ctx)
        except FingerpostError as error:
            click.echo(f"{error}", err=True)
            ctx.exit(error.exit_code)


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Example: fingerpost start ~/fingerpost",
)
@click.version_option(package_name="fingerpost")
def fingerpost() -> None:
    """Find your way into machine learning as a health professional, on your own machine.

    A home is a folder of plain text that belongs to you; begin with `fingerpost start`.
    """


def _explain_a_bug(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    click.echo(
        f"Something went wrong inside Fingerpost ({kind.__name__}: {error}).\n"
        "Your files are as they were after the last finished step. Please report this with the\n"
        "command that you ran; FINGERPOST_DEBUG=1 before it shows where it happened.",
        err=True,
    )


def main() -> None:
    """Run the command line; no traceback reaches the user unless FINGERPOST_DEBUG is set."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    if not os.environ.get("FINGERPOST_DEBUG"):
        sys.excepthook = _explain_a_bug
    fingerpost(windows_expand_args=False)


if __name__ == "__main__":
    main()
