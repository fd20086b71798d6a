"""The parts that sentences play in an abstract, by name."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The part that a sentence plays in an abstract."""

    TITLE = "title"
    BACKGROUND = "background"
    OBJECTIVE = "objective"
    METHODS = "methods"
    RESULTS = "results"
    CONCLUSION = "conclusion"


TOLD = (Role.BACKGROUND, Role.OBJECTIVE, Role.METHODS, Role.RESULTS, Role.CONCLUSION)
"""The roles of an abstract's sentences, in their usual order; a role's place here is its number."""
