"""Duplicates found in labelled searches of systematic reviews, beside the exact title and year.

Definitions, as in the paper of ASySD (Hair et al. 2023, doi:10.1186/s12915-023-01686-z): each
record is one case. A duplicate that is removed is a true positive, one that stays a false
negative; a record that is to be kept is a true negative when it stays and a false positive when it
is removed. Sensitivity is TP / (TP + FN), specificity TN / (TN + FP). The set of ASySD says which
records are to be kept: of each paper that we find one record stays, one to be kept if there is
any. The sets of dedupe-sweep mark every record that has a duplicate, and do not say which of them
is kept; there a record counts as found when we put it together with another.

What is tuned on what: the rules were written on 'diabetes' and 'tafenoquine'; 'copper' was held
out. The fourth check takes real PubMed records, hides their identifiers, and counts how many of
them we would wrongly merge: PubMed gives each paper one PMID, so every merge is an error.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from msgspec.structs import replace
from search import recombined

from fingerpost.library.duplicates import find_duplicates
from fingerpost.library.store import Store
from fingerpost.records import Author, Paper
from fingerpost.sources import read_file
from fingerpost.text import find_doi, fold

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
REFS = DATA / "refs"
SCALE = 100_000
GOAL_SENSITIVITY, GOAL_SPECIFICITY = 0.98, 0.999
_NEXT_AUTHOR = re.compile(r"(?<=\.)(?=[A-Z][^\W\d_])|(?<=[a-z])(?=[A-Z][a-z]+ [A-Z]\.)")

Papers = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Labelled:
    """Records with what people said of each."""

    name: str
    records: list[Paper]
    keep: list[bool]
    """ASySD: to be kept; dedupe-sweep: has no duplicate."""
    says_which_stays: bool


@dataclass(frozen=True)
class Counts:
    """True and false positives and negatives, and the papers in which an error stands."""

    tp: int
    fp: int
    fn: int
    tn: int
    errors: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def sensitivity(self) -> float:
        """The share of the duplicates that are found."""
        return self.tp / (self.tp + self.fn)

    @property
    def specificity(self) -> float:
        """The share of the records to be kept that are."""
        return self.tn / (self.tn + self.fp)


def main() -> int:
    """Print the counts for each set, then the time for many papers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print every error")
    parser.add_argument("--papers", type=int, default=SCALE, help="how many for the time")
    arguments = parser.parse_args()
    if not REFS.is_dir():
        print("There are no labelled sets to measure on: ../shared/data/refs is not here.")
        return 0
    for labelled in (diabetes(), sweep("tafenoquine"), sweep("copper")):
        report(labelled, show=arguments.show)
    hidden_ids(show=arguments.show)
    scale(arguments.papers)
    return 0


def report(labelled: Labelled, *, show: bool) -> None:
    """Print the counts of each way on a set, and the errors of ours if asked."""
    print(f"{labelled.name}: {len(labelled.records):,} records,"
          f" {labelled.keep.count(False):,} duplicates")  # fmt: skip
    ways: dict[str, Callable[[Sequence[Paper]], Papers]] = {
        "exact title and year": exact_title_and_year,
        "the same DOI": same_doi,
        "a library's import": imported,
        "fingerpost": lambda records: find_duplicates(records).papers,
    }
    for name, way in ways.items():
        counts = count(labelled, way(labelled.records))
        print(
            f"  {name:>22}: sensitivity {counts.sensitivity:.4f}, specificity"
            f" {counts.specificity:.4f}; TP {counts.tp}, FP {counts.fp}, FN {counts.fn},"
            f" TN {counts.tn}"
        )
    met = counts.sensitivity >= GOAL_SENSITIVITY and counts.specificity >= GOAL_SPECIFICITY
    print(f"  goal ({GOAL_SENSITIVITY} at {GOAL_SPECIFICITY}): {'met' if met else 'missed'}")
    for kind, members in counts.errors if show else ():
        print(f"  {kind}")
        for at in members:
            print(f"    {'keep' if labelled.keep[at] else 'dup.'} {line(labelled.records[at])}")


def count(labelled: Labelled, papers: Papers) -> Counts:
    """Return how many records came out right."""
    tp = fp = fn = tn = 0
    errors = []
    for members in papers:
        kept = sum(labelled.keep[at] for at in members)
        removed = len(members) - kept
        if labelled.says_which_stays:
            right = (removed, 0, 0, 1) if kept else (removed - 1, 0, 1, 0)
            wrong = max(0, kept - 1)
        elif len(members) > 1:
            right, wrong = (removed, 0, 0, 0), kept
        else:
            right, wrong = (0, 0, removed, kept), 0
        tp, fp, fn, tn = tp + right[0], fp + wrong, fn + right[2], tn + right[3]
        if wrong or right[2]:
            errors.append(("false positive" if wrong else "false negative", tuple(members)))
    return Counts(tp, fp, fn, tn, tuple(errors))


def exact_title_and_year(records: Sequence[Paper]) -> Papers:
    """The plain way: the same title, folded, and the same year."""
    return together(records, lambda paper: (fold(paper.title), paper.year))


def same_doi(records: Sequence[Paper]) -> Papers:
    """What identifiers alone find in these sets."""
    return together(records, lambda paper: paper.doi or id(paper))


def together(records: Sequence[Paper], key: Callable[[Paper], object]) -> Papers:
    """Return the places of records that have one key."""
    found: defaultdict[object, list[int]] = defaultdict(list)
    for at, paper in enumerate(records):
        found[key(paper)].append(at)
    return list(found.values())


def imported(records: Sequence[Paper]) -> Papers:
    """What a library makes of them, each record put in by itself."""
    with tempfile.TemporaryDirectory() as folder, closing(Store(Path(folder), 10.0)) as store:
        for at, record in enumerate(records):
            store.put([replace(record, url=f"https://example.org/{at}")])
        found: defaultdict[str, list[int]] = defaultdict(list)
        for paper in store.scan():
            merge = store.records_of(paper.id)
            for each in merge.records if merge else ():
                found[paper.id].append(int(each.paper.url.rsplit("/", 1)[1]))
        return list(found.values())


def line(paper: Paper) -> str:
    """Return a record on one line."""
    names = ", ".join(author.family for author in paper.authors[:3])
    place = f"{paper.journal[:40]} {paper.volume} ({paper.issue}) {paper.pages}"
    return f"{paper.year} {paper.title[:90]} | {names} | {place} | {paper.doi}"


def diabetes() -> Labelled:
    """Read the labelled set of ASySD; its column `source` says which records are to be kept."""
    text = unpacked(REFS / "asysd" / "labelled_test_set.csv.gz")
    rows = [
        {name: "" if value == "NA" else value for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(text))
    ]
    records = [
        Paper(
            row["title"], authors=authors(_NEXT_AUTHOR.split(row["author"])),
            journal=row["journal"], volume=row["volume"], issue=row["number"], pages=row["pages"],
            year=int(row["year"]) if row["year"].isdigit() else None,
            doi=find_doi(row["doi"]) or "",
        )
        for row in rows
    ]  # fmt: skip
    return Labelled("diabetes (ASySD)", records, [row["source"] == "unique" for row in rows], True)


def unpacked(file: Path) -> str:
    """Return the text of a packed file."""
    return gzip.decompress(file.read_bytes()).decode("utf-8", "replace")


def authors(names: Iterable[str]) -> tuple[Author, ...]:
    """Return authors of 'Surname I. I.'."""
    surnames = (re.sub(r"(?: [A-Z][.-]*)+$", "", name.strip()) for name in names)
    return tuple(Author(family=name) for name in surnames if name)


def sweep(name: str) -> Labelled:
    """Read a set of dedupe-sweep: EndNote XML whose captions mark every record with a duplicate."""
    file = REFS / "dedupe_sweep" / f"{name}.xml.gz"
    captions = etree.fromstring(unpacked(file).encode()).findall(".//record")
    keep = ["".join(map(str, row.xpath("caption//text()"))) != "Duplicate" for row in captions]
    records = _papers(file)
    if len(records) != len(keep):
        sys.exit(f"{file.name}: {len(records)} of {len(keep)} records could be read")
    return Labelled(f"{name} (dedupe-sweep)", records, keep, False)


def hidden_ids(*, show: bool) -> None:
    """Print how many PubMed records we would merge if they had no identifiers."""
    by_pmid: dict[str, Paper] = {}
    for file in sorted((DATA / "pubmed").rglob("*")):
        if file.is_file() and file.name.endswith((".xml", ".xml.gz", ".nbib", ".nbib.gz")):
            by_pmid |= {p.pmid: p for p in _papers(file) if p.pmid}
    by_pmid |= _screened()
    if not by_pmid:
        return
    records = [
        replace(paper, pmid="", pmcid="", doi="", arxiv="", links=()) for paper in by_pmid.values()
    ]
    merged = [members for members in find_duplicates(records).papers if len(members) > 1]
    wrong = sum(len(members) - 1 for members in merged)
    print(f"PubMed records with their identifiers hidden: {len(records):,}, wrongly merged {wrong}"
          f" (specificity {1 - wrong / len(records):.5f})")  # fmt: skip
    for members in merged if show else ():
        print("  merged")
        for at in members:
            print(f"    {list(by_pmid)[at]} {line(records[at])}")


def _screened() -> dict[str, Paper]:
    """Read the PubMed records of screened reviews, which say title, authors and year."""
    found = {}
    for file in sorted((DATA / "screening").glob("Cohen*.csv.gz")):
        for row in csv.DictReader(io.StringIO(unpacked(file))):
            if row["pmid"] and row["title"]:
                surnames = (name.split()[-1] for name in row["authors"].split(";") if name.split())
                found[row["pmid"]] = Paper(
                    row["title"], authors=tuple(Author(family=name) for name in surnames),
                    year=int(row["year"][:4]) if row["year"][:4].isdigit() else None,
                )  # fmt: skip
    return found


def _papers(file: Path) -> list[Paper]:
    try:
        return [item for item in read_file(file) if isinstance(item, Paper)]
    except Exception as error:  # noqa: BLE001 - a file that cannot be read is told and passed over
        print(f"{file.name}: {error}", file=sys.stderr)
        return []


def scale(number: int) -> None:
    """Print how long a pass over many papers takes, a tenth of which came a second time."""
    source = DATA / "arxiv" / "arxiv_med_ml.jsonl.gz"
    if not source.is_file():
        return
    real = _papers(source)
    papers = [replace(paper, pmid="") for paper in recombined(real, number * 10 // 11)]
    twice = [replace(paper, title=paper.title.upper(), source="ris") for paper in papers[::10]]
    start = time.perf_counter()
    found = find_duplicates([*papers, *twice])
    seconds = time.perf_counter() - start
    print(
        f"{len(papers) + len(twice):,} records, {len(twice):,} of them a second time:"
        f" {seconds:.1f} s; {len(papers) + len(twice) - len(found.papers):,} merged"
    )


if __name__ == "__main__":
    raise SystemExit(main())
