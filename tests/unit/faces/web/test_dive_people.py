"""Who is who, said on the page of a person: it holds from the next look on and is taken back."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException
from tests.unit.faces.web import diving

from fingerpost.desk import Desk
from fingerpost.dives.who import join_namesakes, namesakes, split
from fingerpost.errors import UsageError
from fingerpost.faces.web.dive_people import person_page
from fingerpost.home.person_words import undo_last
from fingerpost.landscape.model import Person
from fingerpost.records import Author, Paper

ELSEWHERE = ("Harbour Clinic, University of Porto, Porto, Portugal",)


@pytest.fixture
def desk(begun: Desk) -> Desk:
    begun.library.put([
        Paper("Amara's study to predict falls", "We predict falls.", pmid="7", year=2021,
              authors=(Author("Okoro", "Amara", affiliations=ELSEWHERE),)),
        Paper("No namesake's study to predict falls", "We predict falls.", pmid="8", year=2021,
              authors=(Author("Okoro", "Zuri"), Author("Silva", "Ana"))),
    ])  # fmt: skip
    diving.look(begun)
    return begun


def ada(desk: Desk) -> Person:
    people = diving.looked(desk).dive.landscape.people
    return people.authors[0]  # those of most papers


def test_the_page_shows_papers_and_others_of_the_name(desk: Desk) -> None:
    page = person_page(diving.looked(desk), ada(desk).key)
    assert page.title == "Ada Okoro"
    assert len(page.papers) == 72
    [other] = page.others
    assert (other.ref.shown, other.name, other.affiliation) == (
        "pmid:7#1", "Amara Okoro", ELSEWHERE[0],
    )  # fmt: skip
    assert len(page.table().rows) == 73


def test_a_person_that_is_not_shown_is_told(desk: Desk) -> None:
    with pytest.raises(HTTPException, match="no such person"):
        person_page(diving.looked(desk), "pmid:8#9")


def test_two_that_are_one_are_one_from_the_next_look_on(desk: Desk) -> None:
    papers = diving.looked(desk).dive.papers
    join_namesakes(desk.home.journal, ada(desk), namesakes(papers, ada(desk)))
    now = diving.looked(desk)
    assert now.changed == ("You said who is who.",)
    diving.look(desk)
    assert len(ada(desk).papers) == 73
    assert ada(desk).because == "you said so"
    assert person_page(diving.looked(desk), ada(desk).key).others == ()
    undo_last(desk.home.journal)
    diving.look(desk)
    assert len(ada(desk).papers) == 72


def test_one_that_is_two_is_told_apart(desk: Desk) -> None:
    split(desk.library, desk.home.journal, ada(desk), ["pmid:1000", "pmid:1001"])
    diving.look(desk)
    assert len(ada(desk).papers) == 70
    refs = {other.ref.paper for other in person_page(diving.looked(desk), ada(desk).key).others}
    assert refs == {"pmid:1000", "pmid:1001", "pmid:7"}


def test_nobody_is_joined_with_nobody_nor_with_a_co_author(desk: Desk) -> None:
    person = ada(desk)
    with pytest.raises(UsageError, match="Tick the papers"):
        join_namesakes(desk.home.journal, person, [])
    [other] = namesakes(diving.looked(desk).dive.papers, person)
    with pytest.raises(UsageError, match="Two authors of one paper"):
        join_namesakes(desk.home.journal, person, [other, other])
