"""Which path fits a person: requirements beside what they have, gaps, hours and a verdict."""

from fingerpost.paths.model import (
    JudgedPath,
    JudgedRequirement,
    PathJudgement,
    Sensitivity,
    Shared,
    Verdict,
)
from fingerpost.paths.ordering import judge
from fingerpost.paths.rows import judgement_row, path_row, shared_row
from fingerpost.paths.sharing import shared

__all__ = [
    "JudgedPath",
    "JudgedRequirement",
    "PathJudgement",
    "Sensitivity",
    "Shared",
    "Verdict",
    "judge",
    "judgement_row",
    "path_row",
    "shared",
    "shared_row",
]
