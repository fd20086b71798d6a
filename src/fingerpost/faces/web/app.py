"""The app: a list of what the home holds, and its report pages, behind a token.

Only this machine can reach it (127.0.0.1), only with the token that was printed (kept in a
SameSite=Strict cookie after the first visit), and only under its own name: requests with another
Host or from another site are refused, which stops DNS rebinding and cross-site reads.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from fingerpost.dives.pages import render
from fingerpost.home import Home

SHOWN = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def make_app(home: Home, token: str, port: int) -> Starlette:
    """Return the app for one home; `port` is where it listens, so that Host can be checked."""

    async def front(request: Request) -> Response:  # noqa: ARG001 - the framework's signature
        return HTMLResponse(front_page(home))

    async def kept(request: Request) -> Response:
        return _file(home.folder, request.url.path)

    async def refused(request: Request, error: Exception) -> Response:  # noqa: ARG001
        status = error.status_code if isinstance(error, HTTPException) else 500
        return _sentence(status, error.detail if isinstance(error, HTTPException) else "")

    return Starlette(
        routes=[
            Route("/", front),
            Route("/signposts/{date}/{name}", kept),
            Route("/dives/{area}/{date}/{name}", kept),
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=_guard(token, port))],
        exception_handlers={HTTPException: refused},
    )


def front_page(home: Home) -> str:
    """Return the list of signposts and dives of a home, newest first."""
    signposts = sorted(p.parent.name for p in home.folder.glob("signposts/*/report.html"))
    dives = sorted(
        ((p.parent.name, p.parent.parent.name) for p in home.folder.glob("dives/*/*/report.html")),
        key=lambda dive: (dive[0], dive[1]),
    )
    titles = {area.name: area.title for area in home.areas()}
    values = {
        "title": "Your home",
        "signposts": signposts[::-1],
        "dives": [(day, name, titles.get(name, name)) for day, name in dives[::-1]],
    }
    return render("fingerpost.faces.web", "front.html", values)


Next = Callable[[Request], Awaitable[Response]]


def _guard(token: str, port: int) -> Callable[[Request, Next], Awaitable[Response]]:
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    origins = {f"http://{host}" for host in hosts}
    # Browsers share cookies between ports, and two homes may be served at once.
    cookie = f"fingerpost-{port}"

    async def guard(request: Request, go_on: Next) -> Response:
        response = _refusal(request, hosts, origins, token, cookie)
        if response is None:
            given = request.query_params.get("token")
            response = _welcome(request, given, cookie) if given else await go_on(request)
        response.headers.update(HEADERS)
        return response

    return guard


def _refusal(
    request: Request, hosts: set[str], origins: set[str], token: str, cookie: str
) -> Response | None:
    if request.headers.get("host") not in hosts:
        return _sentence(403, "This address is not the one that Fingerpost serves at.")
    if request.headers.get("origin", next(iter(origins))) not in origins:
        return _sentence(403, "Another site may not ask for this.")
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return _sentence(403, "Another site may not ask for this.")
    if request.method not in ("GET", "HEAD"):
        return _sentence(405, "Only reading is possible here.")
    given = request.query_params.get("token") or request.cookies.get(cookie) or ""
    if not secrets.compare_digest(given.encode(), token.encode()):
        return _sentence(401, "Open the address that Fingerpost printed; it carries the key.")
    return None


def _welcome(request: Request, token: str, cookie: str) -> Response:
    response = RedirectResponse("/" + request.url.path.lstrip("/\\"), status_code=303)
    response.set_cookie(cookie, token, httponly=True, samesite="strict", path="/")
    return response


def _file(root: Path, path: str) -> Response:
    try:
        wanted = (root / path.lstrip("/")).resolve()
        inside = any(wanted.is_relative_to(root / part) for part in ("signposts", "dives"))
        found = inside and wanted.suffix in SHOWN and wanted.is_file()
    except (OSError, ValueError):  # a name that no disk can hold
        found = False
    if not found:
        raise HTTPException(404, "There is no such page in this home.")
    return FileResponse(wanted, media_type=SHOWN[wanted.suffix])


def _sentence(status: int, text: str) -> Response:
    values = {"title": "Not shown", "text": text or "Something went wrong inside Fingerpost."}
    return HTMLResponse(render("fingerpost.faces.web", "sentence.html", values), status)
