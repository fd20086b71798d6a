"""Critical appraisal on annotated abstracts: both halves of the gold, other sets, and the speed.

The rules were written while reading the first half only; the second is for measuring. The same is
asked of sets that others annotated: numbers of participants in abstracts of randomised trials,
and cohort size and AUROC in abstracts on phenotyping where the abstract states the value.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fingerpost.reading import appraise, as_gold
from fingerpost.reading.model import Appraisal
from fingerpost.reading.numbers import wholes
from fingerpost.records import Paper

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
HALF = 50
REPEATS = 3


def main() -> int:
    """Print the scores of both halves, of the other sets, and abstracts per second."""
    if not (SHARED / "gold").is_dir():
        print("There is no gold to measure on: ../shared/gold is not here.")
        return 0
    lines = (SHARED / "gold" / "abstracts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    _score("first half (read while the rules were written)", rows[:HALF])
    _score("second half (measured only)", rows[HALF:])
    if DATA.is_dir():
        _trials()
        _phenotyping({row["id"] for row in rows})
        _speed()
    return 0


def _score(name: str, rows: list[dict[str, Any]]) -> None:
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    guesses = {row["id"]: as_gold(appraise(_paper(row["title"], row["abstract"]))) for row in rows}
    print(f"\n{name}: {len(rows)} abstracts")
    for field, figures in module.score(rows, guesses).items():
        print(f"  {field:22}", "  ".join(f"{key} {value}" for key, value in figures.items()))


def _paper(title: str, abstract: str) -> Paper:
    return Paper(title=title, abstract=abstract)


def _trials() -> None:
    """Participants in abstracts of randomised trials: right is any number the annotators marked."""
    found: list[tuple[int | None, set[int]]] = []
    with gzip.open(
        DATA / "extraction" / "pico_corpus_dev.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        for line in file:
            row = json.loads(line)
            marked = [e["text"] for e in row["entities"] if e["label"] == "total-participants"]
            wanted = {whole.value for text in marked for whole in wholes(text)}
            title, _, abstract = row["text"].partition(". ")
            if wanted:
                found.append((appraise(_paper(title, abstract)).participants.value, wanted))
    _tell("participants, randomised trials", found)


def _tell(name: str, found: list[tuple[Any, set[Any]]]) -> None:
    answered = sum(got is not None for got, _ in found)
    right = sum(got in wanted for got, wanted in found)
    total = max(1, answered + len(found))
    print(
        f"{name}: {len(found)} abstracts, {answered} answered, {right} right,"
        f" precision {right / max(1, answered):.3f}, recall {right / max(1, len(found)):.3f},"
        f" F1 {2 * right / total:.3f}"
    )


def _phenotyping(annotated: set[str]) -> None:
    """Cohort size and AUROC as reviewers took them, where the abstract itself states them."""
    sizes: list[tuple[int | None, set[int]]] = []
    areas: list[tuple[float | None, set[float]]] = []
    for row, appraisal, text in _reviewed(annotated):
        stated = {whole.value for whole in wholes(text)}
        wanted = {w.value for w in wholes(row["Study_cohort_size"]) if w.value in stated}
        if wanted:
            sizes.append((appraisal.participants.value, wanted))
        area = row["Best_performing_AUROC"].strip()
        if area[:2] == "0." and area[1:] in text:
            values = [m.value for m in appraisal.metrics if m.name == "auroc"]
            hit = next((v for v in values if abs(v - float(area)) < 5e-4), None)
            areas.append((hit if hit is not None else (values or [None])[0], {hit or -1.0}))
    print("\nphenotyping papers that are not in the gold, values that the abstract states")
    _tell("cohort size", sizes)
    _tell("AUROC (the reviewers' figure is among ours)", areas)


def _reviewed(annotated: set[str]) -> Iterator[tuple[dict[str, str], Appraisal, str]]:
    path = DATA / "extraction" / "ml_phenotyping_gold.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if f"pmid:{row['PMID']}" not in annotated:
                paper = _paper(row["Title"], row["Abstract"])
                yield row, appraise(paper), paper.text


def _speed() -> None:
    path = DATA / "arxiv" / "arxiv_med_ml.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    papers = [_paper(record["title"], record["abstract"]) for record in records]
    for paper in papers[:50]:
        appraise(paper)
    seconds = min(_timed(lambda: [appraise(paper) for paper in papers]) for _ in range(REPEATS))
    print(f"\nspeed: {len(papers) / seconds:,.0f} abstracts a second on one core (goal 2,000)")


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main())
