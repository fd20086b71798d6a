"""Names of persons and groups, one by one and in lists."""

from __future__ import annotations

import pytest

from fingerpost.records import Author
from fingerpost.sources.affiliations import with_addresses
from fingerpost.sources.names import parse_name, parse_person, split_names, without_brackets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lovelace, Ada M", Author(family="Lovelace", given="Ada M")),
        ("Ada M. Lovelace", Author(family="Lovelace", given="Ada M.")),
        ("Lovelace AM", Author(family="Lovelace", given="AM")),
        ("Lovelace A.M.", Author(family="Lovelace", given="A.M.")),
        ("A. M. Lovelace", Author(family="Lovelace", given="A. M.")),
        ("van der Berg J", Author(family="van der Berg", given="J")),
        ("Jan van der Berg", Author(family="van der Berg", given="Jan")),
        ("Berg, Jan, Jr.", Author(family="Berg", given="Jan", suffix="Jr")),
        ("Jan Berg III", Author(family="Berg", given="Jan", suffix="III")),
        ("Berg JK 3rd", Author(family="Berg", given="JK", suffix="3rd")),
        ("Aerts HJWL", Author(family="Aerts", given="HJWL")),
        ("van der Aerts HJWLM", Author(family="van der Aerts", given="HJWLM")),
        ("Aerts H.J.W.L.", Author(family="Aerts", given="H.J.W.L.")),
        ("Aerts, HJWL", Author(family="Aerts", given="HJWL")),
        ("H. J. W. L. Aerts", Author(family="Aerts", given="H. J. W. L.")),
        ("Berg J-P", Author(family="Berg", given="J-P")),
        ("Ivanov, IV", Author(family="Ivanov", given="IV")),
        ("Ivanov IV", Author(family="Ivanov", given="IV")),
        ("Berg, JR", Author(family="Berg", given="JR")),
        ("Berg JR", Author(family="Berg", given="JR")),
        ("van der Berg SR", Author(family="van der Berg", given="SR")),
        ("Berg, AB, JR", Author(family="Berg", given="AB", suffix="Jr")),
        ("Berg AB JR", Author(family="Berg", given="AB", suffix="Jr")),
        ("Berg, Jr.", Author(family="Berg", suffix="Jr")),
        ("ADA BERG JR", Author(family="BERG", given="ADA", suffix="Jr")),
        ("van der Berg IV", Author(family="van der Berg", given="IV")),
        ("Berg, Jan, III", Author(family="Berg", given="Jan", suffix="III")),
        ("Berg Jr, Jan", Author(family="Berg", given="Jan", suffix="Jr")),
        ("Berg, Jan K. jr.", Author(family="Berg", given="Jan K.", suffix="Jr")),
        ("Silva Junior, João", Author(family="Silva Junior", given="João")),
        ("ROSS AB", Author(family="ROSS", given="AB")),
        ("ADA BERG", Author(family="BERG", given="ADA")),
        ("Ada M Jr Lovelace", Author(family="Lovelace", given="Ada M Jr")),
        ("D'Angelo LM", Author(family="D'Angelo", given="LM")),
        ("Ludwig van den Berg Jr", Author(family="van den Berg", given="Ludwig", suffix="Jr")),
        ("Zhang Y.", Author(family="Zhang", given="Y.")),
        ("李 明", Author(family="明", given="李")),
        ("García Márquez, G", Author(family="García Márquez", given="G")),
        ("Ångström Ö", Author(family="Ångström", given="Ö")),
        ("Soo Bin Kim", Author(family="Kim", given="Soo Bin")),
        ("Jan De Berg", Author(family="De Berg", given="Jan")),
        ("Plato", Author(family="Plato")),
        ("COVID Counting Study Group", Author(collective="COVID Counting Study Group")),
        ("ATLAS Collaboration", Author(collective="ATLAS Collaboration")),
        ("Alzheimer's Counting Initiative", Author(collective="Alzheimer's Counting Initiative")),
        ("Office, Grace", Author(family="Office", given="Grace")),
        ("University of Counting", Author(collective="University of Counting")),
        ("et al.", None),
        ("others", None),
        ("[Anonymous]", None),
        ("No authors listed", None),
        ("Plato, null", Author(family="Plato")),
        (" ; ", None),
    ],
)
def test_a_name(text: str, expected: Author | None) -> None:
    assert parse_name(text) == expected


def test_a_person_is_no_group_whatever_the_name_says() -> None:
    assert parse_person("Grace Office Team") == Author(family="Team", given="Grace Office")
    assert parse_person(" et al.") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aerts HJWL, Berg J", ["Aerts HJWL", "Berg J"]),
        ("Lovelace, Ada; Berg, Jan", ["Lovelace, Ada", "Berg, Jan"]),
        ("Lovelace AM, Berg J", ["Lovelace AM", "Berg J"]),
        ("Liu R., Adler D.G.", ["Liu R.", "Adler D.G."]),
        ("Smith, J., Jones, K.", ["Smith, J.", "Jones, K."]),
        ("Lovelace, Ada", ["Lovelace, Ada"]),
        ("A. M. Lovelace, J. Berg", ["A. M. Lovelace", "J. Berg"]),
        ("van der Berg, Jan M.", ["van der Berg, Jan M."]),
        ("Lovelace, Ada M.", ["Lovelace, Ada M."]),
        ("Ada Lovelace, Jan Berg", ["Ada Lovelace", "Jan Berg"]),
        ("Ada Lovelace and Jan Berg", ["Ada Lovelace", "Jan Berg"]),
        ("Ada Lovelace, Jan Berg, and Grace Hopper", ["Ada Lovelace", "Jan Berg", "Grace Hopper"]),
        ("['Lovelace, Ada', 'Berg, Jan']", ["Lovelace, Ada", "Berg, Jan"]),
        ("Ada LovelaceJan McBerg", ["Ada Lovelace", "Jan McBerg"]),
        ("Adeli K.Lewis G. F.", ["Adeli K.", "Lewis G. F."]),
        ("Plato", ["Plato"]),
        ("", []),
    ],
)
def test_a_list_of_names(text: str, expected: list[str]) -> None:
    assert split_names(text) == expected


def test_affiliations_in_brackets_go() -> None:
    assert without_brackets("Ada Lovelace (1 and (2))") == "Ada Lovelace"


def test_an_address_that_names_nobody_is_the_first_authors() -> None:
    authors = [Author(family="Berg", given="J"), Author(family="Lovelace", given="A")]
    assert [a.affiliations for a in with_addresses(authors, ["Ward 1, London", "Ward 2"])] == [
        ("Ward 1, London",),
        (),
    ]


def test_an_address_that_names_somebody_else_is_nobodys() -> None:
    authors = [Author(family="Berg", given="J")]
    named = with_addresses(authors, ["[Hopper, Grace] Ward 3", "[Berg, Jan] Ward 1"])
    assert named[0].affiliations == ("Ward 1",)
