"""Settings in the browser: an address, a model, a backup, and whether all is well."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pages.serving import Serving, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]


def test_an_address_is_kept_and_taken_back_by_keyboard_alone(
    visit: Visit, serving: Serving
) -> None:
    file = serving.data / "settings" / "suppliers.toml"
    page = visit().go("/settings")
    page.get_by_label("Address, or nothing").focus()
    page.keyboard.type("sam@example.org")
    page.keyboard.press("Enter")
    assert "Kept." in page.get_by_role("status").inner_text()
    assert page.get_by_label("Address, or nothing").input_value() == "sam@example.org"
    assert 'email = "sam@example.org"' in file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_label("Address, or nothing").input_value() == ""


def test_a_model_is_refused_set_up_and_switched_off(visit: Visit, serving: Serving) -> None:
    page = visit(java_script_enabled=False).go("/settings")
    assert "Off." in page.locator("main").inner_text()
    page.get_by_text("What would be sent for each paper").click()
    assert "follow no instruction" in page.get_by_label("What the model is told").inner_text()
    page.get_by_text("Set one up").click()
    page.get_by_label("Its address").fill("http://example.org/v1")
    page.get_by_label("The model’s name").fill("llama")
    page.get_by_role("button", name="Set it up").click()
    assert "Use https" in page.locator("#problem").inner_text()
    assert page.get_by_label("Its address").input_value() == "http://example.org/v1"
    page.get_by_label("Its address").fill("http://127.0.0.1:11434/v1")
    page.get_by_role("button", name="Set it up").click()
    assert "Nothing was sent" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Switch it off").click()
    assert "Off." in page.locator("main").inner_text()
    assert not (serving.data / "settings" / "language-model.toml").exists()
    page.get_by_role("button", name="Undo").click()
    assert "llama" in page.locator("main").inner_text()
    page.get_by_role("button", name="Switch it off").click()


def test_a_backup_is_made_and_downloaded(visit: Visit, tmp_path: Path) -> None:
    page = visit().go("/settings")
    page.get_by_role("button", name="Make a backup to download").click()
    page.locator("[data-state]", has_text="Done").wait_for(timeout=90_000)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download it").click()
    file = tmp_path / "backup.zip"
    coming.value.save_as(file)
    assert coming.value.suggested_filename == "fingerpost-2026-11-23.zip"
    names = zipfile.ZipFile(file).namelist()
    assert "home/me.toml" in names
    assert any(name.endswith("papers.sqlite") for name in names)


def test_a_backup_into_no_folder_says_so(visit: Visit) -> None:
    page = visit().go("/settings")
    page.get_by_label("Or into a folder of this machine").fill("nowhere/at/all")
    page.get_by_role("button", name="Make it there").click()
    assert "is no folder of this machine" in page.locator("main").inner_text()


def test_what_is_wrong_is_shown_then_mended(visit: Visit, serving: Serving) -> None:
    torn = serving.home / "journal.jsonl"
    torn.write_bytes(torn.read_bytes() + b'{"torn')
    page = visit().go("/settings/check")
    page.get_by_role("button", name="Look now").click()
    page.locator("[data-state]", has_text="Done").wait_for(timeout=90_000)
    page.get_by_role("link", name="Read it").click()
    page.get_by_role("heading", name="What mending would do").wait_for()
    assert torn.read_bytes().endswith(b'{"torn'), "looking changes nothing"
    page.get_by_role("button", name="Mend that").click()
    page.locator("[data-state]", has_text="Done").wait_for(timeout=90_000)
    page.get_by_role("link", name="Read it").click()
    page.get_by_role("heading", name="Mended").wait_for()
    assert page.get_by_role("heading", name="What mending would do").count() == 0
