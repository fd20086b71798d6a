"""Refusals and failures: one page and one shape for all of them, always a sentence."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from fingerpost.errors import FingerpostError, UsageError
from fingerpost.faces.web.looks import render

TITLES = {401: "Locked", 403: "Not from here", 404: "Not here", 405: "Not possible"}
BROKEN = "Something went wrong inside Fingerpost. Your papers and files are as they were."


def refusal(request: Request, status: int, sentence: str) -> Response:
    """Return a failure as a page, or to a script that asks for JSON as `{"error": …}`."""
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": {"sentence": sentence, "status": status}}, status)
    values = {"title": TITLES.get(status, "That did not work"), "sentence": sentence}
    return HTMLResponse(render("sentence.html", values), status)


def status_of(error: FingerpostError) -> int:
    """Return the status under which an error is told: the request's fault, or the home's."""
    return 400 if isinstance(error, UsageError) else 409
