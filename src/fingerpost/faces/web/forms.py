"""Forms: read with bounds, and only with the key that our own pages carry."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from fingerpost.desk import Desk
from fingerpost.faces.web.frame import place_of, see_other
from fingerpost.home.journal import Entry

MOST_BYTES = 1 << 20
MOST_FIELDS = 50

Said = tuple[str, Entry | None]
"""What came of a form, in the word that its page knows, and the journal's entry of it."""
Doing = Callable[[Desk, FormData, date], Said]


async def read_form(
    request: Request,
    most_bytes: int = MOST_BYTES,
    most_files: int = 0,
    most_fields: int = MOST_FIELDS,
) -> FormData:
    """Return a form that one of our pages sent; HTTPException says why one is not taken."""
    said = request.headers.get("content-length", "")
    if not said.isascii() or not said.isdigit():
        raise HTTPException(411, "The form does not say how long it is.")
    if not request.headers.get("content-type", "").startswith("multipart/"):
        most_bytes = min(most_bytes, MOST_BYTES)  # such a form has no files, and is held in memory
    if int(said) > most_bytes:
        raise HTTPException(413, f"More than {most_bytes / 1e6:,.0f} MB cannot be sent at once.")
    try:
        form = await request.form(max_files=most_files, max_fields=most_fields)
    except ClientDisconnect:  # nobody is there any more to be told
        raise HTTPException(400, "The form broke off before its end. Send it again.") from None
    request.state.form = form  # to be shown again where it cannot be done
    key = form.get("key")
    wanted = place_of(request).form_key
    if not isinstance(key, str) or not secrets.compare_digest(key.encode(), wanted.encode()):
        await form.close()
        raise HTTPException(
            403, "This form is from an earlier session. Look at it once more, and send it again."
        )
    return form


def said(form: FormData, name: str, longest: int = 300) -> str:
    """Return a field's text, or an empty one."""
    value = form.get(name)
    return value[:longest] if isinstance(value, str) else ""


def sent(act: Callable[[Request, FormData], Response]) -> Callable[[Request], Any]:
    """Return the end of a route that reads a form and does what it says, apart from the others."""

    async def endpoint(request: Request) -> Response:
        form = await read_form(request)
        return await run_in_threadpool(act, request, form)

    return endpoint


async def do(request: Request, doing: Doing, back: str) -> Response:
    """Do what a form asks, and go back to its page, which tells what came of it."""
    form = await read_form(request)

    def go() -> Response:
        place = place_of(request)
        with place.desk() as desk:
            what, entry = doing(desk, form, place.today())
        word = {"word": entry.id} if entry else {}
        return see_other(back, said=what, **word)

    return await run_in_threadpool(go)
