"""Plan: steps ticked, dated, noted and taken back with the mouse, the keyboard and no scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]
MORE = "What shows it, a last day, a note"


def said(page: Any) -> str:
    return str(page.get_by_role("status").inner_text())


def plan_md(serving: Serving) -> str:
    return (serving.home / "plan.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def as_before(serving: Serving) -> Iterator[None]:
    """Each test finds the plan as the demonstration has it."""
    files = [serving.home / name for name in ("plan.md", "plan.json", "journal.jsonl")]
    before = [file.read_bytes() for file in files]
    yield
    for file, content in zip(files, before, strict=True):
        file.write_bytes(content)


def test_the_page_has_the_test_the_picture_and_every_step(visit: Visit, serving: Serving) -> None:
    page = visit().go("/plan")
    headings = page.locator("h2").all_inner_texts()
    assert headings[0] == "First: one four-week test"
    assert headings.index("The calendar comes first") < headings.index("Every step")
    boxes = re.findall(r"^- \[ \] ", plan_md(serving), re.MULTILINE)
    steps = page.locator("section:has(> #steps) ul.todo > li")
    assert steps.count() == len(boxes)
    picture = page.locator("svg.timeline")
    assert picture.locator("g").count() == len(boxes)
    bar = picture.locator("rect.learn").first
    style = bar.evaluate("one => getComputedStyle(one).fill")
    assert style == "rgb(42, 111, 176)", "its colours are those of the page"
    text = page.locator("main").inner_text()
    assert "fingerpost " not in text
    assert "me.toml" not in text


def test_months_that_are_far_are_folded_open_by_keyboard_and_in_print(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("/plan")
    months = page.locator("section:has(> #steps) h3").all_inner_texts()
    assert months[:2] == ["From November 2026", "From December 2026"]
    folded = page.locator("details.far")
    assert folded.locator("h3").all_inner_texts() == months[2:]
    assert re.search(
        r"\d+ steps?, [\d.]+ hours?", folded.first.locator(":scope > summary").inner_text()
    )
    step = folded.first.locator("ul.todo > li").first
    assert not step.is_visible()
    page.emulate_media(media="print")
    assert step.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
    page.emulate_media(media="screen")
    folded.first.locator(":scope > summary").focus()
    page.keyboard.press("Enter")
    assert step.is_visible()


def test_a_step_is_done_with_what_shows_it_and_taken_back(visit: Visit, serving: Serving) -> None:
    page = visit().go("/plan")
    step = page.locator("section:has(> #steps) ul.todo > li").first
    title = step.locator(".what").inner_text()
    step.get_by_text(MORE).click()
    step.get_by_label("It is done; what shows it").fill("an e-mail of 23 November")
    step.get_by_role("button", name="Done, with what shows it").click()
    assert "Marked as done." in said(page)
    assert "Shown by: an e-mail of 23 November" in page.locator("#done + ul").inner_text()
    assert title in page.locator("#done + ul").inner_text()
    assert plan_md(serving).count("- [x] ") == 1
    page.get_by_role("button", name="Undo").click()
    assert "Taken back." in said(page)
    assert plan_md(serving).count("- [x] ") == 0
    assert page.locator("#done").count() == 0


def test_a_note_stays_with_its_step_when_planned_again(visit: Visit, serving: Serving) -> None:
    page = visit().go("/plan")
    steps = page.locator("section:has(> #steps) ul.todo > li")
    step = steps.filter(has_text="Learn Machine-learning").first
    name = step.get_attribute("id")
    step.get_by_text(MORE).click()
    step.get_by_label("My note").fill("Ask Dr Lee.\n<b>She knows</b> <!-- /fingerpost:plan -->")
    step.get_by_role("button", name="Keep the note").click()
    assert "Your note is kept." in said(page)
    note = page.locator(f"li#{name} blockquote")
    assert "<b>She knows</b>" in note.inner_text(), "words, not marks"
    page.get_by_role("button", name="It was missed").click()
    assert "counts as missed" in said(page)
    page.get_by_role("button", name="Plan again", exact=True).click()
    page.wait_for_url("**/plan?said=again")
    assert re.search(r"Planned again\. \d+ steps? ha(s|ve) other dates", said(page))
    assert "moves from" in page.locator("#moved + ul").inner_text()
    assert "Ask Dr Lee." in page.locator(f"li#{name} blockquote").inner_text()
    assert "  > Ask Dr Lee." in plan_md(serving)


def test_a_last_day_that_cannot_be_met_is_told_with_the_smallest_change(visit: Visit) -> None:
    page = visit().go("/plan")
    step = (
        page.locator("section:has(> #steps) ul.todo > li")
        .filter(has_text="Learn Machine-learning")
        .first
    )
    step.get_by_text(MORE).click()
    step.get_by_label("It must be done by").fill("2026-11-24")
    step.get_by_role("button", name="Keep the last day").click()
    assert "The last day is kept." in said(page)
    assert "is to be done by Tue 24 Nov 2026" in page.locator("main").inner_text()
    page.get_by_role("button", name="Plan again", exact=True).click()
    page.wait_for_url("**/plan?said=again")
    late = page.locator("#late + ul").inner_text()
    assert "cannot be done by Tue 24 Nov 2026" in late
    assert "The smallest change that helps" in late
    assert "This cannot be done as it stands." in page.locator(".cannot").inner_text()
    assert "fingerpost " not in page.locator("main").inner_text()


def test_weeks_are_kept_free_and_given_back(visit: Visit) -> None:
    page = visit().go("/plan")
    page.get_by_label("First day").fill("2026-12-21")
    page.get_by_label("Last day", exact=True).fill("2026-12-20")
    page.get_by_label("What for").fill("on call")
    page.get_by_role("button", name="Keep these weeks free").click()
    assert "turn them round" in page.locator("main").inner_text(), "told, and nothing kept"
    page = visit().go("/plan")
    page.get_by_label("First day").fill("2026-12-21")
    page.get_by_label("Last day", exact=True).fill("2027-01-03")
    page.get_by_label("What for").fill("on call")
    page.get_by_role("button", name="Keep these weeks free").click()
    assert "Nothing will be planned in these weeks" in said(page)
    word = page.locator("#weeks ~ ul.todo > li").first
    assert "No time from Mon 21 Dec 2026 to Sun 3 Jan 2027. on call" in word.inner_text()
    word.get_by_role("button", name="Take back").click()
    assert "Taken back." in said(page)
    assert page.locator("#weeks ~ ul.todo").count() == 0


def test_everything_is_done_by_keyboard_and_without_scripts(visit: Visit, serving: Serving) -> None:
    page = visit(java_script_enabled=False).go("/plan")
    opener = page.locator("section:has(> #steps) ul.todo > li").first.locator("summary")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("seen by my trainer")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Marked as done.").wait_for()
    assert "Shown by: seen by my trainer" in page.locator("main").inner_text()
    undo = page.get_by_role("button", name="Undo")
    undo.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Taken back.").wait_for()
    assert plan_md(serving).count("- [x] ") == 0


def test_planning_again_is_taken_back(visit: Visit, serving: Serving) -> None:
    page = visit().go("/plan")
    page.get_by_role("button", name="It was missed").click()
    before = plan_md(serving)
    page.get_by_role("button", name="Plan again", exact=True).click()
    page.wait_for_url("**/plan?said=again")
    assert plan_md(serving) != before
    page.get_by_role("button", name="Undo").click()
    assert "The plan is as it was before" in said(page)
    assert plan_md(serving) == before
    assert "plan again to take it in" in page.locator(".aside").inner_text()


def test_the_plan_can_be_taken(visit: Visit, serving: Serving) -> None:
    visitor = visit()
    visitor.go("/plan")
    begins = {
        "plan.ics": "BEGIN:VCALENDAR", "plan.svg": "<svg ", "plan.md": "<!-- fingerpost:plan",
    }  # fmt: skip
    for name, beginning in begins.items():
        answer = visitor.context.request.get(f"{serving.base}/plan/{name}")
        assert answer.status == 200
        assert answer.text().startswith(beginning)
        assert f'filename="{name}"' in answer.headers["content-disposition"]
    assert visitor.context.request.get(f"{serving.base}/plan/plan.json").status == 404


def test_planning_waits_for_areas_that_changed_and_says_so(visit: Visit) -> None:
    page = visit().go("/areas")
    page.get_by_label("What is it about? A question will do.").fill("Pressure ulcers on wards")
    page.get_by_role("button", name="Add it").click()
    page = visit().go("/plan")
    assert (
        "1 area must be looked into first (Pressure ulcers on wards)"
        in page.locator(".aside").inner_text()
    )
    page.get_by_role("button", name="Plan again", exact=True).click()
    page.wait_for_url("**/jobs/*")
    page.get_by_text("Done", exact=True).wait_for()
    page.get_by_role("link", name="To the plan").click()
    assert "Planned again." in said(page)
    assert "must be looked into" not in page.locator(".aside").inner_text()
    page = visit().go("/areas")
    page.get_by_role("button", name="Drop: Pressure ulcers on wards").click()
