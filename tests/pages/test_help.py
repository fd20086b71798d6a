"""Help in the browser: reached from every page, searched without scripts, and the app ended."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor
from tests.pages.test_every_page import PAGES

from fingerpost.guide.glossary import glossary

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]


def test_every_page_leads_to_help_and_all_of_it_stands_there(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False)
    for path in PAGES:
        page = visitor.go(path)
        assert page.locator(".bar a[href='/help']").count() == 1
    text = visitor.go("/help").locator("main").inner_text()
    assert all(word.plain in text for word in glossary()), "found by the browser's own search"


def test_its_links_lead_somewhere(visit: Visit, serving: Serving) -> None:
    visitor = visit()
    page = visitor.go("/help")
    links = {link.get_attribute("href") for link in page.locator("main a").all()}
    for href in links:
        if href.startswith("#"):
            assert page.locator(href).count() == 1, href
        else:
            address, _, part = href.partition("#")
            answer = visitor.context.request.get(serving.base + address)
            assert answer.status == 200, href
            assert not part or f'id="{part}"' in answer.text(), href


def test_the_app_is_ended_from_its_page_by_keyboard(
    browser: Any, demo: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copytree(demo["home"], tmp_path / "home")
    shutil.copytree(demo["data"], tmp_path / "data")
    serving = Serving(tmp_path / "home", tmp_path / "data")
    serving.start()
    page = browser.new_page()
    page.goto(serving.address)
    page.goto(f"{serving.base}/help")
    page.get_by_role("button", name="End Fingerpost").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Fingerpost has ended").wait_for()
    assert serving.running.wait(timeout=30) == 0
    _, wrong = serving.running.communicate(timeout=10)
    assert "Traceback" not in wrong, wrong
    page.close()
