"""Every figure that the project holds itself to, with its peers: `make bench`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
PYTHON = sys.executable
REPEATS = 3


def heading(text: str) -> None:
    """Print a heading between two blank lines."""
    print(f"\n== {text}", flush=True)


def fingerpost(*arguments: str, data: Path) -> tuple[float, int]:
    """Run the command once; return seconds and its peak memory in MB."""
    environment = dict(os.environ, FINGERPOST_DATA=str(data), OMP_NUM_THREADS="1")
    began = time.perf_counter()
    process = subprocess.Popen(
        [PYTHON, "-m", "fingerpost.faces.cli.main", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"fingerpost {' '.join(arguments)} failed")
    return time.perf_counter() - began, usage.ru_maxrss // 1024


def median_of(*arguments: str) -> str:
    """Run the command several times, each in a fresh home; return the medians."""
    seconds, memory = [], []
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            named = [word.replace("HOME", f"{folder}/home") for word in arguments]
            took, peak = fingerpost(*named, data=Path(folder) / "data")
            seconds.append(took)
            memory.append(peak)
    return f"{statistics.median(seconds):.2f} s, {max(memory)} MB at the most (of {REPEATS})"


def main() -> None:
    """Print the journeys' times, then run the benchmarks of the parts."""
    heading("fingerpost --help (goal 0.3 s)")
    print(median_of("--help"))
    heading("fingerpost start HOME --example (goal 30 s)")
    print(median_of("start", "HOME", "--example"))
    papers = DATA / "arxiv" / "arxiv_med_ml.jsonl.gz"
    if papers.exists():
        heading("3,273 arXiv papers imported, dived into and reported (goal 20 s, 1,500 MB)")
        print(median_of("start", "HOME", "--papers", str(papers), "--area", "*", "--no-serve"))
    for script in (
        "gold.py", "landscape.py", "search.py", "search_quality.py", "duplicates.py",
        "people.py", "pubmed_xml.py", "screening.py",
    ):  # fmt: skip
        heading(script)
        subprocess.run([PYTHON, str(HERE / script)], check=False)


if __name__ == "__main__":
    main()
