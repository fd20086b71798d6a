"""`fingerpost update` and the searches of an area, from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.commands.conftest import Small
from tests.loopback import Loopback, serving
from tests.suppliers import PubMed


@pytest.fixture
def pubmed(monkeypatch: pytest.MonkeyPatch) -> Iterator[PubMed]:
    supplier = PubMed(list(range(1, 6)))
    with serving(Loopback(supplier)) as server:
        monkeypatch.setenv("FINGERPOST_URL_PUBMED", server.address)
        yield supplier


def test_a_saved_search_says_what_is_new(small: Small, pubmed: PubMed) -> None:
    saved = small.json("area", "save", "sepsis", "--most", 50)
    assert (saved["query"], saved["supplier"]) == ("sepsis", "pubmed")
    assert "supplier: pubmed" in (small.home / "areas" / "sepsis.md").read_text("utf-8")
    [first] = small.json("update", "--today", "2026-11-23")["searches"]
    assert first["prisma"] == {
        "found": 5, "read": 5, "duplicates": 0, "new": 5, "left_out": 0, "excluded": 0,
    }  # fmt: skip
    assert small.json("search", "pmid:3")["total"] == 1
    pubmed.pmids.append(77)
    small.run("area", "exclude", "sepsis", "2", "--because", "animals")
    done = small.run("update", "sepsis", "--today", "2026-11-30")
    assert done.exit_code == 0, done.stderr
    assert "6 found, 6 read: 5 known before (duplicates), 1 new; 1 excluded by you." in done.stdout
    assert "Retraction status as of 2026-11-30" in done.stdout
    assert "pmid:77" in done.stdout
    entries = [json.loads(line) for line in (small.home / "journal.jsonl").read_text().splitlines()]
    updates = [entry for entry in entries if entry["verb"] == "updated"]
    assert updates[-1]["new"] == ["pmid:77"]


def test_without_a_saved_search_nobody_is_asked(small: Small) -> None:
    done = small.run("update")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "fingerpost area save" in done.stderr


def test_offline_is_one_sentence(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    small.run("area", "save", "sepsis")
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    done = small.run("update")
    assert done.exit_code == 1
    assert len(done.stderr.strip().splitlines()) <= 3


def test_the_same_search_is_not_saved_twice(small: Small) -> None:
    small.run("area", "save", "sepsis")
    done = small.run("area", "save", "sepsis")
    assert done.exit_code == 2
    assert "saved on the area already" in done.stderr


def test_an_unknown_supplier_is_refused_and_the_file_stays(small: Small) -> None:
    before = (small.home / "areas" / "sepsis.md").read_bytes()
    done = small.run("area", "save", "sepsis", "--supplier", "nowhere")
    assert done.exit_code == 2
    assert "pubmed" in done.stderr
    assert (small.home / "areas" / "sepsis.md").read_bytes() == before


def test_did_i_find_them(small: Small) -> None:
    found = small.json(
        "area", "found", "sepsis", "Deep learning for sepsis in hospital 1",
        "10.5555/stroke.2", "31100001", "--keep",
    )  # fmt: skip
    first, other, absent = found["papers"]
    assert first["found"]
    assert (other["in_library"], other["found"]) == (True, False)
    assert any("stroke" in words["words"] for words in other["missing"][0]["words"])
    assert not absent["in_library"]
    done = small.run("area", "found", "sepsis")
    assert "1 of 3 papers found by sepsis" in done.stdout
    assert "would find it" in done.stdout
    assert "not in your library" in done.stdout


def test_excluded_papers_leave_the_dive_and_come_back(small: Small) -> None:
    assert small.json("dive", "sepsis")["papers"] == 6
    small.json("area", "exclude", "sepsis", "10.5555/sepsis.1")
    assert small.json("dive", "sepsis")["papers"] == 5
    small.json("area", "include", "sepsis", "10.5555/sepsis.1")
    assert small.json("dive", "sepsis")["papers"] == 6


def test_a_paper_that_is_not_there_cannot_be_excluded(small: Small) -> None:
    done = small.run("area", "exclude", "sepsis", "31100001", "10.5555/sepsis.1")
    assert done.exit_code == 2
    assert "31100001" in done.stderr
    assert small.json("dive", "sepsis")["papers"] == 6


def test_what_an_update_brought_is_taken_back_alone(small: Small, pubmed: PubMed) -> None:
    small.json("area", "save", "sepsis", "--most", 50)
    small.json("update", "--today", "2026-11-23")
    pubmed.pmids.append(77)
    small.json("update", "--today", "2026-11-30")
    entry = small.json("journal", "--verb", "updated")["entries"][-1]
    done = small.json("import", "--undo", entry["id"])
    assert done["undone"] == "sepsis, brought up to date from PubMed"
    assert done["papers"] == 1
    assert small.json("search", "pmid:77")["total"] == 0
    assert small.json("search", "pmid:3")["total"] == 1
