"""Screening replayed on labelled reviews, beside ASReview 3 with its default model (ELAS u4).

Both start from the same two records, one relevant and one not, drawn by the number of the start,
and have titles and abstracts; Fingerpost reads keywords too where a set has them (--no-keywords
leaves them out). Recall is counted without the two. The loss is ASReview's own function for both.
Seconds are processor time, features included each time for both. The stopping rules are all run on
Fingerpost's orders. What a set is labelled by: inclusion after full text.

ASReview takes about four minutes of processor time for one start on all sets, so two are the
default. With --kept FILE its answers are kept in a file and not asked for again.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quality_sets import DATA, REVIEWS, Review
from stopping_rules import RULES

from fingerpost.reading.screening import Entry, Reading, Screener, Simulation, simulate
from fingerpost.reading.screening.measures import loss, work_saved

HERE = Path(__file__).resolve().parent
PEER = HERE.parent / "build" / "asreview" / "bin" / "python"
GOAL_LOSS, GOAL_SPEED, GOAL_LATENCY, GOAL_KEPT = 0.90, 30, 50, 0.95
MANY = 20_000


@dataclass(frozen=True)
class Set:
    """The records of a review as both programs get them, and what was included in the end."""

    review: Review
    entries: list[Entry]
    labels: dict[str, bool]


@dataclass(frozen=True)
class Run:
    """One replay: after how many papers each relevant one was found, its loss, its seconds."""

    found_at: list[int]
    loss: float
    seconds: float


class Peer:
    """ASReview in a process of its own; its answers are kept in a file, if one is named."""

    def __init__(self, python: Path, kept: Path | None) -> None:
        self._process = subprocess.Popen(
            [str(python), str(HERE / "screening_peer.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=tempfile.gettempdir(),  # it leaves files where it runs
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        )
        self.version = json.loads(self._process.stdout.readline())["version"]
        self._kept = kept
        lines = kept.read_text("utf-8").splitlines() if kept and kept.exists() else []
        self._known = {(one["set"], one["seed"]): one for one in map(json.loads, lines)}

    def run(self, one: Set, seed: int) -> Run:
        """Return ASReview's replay."""
        name = one.review.file
        if (name, seed) not in self._known:
            answer = self._ask(_request(one, seed)) | {"set": name, "seed": seed}
            self._known[name, seed] = answer
            if self._kept:
                with self._kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(answer) + "\n")
        answer = self._known[name, seed]
        found = [at for at, label in enumerate(answer["labels"], 1) if label]
        return Run(found, answer["loss"], answer["seconds"])

    def loss(self, found_at: list[int], records: int) -> float:
        """Return the loss of an order of ours by ASReview's function."""
        return float(self._ask({"order": _order(found_at, records)})["loss"])

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            sys.exit("ASReview ended; see above.")
        return dict(json.loads(answer))


def main() -> int:
    """Print the comparison, what stopping costs, and how long the next paper takes."""
    chosen = _arguments()
    if not DATA.is_dir():
        print("There are no screened sets to measure on: ../shared/data is not here.")
        return 0
    sets = [_read(review, keywords=not chosen.no_keywords) for review in REVIEWS]
    peer = Peer(chosen.peer, chosen.kept) if chosen.peer.exists() else None
    if peer is None:
        print(f"ASReview is not in {chosen.peer} (make bench puts it there): ours runs alone.")
    ours: dict[str, list[Simulation]] = defaultdict(list)
    pairs: dict[str, list[tuple[Run, Run | None]]] = defaultdict(list)
    for one in sets:
        for seed in range(chosen.starts):
            simulation, run = _ours(one, seed, chosen.question, peer)
            ours[one.review.name].append(simulation)
            pairs[one.review.name].append((run, peer.run(one, seed) if peer else None))
        print(f"  {one.review.name} done", file=sys.stderr, flush=True)
    print(_heading(peer, chosen))
    _compare(sets, pairs)
    _stopping(sets, ours)
    _latency(sets)
    if chosen.curves:
        _write_curves(chosen.curves, sets, pairs)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=2, help="replays of each set")
    parser.add_argument("--peer", type=Path, default=PEER, help="a Python that has asreview")
    parser.add_argument("--kept", type=Path, help="a file of ASReview's answers, to go on from")
    parser.add_argument("--no-keywords", action="store_true", help="titles and abstracts only")
    parser.add_argument(
        "--question", action="store_true", help="give Fingerpost the review's title as criteria"
    )
    parser.add_argument("--curves", type=Path, help="write the recall curves here, as CSV")
    return parser.parse_args()


def _read(review: Review, *, keywords: bool) -> Set:
    csv.field_size_limit(sys.maxsize)
    with gzip.open(
        DATA / "screening" / f"{review.file}.csv.gz", "rt", encoding="utf-8", newline=""
    ) as file:
        rows = list(csv.DictReader(file))
    keys = [f"{at:06}" for at in range(len(rows))]
    entries = [
        Entry(key, row["title"], row["abstract"], (keywords and row.get("keywords")) or "")
        for key, row in zip(keys, rows, strict=True)
    ]
    included = [(row.get("label_included") or row.get("label_FR")) == "1" for row in rows]
    return Set(review, entries, dict(zip(keys, included, strict=True)))


def _ours(one: Set, seed: int, question: bool, peer: Peer | None) -> tuple[Simulation, Run]:
    began = time.process_time()
    screener = Screener(one.entries, one.review.title if question else "")
    simulation = simulate(screener, one.labels, seed)
    seconds = time.process_time() - began
    found, left = list(simulation.found_at), simulation.records - 2
    area = peer.loss(found, left) if peer else loss(found, left)
    return simulation, Run(found, area, seconds)


def _request(one: Set, seed: int) -> dict[str, Any]:
    """The same two records as `simulate` draws."""
    draw = random.Random(seed)
    keys = list(one.labels)
    start = [
        keys.index(draw.choice([key for key in keys if one.labels[key] is wanted]))
        for wanted in (True, False)
    ]
    return {
        "titles": [entry.title for entry in one.entries],
        "abstracts": [entry.abstract for entry in one.entries],
        "labels": [int(label) for label in one.labels.values()],
        "start": start,
    }


def _order(found_at: list[int], records: int) -> list[int]:
    found = set(found_at)
    return [int(at in found) for at in range(1, records + 1)]


def _heading(peer: Peer | None, chosen: argparse.Namespace) -> str:
    against = f"Fingerpost | ASReview {peer.version}" if peer else "Fingerpost alone"
    extra = ", the review's title as criteria" if chosen.question else ""
    return f"{chosen.starts} starts of each set: {against}{extra}"


def _compare(sets: list[Set], pairs: dict[str, list[tuple[Run, Run | None]]]) -> None:
    print(f"  {'':19}{'papers':>7}{'rel.':>5}{'loss':>16}{'WSS@95':>18}{'seconds':>18}")
    means: list[tuple[float, float, float, float]] = []
    for one in sets:
        runs, left = pairs[one.review.name], len(one.labels) - 2
        row = [f"  {one.review.name:19}{len(one.labels):7,}{sum(one.labels.values()):5}"]
        figures: list[float] = []
        for value, form in (
            (lambda run: run.loss, ".3f"),
            (lambda run, left=left: work_saved(run.found_at, left), ".1%"),
            (lambda run: run.seconds, ".2f"),
        ):
            mine = statistics.fmean(value(run) for run, _ in runs)
            theirs = [value(run) for _, run in runs if run]
            other = statistics.fmean(theirs) if theirs else float("nan")
            row.append(f"{mine:>10{form}} |" + (f"{other:>6{form}}" if theirs else f"{'':6}"))
            figures += [mine, other]
        print("".join(row))
        means.append((figures[0], figures[1], figures[4], figures[5]))
    mine, theirs, fast, slow = (statistics.fmean(column) for column in zip(*means, strict=True))
    if math.isnan(theirs):
        print(f"  mean loss {mine:.4f}, {fast:.2f} s a replay")
        return
    each = statistics.fmean(mean[0] / mean[1] for mean in means)
    print(
        f"  mean loss {mine:.4f} | {theirs:.4f}: {mine / theirs:.2f} of ASReview's"
        f" (goal {GOAL_LOSS:.2f}; mean of the sets' ratios {each:.2f})\n"
        f"  processor time {slow / fast:.0f} times less (goal {GOAL_SPEED})"
    )


def _stopping(sets: list[Set], ours: dict[str, list[Simulation]]) -> None:
    print(f"\nstopping: runs that kept what is promised (goal {GOAL_KEPT:.0%}), reading saved")
    for name, target, rule in RULES:
        kept: list[bool] = []
        saved: dict[str, list[float]] = defaultdict(list)
        for one in sets:
            for simulation in ours[one.review.name]:
                labels = _order(list(simulation.found_at), simulation.records - 2)
                read = rule(labels, simulation.seed)
                recall = (1 + sum(labels[at] for at in read)) / simulation.relevant
                kept.append(recall >= target)
                saved[one.review.name].append(1 - (len(read) + 2) / simulation.records)
        each = [statistics.fmean(shares) for shares in saved.values()]
        shown = " ".join(f"{share:4.0%}" for share in each)
        print(
            f"  {name:29}{statistics.fmean(kept):6.1%} kept{statistics.fmean(each):6.1%}  {shown}"
        )


def _latency(sets: list[Set]) -> None:
    """How long it takes to order anew, and to say how far one is, after a mark."""
    known = {f"{one.review.file} {entry.id}": one.labels[entry.id] for one in sets
             for entry in one.entries}  # fmt: skip
    entries = [
        Entry(f"{one.review.file} {entry.id}", entry.title, entry.abstract, entry.keywords)
        for one in sets
        for entry in one.entries
    ]
    again = entries[: MANY - len(entries)]
    entries += [Entry(f"again {one.id}", one.title, one.abstract, one.keywords) for one in again]
    began = time.process_time()
    screener = Screener(entries)
    print(
        f"\n{len(entries):,} papers: ready after {time.process_time() - began:.1f} s; the next one"
        f" after a mark, ms of processor time (goal {GOAL_LATENCY}):"
    )
    keys = sorted(known)
    random.Random(0).shuffle(keys)
    for number in (20, 200, 2_000, 10_000):
        decisions = {key: "relevant" if known[key] else "not" for key in keys[:number]}
        readings = [Reading(key) for key in decisions]
        order = _milliseconds(lambda d=decisions: screener.order(d))
        progress = _milliseconds(lambda d=decisions, r=readings: screener.progress(d, r))
        print(f"  {number:6,} read: {order:5.1f}; how far one is: {progress:5.1f}")


def _milliseconds(work: Any) -> float:
    took = []
    for _ in range(7):
        began = time.process_time()
        work()
        took.append(1000 * (time.process_time() - began))
    return statistics.median(took)


def _write_curves(
    path: Path, sets: list[Set], pairs: dict[str, list[tuple[Run, Run | None]]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["set", "start", "program", "papers_read", "recall"])
        for one in sets:
            for seed, runs in enumerate(pairs[one.review.name]):
                writer.writerows(
                    (one.review.name, seed, program, at, round(recall, 4))
                    for program, run in zip(("Fingerpost", "ASReview"), runs, strict=True)
                    if run
                    for at, recall in _curve(run)
                )
    print(f"\nThe recall curves are in {path}.")


def _curve(run: Run) -> Iterator[tuple[int, float]]:
    for number, at in enumerate(run.found_at, 1):
        yield at, number / len(run.found_at)


if __name__ == "__main__":
    raise SystemExit(main())
