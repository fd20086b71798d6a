"""The profile shown in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from fingerpost.faces.cli.output import heading, table, wrapped
from fingerpost.guide import Guide
from fingerpost.home import Profile
from fingerpost.home.profile_words import LABELS, profile_row, words
from fingerpost.paths.requirements import NOT_SURE
from fingerpost.paths.skill_rows import skill_rows
from fingerpost.paths.where import doubts
from fingerpost.text import plural


def show_profile(profile: Profile, guide: Guide, open_keys: Sequence[str]) -> None:
    """Print the profile in words, the skills by how sure they are, and what was not asked."""
    if profile.is_example:
        click.echo("This is the example person, not you.")
    row = profile_row(profile)
    said = [(label, words(row[key])) for key, label in LABELS.items() if words(row[key])]
    width = max((len(label) for label, _ in said), default=0)
    for label, told in said:
        wrapped(told, " " * (width + 4), f"  {label.ljust(width)}  ")
    for doubt in doubts(profile).values():
        wrapped(doubt, "  ")
    rows = skill_rows(profile, guide)
    known = [row for row in rows if row["level"] is not None]
    if known:
        heading("What you can do")
        head = ("skill", "level", "how sure", "what shows it")
        table([head, *((r["name"], str(r["level"]), r["sure"], _evidence(r)) for r in known)])
    unsure = [row["name"] for row in rows if row["sure"] == NOT_SURE]
    unsure += [LABELS[key] for key in profile.not_sure if key in LABELS]
    if unsure:
        click.echo()
        wrapped(f"You were not sure about: {', '.join(unsure)}.")
    if open_keys:
        click.echo()
        wrapped(f"{plural(len(open_keys), 'question')} not answered yet; the most telling first:"
                "  fingerpost me ask")  # fmt: skip


def _evidence(row: dict[str, Any]) -> str:
    if not row["evidence"]:
        return ""
    where = row["evidence_from"]
    return row["evidence"] if where in (None, "your words") else f"{row['evidence']} [{where}]"
