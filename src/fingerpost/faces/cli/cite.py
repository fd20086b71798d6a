"""`fingerpost cite`: papers for a bibliography, under citation keys that never change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import INPUT_FILE, home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, say
from fingerpost.home import write_output
from fingerpost.home.files import read_text
from fingerpost.intake.known import find_paper
from fingerpost.notes import CitationKeys
from fingerpost.notes.bibliography import STYLES, bibliography, style_bytes
from fingerpost.notes.cited import keys_in
from fingerpost.notes.citing import FORMS, written
from fingerpost.records import Paper
from fingerpost.text import plural


@click.command(
    epilog="""\b
Examples:
  fingerpost cite --area sepsis --as bibtex --out sepsis.bib
  fingerpost cite --in thesis.md --as csl --out thesis.json
  fingerpost cite 31100001 --as text --style author-date"""
)
@click.argument("named", nargs=-1, metavar="[PAPER]...")
@click.option("--query", help="Cite what this search finds.")
@click.option("--area", "area_name", metavar="AREA", help="Cite what the area's query finds.")
@click.option("--in", "document", type=INPUT_FILE,
              help="Cite what this document cites: [@key], \\cite{key} or [[key]].")  # fmt: skip
@click.option("--as", "form", type=click.Choice([*FORMS, "text"]), default="bibtex",
              show_default=True, help="In which form; text is a formatted list.")  # fmt: skip
@click.option("--style", default=STYLES[0], show_default=True,
              help="For --as text: numbered, author-date, or a CSL file of your own.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="Write into this file instead of on the screen.")  # fmt: skip
@home_option
@json_option
@today_option
def command(
    named: tuple[str, ...], query: str | None, area_name: str | None, document: Path | None,
    form: str, style: str, out: Path | None, folder: Path, as_json: bool, today: date,
) -> None:  # fmt: skip
    """Cite PAPERs, named by id, title or citation key, or those of a search, area or document.

    A paper's key is given once, such as gulshan2016development, and never changes.
    """
    if not (named or query or area_name or document):
        raise UsageError("Say what to cite: papers, --query, --area or --in. See --help.")
    chosen_style = style_bytes(style) if form == "text" else b""
    with open_desk(folder) as desk:
        keys = CitationKeys(desk.home.journal)
        papers, missing = _chosen(desk, keys, named, query, area_name, document, today)
        listed = list(zip(keys.give(papers), papers, strict=True))
    if form == "text":
        text = "".join(f"{line}\n" for line in bibliography(listed, chosen_style))
    else:
        text = written(listed, form)
    _tell(papers, missing)
    if out is not None:
        write_output(out, text)
    if as_json:
        emit_json(
            {
                "as": form,
                "file": str(out) if out else None,
                "missing": missing,
                "papers": [{"id": paper.id, "key": key} for key, paper in listed],
                "text": text,
            }
        )
    elif out is not None:
        click.echo(f"{plural(len(papers), 'paper')} written into {out}")
    else:
        click.echo(text, nl=False)
    if missing:
        raise SystemExit(1)


def _chosen(
    desk: Desk,
    keys: CitationKeys,
    named: Sequence[str],
    query: str | None,
    area_name: str | None,
    document: Path | None,
    today: date,
) -> tuple[list[Paper], list[str]]:
    """Return the papers, each once, in the order asked for, and the names that nothing has."""
    found: dict[str, Paper] = {}
    missing = []
    wanted = [*named, *(keys_in(read_text(document).text) if document else ())]
    for name in wanted:
        paper = _paper(desk, keys, name)
        if paper is None:
            missing.append(name)
        else:
            found.setdefault(paper.id, paper)
    queries = [query] if query else []
    excluded: frozenset[str] = frozenset()
    if area_name:
        area = desk.home.area(area_name)
        queries.append(area.query)
        excluded = area.excluded
    for each in queries:
        for paper in desk.library.match(each, today):
            if paper.id not in excluded:
                found.setdefault(paper.id, paper)
    return list(found.values()), missing


def _paper(desk: Desk, keys: CitationKeys, name: str) -> Paper | None:
    known = keys.paper_of(name)
    paper = desk.library.get(known) if known else None
    return paper or find_paper(desk.library, name)


def _tell(papers: Sequence[Paper], missing: Sequence[str]) -> None:
    if missing:
        say(f"Not in the library: {', '.join(missing)}. Import them, or give their id.")
    for paper in papers:
        if paper.is_retracted:
            say(f"Beware: {paper.cite()} ({paper.id}) is marked '{paper.retraction}'.")
