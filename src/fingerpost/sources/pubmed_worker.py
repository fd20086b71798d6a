"""A process that reads runs of PubMed records: `python -m fingerpost.sources.pubmed_worker`."""

from __future__ import annotations

import io

import msgspec

from fingerpost.records import Paper
from fingerpost.sources.pubmed_workers import Answer, Task
from fingerpost.sources.pubmed_xml import papers_within, records_of
from fingerpost.sources.xml_records import Records
from fingerpost.sources.xml_split import Chunk
from fingerpost.workers import serve


def answer(records: Records, task: Task) -> Answer:
    """Return what a run holds; its records are counted from 1."""
    records.number = records.open_lists = 0
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
    records: Records | None = None  # one for all runs: a parser knows the names it has met

    def read(question: bytes) -> bytes:
        nonlocal records
        task = msgspec.msgpack.decode(question, type=Task)
        records = records or records_of(io.BytesIO(), task.file)
        return msgspec.msgpack.encode(answer(records, task))

    serve(read)


if __name__ == "__main__":
    main()
