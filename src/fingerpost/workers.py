"""Work shared out among processes of our own; the answers come back in the order of the questions.

Python holds its lock while it reads, so one process uses one core. A worker is a module that calls
`serve`; it is spoken to in messages of bytes. One that cannot be started, or dies, costs nothing
but its help: whoever asked does the work itself where no answer comes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock
from typing import IO, TypeVar

Item = TypeVar("Item")

MOST_WORKERS = 4
_AHEAD = 2
"""Questions that wait for each worker, so that none is idle; they bound what memory holds."""
_SIZE = 8
_PIPE = 1 << 20
"""Bytes that a pipe holds, where the system lets one choose: a whole question and its answer."""


def workers_here() -> int:
    """Return how many workers pay: one for each core that may be used, none for a single core."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return 0 if cores < 2 else min(cores, MOST_WORKERS)


def answered(
    items: Iterable[Item], question: Callable[[Item], bytes | None], module: str, workers: int
) -> Iterator[tuple[Item, bytes | None]]:
    """Yield every item with what a worker of `module` answers to its question.

    The answer is None where there is no question, or no worker could.
    """
    waiting: deque[tuple[Item, Future[bytes | None]]] = deque()
    crew = _Crew(module, workers)
    try:
        for item in items:
            waiting.append((item, crew.ask(question(item))))
            if len(waiting) > workers * _AHEAD:
                done, answer = waiting.popleft()
                yield done, answer.result()
        while waiting:
            done, answer = waiting.popleft()
            yield done, answer.result()
    finally:
        crew.close()


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Answer one question after another until nobody asks any more; for the worker's module."""
    while question := _receive(sys.stdin.buffer):
        _send(sys.stdout.buffer, answer(question))


class _Crew:
    """The workers: each process is spoken to by one thread, which waits for its answer."""

    def __init__(self, module: str, workers: int) -> None:
        self._free: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers, module)
        started = (_start(module) for _ in range(workers))
        self._processes = [process for process in started if process]
        self._able, self._lock = len(self._processes), Lock()
        for process in self._processes or (None,):
            self._free.put(process)

    def ask(self, question: bytes | None) -> Future[bytes | None]:
        """Have a question answered; None where there is none, or no worker can."""
        if question is None:
            nothing: Future[bytes | None] = Future()
            nothing.set_result(None)
            return nothing
        return self._threads.submit(self._ask, question)

    def _ask(self, question: bytes) -> bytes | None:
        process = self._free.get()
        answer = _answer(process, question) if process else None
        if answer:
            self._free.put(process)
            return answer
        with self._lock:  # one that failed once (killed, out of memory) is not asked again
            self._able -= process is not None
            if not self._able:
                self._free.put(None)
        return None

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        for process in self._processes:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            _end(process)


def _start(module: str) -> subprocess.Popen[bytes] | None:
    # -P: nothing is imported from the folder in which the user happens to be.
    command = [sys.executable, "-P", "-m", module]
    try:
        return subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE,
        )
    except OSError:
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    process.wait()


def _answer(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    if not process.stdin or not process.stdout:
        return None
    try:
        _send(process.stdin, question)
        return _receive(process.stdout) or None
    except (OSError, ValueError):
        return None


def _send(stream: IO[bytes], body: bytes) -> None:
    """Write a message: its length, then itself."""
    stream.write(len(body).to_bytes(_SIZE, "big"))
    stream.write(body)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    """Return the next message, or b'' where none comes any more or it was cut off."""
    length = stream.read(_SIZE)
    if len(length) < _SIZE:
        return b""
    body = stream.read(wanted := int.from_bytes(length, "big"))
    return body if len(body) == wanted else b""
