"""Papers whose subject is known: arXiv's primary category, or the collection they stand in."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from fingerpost.records import Paper
from fingerpost.sources import read_file
from fingerpost.text import fold

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LEAST_CATEGORY: Final = 30
LEAST_ABSTRACT: Final = 200

COLLECTIONS: Final = {
    "animal models of depression": ("screening/Bannach-Brown_2019.csv.gz",),
    "ACE inhibitors": ("screening/Cohen_2006_ACEInhibitors.csv.gz",),
    "antihistamines": ("screening/Cohen_2006_Antihistamines.csv.gz",),
    "beta blockers": ("screening/Cohen_2006_BetaBlockers.csv.gz",),
    "oestrogens": ("screening/Cohen_2006_Estrogens.csv.gz",),
    "non-steroidal anti-inflammatory drugs": ("screening/Cohen_2006_NSAIDS.csv.gz",),
    "opioids": ("screening/Cohen_2006_Opiods.csv.gz",),
    "skeletal muscle relaxants": ("screening/Cohen_2006_SkeletalMuscleRelaxants.csv.gz",),
    "machine learning for phenotyping": ("screening/ml_phenotyping_2022.csv.gz",),
    "proton beam therapy": ("screening/wallace_2010_proton_beam.csv.gz",),
    "deep learning in virology": ("medai_lit/virology_dl/pubmed_all_records_raw_dataset.csv.gz",),
    "diabetes": ("refs/asysd/labelled_test_set.csv.gz",),
    "veterinary medicine": ("refs/asysd/mendeley_export.xml.gz",),
    "copper surfaces": ("refs/dedupe_sweep/copper.xml.gz",),
    "tafenoquine": ("refs/dedupe_sweep/tafenoquine.xml.gz",),
    "ecological restoration": (
        "pubmed/revtools/restoration_pubmed.nbib.gz",
        "refs/revtools/restoration_WoS.ciw.gz",
        "refs/revtools/restoration_scopus.ris.gz",
    ),
    "parallel computing": tuple(f"refs/litstudy/ieee_{number}.csv" for number in range(1, 6)),
}
"""A systematic review's search, or a subject, and the files of its records."""


class Labelled(NamedTuple):
    """Papers, and the subject of each; an empty subject is not judged."""

    papers: list[Paper]
    subjects: list[str]


def arxiv() -> Labelled:
    """Return arXiv's records on medicine and machine learning with their primary categories.

    Categories of fewer than 30 papers are not judged.
    """
    papers, categories = [], []
    with gzip.open(DATA / "arxiv" / "arxiv_med_ml.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            papers.append(
                Paper(
                    title=row["title"],
                    abstract=row["abstract"],
                    arxiv=row["arxiv_id"],
                    year=int(row["created"][:4]),
                )
            )
            categories.append(row["primary_cat"])
    sizes = Counter(categories)
    return Labelled(papers, [c if sizes[c] >= LEAST_CATEGORY else "" for c in categories])


def collections() -> Labelled:
    """Return about 20,000 abstracts of reviews' searches with the name of their collection.

    Title and abstract are kept, keywords and headings are not: they tell which database a
    collection was exported from. A title that stands in two collections is left out.
    """
    found: dict[str, tuple[Paper, str]] = {}
    several: set[str] = set()
    for subject, files in COLLECTIONS.items():
        for item in (item for file in files for item in read_file(DATA / file)):
            if not isinstance(item, Paper) or len(item.abstract) < LEAST_ABSTRACT:
                continue
            title = fold(item.title)
            bare = replace(item, keywords=(), mesh=())
            if found.setdefault(title, (bare, subject))[1] != subject:
                several.add(title)
    kept = [both for title, both in found.items() if title not in several]
    return Labelled([paper for paper, _ in kept], [subject for _, subject in kept])
