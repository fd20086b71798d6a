"""The whole landscape: what a reader sees, on good and on bad input, and always the same."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from tests.unit.landscape.corpus import SUBJECTS, author, papers

from fingerpost.landscape import describe
from fingerpost.landscape.model import Landscape
from fingerpost.records import Paper, Retraction

TODAY = date(2026, 1, 15)
_HERE = Path(__file__).resolve().parents[3]


def seen(given: list[Paper]) -> Landscape:
    return describe(given, today=TODAY, city="Leeds", country="United Kingdom")


def placed_once(found: Landscape, given: list[Paper]) -> bool:
    in_topics = Counter(paper for topic in found.topics for paper in topic.papers)
    on_map = [place.paper for place in found.places]
    ids = [paper.id for paper in given]
    return in_topics == Counter(ids) and on_map == ids


def test_every_paper_stands_in_one_topic_and_on_the_map() -> None:
    given = papers()
    found = seen(given)
    assert found.papers == 36
    assert placed_once(found, given)
    assert all(0 <= place.x <= 1 and 0 <= place.y <= 1 for place in found.places)
    assert all(0 <= place.fit <= 1 for place in found.places)


@pytest.mark.parametrize("abstracts", [True, False])
def test_topics_keep_subjects_apart(abstracts: bool) -> None:
    given = papers(abstracts=abstracts)
    found = seen(given)
    assert 3 <= len(found.topics) <= 5
    for topic in found.topics:
        subjects = {(int(paper.removeprefix("pmid:")) - 1) // 12 for paper in topic.papers}
        assert len(subjects) == 1
    assert [topic.size for topic in found.topics] == sorted(
        (topic.size for topic in found.topics), reverse=True
    )


def test_labels_name_the_subject_and_differ() -> None:
    labels = [topic.label for topic in seen(papers()).topics]
    assert len(set(labels)) == len(labels)
    words = " ".join(labels).casefold()
    assert "sepsis" in words or "intensive care" in words
    assert "retin" in words
    assert "atrial fibrillation" in words or "electrocardiogram" in words


def test_the_order_of_papers_changes_nothing_but_the_order_of_places() -> None:
    given = papers(each=40)
    shuffled = given.copy()
    random.Random(4).shuffle(shuffled)
    one, other = seen(given), seen(shuffled)
    assert sorted(one.places, key=lambda p: p.paper) == sorted(other.places, key=lambda p: p.paper)
    assert dataclasses.replace(one, places=()) == dataclasses.replace(other, places=())


def test_two_processes_with_other_hash_seeds_agree() -> None:
    code = (
        "import msgspec,sys;from datetime import date;"
        "from tests.unit.landscape.corpus import papers;from fingerpost.landscape import describe;"
        "found=describe(papers(each=15),today=date(2026,1,15));"
        "sys.stdout.buffer.write(msgspec.json.encode(found))"
    )
    outputs = set()
    paths = [str(_HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    for seed in ("0", "77"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            check=True,
            cwd=_HERE,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    here = msgspec.json.encode(describe(papers(each=15), today=TODAY))
    assert outputs.pop() == here


def test_no_papers() -> None:
    found = seen([])
    assert (found.papers, found.topics, found.places) == (0, (), ())
    assert found.notes == ("There are no papers here, so there is nothing to show.",)
    assert not found.grid.coverage.enough


def test_one_paper_has_a_topic_a_place_and_a_sentence() -> None:
    given = papers(each=1)[:1]
    found = seen(given)
    assert placed_once(found, given)
    assert (found.places[0].x, found.places[0].y) == (0.5, 0.5)
    assert "only one paper" in found.notes[0]


@pytest.mark.parametrize("count", [2, 3, 7, 31])
def test_few_papers_work(count: int) -> None:
    given = papers()[:count]
    assert placed_once(seen(given), given)


def test_the_same_paper_many_times_is_one_topic() -> None:
    first = papers()[0]
    given = [replace(first, pmid=str(number)) for number in range(40)]
    found = seen(given)
    assert len(found.topics) == 1
    assert any("same title" in note for note in found.notes)


def test_records_with_one_id_twice_are_all_placed() -> None:
    given = [*papers(), *papers()]
    assert placed_once(seen(given), given)


def test_papers_without_any_words() -> None:
    given = [Paper(title="", pmid=str(n)) for n in range(5)] + [Paper(title="???", pmid="9")]
    assert placed_once(seen(given), given)


def test_three_languages_are_said() -> None:
    codes = {0: ("eng",), 1: ("ger",), 2: ("chi",)}
    titles = {
        0: "Sepsis in intensive care",
        1: "Sepsis auf der Intensivstation",
        2: "重症监护中的脓毒症",
    }
    given = [
        Paper(title=f"{titles[n % 3]} {n}", languages=codes[n % 3], pmid=str(n)) for n in range(36)
    ]
    found = seen(given)
    assert placed_once(found, given)
    assert any("3 languages (24 not in English)" in note for note in found.notes)


def test_odd_titles_do_no_harm() -> None:
    given = papers()
    given[0] = replace(given[0], title="x" * 300)
    given[1] = replace(
        given[1], title="<i>Retinal</i> photographs &amp; diabetic <b>retinopathy</b>"
    )
    found = seen(given)
    assert placed_once(found, given)
    shown = " ".join(
        [*(t.label for t in found.topics), *(w for t in found.topics for w in t.terms)]
    )
    assert "<" not in shown
    assert "xxxx" not in shown
    assert any("more than 100 letters" in note for note in found.notes)


def test_a_paper_of_two_thousand_authors() -> None:
    crowd = tuple(author(f"Family{n}", "Ada", "CERN, Geneva, Switzerland") for n in range(2000))
    given = [
        *papers(each=2),
        Paper(title="A very large study", pmid="99", authors=crowd, year=2020),
    ]
    found = seen(given)
    assert any("2,000 authors" in note for note in found.notes)
    assert len(found.people.authors) <= 50


def test_titles_of_two_years_show_no_growth_and_nobody_near() -> None:
    given = [
        replace(paper, year=2023 + number % 2, authors=(author("Marsh", "Ida"),))
        for number, paper in enumerate(papers(each=20, abstracts=False))
    ]
    found = seen(given)
    assert found.trends.growth is None
    assert all(topic.growth is None for topic in found.topics)
    assert "Cannot be said from these papers" in found.trends.coverage.sentence
    assert found.people.near == ()
    assert found.people.institutions == ()
    assert "Cannot be said from these papers" in found.people.coverage.sentence
    assert any("titles only" in note for note in found.notes)


def test_missing_years_are_counted_in_a_sentence() -> None:
    given = [replace(paper, year=None if n < 3 else 20222) for n, paper in enumerate(papers())]
    found = seen(given)
    assert found.trends.without_year == 36
    assert found.trends.by_year == ()
    assert any("36 papers" in note and "without a year" in note for note in found.notes)


def test_retracted_papers_are_never_recommended() -> None:
    given = papers()
    best = seen(given).key_papers.papers[0].paper
    marked = [
        replace(paper, retraction=Retraction.RETRACTED) if paper.id == best else paper
        for paper in given
    ]
    again = seen(marked)
    assert best not in {key.paper for key in again.key_papers.papers}
    assert any("never recommended" in note for note in again.notes)


def test_progress_is_told() -> None:
    told: list[str] = []
    describe(papers(), today=TODAY, on_progress=told.append)
    assert told[0] == "Reading the words of 36 papers"
    assert len(told) >= 4


def test_the_room_is_cheap_to_enter() -> None:
    code = (
        "import sys, fingerpost.landscape;"
        "print([m for m in ('numpy', 'sklearn', 'openTSNE') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_there_are_three_subjects() -> None:
    assert len(SUBJECTS) == 3
