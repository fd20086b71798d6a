"""A mistake in a guide file is named with file, line and what is allowed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fingerpost.errors import GuideError
from fingerpost.guide import read_guide
from fingerpost.guide.load import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "guide"))


def _change(file: Path, old: str, new: str) -> int:
    """Replace the first occurrence and return its line."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def _error(folder: Path) -> GuideError:
    with pytest.raises(GuideError) as caught:
        read_guide(folder)
    return caught.value


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("skills.toml", 'axis = "medicine"', 'axis = "medecine"', "Did you mean 'medicine'?"),
        ("skills.toml", "by_hours_to = 1", "by_hour_to = 1", "Did you mean 'by_hours_to'?"),
        ("skills.toml", "{ programming = 1 }", "{ progamming = 1 }", "'programming'"),
        ("skills.toml", "{ programming = 1 }", "{ programming = 7 }", "0, 1, 2, 3 or 4"),
        ("paths/founder.toml", "level = 3", "level = 5", "0, 1, 2, 3 or 4"),
        ("paths/founder.toml", 'skill = "both-worlds"', 'skill = "both-words"', "'both-worlds'"),
        ("paths/founder.toml", 'need = "should"', 'need = "shall"', "depends, must, nice"),
        ("paths/founder.toml", 'id = "founder"', 'id = "founding"', "must be 'founder'"),
        ("paths/founder.toml", 'sources = ["career"]', 'sources = ["carreer"]', "'career'"),
        ("resources.toml", '"sourced"]', '"sure"]', "community estimate"),
        ("resources.toml", "from_level = 1", "from_level = 4", "above"),
        ("projects.toml", '"clinical-researcher"', '"researcher"', "clinical-researcher"),
        ("criteria.toml", "weight = 1.0", "weight = 0", "above 0"),
        ("criteria.toml", "checked = 2026-11-23", 'checked = "today"', "2026-11-23"),
        ("programmes.toml", 'kind = "fellowship"', 'kind = "felowship"', "'fellowship'"),
        ("programmes.toml", '["GB"]', '["UK of GB"]', "country code such as GB"),
        ("programmes.toml", '[12, 12, "sourced"]', '[12, 6, "sourced"]', "the least first"),
        ("programmes.toml", '["clinical-ai-fellow",', '["fellow",', "'fellow' is no paths"),
        ("programmes.toml", 'cycle = "', 'gives = { deep = 1 }\ncycle = "', "'deep' is no gives"),
        ("opportunities.toml", 'closes = "12-15"', "", "'closes' is missing"),
        ("opportunities.toml", 'closes = "12-15"', 'closes = "15/12"', 'every year "11-23"'),
        ("opportunities.toml", 'closes = "12-15"', 'closes = "02-30"', "no such day"),
        ("opportunities.toml", 'closes = "12-15"', "closes = 2025-12-15", "both have a year"),
        ("opportunities.toml", "confirmed = 2025", 'confirmed = "2025"', "a year such as 2026"),
        ("opportunities.toml", 'what_for = "a reply"', 'for = "a reply"', "'what_for' is missing"),
        ("opportunities.toml", 'programme = "nhs', 'programme = "hns', "Did you mean 'nhs"),
        (
            "opportunities.toml",
            'kind = "wait"',
            'kind = "wait"\ncloses = "01"',
            "no day of its own",
        ),
        ("example_areas.toml", "name = ", "nam = ", "'name' is missing"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    line = _change(folder / file, old, new)
    error = _error(folder)
    assert error.path == file
    assert error.line is not None
    assert abs(error.line - line) <= 7
    assert said in error.reason


def test_a_syntax_error_is_named_with_its_line(folder: Path) -> None:
    line = _change(folder / "skills.toml", "by_hours_to = 1", "by_hours_to = = 1")
    error = _error(folder)
    assert (error.path, error.line) == ("skills.toml", line)


def test_a_skill_may_not_need_itself(folder: Path) -> None:
    _change(
        folder / "skills.toml",
        'sources = ["six-steps", "self-learning-guide", "our-wording"]',
        'prerequisites = { deep-learning = 2 }\nsources = ["six-steps"]',
    )
    assert "needs itself first" in _error(folder).reason


def test_an_id_may_not_stand_twice(folder: Path) -> None:
    line = _change(folder / "resources.toml", 'id = "islp"', 'id = "cs50p"')
    error = _error(folder)
    assert "twice" in error.reason
    assert error.line is not None
    assert error.line >= line


def test_a_must_needs_a_level(folder: Path) -> None:
    _change(folder / "paths/founder.toml", "level = 3\n", "")
    assert 'need = "depends"' in _error(folder).reason


def test_a_next_road_is_a_path_or_words(folder: Path) -> None:
    file = folder / "paths/founder.toml"
    line = next(row for row in file.read_text("utf-8").splitlines() if row.startswith("next_"))
    _change(file, line, 'next_roads = ["consulting", "back to work"]')
    assert read_guide(folder).path("founder").next_roads == ("consulting", "back to work")
    _change(file, '"consulting", "back', '"consultng", "back')
    error = _error(folder)
    number = (
        file.read_text("utf-8").splitlines().index('next_roads = ["consultng", "back to work"]')
    )
    assert (error.line, "Did you mean 'consulting'?" in error.reason) == (number + 1, True)


def test_costs_may_stand_apart_and_are_joined(folder: Path) -> None:
    file = folder / "paths/consulting.toml"
    line = next(row for row in file.read_text("utf-8").splitlines() if row.startswith("cost ="))
    _change(file, line, 'cost_pay = "Less at first."\ncost_money = "Fees of a degree"')
    path = read_guide(folder).path("consulting")
    assert (path.cost_pay, path.cost_time) == ("Less at first.", "not stated")
    assert path.cost == "Pay: Less at first; training time: not stated; money: Fees of a degree."


def test_evidence_has_five_sentences(folder: Path) -> None:
    _change(folder / "skills.toml", '  "Nothing yet.",\n', "")
    assert "it must have five" in _error(folder).reason


def test_a_missing_file_is_a_sentence(folder: Path) -> None:
    (folder / "criteria.toml").unlink()
    assert "cannot be read" in _error(folder).reason


def test_a_path_may_be_added_as_one_file_with_its_own_source(folder: Path) -> None:
    text = (folder / "paths/founder.toml").read_text(encoding="utf-8")
    text = text.replace('id = "founder"', 'id = "ward-educator"', 1).replace(
        'sources = ["career", "cep-faq", "cep-2022"]',
        'sources = [{ text = "A page", dated = "2026" }]',
        1,
    )
    (folder / "paths/ward-educator.toml").write_text(text, encoding="utf-8")
    path = read_guide(folder).path("ward-educator")
    assert path.sources[0].text == "A page"


def test_the_example_in_the_documentation_is_a_path(folder: Path) -> None:
    page = Path(__file__).resolve().parents[3] / "docs" / "guide.md"
    text = page.read_text(encoding="utf-8")
    example = text.split("```toml\n", 1)[1].split("```", 1)[0]
    (folder / "paths/clinical-librarian.toml").write_text(example, encoding="utf-8")
    path = read_guide(folder).path("clinical-librarian")
    assert path.name == "An example of a path"
    assert path.sources[1].dated == "2026-05"
