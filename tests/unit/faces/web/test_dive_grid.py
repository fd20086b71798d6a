"""Methods by clinical problems: a cell tells what was expected, and which paper says what."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException
from tests.unit.faces.web import diving

from fingerpost.desk import Desk
from fingerpost.faces.web.dive_grid import STATES, grid_page
from fingerpost.faces.web.looked import Looked
from fingerpost.home import Area
from fingerpost.records import Paper


@pytest.fixture
def desk(begun: Desk) -> Desk:
    return begun


def looked_at(desk: Desk) -> Looked:
    diving.look(desk)
    return diving.looked(desk)


def test_a_cell_lists_its_papers_and_what_each_says(desk: Desk) -> None:
    looked = looked_at(desk)
    page = grid_page(looked, "random forest", "sepsis and intensive care")
    cell = page.chosen
    assert cell is not None
    assert not page.by_words
    assert len(cell.papers) == 12
    tested = [one.paper.pmid for one in cell.papers if one.says[0]]
    assert sorted(tested) == [str(1000 + n) for n in range(0, 72, 12)]
    assert cell.said[0].count == len(tested) == 6
    assert cell.state in STATES.values()
    assert [row[0] for row in page.table().rows] == [one.paper.id for one in cell.papers]


def test_without_a_cell_the_table_is_the_grid(desk: Desk) -> None:
    looked = looked_at(desk)
    page = grid_page(looked, "", "")
    assert page.chosen is None
    gaps = looked.dive.gaps
    assert gaps is not None
    counts = {(row[0], row[1]): row[2] for row in page.table().rows}
    assert counts == {(cell.method, cell.problem): cell.count for cell in gaps.cells}


def test_an_empty_cell_is_told_from_a_thin_one(desk: Desk) -> None:
    desk.library.put(
        Paper(f"A support vector machine to predict asthma {n}",
              "We developed a support vector machine to predict asthma in 80 patients.",
              pmid=str(5000 + n), year=2020)
        for n in range(30)
    )  # fmt: skip
    looked = looked_at(desk)
    gaps = looked.dive.gaps
    assert gaps is not None
    empty = next(cell for cell in gaps.cells if cell.state == "empty" and cell.sure)
    said = grid_page(looked, empty.method, empty.problem).chosen
    assert said is not None
    assert (said.state, said.papers) == (STATES["empty"], ())


def test_titles_alone_are_counted_by_their_words(desk: Desk) -> None:
    desk.library.put(
        Paper(f"A random forest in sepsis, letter {n}", pmid=str(7000 + n)) for n in range(12)
    )
    desk.home.add_area(Area("letters", "Letters", "letter[ti]"))
    diving.look(desk, area="letters")
    page = grid_page(diving.looked(desk, area="letters"), "", "")
    assert page.by_words


def test_where_few_abstracts_use_machine_learning_no_words_are_counted(desk: Desk) -> None:
    said = "Survival of patients with sepsis was followed. Cox regression was used."
    desk.library.put(
        Paper(f"Survival model of sepsis, cohort {n}", abstract=said, pmid=str(7100 + n))
        for n in range(40)
    )
    desk.home.add_area(Area("cohorts", "Cohorts", "cohort[ti]"))
    diving.look(desk, area="cohorts")
    looked = diving.looked(desk, area="cohorts")
    page = grid_page(looked, "", "")
    assert not page.by_words
    assert not page.has_cells
    assert page.table().rows == []
    gaps = looked.dive.gaps
    assert gaps is not None
    assert "Of 40 abstracts here 0 show machine learning, and 0 of these" in gaps.coverage.sentence


def test_a_cell_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(HTTPException, match="no such cell"):
        grid_page(looked_at(desk), "random forest", "nothing of the kind")
