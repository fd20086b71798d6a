"""The pages of a dive: any papers, and nothing of theirs but text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.dives.looking import (
    HOSTILE_WORDS,
    assert_harmless,
    hostile_papers,
    look,
    same_papers,
    text_of,
)
from tests.unit.landscape.corpus import author, papers

from fingerpost.dives import Dive
from fingerpost.dives.pages import day, dive_markdown, dive_page, hours, markdown, percent, share
from fingerpost.home import Area
from fingerpost.records import Paper

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
RAW_TAG = re.compile(r"(?<!\\)<[a-zA-Z/!]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dive:
    area = Area("hostile", "<script>alert('area')</script> & \"area\"", "*")
    return look(tmp_path_factory.mktemp("hostile"), hostile_papers(), area)


def crowd() -> list[Paper]:
    authors = tuple(author(f"Family{n}", "A", "Leeds, UK") for n in range(2_000))
    return [*papers(4), Paper("Everybody wrote this", pmid="700", authors=authors)]


def three_languages() -> list[Paper]:
    return [
        *papers(3),
        Paper("Apprentissage automatique et rétinopathie", pmid="601", languages=("fre",)),
        Paper("Maschinelles Lernen in der Notaufnahme", pmid="602", languages=("ger",)),
        Paper("Sepsis again", pmid="603", languages=("eng",)),
    ]


def without(**fields: Any) -> list[Paper]:
    return [Paper(paper.title, **({"abstract": paper.abstract, "year": paper.year} | fields),
                  pmid=paper.pmid) for paper in papers(4)]  # fmt: skip


CORPORA: dict[str, Callable[[], list[Paper]]] = {
    "none": list,
    "one": lambda: papers(1)[:1],
    "one without any text": lambda: [Paper("", pmid="1")],
    "the same twenty times": lambda: list(same_papers(20)),
    "no year": lambda: without(year=None),
    "no abstract": lambda: without(abstract=""),
    "three languages": three_languages,
    "2,000 authors": crowd,
    "a word of 300 letters": lambda: [*papers(2), Paper("a" * 300, "b" * 300, pmid="800")],
}


@pytest.mark.parametrize("name", CORPORA)
def test_every_corpus_has_a_whole_page(name: str, tmp_path: Path) -> None:
    corpus = CORPORA[name]()
    dive = look(tmp_path, corpus)
    page, text = dive_page(dive), dive_markdown(dive)
    tree = assert_harmless(page)
    count = len(corpus)
    counted = f"{count} {'paper' if count == 1 else 'papers'} in"
    assert counted in text_of(tree)
    assert counted in text
    assert len(tree.xpath("//svg//*[@data-id]")) == count
    assert len(dive.landscape.places) == count
    assert "None" not in text_of(tree)
    assert "nan" not in re.findall(r"\w+", text_of(tree))
    assert len(page) < 170_000, "one paper's authors do not fill the page"


def test_papers_without_a_year_are_counted_in_the_markdown_too(tmp_path: Path) -> None:
    dive = look(tmp_path, without(year=None))
    assert "12 without a year" in text_of(assert_harmless(dive_page(dive)))
    assert "**Papers per year:** ." not in dive_markdown(dive)


def test_hostile_papers_are_text_on_the_page(hostile: Dive) -> None:
    tree = assert_harmless(dive_page(hostile))
    titles = {element.text_content() for element in tree.xpath("//path/title")}
    for word in HOSTILE_WORDS:
        assert any(title.startswith(word) for title in titles), word
    assert tree.findtext(".//h1") == hostile.title
    assert tree.xpath("count(//title[not(ancestor::svg)])") == 1


def test_hostile_papers_are_text_in_markdown(hostile: Dive) -> None:
    text = dive_markdown(hostile)
    assert RAW_TAG.findall(text) == [], "markup of a paper stands in the Markdown unescaped"
    assert "](javascript:" not in text.replace(r"\]", "")


def test_a_doi_with_angle_brackets_is_escaped_in_markdown(tmp_path: Path) -> None:
    doi = "10.1002/(sici)1097-0258(19980815/30)17:15/16<b>::aid-x_1_y>3.0.co;2-2"
    text = dive_markdown(look(tmp_path, [*papers(2), *same_papers(4), Paper("Sepsis", doi=doi)]))
    listed = [line for line in text.splitlines() if "sici" in line]
    assert RAW_TAG.findall("\n".join(listed)) == []


def test_a_query_with_a_backtick_stays_code_in_markdown(tmp_path: Path) -> None:
    dive = look(
        tmp_path, papers(1), Area("a", "A", 'sepsis OR "x` <img src=x onerror=alert(1)> `y"')
    )
    first = next(line for line in dive_markdown(dive).splitlines() if "the query" in line)
    code = re.search(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", first)
    assert code is not None
    assert "onerror" in code.group(2), "the query ends its own code span"


def test_control_characters_reach_neither_page_nor_markdown(tmp_path: Path) -> None:
    title = "Sepsis \x1b[31mred\x1b[0m and \x07 bell and \0 nul"
    dive = look(tmp_path, [Paper(title, title, pmid="1", journal="\x1bJ"), *papers(2)])
    assert CONTROL.findall(dive_page(dive)) == []
    assert CONTROL.findall(dive_markdown(dive)) == []


def test_only_secure_addresses_become_links(tmp_path: Path) -> None:
    urls = (
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<b>x</b>", "http://x.example",
        "//x.example", "file:///etc/hosts", " https://x.example", "ftp://x.example",
        'https://good.example/?a=1&b="onclick="x',
    )  # fmt: skip
    corpus = [Paper(f"Sepsis study number {n}", url=url) for n, url in enumerate(urls)]
    tree = assert_harmless(dive_page(look(tmp_path, corpus)))
    links = [href for href in tree.xpath("//a/@href") if not href.startswith("#")]
    assert set(links) <= {urls[-1]}


def test_a_secure_address_is_a_link_that_tells_nobody_where_from(tmp_path: Path) -> None:
    tree = assert_harmless(dive_page(look(tmp_path, papers(4))))
    links = tree.xpath("//a[starts-with(@href, 'https://pubmed.ncbi.nlm.nih.gov/')]")
    assert links
    assert {link.get("rel") for link in links} == {"noreferrer"}


@pytest.mark.parametrize("name", ["early-warning", "Early warning of sepsis", "v1.2", "Ä & <b>"])
def test_no_mark_needs_a_style_of_its_own(name: str, tmp_path: Path) -> None:
    """A stricter policy than ours may forbid styles in elements; the map keeps its colours."""
    tree = assert_harmless(dive_page(look(tmp_path, papers(4), Area(name, "Title", "*"))))
    assert tree.xpath("//main//style | //figure//@style") == []
    fills = tree.xpath("//svg[@class='map']/g[@class='dots']/@fill")
    assert fills
    assert all(re.fullmatch("#[0-9a-f]{6}", fill) for fill in fills)


def test_the_page_asks_nobody_for_anything(hostile: Dive) -> None:
    page = dive_page(hostile)
    assert "default-src 'none'" in page
    assert not re.search(r"<link(?![^>]*data:,)|@import|url\((?!data:)", page)


def test_every_topic_button_marks_dots_that_exist(tmp_path: Path) -> None:
    tree = assert_harmless(dive_page(look(tmp_path, papers(12))))
    for button in tree.xpath("//button[@data-topic]"):
        group = int(button.get("data-topic")) + 1
        dots = tree.xpath(f"//svg[@class='map']/g[@class='dots'][{group}]/path[@data-id]")
        assert len(dots) == int(button.xpath("ancestor::tr/td[2]")[0].text_content())


@pytest.mark.browser
def test_hostile_papers_open_in_a_browser_in_silence(
    hostile: Dive, browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(dive_page(hostile), encoding="utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: said.append(request.url))
    page.goto(path.as_uri())
    for button in page.locator("button.topic").all():
        button.click()
        button.click()
    page.locator("[data-map] input[type=search]").fill("alert(")
    assert page.locator("[data-map] [role=status]").inner_text().endswith("20 papers are marked.")
    asked = [line for line in said if not line.startswith(("file:", "data:,"))]
    assert asked == []
    assert page.locator("h1").inner_text() == hostile.title
    assert page.evaluate("document.querySelectorAll('script:not([type])').length") == 1
    page.close()


@pytest.mark.parametrize(
    ("when", "shown"),
    [(date(2026, 11, 30), "Mon 30 Nov 2026"), (date(2028, 2, 29), "Tue 29 Feb 2028"),
     (date(2023, 1, 1), "Sun 1 Jan 2023")],
)  # fmt: skip
def test_a_day_is_shown_as_people_say_it(when: date, shown: str) -> None:
    assert day(when) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0, 0, "0 hours"),
        (1, 1, "1 hour"),
        (2, 4, "2 to 4 hours"),
        (3.5, 3.5, "3.5 hours"),
        (900, 1200, "900 to 1,200 hours"),
        (None, 4, "cannot be said"),
        (4, None, "cannot be said"),
    ],
)
def test_hours_are_a_range_or_cannot_be_said(
    low: float | None, high: float | None, shown: str
) -> None:
    assert hours(low, high) == shown


def test_shares_say_their_counts() -> None:
    assert share(12, 240) == "12 of 240 (5%)"
    assert share(1_200, 24_000) == "1,200 of 24,000 (5%)"
    assert share(0, 0) == "0 of 0"
    assert share(1, 233) == "1 of 233 (<1%)"
    assert share(999, 1_000) == "999 of 1,000 (>99%)"
    assert share(0, 9) == "0 of 9 (0%)"
    assert percent(0.125) == "12%"
    assert percent(-0.031) == "-3%"


@given(text=st.text(max_size=40))
def test_markdown_is_one_line_without_live_signs(text: str) -> None:
    shown = markdown(text)
    assert "\n" not in shown
    live = re.sub(r"\\.", "", shown)
    assert not set(live) & set("`*_[]<>|#")
    assert re.sub(r"\\([\\`*_\[\]<>|#&])", r"\1", shown) == " ".join(text.split())


def test_an_entity_in_a_title_is_not_decoded_by_markdown() -> None:
    assert "&amp;" not in markdown("&amp; stays as it is").replace(r"\&", "")


def test_one_paper_takes_its_verb_in_the_singular(tmp_path: Path) -> None:
    dive = look(tmp_path, [Paper("One count", "Words.", pmid="1", year=2026)])
    for page in (dive_page(dive), dive_markdown(dive)):
        assert "1 paper in" in page
        assert "library answers" in page
        assert "2026 is not over: it has 1 paper so far" in page
