"""Groups: who leads, who is with them, what they do, and why they may fit the user."""

from __future__ import annotations

from datetime import date

from tests.unit.landscape.corpus import author

from fingerpost.landscape import describe
from fingerpost.landscape.model import Group
from fingerpost.records import Author, Paper

TODAY = date(2026, 1, 15)
LEEDS = "Leeds Institute of Health, University of Leeds, Leeds LS2 9JT, UK"
OSLO = "Department of Cardiology, Oslo University Hospital, Oslo, Norway"
SEPSIS = "A random forest for sepsis in intensive care"
STROKE = "Convolutional neural network for stroke on brain images"


def paper(number: int, title: str, *authors: Author, year: int = 2025) -> Paper:
    return Paper(title=f"{title} {number}", pmid=str(number), year=year, authors=authors)


def found(*papers: Paper, city: str = "York", asked: str = "") -> tuple[Group, ...]:
    return describe(papers, today=TODAY, city=city, country="GB", asked=asked).people.groups


MARSH = author("Marsh", "Ida", LEEDS)
OKAFOR = author("Okafor", "Ngozi", LEEDS)
BERG = author("Berg", "Kari", OSLO)


def test_a_group_is_a_last_author_with_those_of_their_institution() -> None:
    near, far = found(
        paper(1, SEPSIS, OKAFOR, BERG, MARSH, year=2024),
        paper(2, SEPSIS, OKAFOR, MARSH),
        paper(3, STROKE, MARSH, BERG),
    )
    assert (near.lead.name, near.institution, near.members) == (
        "Ida Marsh",
        "University of Leeds",
        ("Ngozi Okafor",),
    )
    assert near.papers == ("pmid:2", "pmid:1")
    assert near.last_year == 2025
    assert near.distance_km is not None
    assert near.distance_km < 60
    assert (far.lead.name, far.city, far.members) == ("Kari Berg", "Oslo", ())


def test_what_a_group_does_is_what_the_papers_it_leads_name() -> None:
    near, far = found(paper(1, SEPSIS, OKAFOR, MARSH), paper(2, STROKE, OKAFOR, BERG))
    assert near.problems == ("sepsis and intensive care",)
    assert near.methods == ("random forest",)
    assert "sepsis and intensive care" not in far.problems


def test_why_they_fit_begins_with_the_users_own_question() -> None:
    papers = (paper(1, SEPSIS, OKAFOR, MARSH), paper(2, STROKE, OKAFOR, BERG, year=2012))
    near, far = found(*papers, asked="Who gets sepsis on my ward?")
    assert near.fits[0] == (
        "works on what your question or specialty names: sepsis and intensive care"
    )
    assert any("km from you" in reason for reason in near.fits)
    assert "led a paper here in 2025" in near.fits
    assert far.fits == ()


def test_groups_of_unknown_distance_come_last() -> None:
    nowhere = author("Stone", "Una", "Institute of Nowhere, Some Unlisted Place")
    groups = found(paper(1, SEPSIS, OKAFOR, nowhere), paper(2, STROKE, OKAFOR, MARSH))
    assert [group.lead.name for group in groups] == ["Ida Marsh", "Una Stone"]
    assert groups[1].distance_km is None


def test_two_leaders_of_one_place_are_two_groups() -> None:
    groups = found(paper(1, SEPSIS, MARSH, OKAFOR), paper(2, SEPSIS, OKAFOR, MARSH))
    assert {group.lead.name for group in groups} == {"Ida Marsh", "Ngozi Okafor"}


def test_nobody_leads_a_paper_of_thousands() -> None:
    many = [author(f"Member{n}", "Ann", LEEDS) for n in range(2_000)]
    assert found(paper(1, SEPSIS, *many)) == ()


def test_an_address_that_is_only_an_e_mail_is_no_group_but_a_corresponding_author() -> None:
    papers = (
        paper(1, SEPSIS, OKAFOR, author("Marsh", "Ida", "ida@example.org")),
        paper(2, STROKE, BERG, OKAFOR),
    )
    people = describe(papers, today=TODAY, city="York", country="GB").people
    assert [group.lead.name for group in people.groups] == ["Ngozi Okafor"]
    [marsh] = [person for person in people.authors if person.name == "Ida Marsh"]
    assert (marsh.corresponding_on, marsh.senior_on) == (1, 1)
