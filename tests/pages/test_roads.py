"""The whole road in the browser: from an empty home to a plan, by mouse and by keyboard, and on
through another day, and through the machine going off in the middle of an import."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor
from tests.pages.test_journeys import bring, ended, medline, record

from fingerpost.guide import load_guide
from fingerpost.home import Home
from fingerpost.home.profile_text import profile_template

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("roads")]
Visit = Callable[..., Visitor]
ADA = """\
name = "Ada Okoro"
profession = "nurse"
hours_per_week = 4
question = "Can falls on the ward be foreseen?"
"""
PRESSES = 250


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """A new home in which nothing was said, as it is when every question was skipped."""
    guide = load_guide()
    nothing = profile_template(
        {skill.id: skill.name for skill in guide.skills},
        {path.id: path.name for path in guide.paths},
    )
    home = Home.create(tmp_path / "home", nothing)
    serving = Serving(home.folder, tmp_path / "data")
    serving.start()
    yield serving
    serving.end()


def library_of(serving: Serving) -> Path:
    return serving.data / "libraries" / Home.open(serving.home).id


def falls(count: int) -> bytes:
    """Made-up papers on falls, with abstracts."""
    return "\n".join(
        record(n, f"A made-up prediction model {n} for falls on the ward") for n in range(count)
    ).encode()


def main_text(page: Any) -> str:
    return str(page.locator("main").inner_text())


def follow(page: Any, name: str) -> None:
    """Follow a link of the navigation."""
    page.locator(".bar").get_by_role("link", name=name, exact=True).click()


def open_profile_as_text(page: Any) -> Any:
    """Open me.toml, on the page Me or one that it leads to, and return its field."""
    follow(page, "Me")
    if not page.get_by_label("About me").count():
        page.get_by_role("link", name=re.compile("as a file")).last.click()
    return page.get_by_label("About me")


def test_from_nothing_to_a_plan_and_back_tomorrow(visit: Visit, serving: Serving) -> None:
    page = visit().page
    assert "0 papers" in main_text(page)
    assert "No area yet." in main_text(page)
    open_profile_as_text(page).fill(ADA)
    page.get_by_role("button", name="Check and keep").click()
    assert "Kept." in page.get_by_role("status").inner_text()
    follow(page, "Paths")
    assert "example" not in main_text(page), "it is judged for Ada, and for nobody invented"
    page.locator("tbody th a").first.click()
    assert page.locator("h1").inner_text()
    follow(page, "Areas")
    page.get_by_label("What is it about?").fill("falls on the ward")
    page.get_by_role("button", name="Add it").click()
    assert "Added." in page.get_by_role("status").inner_text()
    bring(page, serving, ("falls.nbib", falls(45)))
    ended(page, "Done")
    assert "45 papers read: 45 new" in page.locator("[data-said]").inner_text()
    follow(page, "Library")
    page.get_by_role("searchbox").fill("falls")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=falls**")
    assert page.locator("#found").inner_text().startswith("45 papers")
    follow(page, "Today")
    assert "For Ada Okoro" in main_text(page)
    page.get_by_role("button", name="Make my signpost").click()
    page.wait_for_url("**/jobs/*")
    ended(page, "Done")
    page.get_by_role("link", name="Read it").click()
    page.frame_locator("iframe").get_by_role("heading", name="Which way, and how far").wait_for()
    follow(page, "Today")
    done = page.locator(".todo .what").first.inner_text()
    page.get_by_role("button", name=re.compile("^Done: ")).first.click()
    assert "Marked as done." in page.get_by_role("status").inner_text()

    serving.end()
    serving.today = "2026-11-24"
    serving.start()
    page = visit().page
    text = main_text(page)
    assert "Tue 24 Nov 2026" in text
    assert "45 papers" in text
    assert done not in page.locator(".todo").first.inner_text(), "what was done stays done"
    page.locator("summary", has_text="Done lately").click()
    assert done in main_text(page)
    follow(page, "Reports")
    assert page.locator("main a[href*='/signposts/2026-11-23']").count() == 1


def tab_to(page: Any, wanted: str) -> None:
    """Press Tab until what has this name is focused."""
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const one = document.activeElement;
                const label = one.labels && one.labels.length ? one.labels[0].innerText : "";
                return (one.getAttribute("aria-label") || label || one.innerText || "").trim() }"""
        )
        if re.fullmatch(wanted, name, re.DOTALL):
            seen = page.evaluate(
                """() => { const style = getComputedStyle(document.activeElement);
                    return style.outlineStyle !== "none" || style.boxShadow !== "none" }"""
            )
            assert seen, f"one sees that {name!r} is focused"
            return
    raise AssertionError(f"Tab never reaches {wanted!r} on {page.url}")


def enter(page: Any, wanted: str, leads: str) -> None:
    """Go to something by Tab, press Enter, and wait for where it leads."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(leads)


def test_the_main_road_by_keyboard_alone(visit: Visit) -> None:
    page = visit().page
    enter(page, "Areas", "**/areas")
    tab_to(page, r"What is it about\?.*")
    page.keyboard.type("falls on the ward")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=added**")
    enter(page, "Library", "**/library")
    enter(page, "Bring papers in", "**/library/import")
    tab_to(page, "Drop files here, or choose them")
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    file = {"name": "falls.nbib", "mimeType": "text/plain", "buffer": falls(40)}
    chosen.value.set_files([file])
    enter(page, "Bring them in", "**/jobs/*")
    ended(page, "Done")
    enter(page, "To the library", "**/library")
    tab_to(page, r"Search .*\d papers.*")
    page.keyboard.type("falls")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=falls**")
    enter(page, "A made-up prediction model.*", "**/library/paper**")
    enter(page, "Today", "**/")
    enter(page, "Make my signpost", "**/jobs/*")
    ended(page, "Done")
    enter(page, "Read it", "**/reports/**")
    enter(page, "Today", "**/")
    enter(page, "Done: .*", "**said=done**")
    enter(page, "Undo", "**said=back**")
    enter(page, "Paths", "**/paths")
    for _ in range(2):
        tab_to(page, "Compare .*")
        page.keyboard.press("Space")
    enter(page, "Compare the two.*", "**/paths/compare**")
    assert page.locator("thead th").count() == 3


def test_two_tabs_on_one_home_never_lose_what_the_other_did(visit: Visit, serving: Serving) -> None:
    visitor = visit()
    one, two = visitor.page, visitor.tab()
    for tab, title in ((one, "falls on the ward"), (two, "delirium at night")):
        tab.goto(f"{serving.base}/areas")
        tab.get_by_label("What is it about?").fill(title)
    for tab in (one, two):
        tab.get_by_role("button", name="Add it").click()
        assert "Added." in tab.get_by_role("status").inner_text()
    assert "falls on the ward" in main_text(two)
    assert "delirium at night" in main_text(two)
    for tab in (one, two):
        open_profile_as_text(tab)
    one.get_by_label("About me").fill(ADA)
    one.get_by_role("button", name="Check and keep").click()
    two.get_by_label("About me").fill(ADA.replace("Ada", "Bo"))
    two.get_by_role("button", name="Check and keep").click()
    assert "was changed since it was read" in main_text(two)
    assert "Ada Okoro" in (serving.home / "me.toml").read_text(encoding="utf-8")
    assert "Bo Okoro" in two.get_by_label("About me").input_value(), "what was written stays"


def worker(serving: Serving) -> int:
    """Return the process that works, once it reads papers."""
    for _ in range(600):
        for state in library_of(serving).glob("work/*/state.json"):
            note = state.parent / "papers.writer"
            if json.loads(state.read_text())["count"] and note.exists():
                return int(json.loads(note.read_text())["process"])
        time.sleep(0.05)
    raise AssertionError("no job ever began to read")


def test_the_machine_goes_off_in_the_middle_of_an_import(visit: Visit, serving: Serving) -> None:
    page = visit().page
    bring(page, serving, ("many.nbib", medline(30_000, 10_000)))
    path = page.url.removeprefix(serving.base)
    page.goto("about:blank")
    os.kill(worker(serving), signal.SIGKILL)
    serving.end(signal.SIGKILL)
    serving.start()
    page = visit().go(path)
    assert "Cut off" in page.locator("[data-state]").inner_text()
    page.get_by_role("button", name="Try again").click()
    ended(page, "Done")
    said = page.locator("[data-said]").inner_text()
    assert said.startswith("30,000 papers read:")
    new, known = (
        int(re.search(rf"([\d,]+) {word}", said)[1].replace(",", ""))  # type: ignore[index]
        for word in ("new", "known already")
    )
    assert new + known == 30_000
    page.get_by_role("link", name="To the library").click()
    assert "30,000 papers" in page.locator("label[for=q]").inner_text(), "each once"
