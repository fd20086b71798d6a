"""Recorded answers of arXiv's query interface: every entry is read."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import arxiv_atom


@pytest.fixture(scope="module")
def answers(shared_data: Path) -> dict[str, str]:
    """The recorded bodies by the name of their file."""
    folder = shared_data / "arxiv" / "arxiv_py_fixtures"
    return {file.name: json.loads(file.read_text())["body"] for file in sorted(folder.iterdir())}


def read(body: str) -> list[Paper | Problem]:
    return list(arxiv_atom.read(io.BytesIO(body.encode()), "feed"))


def test_every_entry_is_a_paper_or_the_error_that_arxiv_reports(answers: dict[str, str]) -> None:
    assert len(answers) == 20
    problems = {}
    for name, body in answers.items():
        found = read(body)
        reasons = [record.reason for record in found if isinstance(record, Problem)]
        assert len(found) == len(re.findall("<entry>", body)), name
        if reasons:
            problems[name] = reasons
    assert problems == {
        "id_abc_s0_m100_b79c8dcf6bc3.json": [
            "arXiv answered with an error: incorrect id format for abc"
        ]
    }


def test_every_paper_has_what_every_entry_states(answers: dict[str, str]) -> None:
    papers = [r for body in answers.values() for r in read(body) if isinstance(r, Paper)]
    assert len(papers) > 200
    for paper in papers:
        assert re.fullmatch(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", paper.arxiv)
        assert paper.abstract
        assert paper.authors
        assert paper.keywords
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", paper.date)
        assert paper.year == int(paper.date[:4])
        assert paper.doi == ""


def test_identifiers_and_names_are_those_of_the_feed(answers: dict[str, str]) -> None:
    for body in answers.values():
        papers = [record for record in read(body) if isinstance(record, Paper)]
        stated = re.findall(r"<id>http://arxiv\.org/abs/(.+?)v\d+</id>", body)
        assert [paper.arxiv for paper in papers] == stated
        names = [name for name in re.findall(r"<name>(.+?)</name>", body) if "arXiv" not in name]
        assert sum(len(paper.authors) for paper in papers) == len(names)
