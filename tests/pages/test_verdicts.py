"""What a reader does with verdicts that somebody else made: looks, chooses, takes, takes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor

from fingerpost.desk import open_desk
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.records import Paper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("verdicts")]
Visit = Callable[..., Visitor]
THEIRS = (
    "title,included,reason\nMade-up zeppelins 1,1,well done\nMade-up zeppelins 2,0,animals\n"
    "Made-up zeppelins 3,1,\nMade-up zeppelins 4,perhaps,\nA paper of nobody,1,\n"
)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
        home = Home.create(tmp_path / "home", example_profile_text())
        home.add_area(Area("flight", "Flight", "zeppelins"))
        with open_desk(home.folder, begin=lambda _: None) as desk:
            desk.library.put([Paper(f"Made-up zeppelins {n}", pmid=str(n)) for n in range(1, 6)])
    serving = Serving(home.folder, tmp_path / "data")
    serving.start()
    yield serving
    serving.end()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.csv"
    path.write_text(THEIRS, "utf-8")
    return path


def said(serving: Serving) -> list[tuple[str, str]]:
    lines = (serving.home / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return sorted(
        (entry["object"], str(entry.get("verdict", entry["verb"]))) for entry in entries
        if entry.get("area") == "flight"
    )  # fmt: skip


def decide_first(visitor: Visitor) -> None:
    """Say of one paper that it is not relevant, which the file says it is."""
    page = visitor.go("/screen/flight?at=pmid%3A3")
    page.locator("#paper").wait_for(timeout=60_000)
    with page.expect_navigation():
        page.get_by_role("button", name="Not relevant", exact=True).click()


def see(page: Any) -> None:
    """Wait for the work to end, and see what the file says."""
    page.get_by_role("link", name="See what it says").click(timeout=60_000)


MINE = ("pmid:3", "not")


def test_verdicts_of_a_file_are_seen_chosen_taken_and_taken_back(
    visit: Visit, serving: Serving, file: Path
) -> None:
    visitor = visit()
    decide_first(visitor)
    page = visitor.page
    page.get_by_role("link", name="Bring in verdicts").click()
    page.get_by_label("A RIS file, or a table").set_input_files(file)
    page.get_by_role("button", name="See what it says").click()
    see(page)
    shown = page.locator("main").inner_text()
    for words in ("What theirs.csv says", "Nothing was taken yet", "A paper of nobody",
                  "'perhaps' cannot be understood"):  # fmt: skip
        assert words in shown.replace("’", "'"), words
    row = page.get_by_role("region", name="Other than yours").locator("tbody tr").inner_text()
    assert "not relevant" in row
    assert said(serving) == [MINE], "looking writes nothing"
    page.get_by_label("the file’s verdict is taken").check()
    page.get_by_role("button", name="Take them up").click()
    assert "3 verdicts taken" in page.get_by_role("status").inner_text()
    assert ("pmid:3", "relevant") in said(serving)
    page.reload()
    assert len(said(serving)) == 4, "a reload takes nothing twice"
    page.get_by_role("button", name="Undo", exact=True).click()
    assert "Taken back" in page.get_by_role("status").inner_text()
    page = visitor.go("/screen/flight")
    assert "1 of 5" in page.locator(".count-big").inner_text()


def test_it_is_done_by_keyboard_alone(visit: Visit, serving: Serving, file: Path) -> None:
    visitor = visit()
    decide_first(visitor)
    page = visitor.go("/screen/flight/verdicts")
    page.get_by_label("A RIS file, or a table").set_input_files(file)  # a dialogue of the system
    page.get_by_label("A RIS file, or a table").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="See what it says")
    link.wait_for(timeout=60_000)
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("my verdict stays").focus()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "1 of yours kept" in page.get_by_role("status").inner_text()
    assert said(serving) == [("pmid:1", "relevant"), ("pmid:2", "not"), MINE]


def test_without_scripts_it_is_taken_and_taken_back_another_day(
    visit: Visit, serving: Serving, file: Path
) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.go("/screen/flight/verdicts")
    page.get_by_label("A RIS file, or a table").set_input_files(file)
    page.get_by_role("button", name="See what it says").click()
    see(page)
    assert page.get_by_label("my verdict stays").count() == 0, "nothing to choose"
    page.get_by_role("button", name="Take them up").click()
    assert len(said(serving)) == 3
    serving.end()
    serving.start()
    other = visit(java_script_enabled=False)
    page = other.go("/screen/flight/verdicts")
    page.get_by_role("button", name="Take back theirs.csv").click()
    assert "Taken back" in page.get_by_role("status").inner_text()
    assert page.get_by_role("heading", name="Brought in before").count() == 0
    assert "screening undone" in {verdict for _, verdict in said(serving)}
