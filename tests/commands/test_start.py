"""`fingerpost start`: a home from a person's answers, from a file, or as the example."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.commands.conftest import Cli, write_lines
from tests.conftest import TODAY

from fingerpost.errors import SourceError
from fingerpost.guide import example_profile_text
from fingerpost.intake import fetching
from fingerpost.records import Paper, Problem
from fingerpost.sources.live import Settings

CTRL_D = b"\x04"
PAPERS: list[dict[str, object]] = [
    {"title": f"Machine learning for sepsis {n}", "abstract": "Words.", "year": 2020}
    for n in range(3)
]


def at_a_terminal(
    arguments: Sequence[object], cwd: Path, answers: Sequence[tuple[str, bytes]]
) -> tuple[int, str]:
    """Run the command at a pseudo-terminal; each answer waits for the words before it."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        kept = {k: v for k, v in os.environ.items() if not k.startswith("FINGERPOST")}
        command = [sys.executable, "-m", "fingerpost.faces.cli.main", *map(str, arguments)]
        os.execve(
            sys.executable, command, {**kept, "FINGERPOST_DATA": str(cwd / "data"), "TERM": "dumb"}
        )
    said, left, end = "", list(answers), time.monotonic() + 120
    seen = 0
    try:
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # Linux ends a pseudo-terminal with an input/output error
                break
            if not piece:
                break
            said += piece.decode("utf-8", "replace")
            while left and left[0][0] in said[seen:]:
                words, answer = left.pop(0)
                seen = said.index(words, seen) + len(words)
                os.write(terminal, answer)
        else:
            os.kill(pid, signal.SIGKILL)
            pytest.fail(f"it waited for an answer that was not foreseen:\n{said}")
    finally:
        os.close(terminal)
        _, status = os.waitpid(pid, 0)
    assert not left, f"these questions were not asked: {left}\n{said}"
    return os.waitstatus_to_exitcode(status), said


def test_a_conversation_of_which_most_is_skipped(tmp_path: Path) -> None:
    write_lines(tmp_path / "papers.jsonl", PAPERS)
    code, said = at_a_terminal(
        ["start", "home", "--papers", "papers.jsonl", "--no-serve", "--today", TODAY],
        tmp_path,
        [
            ("What matters most", b"5, 2\n"),
            ("Your profession", b"nurse\n"),
            ("How many years", b"\n"),
            ("The town", b"\n"),
            ("Hours a week", b"lots\n"),
            ("a number of hours", b""),
            ("Hours a week", b"2,5\n"),
            ("stay in clinical work", b"?\n"),
            ("Your specialty", b"\n"),
            ("One clinical question", b"Who gets sepsis after childbirth?\n"),
            ("Which fits you?", b"0\n"),
            ("Which fits you?", b"\n"),
            ("Press Enter to take it", b"\n"),
            ("Add them", b"\n"),
        ],
    )
    assert code == 0, said
    assert "Traceback" not in said
    assert "What do I do next?" in said
    me = (tmp_path / "home" / "me.toml").read_text(encoding="utf-8")
    assert re.search(r'^profession = "nurse"', me, re.MULTILINE)
    assert re.search(r"^hours_per_week = 2.5", me, re.MULTILINE)
    assert 'matters = ["beside_clinical_work", "reachable"]' in me
    assert 'not_sure = ["keep_clinical"]' in me
    assert "[skills.programming]  # Programming\nlevel = 0" in me
    assert not re.search(r"^example = true", me, re.MULTILINE)
    (area,) = (tmp_path / "home" / "areas").iterdir()
    text = area.read_text(encoding="utf-8")
    assert "Who gets sepsis after childbirth?" in text, "the question becomes the first area"
    assert "sepsis OR childbirth" in text
    assert "example: true" not in text, "examples are offered, never slipped in"
    assert (tmp_path / "home" / "signposts" / TODAY / "report.html").is_file()


@pytest.mark.parametrize("asked", ["Your profession", "One clinical question"])
def test_ctrl_d_ends_without_a_traceback_and_leaves_nothing(tmp_path: Path, asked: str) -> None:
    questions = [
        "What matters most", "Your profession", "How many years", "The town", "Hours a week",
        "stay in clinical work", "Your specialty", "One clinical question",
    ]  # fmt: skip
    before = questions[: questions.index(asked)]
    answers = [*((question, b"\n") for question in before), (asked, CTRL_D)]
    code, said = at_a_terminal(["start", "home"], tmp_path, answers)
    assert code == 1
    assert "Traceback" not in said
    assert "Something went wrong" not in said
    assert not (tmp_path / "home").exists()


def test_it_starts_from_a_profile_and_papers(cli: Cli, tmp_path: Path) -> None:
    write_lines(tmp_path / "papers.jsonl", [*PAPERS, {"year": 2020}])
    (tmp_path / "person.toml").write_text('profession = "pharmacist"\nhours_per_week = 3\n')
    done = cli(
        "start", "h", "--profile", "person.toml", "--papers", "papers.jsonl", "--area", "sepsis",
        "--json", "--today", TODAY,
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"report", "home", "paths", "areas", "next_steps"} <= set(found)
    assert [area["name"] for area in found["areas"]] == ["sepsis"]
    assert Path(found["report"]).is_file()
    assert "pharmacist" in (tmp_path / "h" / "me.toml").read_text()
    problems = (tmp_path / "h" / "problems.csv").read_text().splitlines()
    assert len(problems) == 2
    assert problems[1].startswith("papers.jsonl,4,")


def test_empty_sheets_can_be_had_without_a_terminal(cli: Cli, tmp_path: Path) -> None:
    write_lines(tmp_path / "papers.jsonl", PAPERS)
    done = cli("start", "home", "--empty", "--papers", "papers.jsonl", "--today", TODAY)
    assert done.exit_code == 0, done.output
    assert "example person" not in done.output
    me = (tmp_path / "home" / "me.toml").read_text(encoding="utf-8")
    assert not re.search(r"^example = true", me, re.MULTILINE)
    assert re.search(r'^name = ""', me, re.MULTILINE)
    assert not list((tmp_path / "home" / "areas").iterdir())
    wrong = cli("start", "other", "--empty", "--example")
    assert wrong.exit_code == 2
    assert "--empty begins with empty sheets" in wrong.output


def test_starting_again_opens_the_same_home(cli: Cli, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "papers.jsonl", PAPERS)
    arguments = ("start", "h", "--papers", file, "--area", "sepsis", "--json", "--today", TODAY)
    assert cli(*arguments).exit_code == 0
    mine = tmp_path / "h" / "areas" / "sepsis.md"
    mine.write_text(mine.read_text() + "\nMy own note.\n")
    again = cli(*arguments)
    assert again.exit_code == 0
    assert "3 known already" in again.stderr
    assert "Made a home" not in again.stderr
    assert mine.read_text().endswith("My own note.\n")


def test_without_a_terminal_it_says_that_it_takes_the_example_person(
    cli: Cli, tmp_path: Path
) -> None:
    file = write_lines(tmp_path / "papers.jsonl", PAPERS)
    done = cli("start", "h", "--papers", file, "--area", "sepsis", "--today", TODAY)
    assert done.exit_code == 0
    assert "example person" in done.stderr
    assert (tmp_path / "h" / "me.toml").read_text() == example_profile_text()


@pytest.mark.parametrize(
    ("text", "line", "allowed"),
    [
        ('profession = "nurse"\ntown = "York"\n', 2, ("'town'", "city", "hours_per_week")),
        ("[skills.programming]\nlevel = 9\n", 2, ("9", "0 none", "4 can lead or teach")),
        ("[skills.juggling]\nlevel = 1\n", 1, ("juggling", "programming")),
        ("name = Sam\n", 1, ("TOML",)),
    ],
)
def test_a_profile_that_cannot_be_taken_makes_no_home(
    cli: Cli, tmp_path: Path, text: str, line: int, allowed: tuple[str, ...]
) -> None:
    (tmp_path / "person.toml").write_text(text)
    done = cli("start", "h", "--profile", "person.toml", "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"person.toml, line {line}:" in done.stderr
    assert all(words in done.stderr for words in allowed)
    assert not (tmp_path / "h").exists()


def test_wrong_use_is_told(cli: Cli, tmp_path: Path) -> None:
    assert cli("start", "h", "--example", "--online").exit_code == 2
    assert cli("start", "h", "--example", "--profile", "x.toml").exit_code == 2
    assert cli("start", "h", "--today", "soon").exit_code == 2
    missing = cli("start", "h", "--profile", "absent.toml")
    assert missing.exit_code == 2
    assert "absent.toml" in missing.stderr
    (tmp_path / "file").write_text("not a folder")
    assert "file, so it cannot become a home" in cli("start", "file").stderr
    assert not (tmp_path / "h").exists()


def test_nothing_to_import_ends_with_exit_code_1(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear colleague")
    done = cli("start", "h", "--papers", "letter.txt", "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "letter.txt" in done.stderr
    assert not (tmp_path / "h" / "signposts").exists()


def ask_pubmed(
    monkeypatch: pytest.MonkeyPatch, *answers: Sequence[Paper | Problem | Exception]
) -> list[tuple[str, int, str]]:
    """Put a supplier of these answers in PubMed's place; gives back what it is asked."""
    asked: list[tuple[str, int, str]] = []

    def answer(
        _name: str, query: str, most: int, settings: Settings, *_: object
    ) -> Iterator[Paper | Problem]:
        asked.append((query, most, settings.email))
        for item in answers[len(asked) - 1]:
            if isinstance(item, Exception):
                raise item
            yield item

    monkeypatch.setattr(fetching, "fetch", answer)
    monkeypatch.setattr(fetching, "count", lambda *_: 1)
    return asked


ONLINE = ("--online", "--email", "sam@example.org", "--json", "--today", TODAY)
ONE = Paper(title="Sepsis and machine learning", pmid="1", year=2021, source="pubmed-xml")


def test_online_fills_each_area_from_the_supplier(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask_pubmed(monkeypatch, [ONE], [])
    done = cli("start", "h", "--area", "sepsis[ti]", "--area", "stroke[ti]", *ONLINE)
    assert done.exit_code == 0, done.stderr
    assert asked == [
        ("sepsis[ti]", 500, "sam@example.org"),
        ("stroke[ti]", 500, "sam@example.org"),
    ]
    assert json.loads(done.stdout)["papers"] == 1, "the starter library is not mixed in"


def test_problems_of_every_area_are_listed_not_only_those_of_the_last(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [[ONE, Problem("PubMed", f"record {n} cannot be read", n)] for n in (11, 22)]
    ask_pubmed(monkeypatch, *answers)
    done = cli("start", "h", "--area", "sepsis[ti]", "--area", "stroke[ti]", *ONLINE)
    assert done.exit_code == 0, done.stderr
    text = (tmp_path / "h" / "problems.csv").read_text()
    assert "record 22 cannot be read" in text
    assert "record 11 cannot be read" in text


def test_a_supplier_that_fails_midway_loses_no_paper_that_had_come(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_pubmed(monkeypatch, [ONE, SourceError("PubMed does not answer. Try again later.")])
    done = cli("start", "h", "--area", "sepsis[ti]", *ONLINE)
    assert "PubMed does not answer" in done.stderr
    assert done.exit_code in (0, 1)
    found = cli("search", "sepsis", "--home", "h", "--json")
    assert "pmid:1" in [paper["id"] for paper in json.loads(found.stdout)["papers"]]


def test_online_without_a_network_is_told_once_and_the_starter_library_serves(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    done = cli("start", "h", "--area", "sepsis[ti]", "--area", "stroke[ti]", *ONLINE)
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count("FINGERPOST_OFFLINE is set, so PubMed was not asked") == 1
    assert json.loads(done.stdout)["papers"] > 100


def test_online_without_an_address_is_wrong_use(cli: Cli, tmp_path: Path) -> None:
    done = cli("start", "h", "--area", "sepsis", "--online")
    assert done.exit_code == 2
    assert "--email" in done.stderr
    assert not (tmp_path / "h").exists()


def test_one_papers_takes_several_files(cli: Cli, tmp_path: Path) -> None:
    for name, title in (("a.jsonl", "Sepsis alerts"), ("b.jsonl", "Stroke alerts")):
        (tmp_path / name).write_text(json.dumps({"id": f"doi:10.1/{name}", "title": title}) + "\n")
    done = cli(
        "start", tmp_path / "h", "--papers", tmp_path / "a.jsonl", tmp_path / "b.jsonl",
        "--area", "*", "--no-serve",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "2 papers read: 2 new" in done.stderr


def test_the_papers_of_a_start_can_be_taken_back(cli: Cli, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "papers.jsonl", PAPERS)
    cli("start", "h", "--papers", file, "--area", "sepsis", "--no-serve", "--today", TODAY)
    done = cli("import", "--undo", "--home", "h", "--json")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["undone"], found["papers"]) == ("papers.jsonl", 2)
    (stay,) = found["stay"]
    assert stay["reason"].startswith("the note papers/"), "start made a note on it"
