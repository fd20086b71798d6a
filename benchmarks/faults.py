"""The real `fingerpost import`, killed (`kill -9`) at random moments: what is left each time.

`python benchmarks/faults.py [--runs 200] [--seed N] [--papers N]`. A paper is *acknowledged* when
the command has shown it in its progress ('reading FILE: 2,000 papers') or has ended with exit code
0; the batch is synced to the disk before it is shown. After each kill the home must open, hold
every acknowledged paper, hold whole batches only, find by search all that it holds, and take the
same import again so that each paper is there once.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import random
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from fingerpost.errors import FingerpostError
from fingerpost.home import Home
from fingerpost.intake.importing import BATCH, import_files
from fingerpost.library import Library

RUNS, SEED, PAPERS = 200, 1, 12_000
_SHOWN = re.compile(r"([\d,]+) papers?\b")
_COMMAND = (sys.executable, "-m", "fingerpost.faces.cli.main")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a killed import left; `faults` are the promises that were not kept."""

    acknowledged: int
    kept: int
    killed: bool
    faults: tuple[str, ...]


def write_papers(file: Path, number: int) -> None:
    """Write made-up papers as JSON lines; the first of each thousand comes twice."""
    with file.open("w", encoding="utf-8") as stream:
        for at in range(number):
            line = json.dumps(
                {
                    "title": f"Made-up study {at} of falls on the ward",
                    "abstract": f"Background: word{at % 13} and number{at}. " * 6,
                    "year": 1990 + at % 35,
                    "doi": f"10.5555/fault.{at}",
                    "authors": [f"Ada Okoro{at % 97}"],
                }
            )
            stream.write(f"{line}\n" * (2 if at % 1_000 == 0 else 1))


def killed_import(home: Path, file: Path, seconds: float, after: int) -> tuple[int, bool]:
    """Import, and kill so many seconds after so many lines were acknowledged.

    Returns what was acknowledged, and whether the import was cut off.
    """
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [*_COMMAND, "import", str(file), "--home", str(home)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=end,
    )
    os.close(end)
    shown = ""
    while process.poll() is None and _acknowledged(shown) < after:
        shown += _read(terminal, 0.05)
    over = time.monotonic() + seconds
    while process.poll() is None and (left := over - time.monotonic()) > 0:
        shown += _read(terminal, left)
    process.kill()
    code = process.wait()
    shown += _read(terminal, 0)
    os.close(terminal)
    return _acknowledged(shown), code != 0


def one_run(folder: Path, file: Path, number: int, seconds: float, after: int = 0) -> Outcome:
    """Kill an import into a fresh home, and look at everything that it left."""
    home = Home.create(folder / "home", "")
    acknowledged, killed = killed_import(home.folder, file, seconds, after)
    kept, faults = 0, []
    try:
        with Library.open(home.library_folder, wait_seconds=5) as library:
            kept = library.count()
            faults = [
                *_lost(library, acknowledged, number),
                *_unfindable(library),
                *_imported_again(library, file, number),
            ]
    except FingerpostError as error:
        faults = [f"a library of {kept} papers: {error}"]
    return Outcome(acknowledged, kept, killed, tuple(faults))


def _lost(library: Library, acknowledged: int, number: int) -> list[str]:
    """Say which acknowledged papers are not there, and whether a batch is there in part."""
    least = min(acknowledged - -(-acknowledged // 1_000), number) if acknowledged else 0
    there = {paper.doi for paper in library.scan()}
    missing = [at for at in range(least) if f"10.5555/fault.{at}" not in there]
    faults = [f"paper {at} was acknowledged and is not there" for at in missing[:1]]
    lines = library.count() + -(-library.count() // 1_000)
    if library.count() != number and lines % BATCH and (lines - 1) % BATCH:
        faults.append(f"{library.count()} papers are there, which are no whole batches")
    return faults


def _unfindable(library: Library) -> list[str]:
    found, kept = library.search("falls").total, library.count()
    faults = list(library.health().faults)
    return [*faults, f"search finds {found} of {kept} papers"] if found != kept else faults


def _imported_again(library: Library, file: Path, number: int) -> list[str]:
    kept = library.count()
    done = import_files(library, [file])
    faults = []
    if done.imported + kept != number or done.updated or done.problems:
        faults.append(f"the second import brought {done.imported} new to {kept} of {number}")
    if not library.count() == library.search("falls").total == number:
        faults.append(f"in the end {library.count()} papers are there instead of {number}")
    return faults


def _acknowledged(shown: str) -> int:
    counts = [int(number.replace(",", "")) for number in _SHOWN.findall(shown)]
    return max(counts, default=0)


def _read(terminal: int, seconds: float) -> str:
    """Return what the command shows within a time; nothing when its end is closed."""
    if not select.select([terminal], [], [], seconds)[0]:
        return ""
    try:
        return os.read(terminal, 1 << 16).decode("utf-8", "replace")
    except OSError:  # the system's way to say that nobody writes there any more
        time.sleep(0.01)
        return ""


def main() -> int:
    """Print what became of each run; exit code 1 if any promise was not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--papers", type=int, default=PAPERS)
    arguments = parser.parse_args()
    chance, seen, bad = random.Random(arguments.seed), Counter[str](), 0
    with tempfile.TemporaryDirectory() as name:
        os.environ["FINGERPOST_DATA"] = f"{name}/data"
        file = Path(name) / "papers.jsonl"
        write_papers(file, arguments.papers)
        start = time.monotonic()
        (Path(name) / "whole").mkdir()
        one_run(Path(name) / "whole", file, arguments.papers, 600)
        longest = (time.monotonic() - start) * 0.7
        for number in range(arguments.runs):
            folder = Path(name) / str(number)
            folder.mkdir()
            found = one_run(folder, file, arguments.papers, chance.uniform(0.1, longest))
            seen["killed" if found.killed else "ended before the kill"] += 1
            seen["killed with some batches kept"] += found.killed and found.kept > 0
            seen["killed between commit and progress"] += found.kept > found.acknowledged
            bad += bool(found.faults)
            for fault in found.faults:
                print(f"run {number}: {fault}", flush=True)
            shutil.rmtree(folder)
            shutil.rmtree(f"{name}/data")
    told = ", ".join(f"{what}: {count}" for what, count in sorted(seen.items()))
    print(f"{arguments.runs} runs ({told}); batches of {BATCH:,}; runs with a fault: {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
