"""`fingerpost show PAPER…`: whole papers, with everything that the library has of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import open_desk
from fingerpost.faces.cli.options import home_option, json_option
from fingerpost.faces.cli.output import emit_json, say, wrapped
from fingerpost.intake.known import papers_named
from fingerpost.library import Library, Merge
from fingerpost.records import LinkKind, Paper, Retraction
from fingerpost.text import plural, visible

_STANDING = {
    Retraction.UNKNOWN: "not stated: its sources cannot say whether it was retracted",
    Retraction.NONE: "its sources know of no retraction",
    Retraction.RETRACTED: "RETRACTED",
    Retraction.NOTICE: "this is the notice that retracts another paper",
    Retraction.CONCERN: "EXPRESSION OF CONCERN",
}


@click.command(
    epilog="""\b
Examples:
  fingerpost show pmid:31978085
  fingerpost show https://doi.org/10.1000/x 'Deep learning for falls on the ward'"""
)
@click.argument("named", metavar="PAPER...", nargs=-1, required=True)
@home_option
@json_option
@click.pass_context
def command(ctx: click.Context, named: tuple[str, ...], folder: Path, as_json: bool) -> None:
    """Show each PAPER whole: abstract, headings, ids, standing, and where its records are from.

    A PAPER is named by any of its ids, a PMID alone, a DOI or its address, or its whole title in
    quotation marks. A title that several papers have shows them all.
    """
    with open_desk(folder) as desk:
        found = {name: papers_named(desk.library, name) for name in named}
        papers = {paper.id: paper for each in found.values() for paper in each}
        shown = [_merge(desk.library, paper) for paper in papers.values()]
        missing = [name for name, each in found.items() if not each]
        if as_json:
            whole = [_json(merge, desk.library) for merge in shown]
            emit_json({"papers": whole, "not_found": missing})
        else:
            for number, merge in enumerate(shown):
                click.echo("\n" if number else "", nl=False)
                _show(merge, desk.library)
    for name in missing:
        say(
            f"The library has no paper '{name}'. Name it by an id, or by its whole title in"
            " quotation marks; or look for it with:  fingerpost search"
        )
    if missing:
        ctx.exit(1)


def _merge(library: Library, paper: Paper) -> Merge:
    return library.records_of(paper.id) or Merge(paper, ())


def _show(merge: Merge, library: Library) -> None:
    paper = merge.paper
    click.secho(visible(paper.title), bold=True)
    for name, text in _facts(paper):
        wrapped(visible(f"{name}: {text}"), "    ", "  ")
    for kind, target, title in _links(paper, library):
        wrapped(visible(f"{kind}: {target}{f' {title} (in your library)' if title else ''}"),
                "    ", "  ")  # fmt: skip
    for name, text in _abstracts(paper):
        click.echo()
        wrapped(visible(f"{name}: {text}" if name else text), "  ")
    if not paper.abstract:
        click.echo("\n  The library has no abstract of this paper.")
    click.echo()
    wrapped(visible(_made_of(merge)), "  ")


def _facts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give what the paper states, by plain names; its standing always."""
    stated = {
        "In the original language": paper.vernacular_title,
        "Authors": "; ".join(author.name for author in paper.authors),
        "Journal": _journal(paper),
        "Date": paper.date or str(paper.year or ""),
        "Id": paper.id,
        **_addresses(paper),
        "Other ids": ", ".join(paper.other_ids),
        "Language": ", ".join(paper.languages),
        "Publication types": "; ".join(paper.publication_types),
        "Standing": _STANDING[paper.retraction],
        "MeSH headings (* main topic)": "; ".join(_headings(paper)),
        "Keywords": "; ".join(paper.keywords),
        "References": plural(len(paper.references), "paper") if paper.references else "",
    }
    yield from ((name, text) for name, text in stated.items() if text)


def _journal(paper: Paper) -> str:
    """Return the journal with the place in it: 'J Made Up, volume 12, issue 3, pages 4-9'."""
    place = {"volume": paper.volume, "issue": paper.issue, "pages": paper.pages}
    name = paper.journal or paper.journal_abbreviation
    return ", ".join([*([name] if name else []), *(f"{n} {t}" for n, t in place.items() if t)])


def _addresses(paper: Paper) -> dict[str, str]:
    """Return each id with the address under which a browser finds the paper."""
    roots = {
        "PMID": (paper.pmid, "https://pubmed.ncbi.nlm.nih.gov/{}/"),
        "PMCID": (paper.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
        "DOI": (paper.doi, "https://doi.org/{}"),
        "arXiv": (paper.arxiv, "https://arxiv.org/abs/{}"),
    }
    found = {name: f"{i}  {root.format(i)}" for name, (i, root) in roots.items() if i}
    return found | ({"Address": paper.url} if paper.url else {})


def _headings(paper: Paper) -> Iterator[str]:
    for heading in paper.mesh:
        yield "/".join((heading.descriptor, *heading.qualifiers)) + ("*" if heading.major else "")


def _links(paper: Paper, library: Library) -> Iterator[tuple[LinkKind, str, str]]:
    """Give each tie to another paper with its title, which is empty where it is not here."""
    for link in paper.links:
        other = library.get(link.target)
        yield link.kind, link.target, other.title if other else ""


def _abstracts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give each part of the abstract with its label, then the abstracts in other languages."""
    if paper.sections:
        yield from ((section.label, section.text) for section in paper.sections)
    else:
        yield from (("", line) for line in paper.abstract.splitlines() if line.strip())
    yield from ((f"In {language}", text) for language, text in paper.other_abstracts)


def _made_of(merge: Merge) -> str:
    if not merge.records:
        return "Where it is from was not kept."
    places = [record.told_origin for record in merge.records]
    counted = ((place, len(list(same))) for place, same in groupby(sorted(places)))
    told = "; ".join(f"{place}, {n} times" if n > 1 else place for place, n in counted)
    more = (
        f". Which says what:  fingerpost duplicates show {merge.paper.id}"
        if len(places) > 1
        else ""
    )
    return f"Made of {plural(len(places), 'record')}: {told}{more}"


def _json(merge: Merge, library: Library) -> dict[str, Any]:
    """Return every field of a paper, empty ones too, with its records."""
    paper = merge.paper
    return {
        **_whole(paper),
        "id": paper.id,
        "address": paper.address,
        "links": [
            {"kind": str(kind), "target": target, "title": title}
            for kind, target, title in _links(paper, library)
        ],
        "records": [
            {"record": record.fingerprint, "id": record.paper.id, "from": record.origin,
             "source": record.paper.source}
            for record in merge.records
        ],
    }  # fmt: skip


def _whole(value: Any) -> Any:
    """Return a record as JSON can have it, with the fields that are empty."""
    if names := getattr(value, "__struct_fields__", ()):
        return {name: _whole(getattr(value, name)) for name in names}
    return [_whole(each) for each in value] if isinstance(value, tuple) else value
