"""What two records are to each other: the rules that must hold whatever else they share."""

import pytest
from msgspec.structs import replace

from fingerpost.library.duplicates import Verdict, compare, sketch
from fingerpost.records import Author, Link, LinkKind, Paper, Retraction

AUTHORS = (Author("Okoro", "Ada"), Author("Lindqvist", "Bo"), Author("Marchetti", "Carla"))
BASE = Paper(
    "Early warning of sepsis from vital signs on general wards",
    authors=AUTHORS, journal="Journal of Made Up Medicine", volume="12", issue="3",
    pages="221-228", year=2019,
)  # fmt: skip
ELSEWHERE = {"volume": "15", "pages": "44-51", "year": 2020}


def verdict(one, other):
    there, back = compare(sketch(one), sketch(other)), compare(sketch(other), sketch(one))
    assert there == back
    return there.verdict


@pytest.mark.parametrize(
    "other",
    [
        {"title": "EARLY WARNING OF SEPSIS, FROM VITAL SIGNS ON GENERAL WARDS."},
        {"title": "[Early warning of sepsis from vital signs on general wards]"},
        {"title": "Retracted: Early warning of sepsis from vital signs on general wards"},
        {"title": "Early warning of sepsis from vital signs on general wards (vol 12, pg 221)"},
        {"title": "Early warnings of sepsis from vital sign on general wards"},
        {"title": "Early warning of sepsis from vital signs on general wards: a cohort study"},
        {"journal": "J Made Up Med", "pages": "221-8"},
        {"journal": "Made Up", "pages": "0221-228"},
        {"pages": "", "issue": ""},
        {"authors": ()},
        {"year": 2018, "volume": "", "issue": "", "pages": ""},
        {"authors": (Author("Ada", "O"), *AUTHORS[1:])},
        {"volume": "12 (Suppl 1)"},
        {"doi": "10.1000/x", "pmid": "1"},
    ],
)
def test_one_paper_told_in_other_words(other):
    assert verdict(BASE, replace(BASE, **other)) is Verdict.SAME


@pytest.mark.parametrize(
    "ids",
    [
        ({"pmid": "1"}, {"pmid": "2"}),
        ({"arxiv": "2001.00001"}, {"arxiv": "2001.00002"}),
        ({"pmid": "1", "doi": "10.1000/x"}, {"pmid": "2", "doi": "10.1000/x"}),
        ({"pmid": "1", "pmcid": "PMC1"}, {"pmid": "2", "pmcid": "PMC1"}),
    ],
)
def test_two_ids_of_which_a_paper_has_one_are_two_papers(ids):
    one, other = (replace(BASE, **each) for each in ids)
    assert verdict(one, other) is Verdict.DIFFERENT
    assert compare(sketch(one), sketch(other)).barred


@pytest.mark.parametrize(
    "title",
    [
        "Erratum: Early warning of sepsis from vital signs on general wards",
        "Correction to: Early warning of sepsis from vital signs on general wards",
        "Corrigendum to “Early warning of sepsis from vital signs on general wards”",
        "Early warning of sepsis from vital signs on general wards: reply",
        "Early warning of sepsis from vital signs on general wards: authors' response",
        "Author response: Early warning of sepsis from vital signs on general wards",
        "Reply to: Early warning of sepsis from vital signs on general wards",
        "Re: Early warning of sepsis from vital signs on general wards",
        "Comment on: Early warning of sepsis from vital signs on general wards",
        "Comment on “Early warning of sepsis from vital signs on general wards”",
        "Retraction: Early warning of sepsis from vital signs on general wards",
        "Retraction notice to: Early warning of sepsis from vital signs on general wards",
        "Expression of concern: Early warning of sepsis from vital signs on general wards",
        "Publisher's Correction: Early warning of sepsis from vital signs on general wards",
        "Early warning of sepsis from vital signs on general wards (Correction)",
        "Early warning of sepsis from vital signs on general wards (vol 11, pg 2, 2018)",
        "Addendum to: Early warning of sepsis from vital signs on general wards",
        "Comments on: Early warning of sepsis from vital signs on general wards",
        "In response to: Early warning of sepsis from vital signs on general wards",
        "Discussion: Early warning of sepsis from vital signs on general wards",
        "Early warning of sepsis from vital signs on general wards: study protocol",
    ],
)
@pytest.mark.parametrize("same", [{}, {"doi": "10.1000/x"}, {"pmcid": "PMC7"}])
def test_what_is_said_about_a_paper_is_not_the_paper(title, same):
    said = replace(BASE, title=title, **same)
    assert verdict(replace(BASE, **same), said) is Verdict.DIFFERENT
    assert compare(sketch(BASE), sketch(said)).barred
    assert verdict(said, replace(said, journal="J Made Up Med")) is Verdict.SAME


@pytest.mark.parametrize(
    "elsewhere",
    [
        {**ELSEWHERE},
        {"pages": "", "volume": "", "doi": "10.1000/erratum"},
        {"pmid": "9", "journal": "medRxiv"},
        {"pmid": "9", "arxiv": "2001.00001", "journal": ""},
    ],
)
@pytest.mark.parametrize(
    "said",
    [
        {"title": f"{BASE.title} (vol 11, pg 2, 2018)"},
        {"publication_types": ("Published Erratum",)},
        {"publication_types": ("Comment",)},
        {"links": (Link(LinkKind.CORRECTS, "pmid:1"),)},
        {"links": (Link(LinkKind.RETRACTS, "doi:10.1000/X"),)},
        {"links": (Link(LinkKind.COMMENTS_ON, "doi:10.1000/x"),)},
    ],
)
def test_nobody_is_asked_whether_a_paper_is_its_correction(said, elsewhere):
    paper = replace(BASE, pmid="1", doi="10.1000/x")
    about = replace(BASE, **{**elsewhere, **said})
    assert verdict(paper, about) is Verdict.DIFFERENT


def test_a_title_that_names_the_papers_own_place_is_the_paper():
    said = replace(BASE, title=f"{BASE.title} (vol 12, pg e000812, 2019)", pages="e000812")
    assert verdict(replace(BASE, pages="e812"), said) is Verdict.SAME
    assert verdict(replace(BASE, pages="e812"), replace(said, pages="e0913")) is Verdict.DIFFERENT


def test_a_kind_may_be_stated_beside_the_title():
    for said in ({"retraction": Retraction.NOTICE}, {"publication_types": ("Published Erratum",)}):
        assert verdict(BASE, replace(BASE, **said)) is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [
        ("The sepsis cohort of the northern wards, part {}", "I", "II"),
        ("The sepsis cohort of the northern wards: {}. Methods", "1", "2"),
        ("National registry of sepsis: {} annual report", "2019", "2020"),
        ("Warning scores on wards: phase {} of a trial", "one", "two"),
        ("Warning scores on many wards ({})", "II", "III"),
    ],
)
def test_parts_and_yearly_reports_are_papers_of_their_own(title, first, second):
    one = replace(BASE, title=title.format(first), volume="", pages="", issue="")
    other = replace(one, title=title.format(second))
    assert verdict(one, other) is Verdict.DIFFERENT
    assert compare(sketch(one), sketch(other)).barred
    assert verdict(one, one) is Verdict.SAME


def test_roman_and_other_digits_are_one():
    one = replace(BASE, title="Inhibitors of peptidase IV in sepsis of the ward, part 2")
    other = replace(BASE, title="Inhibitors of peptidase 4 in sepsis of the ward, part two")
    assert verdict(one, other) is Verdict.SAME


def test_near_equal_titles_of_the_same_authors_elsewhere_are_two_papers():
    men = replace(BASE, title="Early warning of sepsis in men on general wards")
    women = replace(men, title="Early warning of sepsis in women on general wards", **ELSEWHERE)
    assert verdict(men, women) is Verdict.DIFFERENT
    assert verdict(men, replace(women, year=2019)) is Verdict.DIFFERENT


def test_the_same_title_in_another_place_is_at_most_possible():
    again = replace(BASE, journal="Acta Nova", **ELSEWHERE)
    assert verdict(BASE, again) is Verdict.POSSIBLE
    assert compare(sketch(BASE), sketch(again)).barred


def test_a_meeting_abstract_is_not_the_full_paper():
    abstract = replace(BASE, journal="Annals of Wards", volume="9", issue="S1", pages="S14")
    assert verdict(BASE, abstract) is Verdict.POSSIBLE
    stated = replace(BASE, publication_types=("Conference Abstract",), pages="", volume="")
    assert verdict(BASE, stated) is Verdict.POSSIBLE


def test_another_volume_without_pages_is_not_the_same():
    abstract = replace(BASE, volume="9", issue="S1", pages="")
    assert verdict(BASE, abstract) is Verdict.POSSIBLE


def test_a_column_of_every_year_is_another_paper_each_year():
    this_year = replace(BASE, volume="", issue="", pages="")
    assert verdict(this_year, replace(this_year, year=2020)) is Verdict.POSSIBLE


def test_other_authors_do_not_make_one_paper_of_one_title():
    others = (Author("Tanaka", "Yu"), Author("Silva", "Ines"))
    assert verdict(BASE, replace(BASE, authors=others, volume="", pages="")) is not Verdict.SAME
    cross = (Author("Silva", "Ada"), Author("Lindqvist", "Per"), Author("Khan", "Zia"))
    assert verdict(BASE, replace(BASE, authors=cross, volume="", pages="")) is not Verdict.SAME


def test_title_and_authors_alone_are_not_enough():
    poor = Paper(BASE.title, authors=AUTHORS)
    assert verdict(poor, replace(poor, doi="10.1000/x")) is Verdict.POSSIBLE
    assert verdict(poor, replace(poor, year=2019)) is Verdict.POSSIBLE


@pytest.mark.parametrize("title", ["Editorial", "In this issue", "Meeting abstracts"])
def test_titles_that_many_papers_have_need_a_place(title):
    one = Paper(title, year=2019, journal="Acta Nova")
    assert verdict(one, one) is Verdict.POSSIBLE
    placed = replace(one, volume="3", pages="1-2")
    assert verdict(placed, placed) is Verdict.SAME
    assert verdict(placed, replace(placed, pages="77")) is not Verdict.SAME


def test_abstracts_of_a_meeting_may_share_one_doi():
    one = replace(BASE, doi="10.1000/meeting", pages="S14")
    other = replace(one, title="Reading chest films with a network of nerves", pages="S99",
                    authors=(Author("Tanaka", "Yu"),))  # fmt: skip
    assert verdict(one, other) is Verdict.DIFFERENT
    assert verdict(one, replace(one, title="Frühe Warnung vor Sepsis")) is Verdict.SAME


def test_a_preprint_is_linked_and_never_merged():
    preprint = Paper(BASE.title, authors=AUTHORS, year=2018, arxiv="1801.00001")
    assert verdict(preprint, BASE) is Verdict.LINKED
    assert verdict(preprint, replace(BASE, pmid="1", doi="10.1000/x")) is Verdict.LINKED
    medrxiv = replace(preprint, arxiv="", doi="10.1101/2018.05.05.18000001", journal="medRxiv")
    assert verdict(medrxiv, BASE) is Verdict.LINKED
    assert verdict(replace(medrxiv, pmid="7"), replace(BASE, pmid="8")) is Verdict.LINKED
    other = (Author("Tanaka", "Yu"),)
    assert verdict(preprint, replace(BASE, authors=other)) is not Verdict.LINKED
    for pair in ((preprint, BASE), (medrxiv, replace(BASE, year=2030))):
        assert compare(*map(sketch, pair)).barred


def test_a_preprint_names_its_published_version():
    published = replace(BASE, doi="10.1000/x", title="A wholly new wording", authors=())
    preprint = Paper(
        BASE.title, arxiv="1801.00001", links=(Link(LinkKind.PUBLISHED_AS, "doi:10.1000/X"),)
    )
    assert verdict(preprint, published) is Verdict.LINKED
    backwards = replace(published, links=(Link(LinkKind.HAS_PREPRINT, "arxiv:1801.00001"),))
    assert verdict(replace(preprint, links=()), backwards) is Verdict.LINKED


def test_reasons_are_told_in_words():
    found = compare(sketch(BASE), sketch(replace(BASE, journal="Acta Nova", **ELSEWHERE)))
    assert found.reasons == (
        "same title",
        "same authors",
        "different pages (221-228 and 44-51)",
        "different volumes (12 and 15)",
        "different journals",
    )
    ids = compare(sketch(replace(BASE, pmid="1")), sketch(replace(BASE, pmid="2")))
    assert ids.reasons == ("different PMIDs (1 and 2)",)
