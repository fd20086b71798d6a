"""Who may ask: this machine alone, with the key, under the app's own name and from its own pages.

Checking Host stops DNS rebinding; Origin and Sec-Fetch-Site stop other sites; the cookie is
SameSite=Strict and no script can read it; a form carries a token of its session besides.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fingerpost.faces.web.sentences import refusal

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none';"
        " base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not 'no-referrer': under that, browsers hide the Origin of a form.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
READING = ("GET", "HEAD")


def form_key(token: str) -> str:
    """Return what every form of a session carries; it tells nothing of the token."""
    return hmac.new(token.encode(), b"forms of this session", hashlib.sha256).hexdigest()


class Guard:
    """The app behind its checks; every answer leaves with the guarding headers."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}
        # Browsers share cookies between ports, and two homes may be served at once.
        self._cookie = f"fingerpost-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, welcome, or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message)
            await send(message)

        request = Request(scope)
        answer = self._refused(request) or self._welcomed(request)
        await (answer or self._app)(scope, receive, guarded)

    def _refused(self, request: Request) -> Response | None:
        headers = request.headers
        if headers.get("host") not in self._hosts:
            return refusal(request, 403, "This address is not the one that Fingerpost serves at.")
        changes = request.method not in READING
        if changes and request.method != "POST":
            return refusal(request, 405, "Only reading and sending forms is possible here.")
        origin = headers.get("origin")
        if (origin is None and changes) or (origin is not None and origin not in self._origins):
            return refusal(request, 403, "Another site may not ask for this.")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return refusal(request, 403, "Another site may not ask for this.")
        if request.url.path.startswith("/static/"):  # the looks of the refusals themselves
            return None
        given = request.query_params.get("token") or request.cookies.get(self._cookie) or ""
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return refusal(
                request,
                401,
                "This window has no key to Fingerpost. Start Fingerpost again: it opens your"
                " browser with it. Or open the whole address that it printed when it started.",
            )
        return None

    def _welcomed(self, request: Request) -> Response | None:
        """Turn the token of the address into a cookie, and lose it from the address."""
        if "token" not in request.query_params or request.method not in READING:
            return None
        answer = RedirectResponse("/" + request.url.path.lstrip("/\\"), status_code=303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        return answer


def _add(message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
