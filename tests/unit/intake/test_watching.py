"""What papers that come in change: new, changed, retracted, published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fingerpost.intake.watching import Event, News, Watch
from fingerpost.library import Library
from fingerpost.records import Author, Link, LinkKind, Paper, Retraction

PLAIN = Paper("Lactate on the ward", abstract="We looked.", pmid="1", year=2020, source="x")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def after(library: Library, *papers: Paper) -> list[Event]:
    watch = Watch(library)
    watch.put(papers)
    return list(watch.events())


def test_a_paper_is_new_once(library: Library) -> None:
    assert after(library, PLAIN, PLAIN) == [Event(News.NEW, "pmid:1", PLAIN.title)]
    assert after(library, PLAIN) == []


def test_a_change_names_what_changed(library: Library) -> None:
    after(library, PLAIN)
    fuller = Paper(
        "Lactate on the ward", abstract="We looked.", pmid="1", year=2020, doi="10.1000/x"
    )
    assert after(library, fuller) == [Event(News.CHANGED, "pmid:1", PLAIN.title, "DOI")]


def test_a_paper_known_by_another_id_is_not_new(library: Library) -> None:
    after(library, Paper("Lactate on the ward", doi="10.1000/x", year=2020))
    [event] = after(library, Paper("Lactate on the ward", doi="10.1000/x", pmid="1", year=2020))
    assert (event.news, event.paper, event.what) == (News.CHANGED, "pmid:1", "PMID")


def test_a_paper_known_by_its_title_and_place_is_not_new(library: Library) -> None:
    stated: dict[str, Any] = {
        "authors": (Author("Okoro", "Ada"), Author("Berg", "Jan")), "journal": "J Examples",
        "volume": "7", "pages": "11-19", "year": 2020,
    }  # fmt: skip
    title = "Lactate on the ward: a study of everybody who came in one winter"
    after(library, Paper(title, **stated))
    events = after(library, Paper(title.replace(":", " -"), pmid="8", doi="10.1000/lact", **stated))
    assert [event.news for event in events] == [News.CHANGED]
    assert library.count() == 1


def test_a_retraction_is_told_once(library: Library) -> None:
    after(library, PLAIN)
    gone = Paper(
        "Lactate on the ward", abstract="We looked.", pmid="1", year=2020, source="x",
        retraction=Retraction.RETRACTED, links=(Link(LinkKind.RETRACTED_BY, "pmid:9"),),
    )  # fmt: skip
    events = after(library, gone)
    assert [event.news for event in events] == [News.CHANGED, News.RETRACTED]
    assert events[1].what == "by pmid:9"
    assert after(library, gone) == []


def test_a_retracted_paper_that_is_new_is_told_as_both(library: Library) -> None:
    events = after(library, Paper("Bad", pmid="2", retraction=Retraction.RETRACTED))
    assert [event.news for event in events] == [News.NEW, News.RETRACTED]


def test_a_preprint_that_names_its_published_version(library: Library) -> None:
    preprint = Paper("A model of lactate", arxiv="2001.01234", year=2020)
    after(library, preprint)
    link = Link(LinkKind.PUBLISHED_AS, "doi:10.1000/published")
    events = after(
        library, Paper("A model of lactate", arxiv="2001.01234", year=2020, links=(link,))
    )
    assert (News.PUBLISHED, "arxiv:2001.01234", "doi:10.1000/published") in [
        (event.news, event.paper, event.what) for event in events
    ]


def test_a_published_paper_that_names_a_preprint_of_ours(library: Library) -> None:
    after(library, Paper("A model of lactate", arxiv="2001.01234", year=2020))
    link = Link(LinkKind.HAS_PREPRINT, "arxiv:2001.01234")
    published = Paper("A model of blood lactate", pmid="7", year=2021, links=(link,))
    events = after(library, published)
    assert [(e.news, e.paper, e.what) for e in events if e.news is News.PUBLISHED] == [
        (News.PUBLISHED, "arxiv:2001.01234", "pmid:7")
    ]
    assert not [e for e in after(library, published) if e.news is News.PUBLISHED]
