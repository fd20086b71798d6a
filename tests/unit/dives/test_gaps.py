"""Methods by clinical problems: what is crowded, thin, empty and unproven, with its counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.stats import fisher_exact
from tests.unit.dives.appraised import Shelf

from fingerpost.dives.gap_model import GapCell, Gaps, Statement
from fingerpost.dives.gaps import find_gaps
from fingerpost.dives.silences import upper_bound
from fingerpost.reading.model import Finding
from fingerpost.records import Correction

YES = Finding("yes")


def gaps(shelf: Shelf) -> Gaps:
    return find_gaps(shelf.papers, shelf.appraisals, shelf.grid, "sepsis")


def cell(found: Gaps, method: str, problem: str) -> GapCell:
    return next(c for c in found.cells if (c.method, c.problem) == (method, problem))


def of_kind(found: Gaps, kind: str) -> list[Statement]:
    return [said for said in found.statements if said.kind == kind]


@pytest.fixture
def shelf() -> Shelf:
    """Two problems; random forests crowd the one, and one paper takes them to the other."""
    shelf = Shelf()
    shelf.add(40, ["random_forest"], ["stroke"], year=2019)
    shelf.add(1, ["random_forest"], ["sepsis"])
    shelf.add(40, ["svm"], ["sepsis"], year=2021)
    shelf.add(20, ["svm"], ["stroke"])
    shelf.add(12, ["cox"], ["sepsis"])
    return shelf


def test_thin_is_told_apart_from_empty(shelf: Shelf) -> None:
    found = gaps(shelf)
    thin, empty = cell(found, "random forest", "sepsis"), cell(found, "Cox regression", "stroke")
    assert (thin.state, thin.count, thin.sure) == ("thin", 1, True)
    assert (empty.state, empty.count, empty.sure) == ("empty", 0, True)
    assert [said.sentence[:20] for said in of_kind(found, "thin")][:1] == ["Thin, but not empty:"]
    assert of_kind(found, "empty")[0].sentence.startswith("Empty: Cox regression for stroke.")


def test_counts_stand_beside_what_independence_gives(shelf: Shelf) -> None:
    seen = cell(gaps(shelf), "random forest", "stroke")
    assert (seen.count, seen.expected, seen.state) == (40, round(41 * 60 / 113, 2), "crowded")
    _, chance = fisher_exact([[40, 1], [20, 52]])
    assert chance < 0.001


def test_a_few_papers_stand_out_for_nothing() -> None:
    shelf = Shelf()
    shelf.add(16, ["svm"], ["stroke"])
    shelf.add(14, ["cox"], ["stroke"])
    shelf.add(2, ["cox"], ["sepsis"])
    found = gaps(shelf)
    lone = cell(found, "support vector machine", "sepsis")
    assert (lone.state, lone.sure, round(lone.expected, 1)) == ("cannot be said", False, 1.0)
    assert {c.state for c in found.cells} == {"as expected", "cannot be said"}
    assert not of_kind(found, "empty")


def test_each_sentence_says_its_query_its_denominators_and_papers_to_open(shelf: Shelf) -> None:
    shelf.add(7, ["ml_unspecified"], ["sepsis"])
    found = gaps(shelf)
    assert (found.appraised, found.both, found.without_method) == (120, 113, 7)
    for said in found.statements:
        assert said.basis.startswith("Query: sepsis. Of 120 papers, 120 have an abstract that")
        assert "113 of these name a method and a clinical problem: " in said.basis
        assert 1 <= len(said.papers) <= 5
        assert set(said.papers) <= {paper.id for paper in shelf.papers}
    empty = of_kind(found, "empty")[0]
    assert empty.which == "The newest on stroke with other methods"
    assert "60 stroke." in empty.basis


def test_unproven_counts_studies_and_every_paper_that_says_so() -> None:
    shelf = Shelf()
    shelf.add(18, ["svm"], ["stroke"])
    shelf.add(2, ["svm"], ["stroke"], external_validation=YES, timing=Finding("prospective"))
    shelf.add(9, ["svm"], ["stroke"], kind="methods")
    shelf.add(1, ["svm"], ["stroke"], kind="not_stated")
    shelf.add(1, ["svm"], ["stroke"], kind="methods", external_validation=YES)
    shelf.add(20, ["cox"], ["sepsis"], external_validation=YES)
    found = gaps(shelf)
    tested, prospective, compared, code = cell(found, "support vector machine", "stroke").said
    assert [(s.count, s.of) for s in (tested, prospective, compared, code)] == [
        (3, 21), (2, 20), (0, 20), (0, 30)
    ]  # fmt: skip
    assert not of_kind(found, "unproven"), "3 of 21 may be 30 % in truth"
    shelf.add(40, ["svm"], ["stroke"])
    (said,) = of_kind(gaps(shelf), "unproven")
    assert "or say so anyway, 3 of 61 say that the model was tested" in said.sentence
    assert "2 of 60 that the study was prospective, and 0 of 60 that" in said.sentence
    assert "period: 10 of 71, by kind 9 methods, 1 of unknown kind." in said.basis
    assert said.papers == ("pmid:1018", "pmid:1019", "pmid:1030")
    assert said.which == "Those that say so"


def test_where_nothing_stands_out_the_reason_and_the_remedy_stand_there(shelf: Shelf) -> None:
    even = Shelf()
    even.add(17, ["svm"], ["stroke"])
    even.add(16, ["cox"], ["stroke"], external_validation=YES)
    even.add(16, ["cox"], ["sepsis"], external_validation=YES)
    even.add(8, ["svm"], ["sepsis"])
    even.add(8, ["svm"], ["sepsis"], external_validation=YES)
    even.appraisals[:8] = [replace(one, external_validation=YES) for one in even.appraisals[:8]]
    crowded, thin, empty, unproven = gaps(even).silent
    assert crowded.startswith("No pair is crowded: 2 pairs of 4 have more papers than expected")
    assert "chance alone may give as much. Bring in more papers" in thin
    assert empty == "No pair is empty: each of the 4 pairs shown has a paper."
    assert unproven.startswith("No pair can be called unproven: 4 pairs have 10 or more papers")
    for found in (gaps(even), gaps(shelf)):
        silent = {"crowded", "thin", "empty", "unproven"} - {s.kind for s in found.statements}
        assert len(found.silent) == len(silent)


def test_a_correction_moves_a_paper_in_the_grid(shelf: Shelf) -> None:
    before = cell(gaps(shelf), "random forest", "sepsis").count
    moved = shelf.appraisals[0]
    words = Correction("problem", "septic shock", "2026-11-23")
    shelf.appraisals[0] = replace(moved, problem=Finding("septic shock"), corrections=(words,))
    found = gaps(shelf)
    names = {problem for problem, _ in found.problems}
    assert "sepsis and intensive care" in names
    assert cell(found, "random forest", "sepsis and intensive care").papers == (moved.paper_id,)
    assert cell(found, "random forest", "stroke").count == 39
    assert cell(found, "random forest", "sepsis").count == before


def test_a_corrected_method_counts_in_its_own_row(shelf: Shelf) -> None:
    shelf.appraisals[0] = replace(shelf.appraisals[0], methods=(Finding("cox"),))
    assert cell(gaps(shelf), "Cox regression", "stroke").count == 1


def test_papers_without_machine_learning_are_not_counted(shelf: Shelf) -> None:
    before = gaps(shelf)
    shelf.add(5, [], ["sepsis"], kind="not_stated")
    after = gaps(shelf)
    assert (after.appraised, after.both) == (before.appraised, before.both)


def test_below_its_coverage_nothing_is_said() -> None:
    shelf = Shelf()
    shelf.add(29, ["svm"], ["stroke"])
    few = gaps(shelf)
    assert (few.cells, few.statements, few.coverage.enough) == ((), (), False)
    said = few.coverage.sentence
    assert "Of 29 abstracts here 29 show machine learning, and 29 of these name both." in said
    shelf.add(40, ["svm"], ["stroke"])
    half = find_gaps(shelf.papers, shelf.appraisals[:34], shelf.grid, "*")
    assert "34 of 69 have an abstract (needed: 50%)" in half.coverage.sentence
    assert gaps(Shelf()).coverage.enough is False


def test_the_order_of_the_papers_does_not_matter(shelf: Shelf) -> None:
    turned = find_gaps(shelf.papers[::-1], shelf.appraisals[::-1], shelf.grid, "sepsis")
    assert turned == gaps(shelf)


@pytest.mark.parametrize(("count", "of", "bound"), [(0, 10, 0.2775), (5, 10, 0.7634), (1, 1, 1.0)])
def test_the_interval_is_wilsons(count: int, of: int, bound: float) -> None:
    assert upper_bound(count, of) == pytest.approx(bound, abs=1e-4)
