"""The landscape of real papers: seconds by part, agreement with known labels, and the labels.

Papers are arXiv's records on medicine and machine learning (with abstracts) and a PubMed export of
titles. Agreement is adjusted mutual information between the topics and arXiv's primary category,
over categories of 30 papers and more; the layout is judged by trustworthiness at 15 neighbours.
Seconds are processor time of one core.
"""

from __future__ import annotations

import csv
import gzip
import json
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from fingerpost.landscape import describe
from fingerpost.landscape.model import Landscape
from fingerpost.records import Paper

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TODAY = date(2026, 1, 1)
LEAST_CATEGORY = 30


def main() -> int:
    """Print the figures of each set of papers."""
    if not DATA.is_dir():
        print("There are no real papers to measure on: ../shared/data is not here.")
        return 0
    abstracts, categories = _arxiv(DATA / "arxiv" / "arxiv_med_ml.jsonl.gz")
    titles = _titles(DATA / "medai_lit" / "horizondl" / "pubmed.csv.gz")
    describe(abstracts[:60], today=TODAY)  # imports are not what is measured
    for count in (300, len(abstracts)):
        found = _measure(f"{count:,} with abstracts", abstracts[:count])
    _agreement(found, abstracts, categories)
    _trust(found, abstracts)
    _labels(found)
    for count in (2_000, len(titles)):
        _labels(_measure(f"{count:,} titles", titles[:count]))
    return 0


def _arxiv(file: Path) -> tuple[list[Paper], dict[str, str]]:
    papers, categories = [], {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            paper = Paper(
                title=row["title"],
                abstract=row["abstract"],
                arxiv=row["arxiv_id"],
                year=int(row["created"][:4]),
            )
            papers.append(paper)
            categories[paper.id] = row["primary_cat"]
    return papers, categories


def _titles(file: Path) -> list[Paper]:
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as rows:
        return [
            Paper(title=row["Title"], pmid=row["PMID"], year=int(row["Publication Year"]))
            for row in csv.DictReader(rows)
        ]


def _measure(name: str, papers: Sequence[Paper]) -> Landscape:
    marks: list[tuple[str, float]] = []

    def mark(sentence: str) -> None:
        marks.append((sentence, time.process_time()))

    found = describe(papers, today=TODAY, city="Leeds", country="GB", on_progress=mark)
    mark("end")
    print(f"{name}: {marks[-1][1] - marks[0][1]:.1f} s")
    for (sentence, start), (_, end) in pairwise(marks):
        print(f"  {end - start:5.2f} s  {sentence}")
    return found


def _agreement(found: Landscape, papers: Sequence[Paper], categories: dict[str, str]) -> None:
    from sklearn.metrics import adjusted_mutual_info_score

    sizes = Counter(categories[paper.id] for paper in papers)
    judged = [p for p in found.places if sizes[categories[p.paper]] >= LEAST_CATEGORY]
    score = adjusted_mutual_info_score(
        [categories[place.paper] for place in judged], [place.topic for place in judged]
    )
    print(f"adjusted mutual information with arXiv's categories: {score:.3f} ({len(judged):,})")


def _trust(found: Landscape, papers: Sequence[Paper]) -> None:
    import numpy as np
    from sklearn.manifold import trustworthiness

    from fingerpost.landscape.concepts import named, problems
    from fingerpost.landscape.vectors import vectors
    from fingerpost.landscape.words import read_words

    words = read_words(papers)
    space = vectors(words, named(words, problems()))
    placed = np.array([(place.x, place.y) for place in found.places])
    score = trustworthiness(space, placed, n_neighbors=15)
    print(f"trustworthiness of the map at 15 neighbours: {score:.3f}")


def _labels(found: Landscape) -> None:
    for topic in found.topics:
        print(f"  {topic.size:5,}  {topic.label}  ({', '.join(topic.terms)})")


if __name__ == "__main__":
    raise SystemExit(main())
