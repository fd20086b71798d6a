"""A new user's whole way: an empty folder, one command, a report that can be read."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import TODAY, Run, run_fingerpost

from fingerpost.guide import load_guide

pytestmark = pytest.mark.xdist_group("demo")


def test_one_screen_says_which_way_what_and_when(demo: dict[str, Any]) -> None:
    out = demo["stdout"]
    assert "Which way in fits me?" in out
    assert "What should I focus on?" in out
    assert "What do I do next?" in out
    assert str(demo["signpost"] / "report.html") in out
    assert len(out.splitlines()) <= 45
    assert "\x1b[" not in out
    assert "starter" in demo["stderr"]


def test_the_home_is_plain_text(demo: dict[str, Any]) -> None:
    home: Path = demo["home"]
    for name in ("me.toml", "plan.md", "journal.jsonl", "fingerpost.toml"):
        assert (home / name).read_text(encoding="utf-8").strip()
    for path in home.rglob("*"):
        if path.is_file():
            path.read_text(encoding="utf-8")
    assert len(list((home / "areas").glob("*.md"))) == 3
    assert all("example: true" in p.read_text() for p in (home / "areas").glob("*.md"))


def test_the_report_stands_as_page_markdown_and_tables(demo: dict[str, Any]) -> None:
    signpost: Path = demo["signpost"]
    names = {path.name for path in signpost.iterdir()}
    assert {"report.html", "report.md", "paths.csv", "areas.csv", "plan.csv", "plan.ics"} <= names
    with (signpost / "paths.csv").open() as file:
        assert len(list(csv.DictReader(file))) == len(load_guide().paths)
    markdown = (signpost / "report.md").read_text()
    page = (signpost / "report.html").read_text()
    assert markdown.index("One four-week test") < markdown.index("Which way in fits me?")
    assert page.index("One four-week test") < page.index("Which way in fits me?")


def test_the_starter_library_claims_nothing_that_titles_cannot_say(demo: dict[str, Any]) -> None:
    for recipe in demo["home"].glob("dives/*/*/recipe.json"):
        folder = recipe.parent
        with (folder / "topics.csv").open() as file:
            topics = list(csv.DictReader(file))
        assert topics
        assert all(topic["growth"] == "" for topic in topics)
        assert len((folder / "people.csv").read_text().splitlines()) == 1
        assert len((folder / "evidence.csv").read_text().splitlines()) == 1
        text = (folder / "report.md").read_text()
        assert text.count("Cannot be said from these papers") >= 3
    assert "growth" not in demo["stdout"]


def test_the_same_day_gives_the_same_bytes(demo: dict[str, Any], tmp_path: Path) -> None:
    again = run_fingerpost(
        "start", "demo", "--example", "--today", TODAY, data=tmp_path / "data", cwd=tmp_path
    )
    assert again.returncode == 0, again.stderr
    first = {p.relative_to(demo["home"]): p for p in demo["home"].rglob("*") if p.is_file()}
    second = {p.relative_to(tmp_path / "demo"): p for p in (tmp_path / "demo").rglob("*")}
    own = {"journal.jsonl", "fingerpost.toml"}
    for name, path in first.items():
        if name.name not in own:
            assert path.read_bytes() == second[name].read_bytes(), name


def test_json_is_one_object_and_nothing_else(fingerpost: Run) -> None:
    done = fingerpost("start", "h", "--example", "--json", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["report"].endswith("report.html")
    assert len(found["next_steps"]) == 3
    assert len(found["paths"]) == len(load_guide().paths)
    assert {area["name"] for area in found["areas"]} == {
        "biological-information",
        "knowledge-management",
        "ml-into-practice",
    }


def test_every_number_of_papers_on_the_page_can_be_counted(demo: dict[str, Any]) -> None:
    page = (demo["signpost"] / "report.html").read_text()
    for folder in sorted(demo["home"].glob(f"dives/*/{TODAY}")):
        with (folder / "papers.csv").open() as file:
            count = len(list(csv.DictReader(file)))
        assert re.search(rf"{count:,} papers? in your library answer", page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_report_opens_offline_in_a_browser(
    demo: dict[str, Any], browser: Any, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    address = (demo["signpost"] / "report.html").as_uri()
    page.goto(address)
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.title() == "Your signpost · Fingerpost"
    # The small test of the example person needs no data, so none are named.
    assert page.locator("#test dt").all_inner_texts() == [
        "One path to try",
        "One question",
        "One paper to read",
        "Whom to ask",
        "One small project",
        "Hours",
        "What would change your mind",
    ]
    assert all(text.strip() for text in page.locator("#test dd").all_inner_texts())
    assert page.locator("svg.map").count() == 3
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, "the page is wider than the window"
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(h => !document.getElementById(h.slice(1)))"
    )
    assert broken == []
    context.close()


def test_the_map_can_be_searched(demo: dict[str, Any], browser: Any) -> None:
    page = browser.new_page()
    page.goto((demo["signpost"] / "report.html").as_uri())
    figure = page.locator("figure[data-map]").first
    dots = figure.locator("svg.map [data-id]").count()
    figure.locator("input[type=search]").fill("learning")
    said = figure.locator("[role=status]").inner_text()
    found = re.fullmatch(r"(\d+) of (\d+) papers are marked.", said)
    assert found, said
    assert 0 < int(found[1]) < int(found[2]) == dots
    page.close()
