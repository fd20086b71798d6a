"""`fingerpost search QUERY`: find papers in the library."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, wrapped
from fingerpost.library import SearchResult
from fingerpost.text import plural


@click.command(
    epilog="""\b
Examples:
  fingerpost search 'sepsis AND "early warning" NOT review[pt]'
  fingerpost search 'title:stroke year:2019..2023'"""
)
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True,
              help="How many papers to show.")  # fmt: skip
@home_option
@json_option
def command(query: str, limit: int, folder: Path, as_json: bool) -> None:
    """Find papers by words, "phrases", AND OR NOT, brackets and field tags, as in PubMed.

    Both styles of tags work: title:word and word[ti]. docs/search.md has them all.
    """
    with open_desk(folder) as desk:
        result = desk.library.search(query, limit=limit)
    if as_json:
        emit_json(search_json(result))
    else:
        show(result)


def search_json(result: SearchResult) -> dict[str, object]:
    """Return what `search --json` prints."""
    return {
        "query": result.query,
        "understood": result.understood,
        "total": result.total,
        "papers": [
            {
                "id": hit.paper.id,
                "title": hit.paper.title,
                "year": hit.paper.year,
                "journal": hit.paper.journal,
                "authors": [author.name for author in hit.paper.authors],
                "score": round(hit.score, 4),
            }
            for hit in result.hits
        ],
        "by_year": {str(year): count for year, count in result.by_year.items()},
    }


def show(result: SearchResult) -> None:
    """Print the papers found, and how many there are a year."""
    click.echo(f"{plural(result.total, 'paper')} for {result.understood}")
    for hit in result.hits:
        click.echo()
        wrapped(hit.paper.title, "  ")
        wrapped(f"{hit.paper.cite()} · {hit.paper.id}", "  ")
    if result.by_year:
        years = ", ".join(f"{year}: {count:,}" for year, count in result.by_year.items())
        click.echo()
        wrapped(f"By year: {years}")
    if not result.total:
        click.echo("Try fewer words, OR between them, or a cut word such as ventilat*")
