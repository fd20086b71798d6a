"""Ways on from what went wrong: what the browser itself can do about it, beside the sentence.

The sentences of the packages below name commands; here each is told as a page would, with links to
the pages that can put it right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from starlette.requests import Request

from fingerpost.errors import (
    ChangedError,
    FingerpostError,
    GuideError,
    HomeError,
    LostLibraryError,
    ProfileError,
)
from fingerpost.faces.web.plainly import plainly

T = TypeVar("T")
CONFLICT = 409
"""From this status on, the same request may succeed later."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link that leads on."""

    address: str
    words: str
    """What the link is called."""


@dataclass(frozen=True, slots=True)
class Cannot:
    """What cannot be shown, and what can be done about it."""

    sentence: str
    ways: tuple[Way, ...] = ()


_WAYS: tuple[tuple[type[FingerpostError], Way], ...] = (
    (LostLibraryError, Way("/library/import", "Bring your files in again")),
    (ProfileError, Way("/me", "Put it right on the page Me")),
    (GuideError, Way("/library/problems", "See what else is wrong")),
)


def cannot(error: FingerpostError) -> Cannot:
    """Return an error as a page tells it, with the pages that can put it right."""
    return Cannot(_sentence(error), tuple(way for kind, way in _WAYS if isinstance(error, kind)))


def _sentence(error: FingerpostError) -> str:
    if isinstance(error, LostLibraryError):
        return (
            f"{error.lost} If it is on a drive or in a folder that is away, bring that back and"
            " load this page again. Or bring your files in again: a new library begins, and what"
            " you wrote and decided is kept."
        )
    if isinstance(error, ChangedError):
        return (
            f"{error.path} was changed since it was read, so it was left as it is. Look at it"
            " as it is now, and say it once more."
        )
    return plainly(str(error))


def gone(folder: object) -> HomeError:
    """Return what is said when the home that is served is no longer there."""
    return HomeError(
        f"{folder} is not there, or is no home any more. If it was moved or renamed, or is on a"
        " drive that is away, put it back and load this page again; Fingerpost goes on by itself."
    )


def ways_back(request: Request, status: int) -> tuple[Way, ...]:
    """Return the ways on that every failure has: the page before, this page again, Today."""
    here, before = _address(request.url.path, request.url.query), page_before(request)
    found = [Way(before, "Back to the page before")] if before not in ("", "/", here) else []
    if request.method in ("GET", "HEAD") and status >= CONFLICT:
        found.append(Way(here, "Load this page again"))
    if here != "/" or not found:
        found.append(Way("/", "Go to Today"))
    return tuple(found)


def page_before(request: Request) -> str:
    """Return the page of ours that the request came from; empty where none is known."""
    try:
        came = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    is_ours = came.netloc and came.netloc == request.headers.get("host")
    return _address(came.path, came.query) if is_ours else ""


def _address(path: str, query: str) -> str:
    """Return an address of ours; two slashes at its front would lead to another host."""
    path = "/" + path.lstrip("/\\")
    return f"{path}?{query}" if query else path


@dataclass
class Parts:
    """Takes a page part by part: a part that cannot be had is told, and the rest is shown."""

    cannot: list[Cannot] = field(default_factory=list)
    """What could not be had, each thing once."""

    def take(self, get: Callable[[], T], otherwise: T) -> T:
        """Return what `get` gives, or `otherwise` where an error says why that cannot be."""
        try:
            return get()
        except FingerpostError as error:
            told = cannot(error)
            if told not in self.cannot:
                self.cannot.append(told)
            return otherwise
