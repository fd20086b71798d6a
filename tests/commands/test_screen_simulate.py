"""`fingerpost screen --simulate`: what a person and a script are told."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def screened(tmp_path):
    rows = [
        f"{word} in ward {number % 5},{word} and {word} care,{int(word == 'sepsis')}"
        for number in range(30)
        for word in ("sepsis", "stroke", "asthma")
        if word != "sepsis" or number < 12
    ]
    path = tmp_path / "screened.csv"
    path.write_text("title,abstract,label_included\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_replay_is_told_in_sentences(cli, screened):
    done = cli("screen", "--simulate", screened)
    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    assert "72 papers, 12 of them relevant." in said
    assert "all of them after 11." in said
    assert "with 100.0% of them found." in said
    assert "The labels stand in 'label_included'." in done.stderr


def test_a_script_gets_one_object_with_the_figures(cli, screened):
    done = cli("screen", "--simulate", screened, "--json")
    found = json.loads(done.stdout)
    assert {"records", "relevant", "wss95", "loss", "seconds", "stopped_at", "recall_at_stop"} <= (
        set(found)
    )
    assert (found["records"], found["relevant"], found["loss"]) == (72, 12, 0.0)
    assert found["found_at"] == list(range(1, 12))
    assert found["recall_at_stop"] == 1.0
    again = json.loads(cli("screen", "--simulate", screened, "--json").stdout)
    assert {**again, "seconds": 0} == {**found, "seconds": 0}


def test_a_lower_recall_stops_earlier(cli, screened):
    def stop(*options: object) -> int:
        done = cli("screen", "--simulate", screened, "--json", *options)
        return int(json.loads(done.stdout)["stopped_at"])

    assert stop("--recall", "0.7") < stop()


def test_what_was_left_out_is_told(cli, screened):
    text = screened.read_text("utf-8") + "No label,,\nOdd,,9\n,,0\n"
    screened.write_text(text, encoding="utf-8")
    done = cli("screen", "--simulate", screened, "--json")
    assert json.loads(done.stdout)["unlabelled"] == 1
    assert "1 record without a label left out." in done.stderr
    assert "record 74, line 75: the label '9' is neither" in done.stderr
    assert "1 record without title and abstract" in done.stderr


def test_a_contradiction_is_told_and_nothing_is_guessed(cli, screened):
    text = screened.read_text("utf-8") + "sepsis in ward 0,sepsis and sepsis care,0\n"
    screened.write_text(text, encoding="utf-8")
    done = cli("screen", "--simulate", screened, "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "labelled both relevant and not relevant: records 1, 16, 31, 73" in done.stderr


def test_no_file_and_a_file_that_is_not_there(cli, tmp_path):
    assert cli("screen").exit_code == 2
    done = cli("screen", "--simulate", tmp_path / "none.csv")
    assert done.exit_code == 2
    assert "none.csv' does not exist" in done.stderr
