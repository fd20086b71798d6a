"""`fingerpost duplicates`: what came twice is shown, and the user has the last word."""

from __future__ import annotations

import shutil

import pytest
from tests.commands.conftest import Small

TITLE = "Early warning of sepsis from vital signs on general wards"
CSV = f'PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n1,"{TITLE}","Okoro A, Lindqvist B.","Acta Nova. 2019;12:221-8.",Okoro A,Acta Nova,2019,2019/01/02,,,\n'  # noqa: E501
RIS = f"""TY  - JOUR
TI  - {TITLE.upper()}
AU  - Okoro, Ada
AU  - Lindqvist, Bo
JO  - Acta Nov.
PY  - 2019
VL  - 12
SP  - 221
EP  - 228
DO  - 10.5555/ward
KW  - wards
ER  -
"""
ELSEWHERE = (
    RIS.replace("Acta Nov.", "Wards Today")
    .replace("221", "S14")
    .replace("10.5555/ward", "10.5555/meeting")
    .replace("EP  - 228\n", "")
    .replace("VL  - 12", "VL  - 3")
)
PREPRINT = f"""TY  - JOUR
TI  - {TITLE}
AU  - Okoro, Ada
JO  - medRxiv
PY  - 2018
DO  - 10.1101/2018.05.05.18000001
ER  -
"""


@pytest.fixture
def twice(small: Small) -> Small:
    """The small home with one paper from two suppliers, a meeting's abstract and a preprint."""
    for name, text in (
        ("pubmed.csv", CSV), ("endnote.ris", RIS), ("more.ris", ELSEWHERE + PREPRINT),
    ):  # fmt: skip
        (small.home / name).write_text(text, encoding="utf-8")
        small.json("import", small.home / name)
    return small


def test_what_was_merged_linked_and_is_possible_is_listed(twice: Small) -> None:
    found = twice.json("duplicates")
    (merged,) = found["merged"]
    assert merged["id"] == "pmid:1"
    assert [record["from"] for record in merged["records"]] == ["pubmed.csv", "endnote.ris"]
    assert "same title" in merged["records"][1]["because"]
    assert "title" in merged["differ"]
    assert {pair["one"]["id"] for pair in found["linked"]} == {"doi:10.1101/2018.05.05.18000001"}
    assert "pmid:1" in {pair["other"]["id"] for pair in found["linked"]}
    (possible,) = found["possible"]
    assert {possible["one"]["id"], possible["other"]["id"]} == {"pmid:1", "doi:10.5555/meeting"}
    assert list(twice.json("duplicates", "--possible")) == ["possible"]
    told = twice.run("duplicates").stdout
    assert "1 paper came as more than one record." in told
    assert "endnote.ris (ris): same title" in told
    assert "1 pair may be one paper." in told
    assert "fingerpost duplicates join" in told


def test_a_paper_is_shown_field_by_field(twice: Small) -> None:
    shown = twice.json("duplicates", "show", "doi:10.5555/ward")
    assert shown["fields"]["doi"] == {"value": "10.5555/ward", "said_by": [2], "others": []}
    assert shown["fields"]["pmid"]["said_by"] == [1]
    told = twice.run("duplicates", "show", "pmid:1").stdout
    assert "pmid:1, made of 2 records" in told
    assert "keywords: wards [2]" in told


def test_a_merge_is_undone_and_stays_undone(twice: Small) -> None:
    done = twice.run("duplicates", "split", "pmid:1", "2")
    assert (done.exit_code, "2 papers now" in done.stdout) == (0, True)
    assert twice.json("duplicates")["merged"] == []
    for name in ("pubmed.csv", "endnote.ris"):
        twice.json("import", twice.home / name)
    assert twice.json("search", "10.5555/ward")["papers"][0]["id"] == "doi:10.5555/ward"


def test_decisions_outlive_the_library(twice: Small) -> None:
    twice.json("duplicates", "split", "pmid:1")
    twice.json("duplicates", "join", "pmid:1", "doi:10.5555/meeting")
    before = twice.json("search", "sepsis AND wards", "--limit", 100)["papers"]
    shutil.rmtree(twice.data)
    for name in ("more.ris", "endnote.ris", "pubmed.csv"):
        twice.json("import", twice.home / name)
    after = twice.json("search", "sepsis AND wards[ti]", "--limit", 100)["papers"]
    assert {p["id"] for p in after} == {p["id"] for p in before if "WARDS" in p["title"].upper()}
    journal = (twice.home / "journal.jsonl").read_text("utf-8")
    assert '"verb": "split"' in journal
    assert '"verb": "merged"' in journal


def test_two_papers_are_kept_apart(twice: Small) -> None:
    done = twice.run("duplicates", "apart", "pmid:1", "doi:10.5555/meeting")
    assert "These stay apart" in done.stdout
    assert twice.json("duplicates")["possible"] == []
    assert '"verb": "kept apart"' in (twice.home / "journal.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "pmid:404"), "no paper 'pmid:404'"),
        (("split", "pmid:1", "7"), "records 1 to 2"),
        (("split", "doi:10.5555/meeting"), "nothing to"),
        (("join", "pmid:1"), "at least two papers"),
        (("apart", "pmid:1", "doi:10.5555/ward"), "one paper's"),
        (("--json", "show", "pmid:1"), "after the verb"),
    ],
)
def test_what_cannot_be_done_is_told(
    twice: Small, arguments: tuple[str, ...], sentence: str
) -> None:
    done = twice.run("duplicates", *arguments)
    assert done.exit_code == 2
    assert sentence in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_decision_that_cannot_be_read_is_a_problem(twice: Small) -> None:
    with (twice.home / "journal.jsonl").open("a", encoding="utf-8") as journal:
        journal.write('{"id": "1", "time": "t", "verb": "split", "object": "x", "why": ""}\n')
    done = twice.run("duplicates")
    assert done.exit_code == 0
    assert "does not say which records" in done.stderr
