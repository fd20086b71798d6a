"""Asking NCBI's E-utilities politely: paced, retried, bounded, never sent elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from types import TracebackType
from typing import TypeAlias

import httpx
from pyrate_limiter import Limiter, Rate
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity import wait_random_exponential as backoff

from fingerpost.errors import SourceError

OFFICIAL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
_LONGEST_ADDRESS = 1500
_MARGIN = 1.1
"""Requests are spaced a little wider than the limit, since they do not travel equally fast."""

Check: TypeAlias = Callable[[bytes], str]
"""What is wrong with an answer so that it should be asked for again, or ''."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """How PubMed is asked; times in seconds. NCBI wants to know the tool and an e-mail address."""

    base_url: str = OFFICIAL
    tool: str = "fingerpost"
    email: str = ""
    a_second: float = 3.0
    timeout: float = 30.0
    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    most_bytes: int = 64 << 20
    batch: int = 200
    sleep: Callable[[float], None] = time.sleep


class _PassingError(Exception):
    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class Client(AbstractContextManager["Client"]):
    """A connection to the supplier for one search."""

    def __init__(self, supplier: Supplier) -> None:
        self._supplier = supplier
        self._pace = _pace(supplier.a_second)
        self._http = httpx.Client(timeout=supplier.timeout, follow_redirects=False)
        self._backoff = backoff(multiplier=supplier.first_wait, max=supplier.longest_wait)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._http.close()

    def ask(self, verb: str, params: Mapping[str, str | int], check: Check) -> bytes:
        """Return the answer to a verb ('esearch'); passing faults are tried again.

        Raises SourceError when PubMed cannot be reached, refuses, or keeps failing.
        """
        retrying = Retrying(
            stop=stop_after_attempt(self._supplier.tries),
            wait=self._wait,
            retry=retry_if_exception_type(_PassingError),
            sleep=self._supplier.sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, verb, params, check)
        except _PassingError as error:
            raise SourceError(
                f"PubMed could not be asked: {error} (tried {self._supplier.tries} times)."
                " Look at the network connection, or try again later."
            ) from error

    def _wait(self, state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked = fault.wait if isinstance(fault, _PassingError) else 0.0
        if asked > self._supplier.longest_wait:
            raise SourceError(f"PubMed asks us to wait {asked:.0f} seconds. Try again after that.")
        return max(asked, self._backoff(state))

    def _once(self, verb: str, params: Mapping[str, str | int], check: Check) -> bytes:
        self._pace.try_acquire()
        request = self._request(verb, params)
        try:
            answer = self._http.send(request, stream=True)
            try:
                body = self._body(answer)
            finally:
                answer.close()
        except httpx.HTTPError as error:
            said = str(error) or type(error).__name__
            raise _PassingError(f"no answer from {request.url.host} ({said})") from error
        _refuse(answer, body)
        if fault := check(body):
            raise _PassingError(fault)
        return body

    def _request(self, verb: str, params: Mapping[str, str | int]) -> httpx.Request:
        named = {**params, "tool": self._supplier.tool, "email": self._supplier.email}
        sent = {key: str(value) for key, value in named.items() if value != ""}
        address = f"{self._supplier.base_url.rstrip('/')}/{verb}.fcgi"
        try:
            if sum(map(len, sent.values())) > _LONGEST_ADDRESS:
                return self._http.build_request("POST", address, data=sent)
            return self._http.build_request("GET", address, params=sent)
        except httpx.InvalidURL as error:
            raise SourceError(f"{address} is no address that can be asked: {error}.") from error

    def _body(self, answer: httpx.Response) -> bytes:
        most, body = self._supplier.most_bytes, bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > most:
                raise SourceError(f"PubMed's answer is longer than {most:,} bytes: not taken.")
        return bytes(body)


def _refuse(answer: httpx.Response, body: bytes) -> None:
    """Raise for an answer that is not the one asked for; 400 is left to the reader of errors."""
    status = answer.status_code
    if status == 429 or status >= 500:
        wait = _retry_after(answer)
        raise _PassingError(f"it answered with status {status}", wait)
    if 300 <= status < 400:
        host = httpx.URL(answer.headers.get("Location", "")).host or "another address"
        raise SourceError(f"PubMed's address sends us on to {host}; this was not followed.")
    if status >= 400 and b"<ERROR>" not in body:
        raise SourceError(f"PubMed refused the request with status {status}.")


def _retry_after(answer: httpx.Response) -> float:
    """Return the seconds that the answer asks us to wait, from a number or a date."""
    stated = answer.headers.get("Retry-After", "").strip()
    if stated.isdigit():
        return float(stated)
    try:
        until = parsedate_to_datetime(stated)
        return max(0.0, (until - parsedate_to_datetime(answer.headers["Date"])).total_seconds())
    except (KeyError, TypeError, ValueError):
        return 0.0


@lru_cache(maxsize=8)
def _pace(a_second: float) -> Limiter:
    """Return the pace that all searches of this process keep together."""
    return Limiter(Rate(1, round(1000 * _MARGIN / a_second)), buffer_ms=0)
