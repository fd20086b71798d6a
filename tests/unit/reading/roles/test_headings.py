"""Headings in abstracts, as exports have them."""

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
