"""Papers as people name them: identifiers, and addresses of pages that hold one."""

from __future__ import annotations

import pytest

from fingerpost.records import Paper
from fingerpost.sources.naming import PaperName, paper_name


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("12345678", "pmid:12345678"),
        ("PMID: 00123", "pmid:123"),
        ("pmid:123", "pmid:123"),
        ("PMC123456", "pmcid:PMC123456"),
        ("10.5555/Made.Up-1", "doi:10.5555/made.up-1"),
        ("doi:10.5555/x", "doi:10.5555/x"),
        ("10.1002/(SICI)1097-0258(1998)17:8<857::AID-SIM777>3.0.CO;2-E",
         "doi:10.1002/(sici)1097-0258(1998)17:8<857::aid-sim777>3.0.co;2-e"),
        ("arXiv:2101.00007v3", "arxiv:2101.00007"),
        ("2101.00007", "arxiv:2101.00007"),
        ("cs/0101001", "arxiv:cs/0101001"),
        ("10.48550/arXiv.2101.00007", "arxiv:2101.00007"),
        ("https://doi.org/10.48550/arXiv.2101.00007", "arxiv:2101.00007"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "pmid:123"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/123", "pmid:123"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/", "pmcid:PMC123456"),
        ("https://europepmc.org/article/MED/123", "pmid:123"),
        ("https://arxiv.org/abs/2101.00007", "arxiv:2101.00007"),
        ("https://arxiv.org/pdf/2101.00007v2.pdf", "arxiv:2101.00007"),
        ("https://doi.org/10.5555/x.1", "doi:10.5555/x.1"),
        ("doi.org/10.5555/x.1", "doi:10.5555/x.1"),
        ("https://example.org/doi/full/10.5555/x.1", "doi:10.5555/x.1"),
        ("https://example.org/doi/10.5555/x.1?journalCode=a#sec", "doi:10.5555/x.1"),
        ("https://example.org/articles/10.5555/x.1/full", "doi:10.5555/x.1"),
        ("https://example.org/content/pdf/10.5555/x.1.pdf", "doi:10.5555/x.1"),
        ("https://example.org/article?id=10.5555/x.1&type=print", "doi:10.5555/x.1"),
        ("https://example.org/doi/10.5555%2Fx.1", "doi:10.5555/x.1"),
        ("https://www.medrxiv.org/content/10.1101/2020.01.01.20000001v2.full.pdf",
         "doi:10.1101/2020.01.01.20000001"),
        ("https://www.nature.com/articles/s00000-019-0001-x", "doi:10.1038/s00000-019-0001-x"),
    ],
)  # fmt: skip
def test_a_paper_is_understood_however_it_is_named(stated: str, name: str) -> None:
    assert str(paper_name(stated)) == name


@pytest.mark.parametrize(
    "stated",
    ["", "sepsis", "a deep learning model for sepsis", "10.5555", "123456789", "0",
     "https://example.org/news/12345678", "https://[broken", "see 10.5555/x and 10.5555/y",
     "file.pdf", "2019"[:0]],
)  # fmt: skip
def test_what_names_no_paper_is_not_taken_for_one(stated: str) -> None:
    assert paper_name(stated) is None


def test_only_a_record_with_the_very_identifier_is_the_paper() -> None:
    name = PaperName("doi", "10.5555/x")
    assert name.is_of(Paper(title="A", doi="10.5555/X"))
    assert not name.is_of(Paper(title="A", doi="10.5555/xy"))
    assert not name.is_of(Paper(title="A"))
