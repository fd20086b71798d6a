"""What the question on wanted paths promises is what the plan keeps."""

from __future__ import annotations

from fingerpost.paths.interview import QUESTIONS


def test_the_question_on_wanted_paths_does_not_promise_them_the_first_place():
    why = QUESTIONS["wants"].why
    assert "come first" not in why
    assert "asked at the head of the plan" in why
