"""Methods by clinical problems: what is crowded, thin and empty; each cell with its papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.dives.gap_model import GapCell, Said
from fingerpost.dives.tables import Cell as CsvCell
from fingerpost.dives.tables import grid_rows
from fingerpost.faces.web.frame import Table
from fingerpost.faces.web.looked import Looked, show_part
from fingerpost.landscape.model import Cell
from fingerpost.records import Paper

STATES: Final = {
    "crowded": "Crowded: more than chance gives, if method and problem had nothing to do with each"
    " other.",
    "as expected": "About as many as chance gives.",
    "thin": "Thin, but not empty: fewer than chance gives.",
    "empty": "Empty, although papers would be expected.",
    "cannot be said": "No paper, and too few here to expect any: nothing can be said.",
}


@dataclass(frozen=True, slots=True)
class CellPaper:
    """A paper of a cell; for each of what is said of the cell, True where this paper says it."""

    paper: Paper
    says: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ChosenCell:
    """One method with one clinical problem."""

    method: str
    problem: str
    expected: float
    state: str
    """In a sentence; empty where it was counted from words alone."""
    said: tuple[Said, ...]
    """External validation, prospective, clinicians compared, code; none without appraisals."""
    papers: tuple[CellPaper, ...]


@dataclass(frozen=True, slots=True)
class GridPage:
    """What the page Methods and problems of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    by_words: bool
    """True where too few abstracts are here, so that words of titles are counted."""
    has_cells: bool
    """True where there is a grid at all."""
    chosen: ChosenCell | None
    """The cell that was chosen; None for none."""

    def table(self) -> Table:
        """One row a cell, or where a cell is chosen one row a paper."""
        if self.chosen is None:
            head, rows = grid_rows(self.looked.dive)
            return Table(tuple(head), rows)
        names = tuple(said.label.replace(" ", "_") for said in self.chosen.said)
        papers: list[tuple[CsvCell, ...]] = [
            (one.paper.id, one.paper.title, one.paper.year, *("yes" if s else "" for s in one.says))
            for one in self.chosen.papers
        ]
        return Table(("id", "title", "year", *names), papers)


def grid_page(looked: Looked, method: str, problem: str) -> GridPage:
    """Return the grid of a dive, and the cell that is chosen; HTTPException where it has none."""
    gaps = looked.dive.gaps
    by_words = looked.dive.grid_by_words
    cells = looked.dive.landscape.grid.cells if gaps is None or by_words else gaps.cells
    chosen = None
    if method or problem:
        found = [cell for cell in cells if (cell.method, cell.problem) == (method, problem)]
        if not found:
            raise HTTPException(404, "There is no such cell. All of them are on the grid.")
        chosen = _chosen(looked, found[0])
    title = f"Methods and problems: {looked.area.title}"
    return GridPage(title, looked, by_words, bool(cells), chosen)


def _chosen(looked: Looked, cell: Cell | GapCell) -> ChosenCell:
    said: tuple[Said, ...] = ()
    state = ""
    if isinstance(cell, GapCell):
        said = cell.said
        state = STATES[cell.state]
    papers = tuple(
        CellPaper(looked.papers[paper], tuple(paper in one.papers for one in said))
        for paper in cell.papers
    )
    return ChosenCell(cell.method, cell.problem, cell.expected, state, said, papers)


def _all(request: Request) -> Response:
    given = request.query_params
    method, problem = given.get("method", "")[:200], given.get("problem", "")[:200]
    return show_part(
        request, "dive_grid.html", lambda _, looked: grid_page(looked, method, problem)
    )


ROUTES = [Route("/dives/{area}/grid", _all)]
