"""`fingerpost appraise --fulltext`: a whole paper, and where in it each value stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import pdfs
from tests.commands.conftest import Cli, Small
from tests.conftest import Run

LINES = [
    ("Early signs of sepsis: a made-up model", 18, True),
    ("Abstract", 11, True),
    ("We developed a random forest that predicts sepsis on the wards of a hospital.", 10, False),
    ("Introduction", 11, True),
    ("A study before this one had included a total of 5,000 patients of one ward.", 10, False),
    ("Methods", 11, True),
    ("A total of 1,204 patients were included from two hospitals, retrospectively.", 10, False),
    ("Results", 11, True),
    ("The AUROC was 0.91 and the sensitivity was 0.80 on the patients held out.", 10, False),
    ("Funding", 11, True),
    ("This work was funded by the Example Trust for made-up papers of all kinds.", 10, False),
]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    words = [
        pdfs.Words(60, 780 - 26 * i, text, size, bold) for i, (text, size, bold) in enumerate(LINES)
    ]
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdfs.pdf([words]))
    return file


def test_the_real_command_reads_a_pdf_without_a_home(
    fingerpost: Run, tmp_path: Path, paper: Path
) -> None:
    done = fingerpost("appraise", "--fulltext", paper.name, "--json")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["appraisals"]
    assert found["participants"]["value"] == 1204
    (place,) = found["findings"]["participants"]
    assert place["source"] == "Methods, page 1"
    for places in found["findings"].values():
        for quote in (quote for one in places for quote in one["quotes"]):
            assert found["text"][quote["start"] : quote["end"]] == quote["quote"]
    assert [p.name for p in tmp_path.iterdir()] == ["paper.pdf"], "nothing is stored"


def test_people_read_each_value_with_its_words_and_place(cli: Cli, paper: Path) -> None:
    shown = cli("appraise", "--fulltext", paper).stdout
    assert "participants: 1204 patients" in shown
    assert "(Methods, page 1)" in shown
    assert "funding: stated" in shown
    assert "5,000" not in shown


def test_lines_hold_no_text(cli: Cli, paper: Path) -> None:
    (line,) = cli("appraise", "--fulltext", paper, "--jsonl").stdout.splitlines()
    assert "text" not in json.loads(line)


def test_a_paper_of_the_library_lends_title_and_abstract(small: Small, paper: Path) -> None:
    title = "Deep learning for sepsis in hospital 1"
    lines = [(title, 18, True), *LINES[1:]]
    words = [
        pdfs.Words(60, 780 - 26 * i, text, size, bold) for i, (text, size, bold) in enumerate(lines)
    ]
    paper.write_bytes(pdfs.pdf([words]))
    query = 'title:"hospital 1" AND title:sepsis'
    (found,) = small.json("appraise", query, "--fulltext", paper)["appraisals"]
    assert found["id"] == "doi:10.5555/sepsis.1"
    assert found["participants"]["value"] == 201, "what the abstract states wins"
    assert found["funding"]["value"] == "stated"


def test_another_paper_is_refused(small: Small, paper: Path) -> None:
    done = small.run("appraise", 'title:"hospital 1" AND title:stroke', "--fulltext", paper)
    assert done.exit_code == 1
    assert "another paper" in done.stderr
    assert done.stdout == ""


def test_a_query_must_find_one_paper(small: Small, paper: Path) -> None:
    done = small.run("appraise", "title:sepsis", "--fulltext", paper)
    assert done.exit_code == 1
    assert "6 papers" in done.stderr


def test_a_scan_is_exit_1_with_what_to_do(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdfs.scan())
    done = cli("appraise", "--fulltext", file, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {"appraisals": []}
    assert "ocrmypdf" in done.stderr


def test_two_files_at_once_are_wrong_use(cli: Cli, paper: Path) -> None:
    assert cli("appraise", "--fulltext", paper, "--file", paper).exit_code == 2
    assert cli("appraise", "--fulltext", paper, "--propose").exit_code == 2


def test_a_correction_holds_for_the_whole_paper_too(small: Small, paper: Path) -> None:
    known = "doi:10.5555/sepsis.1"
    title = "Early signs of sepsis: a made-up model"
    record = {"title": title, "doi": "10.5555/whole.1", "abstract": "We developed a model."}
    (small.cwd / "whole.jsonl").write_text(json.dumps(record), encoding="utf-8")
    small.run("import", small.cwd / "whole.jsonl")
    assert small.run("appraise", "correct", "doi:10.5555/whole.1", "sites", "9").exit_code == 0
    query = "doi:10.5555/whole.1"
    (found,) = small.json("appraise", query, "--fulltext", paper)["appraisals"]
    assert found["sites"]["value"] == 9
    assert found["participants"]["value"] == 1204
    assert "corrected by you" in small.run("appraise", query, "--fulltext", paper).stdout
    assert small.run("appraise", known, "--fulltext", paper, "--csv", "t.csv").exit_code == 2


def test_words_of_the_library_are_never_put_on_a_page_of_the_file(
    small: Small, paper: Path
) -> None:
    title = "Deep learning for sepsis in hospital 1"
    lines = [(title, 18, True), *LINES[1:]]
    words = [
        pdfs.Words(60, 780 - 26 * i, text, size, bold) for i, (text, size, bold) in enumerate(lines)
    ]
    paper.write_bytes(pdfs.pdf([words]))
    query = 'title:"hospital 1" AND title:sepsis'
    shown = " ".join(small.run("appraise", query, "--fulltext", paper).stdout.split())
    assert "“201 patients” (abstract in the library)" in shown
    assert "(Funding, page 1)" in shown
    own = " ".join(small.run("appraise", "--fulltext", paper).stdout.split())
    assert "(abstract, page 1)" in own
    assert "in the library" not in own
