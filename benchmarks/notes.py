"""How long a sync of many notes takes: all at once, with nothing to do, and after a few edits.

    python benchmarks/notes.py [--notes 10000] [--folder FOLDER]

Times are of the processor, since a busy machine waits; what the clock says stands beside them. The
peer is the least that any sync must do: look at each file, or read each file and hash it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from fingerpost.home import Home
from fingerpost.home.note_blocks import new_block
from fingerpost.library import Library
from fingerpost.notes.paper_note import FACTS, _text, paper_blocks
from fingerpost.notes.sync import Sync
from fingerpost.notes.topic_note import make_topic_note
from fingerpost.reading import appraise
from fingerpost.records import Author, Paper

TODAY = date(2026, 11, 23)
TOPICS = 20


def made_up(count: int) -> list[Paper]:
    """Papers of our own, each with an abstract that has something to appraise."""
    return [
        Paper(
            title=f"A random forest for made-up falls, number {n}",
            abstract=f"BACKGROUND: Falls are common. METHODS: In {100 + n} patients of two"
            " hospitals we developed a random forest retrospectively. RESULTS: The AUROC was"
            f" 0.{700 + n % 200} (95% CI 0.6 to 0.95). It was validated externally.",
            authors=(Author(f"Family{n}", "Ada"), Author("Okoro", "Ben")),
            journal="J Made Up", year=2000 + n % 25, pmid=str(n + 1), doi=f"10.5555/x.{n}",
        )
        for n in range(count)
    ]  # fmt: skip


def write_notes(home: Home, papers: list[Paper]) -> None:
    """Write a note a paper, with words of a user's, as `fingerpost note` would have left it."""
    folder = home.folder / "papers"
    folder.mkdir()
    for number, paper in enumerate(papers):
        key = f"family{number}"
        blocks = {**paper_blocks(paper, appraise(paper), None), "topics": "as it was"}
        text = _text(paper, key, blocks).replace(
            "topics: []", f'topics: ["topic {number % TOPICS}"]'
        )
        (folder / f"{key}.md").write_text(f"{text}My words on it, number {number}.\n", "utf-8")
    for number in range(TOPICS):
        make_topic_note(home, f"topic {number}")


def measured(name: str, work: Callable[[], object], expected: int | None = None) -> None:
    """Run and print the seconds of the processor and of the clock; end if it did something else."""
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    print(
        f"{name:<56} {time.process_time() - processor:7.2f} s"
        f"  (clock {time.perf_counter() - clock:.2f} s)"
    )
    if expected not in (None, result):
        raise SystemExit(f"{name}: {result} instead of {expected}")


def look(folder: Path) -> int:
    """Ask the system for size and time of each note."""
    return sum(entry.stat().st_size for entry in os.scandir(folder))


def read_all(folder: Path) -> str:
    """Read and hash each note."""
    whole = hashlib.sha256()
    for path in folder.iterdir():
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    stated = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=stated.folder) as name:
        os.environ["FINGERPOST_DATA"] = f"{name}/data"
        home = Home.create(Path(name) / "home", "")
        papers = made_up(stated.notes)
        with Library.open(home.library_folder) as library:
            library.put(papers)
            write_notes(home, papers)
            run(home, library, stated.notes)


def run(home: Home, library: Library, count: int) -> None:
    """Print a line for each kind of sync."""

    def sync() -> int:
        return len(Sync(home, library, TODAY).run().renewed)

    folder = home.folder / "papers"
    print(f"{count:,} notes on papers, {TOPICS} on topics")
    measured("peer: look at each file", lambda: look(folder))
    measured("peer: read and hash each file", lambda: read_all(folder))
    measured("first sync: every note read, appraised and written", sync, count + TOPICS)
    time.sleep(2.1)
    measured("sync right after: every note read again, none written", sync, 0)
    measured("sync with nothing to do", sync, 0)
    chooser = random.Random(7)
    for number in chooser.sample(range(count), count // 100):
        path = folder / f"family{number}.md"
        path.write_text(path.read_text("utf-8") + "One more line.\n", "utf-8")
    measured("sync after 1% of the notes were edited outside of blocks", sync, 0)
    for number in chooser.sample(range(count), count // 100):
        path = folder / f"family{number}.md"
        text = path.read_text("utf-8")
        start, end = (
            text.index(f"<!-- fingerpost:{FACTS}"),
            text.index(f"<!-- /fingerpost:{FACTS} -->"),
        )
        old = new_block(FACTS, "of an earlier version")
        path.write_text(
            text[:start] + old + text[end + len(f"<!-- /fingerpost:{FACTS} -->") :], "utf-8"
        )
    measured("sync with 1% of the notes to renew", sync, count // 100)
    library.put([Paper(title="One more made-up paper", pmid="999999999")])
    measured("sync after the library changed: every note compared", sync, 0)


if __name__ == "__main__":
    main()
