"""The recipe of a dive: what anyone needs to make it again, and to see that it is the same."""

from __future__ import annotations

import hashlib
import platform
import shlex
from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Final

from fingerpost.dives import evidence_summary, gaps, look, silences
from fingerpost.dives.model import Dive
from fingerpost.landscape import trends
from fingerpost.text import digest

MADE_WITH: Final = (
    "fingerpost", "numpy", "scipy", "scikit-learn", "opentsne", "graspologic-native",
)  # fmt: skip
SETTINGS: Final[Mapping[str, float]] = {
    "evidence_fewest_appraised": look.FEWEST_APPRAISED,
    "evidence_fewest_in_row": evidence_summary.FEWEST_IN_ROW,
    "evidence_least_with_abstract": look.LEAST_WITH_ABSTRACT,
    "grid_false_discoveries": gaps.FALSE_DISCOVERIES,
    "grid_fewest_with_both": gaps.FEWEST_WITH_BOTH,
    "grid_most_methods": gaps.MOST_METHODS,
    "grid_most_problems": gaps.MOST_PROBLEMS,
    "growth_least_papers": trends.LEAST_PAPERS,
    "growth_least_years": trends.LEAST_YEARS,
    "growth_least_capture": trends.LEAST_CAPTURE,
    "unproven_below": silences.UNPROVEN_BELOW,
    "unproven_fewest_able": silences.FEWEST_ABLE,
}
"""Every threshold that decides what a dive says; changed ones change its sentences."""


def recipe(dive: Dive, tables: Mapping[str, str]) -> dict[str, Any]:
    """Return queries, counts, versions and settings; `tables` are the files it vouches for.

    `papers_digest` is over ids and texts: equal digests mean that the same papers were seen.
    """
    taken = dive.landscape.trends.yardstick
    return {
        "area": dive.area,
        "title": dive.title,
        "query": dive.query,
        "understood": dive.understood,
        "searches": [{"supplier": name, "query": query} for name, query in dive.searches],
        "date": dive.today.isoformat(),
        "papers": len(dive.papers),
        "papers_digest": digest(*(f"{paper.id} {paper.text_hash}" for paper in dive.papers)),
        "left_out": dict(dive.left_out),
        "left_out_papers": [
            {"id": paper.id, "title": paper.title, "why": why} for why, paper in dive.absent
        ],
        "sources": dict(Counter(paper.source or "not stated" for paper in dive.papers)),
        "counts": _counts(dive),
        "yardstick": taken and {
            "supplier": taken.supplier, "query": taken.query, "asked_on": taken.asked_on,
        },
        "since": dive.change.since.isoformat() if dive.change else None,
        "versions": {name: version(name) for name in MADE_WITH}
        | {"python": platform.python_version()},
        "settings": dict(SETTINGS),
        "tables": {
            name: hashlib.sha256(table.encode("utf-8")).hexdigest()
            for name, table in tables.items()
        },
        "again": _again(dive),
    }  # fmt: skip


def _counts(dive: Dive) -> dict[str, int]:
    return {
        "abstracts_appraised": len(dive.appraisals),
        "about_machine_learning": sum(each.about_learning for each in dive.appraisals),
        "appraisals_corrected_by_you": sum(bool(each.corrections) for each in dive.appraisals),
        "topics": len(dive.landscape.topics),
        "method_and_problem": dive.gaps.both if dive.gaps else 0,
        "statements": len(dive.gaps.statements) if dive.gaps else 0,
    }


def _again(dive: Dive) -> list[str]:
    """Return the commands that make it again from the same papers."""
    fetched = [
        shlex.join(["fingerpost", "fetch", supplier, query]) for supplier, query in dive.searches
    ]
    since = ["--since", dive.change.since.isoformat()] if dive.change else []
    return [
        *fetched,
        shlex.join(["fingerpost", "area", "add", dive.title, "--query", dive.query]),
        shlex.join(["fingerpost", "dive", dive.title, "--today", dive.today.isoformat(), *since]),
    ]
