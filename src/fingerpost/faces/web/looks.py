"""Templates, styles and scripts: our own files, served under their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from fingerpost.dives.pages import environment
from fingerpost.faces.web.plainly import plainly, when
from fingerpost.guide.freshness import said_date
from fingerpost.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = "fingerpost.faces.web"
FOR_EVER = "public, max-age=31536000, immutable"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_OF_MAP = (
    "page", "map_points", "map_view", "map_paint", "map_labels", "map_list", "map_state",
    "map_hands", "map_figure",
)  # fmt: skip
"""In the order in which the report has them."""
_PARTS = {
    "style.css": (("fingerpost.dives", "templates/style.css"), (PACKAGE, "static/web.css")),
    "map.css": (("fingerpost.dives", "templates/map.css"), (PACKAGE, "static/map.css")),
    "map.js": tuple(("fingerpost.dives", f"templates/{name}.js") for name in _OF_MAP),
    "picture.js": ((PACKAGE, "static/picture.js"),),
    "work.js": ((PACKAGE, "static/work.js"),),
    "drop.js": ((PACKAGE, "static/drop.js"),),
    "weights.js": ((PACKAGE, "static/weights.js"),),
    "app.js": ((PACKAGE, "static/app.js"),),
    "read.js": ((PACKAGE, "static/read.js"),),
    "screen.js": ((PACKAGE, "static/screen.js"),),
}
"""The report and the app have one look and one map: the report's come first, then what is added."""


def render(template: str, values: Mapping[str, Any]) -> str:
    """Return a page of the app; `asset` gives it the address of a style sheet or script."""
    return visible(templates().get_template(template).render(**values, asset=asset))


@cache
def templates() -> Environment:
    """Return the app's templates with its own filters; `when` and `dated` are for dates."""
    found = environment(PACKAGE)
    found.filters |= {"plain": plainly, "when": when, "dated": said_date}
    return found


@cache
def asset(name: str) -> str:
    """Return the address of one of our files; it changes with what the file holds."""
    return f"/static/{hashlib.sha256(_content(name)).hexdigest()[:12]}/{name}"


def static(request: Request) -> Response:
    """Serve one of our files; an address with another hash gives the file as it is now."""
    name = request.path_params["name"]
    if name not in _PARTS:
        raise HTTPException(404, "There is no such file.")
    kept = FOR_EVER if request.url.path == asset(name) else "no-store"
    kind = _KINDS[PurePosixPath(name).suffix]
    return Response(_content(name), media_type=kind, headers={"Cache-Control": kept})


@cache
def _content(name: str) -> bytes:
    return b"\n".join(files(package).joinpath(part).read_bytes() for package, part in _PARTS[name])
