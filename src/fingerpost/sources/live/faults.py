"""What may go wrong on the way to a supplier: what passes, what does not, and being offline."""

from __future__ import annotations

import errno
import socket
from email.utils import parsedate_to_datetime

import httpx

from fingerpost.errors import OfflineError, SourceError

_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ECONNREFUSED)


class PassingError(Exception):
    """A fault after which the same request may be tried again, `wait` seconds later."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


def offline_error(host: str) -> OfflineError:
    """Return the error for a supplier's own host that cannot be reached at all."""
    return OfflineError(
        f"You seem to be offline: {host} cannot be reached."
        " Everything else works without a network; try again when you are connected."
    )


def means_offline(error: BaseException) -> bool:
    """Whether a host's name was not found, or no way leads there, or nobody answers the door."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, socket.gaierror):
            return True
        if isinstance(seen, OSError) and seen.errno in _NO_WAY:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def refuse(answer: httpx.Response, title: str) -> None:
    """Raise for a status by which a supplier says that it is busy, or that it will not answer.

    400 and 404 are left to the supplier's reader: their bodies say what was wrong.
    """
    status = answer.status_code
    if is_busy(answer):
        raise PassingError(f"it answered with status {status}", retry_after(answer))
    if status in (401, 403):
        raise SourceError(
            f"{title} refused the request with status {status}. If you gave a key, check it;"
            " if not, it may ask for one, or for a slower pace: try again later."
        )
    if status >= 402 and status != 404:
        raise SourceError(f"{title} refused the request with status {status}.")


def is_busy(answer: httpx.Response) -> bool:
    """Whether the supplier has too much to do, or is out of order."""
    return answer.status_code == 429 or answer.status_code >= 500


def retry_after(answer: httpx.Response) -> float:
    """Return the seconds that the answer asks us to wait, from a number or a date."""
    stated = answer.headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        until = parsedate_to_datetime(stated)
        return max(0.0, (until - parsedate_to_datetime(answer.headers["Date"])).total_seconds())
    except (KeyError, TypeError, ValueError):
        return 0.0
