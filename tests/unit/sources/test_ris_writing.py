"""Papers written as RIS: what other tools read, and what we read back ourselves."""

from __future__ import annotations

from fingerpost.records import Author, Paper
from fingerpost.sources.ris import read_text
from fingerpost.sources.ris_writing import to_ris

PAPER = Paper(
    title="Sepsis on the ward: a made-up\nstudy",
    abstract="AIM: To see.\nMETHODS: We saw.",
    authors=(
        Author("Lovelace", "Ada M", "Jr"),
        Author(collective="WHO"),
        Author(collective="Ward Study Group"),
    ),
    journal="Journal of Examples",
    journal_abbreviation="J Ex",
    volume="1",
    issue="2",
    pages="4-9",
    year=2019,
    date="2019-07-03",
    pmid="12345678",
    doi="10.5555/x",
    keywords=("wards", "sepsis"),
    languages=("eng",),
)
PREPRINT = Paper(title="A preprint", arxiv="2001.00001", year=2020)


def _again(*papers: Paper) -> list[Paper]:
    return [
        p for p in read_text(to_ris((p, []) for p in papers), "own.ris") if isinstance(p, Paper)
    ]


def test_a_paper_comes_back_with_its_fields() -> None:
    (again,) = _again(PAPER)
    for field in ("authors", "journal", "journal_abbreviation", "volume", "issue", "pages", "year",
                  "date", "pmid", "doi", "keywords", "languages", "abstract"):  # fmt: skip
        assert getattr(again, field) == getattr(PAPER, field), field
    assert again.title == "Sepsis on the ward: a made-up study"


def test_several_papers_stay_several_and_keep_their_ids() -> None:
    assert [paper.id for paper in _again(PAPER, PREPRINT)] == ["pmid:12345678", "arxiv:2001.00001"]


def test_every_line_is_a_tag_with_its_value() -> None:
    lines = to_ris([(PAPER, ["a note\nER  - of two lines"]), (PREPRINT, [])]).splitlines()
    assert all(line[2:6] == "  - " for line in lines if line)
    assert "N1  - a note ER - of two lines" in lines
    assert sum(line.startswith("ER  -") for line in lines) == 2
