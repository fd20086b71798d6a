"""Many records sorted into papers."""

from msgspec.structs import replace

from fingerpost.library.duplicates import Verdict, find_duplicates
from fingerpost.library.duplicates.groups import partition
from fingerpost.records import Author, Paper

BASE = Paper("Early warning of sepsis from vital signs on general wards",
             authors=(Author("Okoro", "Ada"),), year=2019, journal="Acta Nova")  # fmt: skip


def test_records_of_one_paper_are_brought_together():
    records = [
        replace(BASE, pmid="1"),
        Paper("Something else altogether, told at length", year=2019),
        replace(BASE, title=BASE.title.upper(), source="ris"),
        replace(BASE, journal="Acta Nov", volume="3", pages="1-9"),
    ]
    found = find_duplicates(records)
    assert found.papers == ((0, 2, 3), (1,))
    assert found.pairs == ()


def test_a_record_between_two_papers_does_not_join_them():
    first = replace(BASE, pmid="1", volume="3", pages="10-19")
    second = replace(BASE, pmid="2", volume="4", pages="77-80")
    vague = replace(BASE, source="ris")
    for order in ([first, second, vague], [vague, second, first], [second, vague, first]):
        found = find_duplicates(order)
        papers = {frozenset(order[at].pmid for at in members) for members in found.papers}
        assert papers == {frozenset({"1", ""}), frozenset({"2"})}


def test_pairs_that_are_open_are_told_the_best_first():
    records = [
        BASE,
        replace(BASE, arxiv="1901.00001", journal="", year=2018),
        replace(BASE, year=2020, journal="Wards Today", volume="7", pages="5"),
    ]
    found = find_duplicates(records)
    assert len(found.papers) == 3
    verdicts = [pair.comparison.verdict for pair in found.pairs]
    assert verdicts == [Verdict.LINKED, Verdict.LINKED, Verdict.POSSIBLE]


def test_a_crowd_of_equal_keys_is_not_compared_pair_by_pair():
    crowd = [Paper("Editorial", year=2019, authors=(Author("Okoro"),))] * 500
    assert len(find_duplicates(crowd).papers) == 500


def test_a_crowd_with_one_id_is_one_paper():
    crowd = [replace(BASE, doi="10.1000/x", url=f"https://example.org/{n}") for n in range(100)]
    assert len(find_duplicates(crowd).papers) == 1


def test_the_strongest_pairs_come_first_and_the_barred_stay_apart():
    same = [(5.0, "a", "b"), (9.0, "b", "c")]
    papers = partition("abc", same, str, lambda mine, theirs: {"a", "c"} <= {*mine, *theirs})
    assert sorted(map(sorted, papers)) == [["a"], ["b", "c"]]
