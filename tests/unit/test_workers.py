"""Work shared out among processes: answers in order, and nothing lost with a process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fingerpost.workers import answered, workers_here

MODULE = """
import os
from fingerpost.workers import serve

def answer(question):
    if question == b"die":
        os._exit(1)
    if question == b"half":
        os.write(1, (99).to_bytes(8, "big") + b"cut off")
        os._exit(1)
    return question.upper()

serve(answer)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "shouting.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", ":".join([str(tmp_path), *filter(None, sys.path)]))
    return "shouting"


def ask(words: list[str], module: str, crew: int) -> list[tuple[str, bytes | None]]:
    return list(answered(words, lambda word: word.encode() or None, module, crew))


@pytest.mark.parametrize("crew", [1, 3])
def test_answers_come_in_the_order_of_the_questions(module: str, crew: int) -> None:
    words = [f"word {n}" for n in range(200)]
    assert ask(words, module, crew) == [(word, word.upper().encode()) for word in words]


def test_no_question_has_no_answer(module: str) -> None:
    assert ask(["a", "", "b"], module, 2) == [("a", b"A"), ("", None), ("b", b"B")]


@pytest.mark.parametrize("end", ["die", "half"])
def test_a_worker_that_dies_takes_no_question_with_it(module: str, end: str) -> None:
    answers = ask(["a", end, *"bcdefgh"], module, 2)
    assert [word for word, _ in answers] == ["a", end, *"bcdefgh"]
    assert dict(answers)[end] is None
    assert all(answer in (None, word.upper().encode()) for word, answer in answers)
    assert dict(answers)["h"] == b"H"


def test_a_module_that_is_not_there_answers_nothing() -> None:
    assert ask(["a", "b"], "nowhere.at_all", 1) == [("a", None), ("b", None)]


def test_one_core_needs_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    assert workers_here() == 0
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert workers_here() == 4
