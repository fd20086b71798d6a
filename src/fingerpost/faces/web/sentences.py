"""Refusals and failures: one page and one shape for all of them, always a sentence and ways on."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from fingerpost.errors import FingerpostError, UsageError
from fingerpost.faces.web.again import again_of, page_again
from fingerpost.faces.web.frame import ASIDE, MAIN, NOT_DONE, Frame, place_of
from fingerpost.faces.web.looks import render
from fingerpost.faces.web.ways import Cannot, Way, cannot, ways_back

TITLES = {401: "Locked", 403: "Not from here", 404: "Not here", 405: "Not possible"}
BROKEN_INSIDE = 500
BROKEN = "Something went wrong inside Fingerpost. Your papers and files are as they were."


@dataclass(frozen=True, slots=True)
class SentencePage:
    """What the page of a refusal or failure shows."""

    title: str
    """Its heading."""
    sentence: str
    """What happened and what to do."""
    first: tuple[Way, ...]
    """Pages that can put it right."""
    others: tuple[Way, ...]
    """Other ways on: the page before, this page again, Today."""
    typed: tuple[str, ...] = ()
    """What was written into a form that could not be done, to be copied."""


def refusal(request: Request, status: int, sentence: str) -> Response:
    """Return the answer to somebody who may not ask: a page without navigation, or JSON."""
    return _answer(request, status, Cannot(sentence), None)


async def failure(request: Request, status: int, told: Cannot | str) -> Response:
    """Return a failure as a page with navigation and ways on, or JSON to a script that asks so.

    Where a form of ours could not be done, that is its own page with what was typed.
    """
    told = Cannot(told) if isinstance(told, str) else told
    again = again_of(request, told)
    if again and status < BROKEN_INSIDE and not _asks_json(request):
        page = await page_again(request, again)
        if page is not None:
            return HTMLResponse(page, status)
    frame = Frame("", place_of(request).form_key, "", (), (), "", "")
    return _answer(request, status, told, frame, again.words if again else ())


async def failure_of(request: Request, error: FingerpostError) -> Response:
    """Return an error of the packages below as a failure."""
    return await failure(request, status_of(error), cannot(error))


def status_of(error: FingerpostError) -> int:
    """Return the status under which an error is told: the request's fault, or the home's."""
    return 400 if isinstance(error, UsageError) else 409


def _asks_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _answer(
    request: Request, status: int, told: Cannot, frame: Frame | None, typed: tuple[str, ...] = ()
) -> Response:
    if _asks_json(request):
        return JSONResponse({"error": {"sentence": told.sentence, "status": status}}, status)
    title = TITLES.get(status, NOT_DONE)
    others = ways_back(request, status) if frame else ()
    page = SentencePage(title, told.sentence, told.ways, others, typed)
    values = {"title": title, "page": page, "frame": frame, "main": MAIN, "aside": ASIDE}
    return HTMLResponse(render("sentence.html", values), status)
