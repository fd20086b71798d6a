"""People: who is one person, where they are, and how far away."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.landscape.corpus import author

from fingerpost.home.person_words import MentionRef, PersonWords
from fingerpost.landscape import locate
from fingerpost.landscape.affiliations import read_affiliation
from fingerpost.landscape.model import Person
from fingerpost.landscape.people import people
from fingerpost.landscape.places import distance_km
from fingerpost.library.ror import institution_key
from fingerpost.records import Author, Paper

TODAY = date(2026, 1, 15)
LEEDS = "Leeds Institute of Health, University of Leeds, Leeds LS2 9JT, UK"
OSLO = "Department of Cardiology, Oslo University Hospital, Oslo, Norway"


def written(*author_lists: list[Author]) -> list[Paper]:
    return [
        Paper(title=f"Paper {n}", pmid=str(n), year=2020 + n, authors=tuple(listed))
        for n, listed in enumerate(author_lists)
    ]


def named(given: list[Paper], family: str, words: PersonWords | None = None) -> list[Person]:
    """The people of a family name, where each paper has another author whose place is stated."""
    placed = [
        replace(paper, authors=(author(f"Bystander{n}", "Ola", OSLO), *paper.authors))
        for n, paper in enumerate(given)
    ]
    return [
        one for one in people(placed, TODAY, words=words).authors if one.name.split()[-1] == family
    ]


@pytest.mark.parametrize(
    ("text", "city", "iso"),
    [
        ("Dept of Radiology, Some Hospital, 12 High Street, Leeds LS1 3EX, England", "Leeds", "GB"),
        ("Ward 4, Aberdeen Royal Infirmary, Aberdeen, Scotland, UK.", "Aberdeen", "GB"),
        ("School of Nursing, Boston, MA 02115, USA", "Boston", "US"),
        ("School of Nursing, Atlanta, Georgia", "Atlanta", "US"),
        ("Tbilisi State Medical University, Tbilisi, Georgia", "Tbilisi", "GE"),
        ("Clinic of Eyes, Cambridge, MA", "Cambridge", "US"),
        ("Clinic of Eyes, Cambridge, UK", "Cambridge", "GB"),
        ("Hospital No 3, Wuhan 430030, P. R. China", "Wuhan", "CN"),
        ("Hospital No 3, Wuhan, People’s Republic of China. someone@example.org", "Wuhan", "CN"),
        ("Klinik für Chirurgie, 80333 München, Deutschland", "Munich", "DE"),
        ("Faculty of Medicine, Hong Kong, China", "Hong Kong", "HK"),
        ("Seoul Clinic, Seoul, Republic of Korea", "Seoul", "KR"),
        ("Institute of Sleep, Halifax, Nova Scotia, Canada", "Halifax", "CA"),
        ("School of Nursing, New York, NY 10024, USA", "New York City", "US"),
        ("School of Nursing, St Louis, Mo.", "St. Louis", "US"),
        ("School of Nursing, Princeton, N. J.", "Princeton", "US"),
        ("Eye Clinic, Perth, WA", "Perth", "AU"),
        ("Institute of Sleep  University of Somewhere  40 High Street Leeds  UK", "Leeds", "GB"),
        ("School of Nursing Zhengzhou Henan Province China", "Zhengzhou", "CN"),
        ("Eye Clinic, Amagasaki-City, Japan", "Amagasaki", "JP"),
        ("Dept of Medicine, University of Alabama, Birmingham (A.B.)", "Birmingham", "US"),
        ("Sleep Unit, Madeup Hospital, Leeds, UK; and", "Leeds", "GB"),
    ],
)
def test_city_and_country(text: str, city: str, iso: str) -> None:
    found = read_affiliation(text)
    assert (found.city, found.iso) == (city, iso)


def test_the_parts_of_an_affiliation() -> None:
    found = read_affiliation(
        "Department of Cardiology, Oslo University Hospital, Oslo, Norway. ada@example.org"
    )
    assert found.institution == "Oslo University Hospital"
    assert found.department == "Department of Cardiology"
    assert found.country == "Norway"
    assert found.email == "ada@example.org"


def test_a_town_that_no_list_has_is_named_without_coordinates() -> None:
    found = read_affiliation("Sleep Unit, Nowhere General Hospital, Little Nowhere, Norfolk, UK")
    assert (found.city, found.iso, found.latitude) == ("Little Nowhere", "GB", None)


@pytest.mark.parametrize("text", ["ada@example.org", "", "???", "<b></b>", "1", "a" * 5000])
def test_what_states_no_place_gives_none(text: str) -> None:
    found = read_affiliation(text)
    assert (found.city, found.iso, found.latitude) == ("", "", None)


def test_a_bare_town_is_no_institution() -> None:
    assert read_affiliation("London.").institution == ""


def test_locate() -> None:
    leeds = locate("leeds", "GB")
    assert leeds is not None
    assert distance_km(leeds, (53.8, -1.55)) < 5
    assert locate("Cambridge", "United Kingdom") != locate("Cambridge", "USA")
    assert locate("Leeds", "Nowhere") is None
    assert locate("No Such Town", "GB") is None
    assert locate("", "GB") is None


def test_an_orcid_is_one_person_and_two_orcids_are_two() -> None:
    given = written(
        [author("Li", "W", orcid="0000-0001")],
        [author("Li", "Wei", orcid="0000-0001")],
        [author("Li", "Wei", orcid="0000-0002")],
    )
    found = named(given, "Li")
    assert sorted((len(one.papers), one.sure) for one in found) == [(1, 1.0), (2, 1.0)]


def test_family_and_initial_alone_do_not_make_one_person() -> None:
    assert len(named(written([author("Smith", "J")], [author("Smith", "J")]), "Smith")) == 2
    given = written([author("Smith", "Jane", LEEDS)], [author("Smith", "John", LEEDS)])
    assert len(named(given, "Smith")) == 2


def test_a_name_with_an_institution_or_a_co_author_is_one_person() -> None:
    at_work = written([author("Smith", "Jane", LEEDS)], [author("Smith", "Jane A", LEEDS)])
    (found,) = named(at_work, "Smith")
    assert (len(found.papers), found.name) == (2, "Jane A Smith")
    together = written(
        [author("Smith", "J"), author("Okafor", "Ngozi")],
        [author("Smith", "Jane"), author("Okafor", "Ngozi")],
    )
    (other,) = named(together, "Smith")
    assert other.sure < found.sure


def test_two_people_of_one_name_on_one_paper_stay_two() -> None:
    given = written([author("Wang", "Li", LEEDS), author("Wang", "Li", LEEDS)])
    assert len(named(given, "Wang")) == 2


def test_who_is_near_and_where() -> None:
    given = written(
        [author("Marsh", "Ida", LEEDS), author("Berg", "Kari", OSLO)],
        [author("Marsh", "Ida", LEEDS)],
    )
    found = people(given, TODAY, "York", "GB")
    assert [one.name for one in found.near] == ["Ida Marsh"]
    near = found.near[0]
    assert near.distance_km is not None
    assert 20 < near.distance_km < 60
    assert (near.city, near.country, near.last_year) == ("Leeds", "United Kingdom", 2021)
    assert near.papers == ("pmid:1", "pmid:0")
    assert found.countries == (("United Kingdom", 2), ("Norway", 1))
    oslo = next(one for one in found.institutions if one.city == "Oslo")
    assert oslo.name == "Oslo University Hospital"
    assert found.coverage.enough


def test_last_authors_are_counted_as_senior() -> None:
    given = written(
        [author("Berg", "Kari", OSLO), author("Marsh", "Ida", LEEDS)],
        [author("Marsh", "Ida", LEEDS)],
    )
    (found,) = [one for one in people(given, TODAY).authors if one.name == "Ida Marsh"]
    assert (len(found.papers), found.senior_on) == (2, 1)


def test_without_a_place_of_the_user_nobody_is_near() -> None:
    given = written([author("Marsh", "Ida", LEEDS)])
    assert people(given, TODAY).near == ()
    assert people(given, TODAY, "Nowhere at all", "GB").authors[0].distance_km is None


def test_below_a_fifth_with_affiliations_no_places_are_said() -> None:
    given = written(*([author("Marsh", "Ida")] for _ in range(9)))
    given.append(replace(given[0], pmid="77", authors=(author("Berg", "Kari", OSLO),)))
    found = people(given, TODAY, "Oslo", "Norway")
    assert (found.near, found.institutions, found.countries) == ((), (), ())
    assert "1 of 10 have affiliations" in found.coverage.sentence


def test_an_affiliation_that_is_only_an_e_mail_gives_the_e_mail() -> None:
    found = people(written([author("Marsh", "Ida", "ida@example.org")]), TODAY, "Leeds", "GB")
    assert found.authors[0].email == "ida@example.org"
    assert found.near == ()


def test_groups_are_no_persons() -> None:
    assert people(written([Author(collective="The Study Group")]), TODAY).authors == ()


def test_spellings_of_an_institution() -> None:
    assert institution_key("Univ. of Oxford") == institution_key("Oxford University")
    assert institution_key("University of Washington") != institution_key("Washington University")


def test_a_co_author_of_a_common_name_ties_nobody() -> None:
    many = [[author("Wang", given)] for given in ("Xiu", "Yan", "Zhen", "Qing")]
    given = written(
        [author("Smith", "Jane"), author("Smith", "Joan"), author("Wang", "X")],
        [author("Smith", "Jane"), author("Smith", "Julia"), author("Wang", "X")],
        [author("Smith", "Jill"), author("Wang", "X")],
        *many,
    )
    assert [len(one.papers) for one in named(given, "Smith") if one.name.startswith("Jane")] == [
        1,
        1,
    ]


def mention(number: int, block: str = "smith j") -> MentionRef:
    """The author beside the bystander on a paper of `written`."""
    return MentionRef(f"pmid:{number}", 2, block)


def test_what_the_reader_joined_is_one_person_and_says_so() -> None:
    given = written([author("Smith", "J")], [author("Smith", "J")], [author("Smith", "J")])
    words = PersonWords(joined=(frozenset({mention(0), mention(2)}),))
    found = named(given, "Smith", words)
    assert sorted((len(one.papers), one.because) for one in found) == [
        (1, "one paper, initials only"),
        (2, "you said so"),
    ]


def test_two_that_the_reader_told_apart_stay_two_whatever_ties_them() -> None:
    given = written(*([author("Smith", "Jane", LEEDS, orcid="0000-0001")] for _ in range(3)))
    assert len(named(given, "Smith")) == 1
    words = PersonWords(apart=((frozenset({mention(0)}), frozenset({mention(2)})),))
    found = named(given, "Smith", words)
    assert sorted(len(one.papers) for one in found) == [1, 2]
    first = next(one for one in found if "pmid:0" in one.papers)
    assert "pmid:2" not in first.papers


def test_words_on_an_author_whose_place_on_the_paper_changed_still_hold() -> None:
    given = written([author("Berg", "Kari"), author("Smith", "J")], [author("Smith", "J")])
    words = PersonWords(joined=(frozenset({mention(0), mention(1), mention(9)}),))
    (found,) = named(given, "Smith", words)
    assert found.because == "you said so"
    wrong_name = PersonWords(joined=(frozenset({mention(0, "olsen k"), mention(1, "olsen k")}),))
    assert len(named(given, "Smith", wrong_name)) == 2


def test_what_an_identity_rests_on() -> None:
    given = written([author("Smith", "Jane", LEEDS)], [author("Smith", "Jane", LEEDS)])
    (found,) = named(given, "Smith")
    assert (found.because, found.sure) == ("full name and institution", 0.9)
    assert found.key == "pmid:0#2"


def test_authors_of_a_consortium_are_seniors_of_nothing() -> None:
    many = [author(f"Member{n}", "Ann", LEEDS) for n in range(2_000)]
    found = people(written(many), TODAY, "Leeds", "GB")
    assert found.institutions[0].papers == ("pmid:0",)
    assert all(one.senior_on == 0 for one in found.authors)


def test_e_mails_are_not_shown_in_affiliations() -> None:
    text = f"{OSLO}. Electronic address: ida@example.org."
    found = people(written([author("Marsh", "Ida", text)]), TODAY)
    assert found.authors[0].affiliation == OSLO
    assert found.authors[0].email == "ida@example.org"
