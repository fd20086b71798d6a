"""The profile in words: what each key is called, and its value as people say it."""

from __future__ import annotations

import dataclasses
from typing import Any

from fingerpost.home.profile import Profile

LABELS = {
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


def words(value: object) -> str:
    """Return a value of the profile in words; empty where nothing was said."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(str(part).replace("_", " ") for part in value)
    return str(value or "")
