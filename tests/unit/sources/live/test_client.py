"""The polite client against a server of our own: pace, faults, bounds, redirects, offline, keys."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.loopback import Loopback, Reply, serving
from tests.suppliers import PubMed, article_set
from tests.unit.sources.live.conftest import Quick, by_kind

from fingerpost.errors import OfflineError, SourceError
from fingerpost.sources.live import Settings, count, fetch

KEY = "0123456789abcdef0123456789abcdef0123"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(Loopback(PubMed())) as running:
        yield running


def real_sleep(quick: Quick, server: Loopback, **told: object) -> Settings:
    import time

    return quick(server, sleep=time.sleep, **told)


def test_the_pace_is_kept_while_almost_a_third_of_the_requests_fail(
    server: Loopback, quick: Quick
) -> None:
    spacing = 0.03
    server.answering = PubMed(list(range(1, 61)))
    server.chaos = 0.3
    settings = real_sleep(quick, server, batch=2, spacing=spacing, tries=15)
    found = by_kind(fetch("pubmed", "sepsis", 100, settings))
    assert found.pmids == list(range(1, 61)), "nothing lost, nothing doubled"
    assert len(server.arrivals) > 35, "there were faults"
    assert server.least_gap >= spacing
    assert server.most_within(10 * spacing) <= 10


def test_searches_that_are_forgotten_among_the_faults_lose_nothing(
    server: Loopback, quick: Quick
) -> None:
    server.answering = PubMed(list(range(1, 61)), forget_after=3)
    server.chaos = 0.3
    settings = real_sleep(quick, server, batch=2, spacing=0.01, tries=15)
    found = by_kind(fetch("pubmed", "sepsis", 100, settings))
    assert found.pmids == list(range(1, 61))
    assert server.verbs.count("esearch") > 10
    assert server.least_gap >= 0.01


def test_the_pace_is_one_for_all_threads(server: Loopback, quick: Quick) -> None:
    spacing = 0.03
    server.chaos = 0.3
    settings = real_sleep(quick, server, spacing=spacing, tries=15, batch=2)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(list, fetch("pubmed", "sepsis", 9, settings)) for _ in range(4)]
        assert [by_kind(job.result()).pmids for job in jobs] == [[1, 2, 3, 4, 5]] * 4
    assert server.least_gap >= spacing
    assert server.most_at_once == 1, "one connection at a time"


ASKING = """
import sys
from pathlib import Path
from fingerpost.sources.live import Settings, count
settings = Settings(urls={"pubmed": sys.argv[1]}, folder=Path(sys.argv[2]), spacing=0.05,
                    first_wait=0.001, tries=15, keep_hours=0)
print(*(count("pubmed", "sepsis", settings) for _ in range(6)))
"""


def test_the_pace_is_one_for_all_processes_of_a_user(server: Loopback, tmp_path: Path) -> None:
    server.chaos = 0.3
    command = [sys.executable, "-c", ASKING, server.address, str(tmp_path)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # type: ignore[call-overload]
        for _ in range(3)
    ]
    for process in running:
        assert process.communicate(timeout=120)[0].split() == ["5"] * 6
    assert len(server.arrivals) >= 18
    assert server.least_gap >= 0.05
    assert server.most_at_once == 1


def test_a_process_that_died_while_asking_holds_nobody_up_and_is_waited_for(
    server: Loopback, quick: Quick, tmp_path: Path
) -> None:
    waits: list[float] = []
    settings = quick(server, spacing=2.5, sleep=waits.append)
    assert count("pubmed", "sepsis", settings) == 5
    (tmp_path / "suppliers" / "pubmed.last").write_text("under way")
    assert count("pubmed", "sepsis", settings) == 5
    assert waits == [2.5]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_fault_loses_and_doubles_nothing(
    server: Loopback, quick: Quick, status: int
) -> None:
    server.faults = [Reply(b"busy", status), Reply(b"busy", status)]
    found = by_kind(fetch("pubmed", "sepsis", 9, quick(server, batch=2)))
    assert found.pmids == [1, 2, 3, 4, 5]


def test_retry_after_is_obeyed(server: Loopback, quick: Quick) -> None:
    waits: list[float] = []
    server.faults = [Reply(b"", 429, {"Retry-After": "7"})]
    assert count("pubmed", "sepsis", quick(server, sleep=waits.append)) == 5
    assert sum(waits) == pytest.approx(7.0, abs=0.5)


def test_retry_after_is_obeyed_by_whoever_asks_next(server: Loopback, quick: Quick) -> None:
    server.faults = [Reply(b"", 429, {"Retry-After": "40"})]
    with pytest.raises(SourceError, match="status 429"):
        count("pubmed", "sepsis", quick(server, tries=1))
    waits: list[float] = []
    assert count("pubmed", "sepsis", quick(server, sleep=waits.append)) == 5
    assert 1 < sum(waits) <= 40


@pytest.mark.parametrize("stated", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_long_rest_is_told_and_not_waited_for(
    server: Loopback, quick: Quick, stated: str
) -> None:
    waits: list[float] = []
    server.faults = [Reply(b"", 503, {"Retry-After": stated})]
    with pytest.raises(SourceError, match="asks us to wait"):
        count("pubmed", "sepsis", quick(server, sleep=waits.append))
    assert waits == []


@pytest.mark.parametrize("stated", ["soon", "-5", "٣", "1e9", ""])
def test_a_retry_after_that_is_none_is_passed_over(
    server: Loopback, quick: Quick, stated: str
) -> None:
    header = {"Retry-After": stated} if stated.isascii() else {}
    server.faults = [Reply(b"", 429, header)]
    assert count("pubmed", "sepsis", quick(server)) == 5


def test_waits_grow_between_tries(server: Loopback, quick: Quick) -> None:
    waits: list[float] = []
    server.faults = [Reply(b"", 500)] * 10
    with pytest.raises(SourceError, match=r"status 500 \(tried 5 times\)"):
        count("pubmed", "sepsis", quick(server, first_wait=1.0, sleep=waits.append))
    assert len(waits) == 4
    assert all(0 <= wait <= 2.0**number for number, wait in enumerate(waits))


def test_a_half_answer_is_asked_for_again(server: Loopback, quick: Quick) -> None:
    server.faults = [
        Reply(b"<eSearchResult><Count>9</Count></eSearchResult>" * 50, manner="half"),
        Reply(b"<eSearchResult><Count>9</Count>"),
    ]
    assert count("pubmed", "sepsis", quick(server)) == 5


@pytest.mark.parametrize("manner", ["drip", "drip-head"])
def test_an_answer_that_drips_is_ended(server: Loopback, quick: Quick, manner: str) -> None:
    server.faults = [Reply(article_set(*range(500)), manner=manner)]
    settings = quick(server, longest_answer=0.3, tries=1)
    with pytest.raises(SourceError, match=r"longer than 0\.3 seconds"):
        count("pubmed", "sepsis", settings)


def test_after_an_answer_that_drips_the_next_try_is_whole(server: Loopback, quick: Quick) -> None:
    server.faults = [Reply(b"x" * 10_000, manner="drip")]
    assert count("pubmed", "sepsis", quick(server, longest_answer=1.0)) == 5


def test_an_answer_without_end_is_refused(server: Loopback, quick: Quick) -> None:
    server.faults = [Reply(b"x" * 5000)]
    with pytest.raises(SourceError, match="longer than 1,000 bytes"):
        count("pubmed", "sepsis", quick(server, most_bytes=1000))


def test_a_compressed_answer_is_bounded_by_what_it_unpacks_to(
    server: Loopback, quick: Quick
) -> None:
    import gzip

    bomb = gzip.compress(b"x" * 5_000_000)
    server.faults = [Reply(bomb, headers={"Content-Encoding": "gzip"})]
    with pytest.raises(SourceError, match="longer than 100,000 bytes"):
        count("pubmed", "sepsis", quick(server, most_bytes=100_000))


@pytest.mark.parametrize(
    ("to", "where"),
    [
        ("http://127.0.0.1:9/esearch.fcgi", "127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
        ("https://10.0.0.1/x", "10.0.0.1"),
        ("http://[::1]/x", "::1"),
        ("https://eutils.ncbi.nlm.nih.gov.example.org/x", "eutils.ncbi.nlm.nih.gov.example.org"),
        ("//example.org/x", "example.org"),
        ("file:///etc/passwd", "another address"),
    ],
)
def test_a_redirect_elsewhere_is_not_followed(
    server: Loopback, quick: Quick, to: str, where: str
) -> None:
    server.faults = [Reply(b"", 302, {"Location": to})]
    with pytest.raises(SourceError, match="this was not followed") as caught:
        count("pubmed", "sepsis", quick(server))
    assert f"sends us on to {where};" in str(caught.value)
    assert len(server.asked) == 1


def test_a_redirect_on_the_same_host_is_followed_a_few_times(
    server: Loopback, quick: Quick
) -> None:
    moved = "/entrez/esearch.fcgi?db=pubmed&term=sepsis&retmax=0"
    server.faults = [Reply(b"", 301, {"Location": moved})]
    assert count("pubmed", "sepsis", quick(server)) == 5
    server.faults = [Reply(b"", 301, {"Location": moved})] * 9
    with pytest.raises(SourceError, match="on and on"):
        count("pubmed", "sepsis", quick(server))


@pytest.mark.parametrize(
    "address", ["http://example.org/", "ftp://example.org", "example.org", "http://192.168.0.1/"]
)
def test_an_address_without_https_is_not_asked(
    quick: Quick, server: Loopback, address: str
) -> None:
    with pytest.raises(SourceError, match="begins with https"):
        count("pubmed", "sepsis", quick(server, urls={"pubmed": address}))


def test_nobody_at_a_mirror_is_a_sentence_after_the_tries(quick: Quick, server: Loopback) -> None:
    waits: list[float] = []
    gone = quick(server, urls={"pubmed": "http://127.0.0.1:9/"}, sleep=waits.append)
    with pytest.raises(SourceError, match=r"no answer from 127\.0\.0\.1 .* network connection"):
        count("pubmed", "sepsis", gone)
    assert len(waits) == 4


@pytest.mark.parametrize(
    "fault",
    [
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
        OSError(101, "Network is unreachable"),
        OSError(113, "No route to host"),
        ConnectionRefusedError(111, "Connection refused"),
    ],
)
def test_offline_is_one_sentence_at_once(
    quick: Quick, server: Loopback, monkeypatch: pytest.MonkeyPatch, fault: OSError
) -> None:
    tried: list[str] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> None:
        tried.append(address[0])
        raise fault

    monkeypatch.setattr(socket, "create_connection", connect)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    waits: list[float] = []
    with pytest.raises(OfflineError, match="You seem to be offline: eutils"):
        count("pubmed", "sepsis", quick(server, urls={}, sleep=waits.append))
    assert tried == ["eutils.ncbi.nlm.nih.gov"]
    assert waits == []


def test_nothing_is_asked_when_the_user_wants_no_network(
    quick: Quick, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    with pytest.raises(OfflineError, match="FINGERPOST_OFFLINE is set"):
        count("pubmed", "sepsis", Settings(urls={"pubmed": server.address}))
    with pytest.raises(OfflineError):
        list(fetch("pubmed", "sepsis", 9, quick(server, offline=True)))
    assert server.asked == []


def test_a_key_stands_in_no_error_log_or_kept_answer(
    server: Loopback, quick: Quick, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = quick(server, ncbi_key=KEY, keep_hours=1.0, tries=2)
    list(fetch("pubmed", "sepsis", 9, settings))
    said = f"<eSearchResult><ERROR>{KEY} is worn out</ERROR></eSearchResult>".encode()
    texts = [repr(settings), caplog.text]
    for fault in (Reply(said), Reply(KEY.encode(), 400), Reply(KEY.encode(), 403)):
        server.faults = [fault] * 2
        with pytest.raises(SourceError) as caught:
            count("pubmed", "other", settings)
        texts.append(str(caught.value))
    kept = [file.read_bytes() for file in (tmp_path / "suppliers").rglob("*") if file.is_file()]
    assert not [text for text in texts if KEY in text]
    assert not [body for body in kept if KEY.encode() in body]


def test_a_key_that_is_none_is_not_taken() -> None:
    with pytest.raises(SourceError, match="16 characters or more") as caught:
        Settings(ncbi_key="s3cret")
    assert "s3cret" not in str(caught.value)


def test_no_other_suppliers_error_escapes(
    server: Loopback, quick: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fault in (
        httpx.ReadTimeout("late"),
        httpx.RemoteProtocolError("odd"),
        httpx.DecodingError("x"),
    ):

        def broken(*_: object, fault: Exception = fault, **__: object) -> httpx.Response:
            raise fault

        monkeypatch.setattr(httpx.Client, "send", broken)
        with pytest.raises(SourceError, match="no answer from"):
            count("pubmed", "sepsis", quick(server))


@pytest.mark.parametrize("mark", ["", "{}", "[1]", "null", '{"version": 1}', "\x00", "9" * 5000])
def test_a_mark_that_is_none_is_a_sentence(server: Loopback, quick: Quick, mark: str) -> None:
    if not mark:
        return
    with pytest.raises(SourceError, match="mark of an earlier fetch is damaged"):
        fetch("pubmed", "sepsis", 9, quick(server), mark)


def test_a_mark_of_another_query_is_not_taken(server: Loopback, quick: Quick) -> None:
    mark = by_kind(fetch("pubmed", "sepsis", 2, quick(server, batch=2))).marks[0]
    with pytest.raises(SourceError, match="another supplier or query"):
        fetch("pubmed", "stroke", 9, quick(server), mark.text)


@pytest.mark.parametrize(("supplier", "query"), [("pubmed", "  "), ("pubmet", "sepsis")])
def test_a_question_that_is_none_is_not_sent(
    server: Loopback, quick: Quick, supplier: str, query: str
) -> None:
    with pytest.raises(SourceError, match=r"is empty|There is no supplier 'pubmet'"):
        count(supplier, query, quick(server))
    assert server.asked == []
