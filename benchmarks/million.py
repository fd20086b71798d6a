"""A library of a million papers: how fast it fills, how large it is, how fast it opens and answers.

`python benchmarks/million.py [--papers N] [--folder FOLDER]`. The papers are the mix of `mix.py`;
making them is not counted. It needs about 5 kB of disk a paper, which are freed at the end, and
works on two cores where the system lets it choose.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from mix import mixed, real_papers

from fingerpost.home import Home
from fingerpost.library import Library
from fingerpost.library.index import index as index_module
from fingerpost.records import Paper

PAPERS, STEP, BATCH = 1_000_000, 100_000, 2_000
CORES, QUERIES, LIMIT, OPENINGS, SEED = 2, 200, 20, 7, 5
GOALS = {
    "import, papers a second": "at least 2,500",
    "search p95 with counts by year": "below 25 ms",
    "disk": "below 4 kB a paper",
    "opening a home": "below 0.3 s",
}
OPEN = (
    "import sys; from pathlib import Path; from fingerpost.desk import open_desk\n"
    "with open_desk(Path(sys.argv[1])) as desk: print(desk.library.count())"
)


def main() -> int:
    """Fill a library, then measure it; print each figure as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=PAPERS)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    arguments = parser.parse_args()
    if not real_papers()[0]:
        print("There are no real papers to measure on: ../shared/data is not here.")
        return 0
    with suppress(AttributeError, OSError):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        os.environ["FINGERPOST_DATA"] = f"{name}/data"
        home = Home.create(Path(name) / "home", "")
        with Library.open(home.library_folder) as library:
            fill(library, arguments.papers)
        sizes(home.library_folder, arguments.papers)
        opening(home)
        with Library.open(home.library_folder) as library:
            searching(library)
    print("Goals: " + "; ".join(f"{what}: {goal}" for what, goal in GOALS.items()))
    return 0


def fill(library: Library, number: int) -> None:
    """Import the papers, telling speed and memory after each step."""
    made = mixed(number)
    kept, began, spent = 0, time.perf_counter(), time.process_time()
    making = making_cpu = 0.0
    before = 0.0
    with library.writing() as writer:
        while True:
            start, start_cpu = time.perf_counter(), time.process_time()
            batch = list(islice(made, BATCH))
            making += time.perf_counter() - start
            making_cpu += time.process_time() - start_cpu
            if not batch:
                break
            kept += writer.put(batch).imported
            if kept % STEP == 0:
                seconds = time.perf_counter() - began - making
                print(
                    f"{kept:>9,} papers: {STEP / (seconds - before):,.0f} a second, memory"
                    f" {_memory_mb():,.0f} MB",
                    flush=True,
                )
                before = seconds
    seconds = time.perf_counter() - began - making
    cpu = time.process_time() - spent - making_cpu
    print(
        f"import until all can be found: {seconds:,.0f} s, {kept / seconds:,.0f} papers a second;"
        f" {cpu / kept * 1e6:,.0f} us of processor a paper (making them, not counted:"
        f" {making:,.0f} s); load of the machine {os.getloadavg()[0]:.0f};"
        f" index: {index_module.HEAP_BYTES // 10**6} MB, {index_module.THREADS} threads",
        flush=True,
    )


def sizes(folder: Path, number: int) -> None:
    """Print the bytes of a paper in SQLite and in the index."""
    papers = sum(file.stat().st_size for file in folder.glob("papers.sqlite*"))
    index = sum(file.stat().st_size for file in (folder / "cache").rglob("*") if file.is_file())
    print(
        f"disk: {(papers + index) / number:,.0f} bytes a paper: SQLite {papers / number:,.0f},"
        f" index {index / number:,.0f}",
        flush=True,
    )


def opening(home: Home) -> None:
    """Print how long a new process takes from its start to the number of papers."""
    seconds = []
    before = _children_seconds()
    for _ in range(OPENINGS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", OPEN, str(home.folder)], check=True, stdout=subprocess.DEVNULL
        )
        seconds.append(time.perf_counter() - start)
    cpu = (_children_seconds() - before) / OPENINGS
    print(
        f"opening the home: {statistics.median(seconds):.2f} s (median of {OPENINGS}),"
        f" of processor {cpu:.2f} s",
        flush=True,
    )


def searching(library: Library) -> None:
    """Print the percentiles of each kind of query, asked for the second time."""
    for kind, queries in asked(list(mixed(4_000))).items():
        for query in queries:
            library.search(query, LIMIT)
        taken = []
        for query in queries:
            start, start_cpu = time.perf_counter(), time.thread_time()
            total = library.search(query, LIMIT).total
            taken.append((time.perf_counter() - start, time.thread_time() - start_cpu, total))
        wall, cpu, totals = (sorted(column) for column in zip(*taken, strict=True))
        print(
            f"{kind:>18}: p50 {_at(wall, 0.5):5.1f} ms, p95 {_at(wall, 0.95):5.1f} ms; of processor"
            f" p50 {_at(cpu, 0.5):5.1f} ms, p95 {_at(cpu, 0.95):5.1f} ms; papers found: median"
            f" {totals[len(totals) // 2]:,}",
            flush=True,
        )


def _at(seconds: Sequence[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    return seconds[int(len(seconds) * share)] * 1e3


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def asked(papers: Sequence[Paper]) -> dict[str, list[str]]:
    """Return queries of each kind, from words that stand in the papers' titles."""
    chance = random.Random(SEED)
    words = [re.findall(r"[A-Za-z]{4,}", paper.title) for paper in papers]
    rich = [each for each in words if len(each) >= 6]
    kinds: dict[str, list[str]] = {"3 words": [], "phrase": [], "boolean and years": []}
    for _ in range(QUERIES):
        one = chance.choice(rich)
        a, b, c, d = chance.sample(one, 4)
        start, year = chance.randrange(len(one) - 1), chance.randint(1985, 2015)
        kinds["3 words"].append(f"{a} {b} {c}")
        kinds["phrase"].append(f'"{one[start]} {one[start + 1]}"')
        kinds["boolean and years"].append(
            f"({a} OR {b} OR {c}) AND patients NOT {d}[ti] AND {year}:{year + 8}[dp]"
        )
    return kinds


def _memory_mb() -> float:
    """Return how much memory of its own this process holds now (Linux), else 0.

    Pages of the index's files that the system keeps in memory while there is room do not count.
    """
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / 1e3
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
