"""What docs/python.md shows is run as it stands, on a home and an export of our own making."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fingerpost
from fingerpost.home import Home

PAGE = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
EXPORT = """PMID- 4711
TI  - Early warning of sepsis by a random forest.
AB  - We developed a random forest to predict sepsis in 1,204 patients.
DP  - 2024 Mar
FAU - Okoro, Ada

PMID- not a number
AB  - A record without a title.
DP  - 2024
"""


def test_the_example_runs_and_prints_papers_problems_and_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    Home.create(tmp_path / "fingerpost", 'profession = "doctor"\nhours_per_week = 4\n')
    (tmp_path / "pubmed-sepsis.txt").write_text(EXPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "docs/python.md", "exec"), {})
    said = capsys.readouterr().out.splitlines()
    assert any("pubmed-sepsis.txt" in line for line in said)
    assert "1 papers" in said
    assert "pmid:4711 Early warning of sepsis by a random forest. development" in said
    assert any(line.startswith("founder ") for line in said)
    assert float(said[-1]) == 4


def test_the_page_names_every_public_name() -> None:
    rows = set(re.findall(r"^\| `(\w+)", PAGE, re.MULTILINE))
    assert rows == set(fingerpost.__all__)
