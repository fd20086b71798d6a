"""Reports: the stored signposts and dives, each shown in a frame that can do nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.faces.web.example_areas import is_own
from fingerpost.faces.web.frame import Table, place_of, show
from fingerpost.report.whose import signpost_of_example

SHOWN = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
}
OWN, EXAMPLE = "Your signpost", "The example person’s signpost"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stored:
    """A report of the home."""

    title: str
    day: str
    link: str
    """The address of its page."""
    kind: str
    """'signpost' or 'dive'."""
    of_example: bool = False
    """True of a signpost that was written for the example person, once the home has another."""

    @property
    def whose(self) -> str:
        """For whom it was written, where that is not the home's person."""
        return "the example person" if self.of_example else ""


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """What the page Reports shows."""

    title: str
    """The page's heading."""
    signposts: tuple[Stored, ...]
    """The whole reports, newest first."""
    dives: tuple[Stored, ...]
    """The dives, newest first."""

    def table(self) -> Table:
        """One row a report."""
        rows = [(r.kind, r.title, r.day, r.link, r.whose) for r in (*self.signposts, *self.dives)]
        return Table(("kind", "title", "day", "address", "written_for"), rows)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the page of one stored report shows."""

    title: str
    """What it is a report of."""
    day: str
    """The day on which it was written."""
    address: str
    """Where the file itself is served."""
    frame: str
    """A new name for the frame every time: under an old one, going back would let the report, which
    has no origin, ask for itself, and it would be refused."""
    files: tuple[str, ...]
    """The names of the files beside it."""

    def table(self) -> Table:
        """One row a file."""
        folder = self.address.rpartition("/")[0]
        return Table(("file", "address"), [(name, f"{folder}/{name}") for name in self.files])


def reports_page(desk: Desk) -> ReportsPage:
    """Return what reports a home has, newest first."""
    home = desk.home
    signposts = sorted(path.parent.name for path in home.folder.glob("signposts/*/report.html"))
    dives = sorted(
        ((p.parent.name, p.parent.parent.name) for p in home.folder.glob("dives/*/*/report.html")),
        key=lambda dive: (dive[0], dive[1]),
    )
    titles = {area.name: area.title for area in home.areas()}
    return ReportsPage(
        title="Reports",
        signposts=tuple(_signpost(desk, day) for day in signposts[::-1]),
        dives=tuple(
            Stored(titles.get(name, name), day, f"/reports/dives/{name}/{day}", "dive")
            for day, name in dives[::-1]
        ),
    )


def _signpost(desk: Desk, day: str) -> Stored:
    of_example = signpost_of_example(desk.home, day) and is_own(desk)
    title = EXAMPLE if of_example else OWN
    return Stored(title, day, f"/reports/signposts/{day}", "signpost", of_example)


def report_page(desk: Desk, parts: tuple[str, ...]) -> ReportPage:
    """Return one stored report; HTTPException where there is none."""
    home = desk.home
    address = "/".join(("", *parts, "report.html"))
    file = inside(home.folder, address)
    titles = {area.name: area.title for area in home.areas()}
    if parts[0] == "signposts":
        title = _signpost(desk, parts[1]).title
    else:
        title = titles.get(parts[1], parts[1])
    files = sorted(p.name for p in file.parent.iterdir() if p.suffix in SHOWN and p.is_file())
    return ReportPage(title, parts[-1], address, f"report-{secrets.token_hex(8)}", tuple(files))


def inside(root: Path, address: str) -> Path:
    """Return a file of the home's reports; HTTPException for anything else on the disk."""
    try:
        wanted = (root / address.lstrip("/")).resolve()
        within = any(wanted.is_relative_to(root / part) for part in ("signposts", "dives"))
        found = within and wanted.suffix in SHOWN and wanted.is_file()
    except (OSError, ValueError):  # a name that no disk can hold
        found = False
    if not found:
        raise HTTPException(404, "There is no such page in this home.")
    return wanted


def policy_of(text: str, *, framed: bool) -> str:
    """Return what a stored page may do: run its own scripts, without an origin, and no more."""
    scripts, styles = (_hashes(kind.findall(text)) for kind in (_SCRIPT, _STYLE))
    return (
        f"sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox;"
        f" default-src 'none'; script-src {scripts};"
        f" style-src {styles}; style-src-elem {styles}; style-src-attr 'unsafe-inline';"
        f" img-src data:; form-action 'none'; base-uri 'none';"
        f" frame-ancestors {chr(39)}{'self' if framed else 'none'}{chr(39)}"
    )


def _hashes(parts: list[str]) -> str:
    sums = [hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest() for part in parts]
    return " ".join(f"'sha256-{base64.b64encode(s).decode()}'" for s in sums) or "'none'"


@lru_cache(16)
def _page(file: Path, changed: int, framed: bool) -> tuple[bytes, str]:  # noqa: ARG001
    """Return a stored page as it is served, and its policy; kept while the file is the same."""
    text = file.read_text(encoding="utf-8", errors="replace")
    policy = policy_of(text, framed=framed)
    # Its own policy, for reading it from the disk, would let any script run.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text, count=1)
    if framed:  # a frame may not lead to another site, a new tab may
        text = text.replace(' rel="noreferrer"', ' rel="noreferrer" target="_blank"')
    return text.encode(), policy


def _all(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = reports_page(desk)
    return show(request, "reports.html", page, "/reports")


def _one(request: Request) -> Response:
    given = request.path_params
    parts = ("dives", given["area"]) if "area" in given else ("signposts",)
    with place_of(request).desk() as desk:
        page = report_page(desk, (*parts, given["date"]))
    return show(request, "report.html", page, "/reports")


def _kept(request: Request) -> Response:
    file = inside(place_of(request).folder.resolve(), request.url.path)
    if file.suffix != ".html":
        return FileResponse(file, media_type=SHOWN[file.suffix])
    framed = "framed" in request.query_params
    content, policy = _page(file, file.stat().st_mtime_ns, framed)
    headers = {"Content-Security-Policy": policy}
    if framed:
        headers["X-Frame-Options"] = "SAMEORIGIN"
    return Response(content, media_type=SHOWN[".html"], headers=headers)


ROUTES = [
    Route("/reports", _all),
    Route("/reports/signposts/{date}", _one),
    Route("/reports/dives/{area}/{date}", _one),
    Route("/signposts/{date}/{name}", _kept),
    Route("/dives/{area}/{date}/{name}", _kept),
]
