"""The style sheet holds no rule for what no page has, and pages hold no style of their own."""

from __future__ import annotations

import re
from pathlib import Path

import fingerpost

ROOT = Path(fingerpost.__file__).parent
WEB = ROOT / "faces" / "web"


def test_every_name_of_the_style_sheet_stands_on_a_page() -> None:
    """A rule whose class is gone from every template, script and module would be dead."""
    sheet = re.sub(
        r"/\*.*?\*/", "", (WEB / "static" / "web.css").read_text("utf-8"), flags=re.DOTALL
    )
    selectors = " ".join(re.findall(r"([^{}]+)\{", sheet))
    names = set(re.findall(r"[.#]([a-zA-Z][\w-]*)", re.sub(r"\[[^\]]*\]", "", selectors)))
    assert len(names) > 100
    folders = (WEB, ROOT / "dives", ROOT / "plan")
    pages = "\n".join(
        path.read_text("utf-8")
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in (".html", ".js", ".py")
    )
    words = set(re.findall(r"[\w-]+", pages))
    assert names - words == set()


def test_pages_hold_no_style_and_no_script_of_their_own() -> None:
    """The policy of the app would refuse both, and the page would look broken."""
    for path in (WEB / "templates").glob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style", text), path.name
        assert "<script>" not in text, path.name


def test_a_day_is_said_in_one_form() -> None:
    from fingerpost.faces.web.plainly import when

    assert when("2026-11-23") == "Mon 23 Nov 2026"
    assert when("kept by hand") == "kept by hand"
