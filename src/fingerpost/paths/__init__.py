"""Which path fits a person: requirements beside what they have, gaps, hours and a verdict."""

from fingerpost.paths.model import (
    JudgedPath,
    JudgedRequirement,
    PathJudgement,
    Sensitivity,
    Verdict,
)
from fingerpost.paths.ordering import judge
from fingerpost.paths.rows import path_row

__all__ = [
    "JudgedPath",
    "JudgedRequirement",
    "PathJudgement",
    "Sensitivity",
    "Verdict",
    "judge",
    "path_row",
]
