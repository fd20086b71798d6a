"""Critical appraisal on annotated abstracts, others' annotations, and the speed.

Eight columns: the gold's first half, read while the rules were written; its second half, measured
only; and six parts of `annotations.jsonl`, further abstracts that we annotated by the gold's
guideline three times: 'read' was looked at while rules were written, 'kept' then was not. The
file holds identifiers and values; the texts are looked up in the shared data.

The same is asked of sets that others annotated: numbers of participants in abstracts of randomised
trials, and cohort size and AUROC in abstracts on phenotyping where the abstract states the value.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fingerpost.reading import appraise, appraise_many, as_gold
from fingerpost.reading.model import Appraisal
from fingerpost.reading.numbers import wholes
from fingerpost.records import Paper
from fingerpost.sources import read_file

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")
PARTS = ("read", "kept", "later read", "later kept", "third read", "third kept")
HALF = 50
REPEATS = 3
SHOWN = 10
"""How many errors of a set are listed."""


def main() -> int:
    """Print the scores of all parts, of the other sets, and abstracts per second."""
    if not (SHARED / "gold").is_dir():
        print("There is no gold to measure on: ../shared/gold is not here.")
        return 0
    lines = (SHARED / "gold" / "abstracts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    parts = {"first half": rows[:HALF], "second half": rows[HALF:]}
    if DATA.is_dir():
        parts |= _annotated()
    _table({name: _scores(part) for name, part in parts.items()})
    if DATA.is_dir():
        _trials()
        _phenotyping({row["id"] for row in rows})
        _speed()
    return 0


def _annotated() -> dict[str, list[dict[str, Any]]]:
    """Return our own annotations with their texts, part by part."""
    lines = ANNOTATIONS.read_text(encoding="utf-8").splitlines()
    texts = dict(_texts())
    parts: dict[str, list[dict[str, Any]]] = {f"new, {part}": [] for part in PARTS}
    for line in lines:
        row = json.loads(line)
        text = texts.get(row["gold"]["id"])
        if text:
            title, abstract = text
            parts[f"new, {row['part']}"].append(row | {"title": title, "abstract": abstract})
    found = sum(map(len, parts.values()))
    if found < len(lines):
        print(f"{len(lines) - found} of {len(lines)} annotated texts are not in the shared data.")
    return parts


def _texts() -> Iterator[tuple[str, tuple[str, str]]]:
    with gzip.open(DATA / "arxiv" / "arxiv_med_ml.jsonl.gz", "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            yield f"arxiv:{record['arxiv_id']}", (record["title"], record["abstract"])
    for row in _table_rows(DATA / "screening" / "ml_phenotyping_2022.csv.gz"):
        yield f"pmid:{row['pmid']}", (row["title"], row["abstract"])
    name = "pubmed_all_records_raw_dataset.csv.gz"
    for row in _table_rows(DATA / "medai_lit" / "virology_dl" / name):
        yield f"pmid:{row['PMID']}", (row["Title"], row["Abstract"])


def _table_rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _scores(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        return {}
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    guesses = {}
    for row in rows:
        identifier = row.get("gold", row)["id"]
        guesses[identifier] = as_gold(appraise(Paper(title=row["title"], abstract=row["abstract"])))
    scores: dict[str, dict[str, Any]] = module.score(rows, guesses)
    return scores


def _table(parts: dict[str, dict[str, dict[str, Any]]]) -> None:
    print("precision / recall / F1 (stated), or the share that is right (asked)")
    print(" " * 22, *(f"{name:>24}" for name in parts))
    for field in next(iter(parts.values())):
        cells = [_cell(scores.get(field, {})) for scores in parts.values()]
        print(f"{field:22}", *(f"{cell:>24}" for cell in cells))


def _cell(figures: dict[str, Any]) -> str:
    if not figures.get("n"):
        return "-"
    keys = ("precision", "recall", "f1") if "f1" in figures else tuple(figures)[:1]
    return " / ".join(f"{figures[key]:.2f}" for key in keys) + f" ({figures['n']})"


@dataclass
class Answer:
    """What we found in one abstract, and what any of the annotators marked."""

    identifier: str
    got: Any
    wanted: set[Any]

    @property
    def why(self) -> str:
        """Return in a word how the answer differs."""
        if self.got is None:
            return "nothing taken"
        if all(isinstance(value, int) for value in self.wanted):
            return "a smaller number" if self.got < min(self.wanted) else "a larger number"
        return "another number"


def _tell(name: str, found: Iterable[Answer]) -> None:
    answers = list(found)
    answered = sum(answer.got is not None for answer in answers)
    wrong = [answer for answer in answers if answer.got not in answer.wanted]
    right = len(answers) - len(wrong)
    print(
        f"\n{name}: {len(answers)} abstracts, {answered} answered, {right} right,"
        f" precision {right / max(1, answered):.3f}, recall {right / max(1, len(answers)):.3f},"
        f" F1 {2 * right / max(1, answered + len(answers)):.3f}"
    )
    kinds = Counter(answer.why for answer in wrong)
    print("  " + ", ".join(f"{why}: {count}" for why, count in kinds.most_common()))
    often = sorted(wrong, key=lambda answer: (-kinds[answer.why], answer.identifier))
    for answer in often[:SHOWN]:
        wanted = " or ".join(map(str, sorted(answer.wanted)))
        print(f"  {answer.identifier}: {answer.why}, {answer.got} for {wanted}")


def _trials() -> None:
    """Participants in abstracts of randomised trials: right is any number the annotators marked."""
    path = DATA / "extraction" / "pico_corpus_dev.jsonl.gz"
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            marked = [e["text"] for e in row["entities"] if e["label"] == "total-participants"]
            wanted: set[Any] = {whole.value for text in marked for whole in wholes(text)}
            title, _, abstract = row["text"].partition(". ")
            if wanted:
                got = appraise(Paper(title=title, abstract=abstract)).participants.value
                found.append(Answer(f"pmid:{row['pmid']}", got, wanted))
    _tell("participants, randomised trials", found)


def _phenotyping(annotated: set[str]) -> None:
    """Cohort size and AUROC as reviewers took them, where the abstract itself states them."""
    sizes, areas = [], []
    for row, appraisal, text in _reviewed(annotated):
        stated = {whole.value for whole in wholes(text)}
        wanted: set[Any] = {
            whole.value for whole in wholes(row["Study_cohort_size"]) if whole.value in stated
        }
        if wanted:
            sizes.append(Answer(f"pmid:{row['PMID']}", appraisal.participants.value, wanted))
        area = row["Best_performing_AUROC"].strip()
        if area[:2] == "0." and area[1:] in text:
            values = [m.value for m in appraisal.metrics if m.name == "auroc"]
            hit = next((float(area) for v in values if abs(v - float(area)) < 5e-4), None)
            got = hit if hit is not None else (values or [None])[0]
            areas.append(Answer(f"pmid:{row['PMID']}", got, {float(area)}))
    print("\nphenotyping papers that are not in the gold, values that the abstract states")
    _tell("cohort size", sizes)
    _tell("AUROC (the reviewers' figure is among ours)", areas)


def _reviewed(annotated: set[str]) -> Iterator[tuple[dict[str, str], Appraisal, str]]:
    for row in _table_rows(DATA / "extraction" / "ml_phenotyping_gold.csv.gz"):
        if f"pmid:{row['PMID']}" not in annotated:
            paper = Paper(title=row["Title"], abstract=row["Abstract"])
            yield row, appraise(paper), paper.text


def _speed() -> None:
    """Abstracts a second of processor time, each text once a round, by where they come from."""
    print()
    for name, papers in (("arXiv", _arxiv()), ("PubMed", _pubmed())):
        list(appraise_many(papers[:50]))
        seconds = min(_timed(papers) for _ in range(REPEATS))
        print(
            f"speed, {name}: {len(papers) / seconds:,.0f} of {len(papers):,} abstracts a second"
            " on one core (goal 2,000)"
        )


def _arxiv() -> list[Paper]:
    with gzip.open(DATA / "arxiv" / "arxiv_med_ml.jsonl.gz", "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    return [Paper(title=record["title"], abstract=record["abstract"]) for record in records]


def _pubmed() -> list[Paper]:
    """Return papers of PubMed with different abstracts: trials, and machine learning."""
    found: dict[str, Paper] = {}
    for file in (
        "pubmed/robotreviewer_medline/pubmed_test.txt.gz",
        "medai_lit/virology_dl/pubmed_all_records_raw_dataset.csv.gz",
    ):
        for paper in read_file(DATA / file):
            if isinstance(paper, Paper) and paper.abstract:
                found.setdefault(paper.text, paper)
    return list(found.values())


def _timed(papers: list[Paper]) -> float:
    began = time.process_time()
    for _ in appraise_many(papers):
        pass
    return time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main())
