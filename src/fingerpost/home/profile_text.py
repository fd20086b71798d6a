"""The profile as text: me.toml written with comments that explain every key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.home.profile_file import LEVELS, MATTERS
from fingerpost.text import toml_value

USUAL_HOURS = Profile().hours_per_week
"""What counts where nothing was said: it is not written as if somebody had said it."""


def profile_template(known_skills: Mapping[str, str], known_paths: Mapping[str, str]) -> str:
    """Return an empty me.toml that explains every key; ids are mapped to their names."""
    return write_profile(Profile(), known_skills, known_paths)


def write_profile(
    profile: Profile,
    known_skills: Mapping[str, str] | None = None,
    known_paths: Mapping[str, str] | None = None,
) -> str:
    """Return the text of me.toml with comments; reading it gives an equal profile.

    Skills that the person says nothing about are listed as comments, to be filled in by hand.
    """
    paths = known_paths or {}
    lines = [
        "# About you. Everything may be left out; what is left out counts as 'not said'.",
        "# Text stands between quotes; a line that begins with # is a note to you.",
        "",
        *_entries(profile, paths),
        "",
        f"# Your skills. Levels: {LEVELS}.",
        "# `evidence` says what shows it, in your words; a level without it stays a claim.",
        *_skill_tables(profile.skills, known_skills or {}),
    ]
    return "\n".join(lines) + "\n"


def _entries(profile: Profile, paths: Mapping[str, str]) -> list[str]:
    listed = [f"#   {path}: {name}" for path, name in sorted(paths.items())]
    return [
        *(["# This is a made-up person, to show how it works.", "example = true", ""]
          if profile.is_example else []),
        _line("name", profile.name, "as you like to be called"),
        _line("profession", profile.profession, "doctor, nurse, pharmacist, medical student …"),
        _line("specialty", profile.specialty, ""),
        _line("grade", profile.grade, "training grade or stage: ST3, band 6, final year …"),
        _line("registered", profile.registered, "are you registered in a health profession?",
              "true"),
        _line("exams", profile.exams, 'examinations and degrees: ["MRCP part 1", "MSc"]'),
        _line("rota", profile.rota, "what your rota leaves you"),
        _line("years_clinical", profile.years_clinical, "years of clinical work", "3"),
        _line("city", profile.city, "to find people near you"),
        _line("country", profile.country, ""),
        _line("would_move_to", profile.would_move_to, "countries in which you would work too"),
        "",
        "# The one clinical question or problem that you care about; it becomes your first area.",
        _line("question", profile.question, ""),
        "",
        _line("hours_per_week",
              None if profile.hours_per_week == USUAL_HOURS else profile.hours_per_week,
              "hours a week for this: above 0, up to 80", f"{USUAL_HOURS:g}"),
        "# A day of each week in which nothing can be done (on call, holiday, exam).",
        _line("lost_weeks", profile.lost_weeks, "such as [2026-12-24, 2027-01-12]"),
        _line("keep_clinical", profile.keep_clinical, "do you want to stay in clinical work?",
              "true"),
        _line("not_give_up", profile.not_give_up, 'what you refuse to give up, such as ["pay"]'),
        _line("money_needed", profile.money_needed, "what you need to earn"),
        _line("data", profile.data, "data that you may lawfully use"),
        "",
        "# What matters most, first things first; the paths are ordered by it. Any of:",
        f"#   {', '.join(MATTERS)}",
        _line("matters", profile.matters, ""),
        "",
        "# Paths that you want, the most wanted first, and paths that you rule out.",
        *listed,
        _line("wants", profile.wants, ""),
        _line("refuses", profile.refuses, ""),
        _line("approvals", profile.approvals, "paths for which whoever decides has agreed"),
        _line("not_sure", profile.not_sure, "what you were asked and were not sure about"),
    ]  # fmt: skip


def _skill_tables(claims: Iterable[SkillClaim], known: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    said = set()
    for claim in claims:
        said.add(claim.skill)
        lines += ["", f"[skills.{bare_key(claim.skill)}]" + _note(known.get(claim.skill, ""))]
        lines += [f"level = {claim.level}", f"evidence = {toml_value(claim.evidence)}"]
    unsaid = [skill for skill in sorted(known) if skill not in said]
    if unsaid:
        lines += ["", "# Not said yet (take away the # to say it):"]
    for skill in unsaid:
        lines += [
            f"# [skills.{bare_key(skill)}]{_note(known[skill])}",
            "# level = 0",
            '# evidence = ""',
        ]
    return lines


def _line(key: str, value: object, note: str, example: str = "") -> str:
    if value is None:
        return f"# {key} = {example}{_note(note)}"
    return f"{key} = {toml_value(value)}{_note(note)}"


def _note(note: str) -> str:
    return f"  # {note}" if note else ""


def bare_key(name: str) -> str:
    """Return a key as TOML writes it."""
    bare = name.replace("-", "").replace("_", "")
    return name if bare.isascii() and bare.isalnum() else toml_value(name)
