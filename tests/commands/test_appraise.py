"""`fingerpost appraise`: what papers state, each value with its words."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Cli, Small, write_lines
from tests.conftest import Run

FIELDS = {
    "id", "kind", "task", "modalities", "methods", "participants", "sites",
    "external_validation", "timing", "clinicians_compared", "metrics", "code_available",
}  # fmt: skip
STATED = {
    "title": "Deep learning for made-up chest radiographs",
    "abstract": "We trained a network on 1,250 patients. The AUROC was 0.91 (95% CI 0.88 to 0.94).",
    "year": 2022,
}


def test_the_real_command_reads_a_file_without_a_home(fingerpost: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "one.jsonl", [STATED])
    done = fingerpost("appraise", "--file", "one.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    (appraisal,) = json.loads(done.stdout)["appraisals"]
    assert set(appraisal) >= FIELDS
    (metric,) = appraisal["metrics"]
    assert metric["value"] == 0.91
    assert "0.91" in json.dumps(metric)
    assert [p.name for p in tmp_path.iterdir()] == ["one.jsonl"], "nothing is stored"


def test_jsonl_has_one_appraisal_a_line(cli: Cli, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "two.jsonl", [STATED, {"title": "A made-up title alone"}])
    done = cli("appraise", "--file", file, "--jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 2
    assert all(set(row) >= FIELDS for row in rows)
    assert rows[1]["metrics"] == []
    assert rows[1]["external_validation"] in ("not_stated", {"value": "not_stated", "quote": None})


def test_papers_of_the_library_are_read_by_a_query(small: Small) -> None:
    found = small.json("appraise", "title:sepsis")
    assert len(found["appraisals"]) == 6
    assert all(row["id"].startswith("doi:10.5555/sepsis.") for row in found["appraisals"])


def test_people_read_what_is_stated_and_only_that(small: Small) -> None:
    done = small.run("appraise", "doi:10.5555/sepsis.1 OR title:sepsis")
    assert done.exit_code == 0
    assert "AUROC" in done.stdout.upper()
    assert "not_stated" not in done.stdout


def test_neither_query_nor_file_is_wrong_use(cli: Cli) -> None:
    done = cli("appraise")
    assert done.exit_code == 2
    assert "--file" in done.stderr
    assert cli("appraise", "sepsis", "--file", "x").exit_code == 2


def test_a_file_without_any_paper_is_exit_1(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleague")
    done = cli("appraise", "--file", tmp_path / "letter.txt", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {"appraisals": []}
    assert "letter.txt" in done.stderr


def test_a_bad_query_has_a_caret(small: Small) -> None:
    done = small.run("appraise", "sepsis AND (", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.rstrip().endswith("^")


def test_a_paper_without_machine_learning_is_said_to_show_none(cli: Cli, tmp_path: Path) -> None:
    gut = {"title": "Injury of the gut", "abstract": "Recurrent pain; 5 mL for 40 patients."}
    file = write_lines(tmp_path / "two.jsonl", [STATED, gut])
    done = cli("appraise", "--file", file)
    assert done.stdout.count("show no machine learning") == 1
    (row,) = json.loads(cli("appraise", "--file", file, "--json").stdout)["appraisals"][1:]
    assert (row["kind"], row["task"], row["methods"]) == ("not_stated", "not_stated", [])
    assert row["participants"]["value"] == 40
