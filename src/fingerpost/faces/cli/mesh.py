"""`fingerpost mesh`: the headings of NLM's MeSH, so that a heading brings those below it."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli.options import INPUT_FILE, home_option, json_option
from fingerpost.faces.cli.output import Steps, emit_json, wrapped
from fingerpost.intake.mesh import use_mesh
from fingerpost.library.mesh import MeshSource


@click.group(name="mesh", epilog="Example: fingerpost mesh use desc2026.gz")
def command() -> None:
    """MeSH: NLM's subject headings, from a file that you download once from NLM."""


@command.command(epilog="Example: fingerpost mesh use ~/Downloads/desc2026.xml")
@click.argument("file", type=INPUT_FILE)
@home_option
@json_option
def use(file: Path, folder: Path, as_json: bool) -> None:
    """Take the headings from FILE: desc2026.xml, desc2026.gz, d2026.bin or mtrees2026.bin.

    From then on [mh] and [majr] take in the headings below one, as in PubMed, and know its other
    names. The trees alone (mtrees2026.bin) have no other names.
    """
    steps = Steps()
    with open_desk(folder) as desk:
        steps(f"reading {file.name}")
        source = use_mesh(desk.library, file)
        steps.done()
        desk.home.journal.append("mesh taken", source.file, headings=source.headings)
    if as_json:
        emit_json(mesh_json(source))
    else:
        click.echo(_sentence(source))


@command.command(epilog="Example: fingerpost mesh show 'heart attack'")
@click.argument("name", required=False)
@home_option
@json_option
def show(name: str | None, folder: Path, as_json: bool) -> None:
    """Show where MeSH came from, or the heading that NAME stands for and those below it."""
    with open_desk(folder) as desk:
        table = desk.library.mesh
        source = table.source()
        heading = table.heading_of(name) if source and name else None
        below = table.with_narrower(heading)[1:] if heading else []
    if as_json:
        emit_json({**mesh_json(source), "name": name, "heading": heading, "narrower": below})
    elif source is None:
        wrapped("No MeSH yet. Download desc2026.xml from NLM's page 'Download MeSH Data', then:"
                "  fingerpost mesh use desc2026.xml")  # fmt: skip
    elif name is None:
        click.echo(_sentence(source))
    elif heading is None:
        click.echo(f"MeSH has no heading or entry term '{name}'.")
    else:
        click.echo(f"{heading}, with {len(below):,} below it")
        for each in below:
            click.echo(f"  {each}")


@command.command(epilog="Example: fingerpost mesh forget")
@home_option
@json_option
def forget(folder: Path, as_json: bool) -> None:
    """Delete the headings; searches are as they were before."""
    with open_desk(folder) as desk:
        gone = desk.library.mesh.remove()
    if as_json:
        emit_json({"forgotten": gone})
    else:
        click.echo("MeSH is forgotten." if gone else "There was no MeSH to forget.")


def mesh_json(source: MeshSource | None) -> dict[str, object]:
    """Return what `mesh --json` prints of the file."""
    return {
        "file": source.file if source else None,
        "headings": source.headings if source else 0,
        "names": source.names if source else 0,
    }


def _sentence(source: MeshSource) -> str:
    return f"MeSH from {source.file}: {source.headings:,} headings with {source.names:,} names."
