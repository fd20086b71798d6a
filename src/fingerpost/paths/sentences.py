"""What is said about a path, in plain words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from fingerpost.guide.model import Basis, Need
from fingerpost.home.profile import Profile
from fingerpost.paths.conditions import told_elsewhere, waits_for_others
from fingerpost.paths.model import JudgedPath, JudgedRequirement, Verdict
from fingerpost.paths.requirements import CLAIMED
from fingerpost.text import plural

Items = tuple[JudgedRequirement, ...]

_IN_MONTHS = 36
"""Up to so many months they are told in months, beyond in years."""
_RESTS_ON = {
    Basis.OURS: "The hours are our guess.",
    Basis.COMMUNITY: "The hours are a community estimate.",
    Basis.SOURCED: "The hours are as the sources state them.",
}


def path_sentence(judged: JudgedPath, profile: Profile) -> str:
    """Return the verdict with its reason, what others decide, and what it conflicts with."""
    path, refused = judged.path, judged.path.id in profile.refuses
    parts = [_verdict(judged, profile)]
    if not refused and judged.verdict in (Verdict.READY, Verdict.WITHIN):
        parts.append(path.entry)
    elsewhere = told_elsewhere(path, profile)
    if elsewhere:
        parts.append(f"What is told of it comes from {elsewhere}: ask how it is where you are.")
    return " ".join(part for part in (*parts, *judged.conflicts, *judged.cautions) if part)


def _verdict(judged: JudgedPath, profile: Profile) -> str:
    requirements, on_the_way = judged.requirements, judged.on_the_way
    musts = tuple(item for item in requirements if item.need is Need.MUST)
    skills = tuple(item for item in musts if item.condition is None)
    if judged.path.id in profile.refuses:
        return "Ruled out by you: your profile lists it among what you refuse."
    if judged.verdict is Verdict.RULED_OUT:
        return _ruled_out(musts)
    if not skills:
        return _no_musts(requirements)
    if judged.hours_low is None:
        return _cannot_be_said(judged, (*musts, *on_the_way))
    if judged.hours_low == 0:
        return _ready(judged, skills)
    return _distance(judged, skills, profile)


def _ruled_out(musts: Items) -> str:
    missing = [item for item in musts if item.gap and item.hours_low is None]
    against = [item for item in musts if item.answer is False]
    said = f"Ruled out for now by {names((*against, *missing))}: "
    if against:
        said += " ".join(f"{item.text} You say: {item.evidence}." for item in against)
    if missing:
        start = _levels(missing[0])
        said += f" {start[0].upper()}{start[1:]}" if against else start
        said += ", and that takes a qualification or years in post; evenings cannot replace them."
    return said


def _no_musts(requirements: Items) -> str:
    shoulds = [item for item in requirements if item.need is Need.SHOULD]
    if has_all_stated(requirements):
        return (
            f"In reach, but not to be counted in months: you have what the source calls ideal "
            f"({names(shoulds)}); how much else it needs depends, and no source states more."
        )
    ideal = "; ".join(f"{item.name} (level {item.needed})" for item in once(shoulds))
    return (
        "It cannot be said how far this is: no source states a fixed requirement, and 'depends' "
        f"does not count as met.{f' Ideal to have first: {ideal}.' if ideal else ''}"
    )


def has_all_stated(requirements: Items) -> bool:
    """Tell whether, on a path without musts, all that is called ideal is met.

    What depends must at least have been thought of: a level above 0 in its skill.
    """
    shoulds = [item for item in requirements if item.need is Need.SHOULD]
    depends = [item for item in requirements if item.need is Need.DEPENDS and item.skill]
    return (
        bool(shoulds)
        and all(item.met for item in shoulds)
        and all(item.mine is not None and item.mine > 0 for item in depends)
    )


def _ready(judged: JudgedPath, skills: Items) -> str:
    claims = [item for item in skills if item.sure == CLAIMED]
    waits = [item for item in judged.requirements if item.need is Need.MUST and item.gap is None]
    if waits:
        start = "Within reach, not ready"
    else:
        start = "Ready to apply" if judged.path.entry else "Ready now"
    said = f"{start}: you meet what is required ({names(skills)})"
    said += f"; {names(claims)} {_rests(claims)} on your word alone." if claims else "."
    if waits:
        said += " What is missing others have to give: "
        said += " ".join(item.text for item in waits)
    if judged.hours_high:
        said += f" What also helps would take up to {judged.hours_high:,g} hours."
        said += f" {_basis(judged)}"
    depends = [_first(item.text) for item in judged.requirements if item.need is Need.DEPENDS]
    return said + (f" What still depends: {' '.join(depends)}" if depends else "")


def missing_answers(judged: JudgedPath) -> Items:
    """Return the musts, and what comes before them, that only the person can answer."""
    musts = (item for item in judged.requirements if item.need is Need.MUST)
    asked = (*musts, *judged.on_the_way)
    return tuple(item for item in asked if item.gap is None and not waits_for_others(item))


def _cannot_be_said(judged: JudgedPath, musts: Items) -> str:
    unsaid = missing_answers(judged)
    skills = [item for item in unsaid if item.condition is None]
    facts = [item for item in unsaid if item.condition]
    known = once(item for item in musts if item.gap)
    said = "It cannot be said yet:"
    if skills:
        said += f" you did not say where you stand in {names(skills)}."
    if facts:
        more = "nor" if skills else "you did not"
        start = f"{said[:-1]}, {more} say" if skills else f"{said} {more} say"
        said = f"{start} what answers: {names(facts)}. {' '.join(item.text for item in facts)}"
    if known:
        least = sum(item.hours_low or 0 for item in known)
        said += f" What you did say leaves at least {least:,g} hours ({names(known)})."
    return said


def _distance(judged: JudgedPath, skills: Items, profile: Profile) -> str:
    gaps = [item for item in (*skills, *judged.on_the_way) if item.gap]
    start = "Within" if judged.verdict is Verdict.WITHIN else "Far:"
    waits = [
        item for item in judged.requirements if item.need is Need.MUST and waits_for_others(item)
    ]
    said = (
        f"{start} {months_in_words(judged.months_low, judged.months_high)} at your "
        f"{_per_week(profile.hours_per_week)} ({judged.hours_low:,g} to {judged.hours_high:,g} "
        f"hours): what is missing is "
        f"{'; '.join(f'{item.name} ({_levels(item)})' for item in once(gaps))}. {_basis(judged)}"
    )
    if waits:
        said += f" Others have to give: {' '.join(item.text for item in waits)}"
    return said


def _first(text: str) -> str:
    """Return the first sentence of a text."""
    return re.split(r"(?<=[a-z)])\. ", text, maxsplit=1)[0].rstrip(".") + "."


def _per_week(hours: float) -> str:
    return f"{hours:g} {'hour' if hours == 1 else 'hours'} a week"


def months_in_words(low: float | None, high: float | None) -> str:
    """Return months in words, the lower rounded down, the upper up; each beyond three years, years.

    The lower bound is always told: below one month as 'less than 1 month'.
    """
    least, most = math.floor(low or 0), max(1, math.ceil(high or 0))
    small, large = _unit(least), _unit(most)
    start, end = least // small[1], math.ceil(most / large[1])
    if (start, small) == (end, large) or most == 1:
        return plural(end, large[0])
    first = "less than 1" if not start else f"{start:,}"
    unit = "" if small == large else f" {small[0]}" if start <= 1 else f" {small[0]}s"
    return f"{first}{unit} to {plural(end, large[0])}"


def _unit(months: int) -> tuple[str, int]:
    """Return the unit in which so many months are told, and its months."""
    return ("year", 12) if months > _IN_MONTHS else ("month", 1)


def _levels(item: JudgedRequirement) -> str:
    return f"level {item.needed} is needed, you are at {item.mine}"


def _basis(judged: JudgedPath) -> str:
    return _RESTS_ON[judged.basis] if judged.basis else ""


def _rests(items: list[JudgedRequirement]) -> str:
    return "rests" if len(once(items)) == 1 else "rest"


def names(items: Iterable[JudgedRequirement]) -> str:
    """Return the names of what is required, each once: 'A, B and C'."""
    words = list(dict.fromkeys(_within_a_sentence(item) for item in items))
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _within_a_sentence(item: JudgedRequirement) -> str:
    return f"{item.name[0].lower()}{item.name[1:]}" if item.condition else item.name


def once(items: Iterable[JudgedRequirement]) -> list[JudgedRequirement]:
    """Keep the most demanding of the items of one skill, in the order of the first."""
    best: dict[str, JudgedRequirement] = {}
    for item in items:
        if item.skill not in best or (item.needed or 0) > (best[item.skill].needed or 0):
            best[item.skill] = item
    return list(best.values())
