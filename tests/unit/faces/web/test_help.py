"""Help: every page of the app is named there, and every word of the glossary stands on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.desk import open_desk
from fingerpost.faces.web.app import ROUTES
from fingerpost.faces.web.frame import SECTIONS
from fingerpost.faces.web.helping import FOR, MORE, help_page
from fingerpost.guide import example_profile_text
from fingerpost.guide.glossary import glossary
from fingerpost.home import Home


def test_help_names_every_section_and_leads_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    with open_desk(home.folder) as desk:
        page = help_page(desk)
    named = [address for address, _, _ in page.pages]
    assert {address for address, _ in SECTIONS} <= set(named)
    assert len(named) == len(set(named))
    known = {route.path for route in ROUTES}
    assert all(said for _, _, said in page.pages)
    assert {*FOR, *(address for address, _, _ in MORE)} <= known
    assert page.words == glossary()
    assert str(tmp_path / "home") == page.home
