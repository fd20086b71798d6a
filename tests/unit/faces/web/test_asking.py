"""Pages that ask suppliers: shown first, asked only then, stopped and gone on with, and offline."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.loopback import Loopback, Reply, serving
from tests.pdfs import Words, pdf
from tests.unit.faces.web import diving
from tests.unit.faces.web.asked import Everyone, Telling
from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import open_desk
from fingerpost.errors import FailureError, OfflineError
from fingerpost.faces.web.adding import add_work, names_in
from fingerpost.faces.web.fetch import fetch_work
from fingerpost.faces.web.jobs import Jobs
from fingerpost.faces.web.totals import totals_work
from fingerpost.faces.web.up_to_date import update_work
from fingerpost.home import Area, SavedSearch
from fingerpost.home.area_file import without_search
from fingerpost.home.inbox import Inbox
from fingerpost.intake.fetching import StoppedError
from fingerpost.sources.live import SUPPLIERS

DAY = "2026-11-23"
SECRET = "0123456789abcdef0123456789abcdef0123"


@pytest.fixture
def everyone() -> Everyone:
    return Everyone()


@pytest.fixture
def server(
    everyone: Everyone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Loopback]:
    """Every supplier is our own; their pace is kept, so tests ask for little."""
    for name in [name for name in os.environ if name.startswith("FINGERPOST")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FINGERPOST_CONFIG", str(tmp_path / "settings"))
    with serving(Loopback(everyone)) as running:
        for name in SUPPLIERS:
            monkeypatch.setenv(f"FINGERPOST_URL_{name.upper()}", running.address)
        yield running


@pytest.fixture
def home(server: Loopback, owner: Owner) -> Owner:
    owner.home.add_area(Area("sepsis", "Sepsis on the ward", "type:review AND sepsis"))
    return owner


@dataclass
class Begun:
    """Jobs that were begun and not run."""

    orders: list[dict[str, Any]]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Begun:
    """Note what would be done instead of doing it."""
    found, real = Begun([]), Jobs.begin

    def begin(self: Jobs, kind: str, title: str, order: Any, job_id: str = "") -> Any:
        found.orders.append({"kind": kind, "title": title, **order})
        return real(self, kind, title, order, job_id)

    monkeypatch.setattr(Jobs, "begin", begin)
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: None)
    return found


def journal(owner: Owner, verb: str) -> list[dict[str, Any]]:
    lines = (owner.home.folder / "journal.jsonl").read_text("utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry["verb"] == verb]


def words(text: str) -> str:
    """The text of a page as it is read."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def fetch_order(**changes: Any) -> dict[str, Any]:
    return {
        "supplier": "pubmed",
        "query": "sepsis",
        "most": 500,
        "area": "",
        "today": DAY,
    } | changes


# Fetching


def test_the_page_shows_what_would_be_sent_and_sends_nothing(
    home: Owner, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_EMAIL", "ada@example.org")
    monkeypatch.setenv("FINGERPOST_NCBI_KEY", SECRET)
    text = home.get("/library/fetch?area=sepsis&show=yes&most=40").text
    said = words(text)
    assert "PubMed, at 127.0.0.1" in said
    assert "review[pt] AND sepsis" in said
    assert "At most 40 papers" in said
    assert "ada@example.org" in said
    assert "Your key, which is never shown" in said
    assert SECRET not in text
    assert "Ask PubMed" in said
    assert server.asked == []


def test_the_query_that_is_shown_is_the_one_that_is_asked(home: Owner, server: Loopback) -> None:
    with open_desk(home.home.folder) as desk:
        order = fetch_order(query="type:review AND sepsis", most=2)
        fetch_work(desk, order, Path(desk.home.folder) / "job", Telling())
    assert {asked.params["term"] for asked in server.asked if asked.verb == "esearch"} == {
        "review[pt] AND sepsis"
    }


def test_without_an_address_pubmed_would_like_one_and_asks_all_the_same(home: Owner) -> None:
    said = words(home.get("/library/fetch?area=sepsis&show=yes").text)
    assert "PubMed would like to know whom to write to" in said
    assert "No e-mail address. No key." in said
    assert "Ask PubMed" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"query": ""}, "Say what to look for"),
        ({"query": "*"}, "every paper"),
        ({"most": "many"}, "no such number"),
        ({"most": "0"}, "no such number"),
        ({"most": "²"}, "no such number"),
        ({"supplier": "nowhere"}, "Choose one of the suppliers"),
    ],
)
def test_what_cannot_be_asked_is_told_and_begins_nothing(
    home: Owner, begun: Begun, changed: dict[str, str], said: str
) -> None:
    fields = {"supplier": "pubmed", "query": "sepsis", "most": "500"} | changed
    page = home.get(f"/library/fetch?{urlencode({**fields, 'show': 'yes'})}")
    assert said in words(page.text)
    assert "would-be-sent" not in page.text
    answer = home.send("/library/fetch/begin", **fields)
    assert answer.status_code == 400
    assert said in words(answer.text)
    assert begun.orders == []


def test_tags_of_pubmed_are_told_where_another_is_asked(home: Owner) -> None:
    address = "/library/fetch?supplier=europepmc&query=sepsis%5Btiab%5D&show=yes"
    assert "Europe PMC does not know [tiab]" in words(home.get(address).text)


def test_offline_is_a_sentence_before_and_after_and_begins_nothing(
    home: Owner, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    page = home.get("/library/fetch?area=sepsis&show=yes").text
    assert "told to stay offline" in words(page)
    assert "/library/fetch/begin" not in page
    answer = home.send("/library/fetch/begin", supplier="pubmed", query="sepsis", most="5")
    assert answer.status_code == 409
    assert begun.orders == []
    with open_desk(home.home.folder) as desk, pytest.raises(OfflineError):
        fetch_work(desk, fetch_order(), home.home.folder / "job", Telling())


def test_a_fetch_brings_papers_in_and_writes_the_line_of_the_command(
    home: Owner, tmp_path: Path
) -> None:
    telling = Telling()
    with open_desk(home.home.folder) as desk:
        ended = fetch_work(desk, fetch_order(most=3, area="sepsis"), tmp_path / "job", telling)
        assert desk.library.count() == 3
    assert "3 papers read: 3 new" in ended["said"]
    assert "PubMed has 5 for this search; 3 were wanted." in ended["said"]
    assert ended["link"] == "/dives/sepsis"
    [entry] = journal(home, "fetched")
    assert {k: entry[k] for k in ("object", "supplier", "found", "papers", "new", "finished")} == {
        "object": "sepsis", "supplier": "pubmed", "found": 5, "papers": 3, "new": 3,
        "finished": True,
    }  # fmt: skip
    assert {"count": 3, "part": 3, "parts": 3}.items() <= telling.told[-1].items()


def test_a_fetch_that_is_stopped_keeps_what_came_and_goes_on(
    home: Owner, everyone: Everyone, tmp_path: Path
) -> None:
    everyone.pubmed.pmids = list(range(1, 451))
    with open_desk(home.home.folder) as desk:
        with pytest.raises(StoppedError):
            fetch_work(desk, fetch_order(again=True), tmp_path / "job", Telling(stop_at=400))
        assert desk.library.count() == 400
        assert journal(home, "fetched")[-1]["finished"] is False
        page = words(home.get("/library/fetch?query=sepsis&show=yes").text)
        assert "cut off after 200 papers; this one goes on from there" in page
        ended = fetch_work(desk, fetch_order(again=True), tmp_path / "job", Telling())
        assert desk.library.count() == 450
    assert "200 papers had come before the cut" in ended["said"]
    assert journal(home, "fetched")[-1]["resumed_at"] == 200


def test_a_supplier_that_breaks_off_is_told_with_what_came(
    home: Owner, everyone: Everyone, server: Loopback, tmp_path: Path
) -> None:
    everyone.pubmed.pmids = list(range(1, 451))
    replies = iter([None, None, None])

    def answering(asked: Any) -> Reply:
        if asked.verb == "efetch" and next(replies, "over") == "over":
            return Reply(b"no more", 403)
        return everyone(asked)

    server.answering = answering
    next(replies)
    next(replies)
    with open_desk(home.home.folder) as desk:
        with pytest.raises(FailureError, match="The fetch was cut off"):
            fetch_work(desk, fetch_order(), tmp_path / "job", Telling())
        assert desk.library.count() == 200
    assert "403" in (tmp_path / "job" / "problems.csv").read_text("utf-8")
    assert (home.home.folder / "problems.csv").is_file()


# Saved searches and updates


def test_a_search_is_saved_shown_dropped_and_brought_back(home: Owner, server: Loopback) -> None:
    file = home.home.folder / "areas" / "sepsis.md"
    before = file.read_bytes()
    fields = {"area": "sepsis", "supplier": "pubmed", "query": "sepsis[ti]", "most": "50"}
    answer = home.send("/areas/update/save", **fields)
    page = home.get(answer.headers["location"]).text
    assert "Nothing was asked yet" in page
    assert "sepsis[ti]" in page
    assert "Ask all that is shown here" in page
    assert SavedSearch("pubmed", "sepsis[ti]", 50) in home.home.area("sepsis").searches
    twice = home.send("/areas/update/save", **fields)
    assert "saved on the area already" in twice.text
    assert home.send("/areas/update/drop", **fields).status_code == 303
    assert file.read_bytes() == before
    assert home.send("/areas/update/drop", **fields).status_code == 400
    assert [e["object"] for e in journal(home, "search dropped")] == ["sepsis"]
    assert server.asked == []


def test_dropping_a_search_leaves_the_words_around_it(tmp_path: Path) -> None:
    text = (
        "---\n# mine\ntitle: Sepsis\nquery: sepsis\nsearches:\n- {supplier: arxiv, query: a}\n"
        "- supplier: pubmed  # the good one\n  query: b\n  most: 9\n---\nmy words\n"
    )
    file = tmp_path / "sepsis.md"
    left = without_search(text, SavedSearch("arxiv", "a"), file)
    assert "# mine" in left
    assert "# the good one" in left
    assert "arxiv" not in left
    assert left.endswith("---\nmy words\n")
    assert "searches" not in without_search(left, SavedSearch("pubmed", "b", 9), file)


def test_an_update_says_what_is_new_with_links(
    home: Owner, everyone: Everyone, tmp_path: Path
) -> None:
    home.send("/areas/update/save", area="sepsis", supplier="pubmed", query="sepsis", most="50")
    order = {"areas": [], "today": DAY}
    jobs = Jobs(home.home.library_folder / "work", home.home.folder)
    folder = jobs.folder / ("a" * 32)
    with open_desk(home.home.folder) as desk:
        update_work(desk, order, tmp_path / "first", Telling())
        everyone.pubmed.pmids.append(77)
        ended = update_work(desk, order, folder, Telling())
    assert ended["said"] == "1 search asked again: 1 new."
    found = json.loads((folder / "found.json").read_text("utf-8"))
    [told] = found["brought"]
    assert told["news"][0]["papers"] == [{"id": "pmid:77", "title": "Paper 77.", "what": ""}]
    assert "6 found, 6 read: 5 known before" in told["sentences"][0]
    updated = journal(home, "updated")
    assert updated[-1]["new"] == ["pmid:77"]


def test_an_update_without_anything_to_ask_says_so(home: Owner, begun: Begun) -> None:
    page = home.get("/areas/update").text
    assert "No search is saved with it" in page
    assert "/areas/update/begin" not in page
    assert home.send("/areas/update/begin").status_code == 400
    assert begun.orders == []


def test_a_search_of_an_unknown_supplier_is_shown_with_its_fault(home: Owner) -> None:
    file = home.home.folder / "areas" / "sepsis.md"
    text = file.read_text("utf-8")
    added = "searches:\n- {supplier: nowhere, query: sepsis}\nquery:"
    file.write_text(text.replace("query:", added, 1), "utf-8")
    assert "There is no supplier" in words(home.get("/areas/update").text)


def test_an_update_that_is_stopped_asks_no_further_search(
    home: Owner, everyone: Everyone, server: Loopback, tmp_path: Path
) -> None:
    everyone.pubmed.pmids = list(range(1, 451))
    for query in ("one", "two"):
        home.send("/areas/update/save", area="sepsis", supplier="pubmed", query=query, most="500")

    class Stop(Telling):
        def __call__(self, **changes: Any) -> None:
            changes["count"] = 200 if "200" in changes.get("said", "") else 0
            super().__call__(**changes)

    with open_desk(home.home.folder) as desk, pytest.raises(StoppedError):
        update_work(desk, {"areas": ["sepsis"], "today": DAY}, tmp_path / "job", Stop(stop_at=200))
    assert {a.params["term"] for a in server.asked if "term" in a.params} == {"one"}
    assert len(journal(home, "updated")) == 1


# Yearly totals


def test_yearly_totals_are_shown_asked_and_then_there_is_growth(
    server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = diving.begin(tmp_path / "home")
    owner = Owner(home, _app(home))
    with open_desk(home.folder) as desk:
        diving.look(desk)
    trends = f"/dives/{diving.AREA}/trends"
    assert "Ask for yearly totals" in owner.get(trends).text
    shown = words(owner.get(f"/dives/{diving.AREA}/totals").text)
    assert "22 questions, two for each of the years 2016 to 2026" in shown
    assert "hasabstract AND 2016[dp] AND (predict)" in shown
    assert server.asked == []
    monkeypatch.setattr("fingerpost.sources.live.client.spacing", lambda *_: 0.0)
    telling = Telling()
    with open_desk(home.folder) as desk:
        order = {"area": diving.AREA, "supplier": "pubmed", "today": DAY}
        ended = totals_work(desk, order, telling)
    assert "PubMed has" in ended["said"]
    assert ended["link"] == trends
    assert telling.told[-1]["parts"] == ended["parts"]
    after = words(owner.get(trends).text)
    assert "the area's share of all papers with an abstract changed by" in after
    asked = [a.params["term"] for a in server.asked if "term" in a.params]
    assert len(asked) == 22


def test_every_paper_has_no_yearly_totals(home: Owner, begun: Begun) -> None:
    home.home.add_area(Area("all", "Everything", "*"))
    assert "which no supplier can count" in words(home.get("/dives/all/totals").text)
    assert home.send("/dives/all/totals/begin", supplier="pubmed").status_code == 400
    assert home.send("/dives/sepsis/totals/begin", supplier="arxiv").status_code == 400
    assert home.send("/dives/nowhere/totals/begin", supplier="pubmed").status_code == 404
    assert begun.orders == []


# Single papers


def add_order(*names: str, **changes: Any) -> dict[str, Any]:
    return {
        "names": list(names),
        "area": "",
        "note": False,
        "again": False,
        "dry_run": False,
    } | changes


def test_who_would_be_asked_is_shown_and_nobody_is(home: Owner, server: Loopback) -> None:
    said = words(home.get("/library/add?what=https://doi.org/10.5555/w.1&note=yes").text)
    assert 'PubMed for "10.5555/w.1"[doi]' in said
    assert "where it is not known there Europe PMC for" in said
    assert "Ask, and bring it in" in said
    assert server.asked == []


def test_a_paper_comes_with_its_note_its_key_and_its_area(home: Owner, tmp_path: Path) -> None:
    with open_desk(home.home.folder) as desk:
        order = add_order("doi:10.5555/w.1", area="sepsis", note=True)
        ended = add_work(desk, order, tmp_path / "job", Telling())
    assert ended["said"] == "1 new paper; 0 known already."
    [came] = json.loads((tmp_path / "job" / "found.json").read_text("utf-8"))["came"]
    assert (came["id"], came["supplier"]) == ("doi:10.5555/w.1", "Crossref")
    assert came["key"]
    assert home.get(came["note"]).status_code == 200
    assert home.home.area("sepsis").known == ("doi:10.5555/w.1",)
    assert journal(home, "imported")[-1]["new"] == 1


@pytest.mark.parametrize(
    "text", ["sepsis on the ward", "/etc/passwd", "me.toml", "https://example.org/", "../x.pdf"]
)
def test_what_is_no_name_is_refused_and_no_file_is_read(
    home: Owner, begun: Begun, text: str
) -> None:
    assert "is no DOI, PMID or arXiv id" in words(
        home.get(f"/library/add?{urlencode({'what': text})}").text
    )
    assert home.send("/library/add/begin", what=text).status_code == 400
    assert begun.orders == []


def test_several_names_are_told_apart() -> None:
    assert names_in("doi: 10.5555/w.1, 123456; arXiv:2101.00003 123456") == [
        "doi:10.5555/w.1", "pmid:123456", "arxiv:2101.00003",
    ]  # fmt: skip
    assert names_in(" ") == []


def test_offline_a_wish_is_kept_and_tried_again(
    home: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_desk(home.home.folder) as desk:
        monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
        with pytest.raises(
            FailureError, match="1 paper could not be asked for and waits in the inbox"
        ):
            add_work(desk, add_order("doi:10.5555/w.1"), tmp_path / "job", Telling())
        assert [wish.what for wish in Inbox.of(desk.home.folder).open_wishes()] == [
            "doi:10.5555/w.1"
        ]
        monkeypatch.delenv("FINGERPOST_OFFLINE")
        assert "Waiting in the inbox" in home.get("/library/add").text
        assert "Crossref for" in words(home.get("/library/add?again=yes").text)
        ended = add_work(desk, add_order(again=True), tmp_path / "again", Telling())
    assert "1 new paper" in ended["said"]
    assert Inbox.of(home.home.folder).open_wishes() == ()


def sent_pdf(folder: Path, doi: str, title: str) -> None:
    """A PDF as it lies in a job's folder when it was sent."""
    (folder / "files").mkdir(parents=True)
    lines = [Words(72, 780, f"https://doi.org/{doi}", 8), Words(72, 740, title, 18, bold=True)]
    text = "We looked at the vital signs of many patients on the wards of a made-up hospital. "
    lines += [Words(72, 690 - 14 * row, text, 10) for row in range(8)]
    (folder / "files" / "paper.pdf").write_bytes(pdf([lines]))


def test_a_pdf_is_looked_at_first_and_asked_for_then(
    home: Owner, server: Loopback, tmp_path: Path
) -> None:
    folder = tmp_path / "job"
    sent_pdf(folder, "10.5555/w.1", "Work 1")
    with open_desk(home.home.folder) as desk:
        looked = add_work(desk, add_order(dry_run=True), folder, Telling())
        assert server.asked == []
        assert "Nobody was asked yet" in looked["said"]
        found = json.loads((folder / "found.json").read_text("utf-8"))
        assert found["asks"][0]["asks"][0] == ["PubMed", '"10.5555/w.1"[doi]']
        ended = add_work(desk, add_order(), folder, Telling())
    assert "1 new paper" in ended["said"]
    assert any(asked.path.endswith("w.1") for asked in server.asked)
    assert not (folder / "files").exists()


def test_a_file_that_is_gone_is_asked_for_again(home: Owner, begun: Begun, tmp_path: Path) -> None:
    for dry_run in (True, False):
        with open_desk(home.home.folder) as desk, pytest.raises(FailureError, match="Send it agai"):
            add_work(desk, add_order(dry_run=dry_run), tmp_path / "job", Telling())
    assert home.send("/library/add/begin", file="0" * 32).status_code == 400
    assert home.send("/library/add/begin").status_code == 400
    assert begun.orders == []


def test_a_pdf_that_prints_the_number_of_another_paper_brings_nothing(
    home: Owner, tmp_path: Path
) -> None:
    folder = tmp_path / "job"
    sent_pdf(folder, "10.5555/w.1", "Early warning on the wards")
    with open_desk(home.home.folder) as desk:
        with pytest.raises(FailureError, match="whose title does not stand"):
            add_work(desk, add_order(), folder, Telling())
        assert desk.library.count() == 0


def test_a_pdf_that_names_no_paper_is_told(home: Owner, tmp_path: Path) -> None:
    folder = tmp_path / "job"
    sent_pdf(folder, "none", "Early warning on the wards")
    with open_desk(home.home.folder) as desk:
        ended = add_work(desk, add_order(dry_run=True), folder, Telling())
    assert "No DOI and no arXiv id" in ended["said"]
    assert not (folder / "files").exists(), "what was sent is not kept for nothing"


def _app(home: Any) -> Any:
    from datetime import date

    from tests.unit.faces.web.conftest import PORT, TOKEN

    from fingerpost.faces.web.app import make_app

    return make_app(home, TOKEN, PORT, lambda: date(2026, 11, 23))


def test_a_home_without_papers_leads_to_the_suppliers(home: Owner, begun: Begun) -> None:
    page = home.get("/dives/sepsis").text
    assert 'href="/library/fetch?area=sepsis"' in page
    answer = home.send(
        "/library/fetch/begin", supplier="pubmed", query="sepsis", most="40", area="sepsis"
    )
    assert answer.headers["location"].startswith("/jobs/")
    [order] = begun.orders
    assert (order["kind"], order["most"], order["area"]) == ("fetch", 40, "sepsis")


def test_settings_that_cannot_be_read_are_told_and_nobody_is_asked(
    home: Owner, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_NCBI_KEY", "short")
    for path in ("/library/fetch?area=sepsis&show=yes", "/library/add?what=12345", "/areas/update",
                 "/dives/sepsis/totals"):  # fmt: skip
        answer = home.get(path)
        assert answer.status_code == 200
        assert "A supplier's key has 16 characters or more" in words(answer.text), path
        assert "/begin" not in answer.text, path
    answer = home.send("/library/fetch/begin", supplier="pubmed", query="sepsis", most="5")
    assert answer.status_code == 409
    assert begun.orders == []


def test_offline_no_page_offers_to_ask(home: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    home.send("/areas/update/save", area="sepsis", supplier="pubmed", query="sepsis", most="50")
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    for path in ("/library/add?what=12345", "/areas/update", "/dives/sepsis/totals"):
        text = home.get(path).text
        assert "told to stay offline" in words(text), path
        assert "/begin" not in text, path
    assert home.send("/areas/update/begin").status_code == 409
    assert home.send("/dives/sepsis/totals/begin", supplier="pubmed").status_code == 409
