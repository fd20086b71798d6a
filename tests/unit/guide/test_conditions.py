"""Country, profession and conditions of a path of one's own, and mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.guide import Condition, home_guide, load_guide

PATH = """
id = "own-path"
name = "A path of our own"
summary = "For this test."
days = "Made up."
beside_note = "Not stated."
odds = "Not stated."
advantage = "None."
whom_to_ask = "nobody"
countries = ["DE", "AT"]
professions = ["nurse"]
seen_in = ["DE"]
entry = "A committee meets in May."
entry_months = [3, 14, "our guess"]
pay_drops = false
sources = [{ text = "Ourselves" }]
checked = 2026-11-23

[[requirement]]
axis = "other"
need = "must"
condition = "exam"
values = ["Abitur"]
text = "A school certificate."
sources = [{ text = "Ourselves" }]

[cheapest_test]
title = "Ask"
hours = [1, 2, "our guess"]
tells_no = "Nobody answers."
"""


def _home(folder: Path, text: str) -> Path:
    (folder / "guide" / "paths").mkdir(parents=True)
    (folder / "guide" / "paths" / "own-path.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_path_of_ones_own_may_name_countries_professions_and_conditions(tmp_path: Path) -> None:
    guide = home_guide(_home(tmp_path, PATH))
    assert guide.problems == ()
    path = guide.path("own-path")
    assert (path.countries, path.professions, path.seen_in) == (("DE", "AT"), ("nurse",), ("DE",))
    assert path.requirements[0].condition is Condition.EXAM
    assert path.requirements[0].values == ("Abitur",)
    assert path.entry_months is not None
    assert path.entry_months.high == 14


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["DE", "AT"]', '["Germany"]', "no country code such as GB"),
        ('condition = "exam"', 'condition = "exma"', "Did you mean 'exam'?"),
        ('condition = "exam"', 'condition = "exam"\nskill = "statistics"', "not both"),
        ("pay_drops = false", 'pay_drops = "no"', "true or false"),
    ],
)
def test_a_mistake_in_them_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PATH
    guide = home_guide(_home(tmp_path, PATH.replace(old, new)))
    assert said in " ".join(problem.sentence() for problem in guide.problems)


def test_what_is_british_says_so() -> None:
    fellow = load_guide().path("clinical-ai-fellow")
    assert fellow.countries == ("GB",)
    assert "abroad" in fellow.abroad
    assert "2025" in fellow.entry
