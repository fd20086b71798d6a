"""One question to a language model, bounded in time, size and tries, and never sent elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from time import sleep as _sleep
from types import TracebackType
from typing import Any

import httpx
import msgspec
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt
from tenacity import wait_random_exponential as backoff

from fingerpost.errors import OfflineError, SourceError
from fingerpost.sources.language_model.settings import ModelSettings
from fingerpost.sources.live.deadline import Deadline
from fingerpost.sources.live.faults import PassingError, means_offline
from fingerpost.sources.live.model import OFFLINE, told_to_stay_offline
from fingerpost.text import squeeze, visible

_CONNECT = 10.0
_LONGEST_WAIT = 20.0
_MOST_WORDS = 2000
"""How many tokens an answer may have; the proposals of one abstract need a few hundred."""

for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Reply(msgspec.Struct):
    choices: list[_Choice]


class NotAcceptedError(Exception):
    """The interface does not take the form of an answer that was asked for."""


class LanguageModel(AbstractContextManager["LanguageModel"]):
    """A connection to the model that the user has set up."""

    def __init__(self, settings: ModelSettings, sleep: Callable[[float], None] = _sleep) -> None:
        """Raise OfflineError, before anything is sent, where the user wants no network."""
        if told_to_stay_offline():
            raise OfflineError(
                f"{OFFLINE} is set, so the language model was not asked. Unset it to ask."
            )
        self.settings, self._wait_for = settings, sleep
        self._deadline = Deadline(settings.seconds)
        self._http = httpx.Client(
            timeout=httpx.Timeout(settings.seconds, connect=_CONNECT),
            follow_redirects=False,
            # A proxy of the environment would be given what is meant for this machine alone.
            trust_env=not settings.is_here,
            limits=httpx.Limits(max_connections=1),
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self._http.close()

    def ask(self, instructions: str, text: str, schema: Mapping[str, Any]) -> str:
        """Return the model's answer as it is; OfflineError or SourceError where there is none.

        The answer is asked for in the form of a JSON schema; an interface that does not know
        such forms is asked again without.
        """
        body = {
            "model": self.settings.model,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": text},
            ],
            "temperature": 0,
            "seed": 0,
            "max_tokens": _MOST_WORDS,
            "stream": False,
        }
        form = {"type": "json_schema", "json_schema": {"name": "proposals", "schema": dict(schema)}}
        try:
            return self._tried({**body, "response_format": form})
        except NotAcceptedError:
            pass
        try:
            return self._tried(body)
        except NotAcceptedError as error:
            raise SourceError(
                f"{self.settings.host} did not take the question ({error}). Is the model's name"
                f" right? It is set to '{self.settings.model}'."
            ) from None

    def _tried(self, body: Mapping[str, Any]) -> str:
        retrying = Retrying(
            stop=stop_after_attempt(self.settings.tries),
            wait=backoff(multiplier=self.settings.first_wait, max=_LONGEST_WAIT),
            retry=retry_if_exception_type(PassingError),
            sleep=self._wait_for,
            reraise=True,
        )
        try:
            return retrying(self._once, body)
        except PassingError as error:
            raise SourceError(
                f"The language model at {self.settings.host} could not be asked: {error} (tried"
                f" {self.settings.tries} times)."
            ) from None

    def _once(self, body: Mapping[str, Any]) -> str:
        headers = {"Content-Type": "application/json"}
        if self.settings.key:
            headers["Authorization"] = f"Bearer {self.settings.key}"
        request = self._http.build_request(
            "POST",
            f"{self.settings.address}/chat/completions",
            content=msgspec.json.encode(body),
            headers=headers,
            extensions={"trace": self._deadline.trace},
        )
        try:
            with self._deadline.watching():
                status, answer = self._read(request)
        except httpx.HTTPError as error:
            raise self._fault(error) from None
        if self._deadline.passed:
            raise self._too_slow()
        self._refuse(status, answer)
        return self._content(answer)

    def _read(self, request: httpx.Request) -> tuple[int, bytes]:
        response = self._http.send(request, stream=True)
        body = bytearray()
        try:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self.settings.most_bytes:
                    raise SourceError(
                        f"The answer of {self.settings.host} is longer than"
                        f" {self.settings.most_bytes:,} bytes: not taken."
                    )
        finally:
            response.close()
        return response.status_code, bytes(body)

    def _refuse(self, status: int, answer: bytes) -> None:
        host = self.settings.host
        if status == 429 or status >= 500:
            raise PassingError(f"it answered with status {status}")
        if 300 <= status < 400:
            raise SourceError(f"{host} sends the question on to another address: not followed.")
        if status in (401, 403):
            raise SourceError(f"{host} refused the question with status {status}. Check your key.")
        if status in (400, 422):
            raise NotAcceptedError(self._plain(answer))
        if status >= 400:
            raise SourceError(
                f"{host} answered with status {status}. Are the address and the model's name"
                f" right? They are {self.settings.address} and '{self.settings.model}'."
            )

    def _content(self, answer: bytes) -> str:
        try:
            reply = msgspec.json.decode(answer, type=_Reply)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise SourceError(
                f"{self.settings.host} did not answer as a language model does. Is the address"
                f" right? It is {self.settings.address}; most end with /v1."
            ) from None
        return (reply.choices[0].message.content or "") if reply.choices else ""

    def _fault(self, error: httpx.HTTPError) -> Exception:
        if self._deadline.passed:
            return self._too_slow()
        if means_offline(error):
            hint = "Is it running?" if self.settings.is_here else "You seem to be offline."
            return OfflineError(
                f"The language model at {self.settings.host} cannot be reached. {hint}"
                " Everything else works without it."
            )
        return PassingError(
            f"no answer ({self._plain(str(error).encode()) or type(error).__name__})"
        )

    def _too_slow(self) -> PassingError:
        return PassingError(f"its answer took longer than {self.settings.seconds:g} seconds")

    def _plain(self, said: bytes) -> str:
        """A few words of what was said, without the key and without control characters."""
        text = visible(squeeze(said.decode("utf-8", "replace")))[:200]
        return text.replace(self.settings.key, "(your key)") if self.settings.key else text
