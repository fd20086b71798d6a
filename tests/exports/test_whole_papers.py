"""Real articles read whole: their parts, and quotes that stand where they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.reading.found import stated
from fingerpost.reading.full_text import appraise_full_text
from fingerpost.sources.full_text import FullText, PartKind, read_full_text

WHAT_IS_TRUE = {
    "1471-2180-11-174": (None, "stated", "none"),
    "1472-6831-8-11": (119, "not_stated", "not_stated"),
    "6605965a": (337802, "stated", "not_stated"),
    "ehp-116-1694": (None, "stated", "none"),
    "mds526": (98942, "stated", "none"),
    "pone.0000217": (None, "stated", "none"),
    "pone.0046493": (None, "stated", "none"),
}
"""Participants, funding and conflicts as a reader found them in the articles."""


@pytest.fixture(scope="module")
def articles(shared_data: Path) -> dict[str, FullText]:
    folder = shared_data / "pubmed" / "pmc_nxml"
    found = {
        file.stem: full
        for file in sorted(folder.glob("*.nxml"))
        for full in read_full_text(file)
        if isinstance(full, FullText)
    }
    if not found:
        pytest.skip("no JATS articles in shared/data/pubmed/pmc_nxml")
    return found


def test_every_article_has_methods_results_and_discussion(articles: dict[str, FullText]) -> None:
    for name, full in articles.items():
        kinds = {part.kind for part in full.parts}
        assert {PartKind.METHODS, PartKind.RESULTS, PartKind.DISCUSSION} <= kinds, name
        assert PartKind.INTRODUCTION in kinds, name


def test_quotes_are_verbatim_and_placed(articles: dict[str, FullText]) -> None:
    for name, full in articles.items():
        found = appraise_full_text(full)
        for each in stated(found.appraisal):
            for span in each.evidence:
                assert found.whole.text[span.start : span.end] == span.quote, name


def test_values_are_those_that_a_reader_finds(articles: dict[str, FullText]) -> None:
    for name, (people, funding, conflicts) in WHAT_IS_TRUE.items():
        found = appraise_full_text(articles[name]).appraisal
        assert found.participants.value == people, name
        assert (found.funding.value, found.conflicts.value) == (funding, conflicts), name
