"""What the map's script reads: every paper as it is, harmless, and a sentence when some lack."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.unit.dives.looking import HOSTILE_WORDS, hostile_papers, look
from tests.unit.dives.mapped import mapped

from fingerpost.dives.map_data import (
    MOST_AUTHORS,
    cap_sentence,
    map_data,
    map_json,
    on_map,
    type_words,
)
from fingerpost.dives.map_page import map_page
from fingerpost.dives.pages import dive_page
from fingerpost.landscape.model import Place, Topic
from fingerpost.records import Author, Paper
from fingerpost.text import visible


def test_every_paper_comes_back_with_its_place_and_its_words() -> None:
    papers = [
        Paper("Zwei", year=2020, pmid="2", journal="Long name", journal_abbreviation="L N",
              authors=(Author("Lovelace", "Ada"), Author(collective="A Group")),
              publication_types=("Review", "Journal Article")),
        Paper("Eins", year=2024, arxiv="2401.00001", publication_types=("Journal Article",)),
        Paper("Drei", doi="10.1/x?y=1", url="https://other.example/"),
        Paper("Vier", year=2020, url="https://only.example/a"),
        Paper("Fünf", year=1999, url="javascript:alert(1)"),
    ]  # fmt: skip
    dive = mapped(papers)
    data = json.loads(map_json(dive))
    assert data == map_data(dive)
    assert data["title"] == ["Eins", "Vier", "Zwei", "Fünf", "Drei"], "newest first, then by title"
    assert data["year"] == [2024, 2020, 2020, 1999, None]
    assert data["authors"][2] == "Lovelace A, A Group"
    types = [[data["type"]["words"][n] for n in one] for one in data["type"]["of"]]
    assert types == [["Journal article"], [], ["Review", "Journal article"], [], []]
    assert [data["journal"]["words"][n] for n in data["journal"]["of"][2]] == ["L N"]
    by_id = {paper.id: paper for paper in papers}
    places = {place.paper: place for place in dive.landscape.places}
    for number, shown in enumerate(data["id"]):
        assert by_id[shown].title == data["title"][number]
        assert data["x"][number] / 9_999 == pytest.approx(places[shown].x, abs=1e-4)
        assert 1 - data["y"][number] / 9_999 == pytest.approx(places[shown].y, abs=1e-4)
    assert data["link"] == {"1": "https://only.example/a", "3": ""}


def test_many_authors_are_the_first_ones_and_the_last() -> None:
    authors = tuple(Author(f"Name{n}", "A") for n in range(40))
    (kept,) = map_data(mapped([Paper("Many", pmid="1", authors=authors)]))["authors"]
    names = kept.split(", ")
    assert len(names) == MOST_AUTHORS + 1
    assert names[0] == "Name0 A"
    assert names[-2:] == ["…", "Name39 A"]


def test_hostile_papers_are_data_and_nothing_else(tmp_path: Path) -> None:
    dive = look(tmp_path, hostile_papers())
    tree = html.document_fromstring(dive_page(dive))
    (block,) = tree.xpath("//script[@type='application/json']")
    assert set(HOSTILE_WORDS) <= set(json.loads(block.text)["title"])
    for sign in ("<", ">", "&"):
        assert sign not in block.text


@given(title=st.text(max_size=60), label=st.text(max_size=30))
def test_any_title_survives_and_none_ends_the_script(title: str, label: str) -> None:
    text = map_json(mapped([Paper(title, pmid="1")], label=label))
    assert json.loads(text)["title"] == [visible(title)]
    assert json.loads(text)["topics"][0]["label"] == visible(label)
    assert not set("<>&\u2028\u2029") & set(text)


def crowd(count: int) -> list[Paper]:
    return [Paper(f"Paper {n}", pmid=str(n + 1), year=2000 + n % 20) for n in range(count)]


def test_a_map_of_too_many_papers_says_how_many_it_shows() -> None:
    dive = mapped(crowd(500), topics=4)
    said = cap_sentence(dive, 100)
    assert "shows 100 of 500 papers" in said
    assert "papers.csv has them all" in said
    page = map_page(dive, 100)
    assert page.cap == said
    assert len(json.loads(page.data)["title"]) == 100
    assert json.loads(page.data)["papers"] == 500
    assert cap_sentence(dive, 500) == ""
    assert len(on_map(dive, 500)) == 500


def test_every_topic_keeps_its_share_and_key_papers_are_never_dropped() -> None:
    dive = mapped(crowd(500), topics=4, key=("pmid:1", "pmid:250", "pmid:499"))
    shown = on_map(dive, 100)
    assert len({place.paper for place in shown}) == 100
    assert {"pmid:1", "pmid:250", "pmid:499"} <= {place.paper for place in shown}
    assert set(Counter(place.topic for place in shown).values()) <= {24, 25, 26}
    assert shown == on_map(dive, 100)


def test_subtopics_are_labels_of_their_own() -> None:
    places = [Place(f"pmid:{n + 1}", 0.1 + 0.8 * (n % 2), 0.5, 0, 1.0, subtopic=n % 2)
              for n in range(10)]  # fmt: skip
    ids = tuple(place.paper for place in places)
    parts = (Topic(0, "Left", (), ids[0::2], parent=0), Topic(1, "Right", (), ids[1::2], parent=0))
    data = map_data(mapped(crowd(10), places=places, subtopics=parts))
    assert [(part["label"], part["topic"]) for part in data["subtopics"]] == [
        ("1.1 Left", 0), ("1.2 Right", 0),
    ]  # fmt: skip
    assert data["subtopics"][0]["at"][0] < 5_000 < data["subtopics"][1]["at"][0]


def test_no_papers_make_an_empty_map() -> None:
    data = map_data(mapped([]))
    assert data["title"] == []
    assert data["topics"] == []


def test_kinds_of_publication_have_one_spelling_and_no_funding() -> None:
    types = ("Journal Article", "journal article", "research-article", "Review",
             "Randomized-Controlled Trial", "Research Support, Made-up  Gov't")  # fmt: skip
    assert type_words(types) == ("Journal article", "Review", "Randomized controlled trial")
