"""The signpost: everything that one run of the main job found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fingerpost.dives.model import Dive
from fingerpost.focus.model import Comparison
from fingerpost.home.profile import Profile
from fingerpost.paths.model import PathJudgement
from fingerpost.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Signpost:
    """Paths, areas, plan and dives of one person on one day."""

    today: date
    profile: Profile
    papers: int
    """How many papers the library has."""
    from_starter: int
    judgement: PathJudgement
    dives: Mapping[str, Dive]
    """By area name, in the order of the comparison."""
    comparison: Comparison
    plan: Plan
    summaries: Mapping[str, str]
    """Plain-English summaries of landmark papers in the dives, by paper id."""
    left_out: tuple[str, ...] = ()
    """Why areas are left out: a sentence for each whose query cannot be understood."""
