"""What a fetch is told and what it gives: settings, and marks between the records."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from fingerpost.errors import SourceError
from fingerpost.records import Paper, Problem

Place: TypeAlias = Mapping[str, str | int]
"""Where in a supplier's answer the next page begins, in the supplier's own terms; {} at first."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many records have been read, and how many are to be read in all."""

OFFLINE = "FINGERPOST_OFFLINE"
_LEAST_KEY = 16


def told_to_stay_offline() -> bool:
    """Whether the user wants no request to leave this program."""
    return os.environ.get(OFFLINE, "") not in ("", "0")


@dataclass(frozen=True, slots=True)
class Settings:
    """How suppliers are asked; times in seconds.

    `email` is told to the suppliers that want to know whom to write to. The keys are the user's
    own and stand in no text of ours. `urls` names another address for a supplier, for tests and
    mirrors. `spacing` widens or, against a server of one's own, narrows the least time between
    the end of an answer and the next request; None keeps the supplier's published limit.
    """

    email: str = ""
    ncbi_key: str = field(default="", repr=False)
    openalex_key: str = field(default="", repr=False)
    urls: Mapping[str, str] = field(default_factory=dict)
    spacing: float | None = None
    timeout: float = 30.0
    """Until the connection stands, and for each silence within an answer."""
    longest_answer: float = 180.0
    """For one answer from its request to its last byte."""
    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    most_bytes: int = 64 << 20
    batch: int | None = None
    """Records in one answer; None takes what suits the supplier."""
    folder: Path | None = None
    """Where paces and answers are kept; None takes the user's own folders."""
    keep_hours: float = 1.0
    """How long an answer serves without asking again; 0 asks each time."""
    offline: bool = field(default_factory=told_to_stay_offline)
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Raise SourceError for a key that is none: short ones might stand in any text."""
        if any(0 < len(key) < _LEAST_KEY for key in (self.ncbi_key, self.openalex_key)):
            raise SourceError(f"A supplier's key has {_LEAST_KEY} characters or more; check yours.")


@dataclass(frozen=True, slots=True)
class Mark:
    """A point from which the same fetch goes on; everything yielded before it belongs before it.

    `text` is opaque: give it back as `resume`. `read` counts records from the fetch's beginning.
    """

    text: str
    read: int
    total: int
    finished: bool


Item: TypeAlias = Paper | Problem | Mark
