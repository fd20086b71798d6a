"""A process that appraises papers: `python -m fingerpost.notes.appraisal_worker`."""

from __future__ import annotations

import msgspec

from fingerpost.notes.kept_appraisals import packed
from fingerpost.records import Paper
from fingerpost.workers import serve


def answer(question: bytes) -> bytes:
    """Return what is kept of each of some papers, in MessagePack as they came."""
    papers = msgspec.msgpack.decode(question, type=list[Paper])
    return msgspec.msgpack.encode([packed(paper) for paper in papers])


if __name__ == "__main__":
    serve(answer)
