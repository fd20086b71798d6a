"""PubMed XML read by several processes: the same records in the same order, whatever happens."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from fingerpost import workers
from fingerpost.records import Paper, Problem
from fingerpost.sources import pubmed_workers, pubmed_xml
from fingerpost.sources.xml_split import Chunk, Fault

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def record(number: int, title: str = "A made-up title") -> str:
    padding = "Counted again. " * 60
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article>"
        f"<ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>{padding}</AbstractText>"
        "</Abstract><AuthorList><Author><LastName>Lovelace</LastName><ForeName>Ada</ForeName>"
        "</Author></AuthorList></Article></MedlineCitation></PubmedArticle>\n"
    )


def document(count: int, odd: dict[int, str] | None = None) -> bytes:
    records = [(odd or {}).get(n, record(n)) for n in range(1, count + 1)]
    return f"{HEAD}<PubmedArticleSet>\n{''.join(records)}</PubmedArticleSet>\n".encode()


def read(body: bytes, crew: int) -> list[Paper | Problem]:
    return list(pubmed_xml.read(io.BytesIO(body), "made-up.xml", crew))


ODD = {
    90: record(90, title=""),
    300: record(300).replace("</Article>", ""),
    301: record(301, title="Fish &amp; chips"),
    700: "<PubmedArticle><MedlineCitation>\n",
}


@pytest.mark.parametrize("crew", [1, 3])
def test_workers_give_what_one_process_gives(crew: int) -> None:
    body = document(1500, ODD)
    alone = read(body, 0)
    assert read(body, crew) == alone
    problems = [item for item in alone if isinstance(item, Problem)]
    assert [problem.record for problem in problems] == [90, 300, 700]
    assert sum(isinstance(item, Paper) for item in alone) == 1497


def test_a_file_that_ends_too_early_says_so_as_before() -> None:
    body = document(1000)[: -len("</PubmedArticleSet>\n") - 40]
    assert read(body, 2) == read(body, 0)
    assert "incomplete" in str(read(body, 2)[-1])


def test_workers_that_cannot_be_started_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    body = document(1000)
    monkeypatch.setattr(workers.sys, "executable", "/nowhere/python")
    assert read(body, 2) == read(body, 0)


def test_workers_that_die_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = workers._start

    def doomed(module: str) -> object:
        started.append(start(module))
        return started[-1]

    monkeypatch.setattr(workers, "_start", doomed)
    body = document(3000)
    found: list[Paper | Problem] = []
    for item in pubmed_xml.read(io.BytesIO(body), "made-up.xml", 2):
        found.append(item)
        if len(found) == 500:
            for process in started:
                process.kill()
    assert found == read(body, 0)


def test_giving_up_ends_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = workers._start
    monkeypatch.setattr(workers, "_start", lambda name: started.append(start(name)) or started[-1])
    reading = pubmed_xml.read(io.BytesIO(document(3000)), "made-up.xml", 2)
    next(reading)
    reading.close()
    assert [process.poll() is not None for process in started] == [True, True]


def test_a_fault_between_runs_is_passed_through() -> None:
    pieces: Iterator[Chunk | Fault] = iter([Fault("odd", 3), Chunk(b"", 4, is_run=True)])
    (fault, nothing), (run, answer) = pubmed_workers.read_runs(pieces, "made-up.xml", 1)
    assert (fault, nothing) == (Fault("odd", 3), None)
    assert isinstance(run, Chunk)
    assert answer is not None
    assert answer.papers == []
