"""The papers and the questions on which the quality of search is measured.

The reviews' papers are the screening sets of ../shared/data. Half of the sets were looked at while
the ranking was tuned; the others were only measured.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fingerpost.errors import FingerpostError
from fingerpost.records import Paper
from fingerpost.sources import read_file
from fingerpost.text import digest, fold, squeeze

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
Text = tuple[str, str]
"""Title and abstract of a paper."""


@dataclass(frozen=True, slots=True)
class Review:
    """A published review: the file of what it screened, its title, where that stands."""

    name: str
    file: str
    title: str
    source: str
    tuned: bool


REVIEWS = (
    Review(
        "ACE inhibitors",
        "Cohen_2006_ACEInhibitors",
        "Drug Class Review on Angiotensin Converting Enzyme Inhibitors",
        "Chou R et al. Oregon Health & Science University, 2005",
        tuned=True,
    ),
    Review(
        "antihistamines",
        "Cohen_2006_Antihistamines",
        "Drug Class Review on Newer Antihistamines",
        "Oregon Health & Science University, 2006, pmid:21348042",
        tuned=True,
    ),
    Review(
        "beta blockers",
        "Cohen_2006_BetaBlockers",
        "Drug Class Review on Beta Adrenergic Blockers",
        "Helfand M et al. Oregon Health & Science University, NBK47172",
        tuned=False,
    ),
    Review(
        "oestrogens",
        "Cohen_2006_Estrogens",
        "Drug Class Review on Hormone Therapy for Postmenopausal Women or Women in the Menopausal"
        " Transition Stage",
        "Nelson HD et al. Oregon Health & Science University, NBK10537",
        tuned=True,
    ),
    Review(
        "NSAIDs",
        "Cohen_2006_NSAIDS",
        "Drug Class Review on Cyclo-oxygenase (COX)-2 Inhibitors and Non-steroidal"
        " Anti-inflammatory Drugs (NSAIDs)",
        "Oregon Health & Science University, 2006, pmid:20496448",
        tuned=False,
    ),
    Review(
        "opioids",
        "Cohen_2006_Opiods",
        "Drug Class Review on Long-Acting Opioid Analgesics for Chronic Non-Cancer Pain",
        "Chou R, Clark E. Oregon Health & Science University, 2003",
        tuned=True,
    ),
    Review(
        "muscle relaxants",
        "Cohen_2006_SkeletalMuscleRelaxants",
        "Drug Class Review on Skeletal Muscle Relaxants",
        "Chou R, Peterson K. Oregon Health & Science University, 2004",
        tuned=False,
    ),
    Review(
        "animal depression",
        "Bannach-Brown_2019",
        "Modelling of depression in non-human animals in vivo: a systematic review",
        "in our words; the printed title of Bannach-Brown's review was not to hand",
        tuned=True,
    ),
    Review(
        "phenotyping",
        "ml_phenotyping_2022",
        "Machine learning approaches for electronic health records phenotyping: a methodical"
        " review",
        "Yang S et al. 2023, doi:10.1093/jamia/ocac216",
        tuned=False,
    ),
    Review(
        "proton beam",
        "wallace_2010_proton_beam",
        "Systematic review: charged-particle radiation therapy for cancer",
        "Terasawa T et al. 2009, doi:10.7326/0003-4819-151-8-200910200-00145",
        tuned=False,
    ),
)


def screened(review: Review) -> list[tuple[Text, bool]]:
    """Return each record that a review screened, and whether it was included in the end."""
    csv.field_size_limit(sys.maxsize)
    path = DATA / "screening" / f"{review.file}.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [
            (
                (squeeze(row["title"]), squeeze(row["abstract"])),
                (row.get("label_included") or row.get("label_FR")) == "1",
            )
            for row in csv.DictReader(file)
        ]


def arxiv() -> list[Text]:
    """Return titles and abstracts of the shared arXiv papers."""
    return list(_texts(DATA / "arxiv" / "arxiv_med_ml.jsonl.gz"))


def known_items() -> list[Text]:
    """Return every shared paper that has a title and an abstract, each once."""
    papers = [*arxiv()]
    for folder in ("metapub_pmid_xml", "netsynergy"):
        for file in sorted((DATA / "pubmed" / folder).iterdir()):
            papers += _texts(file)
    papers += [text for review in REVIEWS for text, _ in screened(review)]
    return once(text for text in papers if all(text))


def once(texts: Iterator[Text] | list[Text]) -> list[Text]:
    """Return the texts without those that say the same words again."""
    found = {identity(text): text for text in reversed(list(texts))}
    return list(reversed(found.values()))


def identity(text: Text) -> str:
    """Return what two records of one paper share."""
    return digest(fold(text[0]), fold(text[1]))


def _texts(file: Path) -> Iterator[Text]:
    try:
        for item in read_file(file):
            if isinstance(item, Paper):
                yield squeeze(item.title), squeeze(item.abstract)
    except FingerpostError:
        return
