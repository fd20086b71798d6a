"""What is said about a path, in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from fingerpost.guide.model import Basis, CareerPath, Need
from fingerpost.home.profile import Profile
from fingerpost.paths.hours import Hours
from fingerpost.paths.model import JudgedRequirement, Verdict
from fingerpost.paths.requirements import CLAIMED
from fingerpost.text import plural

Items = tuple[JudgedRequirement, ...]
Months = tuple[float | None, float | None]

_RESTS_ON = {
    Basis.OURS: "The hours are our guess.",
    Basis.COMMUNITY: "The hours are a community estimate.",
    Basis.SOURCED: "The hours are as the sources state them.",
}


def path_sentence(
    path: CareerPath,
    verdict: Verdict,
    requirements: Items,
    on_the_way: Items,
    hours: Hours,
    months: Months,
    profile: Profile,
) -> str:
    """Return the verdict with its reason, and a conflict with staying in clinical work."""
    musts = tuple(item for item in requirements if item.need is Need.MUST)
    if path.id in profile.refuses:
        said = "Ruled out by you: your profile lists it among what you refuse."
    elif verdict is Verdict.RULED_OUT:
        said = _ruled_out(musts)
    elif not musts:
        said = _no_musts(requirements)
    elif verdict is Verdict.READY:
        said = _ready(musts, hours)
    elif hours.low is None:
        said = _cannot_be_said((*musts, *on_the_way))
    else:
        said = _distance(verdict, musts, on_the_way, hours, months, profile)
    if profile.keep_clinical and path.beside_clinical_work is False:
        said += (
            " It conflicts with your wish to stay in clinical work: the source says that it "
            "cannot be had beside it."
        )
    return said


def _ruled_out(musts: Items) -> str:
    missing = [item for item in musts if item.gap and item.hours_low is None]
    return (
        f"Ruled out for now by {names(missing)}: {_levels(missing[0])}, and that takes a "
        "qualification or years in post; evenings cannot replace them."
    )


def _no_musts(requirements: Items) -> str:
    shoulds = [item for item in requirements if item.need is Need.SHOULD]
    if has_all_stated(requirements):
        return (
            f"In reach, but not to be counted in months: you have what the source calls ideal "
            f"({names(shoulds)}); how much else it needs depends, and no source states more."
        )
    ideal = "; ".join(f"{item.name} (level {item.needed})" for item in _once(shoulds))
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


def _ready(musts: Items, hours: Hours) -> str:
    claims = [item for item in musts if item.sure == CLAIMED]
    said = f"Ready now: you meet what is required ({names(musts)})"
    said += f"; {names(claims)} {_rests(claims)} on your word alone." if claims else "."
    if hours.high:
        said += f" What also helps would take up to {hours.high:,g} hours. {_basis(hours)}"
    return said.rstrip()


def _cannot_be_said(musts: Items) -> str:
    unsaid = [item for item in musts if item.gap is None]
    known = _once(item for item in musts if item.gap)
    said = f"It cannot be said yet: you did not say where you stand in {names(unsaid)}."
    if known:
        least = sum(item.hours_low or 0 for item in known)
        said += f" What you did say leaves at least {least:,g} hours ({names(known)})."
    return said


def _distance(
    verdict: Verdict,
    musts: Items,
    on_the_way: Items,
    hours: Hours,
    months: Months,
    profile: Profile,
) -> str:
    gaps = [item for item in (*musts, *on_the_way) if item.gap]
    start = "Within" if verdict is Verdict.WITHIN else "Far:"
    return (
        f"{start} {_months(*months)} at your {_per_week(profile.hours_per_week)} "
        f"({hours.low:,g} to {hours.high:,g} hours): what is missing is "
        f"{'; '.join(f'{item.name} ({_levels(item)})' for item in _once(gaps))}. {_basis(hours)}"
    )


def _per_week(hours: float) -> str:
    return f"{hours:g} {'hour' if hours == 1 else 'hours'} a week"


def _months(low: float | None, high: float | None) -> str:
    unit, size = ("year", 12) if (high or 0) > 3 * 12 else ("month", 1)
    least, most = math.floor((low or 0) / size), max(1, math.ceil((high or 0) / size))
    if least in (0, most):
        return plural(most, unit)
    return f"{least} to {plural(most, unit)}"


def _levels(item: JudgedRequirement) -> str:
    return f"level {item.needed} is needed, you are at {item.mine}"


def _basis(hours: Hours) -> str:
    return _RESTS_ON[hours.basis] if hours.basis else ""


def _rests(items: list[JudgedRequirement]) -> str:
    return "rests" if len(_once(items)) == 1 else "rest"


def names(items: Iterable[JudgedRequirement]) -> str:
    """Return the names of the requirements' skills, each once: 'A, B and C'."""
    words = [item.name for item in _once(items)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _once(items: Iterable[JudgedRequirement]) -> list[JudgedRequirement]:
    """Keep the most demanding of the items of one skill, in the order of the first."""
    best: dict[str, JudgedRequirement] = {}
    for item in items:
        if item.skill not in best or (item.needed or 0) > (best[item.skill].needed or 0):
            best[item.skill] = item
    return list(best.values())


def open_questions(
    path: CareerPath, requirements: Items, on_the_way: Items, profile: Profile
) -> tuple[str, ...]:
    """Return what depends, what nobody states, what was not said, what evenings cannot close."""
    questions = [
        *(_open(item) for item in requirements if item.need in (Need.DEPENDS, Need.UNKNOWN)),
        *(_open(item) for item in _unsaid((*requirements, *on_the_way))),
        *(_open(item) for item in requirements if item.need is Need.SHOULD and _years(item)),
    ]
    if profile.keep_clinical and path.beside_clinical_work is None:
        questions.append(
            f"No source says whether it can be had beside clinical work. Ask {path.whom_to_ask}."
        )
    return tuple(dict.fromkeys(questions))


def _unsaid(items: Items) -> list[JudgedRequirement]:
    musts = _once(item for item in items if item.need is Need.MUST and item.mine is None)
    asked = {item.skill for item in musts}
    shoulds = (item for item in items if item.need is Need.SHOULD and item.mine is None)
    return [*musts, *_once(item for item in shoulds if item.skill not in asked)]


def _years(item: JudgedRequirement) -> bool:
    return bool(item.gap) and item.hours_low is None


def _open(item: JudgedRequirement) -> str:
    if item.need in (Need.DEPENDS, Need.UNKNOWN):
        return item.text
    if item.mine is None:
        verb = "is needed" if item.need is Need.MUST else "helps"
        return f"You did not say where you stand in {item.name}; level {item.needed} {verb}."
    return (
        f"{item.name}: level {item.needed} helps, you are at {item.mine}; that takes a "
        "qualification or years in post, not evenings."
    )
