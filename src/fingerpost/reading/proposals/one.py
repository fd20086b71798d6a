"""One paper put to a model and its answer held against the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fingerpost.reading.proposals.asking import INSTRUCTIONS, SCHEMA, question
from fingerpost.reading.proposals.checking import check
from fingerpost.reading.proposals.model import Checked
from fingerpost.records import Paper

Ask = Callable[[str, str, Mapping[str, Any]], str]
"""Gives a model's answer to what it is told, what it is asked, and the form of the answer."""


def ask_about(ask: Ask, paper: Paper, fields: tuple[str, ...], model: str) -> Checked:
    """Ask about the fields that a paper does not state; what `ask` raises is not held back."""
    return check(ask(INSTRUCTIONS, question(paper, fields), SCHEMA), paper, fields, model)
