"""`fingerpost focus`: the areas compared; no clear winner is an allowed answer."""

from __future__ import annotations

import json

import pytest
from tests.commands.conftest import Cli, Small
from tests.conftest import TODAY


def test_the_real_command_compares_the_areas(small: Small) -> None:
    done = small.process("focus", "--today", TODAY, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"areas", "winner", "settle_next"} <= set(found)
    assert {area["name"] for area in found["areas"]} == {"sepsis", "stroke"}
    for area in found["areas"]:
        assert {"name", "first_share", "score", "criteria"} <= set(area)
    assert sum(area["first_share"] for area in found["areas"]) == pytest.approx(1, abs=0.01)
    assert found["winner"] is None, "two areas of which the same is known"


def test_a_score_of_ones_own_decides(small: Small) -> None:
    scores = "".join(
        f"  {name}:\n    score: {{}}\n    reason: my own view\n" for name in ("scale", "fit")
    )
    for name, score in (("stroke", 5), ("sepsis", 1)):
        file = small.home / "areas" / f"{name}.md"
        text = file.read_text(encoding="utf-8").removeprefix("---\n")
        file.write_text("---\nscores:\n" + scores.replace("{}", str(score)) + text)
    found = small.json("focus")
    assert found["areas"][0]["name"] == "stroke"
    assert found["areas"][0]["first_share"] > 0.5
    assert found["areas"][0]["criteria"]["scale"]["reason"].endswith("my own view")


def test_weights_are_the_users(small: Small) -> None:
    found = small.json("focus", "--weight", "scale=2", "--weight", "momentum=0")
    assert found["weights"]["scale"] > found["weights"]["fit"] > found["weights"]["momentum"] == 0


@pytest.mark.parametrize("weight", ["luck=2", "scale", "scale=much", "scale=-1", "scale=nan"])
def test_a_weight_that_is_none_is_wrong_use(small: Small, weight: str) -> None:
    done = small.run("focus", "--weight", weight, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert weight in done.stderr


def test_a_home_without_areas_has_nothing_to_compare(small: Small) -> None:
    for file in (small.home / "areas").iterdir():
        file.unlink()
    found = small.json("focus")
    assert (found["areas"], found["winner"]) == ([], None)
    assert small.run("focus").stdout.strip()


def test_no_home_is_wrong_use(cli: Cli) -> None:
    assert cli("focus").exit_code == 2
