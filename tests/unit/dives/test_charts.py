"""The pictures: a dot for every paper, and words of papers only ever as text."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from tests.unit.dives.looking import HOSTILE_WORDS

from fingerpost.dives.charts import map_svg, topic_colour, years_svg
from fingerpost.landscape.model import Place, Topic, YearCount
from fingerpost.records import Paper


def drawn(titles: tuple[str, ...]) -> str:
    papers = {f"pmid:{n}": Paper(t, pmid=str(n)) for n, t in enumerate(titles, 1)}
    places = [Place(id_, n / len(papers), 0.5, 0, 1.0) for n, id_ in enumerate(papers)]
    topics = [Topic(0, "One", (), tuple(papers))]
    return map_svg(places, topics, papers, 'Map of <b>all</b> "papers" & more')


@pytest.mark.parametrize("count", [1, 30, 299, 300, 1_500])
def test_every_paper_is_a_dot_inside_the_canvas(count: int) -> None:
    svg = etree.fromstring(drawn(tuple(f"Paper {n}" for n in range(count))))
    dots = svg.findall("g/circle[@data-id]")
    assert len({dot.get("data-id") for dot in dots}) == count
    assert all(0 <= float(dot.get("cx") or -1) <= 900 for dot in dots)
    assert all(0 <= float(dot.get("cy") or -1) <= 560 for dot in dots)
    assert dots[0].findtext("title") == "Paper 0 (no year)"


def test_hostile_titles_are_text_in_the_map() -> None:
    svg = etree.fromstring(drawn(HOSTILE_WORDS))
    assert [e.text for e in svg.iter("title")] == [f"{w} (no year)" for w in HOSTILE_WORDS]
    assert {e.tag for e in svg.iter()} == {"svg", "g", "circle", "title", "text"}
    assert svg.get("aria-label") == 'Map of <b>all</b> "papers" & more'


def test_control_characters_do_not_break_the_map() -> None:
    svg = etree.fromstring(drawn(("nul \0 escape \x1b[31m bell \x07 next \x85 line",)))
    assert "escape" in (svg.findtext("g/circle/title") or "")


def test_neighbouring_topics_have_different_colours() -> None:
    colours = [topic_colour(n) for n in range(40)]
    assert len(set(colours)) == 40
    assert all(re.fullmatch(r"hsl\(\d+ 55% (46|52)%\)", colour) for colour in colours)


def test_a_topic_without_a_place_has_no_number() -> None:
    svg = etree.fromstring(map_svg([], [Topic(0, "Empty", (), ())], {}, "none"))
    assert svg.findall("g/circle") == []


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
