"""`fingerpost appraise`: what papers say, each value with its quote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from fingerpost import reading
from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import QueryCommand, json_option
from fingerpost.faces.cli.output import emit_json, tell_problems, wrapped
from fingerpost.home import find_home
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper, Problem


@click.command(
    cls=QueryCommand, epilog="Example: fingerpost appraise --file pubmed-sepsis.nbib --jsonl"
)
@click.argument("query", required=False)
@click.option(
    "--file", "file", type=click.Path(path_type=Path), help="Read this file; store nothing."
)
@click.option(
    "--fulltext",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read the whole paper in this PDF or JATS XML; QUERY, if given, names it in the library.",
)
@click.option(
    "--propose",
    is_flag=True,
    help="Let your own language model propose what is not stated; you are asked first.",
)
@click.option("--yes", is_flag=True, help="With --propose: agree to what would be sent.")
@click.option("--home", type=click.Path(path_type=Path), help="The home whose library is read.")
@click.option("--jsonl", is_flag=True, help="Print one critical appraisal a line, as JSON.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    query: str | None,
    file: Path | None,
    fulltext: Path | None,
    home: Path | None,
    jsonl: bool,
    as_json: bool,
    propose: bool,
    yes: bool,
) -> None:
    """Say what papers state: study kind, size, figures and more, each with the words that say so.

    The papers are those of the library that answer QUERY, or those of a FILE in any format.
    """
    if fulltext is not None:
        if file is not None or propose:
            raise UsageError("--fulltext goes without --file and --propose.")
        from fingerpost.faces.cli.appraise_full_text import run

        ctx.exit(0 if run(fulltext, query, home, lines=jsonl, as_json=as_json) else 1)
    if (query is None) == (file is None):
        raise UsageError("Name either a query, --file FILE or --fulltext FILE.")
    if jsonl and propose:
        raise UsageError("--propose goes with --json, not with --jsonl.")
    problems: list[Problem] = []
    papers = _from_file(file, problems) if file else _from_library(query or "", home)
    if propose:
        _propose(papers, agreed=yes, as_json=as_json)
        return
    appraisals = map(reading.appraise, papers)
    if jsonl:
        for appraisal in appraisals:
            click.echo(json.dumps(reading.as_gold(appraisal), ensure_ascii=False, sort_keys=True))
    elif as_json:
        emit_json({"appraisals": [reading.as_gold(appraisal) for appraisal in appraisals]})
    else:
        _show(appraisals)
    tell_problems(problems, None)
    if file and problems and not any(isinstance(item, Paper) for item in papers):
        ctx.exit(1)


def _propose(papers: list[Paper], *, agreed: bool, as_json: bool) -> None:
    """Print what papers state, and apart from it what the user's language model proposes."""
    from fingerpost.faces.cli import appraise_proposals as proposing

    appraisals = [reading.appraise(paper) for paper in papers]
    proposals = proposing.propose(papers, appraisals, agreed=agreed)
    if as_json:
        plain = [reading.as_gold(appraisal) for appraisal in appraisals]
        emit_json({"appraisals": plain, "proposals": proposing.as_plain(proposals)})
    else:
        _show(appraisals)
        proposing.show(proposals)


def _from_file(file: Path, problems: list[Problem]) -> list[Paper]:
    from fingerpost.sources import read_file

    records = list(read_file(file))
    problems += [item for item in records if isinstance(item, Problem)]
    return [item for item in records if isinstance(item, Paper)]


def _from_library(query: str, home: Path | None) -> list[Paper]:
    with open_desk(find_home(home, Path.cwd())) as desk:
        return list(desk.library.match(query))


def _show(appraisals: Iterable[Appraisal]) -> None:
    for appraisal in appraisals:
        click.secho(appraisal.paper_id, bold=True)
        if not appraisal.about_learning:
            wrapped("Title and abstract show no machine learning.", "      ", "  ")
        for name, words in _stated(appraisal):
            wrapped(f"{name}: {words}", "      ", "  ")


def _stated(appraisal: Appraisal) -> Iterator[tuple[str, str]]:
    row = reading.as_row(appraisal)
    for name, value in row.items():
        if name not in ("id", "paper_id") and value not in ("", "not_stated", None):
            yield name.replace("_", " "), str(value).replace("_", " ")
