"""The evidence table: every value with its quote, found, sorted and narrowed in the page."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.dives.appraised import Shelf
from tests.unit.dives.looking import assert_harmless, hostile_papers, look, text_of

from fingerpost.dives import Dive, evidence_page
from fingerpost.dives.evidence_page import evidence_rows
from fingerpost.dives.evidence_summary import best_auroc, evidence_by_task, people_in
from fingerpost.dives.pages import dive_page, dive_view, render
from fingerpost.dives.tables import dive_tables, evidence_parquet
from fingerpost.reading.model import Appraisal, Count, Finding, Metric
from fingerpost.records import Paper, Span

SAYS = (
    "We developed a random forest to predict sepsis in {n} patients."
    " It was externally validated at another hospital. The AUROC was 0.8{d}."
)
SILENT = "We trained a convolutional neural network on chest radiographs to detect pneumonia."


def metric(name: str, value: float) -> Metric:
    return Metric(name, value, None, None, Span("", 0, 0))


@pytest.fixture(scope="module")
def dive(tmp_path_factory: pytest.TempPathFactory) -> Dive:
    says = [Paper(f"Sepsis study {n}", SAYS.format(n=100 + n, d=n % 10), pmid=str(n), year=2010 + n)
            for n in range(1, 16)]  # fmt: skip
    silent = [Paper(f"Chest study {n}", SILENT, pmid=str(100 + n), year=2001) for n in range(120)]
    return look(tmp_path_factory.mktemp("evidence"), [*says, *silent])


def test_every_abstract_is_a_row_with_its_quotes(dive: Dive) -> None:
    tree = assert_harmless(dive_page(dive))
    rows = tree.xpath("//table[@class='evidence']/tbody/tr")
    assert len(rows) == len(dive.appraisals) == 135
    row = next(row for row in rows if "Sepsis study 3 " in row[0].text_content())
    assert row[1].text_content() == "2013"
    assert row[6].text_content() == "103"
    quotes = [item.text_content() for item in row.xpath(".//details//li")]
    text = next(paper.text for paper in dive.papers if paper.title == "Sepsis study 3")
    said = [line.split("“", 1)[1].rsplit("”", 1)[0] for line in quotes if "“" in line]
    assert said
    assert all(part in text for quote in said for part in quote.split("” … “"))


def test_what_is_not_stated_says_so(dive: Dive) -> None:
    tree = assert_harmless(dive_page(dive))
    row = next(r for r in tree.xpath("//table[@class='evidence']/tbody/tr")
               if "Chest study 5 " in r[0].text_content())  # fmt: skip
    assert [cell.text_content() for cell in row[6:]] == ["n/s"] * 6
    assert "n/s: not stated there" in text_of(tree)


def test_a_report_of_many_dives_leaves_the_table_out(dive: Dive) -> None:
    page = render("fingerpost.dives", "page.html", {"view": dive_view(dive), "title": "t"})
    assert 'table class="evidence"' not in page
    assert len(dive_page(dive)) - len(page) > len(evidence_rows(dive, dive.appraisals))


def test_a_page_of_many_rows_says_that_the_table_beside_it_has_all(
    dive: Dive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_page, "MOST_ROWS", 2)
    dull = replace(dive.appraisals[0], methods=(), kind=Finding())
    tree = assert_harmless(dive_page(replace(dive, appraisals=(dull, *dive.appraisals[1:]))))
    rows = [row[0].text_content() for row in tree.xpath("//table[@class='evidence']/tbody/tr")]
    left_out = next(paper.title for paper in dive.papers if paper.id == dull.paper_id)
    assert len(rows) == 2
    assert not any(row.startswith(f"{left_out} ") for row in rows)
    assert f"It holds all {len(dive.appraisals)} abstracts; this page only 2" in text_of(tree)


def test_hostile_quotes_are_text(tmp_path: Path) -> None:
    assert_harmless(dive_page(look(tmp_path, hostile_papers())))


def test_summaries_say_how_many_state_what() -> None:
    shelf = Shelf()
    mri, task = (Finding("mri"),), Finding("segmentation")
    shelf.add(4, ["cnn"], [], modalities=mri, task=task, participants=Count(10, "patients"))
    shelf.add(1, ["cnn"], [], modalities=mri, task=task, participants=Count(90, "patients"),
              external_validation=Finding("yes"), metrics=(metric("auroc", 0.9),))  # fmt: skip
    several = tuple(metric("auroc", value) for value in (0.7, 0.8, 0.1))
    images = Count(9_000, "images")
    shelf.add(1, ["cnn"], [], modalities=mri, task=task, participants=images, metrics=several)
    shelf.add(2, ["cnn"], [], kind="review", modalities=mri, task=task)
    shelf.add(4, ["cnn"], [], modalities=(Finding("ct"),), task=task)
    everything, row = evidence_by_task(shelf.appraisals)
    assert (everything.task, everything.studies) == ("all", 10)
    assert (row.task, row.data, row.studies) == ("segmentation", "MRI", 6)
    assert (row.people_stated, row.people_median, row.external) == (5, 10, 1)
    assert (row.auroc_stated, row.auroc_low, row.auroc_high) == (2, 0.8, 0.9)
    assert row.silent(row.auroc_stated) == pytest.approx(4 / 6)
    assert evidence_by_task(shelf.appraisals[:4]) == ()


def test_images_are_no_people() -> None:
    assert people_in(Appraisal("pmid:1", participants=Count(500, "images"))) is None
    assert people_in(Appraisal("pmid:1", participants=Count(500, "patients"))) == 500
    assert best_auroc(Appraisal("pmid:1", metrics=(metric("auroc", 0.1),))) is None


def test_a_number_of_images_stands_with_its_unit(dive: Dive) -> None:
    changed = replace(dive.appraisals[0], participants=Count(12_000, "images"))
    rows = evidence_rows(dive, (changed, *dive.appraisals[1:]))
    assert ">12,000 images</td>" in rows
    assert ">103</td>" in rows


def test_parquet_has_the_same_rows(dive: Dive) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(evidence_parquet(dive)))
    rows = list(csv.DictReader(io.StringIO(dive_tables(dive)["evidence.csv"])))
    assert table.column("id").to_pylist() == [row["id"] for row in rows]


@pytest.mark.browser
def test_the_table_is_narrowed_and_sorted_with_the_keyboard(
    dive: Dive, browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(dive_page(dive), encoding="utf-8")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(path.as_uri())
    part = page.locator("[data-evidence]")
    rows = part.locator("tbody tr:visible")
    said = part.locator("[role=status]")
    assert (said.inner_text(), rows.count()) == ("135 of 135 papers, the first 100 shown.", 100)
    part.locator("select[data-by=method]").select_option("random_forest")
    assert (said.inner_text(), rows.count()) == ("15 of 135 papers.", 15)
    year = part.get_by_role("button", name="Year")
    year.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert part.locator("th[aria-sort=descending]").inner_text().startswith("Year")
    assert rows.first.locator("td").first.inner_text() == "2025"
    cell = page.locator("a[data-cell]").first
    cell.focus()
    page.keyboard.press("Enter")
    count = "".join(sign for sign in cell.inner_text() if sign.isdigit())
    assert said.inner_text().startswith(f"{count} of 135 papers")
    assert " in the cell " in said.inner_text()
    assert "tested at another site or in a later period: " in said.inner_text()
    assert wrong == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [380, 1280])
def test_wide_tables_keep_their_first_column_and_the_page_its_width(
    dive: Dive, browser: Any, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "report.html"
    path.write_text(dive_page(dive), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    region = page.locator(".wide:has(table.evidence)")
    assert region.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    first = page.locator("table.gaps tbody th").first
    before = first.evaluate("e => e.getBoundingClientRect().left")
    page.locator(".wide:has(table.gaps)").evaluate("e => { e.scrollLeft = 60; }")
    assert first.evaluate("e => e.getBoundingClientRect().left") >= before - 1
    page.set_viewport_size({"width": 1047, "height": 700})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1047
    page.close()
