"""The people of a dive on its page, in Markdown and in its tables."""

from __future__ import annotations

import csv
from pathlib import Path

from msgspec.structs import replace
from tests.made_up import person
from tests.unit.dives.looking import look
from tests.unit.landscape.corpus import author, papers

from fingerpost.dives.pages import dive_markdown, dive_page
from fingerpost.dives.people import sure_words
from fingerpost.dives.tables import dive_tables
from fingerpost.home import Profile
from fingerpost.home.person_words import MentionRef
from fingerpost.records import Paper

LEEDS = "Leeds Institute of Health, University of Leeds, Leeds LS2 9JT, UK"
OSLO = "Department of Cardiology, Oslo University Hospital, Oslo, Norway"
ME = Profile(city="York", country="United Kingdom", question="Who gets sepsis on my ward?")


def with_people() -> list[Paper]:
    """Every second paper is led from Leeds, the others from Oslo."""
    teams = (
        (author("Okafor", "Ngozi", LEEDS), author("Marsh", "Ida", LEEDS)),
        (author("Dahl", "Per", OSLO), author("Berg", "Kari", OSLO)),
    )
    return [replace(paper, authors=teams[n % 2]) for n, paper in enumerate(papers(12))]


def test_the_page_says_who_is_near_what_they_do_and_why_they_fit(tmp_path: Path) -> None:
    page = " ".join(dive_page(look(tmp_path, with_people(), profile=ME)).split())
    near, far = page.index("Groups near you"), page.index("Groups further away")
    assert near < page.index("<strong>Ida Marsh</strong>") < far < page.index("Oslo University")
    assert "From the 36 of 36 (100%) papers that state where an author works" in page
    assert "Last author of 18 papers here, the last in 2021, with Ngozi Okafor." in page
    assert "works on what your question or specialty names: sepsis and intensive care" in page
    assert "Very likely one person: the same full name and institution" in page


def test_markdown_and_tables_say_the_same(tmp_path: Path) -> None:
    dive = look(tmp_path, with_people(), profile=ME)
    assert "near you: Ida Marsh, University of Leeds (" in dive_markdown(dive)
    tables = dive_tables(dive)
    groups = list(csv.DictReader(tables["groups.csv"].splitlines()))
    assert [(row["lead"], row["papers"]) for row in groups] == [
        ("Ida Marsh", "18"),
        ("Kari Berg", "18"),
    ]
    [marsh] = [
        row
        for row in csv.DictReader(tables["people.csv"].splitlines())
        if row["name"] == "Ida Marsh"
    ]
    assert (marsh["last_author_of"], marsh["because"]) == ("18", "full name and institution")
    assert marsh["key"].endswith("#2")


def test_without_affiliations_it_cannot_be_said(tmp_path: Path) -> None:
    dive = look(tmp_path, papers(12), profile=ME)
    page = dive_page(dive)
    assert "Groups near you" not in page
    assert "Import PubMed XML or MEDLINE" in page
    assert len(dive_tables(dive)["groups.csv"].splitlines()) == 1


def test_how_sure_is_told_in_words() -> None:
    from dataclasses import replace as changed

    several = (MentionRef("pmid:1", 1, "okoro a"), MentionRef("pmid:2", 1, "okoro a"))
    one = changed(person(), mentions=several)
    assert sure_words(one) == "Very likely one person: the same full name and institution"
    assert sure_words(changed(one, sure=0.57, because="initials and a co-author")) == (
        "May be several people: some of the papers share only initials and a co-author"
    )
    assert sure_words(changed(one, sure=1.0, because="ORCID")) == "One person: ORCID"
    assert sure_words(changed(one, sure=1.0, because="you said so")) == "One person, as you said"
    assert sure_words(person()) == "One paper under this name"
