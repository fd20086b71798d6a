"""Live PubMed against a server of our own: pace, faults, paging, refusals."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem
from fingerpost.sources.eutils import Supplier, count_pubmed, search_pubmed

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class PubMed:
    """A small PubMed: it answers searches with a count and fetches with made-up papers."""

    count: int = 5
    faults: list[Answer] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    searches: int = 0
    expired: tuple[str, ...] = ()
    fixed: dict[str, bytes] = field(default_factory=dict)
    address: str = ""

    def answer(self, verb: str, params: dict[str, str]) -> Answer:
        self.arrivals.append(time.monotonic())
        self.asked.append((verb, params))
        if self.faults:
            return self.faults.pop(0)
        if verb in self.fixed:
            return 200, {}, self.fixed[verb]
        return (200, {}, self._search(params)) if verb == "esearch" else self._fetch(params)

    def _search(self, params: dict[str, str]) -> bytes:
        self.searches += 1
        ids = "".join(f"<Id>{n}</Id>" for n in range(1, min(self.count, int(params["retmax"])) + 1))
        return (
            f"<eSearchResult><Count>{self.count}</Count><QueryKey>1</QueryKey>"
            f"<WebEnv>env{self.searches}</WebEnv><IdList>{ids}</IdList></eSearchResult>"
        ).encode()

    def _fetch(self, params: dict[str, str]) -> Answer:
        if params["WebEnv"] in self.expired:
            return 400, {}, b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"
        start = int(params["retstart"])
        numbers = range(start + 1, min(start + int(params["retmax"]), self.count) + 1)
        return 200, {}, article_set(*numbers)


def article_set(*pmids: int) -> bytes:
    articles = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{n}</PMID><Article>"
        f"<ArticleTitle>Paper {n}.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        for n in pmids
    )
    return f"<?xml version='1.0'?><PubmedArticleSet>{articles}</PubmedArticleSet>".encode()


@contextmanager
def serving(pubmed: PubMed) -> Iterator[PubMed]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _reply(self, query: str) -> None:
            verb = urlsplit(self.path).path.rsplit("/", 1)[-1].removesuffix(".fcgi")
            params = {key: values[0] for key, values in parse_qs(query).items()}
            status, headers, body = pubmed.answer(verb, params)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    pubmed.address = f"http://127.0.0.1:{server.server_port}/entrez/eutils/"
    try:
        yield pubmed
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def pubmed() -> Iterator[PubMed]:
    with serving(PubMed()) as server:
        yield server


def supplier(pubmed: PubMed, **settings: object) -> Supplier:
    quick = {"a_second": 500.0, "first_wait": 0.001, "sleep": lambda _seconds: None, **settings}
    return Supplier(base_url=pubmed.address, email="ada@example.org", **quick)  # type: ignore[arg-type]


def pmids(found: list[Paper | Problem]) -> list[str]:
    assert not [record for record in found if isinstance(record, Problem)]
    return [record.pmid for record in found if isinstance(record, Paper)]


def test_papers_come_in_batches_in_order_with_progress(pubmed: PubMed) -> None:
    pubmed.count = 7
    told: list[tuple[int, int]] = []
    found = list(
        search_pubmed(
            "sepsis",
            supplier=supplier(pubmed, batch=3),
            on_progress=lambda done, total: told.append((done, total)),
        )
    )
    assert pmids(found) == ["1", "2", "3", "4", "5", "6", "7"]
    assert told == [(0, 7), (3, 7), (6, 7), (7, 7)]


def test_every_request_says_who_asks(pubmed: PubMed) -> None:
    list(search_pubmed("sepsis", supplier=supplier(pubmed)))
    assert [verb for verb, _ in pubmed.asked] == ["esearch", "efetch"]
    for _, params in pubmed.asked:
        assert (params["tool"], params["email"], params["db"]) == (
            "fingerpost",
            "ada@example.org",
            "pubmed",
        )


def test_no_more_papers_are_fetched_than_wanted(pubmed: PubMed) -> None:
    pubmed.count = 1000
    found = list(search_pubmed("sepsis", 5, supplier=supplier(pubmed, batch=3)))
    assert pmids(found) == ["1", "2", "3", "4", "5"]


def test_count_asks_for_no_papers(pubmed: PubMed) -> None:
    pubmed.count = 1234
    assert count_pubmed("sepsis", supplier=supplier(pubmed)) == 1234
    assert [verb for verb, _ in pubmed.asked] == ["esearch"]


def test_never_more_than_three_a_second_while_faults_come(pubmed: PubMed) -> None:
    pubmed.faults = [(429, {"Retry-After": "0"}, b""), (500, {}, b"")]
    pubmed.count = 9
    polite = supplier(pubmed, batch=3, a_second=3.0)
    assert count_pubmed("sepsis", supplier=polite) == 9
    assert len(pmids(list(search_pubmed("sepsis", supplier=polite)))) == 9
    gaps = [
        later - earlier
        for earlier, later in zip(pubmed.arrivals, pubmed.arrivals[3:], strict=False)
    ]
    assert len(pubmed.arrivals) == 7
    assert min(gaps) >= 1.0


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_fault_loses_and_doubles_nothing(pubmed: PubMed, status: int) -> None:
    pubmed.count = 6
    pubmed.faults = [(status, {}, b"busy"), (status, {}, b"busy")]
    assert pmids(list(search_pubmed("sepsis", supplier=supplier(pubmed, batch=2)))) == list(
        "123456"
    )


def test_retry_after_is_obeyed(pubmed: PubMed) -> None:
    waits: list[float] = []
    pubmed.faults = [(429, {"Retry-After": "7"}, b"")]
    list(search_pubmed("sepsis", supplier=supplier(pubmed, sleep=waits.append)))
    assert waits == [7.0]


def test_retry_after_as_a_date_is_obeyed(pubmed: PubMed) -> None:
    waits: list[float] = []
    asked = {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}
    pubmed.faults = [(503, asked, b"")]
    with pytest.raises(SourceError, match="asks us to wait"):
        list(search_pubmed("sepsis", supplier=supplier(pubmed, sleep=waits.append)))
    assert waits == []


def test_waits_grow_between_tries(pubmed: PubMed) -> None:
    waits: list[float] = []
    pubmed.faults = [(500, {}, b"")] * 10
    with pytest.raises(SourceError, match=r"status 500 \(tried 5 times\)"):
        count_pubmed("sepsis", supplier=supplier(pubmed, first_wait=1.0, sleep=waits.append))
    assert len(waits) == 4
    assert all(0 <= wait <= 2.0**number for number, wait in enumerate(waits))


def test_a_cut_off_answer_is_asked_for_again(pubmed: PubMed) -> None:
    whole = PubMed()._search({"retmax": "5"})
    pubmed.faults = [(200, {}, whole), (200, {}, article_set(1, 2, 3, 4, 5)[:-100])]
    assert pmids(list(search_pubmed("sepsis", supplier=supplier(pubmed)))) == list("12345")


def test_a_forgotten_search_is_made_again_once(pubmed: PubMed) -> None:
    pubmed.expired = ("env1",)
    assert pmids(list(search_pubmed("sepsis", supplier=supplier(pubmed, batch=2)))) == list("12345")
    assert pubmed.searches == 2


def test_a_search_forgotten_twice_is_an_error(pubmed: PubMed) -> None:
    pubmed.expired = ("env1", "env2")
    with pytest.raises(SourceError, match="forgot the search twice"):
        list(search_pubmed("sepsis", supplier=supplier(pubmed)))


def test_a_redirect_is_not_followed(pubmed: PubMed) -> None:
    with serving(PubMed()) as elsewhere:
        pubmed.faults = [(302, {"Location": f"{elsewhere.address}esearch.fcgi"}, b"")]
        with pytest.raises(SourceError, match=r"sends us on to 127\.0\.0\.1; this was not"):
            count_pubmed("sepsis", supplier=supplier(pubmed))
        assert elsewhere.asked == []


def test_an_answer_without_end_is_refused(pubmed: PubMed) -> None:
    pubmed.fixed["esearch"] = b"x" * 5000
    with pytest.raises(SourceError, match="longer than 1,000 bytes"):
        count_pubmed("sepsis", supplier=supplier(pubmed, most_bytes=1000))


def test_nobody_at_the_address_is_a_sentence(pubmed: PubMed) -> None:
    gone = Supplier(base_url="http://127.0.0.1:9/", sleep=lambda _: None, a_second=500.0)
    with pytest.raises(SourceError, match=r"no answer from 127\.0\.0\.1 .* network connection"):
        count_pubmed("sepsis", supplier=gone)


def test_no_papers_found_fetches_nothing(pubmed: PubMed) -> None:
    pubmed.count = 0
    assert list(search_pubmed("sepsis", supplier=supplier(pubmed))) == []
    assert [verb for verb, _ in pubmed.asked] == ["esearch"]


def test_papers_that_did_not_come_are_told(pubmed: PubMed) -> None:
    pubmed.fixed["efetch"] = article_set(1, 2, 2)
    *papers, problem = search_pubmed("sepsis", supplier=supplier(pubmed))
    assert pmids(papers) == ["1", "2"]
    assert isinstance(problem, Problem)
    assert problem.reason.startswith("PubMed sent 2 papers fewer")


def test_an_empty_query_is_not_sent(pubmed: PubMed) -> None:
    with pytest.raises(SourceError, match="query for PubMed is empty"):
        count_pubmed("  ", supplier=supplier(pubmed))
    assert pubmed.asked == []


def test_a_long_query_goes_in_the_body_not_in_the_address(pubmed: PubMed) -> None:
    query = " OR ".join(f"word{number}" for number in range(400))
    assert count_pubmed(query, supplier=supplier(pubmed)) == 5
    assert pubmed.asked[0][1]["term"] == query


def test_recorded_search_and_papers(pubmed: PubMed, shared_data: Path) -> None:
    folder = shared_data / "pubmed"
    pubmed.fixed["esearch"] = (folder / "biopython_entrez" / "esearch5.xml").read_bytes()
    files = sorted((folder / "metapub_pmid_xml").glob("3*.xml"))[:5]
    bodies = [file.read_bytes() for file in files]
    start = bodies[0].index(b"<PubmedArticle>")
    records = [b[b.index(b"<PubmedArticle>") : b.rindex(b"</PubmedArticleSet>")] for b in bodies]
    pubmed.fixed["efetch"] = bodies[0][:start] + b"".join(records) + b"</PubmedArticleSet>\n"
    found = pmids(list(search_pubmed("stem cells", supplier=supplier(pubmed))))
    assert found == [file.stem for file in files]


def test_recorded_search_without_history_fetches_by_id(pubmed: PubMed, shared_data: Path) -> None:
    body = (shared_data / "pubmed" / "biopython_entrez" / "esearch1.xml").read_bytes()
    pubmed.fixed = {"esearch": body, "efetch": article_set(41282813, 41148224)}
    found = list(search_pubmed("biopython", 2, supplier=supplier(pubmed)))
    assert pmids(found) == ["41282813", "41148224"]
    assert pubmed.asked[1][1]["id"] == "41282813,41148224"


def test_recorded_unknown_phrase_is_told(pubmed: PubMed, shared_data: Path) -> None:
    body = (shared_data / "pubmed" / "biopython_entrez" / "esearch8.xml").read_bytes()
    pubmed.fixed["esearch"] = body
    [problem] = search_pubmed("abcXYZ", supplier=supplier(pubmed))
    assert isinstance(problem, Problem)
    assert "abcXYZ" in problem.reason


def test_recorded_unknown_part_of_a_query_is_told(pubmed: PubMed, shared_data: Path) -> None:
    body = (shared_data / "pubmed" / "klortho_eutils" / "esearch.error.xml").read_bytes()
    pubmed.fixed = {"esearch": body, "efetch": article_set(101595451)}
    problem, paper = search_pubmed("obstetrics[fleegle]", 1, supplier=supplier(pubmed))
    assert isinstance(problem, Problem)
    assert "'fleegle[MeSH Terms]'" in problem.reason
    assert pmids([paper]) == ["101595451"]


def test_recorded_error_is_a_sentence(pubmed: PubMed, shared_data: Path) -> None:
    body = (shared_data / "pubmed" / "klortho_eutils" / "esearch.baderror.xml").read_bytes()
    pubmed.fixed["esearch"] = body
    with pytest.raises(SourceError, match="Invalid db name specified: fleegle"):
        count_pubmed("sepsis", supplier=supplier(pubmed))


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"", b"<eSearchResult><Count>5</Count>"])
def test_an_answer_that_is_none_is_asked_for_again_then_told(pubmed: PubMed, body: bytes) -> None:
    pubmed.fixed["esearch"] = body
    with pytest.raises(SourceError, match="cut off"):
        count_pubmed("sepsis", supplier=supplier(pubmed))
    assert len(pubmed.asked) == 5
