"""What a language model proposes where a paper seems silent: data, held against the text."""

from __future__ import annotations

from fingerpost.reading.proposals.asking import INSTRUCTIONS, SCHEMA, fields_to_ask, question
from fingerpost.reading.proposals.checking import check
from fingerpost.reading.proposals.model import Checked, Proposal, Refused, as_corrections

__all__ = [
    "INSTRUCTIONS",
    "SCHEMA",
    "Checked",
    "Proposal",
    "Refused",
    "as_corrections",
    "check",
    "fields_to_ask",
    "question",
]
