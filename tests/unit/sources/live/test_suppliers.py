"""Every supplier against a twin of our own: all of it, once, in order, under faults, and again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.loopback import Answering, Loopback, Reply, serving
from tests.suppliers import Arxiv, Crossref, EuropePmc, OpenAlex, PubMed, article_set, feed
from tests.unit.sources.live.conftest import Quick, Sorted, by_kind

from fingerpost.errors import SourceError
from fingerpost.sources.live import SUPPLIERS, Settings, count, fetch

KEY = "0123456789abcdef0123456789abcdef0123"
MANY = list(range(1, 42))

TWINS: dict[str, Callable[[list[int]], Answering]] = {
    "pubmed": PubMed,
    "arxiv": Arxiv,
    "openalex": OpenAlex,
    "europepmc": EuropePmc,
    "crossref": Crossref,
}


def numbers(found: Sorted) -> list[int]:
    """The numbers that the twins gave their papers."""
    assert not found.problems, [problem.reason for problem in found.problems]
    return [int(paper.title.rstrip(".").rsplit(" ", 1)[1]) for paper in found.papers]


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(Loopback(PubMed())) as running:
        yield running


def test_every_supplier_has_a_twin_and_says_who_it_is() -> None:
    assert list(SUPPLIERS) == list(TWINS)
    for name, supplier in SUPPLIERS.items():
        assert (supplier.name, len(SUPPLIERS)) == (name, 5)
        assert all(address.startswith("https://") for address in supplier.official.values())


@pytest.mark.parametrize("name", TWINS)
def test_all_comes_once_in_order_and_a_count_agrees(
    server: Loopback, quick: Quick, name: str
) -> None:
    server.answering = TWINS[name](MANY)
    settings = quick(server, batch=7)
    found = by_kind(fetch(name, "sepsis", 1000, settings))
    assert numbers(found) == MANY
    assert found.marks[-1].finished
    assert [mark.total for mark in found.marks] == [41] * len(found.marks)
    assert count(name, "sepsis", settings) == 41


@pytest.mark.parametrize("name", TWINS)
def test_a_fetch_goes_on_from_any_mark(server: Loopback, quick: Quick, name: str) -> None:
    server.answering = TWINS[name](MANY)
    settings = quick(server, batch=7)
    for mark in by_kind(fetch(name, "sepsis", 40, settings)).marks:
        rest = by_kind(fetch(name, "sepsis", 1000, settings, mark.text))
        assert numbers(rest) == MANY[mark.read :], mark


@pytest.mark.parametrize("name", TWINS)
def test_no_more_than_wanted(server: Loopback, quick: Quick, name: str) -> None:
    server.answering = TWINS[name](MANY)
    found = by_kind(fetch(name, "sepsis", 10, quick(server, batch=7)))
    assert numbers(found) == MANY[:10]


@pytest.mark.parametrize("name", TWINS)
def test_nothing_found_is_no_fault(server: Loopback, quick: Quick, name: str) -> None:
    server.answering = TWINS[name]([])
    found = by_kind(fetch(name, "sepsis", 10, quick(server)))
    assert (found.papers, found.problems) == ([], [])
    assert found.marks[-1].finished
    assert count(name, "sepsis", quick(server)) == 0


@pytest.mark.parametrize("name", TWINS)
def test_the_limit_is_kept_and_nothing_lost_when_a_third_of_the_requests_fail(
    server: Loopback, quick: Quick, name: str
) -> None:
    spacing = 0.02
    server.answering = TWINS[name](MANY)
    server.chaos = 0.3
    settings = quick(server, batch=2, spacing=spacing, tries=15, sleep=time.sleep)
    assert numbers(by_kind(fetch(name, "sepsis", 1000, settings))) == MANY
    assert len(server.arrivals) > 25, "there were faults"
    assert server.least_gap >= spacing
    assert server.most_within(10 * spacing) <= 10
    assert server.most_at_once == 1


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.parametrize(
    "body",
    [b"", b"<html>down</html>", b'{"a":', b"[" * 100_000, b"\xff\xfe\x00", b"null", b"[]", b"{}",
     b"<feed></feed>", b"<eSearchResult></eSearchResult>", b'{"meta": 3, "message": 4}',
     b'{"hitCount": "x", "meta": {"count": -1}, "message": {"total-results": true}}'],
)  # fmt: skip
def test_garbage_is_a_sentence(server: Loopback, quick: Quick, name: str, body: bytes) -> None:
    server.answering = lambda _asked: Reply(body)
    for asking in (count, lambda *of: list(fetch(of[0], of[1], 10, of[2]))):
        with pytest.raises(SourceError) as caught:
            asking(name, "sepsis", quick(server, tries=2))
        assert str(caught.value).startswith(SUPPLIERS[name].title)


@pytest.mark.parametrize("name", TWINS)
def test_a_refusal_is_a_sentence(server: Loopback, quick: Quick, name: str) -> None:
    for status in (400, 401, 403, 404, 410, 414):
        server.answering = lambda _asked, status=status: Reply(b"no", status)
        with pytest.raises(SourceError, match=SUPPLIERS[name].title):
            count(name, "sepsis", quick(server, tries=2))


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("arxiv", "all:(sepsis", "brackets are not closed"),
        ("openalex", "filter:nonsense", "no such filter"),
        ("europepmc", "(sepsis", "Invalid search syntax"),
    ],
)
def test_a_query_that_is_not_taken_is_told_in_the_suppliers_words(
    server: Loopback, quick: Quick, name: str, query: str, said: str
) -> None:
    server.answering = TWINS[name](MANY)
    with pytest.raises(SourceError, match=said):
        count(name, query, quick(server))
    with pytest.raises(SourceError, match=said):
        list(fetch(name, query, 10, quick(server)))


def test_arxiv_asks_again_for_a_page_that_came_empty(server: Loopback, quick: Quick) -> None:
    server.answering = Arxiv(MANY, empty_pages=2)
    assert numbers(by_kind(fetch("arxiv", "sepsis", 1000, quick(server, batch=7)))) == MANY


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("sepsis", "all:sepsis"),
        ('early warning "septic shock"', 'all:early AND all:warning AND all:"septic shock"'),
        ("ti:sepsis AND cat:cs.LG", "ti:sepsis AND cat:cs.LG"),
        ("sepsis OR shock", "sepsis OR shock"),
    ],
)
def test_arxiv_takes_plain_words_and_its_own_language(
    server: Loopback, quick: Quick, query: str, sent: str
) -> None:
    server.answering = Arxiv(MANY)
    count("arxiv", query, quick(server))
    assert server.asked[0].params["search_query"] == sent


def test_arxiv_by_ids_tells_those_that_it_does_not_know(server: Loopback, quick: Quick) -> None:
    server.answering = Arxiv(MANY)
    found = by_kind(fetch("arxiv", "2101.00003, arXiv:2101.00001v2 2101.99999", 9, quick(server)))
    assert found.ids == ["arxiv:2101.00003", "arxiv:2101.00001"]
    assert [problem.reason for problem in found.problems] == ["arXiv does not know 2101.99999"]
    assert count("arxiv", "2101.00003", quick(server)) == 1


SET = "set:q-bio from:2024-01-01"


@pytest.mark.parametrize("batch", [2, 5, 7, 100])
@pytest.mark.parametrize("says_size", [True, False])
def test_a_whole_set_of_arxiv_comes_in_pieces(
    server: Loopback, quick: Quick, batch: int, says_size: bool
) -> None:
    server.answering = Arxiv(MANY, says_size=says_size)
    settings = quick(server, batch=batch, keep_hours=1.0)
    found = by_kind(fetch("arxiv", SET, 1000, settings))
    assert numbers(found) == MANY
    assert found.marks[-1].finished
    assert found.marks[-1].total == 41
    assert len(server.asked) == 9, "each of arXiv's own parts is asked for once"
    asked = {"verb": "ListRecords", "metadataPrefix": "arXiv"}
    assert server.asked[0].params == {**asked, "set": "q-bio", "from": "2024-01-01"}
    for mark in found.marks[:-1]:
        rest = by_kind(fetch("arxiv", SET, 1000, settings, mark.text))
        assert numbers(rest) == MANY[mark.read :]
    assert numbers(by_kind(fetch("arxiv", SET, 8, settings))) == MANY[:8]


def test_a_set_under_faults(server: Loopback, quick: Quick) -> None:
    server.answering = Arxiv(MANY)
    server.chaos = 0.3
    settings = quick(server, spacing=0.02, tries=15, sleep=time.sleep)
    assert numbers(by_kind(fetch("arxiv", SET, 1000, settings))) == MANY
    assert server.least_gap >= 0.02


def test_a_token_that_arxiv_forgot_begins_anew_and_doubles_nothing(
    server: Loopback, quick: Quick
) -> None:
    server.answering = Arxiv(MANY, forget_after=3)
    found = by_kind(fetch("arxiv", SET, 1000, quick(server)))
    assert [int(paper.title.split()[1]) for paper in found.papers] == MANY
    assert "changed since the fetch was begun" in found.problems[0].reason


def test_a_set_with_nothing_a_set_that_is_none_and_one_written_wrongly(
    server: Loopback, quick: Quick
) -> None:
    server.answering = Arxiv([])
    assert count("arxiv", SET, quick(server)) == 0
    assert by_kind(fetch("arxiv", SET, 9, quick(server))).papers == []
    with pytest.raises(SourceError, match="badArgument no such set"):
        count("arxiv", "set:nonsense", quick(server))
    asked = len(server.asked)
    with pytest.raises(SourceError, match="is written as  set:q-bio"):
        list(fetch("arxiv", "set:q-bio since 2024", 9, quick(server)))
    assert len(server.asked) == asked


def test_recorded_set_of_arxiv(server: Loopback, quick: Quick, shared_data: Path) -> None:
    folder = shared_data / "arxiv"
    body = (folder / "hepcrawl_oai" / "arxiv-physics-hep-th.xml").read_bytes()
    server.answering = lambda _asked: Reply(body)
    found = by_kind(fetch("arxiv", "set:physics:hep-th", 99, quick(server, batch=1)))
    assert len(found.papers) == body.count(b"</record>")
    assert not found.problems
    bad = (folder / "sickle_oai" / "cannotDisseminateFormat.xml").read_bytes()
    server.answering = lambda _asked: Reply(bad)
    with pytest.raises(SourceError, match="cannotDisseminateFormat"):
        count("arxiv", "set:cs", quick(server))


def test_nothing_about_the_user_goes_to_arxiv_and_europe_pmc(
    server: Loopback, quick: Quick
) -> None:
    for name in ("arxiv", "europepmc"):
        server.answering = TWINS[name](MANY)
        list(fetch(name, "sepsis", 5, quick(server, ncbi_key=KEY, openalex_key=KEY)))
    for asked in server.asked:
        told = f"{asked.target} {asked.headers}"
        assert "ada@example.org" not in told
        assert KEY not in told


def test_openalex_by_cursor_for_one_who_has_a_key(server: Loopback, quick: Quick) -> None:
    server.answering = OpenAlex(MANY)
    settings = quick(server, batch=7, openalex_key=KEY)
    found = by_kind(fetch("openalex", "sepsis", 1000, settings))
    assert numbers(found) == MANY
    rest = by_kind(fetch("openalex", "sepsis", 1000, settings, found.marks[2].text))
    assert numbers(rest) == MANY[21:]
    assert {asked.params["api_key"] for asked in server.asked} == {KEY}


def test_openalex_tells_what_a_key_would_give(server: Loopback, quick: Quick) -> None:
    server.answering = OpenAlex(MANY, count=20_000)
    found = by_kind(fetch("openalex", "sepsis", 5, quick(server)))
    assert "FINGERPOST_OPENALEX_KEY" in found.problems[0].reason


def test_a_cursor_that_crossref_let_go_begins_anew_and_doubles_nothing(
    server: Loopback, quick: Quick
) -> None:
    server.answering = Crossref(MANY, lets_go_after=2)
    found = by_kind(fetch("crossref", "sepsis", 1000, quick(server, batch=7)))
    assert [int(paper.title.split()[1]) for paper in found.papers] == MANY
    assert "changed since the fetch was begun" in found.problems[0].reason


def test_dois_are_asked_one_by_one_and_unknown_ones_told(server: Loopback, quick: Quick) -> None:
    server.answering = Crossref(MANY)
    query = "10.5555/w.3 https://doi.org/10.5555/W.5, doi:10.5555/none 10.5555/w.3"
    found = by_kind(fetch("crossref", query, 9, quick(server)))
    assert found.ids == ["doi:10.5555/w.3", "doi:10.5555/w.5"]
    assert "does not know the DOI 10.5555/none" in found.problems[0].reason
    assert count("crossref", query, quick(server)) == 3
    assert len(server.asked) == 3, "a DOI is asked for once, and counting asks nothing"


@pytest.mark.parametrize("doi", ["10.5555/../../members", "10.5555/a?x=1", "10.5555/a#b&c"])
def test_a_doi_with_odd_letters_stays_one_path(server: Loopback, quick: Quick, doi: str) -> None:
    server.answering = Crossref(MANY)
    list(fetch("crossref", doi, 9, quick(server)))
    assert [asked.path for asked in server.asked] == [f"/works/{doi}"]
    assert set(server.asked[0].params) == {"mailto"}


def test_an_answer_that_is_kept_is_not_asked_for_again(server: Loopback, quick: Quick) -> None:
    for name in ("arxiv", "europepmc", "openalex"):
        server.answering = TWINS[name](MANY)
        settings = quick(server, keep_hours=1.0, batch=20)
        first = by_kind(fetch(name, "sepsis", 1000, settings))
        asked = len(server.asked)
        again = by_kind(fetch(name, "sepsis", 1000, settings))
        assert again.papers == first.papers
        assert len(server.asked) == asked


def test_a_kept_answer_is_asked_about_by_its_etag(
    server: Loopback, quick: Quick, tmp_path: Path
) -> None:
    import sqlite3

    def answering(asked: object) -> Reply:
        headers = server.asked[-1].headers
        if headers.get("if-none-match") == '"a"' and "if-modified-since" in headers:
            return Reply(b"", 304)
        stated = {"ETag": '"a"', "Last-Modified": "Sat, 01 Aug 2026 00:00:00 GMT"}
        return Reply(feed([1, 2], 2), headers=stated)

    server.answering = answering
    settings = quick(server, keep_hours=1.0)
    first = by_kind(fetch("arxiv", "sepsis", 10, settings))
    with sqlite3.connect(tmp_path / "suppliers" / "answers.sqlite") as kept:
        kept.execute("UPDATE answers SET taken = taken - 7200")
    assert by_kind(fetch("arxiv", "sepsis", 10, settings)).papers == first.papers
    assert len(server.asked) == 2
    assert by_kind(fetch("arxiv", "sepsis", 10, settings)).papers == first.papers
    assert len(server.asked) == 2, "what was just confirmed serves again"


def recorded(folder: Path, pattern: str) -> list[tuple[str, int, bytes]]:
    """Recorded answers of arXiv: address, status, body."""
    files = [json.loads(file.read_text()) for file in sorted(folder.glob(pattern))]
    return [(one["url"], one["status_code"], one["body"].encode()) for one in files]


def test_recorded_arxiv_pages(server: Loopback, quick: Quick, shared_data: Path) -> None:
    pages = {
        url.partition("&start=")[2].partition("&")[0]: body
        for url, _, body in recorded(shared_data / "arxiv" / "arxiv_py_fixtures", "q_*_m10_*.json")
    }
    server.answering = lambda asked: Reply(pages[asked.params["start"]])
    found = by_kind(fetch("arxiv", "testing", 20, quick(server, batch=10)))
    assert len(found.papers) == 20
    assert len(set(found.ids)) == 20
    assert found.marks[-1].total == 30_000
    assert "214,881 papers" in found.problems[0].reason


def test_recorded_arxiv_errors_and_empty_answers(
    server: Loopback, quick: Quick, shared_data: Path
) -> None:
    folder = shared_data / "arxiv" / "arxiv_py_fixtures"
    [(_, status, refused)] = recorded(folder, "id_abc_*.json")
    server.answering = lambda _asked: Reply(refused, status)
    with pytest.raises(SourceError, match="incorrect id format for abc"):
        list(fetch("arxiv", "abc", 5, quick(server)))
    [(_, _, nothing)] = recorded(folder, "id_0000*.json")
    server.answering = lambda _asked: Reply(nothing)
    assert by_kind(fetch("arxiv", "nothing", 5, quick(server))).papers == []


def test_recorded_europe_pmc(server: Loopback, quick: Quick, shared_data: Path) -> None:
    folder = shared_data / "scholarly_apis" / "europepmc"
    server.answering = lambda _asked: Reply((folder / "search_cancer_core.json").read_bytes())
    found = by_kind(fetch("europepmc", "cancer", 25, quick(server, batch=25)))
    assert len(found.papers) == 25
    assert found.marks[-1].total == 5_059_039
    server.answering = lambda _asked: Reply((folder / "search_no_results.json").read_bytes())
    assert by_kind(fetch("europepmc", "nothing", 25, quick(server))).papers == []


def cassette(file: Path) -> tuple[int, bytes]:
    """The first recorded answer of a cassette."""
    import gzip

    first = YAML(typ="safe").load(file)["interactions"][0]["response"]
    body = first["body"]["string"]
    raw = body if isinstance(body, bytes) else body.encode()
    return first["status"]["code"], gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw


def test_recorded_crossref(server: Loopback, quick: Quick, shared_data: Path) -> None:
    folder = shared_data / "scholarly_apis" / "crossref_habanero"
    answers = {name: cassette(folder / f"test_{name}.yaml") for name in (
        "cursor", "works_with_one_id", "works_bad_id_warn", "cursor_fails_cursor_value",
    )}  # fmt: skip

    def serve(name: str) -> Settings:
        status, body = answers[name]
        server.answering = lambda _asked: Reply(body, status)
        return quick(server, batch=20)

    found = by_kind(fetch("crossref", "widget", 20, serve("cursor")))
    assert len(found.papers) + len(found.problems) == 20
    assert not found.marks[-1].finished
    single = by_kind(
        fetch("crossref", "10.1371/journal.pone.0033693", 1, serve("works_with_one_id"))
    )
    assert single.ids == ["doi:10.1371/journal.pone.0033693"]
    unknown = by_kind(fetch("crossref", "10.1371/notarealdoi", 1, serve("works_bad_id_warn")))
    assert "does not know the DOI" in unknown.problems[0].reason
    with pytest.raises(SourceError, match="Cursor specified but it is invalid"):
        list(fetch("crossref", "widget", 20, serve("cursor_fails_cursor_value")))


def test_recorded_openalex_works(server: Loopback, quick: Quick, shared_data: Path) -> None:
    folder = shared_data / "scholarly_apis" / "openalex_python"
    works = [json.loads((folder / name).read_text()) for name in ("W2741809807.json",)]
    stated = {"meta": {"count": 1}, "results": works}
    server.answering = lambda _asked: Reply(json.dumps(stated).encode())
    found = by_kind(fetch("openalex", "oa", 5, quick(server)))
    assert "openalex:W2741809807" in found.papers[0].other_ids


def test_recorded_pubmed_articles_come_through_any_fault(
    server: Loopback, quick: Quick, shared_data: Path
) -> None:
    file = shared_data / "pubmed" / "klortho_eutils" / "efetch.pubmed.xml"
    body = file.read_bytes()
    twin = PubMed(list(range(body.count(b"</PubmedArticle>"))))
    twin.fixed["efetch"] = Reply(body)
    server.answering = twin
    server.faults = [Reply(body, manner="half"), Reply(b"", 503), Reply(article_set()[:-20])]
    found = by_kind(fetch("pubmed", "x", 99, quick(server)))
    assert len(found.papers) == body.count(b"</PubmedArticle>")
