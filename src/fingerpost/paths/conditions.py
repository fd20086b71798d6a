"""What a path asks that is no skill: registration, country, profession, an exam, a permission."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fingerpost.guide.model import Axis, CareerPath, Condition, Need, Requirement
from fingerpost.home.professions import is_one_of
from fingerpost.home.profile import Profile
from fingerpost.landscape.places import country_names, find_country
from fingerpost.paths.model import JudgedRequirement
from fingerpost.text import fold

GIVEN_BY_OTHERS = (Condition.APPROVAL, Condition.DATA)
"""Somebody else's word, which one asks for: without it a path is not ready, but not far either."""

NAMES = {
    Condition.REGISTRATION: "Registration in a health profession",
    Condition.EXAM: "An examination or degree",
    Condition.APPROVAL: "Approval in principle",
    Condition.DATA: "Data that you may use",
    Condition.COUNTRY: "The country you work in",
    Condition.PROFESSION: "Your profession",
}


def stated_for(path: CareerPath) -> tuple[Requirement, ...]:
    """Return the country and the profession that a path is limited to, as requirements."""
    found = []
    if path.countries:
        text = f"It is held in {places(path.countries)}. {path.abroad}".rstrip()
        found.append(_must(path, Condition.COUNTRY, path.countries, text))
    if path.professions:
        text = f"It is open to: {', '.join(path.professions)}."
        found.append(_must(path, Condition.PROFESSION, path.professions, text))
    return tuple(found)


def _must(
    path: CareerPath, condition: Condition, values: tuple[str, ...], text: str
) -> Requirement:
    return Requirement(
        Axis.OTHER, "", None, Need.MUST, text, path.sources, condition=condition, values=values
    )


def answered(requirement: Requirement, path: CareerPath, profile: Profile) -> bool | None:
    """Return what the profile answers to a condition; None where it says nothing."""
    match requirement.condition:
        case Condition.REGISTRATION:
            return profile.registered
        case Condition.COUNTRY:
            return _in_country(requirement.values, profile)
        case Condition.PROFESSION:
            return is_one_of(profile.profession, requirement.values)
        case Condition.EXAM:
            return _has_exam(requirement.values, profile.exams)
        case Condition.APPROVAL:
            return True if path.id in profile.approvals else None
        case _:
            return True if profile.data else None


def said(condition: Condition, profile: Profile) -> str:
    """Return the person's words that answer a condition, or an empty string."""
    match condition:
        case Condition.REGISTRATION:
            return {None: "", True: "registered", False: "not registered"}[profile.registered]
        case Condition.COUNTRY:
            return profile.country
        case Condition.PROFESSION:
            return profile.profession
        case Condition.EXAM:
            return "; ".join(profile.exams)
        case Condition.APPROVAL:
            return "agreed in principle"
        case _:
            return "; ".join(profile.data)


def waits_for_others(item: JudgedRequirement) -> bool:
    """Tell whether somebody else's word is asked for and was not given yet."""
    return item.condition in GIVEN_BY_OTHERS and item.answer is None


def places(codes: Iterable[str]) -> str:
    """Return countries by their English names: 'the United Kingdom or Germany'."""
    names = [country_names().get(code, code) for code in codes]
    return " or ".join(f"the {name}" if name.startswith("United ") else name for name in names)


def told_elsewhere(path: CareerPath, profile: Profile) -> str:
    """Return where what is told of a path comes from, if the person works elsewhere; else ''."""
    mine = find_country(profile.country)
    if not path.seen_in or path.countries or not mine or mine in path.seen_in:
        return ""
    return places(path.seen_in)


def told_to(path: CareerPath, profile: Profile) -> CareerPath:
    """Return the path as it is told to this person: bodies of a country only to who lives there.

    Where no country is said, they are named as an example from theirs.
    """
    ask, mine = path.whom_to_ask, find_country(profile.country)
    if mine in path.ask_also_in:
        ask += f", or {path.ask_also}"
    elif path.ask_also and not profile.country:
        ask += f", or, in {places(path.ask_also_in)} for example, {path.ask_also}"
    return replace(path, whom_to_ask=ask, ask_also="", ask_also_in=())


def _in_country(codes: tuple[str, ...], profile: Profile) -> bool | None:
    mine = find_country(profile.country)
    if mine in codes:
        return True
    if not mine or any(find_country(place) in codes for place in profile.would_move_to):
        return None
    return False


def _has_exam(wanted: tuple[str, ...], exams: tuple[str, ...]) -> bool | None:
    if not exams:
        return None
    mine = [f" {fold(exam)} " for exam in exams]
    return not wanted or any(f" {fold(name)} " in exam for name in wanted for exam in mine)
