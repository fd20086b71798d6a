"""Real papers are kept whole and found by what they say."""

import re
from pathlib import Path

import pytest

from fingerpost.guide import load_guide
from fingerpost.library import Library
from fingerpost.records import Paper
from fingerpost.sources import read_file


@pytest.fixture(scope="module")
def papers(shared_data: Path) -> list[Paper]:
    found = read_file(shared_data / "arxiv" / "arxiv_med_ml.jsonl.gz")
    return [item for item in found if isinstance(item, Paper)]


@pytest.fixture(scope="module")
def library(papers, tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("real")) as library:
        library.put(papers)
        yield library


def test_every_paper_is_there_once_and_whole(library, papers):
    distinct = {paper.id: paper for paper in papers}
    assert library.count() == library.search("*").total == len(distinct)
    again = library.put(papers)
    assert (again.imported, again.updated, again.unchanged) == (0, 0, len(papers))
    for paper_id, paper in list(distinct.items())[:500]:
        assert library.get(paper_id) == paper


def test_a_paper_is_found_by_its_title(library, papers):
    for paper in papers[::60]:
        title = paper.title.replace('"', " ")
        assert paper in library.match(f'title:"{title}"')
        words = " ".join(f'"{word}"' for word in re.findall(r"\b[A-Za-z]{5,}\b", title)[:6])
        shown = [hit.paper.title for hit in library.search(words, limit=5).hits]
        assert paper.title in shown, words


def test_counts_by_year_agree_with_the_papers(library):
    result = library.search("learning[tiab] AND 2015:2019[dp]", limit=1)
    found = library.match("learning[tiab] AND 2015:2019[dp]")
    assert sum(result.by_year.values()) == result.total == len(found)
    for year, count in result.by_year.items():
        assert sum(paper.year == year for paper in found) == count


def test_the_example_areas_find_papers(library):
    for area in load_guide().example_areas:
        assert len(library.match(area.query)) > 100
