"""PubMed XML into full typed records, beside pubmed_parser, on the same file and one core.

The file holds about 10,000 records: the real ones of ../shared/data/pubmed, repeated under new
PMIDs. Each run is a process of its own; they take turns and the median of three is printed.
pubmed_parser leaves out what it leaves out (ORCID, e-mail, suffixes, sections, links …); it runs
as it comes, and with its full author and reference lists, the form closest to ours.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "pubmed"
RECORDS, REPEATS = 10_000, 3
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
    names = sorted(_RUNS)
    if find_spec("pubmed_parser") is None:
        print("pubmed_parser is not installed (dependency group 'bench'), so ours runs alone.")
        names = [_OURS]
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(REPEATS):
        for name in names:
            runs[name].append(_child(name, file))
    speeds = {
        name: statistics.median(run["records_a_second"] for run in runs[name]) for name in names
    }
    for name in names:
        peak = max(run["peak_mb"] for run in runs[name])
        count = int(runs[name][0]["records"])
        ratio = "" if name == _OURS else f"  ours is {speeds[_OURS] / speeds[name]:.2f} x"
        speed = f"{speeds[name]:7,.0f} records/s"
        print(f"{name:22} {count:7,} records {speed}  peak {peak:4.0f} MB{ratio}")


def _child(name: str, file: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--only", name, str(file)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(answer.stdout))


def _measure(name: str, file: Path) -> dict[str, float]:
    _RUNS[name](file.with_name("none"))
    begun = time.process_time()
    records = _RUNS[name](file)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"records": records, "records_a_second": records / seconds, "peak_mb": peak}


def _ours(file: Path) -> int:
    from fingerpost.records import Paper
    from fingerpost.sources import pubmed_xml

    if not file.exists():
        return 0
    with gzip.open(file) as stream:
        return sum(isinstance(found, Paper) for found in pubmed_xml.read(stream, file.name))


def _theirs(file: Path, *, lists: bool) -> int:
    import pubmed_parser

    if not file.exists():
        return 0
    papers = pubmed_parser.parse_medline_xml(
        str(file), year_info_only=not lists, author_list=lists, reference_list=lists
    )
    return sum(1 for _ in papers)


_OURS = "fingerpost"
_RUNS = {
    _OURS: _ours,
    "pubmed_parser": partial(_theirs, lists=False),
    "pubmed_parser, lists": partial(_theirs, lists=True),
}

if __name__ == "__main__":
    sys.exit(main())
