"""Headings in abstracts, as exports have them."""

import pytest

from fingerpost.reading.roles.headings import headings
from fingerpost.reading.roles.names import Role


def named(text):
    return [
        (text[start:end], tuple(role.value for role in roles))
        for start, end, roles in headings(text, 0)
    ]


def test_headings_with_a_colon():
    assert named("AIM: To test it. METHODS: We read notes. RESULTS: It worked.") == [
        ("AIM:", ("objective",)),
        ("METHODS:", ("methods",)),
        ("RESULTS:", ("results",)),
    ]


def test_headings_that_lost_their_break():
    text = "Objective To test it. Material and Methods We read notes. Results It worked well."
    assert [roles for _, roles in named(text)][-2:] == [("methods",), ("results",)]


def test_a_heading_may_leave_open_what_it_names():
    found = headings("Background and aims: Asthma is common. Methods and results: We did it.", 0)
    assert [roles for _, _, roles in found] == [
        (Role.BACKGROUND, Role.OBJECTIVE),
        (Role.METHODS, Role.RESULTS),
    ]


def test_one_colon_makes_no_headings():
    assert named("We asked two things: how and when. Results came late.") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Methodology", "Conclusion"),
        ("Patients and methods", "Findings"),
        ("Motivation", "Methods and findings"),
        ("Study Design", "Findings"),
    ],
)
def test_any_known_heading_may_be_glued_to_its_sentence(first: str, second: str) -> None:
    text = f"A title\n{first}Prospective data of wards were read. {second}All models did well."
    found = [text[start:end] for start, end, _ in headings(text, 7)]
    assert found == [first, second]


def test_names_that_begin_like_a_heading_are_none() -> None:
    assert (
        headings("A title\nWe met. DataSHIELD was used. Results were good. Methodological.", 7)
        == []
    )
