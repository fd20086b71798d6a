"""The profile shown: in words for people, as plain data for scripts."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import click

from fingerpost.faces.cli.output import heading, table, wrapped
from fingerpost.guide import Guide
from fingerpost.home import Profile
from fingerpost.paths.requirements import CLAIMED, NOT_SAID, NOT_SURE, SHOWN, standing
from fingerpost.text import plural

_LABELS = {
    "name": "Name", "profession": "Profession", "specialty": "Specialty", "grade": "Grade or stage",
    "years_clinical": "Years of clinical work", "registered": "Registered",
    "exams": "Examinations and degrees", "rota": "Rota", "city": "Town", "country": "Country",
    "would_move_to": "Would work in", "hours_per_week": "Hours a week",
    "keep_clinical": "Stay in clinical work", "not_give_up": "Will not give up",
    "money_needed": "Money needed", "data": "Data you may use", "matters": "What matters most",
    "wants": "Paths wanted", "refuses": "Paths refused", "approvals": "Agreed in principle for",
    "lost_weeks": "Weeks lost", "question": "Question",
}  # fmt: skip


def profile_row(profile: Profile) -> dict[str, Any]:
    """Return all of the profile but its skills as plain data; what was not said is None."""
    row = {
        field.name: getattr(profile, field.name)
        for field in dataclasses.fields(profile)
        if field.name != "skills"
    }
    row["lost_weeks"] = [day.isoformat() for day in profile.lost_weeks]
    return {
        key: list(value) if isinstance(value, tuple) else None if value == "" else value
        for key, value in row.items()
    }


def skill_rows(profile: Profile, guide: Guide) -> list[dict[str, Any]]:
    """Return every skill of the guide with the person's level and how sure that is."""
    rows = []
    for skill in guide.skills:
        mine = standing(skill, profile)
        unsaid = NOT_SURE if skill.id in profile.not_sure else NOT_SAID
        rows.append({
            "skill": skill.id,
            "name": skill.name,
            "axis": skill.axis.value,
            "level": mine.level,
            "means": None if mine.level is None else skill.levels[mine.level],
            "evidence": mine.evidence or None,
            "evidence_from": (mine.where or None) if mine.evidence else None,
            "sure": unsaid if mine.level is None else SHOWN if mine.evidence else CLAIMED,
        })  # fmt: skip
    return rows


def show_profile(profile: Profile, guide: Guide, open_keys: Sequence[str]) -> None:
    """Print the profile in words, the skills by how sure they are, and what was not asked."""
    if profile.is_example:
        click.echo("This is the example person, not you.")
    row = profile_row(profile)
    said = [(label, words(row[key])) for key, label in _LABELS.items() if words(row[key])]
    width = max((len(label) for label, _ in said), default=0)
    for label, told in said:
        wrapped(told, " " * (width + 4), f"  {label.ljust(width)}  ")
    rows = skill_rows(profile, guide)
    known = [row for row in rows if row["level"] is not None]
    if known:
        heading("What you can do")
        head = ("skill", "level", "how sure", "what shows it")
        table([head, *((r["name"], str(r["level"]), r["sure"], _evidence(r)) for r in known)])
    unsure = [row["name"] for row in rows if row["sure"] == NOT_SURE]
    unsure += [_LABELS[key] for key in profile.not_sure if key in _LABELS]
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


def words(value: object) -> str:
    """Return a value of the profile in words; empty where nothing was said."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(str(part).replace("_", " ") for part in value)
    return str(value or "")
