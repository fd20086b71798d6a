"""A PDF handed to a process of its own, which is ended when it takes too long or too much."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress

import msgspec
from msgspec.structs import replace

from fingerpost.records import Problem
from fingerpost.sources.full_text.model import FullText, Limits
from fingerpost.sources.full_text.pdf.confinement import not_confined
from fingerpost.sources.full_text.pdf.worker import MISSING, Answer, Task

MAGIC = b"%PDF-"
INSTALL = (
    "reading a PDF needs the library pypdfium2, which is not installed here:"
    " pip install pypdfium2. JATS XML is read without it"
)
_MODULE = "fingerpost.sources.full_text.pdf.worker"
_BYTES_A_LETTER = 8
_PASSED_ON = (
    "PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE",
    "WINDIR", "TEMP", "TMP",
)  # fmt: skip
"""The variables that Python needs to start; keys and addresses are not among them."""


def read_pdf(body: bytes, file: str, limits: Limits) -> FullText | Problem:
    """Return the paper of a PDF, or a problem that says what is wrong with it."""
    task = msgspec.msgpack.encode(Task(file, body, limits))
    answer = _asked(task, limits)
    if answer.paper is not None:
        unlimited = not_confined()
        remarks = (*answer.paper.remarks, unlimited) if unlimited else answer.paper.remarks
        return replace(answer.paper, file=file, remarks=remarks)
    return Problem(file, INSTALL if answer.reason == MISSING else answer.reason)


def _asked(task: bytes, limits: Limits) -> Answer:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # -P: nothing is imported from the folder in which the user happens to be.
    command = [sys.executable, "-P", "-m", _MODULE]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own module
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        return Answer(reason=f"the process that reads PDFs cannot be started: {error.strerror}")
    return _answer(process, task, limits)


def _answer(process: subprocess.Popen[bytes], task: bytes, limits: Limits) -> Answer:
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(limits.seconds, end)
    timer.start()
    body = b""
    with process, suppress(OSError):
        body = _spoken(process, task, most=_BYTES_A_LETTER * limits.characters)
        process.kill()
    timer.cancel()
    if late.is_set():
        return Answer(
            reason=f"reading this PDF took more than {limits.seconds:g} seconds, so it was ended."
            " It may be damaged; try the publisher's XML"
        )
    try:
        return msgspec.msgpack.decode(body, type=Answer)
    except msgspec.MsgspecError:
        return Answer(
            reason="the process that reads PDFs broke down on this one: it is damaged, or it needs"
            " more memory than is allowed. Download it again, or try the publisher's XML"
        )


def _spoken(process: subprocess.Popen[bytes], task: bytes, most: int) -> bytes:
    """Give the process its task and return what it answers; no more than `most` bytes."""
    if not process.stdin or not process.stdout:
        return b""
    with suppress(BrokenPipeError):
        process.stdin.write(task)
        process.stdin.close()
    return process.stdout.read(most)
