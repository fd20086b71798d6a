"""Verdicts of other tools: what their files say, and what nobody can take from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.records import Problem
from fingerpost.sources.verdicts import Labelled, read_verdicts

BOTH_OUT = (
    'RAYYAN-INCLUSION: {"Ada"=>"Excluded", "Bo"=>"Excluded"} '
    "| RAYYAN-EXCLUSION-REASONS: wrong population"
)


def _ris(tmp_path: Path, *notes: str) -> list[Labelled | Problem]:
    lines = [
        "TY  - JOUR",
        "TI  - Falls on a made-up ward",
        *(f"N1  - {n}" for n in notes),
        "ER  - ",
    ]
    file = tmp_path / "labels.ris"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return list(read_verdicts(file))


@pytest.mark.parametrize(
    ("notes", "verdict", "why"),
    [
        (["Fingerpost: not; reason: animals; only"], "not", "animals; only"),
        (["Fingerpost: maybe"], "maybe", ""),
        (["ASReview_relevant", "ASReview_time: 2026-01-01"], "relevant", ""),
        (["ASReview_irrelevant"], "not", ""),
        (["ASReview_not_seen"], "", ""),
        (['RAYYAN-INCLUSION: {"Ada"=>"Included"}'], "relevant", ""),
        ([BOTH_OUT], "not", "wrong population"),
        (['RAYYAN-INCLUSION: {"Ada"=>"Maybe"}'], "maybe", ""),
        (["A note of the reader's own"], "", ""),
        ([], "", ""),
    ],
)  # fmt: skip
def test_notes_of_screening_tools(tmp_path: Path, notes: list[str], verdict: str, why: str) -> None:
    (item,) = _ris(tmp_path, *notes)
    assert isinstance(item, Labelled)
    assert (item.verdict, item.why) == (verdict, why)


@pytest.mark.parametrize(
    "notes",
    [
        ['RAYYAN-INCLUSION: {"Ada"=>"Included", "Bo"=>"Excluded"}'],
        ["ASReview_relevant", "ASReview_irrelevant"],
    ],
)
def test_two_readers_who_differ_are_no_verdict(tmp_path: Path, notes: list[str]) -> None:
    (item,) = _ris(tmp_path, *notes)
    assert isinstance(item, Problem)
    assert (item.file, item.record, item.line) == ("labels.ris", 1, 1)
    assert "' and '" in item.reason


@pytest.mark.parametrize(
    ("column", "value", "verdict"),
    [
        ("label_included", "1", "relevant"),
        ("included", "0", "not"),
        ("label", "-1", ""),
        ("decision", "Maybe", "maybe"),
        ("asreview_label", "1.0", "relevant"),
        ("Included", "no", "not"),
    ],
)
def test_columns_of_tables(tmp_path: Path, column: str, value: str, verdict: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(f"title,{column},reason\nFalls on a ward,{value},too few\n", "utf-8")
    (item,) = read_verdicts(file)
    assert isinstance(item, Labelled)
    assert (item.verdict, item.why, item.line) == (verdict, "too few", 2)


def test_the_final_verdict_counts_before_the_one_on_abstracts(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_text("title,label_abstract_screening,label_included\nFalls,1,0\n", "utf-8")
    assert [i.verdict for i in read_verdicts(file) if isinstance(i, Labelled)] == ["not"]
    named = read_verdicts(file, "Label_Abstract_Screening")
    assert [i.verdict for i in named if isinstance(i, Labelled)] == ["relevant"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title,colour\nFalls,red\n", "no column verdicts (verdict, "),
        ("title,included\nFalls,perhaps\n", "'perhaps' cannot be understood"),
        ("%PDF-1.4 nothing to read", "neither RIS nor a table"),
    ],
)
def test_what_cannot_be_taken_is_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(text, "utf-8")
    (problem,) = read_verdicts(file)
    assert isinstance(problem, Problem)
    assert told in problem.reason


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = read_verdicts(tmp_path / "nothing.ris")
    assert isinstance(problem, Problem)
    assert "there is no such file" in problem.reason
