"""Problems: what could not be taken, with its place and the reason, so that it can be put right."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.faces.web.frame import Place, Table, place_of, show
from fingerpost.records import Problem

MOST = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """What went wrong in one place."""

    title: str
    link: str
    """The page of the import; empty for the home's own files."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """What the page Problems shows."""

    title: str
    """The page's heading."""
    batches: tuple[Batch, ...]
    """The home's own files first, then the imports on this machine, the newest first."""

    def table(self) -> Table:
        """One row a problem."""
        rows = [
            (batch.title, p.file, p.record, p.line, p.reason)
            for batch in self.batches
            for p in batch.problems
        ]
        return Table(("of", "file", "record", "line", "reason"), rows)


def problems_page(place: Place) -> ProblemsPage:
    """Return every problem that is known."""
    with place.desk() as desk:
        journal = desk.home.journal.read()[1]
        found = [
            Batch("The journal", "", tuple(journal)),
            Batch("Your guide", "", tuple(desk.guide.problems)),
        ]
    found += [
        Batch(job.title, f"/jobs/{job.id}", tuple(place.jobs.problems(job)[:MOST]))
        for job in place.jobs.all()
    ]
    return ProblemsPage("Problems", tuple(batch for batch in found if batch.problems))


def _all(request: Request) -> Response:
    return show(request, "problems.html", problems_page(place_of(request)), "/library")


ROUTES = [Route("/library/problems", _all)]
