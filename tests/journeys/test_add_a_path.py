"""Somebody who thinks that we missed an option follows CONTRIBUTING.md, word by word."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from fingerpost.faces.cli.main import fingerpost
from fingerpost.guide import example_profile_text, home_guide
from fingerpost.home import Home

PAGE = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _block(language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"one block of {language} is expected"
    return str(found[0])


def test_the_path_of_the_page_is_added_shown_and_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("FINGERPOST_HOME", raising=False)
    home = Home.create(tmp_path / "home", example_profile_text())
    monkeypatch.chdir(home.folder)
    named = re.search(r"it is `(guide/paths/([a-z-]+)\.toml)`", PAGE)
    assert named is not None
    file = home.folder / named[1]
    file.parent.mkdir(parents=True)
    file.write_text(_block("toml"), encoding="utf-8")
    guide = home_guide(home.folder)
    assert guide.problems == ()
    assert guide.path(named[2]).origin == "added by you"
    printed = ""
    for line in _block("sh").splitlines():
        program, *arguments = shlex.split(line)
        assert program == "fingerpost"
        done = CliRunner().invoke(fingerpost, arguments)
        assert done.exit_code == 0, done.output
        printed += done.output
    assert "All is well." in printed
    assert "[added by you]" in printed
    assert guide.path(named[2]).name in printed


def test_a_mistake_in_it_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "guide" / "paths" / "example-educator.toml"
    file.parent.mkdir(parents=True)
    text = _block("toml").replace('need = "must"', 'need = "most"')
    file.write_text(text, encoding="utf-8")
    line = text.splitlines().index('need = "most"') + 1
    (problem,) = home_guide(tmp_path).problems
    assert problem.sentence().startswith(f"{file}, line {line}: 'most' is no need.")
    assert "Did you mean 'must'?" in problem.reason
