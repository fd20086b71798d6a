"""An end to answers that never end: a connection is shut when its time is over."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

_CONNECTED = (".connect_tcp.complete", ".start_tls.complete")


class Deadline:
    """Watches the connection of a client that has one at a time.

    A time-out for each silence does not end an answer that drips, and its head is read before
    anybody sees it. `trace` is an httpcore trace extension and learns of each connection.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._stream: Any = None
        self.passed = False

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Keep the stream that a new connection gave."""
        if event.endswith(_CONNECTED):
            self._stream = info["return_value"]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Shut the connection, and set `passed`, if the block takes too long."""
        self.passed = False
        timer = Timer(self._seconds, self._shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _shut(self) -> None:
        self.passed = True
        if self._stream is not None and (wire := self._stream.get_extra_info("socket")):
            with suppress(OSError):
                # A TLS socket's own shutdown would leave a reader without its cipher.
                socket.socket.shutdown(wire, socket.SHUT_RDWR)
