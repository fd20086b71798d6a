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


def test_a_faulty_query_is_told_and_the_other_areas_are_compared(small: Small) -> None:
    (small.home / "areas" / "torn.md").write_text("---\ntitle: Torn\nquery: '(sepsis AND'\n---\n")
    done = small.run("focus", "--json")
    assert done.exit_code == 0
    assert "“Torn” is left out of this: areas/torn.md, its query:" in " ".join(done.stderr.split())
    found = json.loads(done.stdout)
    assert {area["name"] for area in found["areas"]} == {"sepsis", "stroke"}
    assert len(found["left_out"]) == 1
    for verb in (["plan"], ["report"]):
        told = small.run(*verb)
        assert told.exit_code == 0
        assert "“Torn” is left out of this" in " ".join(told.stderr.split())


def test_one_area_is_not_first_among_itself(small: Small) -> None:
    (small.home / "areas" / "stroke.md").unlink()
    shown = small.run("focus").stdout
    assert "nothing to compare with" in shown
    assert "100% first" not in shown


def test_a_home_without_areas_has_nothing_to_compare(small: Small) -> None:
    for file in (small.home / "areas").iterdir():
        file.unlink()
    found = small.json("focus")
    assert (found["areas"], found["winner"]) == ([], None)
    assert small.run("focus").stdout.strip()


def test_no_home_is_wrong_use(cli: Cli) -> None:
    assert cli("focus").exit_code == 2


def test_weights_that_were_chosen_hold_until_they_are_chosen_again(small: Small) -> None:
    small.json("focus", "weigh", "scale=3", "fit=0", "--because", "patients first")
    found = small.json("focus")
    assert found["weights"]["scale"] == 3
    assert found["weights"]["fit"] == 0
    small.json("focus", "weigh", "fit=1")
    weighed = {row["id"]: row["weight"] for row in small.json("focus", "weigh")["criteria"]}
    assert (weighed["scale"], weighed["fit"]) == (3, 1)


def test_the_criteria_are_shown_with_what_one_and_five_mean(small: Small) -> None:
    shown = small.run("focus", "weigh").stdout
    assert "Scale (weight 1):" in shown
    assert "\n  1: " in shown
    assert "\n  5: " in shown


def test_why_one_area_stands_before_another(small: Small) -> None:
    small.json("area", "score", "stroke", "scale", "5", "--because", "daily")
    small.json("area", "score", "sepsis", "scale", "1")
    found = small.json("focus", "why", "stroke", "sepsis")
    speaks = {point["criterion"]: point["speaks"] for point in found["points"]}
    assert speaks["scale"] > 0
    assert "“Early signs of stroke” comes before “Early signs of sepsis”" in found["sentence"]
    told = small.run("focus", "why", "stroke", "sepsis").stdout
    assert "daily" in told


@pytest.mark.parametrize("pair", [("sepsis", "sepsis"), ("sepsis", "nowhere")])
def test_why_needs_two_areas_of_the_list(small: Small, pair: tuple[str, str]) -> None:
    done = small.run("focus", "why", *pair)
    assert (done.exit_code, done.stdout) == (2, "")


def test_the_history_tells_how_the_order_moved(small: Small) -> None:
    assert small.json("focus", "history") == {"comparisons": []}
    small.json("focus")
    small.json("area", "score", "stroke", "scale", "5", "--low", "5", "--because", "daily")
    small.json("focus")
    small.json("focus")
    steps = small.json("focus", "history")["comparisons"]
    assert len(steps) == 2, "the third comparison was as the second"
    assert any("scale of stroke" in each for each in steps[1]["because"])
    assert "scale of stroke" in small.run("focus", "history").stdout


def test_advice_is_kept_in_the_area_and_shown_where_it_disagrees(small: Small) -> None:
    file = small.home / "areas" / "stroke.md"
    before = file.read_text(encoding="utf-8") + "\nMy own words.\n"
    file.write_text(before, encoding="utf-8")
    small.json("area", "score", "stroke", "scale", "5")
    small.json("area", "advice", "stroke", "scale", "1", "--from", "a ward sister",
               "--because", "rare: here", "--today", TODAY)  # fmt: skip
    small.json("area", "advice", "stroke", "fit", "4", "--test", "--low", "3", "--high", "4.5")
    text = file.read_text(encoding="utf-8")
    assert text.endswith("My own words.\n")
    assert "a ward sister" in text
    stroke = next(a for a in small.json("focus")["areas"] if a["name"] == "stroke")
    assert "disagree" in stroke["criteria"]["scale"]["disagreement"]
    assert [v["origin"] for v in stroke["criteria"]["scale"]["voices"]] == [
        "your score", "conversation",
    ]  # fmt: skip
    assert "small test" in {v["origin"] for v in stroke["criteria"]["fit"]["voices"]}


@pytest.mark.parametrize(
    "words",
    [("scale", "6"), ("luck", "3"), ("scale", "3", "--low", "4"), ("scale", "3", "--high", "2")],
)
def test_a_score_that_is_none_is_wrong_use(small: Small, words: tuple[str, ...]) -> None:
    for verb in ("score", "advice"):
        assert small.run("area", verb, "stroke", *words).exit_code == 2


def test_an_area_is_parked_and_kept_again(small: Small) -> None:
    small.json(
        "area", "park", "stroke", "--again", "2027-03-01", "--because", "no data", "--today", TODAY
    )
    found = small.json("focus", "--today", "2027-03-02")
    assert [area["name"] for area in found["areas"]] == ["sepsis"]
    assert found["set_aside"][0]["due"] is True
    listed = {row["name"]: row["stand"] for row in small.json("area", "list")["areas"]}
    assert listed == {"sepsis": "kept", "stroke": "parked"}
    small.json("area", "keep", "stroke")
    assert len(small.json("focus")["areas"]) == 2
    assert small.run("area", "drop", "stroke", "--again", "soon").exit_code == 2
    past = small.run("area", "park", "stroke", "--again", "2026-11-29", "--today", "2026-11-30")
    assert past.exit_code == 2
    assert "2026-11-29 is not ahead" in past.stderr


def test_a_first_list_is_offered_and_added_only_when_accepted(small: Small) -> None:
    file = small.home.parent / "list.txt"
    file.write_text("Mine:\n• Reading letters (coding, discharge)\n• Triage\n", encoding="utf-8")
    offered = small.json("area", "import", str(file))
    assert offered["added"] == []
    assert [row["title"] for row in offered["offered"]] == ["Reading letters", "Triage"]
    assert small.json("area", "import", str(file), "--accept", "1")["added"] == ["reading-letters"]
    text = (small.home / "areas" / "reading-letters.md").read_text(encoding="utf-8")
    assert "- discharge" in text
    assert small.json("area", "import", str(file), "--accept", "all")["added"] == ["triage"]
    assert small.run("area", "import", str(file), "--accept", "3").exit_code == 2


def test_a_file_without_a_list_is_told(small: Small) -> None:
    file = small.home.parent / "list.txt"
    file.write_text("No points here.\n", encoding="utf-8")
    done = small.run("area", "import", str(file))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "has no list" in done.stderr
