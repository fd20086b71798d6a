"""A process that reads runs of PubMed records: `python -m fingerpost.sources.pubmed_worker`."""

from __future__ import annotations

import io
import sys

import msgspec

from fingerpost.records import Paper
from fingerpost.sources.pubmed_workers import Answer, Task, receive, send
from fingerpost.sources.pubmed_xml import papers_within, records_of
from fingerpost.sources.xml_split import Chunk


def answer(task: Task) -> Answer:
    """Return what a run holds; its records are counted from 1."""
    records = records_of(io.BytesIO(), task.file)
    found = Answer([], [], 0, 0)
    for item in papers_within(records, Chunk(task.xml, task.line, is_run=True), task.file):
        if isinstance(item, Paper):
            found.papers.append(item)
        else:
            found.problems.append((len(found.papers), item))
    found.records, found.open_lists = records.number, records.open_lists
    return found


def main() -> None:
    """Answer one run after another until nobody asks any more."""
    while body := receive(sys.stdin.buffer):
        task = msgspec.msgpack.decode(body, type=Task)
        send(sys.stdout.buffer, msgspec.msgpack.encode(answer(task)))


if __name__ == "__main__":
    main()
