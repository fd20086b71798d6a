"""The guide in the browser: looked up, narrowed, added to, and put back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor
from tests.pages.test_every_page import violations

from fingerpost.guide import load_guide

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]
ARTICLE = """---
title: Ways of a made-up ward
---
## Ward informatics
Words <script>alert(1)</script> on it.
### Requirements
- **Machine learning:** a course
### Routes in
- Ask a [colleague](https://example.org/ask)
"""


@pytest.fixture(autouse=True)
def without_own_guide(serving: Serving) -> Iterator[None]:
    yield
    shutil.rmtree(serving.home / "guide", ignore_errors=True)


@pytest.fixture(scope="module")
def axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def test_a_skill_leads_to_what_teaches_it_and_what_asks_for_it(visit: Visit) -> None:
    page = visit().go("/guide")
    page.get_by_role("link", name="Programming", exact=True).click()
    skill = load_guide().skill("programming")
    levels = page.get_by_role("region", name="Levels").inner_text()
    assert all(sentence in levels for sentence in skill.levels)
    assert "Checked" in page.locator("main").inner_text()
    page.get_by_role("heading", name="Paths that ask for it").wait_for()
    page.locator("a[href^='/paths/']").last.click()
    assert page.locator(".tag").first.is_visible()


def test_resources_are_narrowed_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("/guide/resources")
    everything = page.locator("tbody tr").count()
    page.get_by_label("Skill").select_option("statistics")
    page.get_by_label("Price").select_option("free")
    page.get_by_role("button", name="Show").click()
    assert 0 < page.locator("tbody tr").count() < everything
    assert page.get_by_label("Skill").input_value() == "statistics"
    page.locator("td summary").first.click()
    assert page.locator("td details[open] li").count()


def test_dates_say_when_they_are_a_guess(visit: Visit) -> None:
    page = visit().go("/guide/dates")
    first = page.locator("section.card").first.inner_text()
    assert "2026" in first
    assert "left" in first
    links = page.get_by_role("link", name="Check today on its page")
    assert links.first.get_attribute("href").startswith("https://")


def test_an_article_is_looked_at_taken_and_put_back(
    visit: Visit, serving: Serving, axe: Any
) -> None:
    visitor = visit(bypass_csp=True)
    page = visitor.go("/guide/packs")
    article = {"name": "ward.md", "mimeType": "text/markdown", "buffer": ARTICLE.encode()}
    page.get_by_label("The article, a Markdown file").set_input_files([article])
    page.get_by_role("button", name="Read it").click()
    assert page.locator("h1").inner_text() == "Ways of a made-up ward"
    assert violations(axe, page) == []
    assert page.get_by_role("heading", name="Ward informatics").is_visible()
    assert not (serving.home / "guide").exists()
    page.get_by_role("button", name="It is right").click()
    assert "in your guide now" in page.get_by_role("status").inner_text()
    assert "Imported from ward.md" in page.get_by_role("region", name="ward").inner_text()
    assert "Ward informatics" in visitor.go("/paths").locator("main").inner_text()
    visitor.go("/guide/packs").get_by_role("button", name="Drop: ward").click()
    assert "is gone" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert (serving.home / "guide" / "packs" / "ward" / "pack.toml").is_file()
    assert violations(axe, page) == []


def test_an_article_may_be_thrown_away_by_keyboard_alone(
    visit: Visit, serving: Serving, tmp_path: Path
) -> None:
    file = tmp_path / "ward.md"
    file.write_text(ARTICLE, encoding="utf-8")
    page = visit().go("/guide/packs")
    page.get_by_label("The article, a Markdown file").set_input_files(str(file))
    page.get_by_label("Where it stands in the web").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/import")
    page.get_by_label("Its name as a pack").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "Nothing was kept" in page.get_by_role("status").inner_text()
    assert not (serving.home / "guide").exists()


def test_a_faulty_pack_is_told_and_not_taken(visit: Visit, serving: Serving) -> None:
    page = visit().go("/guide/packs")
    faulty = {"name": "skills.toml", "mimeType": "text/plain", "buffer": b"[[skill]]\nid = 5\n"}
    page.get_by_label("Its name, in lower case").fill("nursing")
    page.get_by_label("All files of its folder").set_input_files([faulty])
    page.get_by_role("button", name="Check and add").click()
    told = page.get_by_role("alert").inner_text()
    assert "skills.toml, line" in told
    assert str(serving.data) not in told
    assert not (serving.home / "guide").exists()


def test_an_article_without_paths_says_what_a_path_is(visit: Visit) -> None:
    page = visit().go("/guide/packs")
    article = {"name": "x.md", "mimeType": "text/plain", "buffer": b"# Only a title\n"}
    page.get_by_label("The article, a Markdown file").set_input_files([article])
    page.get_by_role("button", name="Read it").click()
    assert "no path was found" in page.locator("main").inner_text()
