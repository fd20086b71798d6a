"""Notes in the browser: found, read, written in, linked, brought up to date, settled, undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor
from tests.pages.test_every_page import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]
MINE = """---
title: Alarms on wards
id: pmid:39262027
status: to read
tags: [audit]
---
# Alarms on wards

<!-- fingerpost:paper -->
<!-- /fingerpost:paper -->

## My notes

See [[beds]]. <script>alert(1)</script>

> [!question]- How many?
> 120

| a | b |
| --- | --- |
| 1 | 2 |
"""
BEDS = "---\ntitle: Beds\nid: topic:beds\n---\n# Beds\n\nFrom [[Alarms on wards]].\n"


@pytest.fixture(autouse=True)
def notes(serving: Serving) -> Iterator[None]:
    """Two notes of our own, gone afterwards."""
    for file, text in (("papers/alarms.md", MINE), ("topics/beds.md", BEDS)):
        path = serving.home / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    yield
    (serving.home / "papers" / "alarms.md").unlink(missing_ok=True)
    shutil.rmtree(serving.home / "topics")


@pytest.fixture(scope="module")
def axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def test_a_note_is_found_read_and_its_links_followed(visit: Visit) -> None:
    page = visit().go("/notes")
    page.get_by_role("searchbox").fill("alarms 120")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Alarms on wards").click()
    assert page.locator("h1").inner_text() == "Alarms on wards"
    assert "120" not in page.locator("article.prose").inner_text(), "an answer is folded away"
    page.get_by_text("How many?").click()
    assert "120" in page.locator("article.prose").inner_text()
    assert "to read" in page.get_by_role("region", name="Properties").inner_text()
    page.locator("article.prose").get_by_role("link", name="beds").click()
    assert page.locator("h1").inner_text() == "Beds"
    page.get_by_role("heading", name="Links to this note").wait_for()
    page.locator("main ul").get_by_role("link", name="Alarms on wards").click()
    assert page.locator("h1").inner_text() == "Alarms on wards"


def test_words_are_written_and_taken_back(visit: Visit, serving: Serving) -> None:
    file = serving.home / "papers" / "alarms.md"
    page = visit(java_script_enabled=False).go("/notes/note?file=papers/alarms.md")
    page.get_by_role("link", name="Write in it").click()
    box = page.get_by_label("My words, part 2")
    box.fill(box.input_value().replace("See", "Look at"))
    page.get_by_role("button", name="Keep").click()
    assert "Kept." in page.get_by_role("status").inner_text()
    assert file.read_text(encoding="utf-8") == MINE.replace("See", "Look at")
    page.get_by_role("button", name="Undo").click()
    assert file.read_text(encoding="utf-8") == MINE


def test_a_note_changed_meanwhile_keeps_both_texts(visit: Visit, serving: Serving) -> None:
    file = serving.home / "papers" / "alarms.md"
    page = visit().go("/notes/edit?file=papers/alarms.md")
    file.write_text(MINE.replace("See", "Elsewhere:"), encoding="utf-8")
    page.get_by_label("My words, part 2").fill("## My notes\n\nmine")
    page.get_by_role("button", name="Keep").click()
    assert "changed elsewhere" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("My words, part 2").input_value() == "## My notes\n\nmine"
    assert "Elsewhere:" in page.locator("pre.typed").inner_text()
    assert "Elsewhere:" in file.read_text(encoding="utf-8")


def test_notes_are_brought_up_to_date_after_a_look(visit: Visit, serving: Serving) -> None:
    file = serving.home / "papers" / "alarms.md"
    page = visit().go("/notes/sync")
    page.get_by_role("button", name="See what would change").click()
    page.locator("[data-state]", has_text="Done").wait_for(timeout=90_000)
    page.get_by_role("link", name="Read it").click()
    assert "would be renewed" in page.locator(".lead").inner_text()
    assert "+" in page.locator(".diff").inner_text()
    assert file.read_text(encoding="utf-8") == MINE
    page.get_by_role("button", name="Renew them").click()
    page.locator("[data-state]", has_text="Done").wait_for(timeout=90_000)
    text = file.read_text(encoding="utf-8")
    assert "Id: pmid:39262027" in text or "pmid:39262027" in text.partition("fingerpost:paper")[2]
    assert text.endswith(MINE.partition("## My notes")[2])


def test_a_conflict_is_shown_and_settled_and_taken_back(visit: Visit, serving: Serving) -> None:
    file = serving.home / "papers" / "alarms.md"
    edited = MINE.replace("paper -->\n<!--", "paper 0000000000000000 -->\nmine now\n<!--")
    file.write_text(edited, encoding="utf-8")
    page = visit().go("/notes/note?file=papers/alarms.md")
    page.get_by_role("link", name="See the difference").click()
    assert "-mine now" in page.locator(".diff").inner_text()
    page.get_by_role("button", name="Write it anew").click()
    assert "Written anew" in page.get_by_role("status").inner_text()
    assert "mine now" not in file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    assert file.read_text(encoding="utf-8") == edited


def test_a_topic_note_is_made_by_keyboard_alone(visit: Visit, serving: Serving) -> None:
    page = visit().go("/notes")
    page.get_by_label("The topic").focus()
    page.keyboard.type("Triage at night")
    page.keyboard.press("Tab")
    page.keyboard.type("triage")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    page.locator("[data-state]", has_text="Done").wait_for(timeout=90_000)
    page.get_by_role("link", name="Read it").click()
    assert page.locator("h1").inner_text() == "Triage at night"
    assert (
        "gathered" in page.locator("article.prose").inner_text()
        or page.locator("article.prose td").count()
    )
    file = serving.home / "topics" / "triage-at-night.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}words of mine\n", encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    assert "You have written in this note" in page.locator("main").inner_text()
    file.write_text(text, encoding="utf-8")
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    assert "gone again" in page.get_by_role("status").inner_text()
    assert not file.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_notes_are_accessible_and_fit(
    visit: Visit, axe: Any, serving: Serving, scheme: str
) -> None:
    conflict = MINE.replace("paper -->\n<!--", "paper 0000000000000000 -->\nmine now\n<!--")
    (serving.home / "papers" / "alarms.md").write_text(conflict, encoding="utf-8")
    visitor = visit(color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 800})
    for what in ("note", "edit", "settle"):
        page = visitor.go(f"/notes/{what}?file=papers/alarms.md")
        assert violations(axe, page) == [], what
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, what
