"""A server of our own on this machine: it answers as suppliers do, and as they do when they fail.

It notes when every request arrived, so that tests can hold the pace against its own count.
"""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Reply:
    """An answer and the manner in which it is given: 'whole', 'half', 'drip' or 'drip-head'."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    manner: str = "whole"


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    path: str
    params: dict[str, str]
    method: str
    target: str
    headers: dict[str, str]
    body: str = ""

    @property
    def verb(self) -> str:
        """The last part of the path, without '.fcgi'."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".fcgi")


Answering = Callable[[Asked], Reply]

PASSING = (
    Reply(b"slow down", 429, {"Retry-After": "0"}),
    Reply(b"", 429),
    Reply(b"oops", 500),
    Reply(b"<html>down for maintenance</html>", 503),
    Reply(b"bad gateway", 502),
)


@dataclass
class Loopback:
    """What is served, what goes wrong, and what came.

    `faults` are given first, one a request; then `chaos` is the share of requests that meet a
    passing fault or half of their answer, the same on every run.
    """

    answering: Answering
    faults: list[Reply] = field(default_factory=list)
    chaos: float = 0.0
    arrivals: list[float] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    address: str = ""
    most_at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _random: random.Random = field(default_factory=lambda: random.Random(20261123))

    def reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.arrivals.append(time.monotonic())
            self.asked.append(asked)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            if self.faults:
                return self.faults.pop(0)
            fault = self._random.random() < self.chaos and self._random.choice((*PASSING, None))
        if fault:
            return fault
        whole = self.answering(asked)
        return whole if fault is False else Reply(whole.body, manner="half")

    def done(self) -> None:
        with self._lock:
            self._now -= 1

    @property
    def verbs(self) -> list[str]:
        return [asked.verb for asked in self.asked]

    @property
    def least_gap(self) -> float:
        return min(later - earlier for earlier, later in pairwise(self.arrivals))

    def most_within(self, seconds: float) -> int:
        """The most requests that arrived in any window of so many seconds, its end left out."""
        return max(
            sum(start <= arrival < start + seconds for arrival in self.arrivals)
            for start in self.arrivals
        )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    loopback: Loopback

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, query: str) -> None:
        split = urlsplit(self.path)
        params = {key: values[0] for key, values in parse_qs(query, True).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = query if self.command == "POST" else ""
        asked = Asked(unquote(split.path), params, self.command, self.path, headers, body)
        reply = self.loopback.reply(asked)
        try:
            with suppress(OSError):
                self._give(reply)
        finally:
            self.loopback.done()

    def _give(self, reply: Reply) -> None:
        if reply.manner == "drip-head":
            self._drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000)
            return
        self.send_response(reply.status)
        for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.manner == "half":
            self.close_connection = True
            self.wfile.write(reply.body[: len(reply.body) // 2])
        elif reply.manner == "drip":
            self._drip(reply.body)
        else:
            self.wfile.write(reply.body)

    def _drip(self, data: bytes) -> None:
        self.close_connection = True
        for byte in data:
            self.connection.send(bytes([byte]), getattr(socket, "MSG_NOSIGNAL", 0))
            time.sleep(0.02)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def serving(loopback: Loopback) -> Iterator[Loopback]:
    """Serve on a port of this machine until the end of the block."""
    handler = type("Handler", (_Handler,), {"loopback": loopback})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    loopback.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield loopback
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
