"""`fingerpost area save`, `found`, `exclude`, `include`: an area's searches and what they find."""

from __future__ import annotations

from pathlib import Path

import click

from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, wrapped
from fingerpost.home.area_file import with_items
from fingerpost.home.decisions import EXCLUDED, INCLUDED, decide
from fingerpost.intake import widening
from fingerpost.intake.known import KnownPaper, find_paper, hold_against
from fingerpost.intake.saving import save_search
from fingerpost.text import plural


@click.command(epilog="Example: fingerpost area save sepsis --supplier pubmed --most 1000")
@click.argument("name")
@click.option("--supplier", default="pubmed", show_default=True, help="Whom to ask.")
@click.option("--query", help="In the supplier's own language; else the area's query.")
@click.option("--most", type=click.IntRange(1), default=500, show_default=True,
              help="How many records to take at the most.")  # fmt: skip
@home_option
@json_option
def save(
    name: str, supplier: str, query: str | None, most: int, folder: Path, as_json: bool
) -> None:
    """Keep a search on the area NAME, for  fingerpost update  to run again."""
    with open_desk(folder) as desk:
        area = desk.home.area(name)
        search = save_search(desk.home, area, supplier, query or "", most)
        path = desk.home.area_path(area)
    if as_json:
        emit_json({"area": area.name, "file": str(path), "most": most,
                   "query": search.query, "supplier": supplier})  # fmt: skip
    else:
        click.echo(f"Saved in {path}\nRun it with:  fingerpost update {area.name}")


@click.command(epilog="Example: fingerpost area widen sepsis")
@click.argument("name")
@home_option
@json_option
def widen(name: str, folder: Path, as_json: bool) -> None:
    """Seek papers without machine learning too, on the area NAME.

    A search made from a question asks for its usual names as well; this takes them out. The area's
    file has the search, to be changed as you like.
    """
    with open_desk(folder) as desk:
        area = desk.home.area(name)
        query = widening.widen(desk.home, area)
        total = desk.library.search(query, 0).total
    if as_json:
        emit_json({"area": area.name, "query": query, "found": total})
    else:
        wrapped(f"'{area.title}' finds {plural(total, 'paper')} now, by: {query}")


@click.command(epilog="Example: fingerpost area found sepsis 31100001 'A title that I know'")
@click.argument("name")
@click.argument("papers", nargs=-1)
@click.option("--keep", is_flag=True, help="Write the papers into the area, for the next time.")
@home_option
@json_option
def found(name: str, papers: tuple[str, ...], keep: bool, folder: Path, as_json: bool) -> None:
    """Did my search find the PAPERS I know? Each is named by a PMID, a DOI or its title.

    Says which of them the area's query finds in the library, which not, which part of the query
    kept them out, and which words would let them in. Papers kept on the area are always asked for.
    """
    with open_desk(folder) as desk:
        area = desk.home.area(name)
        named = list(dict.fromkeys((*area.known, *papers)))
        if not named:
            raise UsageError("Name the papers that you know, by PMID, DOI or title.")
        held = hold_against(desk.library, area.query, named)
        fresh = [paper for paper in papers if paper not in area.known]
        if keep and fresh:
            desk.home.change_area(area, lambda text, path: with_items(text, "known", fresh, path))
    if as_json:
        emit_json({"area": area.name, "papers": [_known_json(each) for each in held]})
        return
    click.echo(
        f"{sum(k.found for k in held)} of {plural(len(held), 'paper')} found by {area.query}"
    )
    for each in held:
        _show_known(each)


def _known_json(known: KnownPaper) -> dict[str, object]:
    return {
        "named": known.named,
        "id": known.paper.id if known.paper else None,
        "title": known.paper.title if known.paper else None,
        "in_library": known.paper is not None,
        "found": known.found,
        "missing": [
            {
                "part": part.part,
                "exclusion": part.is_exclusion,
                "words": [{"words": s.words, "total": s.total} for s in part.suggestions],
            }
            for part in known.missing
        ],
    }


def _show_known(known: KnownPaper) -> None:
    click.echo()
    if known.paper is None:
        wrapped(f"{known.named}: not in your library; import or fetch it first.", "  ")
        return
    verdict = "found" if known.found else "not found"
    wrapped(f"{verdict}: {known.paper.title} ({known.paper.cite()}, {known.paper.id})", "  ")
    for part in known.missing:
        if part.is_exclusion:
            wrapped(f"it is kept out by  {part.part}", "      ", "    ")
            continue
        wrapped(f"it does not fit  {part.part}", "      ", "    ")
        for words in part.suggestions:
            total = plural(words.total, "paper")
            wrapped(f"OR {words.words}  would find it ({total} in all)", "          ", "      ")


@click.command(epilog="Example: fingerpost area exclude sepsis 31100001 --because 'animals only'")
@click.argument("name")
@click.argument("papers", nargs=-1, required=True)
@click.option("--because", default="", help="Your reason, for the journal.")
@home_option
@json_option
def exclude(name: str, papers: tuple[str, ...], because: str, folder: Path, as_json: bool) -> None:
    """Leave PAPERS out of the area NAME from now on; they stay in the library."""
    _decide(folder, name, papers, EXCLUDED, because, as_json)


@click.command(epilog="Example: fingerpost area include sepsis 31100001")
@click.argument("name")
@click.argument("papers", nargs=-1, required=True)
@click.option("--because", default="", help="Your reason, for the journal.")
@home_option
@json_option
def include(name: str, papers: tuple[str, ...], because: str, folder: Path, as_json: bool) -> None:
    """Take PAPERS that were excluded into the area NAME again."""
    _decide(folder, name, papers, INCLUDED, because, as_json)


def _decide(
    folder: Path, name: str, papers: tuple[str, ...], verb: str, why: str, as_json: bool
) -> None:
    with open_desk(folder) as desk:
        area = desk.home.area(name)
        resolved = [(named, find_paper(desk.library, named)) for named in papers]
        unknown = [named for named, paper in resolved if paper is None]
        if unknown:
            raise UsageError(f"Not in your library: {', '.join(unknown)}. Nothing was decided.")
        ids = list(dict.fromkeys(paper.id for _, paper in resolved if paper))
        decide(desk.home.journal, area.name, ids, verb, why)
    if as_json:
        emit_json({"area": area.name, verb: ids})
    else:
        click.echo(f"{plural(len(ids), 'paper')} {verb}: {', '.join(ids)}")
