"""`fingerpost search QUERY`: find papers in the library."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.explained import explained_json, show_explained, show_suggestions
from fingerpost.faces.cli.options import QueryCommand, home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, say, table, wrapped
from fingerpost.library import SearchResult
from fingerpost.library.model import Sort
from fingerpost.text import plural, safe_cell

SHOWN_GROUPS = 25
_COLUMNS = ("id", "title", "year", "journal", "authors", "doi", "score")

_LIKE_ALONE = (
    "--like shows the nearest papers, nearest first: leave out --explain, --by, --map, --from and"
    " --sort."
)


@dataclass(frozen=True, slots=True)
class Group:
    """How many of the papers found have each type, journal or year."""

    name: str
    counts: Mapping[str | int, int]
    not_stated: int
    """Papers found that state none."""


@click.command(
    cls=QueryCommand,
    epilog="""\b
Examples:
  fingerpost search 'sepsis AND "early warning" NOT review[pt]'
  fingerpost search 'title:stroke year:2019..2023' --sort newest --by journal
  fingerpost search '"hip pain"[tiab:~3] AND "last 5 years"[dp]' --explain
  fingerpost search 'Can wearables foresee falls on the ward?' --like meaning""",
)
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True,
              help="How many papers to show.")  # fmt: skip
@click.option("--from", "first", type=click.IntRange(1), default=1, metavar="N",
              help="Begin with the Nth paper, to read on where a page ended.")  # fmt: skip
@click.option("--sort", type=click.Choice(["best", "newest", "oldest"]), default="best",
              show_default=True, help="Which papers come first.")  # fmt: skip
@click.option("--by", "groups", type=click.Choice(["type", "journal", "year"]), multiple=True,
              help="Count all matches by this; may be given more than once.")  # fmt: skip
@click.option("--like", type=click.Choice(["words", "meaning"]),
              help="Take QUERY as plain text (a title, a question) of which no word is a must, and"
              " show the papers nearest to it, by words or also by meaning.")  # fmt: skip
@click.option("--explain", is_flag=True, help="Show how the query was understood, with counts.")
@click.option("--map", "map_words", is_flag=True,
              help="Seek words without a field as MeSH headings too, as PubMed does.")  # fmt: skip
@click.option("--csv", "as_csv", is_flag=True, help="Print the papers as a table (CSV).")
@today_option
@home_option
@json_option
def command(
    query: str,
    limit: int,
    first: int,
    sort: Sort,
    groups: tuple[str, ...],
    like: str | None,
    explain: bool,
    map_words: bool,
    as_csv: bool,
    today: date,
    folder: Path,
    as_json: bool,
) -> None:
    """Find papers by words, "phrases", AND OR NOT, brackets and field tags, as in PubMed.

    Both styles of tags work: title:word and word[ti]. Numbered lines of a strategy work as well.
    docs/search.md has it all.
    """
    if as_csv and (as_json or explain or groups):
        raise UsageError("--csv prints the papers alone: leave out --json, --explain and --by.")
    if like and (explain or groups or map_words or first > 1 or sort != "best"):
        raise UsageError(_LIKE_ALONE)
    with open_desk(folder) as desk:
        ask = desk.library
        if like:
            result = ask.rank(query, limit, meaning=like == "meaning", tell=say)
        else:
            result = ask.search(
                query, limit, start=first - 1, sort=sort, today=today, map_words=map_words
            )
        counted = [
            Group(
                name,
                ask.facets(query, name, today, map_words=map_words),
                ask.not_stated(query, name, today, map_words=map_words),
            )
            for name in dict.fromkeys(groups)
        ]
        wanted = explain or not (result.total or as_json or like)
        explanation = ask.explain(query, today, map_words=map_words) if wanted else None
    if as_json:
        extra = {"explain": explained_json(explanation)} if explanation else {}
        emit_json({**search_json(result), **_groups_json(counted), **extra})
    elif as_csv:
        for note in result.notes:
            say(note)
        click.echo(search_csv(result), nl=False)
    else:
        show(result, first, counted)
        if explanation:
            show_suggestions(explanation)
        if explanation and explain:
            show_explained(explanation)


def search_json(result: SearchResult) -> dict[str, object]:
    """Return what `search --json` prints."""
    return {
        "query": result.query,
        "understood": result.understood,
        "notes": list(result.notes),
        "total": result.total,
        "papers": [
            {
                "id": hit.paper.id,
                "title": hit.paper.title,
                "year": hit.paper.year,
                "journal": hit.paper.journal,
                "authors": [author.name for author in hit.paper.authors],
                "doi": hit.paper.doi,
                "score": round(hit.score, 4),
            }
            for hit in result.hits
        ],
        "by_year": {str(year): count for year, count in result.by_year.items()},
    }


def search_csv(result: SearchResult) -> str:
    """Return the papers as a table, one row each, safe to open in a spreadsheet."""
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for hit in result.hits:
        paper = hit.paper
        names = "; ".join(author.name for author in paper.authors)
        cells = (paper.id, paper.title, str(paper.year or ""), paper.journal, names, paper.doi)
        rows.writerow([*map(safe_cell, cells), f"{hit.score:.4f}"])
    return stream.getvalue()


def show(result: SearchResult, first: int, counted: Sequence[Group] = ()) -> None:
    """Print the papers found, and how many there are a year."""
    click.echo(f"{plural(result.total, 'paper')} for {result.understood}")
    for note in result.notes:
        wrapped(note, "  ", "· ")
    last = first + len(result.hits) - 1
    if result.hits and (first > 1 or last < result.total):
        click.echo(f"Papers {first:,} to {last:,}:")
    for hit in result.hits:
        click.echo()
        wrapped(hit.paper.title, "  ")
        wrapped(f"{hit.paper.cite()} · {hit.paper.id}", "  ")
    if result.by_year and not any(group.name == "year" for group in counted):
        years = [f"{year}: {count:,}" for year, count in result.by_year.items()]
        if rest := result.total - sum(result.by_year.values()):
            years.append(f"not stated: {rest:,}")
        click.echo()
        wrapped(f"By year: {', '.join(years)}")
    for group in counted:
        _show_group(group, result.total)
    if not result.total:
        click.echo("Try fewer words, OR between them, or a cut word such as ventilat*")
    elif not result.hits:
        click.echo(f"There is no paper {first:,}: the last one is {result.total:,}.")


def _show_group(group: Group, total: int) -> None:
    """Print a group's counts so that they add up, or say why they do not."""
    if not total:
        return
    click.echo(f"\nBy {group.name}:")
    shown = list(group.counts.items())[:SHOWN_GROUPS]
    rows = [(f"{count:>7,}", str(value)) for value, count in shown]
    if group.not_stated:
        rows.append((f"{group.not_stated:>7,}", "not stated"))
    table(rows)
    if len(group.counts) > SHOWN_GROUPS:
        click.echo(f"  … and {len(group.counts) - SHOWN_GROUPS:,} more; --json has them all.")
    if (added := sum(group.counts.values()) + group.not_stated) > total:
        wrapped(
            f"A paper may have several: these numbers add up to {added:,} for"
            f" {plural(total, 'paper')}.",
            "  ",
        )


def _groups_json(counted: Sequence[Group]) -> dict[str, object]:
    if not counted:
        return {}
    return {
        "by": {group.name: {str(k): n for k, n in group.counts.items()} for group in counted},
        "not_stated": {group.name: group.not_stated for group in counted},
    }
