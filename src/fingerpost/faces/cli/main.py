"""The command `fingerpost`: finds its commands by name, so that help needs none of them loaded."""

from __future__ import annotations

import importlib
import sys
from types import TracebackType

import click

from fingerpost.errors import FingerpostError

COMMANDS = {
    "start": ("fingerpost.faces.cli.start", "Make or open a home and run the main job."),
    "import": ("fingerpost.faces.cli.import_", "Bring papers in from files."),
    "search": ("fingerpost.faces.cli.search", "Find papers in the library."),
    "appraise": ("fingerpost.faces.cli.appraise", "What papers say, each value with its quote."),
    "paths": ("fingerpost.faces.cli.paths", "Which way in fits me?"),
    "area": ("fingerpost.faces.cli.area", "Add areas and list them."),
    "dive": ("fingerpost.faces.cli.dive", "Look into the literature of an area."),
    "focus": ("fingerpost.faces.cli.focus", "Compare the areas: what deserves attention?"),
    "plan": ("fingerpost.faces.cli.plan", "What to do next, with dates."),
    "report": ("fingerpost.faces.cli.report", "Write the whole signpost again."),
    "serve": ("fingerpost.faces.web.serve", "Show the home's reports in the browser."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run, and listed without being imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module and return its command, or None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name][0]}.command is no command")
        return command

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
    import os

    if not os.environ.get("FINGERPOST_DEBUG"):
        sys.excepthook = _explain_a_bug
    fingerpost(windows_expand_args=False)


if __name__ == "__main__":
    main()
