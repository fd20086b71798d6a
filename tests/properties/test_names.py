"""Names written in every form that the formats know are read as the person who bears them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.records import Author
from fingerpost.sources.names import parse_name, parse_person

SUFFIXES = ("jr", "sr", "ii", "iii", "iv", "junior", "senior")
SIMPLE = (
    st.text("abcdefghijklmnopqrstuvwxyzéüñ", min_size=2, max_size=9)
    .filter(lambda name: name not in SUFFIXES)
    .map(str.capitalize)
)
FAMILY = st.one_of(
    SIMPLE,
    st.tuples(SIMPLE, SIMPLE).map("-".join),
    st.tuples(st.sampled_from(["van", "van der", "de la", "von", "del", "Al"]), SIMPLE).map(
        " ".join
    ),
    SIMPLE.map(lambda name: f"O'{name}"),
).filter(lambda name: name.lower() not in ("al", "team", "others", "inc", "ltd"))
INITIALS = st.text("ABCDEFGHJKLMNOPRSTUVWÖ", min_size=1, max_size=5).filter(
    lambda letters: letters.lower() not in SUFFIXES
)
SUFFIX = st.sampled_from(["", "Jr", "Sr", "2nd", "3rd", "III"])


def joined(*parts: str, by: str = " ") -> str:
    return by.join(part for part in parts if part)


WAYS = {
    "MEDLINE, short": joined,
    "Embase": lambda f, i, s: joined(f, ".".join(i) + ".", s),
    "reading order": lambda f, i, s: joined(*(f"{letter}." for letter in i), f, s),
    "inverted": lambda f, i, s: joined(f"{f}, {i}", s, by=", "),
    "inverted, full stops": lambda f, i, s: joined(f"{f}, {' '.join(f'{c}.' for c in i)}", s),
    "MEDLINE, full": lambda f, i, s: joined(f"{f}, {' '.join(i)}", s),
    "Web of Science": lambda f, i, s: f"{joined(f, s)}, {i}",
}


@pytest.mark.parametrize("way", WAYS)
@given(family=FAMILY, initials=INITIALS, suffix=SUFFIX)
def test_every_way_of_writing_names_the_same_person(
    way: str, family: str, initials: str, suffix: str
) -> None:
    author = parse_person(WAYS[way](family, initials, suffix))
    assert author is not None
    assert (author.family, author.suffix, author.collective) == (family, suffix, "")
    assert author.short_name == f"{family} {initials}"


@given(family=FAMILY, given_name=SIMPLE, suffix=SUFFIX)
def test_full_names_are_read_from_both_sides(family: str, given_name: str, suffix: str) -> None:
    expected = Author(family=family, given=given_name, suffix=suffix)
    assert parse_person(joined(f"{family}, {given_name}", suffix, by=", ")) == expected
    assert parse_person(joined(given_name, family, suffix)) == expected


@given(name=SIMPLE, body=st.sampled_from(["Study Group", "Collaboration", "Consortium", "Network"]))
def test_a_body_stays_one_name(name: str, body: str) -> None:
    assert parse_name(f"{name} {body}") == Author(collective=f"{name} {body}")


@given(text=st.text(max_size=40))
def test_no_text_raises_and_nothing_is_invented(text: str) -> None:
    author = parse_name(text)
    if author is not None:
        letters = {c for c in text.casefold() if c.isalnum()}
        assert {c for c in author.name.casefold() if c.isalnum()} <= letters
