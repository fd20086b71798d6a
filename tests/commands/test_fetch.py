"""`fingerpost fetch`: papers from a supplier of our own, cut off in every way and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import Cli, Small
from tests.loopback import Asked, Loopback, Reply, serving
from tests.suppliers import Arxiv, Crossref, EuropePmc, OpenAlex, PubMed

from fingerpost.sources.live import SUPPLIERS

KEY = "0123456789abcdef0123456789abcdef0123"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """A loopback server in the place of every supplier, asked at their real pace."""
    for name in [name for name in os.environ if name.startswith("FINGERPOST")]:
        monkeypatch.delenv(name)
    with serving(Loopback(PubMed(list(range(1, 451))))) as running:
        for name in SUPPLIERS:
            monkeypatch.setenv(f"FINGERPOST_URL_{name.upper()}", running.address)
        yield running


@pytest.fixture
def home(server: Loopback, small: Small) -> Small:
    return small


def library_size(home: Small) -> int:
    total = home.json("search", "*")["total"]
    assert isinstance(total, int)
    return total


def test_papers_come_into_the_library_and_the_count_is_told_first(
    home: Small, server: Loopback
) -> None:
    done = home.run("fetch", "pubmed", "sepsis", "--email", "ada@example.org")
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "450 papers read: 450 new, 0 joined with papers that were here, 0 known already.\n"
    )
    assert done.stderr.index("PubMed has 450 papers for: sepsis") < done.stderr.index("reading")
    assert library_size(home) == 462
    assert {asked.params["email"] for asked in server.asked} == {"ada@example.org"}


def test_json_is_one_object_with_all_its_fields(home: Small) -> None:
    found = home.json("fetch", "pubmed", "sepsis", "--most", "20")
    assert found == {
        "supplier": "pubmed", "query": "sepsis", "found": 450, "read": 20, "imported": 20,
        "updated": 0, "unchanged": 0, "resumed_at": 0, "finished": True, "problems": [],
    }  # fmt: skip


def test_fewer_than_there_are_is_told(home: Small) -> None:
    done = home.run("fetch", "pubmed", "sepsis", "--most", "20")
    assert "Fetching 20 of them; --most N fetches more." in done.stderr


def test_the_same_fetch_again_changes_nothing(home: Small) -> None:
    home.json("fetch", "pubmed", "sepsis", "--most", "20")
    again = home.json("fetch", "pubmed", "sepsis", "--most", "20")
    assert (again["imported"], again["unchanged"], again["resumed_at"]) == (0, 20, 0)


@pytest.mark.parametrize(
    ("supplier", "twin", "shown"),
    [
        ("arxiv", Arxiv, "arxiv:2101.00003"),
        ("openalex", OpenAlex, "doi:10.5555/w.3"),
        ("europepmc", EuropePmc, "pmid:3"),
        ("crossref", Crossref, "doi:10.5555/w.3"),
    ],
)
def test_every_supplier_can_be_fetched_from(
    home: Small, server: Loopback, supplier: str, twin: Any, shown: str
) -> None:
    server.answering = twin(list(range(1, 8)))
    found = home.json("fetch", supplier, "sepsis")
    assert (found["found"], found["imported"], found["problems"]) == (7, 7, [])
    assert shown in {paper["id"] for paper in home.json("search", "*", "--limit", 50)["papers"]}


def test_dois_need_no_quotes_and_unknown_ones_are_told(home: Small, server: Loopback) -> None:
    server.answering = Crossref([1, 2])
    found = home.json("fetch", "crossref", "10.5555/w.1", "10.5555/w.2", "10.5555/w.9")
    assert (found["found"], found["read"]) == (3, 2)
    assert "10.5555/w.9" in found["problems"][0]["reason"]
    alone = home.run("fetch", "crossref", "10.5555/w.9")
    assert alone.exit_code == 1


def test_a_fetch_that_failed_goes_on_where_it_was(home: Small, server: Loopback) -> None:
    twin = server.answering

    def die_at_400(asked: Asked) -> Reply:
        return Reply(b"", 410) if asked.params.get("retstart") == "400" else twin(asked)

    server.answering = die_at_400
    cut = home.run("fetch", "pubmed", "sepsis", "--json")
    assert cut.exit_code == 1
    stated = json.loads(cut.stdout)
    assert (stated["read"], stated["finished"]) == (400, False)
    assert "status 410" in stated["problems"][0]["reason"]
    assert "the same command goes on from there" in cut.stderr
    assert library_size(home) == 412
    server.answering = twin
    rest = home.json("fetch", "pubmed", "sepsis")
    assert (rest["resumed_at"], rest["read"], rest["finished"]) == (400, 50, True)
    assert library_size(home) == 462


def test_again_begins_anew(home: Small, server: Loopback) -> None:
    twin = server.answering
    server.answering = lambda asked: (
        Reply(b"", 410) if asked.params.get("retstart") == "200" else twin(asked)
    )
    assert home.run("fetch", "pubmed", "sepsis").exit_code == 1
    server.answering = twin
    anew = home.json("fetch", "pubmed", "sepsis", "--again")
    assert (anew["resumed_at"], anew["read"], anew["unchanged"]) == (0, 450, 200)


def real(home: Small, server: Loopback, *arguments: str) -> subprocess.Popen[str]:
    """The real command in a process of its own, at its real pace."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("FINGERPOST")
    }
    environment |= {
        "FINGERPOST_DATA": str(home.data),
        "FINGERPOST_URL_PUBMED": server.address,
        "PYTHONWARNINGS": "error",
    }
    fetch = ("-m", "fingerpost.faces.cli.main", "fetch", "pubmed", "sepsis")
    return subprocess.Popen(
        [sys.executable, *fetch, *arguments],
        cwd=home.home, env=environment, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])
def test_a_process_that_is_killed_loses_nothing_and_goes_on(
    home: Small, server: Loopback, how: str
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    twin = server.answering

    def hang_at_400(asked: Asked) -> Reply:
        if asked.params.get("retstart") == "400":
            reached.set()
            go_on.wait(60)
        return twin(asked)

    server.answering = hang_at_400
    process = real(home, server)
    try:
        assert reached.wait(60)
        process.send_signal(getattr(signal, how))
        if how == "SIGINT":
            go_on.set()
        said, told = process.communicate(timeout=60)
    finally:
        go_on.set()
        process.kill()
    if how == "SIGINT":
        assert process.returncode == 1
        assert "What came is kept" in told
        assert "Traceback" not in told
        assert said.startswith("400 papers read")
    server.answering = twin
    rest = real(home, server, "--json")
    said, told = rest.communicate(timeout=60)
    assert rest.returncode == 0, told
    stated = json.loads(said)
    assert (stated["resumed_at"], stated["read"], stated["imported"]) == (400, 50, 50)
    assert "Going on after 400" in told
    assert library_size(home) == 462
    assert not list(home.data.rglob("fetches/*"))


def test_offline_is_one_sentence_and_exit_code_1(
    home: Small, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    done = home.run("fetch", "pubmed", "sepsis", "--json", "--email", "a@example.org")
    assert (done.exit_code, done.stdout) == (1, "")
    assert (
        done.stderr
        == "FINGERPOST_OFFLINE is set, so PubMed was not asked. Unset it to go online.\n"
    )
    assert server.asked == []


def test_the_users_key_stands_in_nothing_that_is_printed_or_written(
    home: Small, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_NCBI_KEY", KEY)
    said = json.dumps({"error": "API key invalid", "api-key": KEY}).encode()
    outputs = [home.run("fetch", "pubmed", "sepsis", "--most", "5").output]
    server.answering = lambda _asked: Reply(said, 400)
    outputs.append(home.run("fetch", "pubmed", "stroke").output)
    assert "API key invalid" in outputs[1]
    assert server.asked[0].params["api_key"] == KEY
    written = [file for file in home.cwd.rglob("*") if file.is_file()]
    assert written
    assert not [text for text in outputs if KEY in text]
    assert not [file for file in written if KEY.encode() in file.read_bytes()]


def test_the_journal_has_an_entry(home: Small) -> None:
    home.run("fetch", "pubmed", "sepsis", "--most", "20")
    entry = json.loads((home.home / "journal.jsonl").read_text().splitlines()[-1])
    assert (entry["verb"], entry["object"], entry["supplier"]) == ("fetched", "sepsis", "pubmed")
    assert (entry["found"], entry["papers"], entry["finished"]) == (450, 20, True)


def test_a_supplier_that_is_none_and_an_empty_query(home: Small, server: Loopback) -> None:
    assert home.run("fetch", "pubmet", "sepsis").exit_code == 2
    assert home.run("fetch", "pubmed").exit_code == 2
    blank = home.run("fetch", "pubmed", "  ")
    assert blank.exit_code in (1, 2)
    assert "empty" in blank.stderr
    assert server.asked == []


def test_without_a_home_nothing_is_asked(cli: Cli, server: Loopback) -> None:
    assert cli("fetch", "pubmed", "sepsis").exit_code == 2
    assert server.asked == []


def test_a_dive_asks_pubmed_first_only_when_told_to(home: Small, server: Loopback) -> None:
    before = home.json("dive", "sepsis")["papers"]
    assert server.asked == []
    done = home.run("dive", "sepsis", "--fetch", "--most", "5", "--json")
    assert done.exit_code == 0, done.stderr
    assert "PubMed for 'Early signs of sepsis': 5 papers read: 5 new" in done.stderr
    assert json.loads(done.stdout)["papers"] == before, "the new ones do not speak of sepsis"
    assert server.asked[0].params["term"] == "sepsis"


def test_a_dive_goes_on_without_a_network(
    home: Small, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    done = home.run("dive", "sepsis", "--fetch", "arxiv", "--json")
    assert done.exit_code == 0
    assert "arXiv was not asked" in done.stderr
    assert json.loads(done.stdout)["papers"] == 6
    assert server.asked == []


def test_a_dive_into_every_paper_asks_no_supplier(home: Small, server: Loopback) -> None:
    home.run("area", "add", "*")
    done = home.run("dive", "every-paper", "--fetch")
    assert done.exit_code == 2
    assert server.asked == []


def test_only_our_own_addresses_without_https_are_asked(
    home: Small, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FINGERPOST_URL_PUBMED", "http://192.0.2.1/")
    done = home.run("fetch", "pubmed", "sepsis")
    assert done.exit_code == 1
    assert "begins with https://" in done.stderr


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_fetch_is_taken_back_by_its_id_with_what_came_before_a_cut(
    home: Small, server: Loopback, goes_on: bool
) -> None:
    twin = server.answering

    def die_at_400(asked: Asked) -> Reply:
        return Reply(b"", 410) if asked.params.get("retstart") == "400" else twin(asked)

    server.answering = die_at_400
    assert home.run("fetch", "pubmed", "sepsis").exit_code == 1
    server.answering = twin
    if goes_on:
        assert home.json("fetch", "pubmed", "sepsis")["read"] == 50
    entry = home.json("journal", "--verb", "fetched")["entries"][-1]
    done = home.json("import", "--undo", entry["id"])
    assert done["undone"] == "sepsis, fetched from PubMed"
    assert done["papers"] == (450 if goes_on else 400)
    assert library_size(home) == 12
    again = home.json("fetch", "pubmed", "sepsis")
    assert (again["resumed_at"], again["imported"]) == (0, 450)
