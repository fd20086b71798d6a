"""Single papers looked up by their identifiers, each asked of who knows most about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fingerpost.errors import OfflineError, SourceError
from fingerpost.intake.importing import Shelf
from fingerpost.records import Paper, Problem
from fingerpost.sources.live import SUPPLIERS, Settings, fetch
from fingerpost.sources.naming import PaperName

MOST: Final = 5
"""Records that are taken of an answer, to find among them the one that was asked for."""
_QUESTIONS: Final = {
    "pmid": (("pubmed", "{}[pmid]"), ("europepmc", "EXT_ID:{} AND SRC:MED")),
    "pmcid": (("europepmc", "PMCID:{}"), ("pubmed", "{}[pmcid]")),
    "doi": (("pubmed", '"{}"[doi]'), ("europepmc", 'DOI:"{}"'), ("crossref", "{}")),
    "arxiv": (("arxiv", "{}"),),
}
"""Whom to ask for each kind of identifier, in turn, and how, in the supplier's language."""

OnAsking = Callable[[str, str], None]
"""Told a supplier's title and the question, before it is asked."""
Fits = Callable[[Paper], bool]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What became of one paper that was asked for.

    Exactly one holds: `paper` has come; or nobody `knows` it, as `problems` say; or it `waits`,
    since suppliers could not be asked.
    """

    name: PaperName
    paper: str = ""
    """The id under which the library shows it."""
    title: str = ""
    supplier: str = ""
    waits: bool = False
    is_offline: bool = False
    problems: tuple[Problem, ...] = ()


def questions(name: PaperName) -> tuple[tuple[str, str], ...]:
    """Return whom a paper would be asked of, in turn, and the question: (supplier, query)."""
    # A quotation mark in a DOI would end the phrase that it stands in.
    value = name.value.replace('"', "")
    return tuple((supplier, query.format(value)) for supplier, query in _QUESTIONS[name.kind])


def look_up(
    library: Shelf,
    name: PaperName,
    settings: Settings,
    on_asking: OnAsking | None = None,
    fits: Fits | None = None,
) -> LookedUp:
    """Bring one paper into the library, from the first supplier that has it.

    Only a record that states the very identifier is taken, whatever else an answer holds, and only
    if it `fits`. Nothing is raised for a supplier that fails: the next is asked.
    """
    failed: list[Problem] = []
    for supplier, query in questions(name):
        title = SUPPLIERS[supplier].title
        if on_asking and not settings.offline:
            on_asking(title, query)
        try:
            paper = _one(supplier, query, name, settings)
        except OfflineError as error:
            return LookedUp(name, waits=True, is_offline=True, problems=(_problem(name, error),))
        except SourceError as error:
            failed.append(_problem(name, error))
            continue
        if paper is None:
            continue
        if fits and not fits(paper):
            return LookedUp(name, problems=(_misfit(name, paper),))
        shown = library.put([paper], title).ids[0]
        return LookedUp(name, shown, paper.title, title)
    if failed:
        return LookedUp(name, waits=True, problems=tuple(failed))
    asked = ", ".join(SUPPLIERS[supplier].title for supplier, _ in questions(name))
    reason = f"no paper of this number is known to {asked}; look at its spelling"
    return LookedUp(name, problems=(Problem(str(name), reason),))


def _one(supplier: str, query: str, name: PaperName, settings: Settings) -> Paper | None:
    """Return the record that states the identifier; None where an answer holds none."""
    items = fetch(supplier, query, MOST, settings)
    papers = [item for item in items if isinstance(item, Paper)]
    return next((paper for paper in papers if name.is_of(paper)), None)


def _problem(name: PaperName, error: SourceError) -> Problem:
    return Problem(str(name), str(error))


def _misfit(name: PaperName, paper: Paper) -> Problem:
    return Problem(
        str(name),
        f"this number is printed in the PDF, but it is the paper '{paper.title}', whose title does"
        f" not stand on the first pages; nothing was taken. If it is right:  fingerpost add {name}",
    )
