"""`fingerpost paths`: which way in fits me, and what me.toml may say."""

from __future__ import annotations

import json

import pytest
from tests.commands.conftest import Cli, Small

from fingerpost.guide import load_guide

FIELDS = {
    "id", "name", "verdict", "sentence", "months_low", "months_high", "requirements",
    "cheapest_test", "beside_clinical_work",
}  # fmt: skip
REQUIREMENT = {
    "axis", "skill", "needed", "mine", "evidence", "hours_low", "hours_high",
}  # fmt: skip


def test_the_real_command_judges_every_path(small: Small) -> None:
    done = small.process("paths", "--json")
    assert done.returncode == 0, done.stderr
    paths = json.loads(done.stdout)["paths"]
    assert {path["id"] for path in paths} == {path.id for path in load_guide().paths}
    for path in paths:
        assert set(path) >= FIELDS
        assert path["verdict"] in ("ready", "within", "far", "ruled_out")
        assert path["requirements"]
        assert all(set(need) >= REQUIREMENT for need in path["requirements"])
    verdicts = {path["id"]: path["verdict"] for path in paths}
    assert verdicts["consulting"] == "ruled_out", "the person refuses it"


def test_one_path_in_full_names_its_sources(small: Small) -> None:
    assert [p["id"] for p in small.json("paths", "founder")["paths"]] == ["founder"]
    done = small.run("paths", "founder")
    assert "Cheapest next test:" in done.stdout
    assert "Source:" in done.stdout


def test_an_unknown_path_lists_those_there_are(small: Small) -> None:
    done = small.run("paths", "astronaut", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "astronaut" in done.stderr
    assert "clinical-researcher" in done.stderr
    assert "ml-engineer" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "line_has", "allowed"),
    [
        ("city =", "town =", "town =", ("'town'", "city", "country", "hours_per_week")),
        ("[skills.programming]", "[skills.progamming]", "[skills.progamming]",
         ("Did you mean 'programming'", "statistics")),
        ("level = 3", "level = 7", "level = 7", ("7", "0 none", "4 can lead or teach")),
        ('refuses = ["consulting"]', 'refuses = ["circus"]', "refuses", ("circus", "founder")),
        ("hours_per_week = 5", "hours_per_week = 0", "hours_per_week = 0", ("above 0",)),
    ],
)  # fmt: skip
def test_a_profile_that_cannot_be_taken_names_line_and_allowed_values(
    small: Small, old: str, new: str, line_has: str, allowed: tuple[str, ...]
) -> None:
    file = small.home / "me.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = small.run("paths", "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith(line_has))
    assert f"me.toml, line {number}:" in done.stderr
    for words in allowed:
        assert words in done.stderr


def test_a_profile_that_is_no_toml_names_the_line(small: Small) -> None:
    (small.home / "me.toml").write_text('name = "Sam"\ncity = Leeds\n')
    done = small.run("paths")
    assert done.exit_code == 1
    assert "me.toml, line 2:" in done.stderr


def test_an_empty_profile_is_a_person_who_has_said_nothing(small: Small) -> None:
    (small.home / "me.toml").write_text("")
    paths = small.json("paths")["paths"]
    assert len(paths) == len(load_guide().paths)
    assert all(need["mine"] is None for path in paths for need in path["requirements"])
    assert "ready" not in {path["verdict"] for path in paths}


@pytest.mark.parametrize("spoil", ["gone", "bytes", "marker"])
def test_a_spoilt_home_ends_in_a_sentence(small: Small, spoil: str) -> None:
    if spoil == "gone":
        (small.home / "me.toml").unlink()
    elif spoil == "bytes":
        (small.home / "me.toml").write_bytes(b'name = "\xff\xfe"\n')
    else:
        (small.home / "fingerpost.toml").write_text("format = 99\nid = 'abc'\n")
    done = small.run("paths")
    assert done.exit_code == 1
    assert ".toml" in done.stderr or "newer Fingerpost" in done.stderr


def test_no_home_is_wrong_use(cli: Cli) -> None:
    assert cli("paths").exit_code == 2


def test_the_table_keeps_the_views_apart(small: Small) -> None:
    lines = small.run("paths").stdout.splitlines()
    head = next(line for line in lines if "beside clinical work" in line and "wanted" in line)
    assert head.split()[:5] == ["path", "wanted", "reachable", "odds", "cost"]
    for path in load_guide().paths:
        assert any(line.strip().startswith(path.id) for line in lines), path.id


def test_an_order_for_once(small: Small) -> None:
    usual = small.json("paths")
    other = small.json("paths", "--by", "odds,reachable")
    assert other["order"] == ["odds", "reachable"]
    assert other["paths"][0]["odds_level"] == 4
    assert small.json("paths") == usual, "nothing was kept"
    wrong = small.run("paths", "--by", "fame")
    assert wrong.exit_code == 2
    assert "reachable" in wrong.stderr


def test_two_paths_side_by_side(small: Small) -> None:
    found = small.json("paths", "--compare", "clinical-input", "clinical-researcher")
    assert [path["id"] for path in found["paths"]] == ["clinical-input", "clinical-researcher"]
    skills = {item["skill"] for item in found["shared"]["skills"]}
    assert skills == {"clinical-grounding", "ml-fundamentals"}
    assert found["shared"]["hours_low"] == 44
    done = small.run("paths", "--compare", "clinical-input", "clinical-researcher")
    assert "What both ask for" in done.stdout
    assert "44 to 130 hours serve both" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("founder", "--compare", "founder", "consulting"),
        ("--compare", "founder", "founder"),
        ("--compare", "founder", "astronaut"),
    ],
)
def test_a_comparison_needs_two_paths(small: Small, words: tuple[str, ...]) -> None:
    done = small.run("paths", *words)
    assert (done.exit_code, done.stdout) == (2, "")


def test_whatever_the_terminal_says_scripts_can_read(small: Small) -> None:
    found = small.json("paths")
    assert {"sentence", "order", "best", "sensitivity", "fall_backs"} <= set(found)
    assert found["paths"][0]["wanted"] == 2
    need = found["paths"][0]["requirements"][0]
    assert {"gap", "met", "sure", "need", "evidence_from", "condition", "answer"} <= set(need)
