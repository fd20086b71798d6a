"""`fingerpost area`: areas added as files, and listed."""

from __future__ import annotations

import json

import pytest
from tests.commands.conftest import Cli, Small

from fingerpost.text import squeeze


def test_the_real_command_adds_an_area_as_a_file(small: Small) -> None:
    done = small.process("area", "add", "Falls on the ward", "--query", "falls[tiab]", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["name"], found["query"]) == ("falls-on-the-ward", "falls[tiab]")
    text = (small.home / "areas" / "falls-on-the-ward.md").read_text(encoding="utf-8")
    assert "falls[tiab]" in text
    assert "example: true" not in text


def test_areas_are_listed(small: Small) -> None:
    small.run("area", "add", "Falls on the ward")
    found = small.json("area", "list")
    assert [area["name"] for area in found["areas"]] == ["falls-on-the-ward", "sepsis", "stroke"]
    assert "Early signs of sepsis (sepsis): sepsis" in small.run("area", "list").stdout


def test_what_an_area_finds_is_said_before_anything_is_built_on_it(small: Small) -> None:
    found = small.json("area", "add", "all stroke", "--query", "stroke OR sepsis")
    assert found["found"] == small.json("search", "stroke OR sepsis")["total"]
    assert len(found["titles"]) == 5
    assert "Widen it" in found["advice"]
    assert found["wider"] is None, "a query of one's own is not taken apart"
    told = small.run("area", "add", "Unicorn sepsis")
    words = " ".join(told.stdout.split())
    assert "'Unicorn sepsis' finds 0 papers of your library." in words


def test_areas_of_a_list_say_what_they_find(small: Small) -> None:
    (small.cwd / "list.md").write_text("- Sepsis\n- Stroke alarm\n", encoding="utf-8")
    found = small.json("area", "import", small.cwd / "list.md", "--accept", "2")
    assert set(found["looks"]) == {"stroke-alarm"}
    assert found["looks"]["stroke-alarm"]["advice"]


def test_machine_learning_is_taken_out_of_a_search_by_one_command(small: Small) -> None:
    told = small.run("area", "add", "Early warning of sepsis")
    assert "Only papers that name machine learning are sought" in squeeze(told.stdout)
    assert "fingerpost area widen early-warning-of-sepsis" in squeeze(told.stdout)
    found = small.json("area", "widen", "early-warning-of-sepsis")
    assert found["query"] == "sepsis"
    again = small.run("area", "widen", "early-warning-of-sepsis")
    assert again.exit_code == 2
    assert "no names of machine learning" in squeeze(again.stderr)


def test_a_second_area_of_the_same_name_is_refused(small: Small) -> None:
    file = small.home / "areas" / "sepsis.md"
    before = file.read_bytes()
    done = small.run("area", "add", "SEPSIS!", "--query", "other", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "areas/sepsis.md" in done.stderr
    assert file.read_bytes() == before


def test_a_star_means_every_paper(small: Small) -> None:
    small.run("area", "add", "everything", "--query", "*")
    assert small.json("dive", "everything")["papers"] == 12


def test_a_bad_query_is_refused_and_no_file_is_left(small: Small) -> None:
    done = small.run("area", "add", "falls", "--query", "falls AND (ward")
    assert done.exit_code == 2
    assert done.stderr.rstrip().endswith("^")
    assert not (small.home / "areas" / "falls.md").exists()


@pytest.mark.parametrize(
    "title", ['"bad (AND', "the of and", "Welche Patienten haben eine Sepsis?"]
)
def test_a_title_that_gives_no_search_is_refused_before_anything_is_written(
    small: Small, title: str
) -> None:
    before = set(small.home.rglob("*"))
    done = small.run("area", "add", title)
    assert (done.exit_code, done.stdout) == (2, "")
    assert set(small.home.rglob("*")) == before


def test_a_point_of_a_list_that_gives_no_search_is_left_out_and_told(small: Small) -> None:
    (small.cwd / "list.md").write_text("- the of and\n- Stroke alarm\n", encoding="utf-8")
    done = small.run("area", "import", small.cwd / "list.md", "--accept", "all")
    assert done.exit_code == 0
    assert "1. was left out. No word of “the of and”" in done.stderr
    assert (small.home / "areas" / "stroke-alarm.md").exists()


@pytest.mark.parametrize("name", ["", "   ", "!!!", "../../outside", "a/b", "x" * 5000, "падения"])
def test_an_odd_name_stays_inside_the_folder(small: Small, name: str) -> None:
    before = set(small.cwd.rglob("*.md"))
    done = small.run("area", "add", name)
    new = set(small.cwd.rglob("*.md")) - before
    assert all(path.parent == small.home / "areas" for path in new)
    assert len(new) == (1 if done.exit_code == 0 else 0)
    if done.exit_code:
        assert done.stderr.strip()
    for path in new:
        assert path.stem.strip("-. "), f"a file without a name: {path.name}"


def test_an_area_file_that_cannot_be_read_is_named(small: Small) -> None:
    (small.home / "areas" / "torn.md").write_text("---\ntitle: [unclosed\n---\n")
    done = small.run("area", "list")
    assert done.exit_code == 1
    assert "torn.md" in done.stderr


def test_no_home_is_wrong_use(cli: Cli) -> None:
    assert cli("area", "list").exit_code == 2
    assert cli("area", "add", "falls").exit_code == 2


@pytest.mark.parametrize("name", ["status", "Mark", "read", "import"])
def test_an_area_is_never_called_like_a_word_of_screen(small: Small, name: str) -> None:
    done = small.run("area", "add", name)
    assert done.exit_code == 2
    assert "Give it a longer name" in done.stderr
    assert not (small.home / "areas" / f"{name.lower()}.md").exists()
    assert small.run("start", small.cwd / "new", "--no-serve", "--area", name).exit_code == 2
    assert not (small.cwd / "new").exists()
