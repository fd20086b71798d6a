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
    assert (done.exit_code, "2 papers come of it" in done.stdout) == (0, True)
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
        (("show", TITLE), "Several papers have the title"),
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


def state(home: Small) -> dict[str, object]:
    """Everything that the library says of its papers, whatever came first."""
    found = home.json("duplicates")
    papers = home.json("search", "*", "--limit", 100)["papers"]
    merged = {m["id"]: sorted(r["record"] for r in m["records"]) for m in found["merged"]}
    pairs = {
        kind: {tuple(sorted((p["one"]["id"], p["other"]["id"]))) for p in found[kind]}
        for kind in ("linked", "possible")
    }
    return {"papers": sorted((p["id"], p["title"]) for p in papers), "merged": merged, **pairs}


ON_TWO = ("pmid:1", "doi:10.5555/meeting")


@pytest.mark.parametrize("verb", ["join", "apart"])
@pytest.mark.parametrize("named", [(), ("pmid:1",), ("10.5555/meeting",)])
def test_a_decision_is_taken_back(twice: Small, verb: str, named: tuple[str, ...]) -> None:
    before = state(twice)
    twice.json("duplicates", verb, *ON_TWO)
    assert state(twice) != before
    done = twice.run("duplicates", "undo", *named)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Taken back" in done.stdout
    assert "2 papers come of it" in done.stdout
    assert state(twice) == before
    for name in ("pubmed.csv", "endnote.ris", "more.ris"):
        twice.json("import", twice.home / name)
    assert state(twice) == before
    shutil.rmtree(twice.data)
    for name in ("more.ris", "endnote.ris", "pubmed.csv"):
        twice.json("import", twice.home / name)
    anew = state(twice)
    assert (anew["merged"], anew["possible"]) == (before["merged"], before["possible"])


def test_a_split_is_taken_back_and_earlier_decisions_hold(twice: Small) -> None:
    whole = state(twice)
    twice.json("duplicates", "split", "pmid:1")
    twice.json("duplicates", "join", *ON_TWO)
    joined = state(twice)
    twice.json("duplicates", "split", "pmid:1")
    assert twice.json("duplicates", "undo", "pmid:1")["decision"] == "split"
    assert state(twice) == joined
    assert twice.json("duplicates", "undo", "pmid:1")["decision"] == "merged"
    assert twice.json("duplicates", "undo", "pmid:1")["decision"] == "split"
    assert state(twice) == whole
    done = twice.run("duplicates", "undo", "pmid:1")
    assert done.exit_code == 2
    assert "nothing to take back" in done.stderr.replace("\n", " ")
    verbs = (twice.home / "journal.jsonl").read_text("utf-8").count('"verb": "undone"')
    assert verbs == 3


def test_the_decision_on_another_paper_stands(twice: Small) -> None:
    twice.json("duplicates", "split", "pmid:1")
    twice.json("duplicates", "join", "doi:10.5555/sepsis.1", "doi:10.5555/sepsis.2")
    twice.json("duplicates", "undo", "pmid:1")
    assert [each["id"] for each in twice.json("duplicates")["merged"]] == [
        "doi:10.5555/sepsis.2", "pmid:1",
    ]  # fmt: skip
    assert twice.json("duplicates", "undo")["decision"] == "merged"
    assert [each["id"] for each in twice.json("duplicates")["merged"]] == ["pmid:1"]


def test_splitting_what_was_joined_gives_back_the_papers_that_there_were(twice: Small) -> None:
    before = state(twice)
    twice.json("duplicates", "join", *ON_TWO)
    done = twice.run("duplicates", "split", "doi:10.5555/meeting")
    assert "2 papers come of it" in done.stdout
    assert "(pmid:1)" in done.stdout
    assert "(doi:10.5555/meeting)" in done.stdout
    assert "duplicates undo" in done.stdout
    after = state(twice)
    assert (after["papers"], after["merged"]) == (before["papers"], before["merged"])
    assert after["possible"] == set()
    done = twice.run("duplicates", "split", "pmid:1")
    assert "(pmid:1)" in done.stdout
    assert "(doi:10.5555/ward)" in done.stdout


def test_papers_are_named_as_elsewhere(twice: Small) -> None:
    for named in ("1", "PMID: 1", "https://doi.org/10.5555/WARD"):
        assert twice.json("duplicates", "show", named)["id"] == "pmid:1"
    shown = twice.json("duplicates", "show", "deep learning for sepsis in hospital 1")
    assert shown["id"] == "doi:10.5555/sepsis.1"
    joined = twice.json("duplicates", "join", "1", "https://doi.org/10.5555/meeting")
    assert joined["papers"] == ["pmid:1"]
    assert len(twice.json("duplicates", "split", "1")["papers"]) == 2
    apart = twice.json("duplicates", "apart", "1", "10.5555/sepsis.1")
    assert apart["papers"] == ["doi:10.5555/sepsis.1", "pmid:1"]


def test_the_list_says_what_matters_and_names_no_pair_as_an_example(twice: Small) -> None:
    told = twice.run("duplicates").stdout
    assert "join ID1 ID2" in told
    assert "apart ID1 ID2" in told
    assert "They differ in" in told
    assert "source" not in told
    assert "source" in twice.json("duplicates")["merged"][0]["differ"]
