"""What stands around every page: navigation, what was just done, work under way, ways to take it.

A page is a frozen dataclass of its own module; its template sees it as `page` and this as `frame`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.pages import markdown
from fingerpost.dives.tables import Cell, to_csv
from fingerpost.faces.web.again import Again
from fingerpost.faces.web.jobs import Job, Jobs
from fingerpost.faces.web.looks import render
from fingerpost.faces.web.sittings import Sittings
from fingerpost.faces.web.ways import gone
from fingerpost.home.folder import MARKER
from fingerpost.text import slug

MAIN = (
    ("/", "Today"),
    ("/paths", "Paths"),
    ("/areas", "Areas"),
    ("/focus", "Focus"),
    ("/plan", "Plan"),
    ("/library", "Library"),
    ("/screen", "Screening"),
    ("/notes", "Notes"),
    ("/reports", "Reports"),
)
"""What one works on."""
ASIDE = (
    ("/me", "Me"),
    ("/guide", "Guide"),
    ("/settings", "Settings"),
    ("/help", "Help"),
)
"""Who one is, and what there is to know and to set."""
SECTIONS = (*MAIN, *ASIDE)
MOST_ROWS = 10_000
NOT_DONE = "That did not work"


@dataclass(frozen=True, slots=True)
class Table:
    """What a page holds as rows, for CSV and Markdown."""

    head: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


class Page(Protocol):
    """What every page can say of itself."""

    @property
    def title(self) -> str:
        """Its heading."""

    def table(self) -> Table:
        """What it holds, as rows."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the pages are of: a home, its key for forms, its work and the day."""

    folder: Path
    form_key: str
    jobs: Jobs
    today: Callable[[], date]
    sittings: Sittings = field(default_factory=Sittings)
    end: Callable[[], object] = lambda: None
    """Ends the app after what is being answered."""

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the home for one request: what other programs wrote since is seen."""
        if not (self.folder / MARKER).is_file():
            raise gone(self.folder)
        with open_desk(self.folder, today=self.today()) as desk:
            yield desk


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page."""

    section: str
    """The address of the section that the page belongs to."""
    form_key: str
    """Goes into every form."""
    notice: str
    """What the click before this page did; empty for none."""
    undo: tuple[tuple[str, str], ...]
    """Fields of the form that takes it back, its address under 'to'; empty where nothing can be."""
    work: tuple[Job, ...]
    """What is under way."""
    csv: str
    """The address of the page as a table."""
    md: str
    """The address of the page as Markdown."""
    again: Again | None = None
    """A form that was sent from the page and could not be done."""


def place_of(request: Request) -> Place:
    """Return what the app was made for."""
    place: Place = request.app.state.place
    return place


def show(
    request: Request,
    template: str,
    page: Page,
    section: str,
    *,
    notice: str = "",
    undo: Sequence[tuple[str, str]] = (),
) -> Response:
    """Return a page as HTML, or with `as=csv` or `as=md` in the address as a file."""
    wanted = request.query_params.get("as", "")
    if wanted in ("csv", "md"):
        return _as_file(page, wanted)
    place = place_of(request)
    again: Again | None = getattr(request.state, "again", None)
    frame = Frame(
        section=section,
        form_key=place.form_key,
        notice="" if again else notice,
        undo=tuple(undo),
        work=tuple(job for job in place.jobs.under_way() if job.id not in request.url.path),
        csv=_with(request, "csv"),
        md=_with(request, "md"),
        again=again,
    )
    title = f"{NOT_DONE}: {page.title}" if again else page.title
    values = {"title": title, "page": page, "frame": frame, "main": MAIN, "aside": ASIDE}
    text = render(template, values)
    return HTMLResponse(again.filled(text) if again else text)


def see_other(address: str, **said: str) -> Response:
    """Send the browser on after a form, so that going back or reloading sends nothing twice."""
    return RedirectResponse(f"{address}?{urlencode(said)}" if said else address, status_code=303)


def _with(request: Request, kind: str) -> str:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "as"]
    return f"{request.url.path}?{urlencode([*kept, ('as', kind)])}"


def _as_file(page: Page, kind: str) -> Response:
    table = page.table()
    if kind == "csv":
        text, media = to_csv(table.head, table.rows), "text/csv"
    else:
        text, media = _markdown(page.title, table), "text/markdown"
    name = f"{slug(page.title)}.{kind}"
    return Response(
        text,
        media_type=f"{media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _markdown(title: str, table: Table) -> str:
    lines = [table.head, tuple("---" for _ in table.head)]
    cells = [[markdown("" if cell is None else cell) for cell in row] for row in table.rows]
    body = "\n".join(f"| {' | '.join(line)} |" for line in [*lines, *cells])
    return f"# {markdown(title)}\n\n{body}\n"
