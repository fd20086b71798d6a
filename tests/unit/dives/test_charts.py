"""The pictures: a dot for every paper, and words of papers only ever as text."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from tests.unit.dives.looking import HOSTILE_WORDS

from fingerpost.dives.charts import MOST_NAMED, map_file, map_svg, years_svg
from fingerpost.landscape.model import Place, Topic, YearCount
from fingerpost.records import Paper

SVG = "{http://www.w3.org/2000/svg}"


def few(titles: tuple[str, ...]) -> tuple[list[Place], list[Topic], dict[str, Paper]]:
    papers = {f"pmid:{n}": Paper(t, pmid=str(n)) for n, t in enumerate(titles, 1)}
    places = [Place(id_, n / len(papers), 0.5, 0, 1.0) for n, id_ in enumerate(papers)]
    return places, [Topic(0, "One & <b>only</b>", (), tuple(papers))], papers


def drawn(titles: tuple[str, ...]) -> str:
    return map_svg(*few(titles), 'Map of <b>all</b> "papers" & more')


def starts(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.-]+) ([\d.-]+)", path)]


@pytest.mark.parametrize("count", [1, 30, 299, 300, 1_500, MOST_NAMED])
def test_every_paper_is_a_mark_inside_the_canvas(count: int) -> None:
    svg = etree.fromstring(drawn(tuple(f"Paper {n}" for n in range(count))))
    marks = svg.findall("g/path[@data-id]")
    assert len({mark.get("data-id") for mark in marks}) == count
    at = [place for mark in marks for place in starts(mark.get("d") or "")]
    assert len(at) == count
    assert all(0 <= x <= 900 and 0 <= y <= 560 for x, y in at)
    assert marks[0].findtext("title") == "Paper 0 (no year)"


def test_many_papers_are_one_path_so_that_the_page_stays_light() -> None:
    count = MOST_NAMED + 1
    text = drawn(tuple(f"Paper {n}" for n in range(count)))
    (path,) = etree.fromstring(text).findall("g[@class='dots']/path")
    assert len(starts(path.get("d") or "")) == count
    assert len(text) < 60 * count


def test_hostile_titles_are_text_in_the_map() -> None:
    svg = etree.fromstring(drawn(HOSTILE_WORDS))
    assert [e.text for e in svg.iter("title")] == [f"{w} (no year)" for w in HOSTILE_WORDS]
    assert {e.tag for e in svg.iter()} == {"svg", "g", "path", "circle", "title", "text"}
    assert svg.get("aria-label") == 'Map of <b>all</b> "papers" & more'


def test_control_characters_do_not_break_the_map() -> None:
    svg = etree.fromstring(drawn(("nul \0 escape \x1b[31m bell \x07 next \x85 line",)))
    assert "escape" in (svg.findtext("g/path/title") or "")


def test_a_topic_without_a_place_has_no_number() -> None:
    svg = etree.fromstring(map_svg([], [Topic(0, "Empty", (), ())], {}, "none"))
    assert svg.findall(".//circle") == []


def test_the_map_as_a_file_stands_alone_with_its_legend() -> None:
    svg = etree.fromstring(map_file(*few(HOSTILE_WORDS), "Map of <i>papers</i>").encode())
    assert svg.findtext(f"{SVG}title") == "Map of <i>papers</i>"
    said = [text.text for text in svg.iter(f"{SVG}text")]
    assert f"1  One & <b>only</b> ({len(HOSTILE_WORDS)})" in said
    tags = {etree.QName(e).localname for e in svg.iter()}
    assert tags == {"svg", "title", "rect", "g", "path", "circle", "text"}
    height = float(svg.get("height") or 0)
    assert all(float(text.get("y") or 0) < height for text in svg.iter(f"{SVG}text"))


def test_every_year_shows_its_count_and_the_last_is_paler() -> None:
    years = [YearCount(2000 + n, n, complete=n < 29) for n in range(30)]
    svg = etree.fromstring(years_svg(years, "Years & <papers>"))
    bars = svg.findall("rect")
    assert len(bars) == 25
    assert [bar.get("class") for bar in bars] == ["bar"] * 24 + ["bar part"]
    words = [text.text for text in svg.findall("text")]
    assert words[0::2] == [str(n) for n in range(5, 30)]
    assert words[1::2] == [str(2000 + n) for n in range(5, 30)]
    heights = [float(bar.get("height") or 0) for bar in bars]
    assert heights == sorted(heights)
    assert max(heights) == 150


def test_years_without_papers_do_not_divide_by_nought() -> None:
    svg = etree.fromstring(years_svg([YearCount(2020, 0, complete=True)], "none"))
    assert [bar.get("height") for bar in svg.findall("rect")] == ["0.0"]
    assert years_svg([], "none") == ""
