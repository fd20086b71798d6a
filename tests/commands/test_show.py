"""`fingerpost show`: a whole paper, however it is named."""

from __future__ import annotations

import pytest
from tests.commands.conftest import Small

from fingerpost.home import Home
from fingerpost.library import Library
from fingerpost.records import (
    Author,
    Link,
    LinkKind,
    MeshHeading,
    Paper,
    Reference,
    Retraction,
    Section,
)  # fmt: skip

TITLE = "Invented alarms for falls: a trial"
FALLS = Paper(
    TITLE,
    abstract="BACKGROUND: People fall.\nMETHODS: We rang a bell.",
    sections=(Section("BACKGROUND", "People fall."), Section("METHODS", "We rang a bell.")),
    other_abstracts=(("fre", "On tombe."),),
    authors=(*(Author(f"Name{n}", "Ada") for n in range(12)), Author(collective="Bell Group")),
    journal="Journal of Made-up Wards", volume="12", issue="3", pages="45-9", date="2021-04-05",
    year=2021, publication_types=("Journal Article", "Randomized Controlled Trial"),
    mesh=(MeshHeading("Accidental Falls", ("prevention & control",), major=True),
          MeshHeading("Humans")),
    keywords=("bells", "wards"), languages=("eng",), pmid="901", pmcid="PMC77",
    doi="10.5555/falls.1", other_ids=("openalex:W1",), references=(Reference("One."),),
    links=(Link(LinkKind.RETRACTED_BY, "pmid:902"), Link(LinkKind.COMMENTED_BY, "pmid:999")),
    retraction=Retraction.RETRACTED, source="pubmed-xml",
)  # fmt: skip
NOTICE = Paper("Retraction of an invented trial", pmid="902", retraction=Retraction.NOTICE)
SHORT = Paper(TITLE, authors=(Author("Name0", "Ada"),), doi="10.5555/falls.1", source="ris")
TWINS = [
    Paper("Twin reports on beds", arxiv="2101.00001", authors=(Author("Żak"),), year=2019),
    Paper("Twin reports on beds", pmid="905", authors=(Author("Okoro"),), year=2010),
]


@pytest.fixture
def shelf(small: Small) -> Small:
    """The small home with a paper of two records, its retraction, and two papers of one title."""
    with Library.open(small.data / "libraries" / Home.open(small.home).id) as library:
        library.put([FALLS, NOTICE], "falls.xml")
        library.put([SHORT, *TWINS], "mine.ris")
    return small


def flat(text: str) -> str:
    return " ".join(text.split())


def test_everything_is_printed(shelf: Small) -> None:
    done = shelf.run("show", "901")
    assert done.exit_code == 0
    text = flat(done.stdout)
    for words in (
        TITLE, "Ada Name11; Bell Group",
        "Journal: Journal of Made-up Wards, volume 12, issue 3, pages 45-9", "Date: 2021-04-05",
        "Id: pmid:901", "PMID: 901 https://pubmed.ncbi.nlm.nih.gov/901/",
        "PMCID: PMC77 https://pmc.ncbi.nlm.nih.gov/articles/PMC77/",
        "DOI: 10.5555/falls.1 https://doi.org/10.5555/falls.1", "Other ids: openalex:W1",
        "Publication types: Journal Article; Randomized Controlled Trial", "Standing: RETRACTED",
        "Accidental Falls/prevention & control*; Humans", "Keywords: bells; wards",
        "retracted by: pmid:902 Retraction of an invented trial (in your library)",
        "commented by: pmid:999 BACKGROUND: People fall.", "METHODS: We rang a bell.",
        "In fre: On tombe.", "References: 1 paper",
        "Made of 2 records: falls.xml (pubmed-xml); mine.ris (ris)",
        "fingerpost duplicates show pmid:901",
    ):  # fmt: skip
        assert words in text
    assert text.count("People fall.") == 1


def test_a_paper_that_states_little_says_so(shelf: Small) -> None:
    text = flat(shelf.run("show", "arxiv:2101.00001").stdout)
    assert "Standing: not stated" in text
    assert "no abstract of this paper" in text
    assert "Journal" not in text
    assert "Made of 1 record: mine.ris (format not stated)" in text


@pytest.mark.parametrize(
    "named",
    [
        "pmid:901", "901", "PMID: 901", "https://pubmed.ncbi.nlm.nih.gov/901/", "PMC77",
        "pmcid:77", "https://pmc.ncbi.nlm.nih.gov/articles/PMC77/", "10.5555/FALLS.1",
        "https://doi.org/10.5555/falls.1", "invented alarms for falls - a TRIAL",
    ],
)  # fmt: skip
def test_a_paper_is_named_in_many_ways(shelf: Small, named: str) -> None:
    assert [paper["id"] for paper in shelf.json("show", named)["papers"]] == ["pmid:901"]


def test_json_has_every_field(shelf: Small) -> None:
    found = shelf.json("show", "901", "pmid:901", "902")
    first, second = found["papers"]
    assert found["not_found"] == []
    assert {*Paper.__struct_fields__, "id", "address", "records"} == set(first) == set(second)
    assert first["sections"][0] == {"label": "BACKGROUND", "text": "People fall.", "category": ""}
    assert first["authors"][-1]["collective"] == "Bell Group"
    assert len(first["authors"]) == 13
    assert first["mesh"][0]["qualifiers"] == ["prevention & control"]
    assert first["links"][0] == {
        "kind": "retracted by", "target": "pmid:902", "title": NOTICE.title,
    }  # fmt: skip
    assert [record["from"] for record in first["records"]] == ["falls.xml", "mine.ris"]
    assert (first["retraction"], second["retraction"]) == ("retracted", "retraction notice")
    assert (second["abstract"], second["year"]) == ("", None)


def test_all_papers_of_a_title_are_shown(shelf: Small) -> None:
    found = shelf.json("show", "Twin reports on beds")
    assert {paper["id"] for paper in found["papers"]} == {"arxiv:2101.00001", "pmid:905"}


@pytest.mark.parametrize("named", ["903", "10.5555/2101.00001", "Twin reports", "*", "falls"])
def test_a_paper_that_is_not_here_is_never_another_one(shelf: Small, named: str) -> None:
    done = shelf.run("show", named, "902")
    assert done.exit_code == 1
    assert f"The library has no paper '{named}'" in done.stderr
    assert NOTICE.title in done.stdout
    assert done.stdout.count("Standing:") == 1


def test_signs_that_steer_a_terminal_are_not_printed(shelf: Small) -> None:
    with Library.open(shelf.data / "libraries" / Home.open(shelf.home).id) as library:
        library.put([Paper("Red \x1b[31mbeds", "Bell\x07.", pmid="910")])
    done = shelf.run("show", "910", color=True)
    assert "Red" in done.stdout
    assert "\x1b[31m" not in done.stdout
    assert "\x07" not in done.stdout


def test_search_tells_the_doi_of_each_paper(shelf: Small) -> None:
    found = {paper["id"]: paper["doi"] for paper in shelf.json("search", "falls OR beds")["papers"]}
    assert found == {"pmid:901": "10.5555/falls.1", "arxiv:2101.00001": "", "pmid:905": ""}
