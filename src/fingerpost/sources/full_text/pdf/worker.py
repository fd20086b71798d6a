"""The process that reads one PDF: limits and file on standard input, the paper on its output."""

from __future__ import annotations

import sys
from importlib import import_module

import msgspec

from fingerpost.sources.full_text.model import FullText, Limits
from fingerpost.sources.full_text.pdf.confinement import confine

MISSING = "no pypdfium2"


class Task(msgspec.Struct, array_like=True):
    """What to read: the file's name and content, and how far to go."""

    file: str
    body: bytes
    limits: Limits


class Answer(msgspec.Struct, array_like=True):
    """The paper, or why there is none."""

    paper: FullText | None = None
    reason: str = ""


def main() -> None:
    """Read the task, give up all that is not needed for it, answer."""
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    answer = _answer(task)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    sys.stdout.buffer.flush()


def _answer(task: Task) -> Answer:
    try:
        import_module("pypdfium2.raw")
    except (ImportError, OSError):
        return Answer(reason=MISSING)
    # All that is needed is loaded by now: no file can be opened after this.
    from fingerpost.sources.full_text.pdf.paper import UnreadableError, read_paper

    confine(task.limits.memory, task.limits.seconds)
    try:
        return Answer(read_paper(task.body, task.file, task.limits))
    except UnreadableError as error:
        return Answer(reason=str(error))
    except MemoryError:
        return Answer(reason="reading this PDF needs more memory than is allowed, so it was ended")


if __name__ == "__main__":
    main()
