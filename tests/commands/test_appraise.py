"""`fingerpost appraise`: what papers state, each value with its words."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
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


ONE = "doi:10.5555/sepsis.1"


def test_titles_stand_beside_ids(small: Small) -> None:
    done = small.run("appraise", "title:sepsis")
    assert f"{ONE}  Deep learning for sepsis in hospital 1" in done.stdout


def test_a_correction_holds_in_every_later_run(small: Small) -> None:
    done = small.run("appraise", "correct", ONE, "timing", "prospective", "--why", "I asked them",
                     "--today", "2026-11-20")  # fmt: skip
    assert done.exit_code == 0
    assert "corrected by you on 2026-11-20" in done.stdout
    for _ in range(2):
        (row,) = [r for r in small.json("appraise", "title:sepsis")["appraisals"] if r["id"] == ONE]
        assert row["timing"]["value"] == "prospective"
        assert row["corrections"] == [
            {"field": "timing", "value": "prospective", "date": "2026-11-20",
             "why": "I asked them", "quote": ""}
        ]  # fmt: skip
        (finding,) = row["findings"]["timing"]
        assert finding["confidence"] == 1
    shown = small.run("appraise", "title:sepsis").stdout
    assert shown.count("corrected by you on 2026-11-20") == 1


def test_a_correction_is_counted_in_a_dive(small: Small) -> None:
    for number in range(1, 7):
        paper = f"doi:10.5555/sepsis.{number}"
        assert small.run("appraise", "correct", paper, "sites", "7 sites").exit_code == 0
    snapshot = Path(small.json("dive", "sepsis")["snapshot"])
    table = next(snapshot.rglob("evidence.csv")).read_text(encoding="utf-8")
    assert [row["sites"] for row in csv.DictReader(table.splitlines())] == ["7"] * 6


def test_a_correction_is_taken_back_by_a_further_entry(small: Small) -> None:
    before = small.json("appraise", ONE)
    small.run("appraise", "correct", ONE, "kind", "not stated")
    done = small.run("appraise", "undo", ONE, "kind")
    assert done.exit_code == 0
    assert small.json("appraise", ONE) == before
    assert small.run("appraise", "undo", ONE, "kind").exit_code == 2
    lines = (small.home / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    verbs = [json.loads(line)["verb"] for line in lines]
    assert verbs[-2:] == ["appraisal corrected", "appraisal undone"]


def test_a_wrong_value_or_field_lists_what_there_is(small: Small) -> None:
    wrong = small.run("appraise", "correct", ONE, "timing", "lately")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "prospective, retrospective, both, not stated" in wrong.stderr
    assert "timing" in small.run("appraise", "correct", ONE, "timings", "both").stderr
    assert small.run("appraise", "correct", "pmid:404", "timing", "both").exit_code == 2
    assert not (small.home / "journal.jsonl").exists(), "nothing was written down"


def test_a_question_is_answered_and_shown(small: Small) -> None:
    done = small.run("appraise", "answer", ONE, "probast:E4.5", "no", "--why", "one ward twice")
    assert done.exit_code == 0
    shown = small.run("appraise", ONE, "--checklist", "probast").stdout
    assert "your answer: no (one ward twice)" in shown
    (paper,) = small.json("appraise", ONE, "--checklist", "probast")["papers"]
    answers = {q["id"]: q["answer"] for part in paper["parts"] for q in part["questions"]}
    assert len(answers) == 34
    assert {id_ for id_, said in answers.items() if said} == {"probast:E4.5"}
    assert small.run("appraise", "answer", ONE, "probast:E4.5", "perhaps").exit_code == 2
    assert small.run("appraise", "answer", ONE, "probast:Z9", "yes").exit_code == 2


@pytest.mark.parametrize("name", ["five", "probast", "tripod"])
def test_a_checklist_offers_quotes_or_says_where_to_look(small: Small, name: str) -> None:
    done = small.run("appraise", "Deep learning for sepsis in hospital 1", "--checklist", name)
    assert done.exit_code == 0
    assert "our rules found nothing in the abstract; look in" in done.stdout
    assert "201 patients" in done.stdout
    assert "risk of bias: " not in done.stdout.lower()


def test_explain_marks_the_words_in_brackets(small: Small) -> None:
    done = small.run("appraise", "--explain", ONE)
    assert done.exit_code == 0
    assert "[201 patients]‹participants›" in done.stdout
    assert "\x1b" not in done.stdout
    (paper,) = small.json("appraise", "--explain", ONE)["papers"]
    for mark in paper["marks"]:
        assert paper["text"][mark["start"] : mark["end"]] == mark["quote"]
        assert mark["fields"]


def test_explain_reads_a_paper_of_a_file(cli: Cli, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "one.jsonl", [STATED])
    done = cli("appraise", "--file", file, "--explain", STATED["title"])
    assert "[1,250 patients]‹participants›" in done.stdout
    assert cli("appraise", "--file", file, "--explain", "pmid:404").exit_code == 2


def test_tables_are_written_and_read_back(small: Small) -> None:
    done = small.run("appraise", "title:sepsis", "--csv", "t.csv", "--markdown", "t.md")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "6 papers in t.csv" in done.stderr
    with (small.home / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [
        row["id"] for row in small.json("appraise", "title:sepsis")["appraisals"]
    ]
    assert all(row["title"] and row["participants"] and row["problem"] == "sepsis" for row in rows)
    assert len((small.home / "t.md").read_text(encoding="utf-8").splitlines()) == 8


def test_parquet_without_pyarrow_is_a_sentence(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = small.run("appraise", "title:sepsis", "--parquet", "t.parquet")
    assert done.exit_code == 1
    assert "pyarrow" in done.stderr
    assert not (small.home / "t.parquet").exists()


def test_a_lone_verb_is_still_a_query(small: Small) -> None:
    assert small.json("appraise", "correct") == {"appraisals": []}
    assert "Usage:" in small.run("appraise", "correct", "--help").stdout
    assert small.run("appraise", "correct", "title:sepsis").exit_code == 2


def test_a_correction_holds_for_a_file_read_within_the_home(small: Small, tmp_path: Path) -> None:
    small.run("appraise", "correct", ONE, "timing", "both")
    record = {"title": "A made-up title", "doi": "10.5555/sepsis.1", "abstract": "We waited."}
    file = write_lines(tmp_path / "again.jsonl", [record])
    (row,) = small.json("appraise", "--file", file)["appraisals"]
    assert row["timing"]["value"] == "both"


def test_a_query_that_nothing_answers_is_told(small: Small) -> None:
    done = small.run("appraise", "xylophone")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "No paper of the library answers 'xylophone'" in done.stderr


def test_a_table_never_takes_the_place_of_what_is_read(small: Small) -> None:
    file = small.home / "labels.csv"
    file.write_text("title,label\nSepsis on a made-up ward,1\n", "utf-8")
    for target in ("labels.csv", "me.toml"):
        before = (small.home / target).read_bytes()
        done = small.run("appraise", "--file", file, "--csv", small.home / target)
        assert done.exit_code == 2
        assert (small.home / target).read_bytes() == before


@pytest.mark.parametrize(
    "figure",
    ["auroc 1.91", "sensitivity 800%", "auroc 0.91 (0.94 to 0.88)", "auroc 0.91 (0.95 to 0.99)"],
)
def test_a_figure_that_cannot_be_is_refused(small: Small, figure: str) -> None:
    (paper, *_) = small.json("search", "sepsis")["papers"]
    done = small.run("appraise", "correct", paper["id"], "metrics", figure)
    assert done.exit_code == 2
    assert "cannot be" in done.stderr


def test_a_quote_that_is_not_in_the_paper_stands_in_no_quotation_marks(small: Small) -> None:
    paper = "doi:10.5555/sepsis.1"
    small.run("appraise", "correct", paper, "timing", "both", "--quote", "words of nobody")
    small.run("appraise", "correct", paper, "sites", "2 sites", "--quote", "in 201 patients")
    for words in (("appraise", "--explain", paper), ("appraise", 'title:"hospital 1"')):
        shown = " ".join(small.run(*words).stdout.split())
        assert "not in title and abstract: words of nobody" in shown
        assert "“words of nobody”" not in shown
        assert "“in 201 patients”" in shown


def test_one_object_and_lines_together_are_wrong_use(small: Small) -> None:
    done = small.run("appraise", "sepsis", "--json", "--jsonl")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--jsonl goes neither with --json" in done.stderr


def test_no_paper_gives_orders_to_a_terminal(cli: Cli, tmp_path: Path) -> None:
    title = "Deep learning for sepsis \x1b[31m red \x9b2J \x07 bell"
    write_lines(
        tmp_path / "odd.jsonl", [{"pmid": "17", "title": title, "abstract": "In 20 patients."}]
    )
    done = cli("appraise", "--file", "odd.jsonl", "--csv", "t.csv", "--markdown", "t.md")
    assert done.exit_code == 0
    written = [(tmp_path / name).read_text(encoding="utf-8") for name in ("t.csv", "t.md")]
    outputs = [cli("appraise", "--file", "odd.jsonl", *more).stdout for more in ((), ("--jsonl",))]
    outputs.append(cli("appraise", "--file", "odd.jsonl", "--explain", "pmid:17").stdout)
    assert all("bell" in text for text in (*written, outputs[0], outputs[2]))
    for text in (*written, *outputs):
        assert not set("\x1b\x9b\x07") & set(text)
    assert json.loads(outputs[1])["id"] == "pmid:17"


def test_a_registration_number_that_cannot_be_is_refused(small: Small) -> None:
    paper = "doi:10.5555/sepsis.1"
    done = small.run("appraise", "correct", paper, "registrations", "NCT123")
    assert done.exit_code == 2
    assert "'NCT123' is no registration number" in done.stderr
    done = small.json("appraise", "correct", paper, "registrations", "NCT01234567; CRD42020123456")
    assert done["value"] == "NCT01234567; CRD42020123456"
