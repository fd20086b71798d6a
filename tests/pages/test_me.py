"""Answering about oneself in the browser: sheets, wrong answers, Undo; by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.pages.serving import Serving, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]


@pytest.fixture(autouse=True)
def as_before(serving: Serving) -> Iterator[None]:
    """Leave me.toml as it was."""
    file = serving.home / "me.toml"
    before = file.read_bytes()
    yield
    file.write_bytes(before)


def test_a_sheet_is_answered_and_taken_back(visit: Visit, serving: Serving) -> None:
    file = serving.home / "me.toml"
    before = file.read_text(encoding="utf-8")
    page = visit().go("/me")
    page.get_by_role("link", name="Time and means").click()
    page.get_by_role("textbox", name="Hours a week").fill("7")
    page.get_by_label("A day of week 1").fill("2026-12-24")
    page.get_by_role("button", name="Keep and go on").click()
    assert "Skills: medicine" in page.locator("h1").inner_text()
    assert "Kept." in page.get_by_role("status").inner_text()
    text = file.read_text(encoding="utf-8")
    assert "hours_per_week = 7 " in text
    assert "lost_weeks = [2026-12-24]" in text
    notes = [line for line in before.splitlines() if line.startswith("#")]
    assert [line for line in text.splitlines() if line.startswith("#")] == notes
    page.get_by_role("button", name="Undo").click()
    assert file.read_text(encoding="utf-8") == before


def test_a_wrong_answer_is_told_beside_it_and_nothing_typed_is_lost(
    visit: Visit, serving: Serving
) -> None:
    file = serving.home / "me.toml"
    before = file.read_bytes()
    page = visit(java_script_enabled=False).go("/me/answers/time")
    page.get_by_role("textbox", name="Hours a week").fill("200")
    page.get_by_role("textbox", name="What your rota").fill("two evenings, after nights none")
    page.get_by_role("button", name="Keep and stop here").click()
    field = page.get_by_role("textbox", name="Hours a week")
    assert field.input_value() == "200"
    assert field.get_attribute("aria-invalid") == "true"
    assert "up to 80" in page.locator("#hours_per_week-wrong").inner_text()
    assert (
        page.get_by_role("textbox", name="What your rota").input_value()
        == "two evenings, after nights none"
    )
    assert "now says" not in page.locator("main").inner_text(), "nobody else changed it"
    assert file.read_bytes() == before
    field.fill("9")
    page.get_by_role("button", name="Keep and stop here").click()
    assert "Kept." in page.get_by_role("status").inner_text()
    assert "two evenings" in file.read_text(encoding="utf-8")


def test_a_file_changed_meanwhile_is_told_and_both_are_shown(
    visit: Visit, serving: Serving
) -> None:
    file = serving.home / "me.toml"
    page = visit().go("/me/answers/time")
    changed = file.read_text(encoding="utf-8").replace("hours_per_week = 5 ", "hours_per_week = 3 ")
    file.write_text(changed, encoding="utf-8")
    page.get_by_role("textbox", name="Hours a week").fill("8")
    page.get_by_role("button", name="Keep and stop here").click()
    assert "changed elsewhere" in page.get_by_role("alert").inner_text()
    assert "It now says: 3" in page.locator("#hours_per_week").inner_text()
    assert page.get_by_role("textbox", name="Hours a week").input_value() == "8"
    assert file.read_text(encoding="utf-8") == changed
    page.get_by_role("button", name="Keep and stop here").click()
    assert "hours_per_week = 8 " in file.read_text(encoding="utf-8")


def test_a_sheet_with_choices_that_is_kept_as_it_was_changes_nothing(
    visit: Visit, serving: Serving
) -> None:
    before = (serving.home / "me.toml").read_bytes()
    for sheet in ("matters", "machine-learning", "other"):
        page = visit().go(f"/me/answers/{sheet}")
        page.get_by_role("button", name="Keep").first.click()
        assert "Nothing was changed." in page.get_by_role("status").inner_text()
    assert (serving.home / "me.toml").read_bytes() == before


def test_a_skill_is_answered_by_keyboard_alone(visit: Visit, serving: Serving) -> None:
    page = visit().go("/me/answers/medicine")
    skill = page.locator("details.skill").first
    name = skill.get_attribute("id")
    skill.locator("summary").focus()
    if skill.get_attribute("open") is None:
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    for _ in range(7):
        if page.evaluate("document.activeElement.value") == "2":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Taught it twice")
    page.keyboard.press("Enter")
    assert "Kept." in page.get_by_role("status").inner_text()
    text = (serving.home / "me.toml").read_text(encoding="utf-8")
    assert f"[skills.{name}]" in text
    assert 'level = 2\nevidence = "Taught it twice"' in text


def test_the_example_makes_room_for_a_person_and_comes_back(visit: Visit, serving: Serving) -> None:
    file = serving.home / "me.toml"
    before = file.read_bytes()
    page = visit().go("/me")
    page.get_by_role("button", name="Begin with empty sheets").click()
    assert "The example is gone" in page.get_by_role("status").inner_text()
    assert page.get_by_role("button", name="Begin with empty sheets").count() == 0
    assert "0 of 6 answered" in page.locator(".sheets").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_read_leads_to_the_editor(visit: Visit, serving: Serving) -> None:
    file = serving.home / "me.toml"
    file.write_text("profession = doctor\n", encoding="utf-8")
    page = visit().go("/me")
    assert "line 1" in page.locator("#problem").inner_text()
    page.get_by_role("link", name="Open it as a file").click()
    assert page.get_by_label("About me").input_value() == "profession = doctor\n"
