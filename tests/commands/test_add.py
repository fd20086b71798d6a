"""`fingerpost add`: single papers, looked up at suppliers of our own, or kept as wishes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.conftest import Small
from tests.loopback import Asked, Loopback, Reply, serving
from tests.pdfs import Words, pdf
from tests.suppliers import Arxiv, Crossref, EuropePmc, PubMed, json_reply

from fingerpost.sources.live import SUPPLIERS


class Everyone:
    """All suppliers behind one address, told apart by what is asked."""

    def __init__(self) -> None:
        self.pubmed, self.arxiv = PubMed([]), Arxiv([3])
        self.crossref, self.epmc = Crossref([1, 2]), EuropePmc([])

    def __call__(self, asked: Asked) -> Reply:
        if asked.verb in ("esearch", "efetch"):
            return self.pubmed(asked)
        if "/works" in asked.path:
            return self.crossref(asked)
        return self.epmc(asked) if asked.verb == "search" else self.arxiv(asked)


@pytest.fixture
def everyone() -> Everyone:
    return Everyone()


@pytest.fixture
def server(everyone: Everyone, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    for name in [name for name in os.environ if name.startswith("FINGERPOST")]:
        monkeypatch.delenv(name)
    with serving(Loopback(everyone)) as running:
        for name in SUPPLIERS:
            monkeypatch.setenv(f"FINGERPOST_URL_{name.upper()}", running.address)
        yield running


@pytest.fixture
def home(server: Loopback, small: Small) -> Small:
    return small


def squeezed(text: str) -> str:
    """Words as they follow one another, however wide the terminal is."""
    return " ".join(text.split())


def inbox(home: Small) -> str:
    return (home.home / "inbox.md").read_text(encoding="utf-8")


def test_a_doi_is_asked_of_one_after_another_and_said_so(home: Small, server: Loopback) -> None:
    done = home.run("add", "https://doi.org/10.5555/w.1")
    assert done.exit_code == 0, done.output
    assert "doi:10.5555/w.1 Work 1 (from Crossref)" in squeezed(done.stdout)
    asking = [line for line in done.stderr.splitlines() if line.startswith("Asking")]
    assert asking == [
        'Asking PubMed for "10.5555/w.1"[doi]',
        'Asking Europe PMC for DOI:"10.5555/w.1"',
        "Asking Crossref for 10.5555/w.1",
    ]
    assert home.json("search", "doi:10.5555/w.1")["total"] == 1


def test_a_pmid_an_arxiv_id_and_a_doi_together(home: Small, everyone: Everyone) -> None:
    everyone.pubmed = PubMed([7])
    found = home.json("add", "7", "arxiv.org/abs/2101.00003", "--email", "ada@example.org")
    assert [(each["id"], each["from"]) for each in found["added"]] == [
        ("pmid:7", "PubMed"),
        ("arxiv:2101.00003", "arXiv"),
    ]
    assert (found["read"], found["imported"], found["problems"]) == (2, 2, [])


def test_a_record_of_another_number_is_never_taken(home: Small, everyone: Everyone) -> None:
    everyone.pubmed = PubMed([1, 2, 3])
    done = home.run("add", "10.5555/nobody.has.it", "--json")
    assert done.exit_code == 1
    stated = json.loads(done.stdout)
    assert stated["added"] == []
    assert (
        "no paper of this number is known to PubMed, Europe PMC, Crossref"
        in (stated["problems"][0]["reason"])
    )
    assert home.json("search", "*")["total"] == 12


def test_what_the_library_has_is_said_and_nobody_is_asked(home: Small, server: Loopback) -> None:
    done = home.run("add", "doi:10.5555/SEPSIS.1")
    assert done.exit_code == 0
    assert "in your library already" in squeezed(done.stdout)
    assert server.asked == []


def test_offline_the_wish_is_kept_and_fulfilled_later(
    home: Small, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    for _ in range(2):
        done = home.run("add", "10.5555/w.1", "10.5555/w.2", "--area", "sepsis", "--note")
        assert done.exit_code == 1
        (said,) = done.stderr.splitlines()
        assert "FINGERPOST_OFFLINE is set" in said
        assert "2 papers kept in inbox.md, to be tried again" in said
    assert server.asked == []
    assert not (home.home / "problems.csv").exists()
    assert inbox(home).count("- [ ] 10.5555/w.1 #area/sepsis #note") == 1
    monkeypatch.delenv("FINGERPOST_OFFLINE")
    found = home.json("add")
    assert [each["id"] for each in found["added"]] == ["doi:10.5555/w.1", "doi:10.5555/w.2"]
    assert "- [x] 10.5555/w.1 #area/sepsis #note → doi:10.5555/w.1" in inbox(home)
    area = (home.home / "areas" / "sepsis.md").read_text(encoding="utf-8")
    assert "- doi:10.5555/w.1\n- doi:10.5555/w.2" in area
    notes = (home.home / "papers").glob("*.md")
    assert sum("10.5555/w." in note.read_text(encoding="utf-8") for note in notes) == 2
    assert home.run("add").stderr.startswith("Nothing waits in inbox.md")


def test_update_tries_the_inbox_again(home: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.home / "inbox.md").write_text("- 10.5555/w.2  Ada says read it\n", encoding="utf-8")
    found = home.json("update", "--today", "2026-11-23")
    assert [each["id"] for each in found["inbox"]["added"]] == ["doi:10.5555/w.2"]
    assert "[x] 10.5555/w.2  Ada says read it" in inbox(home)
    assert home.json("update", "--today", "2026-11-23")["inbox"] is None


def test_a_supplier_that_fails_is_passed_by_and_if_all_do_the_wish_waits(
    home: Small, server: Loopback, everyone: Everyone
) -> None:
    everyone.pubmed = PubMed(fixed={"esearch": Reply(b"", 410)})
    assert home.json("add", "10.5555/w.1")["added"][0]["from"] == "Crossref"
    server.answering = lambda _: Reply(b"", 410)
    done = home.run("add", "10.5555/w.2")
    assert done.exit_code == 1
    assert "- [ ] 10.5555/w.2" in inbox(home)


def test_europe_pmc_knows_what_pubmed_does_not(home: Small, everyone: Everyone) -> None:
    result = {"id": "9", "source": "PPR", "title": "A preprint.", "doi": "10.5555/p.9"}
    everyone.epmc = lambda _: json_reply({  # type: ignore[assignment]
        "hitCount": 1, "resultList": {"result": [result]}})  # fmt: skip
    assert home.json("add", "10.5555/p.9")["added"][0]["from"] == "Europe PMC"


def paper_pdf(title: str, doi: str) -> bytes:
    text = "We looked at the vital signs of many patients on the wards of a made-up hospital. "
    lines = [Words(72, 780, f"https://doi.org/{doi}", 8), Words(72, 740, title, 18, bold=True)]
    lines += [Words(72, 690 - 14 * row, text, 10) for row in range(8)]
    return pdf([lines])


def test_a_pdf_is_looked_up_by_the_doi_it_prints(home: Small, everyone: Everyone) -> None:
    file = home.cwd / "download.pdf"
    file.write_bytes(paper_pdf("Work 1", "10.5555/w.1"))
    found = home.json("add", file)
    assert [each["id"] for each in found["added"]] == ["doi:10.5555/w.1"]


def test_a_pdf_whose_doi_leads_to_another_paper_brings_nothing(home: Small) -> None:
    file = home.cwd / "download.pdf"
    file.write_bytes(paper_pdf("Early warning on the wards", "10.5555/w.1"))
    done = home.run("add", file)
    assert done.exit_code == 1
    assert "it is the paper 'Work 1', whose title does not stand" in done.stderr
    assert home.json("search", "*")["total"] == 12


def test_a_pdf_without_an_identifier_is_told(home: Small, server: Loopback) -> None:
    file = home.cwd / "download.pdf"
    file.write_bytes(paper_pdf("Early warning on the wards", "none"))
    done = home.run("add", file)
    assert done.exit_code == 1
    assert "no DOI and no arXiv id stands on its first 3 pages" in done.stderr
    assert server.asked == []


def test_a_file_of_records_is_imported(home: Small, tmp_path: Path) -> None:
    file = home.cwd / "one.ris"
    file.write_text("TY  - JOUR\nTI  - A made-up trial\nDO  - 10.5555/r.1\nER  - \n")
    found = home.json("add", file, "--area", "stroke")
    assert [each["id"] for each in found["added"]] == ["doi:10.5555/r.1"]
    assert "- doi:10.5555/r.1" in (home.home / "areas" / "stroke.md").read_text(encoding="utf-8")


def test_a_dry_run_only_says_what_would_be_asked(home: Small, server: Loopback) -> None:
    done = home.run("add", "7", "10.5555/sepsis.1", "--dry-run")
    said = squeezed(done.stdout)
    assert "7: would ask PubMed for 7[pmid], else Europe PMC for EXT_ID:7 AND SRC:MED." in said
    assert "in your library already (doi:10.5555/sepsis.1); nobody is asked" in said
    stated = home.json("add", "7", "--dry-run")
    assert stated["would_ask"][0]["asks"][0] == {"supplier": "PubMed", "query": "7[pmid]"}
    assert server.asked == []


def test_what_is_no_name_of_a_paper_is_wrong_use_and_loses_nothing(home: Small) -> None:
    done = home.run("add", "warning of sepsis", "10.5555/w.1")
    assert done.exit_code == 2
    assert "'warning of sepsis' is no DOI" in done.stderr
    assert "doi:10.5555/w.1" in done.stdout


def test_what_was_added_is_taken_back(home: Small, server: Loopback) -> None:
    home.json("add", "https://doi.org/10.5555/w.1")
    assert home.json("import", "--undo")["papers"] == 1
    assert home.json("search", "doi:10.5555/w.1")["total"] == 0
