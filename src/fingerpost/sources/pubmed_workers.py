"""Runs of PubMed records read by processes of their own, and given back in the file's order.

Reading is bound by one core, since Python holds its lock while it makes the records. A worker
takes the XML of a run (an eighth of a megabyte) and answers with the finished papers in
MessagePack, which is read back at a tenth of what it cost to make them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import IO

import msgspec

from fingerpost.records import Paper, Problem
from fingerpost.sources.xml_split import Chunk, Fault

MOST_WORKERS = 4
_AHEAD = 2
"""Runs that wait for each worker, so that none is idle; they bound what memory holds."""
_SIZE = 8
_PIPE = 1 << 20
"""Bytes that a pipe holds, where the system lets one choose: a whole run and its answer."""
_MODULE = "fingerpost.sources.pubmed_worker"


class Task(msgspec.Struct, array_like=True):
    """One run: the name of its file, the line it begins on, its XML."""

    file: str
    line: int
    xml: bytes


class Answer(msgspec.Struct, array_like=True):
    """What a run held: papers, problems each with the number of papers before it, and counts."""

    papers: list[Paper]
    problems: list[tuple[int, Problem]]
    records: int
    open_lists: int

    def in_order(self, before: int) -> Iterator[Paper | Problem]:
        """Yield papers and problems in their order, `before` records standing before the run."""
        given = 0
        for position, problem in self.problems:
            yield from self.papers[given:position]
            given = position
            number = problem.record
            record = None if number is None else number + before
            yield msgspec.structs.replace(problem, record=record)
        yield from self.papers[given:] if given else self.papers


def workers_here() -> int:
    """Return how many workers pay: one for each core that may be used, none for a single core."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return 0 if cores < 2 else min(cores, MOST_WORKERS)


def read_runs(
    pieces: Iterable[Chunk | Fault], file: str, workers: int
) -> Iterator[tuple[Chunk | Fault, Answer | None]]:
    """Yield every piece with what a worker read in it; None where none could, as for a fault."""
    waiting: deque[tuple[Chunk | Fault, Future[Answer | None]]] = deque()
    crew = _Crew(workers)
    try:
        for piece in pieces:
            waiting.append((piece, crew.read(piece, file)))
            if len(waiting) > workers * _AHEAD:
                done, answer = waiting.popleft()
                yield done, answer.result()
        while waiting:
            done, answer = waiting.popleft()
            yield done, answer.result()
    finally:
        crew.close()


class _Crew:
    """The workers: each process is spoken to by one thread, which waits for its answer."""

    def __init__(self, workers: int) -> None:
        self._free: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers, "reading PubMed XML")
        self._processes = [_start() for _ in range(workers)]
        for process in self._processes:
            self._free.put(process)

    def read(self, piece: Chunk | Fault, file: str) -> Future[Answer | None]:
        """Have a piece read; the answer is None where no worker can."""
        if isinstance(piece, Fault):
            nothing: Future[Answer | None] = Future()
            nothing.set_result(None)
            return nothing
        return self._threads.submit(self._ask, Task(file, piece.line, piece.xml))

    def _ask(self, task: Task) -> Answer | None:
        process = self._free.get()
        answer = _answer(process, task) if process else None
        # A worker that failed once (killed, out of memory) is not asked again.
        self._free.put(process if answer else None)
        return answer

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        for process in self._processes:
            if process:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            if process:
                _end(process)


def _start() -> subprocess.Popen[bytes] | None:
    # -P: nothing is imported from the folder in which the user happens to be.
    command = [sys.executable, "-P", "-m", _MODULE]
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


def _answer(process: subprocess.Popen[bytes], task: Task) -> Answer | None:
    if not process.stdin or not process.stdout:
        return None
    try:
        send(process.stdin, msgspec.msgpack.encode(task))
        body = receive(process.stdout)
        return msgspec.msgpack.decode(body, type=Answer) if body else None
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def send(stream: IO[bytes], body: bytes) -> None:
    """Write a message: its length, then itself."""
    stream.write(len(body).to_bytes(_SIZE, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Return the next message, or b'' where none comes any more."""
    length = stream.read(_SIZE)
    return stream.read(int.from_bytes(length, "big")) if len(length) == _SIZE else b""
