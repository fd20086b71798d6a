"""Live PubMed against a server of our own: paging, forgotten searches, what it says of queries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.loopback import Loopback, Reply, serving
from tests.suppliers import PubMed, article_set
from tests.unit.sources.live.conftest import Quick, by_kind

from fingerpost.errors import SourceError
from fingerpost.sources.live import count, fetch, pubmed_search


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(Loopback(PubMed())) as running:
        yield running


def pubmed(server: Loopback) -> PubMed:
    assert isinstance(server.answering, PubMed)
    return server.answering


def test_papers_come_in_batches_in_order_with_marks_and_progress(
    server: Loopback, quick: Quick
) -> None:
    pubmed(server).pmids = list(range(1, 8))
    told: list[tuple[int, int]] = []
    found = by_kind(
        fetch(
            "pubmed", "sepsis", 100, quick(server, batch=3),
            on_progress=lambda done, total: told.append((done, total)),
        )
    )  # fmt: skip
    assert found.pmids == [1, 2, 3, 4, 5, 6, 7]
    assert [(mark.read, mark.total, mark.finished) for mark in found.marks] == [
        (3, 7, False),
        (6, 7, False),
        (7, 7, True),
    ]
    assert told == [(3, 7), (6, 7), (7, 7)]


def test_every_request_says_who_asks(server: Loopback, quick: Quick) -> None:
    list(fetch("pubmed", "sepsis", 9, quick(server)))
    assert server.verbs == ["esearch", "efetch"]
    for asked in server.asked:
        stated = {name: asked.params.get(name) for name in ("tool", "email", "db")}
        assert stated == {"tool": "fingerpost", "email": "ada@example.org", "db": "pubmed"}


def test_no_more_papers_are_fetched_than_wanted(server: Loopback, quick: Quick) -> None:
    pubmed(server).pmids = list(range(1, 1001))
    found = by_kind(fetch("pubmed", "sepsis", 5, quick(server, batch=3)))
    assert found.pmids == [1, 2, 3, 4, 5]
    assert not found.marks[-1].finished


def test_count_asks_for_no_papers(server: Loopback, quick: Quick) -> None:
    pubmed(server).count = 1234
    assert count("pubmed", "sepsis", quick(server)) == 1234
    assert server.verbs == ["esearch"]


def test_any_mark_is_a_place_to_go_on_from(server: Loopback, quick: Quick) -> None:
    pubmed(server).pmids = list(range(1, 11))
    whole = by_kind(fetch("pubmed", "sepsis", 100, quick(server, batch=3)))
    for mark in whole.marks:
        rest = by_kind(fetch("pubmed", "sepsis", 100, quick(server, batch=3), mark.text))
        assert rest.pmids == list(range(mark.read + 1, 11))
        assert rest.marks[-1].read == 10
    assert pubmed(server).searches == 1, "the search that PubMed keeps is used again"


def test_more_may_be_wanted_when_a_fetch_goes_on(server: Loopback, quick: Quick) -> None:
    pubmed(server).pmids = list(range(1, 11))
    first = by_kind(fetch("pubmed", "sepsis", 4, quick(server, batch=2)))
    rest = by_kind(fetch("pubmed", "sepsis", 7, quick(server, batch=2), first.marks[-1].text))
    assert rest.pmids == [5, 6, 7]


def test_a_forgotten_search_is_made_again(server: Loopback, quick: Quick) -> None:
    pubmed(server).pmids = list(range(1, 10))
    pubmed(server).forget_after = 2
    found = by_kind(fetch("pubmed", "sepsis", 100, quick(server, batch=2)))
    assert found.pmids == list(range(1, 10))
    assert pubmed(server).searches == 3


@pytest.mark.parametrize(
    "changed",
    [[99, *range(1, 10)], [1, 3, 4, 5, 6, 7, 8, 9], [99, 1, 3, 4, 5, 6, 7, 8, 9]],
    ids=["one more at the front", "one gone", "one more and one gone"],
)
def test_a_forgotten_search_that_finds_others_is_read_anew_and_loses_nothing(
    server: Loopback, quick: Quick, changed: list[int]
) -> None:
    pubmed(server).pmids = list(range(1, 10))
    items = fetch("pubmed", "sepsis", 100, quick(server, batch=3))
    before = by_kind(next(items) for _ in range(7))
    assert before.pmids == [1, 2, 3, 4, 5, 6]
    pubmed(server).pmids = changed
    pubmed(server).forget_after = 1
    after = by_kind(items)
    came = [int(paper.pmid) for paper in (*before.papers, *after.papers)]
    assert set(changed) <= set(came)
    assert len(came) == len(set(came))
    assert "changed since the fetch was begun" in after.problems[0].reason


def test_a_search_that_is_never_kept_is_an_error(server: Loopback, quick: Quick) -> None:
    pubmed(server).forget_after = 0
    with pytest.raises(SourceError, match="forgot the search twice"):
        list(fetch("pubmed", "sepsis", 9, quick(server)))


def test_an_answer_that_changes_all_the_time_is_given_up(server: Loopback, quick: Quick) -> None:
    pubmed(server).forget_after = 1
    items = fetch("pubmed", "sepsis", 100, quick(server, batch=1))

    def read_while_it_changes() -> None:
        for turn, _ in enumerate(items):
            pubmed(server).pmids = [1000 + turn, *pubmed(server).pmids]

    with pytest.raises(SourceError, match="changes while it is read"):
        read_while_it_changes()


def test_no_papers_found_fetches_nothing(server: Loopback, quick: Quick) -> None:
    pubmed(server).pmids = []
    found = by_kind(fetch("pubmed", "sepsis", 9, quick(server)))
    assert found.papers == []
    assert found.marks[-1].finished
    assert server.verbs == ["esearch"]


def test_papers_that_did_not_come_are_told(server: Loopback, quick: Quick) -> None:
    pubmed(server).fixed["efetch"] = Reply(article_set(1, 2, 2))
    found = by_kind(fetch("pubmed", "sepsis", 9, quick(server)))
    assert found.ids == ["pmid:1", "pmid:2"]
    assert found.problems[0].reason.startswith("PubMed sent 2 papers fewer")


@pytest.fixture
def gives_ten(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """A PubMed that gives ten papers of one search, and has 95."""
    monkeypatch.setattr(pubmed_search, "MOST", 10)
    server.answering = PubMed(list(range(95, 0, -1)), gives=10)
    return server


def test_more_papers_than_one_search_gives_come_by_the_days_of_their_entry(
    gives_ten: Loopback, quick: Quick
) -> None:
    found = by_kind(fetch("pubmed", "sepsis", 1000, quick(gives_ten, batch=4)))
    assert found.pmids == list(range(95, 0, -1)), "the newest first, none lost, none twice"
    assert {mark.total for mark in found.marks} == {95}
    assert found.marks[-1].finished
    assert found.marks[-1].read == 95


def test_such_a_fetch_goes_on_from_any_mark_and_may_want_more(
    gives_ten: Loopback, quick: Quick
) -> None:
    settings = quick(gives_ten, batch=4)
    for mark in by_kind(fetch("pubmed", "sepsis", 50, settings)).marks:
        rest = by_kind(fetch("pubmed", "sepsis", 1000, settings, mark.text))
        assert rest.pmids == list(range(95 - mark.read, 0, -1))
        assert rest.marks[-1].read == 95


def test_such_a_fetch_survives_searches_that_are_forgotten(
    gives_ten: Loopback, quick: Quick
) -> None:
    pubmed(gives_ten).forget_after = 1
    found = by_kind(fetch("pubmed", "sepsis", 1000, quick(gives_ten, batch=4)))
    assert found.pmids == list(range(95, 0, -1))


def test_papers_that_go_and_come_meanwhile_lose_no_other(gives_ten: Loopback, quick: Quick) -> None:
    settings = quick(gives_ten, batch=4)
    mark = by_kind(fetch("pubmed", "sepsis", 44, settings)).marks[-1]
    pubmed(gives_ten).pmids = [200, *(n for n in range(95, 0, -1) if n not in (50, 20))]
    pubmed(gives_ten).kept.clear()
    rest = by_kind(fetch("pubmed", "sepsis", 1000, settings, mark.text))
    came = [int(paper.pmid) for paper in rest.papers]
    assert set(range(1, 52)) - {50, 20} <= set(came)
    assert len(came) == len(set(came))


def test_a_day_with_more_papers_than_one_search_gives_is_told(
    gives_ten: Loopback, quick: Quick
) -> None:
    pubmed(gives_ten).one_day = 40
    found = by_kind(fetch("pubmed", "sepsis", 1000, quick(gives_ten, batch=4)))
    assert len(found.papers) == 10
    assert "95 papers of this query entered PubMed on 2001-02-09" in found.problems[0].reason


def test_a_long_query_goes_in_the_body_not_in_the_address(server: Loopback, quick: Quick) -> None:
    query = " OR ".join(f"word{number}" for number in range(400))
    assert count("pubmed", query, quick(server)) == 5
    assert server.asked[0].params["term"] == query
    assert server.asked[0].method == "POST"


KEY = "0123456789abcdef0123456789abcdef0123"


def test_a_key_is_sent_in_the_body_and_never_in_an_address(server: Loopback, quick: Quick) -> None:
    list(fetch("pubmed", "sepsis", 9, quick(server, ncbi_key=KEY)))
    assert {asked.params["api_key"] for asked in server.asked} == {KEY}
    assert not [asked for asked in server.asked if KEY in asked.target]


def test_a_refused_key_is_told_without_showing_it(server: Loopback, quick: Quick) -> None:
    said = json.dumps({"error": f"API key {KEY} is not valid", "api-key": KEY})
    pubmed(server).fixed["esearch"] = Reply(said.encode(), 400)
    with pytest.raises(SourceError, match=r"API key .* is not valid") as caught:
        count("pubmed", "sepsis", quick(server, ncbi_key=KEY))
    assert KEY not in str(caught.value)


def test_recorded_search_and_papers(server: Loopback, quick: Quick, shared_data: Path) -> None:
    folder = shared_data / "pubmed"
    searched = (folder / "biopython_entrez" / "esearch5.xml").read_bytes()
    pubmed(server).fixed["esearch"] = Reply(searched)
    files = sorted((folder / "metapub_pmid_xml").glob("3*.xml"))[:5]
    bodies = [file.read_bytes() for file in files]
    start = bodies[0].index(b"<PubmedArticle>")
    records = [b[b.index(b"<PubmedArticle>") : b.rindex(b"</PubmedArticleSet>")] for b in bodies]
    joined = bodies[0][:start] + b"".join(records) + b"</PubmedArticleSet>\n"
    pubmed(server).fixed["efetch"] = Reply(joined)
    found = by_kind(fetch("pubmed", "stem cells", 5, quick(server)))
    assert found.pmids == [int(file.stem) for file in files]


def test_recorded_search_without_history_fetches_by_id(
    server: Loopback, quick: Quick, shared_data: Path
) -> None:
    body = (shared_data / "pubmed" / "biopython_entrez" / "esearch1.xml").read_bytes()
    pubmed(server).fixed["esearch"] = Reply(body)
    found = by_kind(fetch("pubmed", "biopython", 2, quick(server)))
    assert found.pmids == [41282813, 41148224]
    assert server.asked[1].params["id"] == "41282813,41148224"


def test_recorded_unknown_phrase_is_told(server: Loopback, quick: Quick, shared_data: Path) -> None:
    body = (shared_data / "pubmed" / "biopython_entrez" / "esearch8.xml").read_bytes()
    pubmed(server).fixed["esearch"] = Reply(body)
    [problem] = by_kind(fetch("pubmed", "abcXYZ", 9, quick(server))).problems
    assert "abcXYZ" in problem.reason


def test_recorded_unknown_part_of_a_query_is_told(
    server: Loopback, quick: Quick, shared_data: Path
) -> None:
    body = (shared_data / "pubmed" / "klortho_eutils" / "esearch.error.xml").read_bytes()
    pubmed(server).fixed["esearch"] = Reply(body)
    found = by_kind(fetch("pubmed", "obstetrics[fleegle]", 1, quick(server)))
    assert "'fleegle[MeSH Terms]'" in found.problems[0].reason
    assert found.ids == ["pmid:101595451"]


def test_recorded_error_is_a_sentence(server: Loopback, quick: Quick, shared_data: Path) -> None:
    body = (shared_data / "pubmed" / "klortho_eutils" / "esearch.baderror.xml").read_bytes()
    pubmed(server).fixed["esearch"] = Reply(body)
    with pytest.raises(SourceError, match="Invalid db name specified: fleegle"):
        count("pubmed", "sepsis", quick(server))


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"", b"<eSearchResult><Count>5</Count>"])
def test_an_answer_that_is_none_is_asked_for_again_then_told(
    server: Loopback, quick: Quick, body: bytes
) -> None:
    pubmed(server).fixed["esearch"] = Reply(body)
    with pytest.raises(SourceError, match="cut off"):
        count("pubmed", "sepsis", quick(server))
    assert len(server.asked) == 5
