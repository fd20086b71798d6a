"""PubMed XML into full typed records, beside pubmed_parser, on the same file.

The file holds 30,000 records: the real ones of ../shared/data/pubmed, repeated under new PMIDs
(13.7 kB each). Goals: three times pubmed_parser on one core, five times on two. Each run is a
process of its own; they take turns and the medians of five are printed, by the clock and by the
processor time that a record takes in all processes together, which other work on the machine moves
less. pubmed_parser leaves out what it leaves out (ORCID, e-mail, suffixes, sections, links …); it
runs as it comes, and with its full author and reference lists, the form closest to ours.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "pubmed"
RECORDS, REPEATS = 30_000, 5
_RECORD = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n'


def main() -> int:
    """Build the file, run both, print records a second, the ratio and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(_RUNS), help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.only:
        print(json.dumps(_measure(chosen.only, chosen.file)))
        return 0
    if not DATA.is_dir():
        print("There are no real records to measure on: ../shared/data/pubmed is not here.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.xml.gz"
        _build(file)
        _compare(file)
    return 0


def _build(file: Path) -> None:
    sources = [
        *sorted((DATA / "metapub_pmid_xml").iterdir()),
        *sorted((DATA / "netsynergy").iterdir()),
    ]
    real = [record for source in sources for record in _RECORD.findall(_bytes(source))]
    with gzip.open(file, "wb", compresslevel=1) as out:
        out.write(_HEAD)
        for number in range(RECORDS):
            out.write(_renumbered(real[number % len(real)], 90_000_000 + number) + b"\n")
        out.write(b"</PubmedArticleSet>\n")


def _bytes(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def _renumbered(record: bytes, pmid: int) -> bytes:
    found = re.search(rb"<PMID[^>]*>(\d+)</PMID>", record)
    return record.replace(b">%s<" % found.group(1), b">%d<" % pmid) if found else record


def _compare(file: Path) -> None:
    names = list(_RUNS)
    if find_spec("pubmed_parser") is None:
        print("pubmed_parser is not installed (`make bench` does it), so ours runs alone.")
        names = [name for name in names if not name.startswith(_PEER)]
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(REPEATS):
        for name in names:
            runs[name].append(_child(name, file))
    speeds = {name: _median(runs[name], "records_a_second") for name in names}
    for name in names:
        peak = max(run["peak_mb"] for run in runs[name])
        count = int(runs[name][0]["records"])
        ratio = f"  {speeds[name] / speeds[_PEER]:5.2f} x the peer" if _PEER in speeds else ""
        floor = f"  {speeds[_FLOOR] / speeds[name]:5.2f} x the floor's time"
        cost = f"{_median(runs[name], 'processor_us'):6,.0f} µs of processor each"
        said = f"{speeds[name]:8,.0f} records/s {cost} {peak:5.0f} MB{ratio}{floor}"
        print(f"{name:28} {count:7,} {said}")


def _median(runs: list[dict[str, float]], figure: str) -> float:
    return statistics.median(run[figure] for run in runs)


def _child(name: str, file: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--only", name, str(file)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(answer.stdout))


def _measure(name: str, file: Path) -> dict[str, float]:
    """Run on as many cores as are meant, by the clock on the wall, the start of workers included.

    Memory is the most that this process and each of its workers had, added up.
    """
    cores, run = _RUNS[name]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:])
    run(file.with_name("none"))
    begun, spent = time.perf_counter(), _processor_seconds()
    records = run(file)
    seconds, spent = time.perf_counter() - begun, _processor_seconds() - spent
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    workers = cores if child else 0
    return {
        "records": records,
        "records_a_second": records / seconds,
        "processor_us": spent / max(records, 1) * 1e6,
        "peak_mb": own + workers * child,
    }


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def _ours(file: Path) -> int:
    from fingerpost.records import Paper
    from fingerpost.sources import read_file

    if not file.exists():
        return 0
    return sum(isinstance(found, Paper) for found in read_file(file))


def _theirs(file: Path, *, lists: bool) -> int:
    import pubmed_parser

    if not file.exists():
        return 0
    papers = pubmed_parser.parse_medline_xml(
        str(file), year_info_only=not lists, author_list=lists, reference_list=lists
    )
    return sum(1 for _ in papers)


def _iterparse(file: Path) -> int:
    from lxml import etree

    if not file.exists():
        return 0
    count = 0
    with gzip.open(file) as stream:
        for _, element in etree.iterparse(stream, tag="PubmedArticle"):
            element.clear()
            count += 1
    return count


def _floor(file: Path) -> int:
    """Undo the compression and look at every byte once."""
    if not file.exists():
        return 0
    with gzip.open(file) as stream:
        return sum(
            piece.count(b"</PubmedArticle>") for piece in iter(lambda: stream.read(1 << 24), b"")
        )


_PEER, _FLOOR = "pubmed_parser", "floor: decompress and scan"
_RUNS: dict[str, tuple[int, Callable[[Path], int]]] = {
    "fingerpost, one core": (1, _ours),
    "fingerpost, two cores": (2, _ours),
    _PEER: (1, partial(_theirs, lists=False)),
    f"{_PEER}, full lists": (1, partial(_theirs, lists=True)),
    "bare lxml iterparse": (1, _iterparse),
    _FLOOR: (1, _floor),
}

if __name__ == "__main__":
    sys.exit(main())
