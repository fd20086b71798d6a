"""A dive kept in the home: the same bytes for the same papers, and a recipe to make it again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.unit.dives.looking import TODAY, look
from tests.unit.landscape.corpus import papers

from fingerpost.dives import dive_json, save_snapshot
from fingerpost.dives.pages import dive_markdown, dive_page
from fingerpost.home import Area, Home
from fingerpost.home.area import SavedSearch
from fingerpost.records import Paper, Retraction

NAMES = {
    "report.html", "report.md", "recipe.json", "papers.csv", "topics.csv", "subtopics.csv",
    "key_papers.csv", "grid.csv", "years.csv", "people.csv", "groups.csv", "evidence.csv",
    "gaps.csv", "skills.csv", "reading_order.csv", "yardstick.csv", "evidence_by_task.csv",
    "map.svg",
}  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_papers_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    mine = papers(10)
    first = look(tmp_path / "a", mine)
    second = look(tmp_path / "b", mine[::-1])
    home = Home.create(tmp_path / "home", "")
    folder = save_snapshot(home, first)
    assert folder == home.folder / "dives" / "all" / TODAY.isoformat()
    before = contents(folder)
    assert set(before) == NAMES
    assert save_snapshot(home, second) == folder
    assert contents(folder) == before


def test_the_files_are_what_the_functions_give(tmp_path: Path) -> None:
    dive = look(tmp_path, papers(2))
    folder = save_snapshot(Home.create(tmp_path / "home", ""), dive)
    assert (folder / "report.html").read_text(encoding="utf-8") == dive_page(dive)
    assert (folder / "report.md").read_text(encoding="utf-8") == dive_markdown(dive)


def test_the_recipe_says_what_is_needed_to_make_it_again(tmp_path: Path) -> None:
    gone = Paper("Sepsis, taken back", pmid="900", retraction=Retraction.RETRACTED)
    starter = Paper("Sepsis for a start", pmid="901", source="starter")
    area = Area("sepsis", "Sepsis", "sepsis")
    dive = look(tmp_path, [*papers(3), gone, starter], area)
    folder = save_snapshot(Home.create(tmp_path / "home", ""), dive)
    recipe = json.loads((folder / "recipe.json").read_text())
    assert recipe["query"] == "sepsis"
    assert recipe["date"] == "2026-11-23"
    assert recipe["papers"] == len(dive.papers) == 4
    assert recipe["left_out"] == {"retracted": 1}
    assert recipe["sources"] == {"not stated": 3, "starter": 1}
    assert {"fingerpost", "numpy", "opentsne"} <= set(recipe["versions"])


def test_the_recipe_vouches_for_papers_and_tables(tmp_path: Path) -> None:
    area = Area("sepsis", "Early sepsis", "sepsis", searches=(SavedSearch("pubmed", "sepsis[ti]"),))
    home = Home.create(tmp_path / "home", "")
    folder = save_snapshot(home, look(tmp_path / "a", papers(3), area))
    recipe = json.loads((folder / "recipe.json").read_text())
    for name, fingerprint in recipe["tables"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == fingerprint
    assert {path.name for path in folder.glob("*.csv")} == set(recipe["tables"])
    assert recipe["again"] == [
        "fingerpost fetch pubmed 'sepsis[ti]'",
        "fingerpost area add 'Early sepsis' --query sepsis",
        "fingerpost dive 'Early sepsis' --today 2026-11-23",
    ]
    assert recipe["settings"]["grid_false_discoveries"] == 0.05
    assert recipe["counts"]["abstracts_appraised"] == 3
    other = save_snapshot(home, look(tmp_path / "b", papers(4), area))
    again = json.loads((other / "recipe.json").read_text())
    assert again["papers_digest"] != recipe["papers_digest"]


def test_scripts_read_the_same_counts(tmp_path: Path) -> None:
    dive = look(tmp_path, papers(10))
    found = dive_json(dive, tmp_path / "there")
    assert found["papers"] == found["placed"] == sum(t["size"] for t in found["topics"]) == 30
    assert found["area"] == "all"
    assert found["report"] == str(tmp_path / "there" / "report.html")
    assert json.loads(json.dumps(found)) == found


def test_what_was_left_out_is_named_with_the_reason(tmp_path: Path) -> None:
    gone = Paper("A retracted count", "Words.", pmid="77", retraction=Retraction.RETRACTED)
    mine = Paper("An unwanted count", "Words.", pmid="78")
    area = Area("all", "All papers", "*", excluded=frozenset({"pmid:78"}))
    dive = look(tmp_path / "a", [*papers(3), gone, mine], area)
    folder = save_snapshot(Home.create(tmp_path / "home", ""), dive)
    recipe = json.loads((folder / "recipe.json").read_text())
    assert recipe["left_out_papers"] == [
        {"id": "pmid:78", "title": "An unwanted count", "why": "excluded by you"},
        {"id": "pmid:77", "title": "A retracted count", "why": "retracted"},
    ]
    for words in ("retracted: A retracted count", "excluded by you: An unwanted count"):
        assert words in dive_markdown(dive)
        assert words.capitalize()[:9] in dive_page(dive)
    assert "pmid:77. " in dive_page(dive)
