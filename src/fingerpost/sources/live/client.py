"""The one polite client: paced, retried, bounded in time and size, never sent elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity import wait_random_exponential as backoff

from fingerpost.errors import OfflineError, SourceError
from fingerpost.sources.live.cache import Cache, Kept
from fingerpost.sources.live.calls import Call, address_of, next_address
from fingerpost.sources.live.deadline import Deadline
from fingerpost.sources.live.faults import (
    PassingError,
    is_busy,
    means_offline,
    offline_error,
    refuse,
    retry_after,
)
from fingerpost.sources.live.folders import answers_file, pace_folder
from fingerpost.sources.live.limits import spacing
from fingerpost.sources.live.model import OFFLINE, Settings
from fingerpost.sources.live.pace import LONGEST_REST, Pace
from fingerpost.sources.live.port import Answer, Check, Params, Supplier

_MOST_STEPS = 3

# Both write the addresses that they ask, with whatever stands in them, into the log.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Client(AbstractContextManager["Client"]):
    """A connection to one supplier for one fetch."""

    def __init__(self, supplier: Supplier, settings: Settings) -> None:
        """Raise OfflineError, before anything is sent, where the user wants no network."""
        if settings.offline:
            raise OfflineError(
                f"{OFFLINE} is set, so {supplier.title} was not asked. Unset it to go online."
            )
        self.settings = settings
        self._title, self.supplier = supplier.title, supplier
        self._pace = Pace(
            pace_folder(settings), supplier.name, spacing(supplier.name, settings), settings.sleep
        )
        self._cache = Cache(answers_file(settings)) if settings.keep_hours > 0 else None
        self._deadline = Deadline(settings.longest_answer)
        self._http = httpx.Client(
            timeout=settings.timeout,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=1),
            headers={"User-Agent": f"fingerpost/{_version()}"},
        )
        self._backoff = backoff(multiplier=settings.first_wait, max=settings.longest_wait)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._http.close()

    def address(self, interface: str, path: str = "") -> str:
        """Return the address of one of the supplier's interfaces, with a path in it."""
        return address_of(self.supplier, self.settings, interface, path)

    def ask(
        self,
        address: str,
        asked: Params,
        check: Check,
        *,
        who: Mapping[str, str] | None = None,
        may_post: bool = False,
        keep: bool = False,
    ) -> Answer:
        """Return the answer; passing faults are tried again, a kept answer saves the request.

        Raises SourceError when the supplier cannot be reached, refuses, or keeps failing.
        """
        has_key = bool(self._keys() & set((who or {}).values()))
        call = Call(address, asked, who or {}, may_post, has_key)
        kept = self._cache.get(call.key) if self._cache and keep else None
        if kept and kept.is_fresh(self.settings.keep_hours):
            return Answer(200, kept.body)
        retrying = Retrying(
            stop=stop_after_attempt(self.settings.tries),
            wait=self._wait,
            retry=retry_if_exception_type(PassingError),
            sleep=self.settings.sleep,
            reraise=True,
        )
        try:
            return retrying(self._exchange, call, check, kept, keep)
        except PassingError as error:
            raise SourceError(
                f"{self._title} could not be asked: {error} (tried {self.settings.tries} times)."
                " Look at the network connection, or try again later."
            ) from error

    def _wait(self, state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked = fault.wait if isinstance(fault, PassingError) else 0.0
        if asked > min(self.settings.longest_wait, LONGEST_REST):
            raise SourceError(
                f"{self._title} asks us to wait {asked:.0f} seconds. Try again after that."
            )
        # The pace keeps a rest that the supplier asked for, for all who want to ask it.
        return 0.0 if asked else self._backoff(state)

    def _exchange(self, call: Call, check: Check, kept: Kept | None, keep: bool) -> Answer:
        request = call.request(self._http, kept.conditions if kept else {})
        for _ in range(_MOST_STEPS):
            response, body = self._send(request)
            if response.status_code == 304 and kept:
                if self._cache:
                    self._cache.renew(call.key)
                return Answer(200, kept.body)
            if not response.has_redirect_location:
                break
            request = self._http.build_request("GET", next_address(response, self._title))
        else:
            raise SourceError(f"{self._title}'s address sends us on and on; this was given up.")
        refuse(response, self._title)
        answer = Answer(response.status_code, self._without_keys(body))
        if fault := check(answer):
            raise PassingError(fault)
        if self._cache and keep and answer.status == 200:
            named = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
            self._cache.put(call.key, answer.body, *named)
        return answer

    def _send(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        request.extensions["trace"] = self._deadline.trace
        with self._pace.turn(2 * self.settings.longest_answer):
            try:
                with self._deadline.watching():
                    response, body = self._read(request)
            except httpx.HTTPError as error:
                raise self._fault(request.url.host, error) from error
            if self._deadline.passed:
                raise self._too_slow()
            if is_busy(response):
                self._pace.rest(retry_after(response))
            return response, body

    def _read(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        response = self._http.send(request, stream=True)
        most, body = self.settings.most_bytes, bytearray()
        try:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > most:
                    raise SourceError(
                        f"{self._title}'s answer is longer than {most:,} bytes: not taken."
                    )
        finally:
            response.close()
        return response, bytes(body)

    def _fault(self, host: str, error: httpx.HTTPError) -> Exception:
        if self._deadline.passed:
            return self._too_slow()
        if means_offline(error) and not self._is_own(host):
            return offline_error(host)
        said = self._plain(str(error)) or type(error).__name__
        return PassingError(f"no answer from {host} ({said})")

    def _too_slow(self) -> PassingError:
        return PassingError(f"its answer took longer than {self.settings.longest_answer:g} seconds")

    def _is_own(self, host: str) -> bool:
        """Whether the user named this host instead of the supplier's."""
        return host not in {httpx.URL(address).host for address in self.supplier.official.values()}

    def _keys(self) -> set[str]:
        keys = (self.settings.ncbi_key, self.settings.openalex_key)
        return {key for key in keys if key}

    def _without_keys(self, body: bytes) -> bytes:
        """Return a body in which no key stands: suppliers repeat a key that they do not take."""
        for key in self._keys():
            body = body.replace(key.encode(), b"(your key)")
        return body

    def _plain(self, text: str) -> str:
        for key in self._keys():
            text = text.replace(key, "(your key)")
        return text


def _version() -> str:
    from importlib.metadata import version

    return version("fingerpost")
