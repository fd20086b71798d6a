"""`fingerpost check`: the older name of `fingerpost doctor`."""

from __future__ import annotations

import click

from fingerpost.faces.cli import doctor

command = click.Command(
    "check",
    callback=doctor.command.callback,
    params=doctor.command.params,
    help=doctor.command.help,
    epilog="Example: fingerpost check",
)
