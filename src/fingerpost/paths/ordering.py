"""The order of the paths: what the person ranked first decides, ties go by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fingerpost.guide.model import Guide, Need, Span
from fingerpost.home.profile import Profile
from fingerpost.paths.conditions import waits_for_others
from fingerpost.paths.judging import judge_path
from fingerpost.paths.model import (
    JudgedPath,
    JudgedRequirement,
    PathJudgement,
    Verdict,
    WantedLater,
)
from fingerpost.paths.sensitivity import what_would_change
from fingerpost.paths.sentences import missing_answers, names
from fingerpost.paths.sharing import fall_backs

DEFAULT_ORDER = ("reachable",)

_RANK = {Verdict.READY: 0, Verdict.WITHIN: 1, Verdict.FAR: 2, Verdict.RULED_OUT: 3}
_UNKNOWN = 1
_BESIDE = {True: 0, None: 1, False: 2}
_ODDS_UNKNOWN = 1.5
"""Where no source tells the odds: behind 'less common', before 'rare'."""
_COST_UNKNOWN = 2.5
"""Where no source tells the cost: behind 'medium', before 'high'."""

Key = tuple[float, ...]
Place = tuple[bool, bool, list[Key], str]

KEYS: dict[str, Callable[[JudgedPath], Key]] = {
    "wanted": lambda judged: _first(judged.wanted),
    "reachable": lambda judged: (
        _RANK[judged.verdict],
        judged.months_high is None,
        _help_is_open(judged),
        *_first(_until_in(judged.months_high, judged.path.entry_months, most=True)),
        *_first(_until_in(judged.months_low, judged.path.entry_months, most=False)),
    ),
    "odds": lambda judged: (-_known(judged.path.odds_level, _ODDS_UNKNOWN),),
    "cost": lambda judged: (_known(judged.path.cost_level, _COST_UNKNOWN),),
    "beside_clinical_work": lambda judged: (_BESIDE[judged.beside_clinical_work],),
}
"""How each thing that may matter sorts paths: unstated before known to be bad.

Without months a path goes behind those with them, and what one did not say one wants behind all."""

_PLAIN = {
    "wanted": "what you want",
    "reachable": "how soon you could be ready",
    "odds": "the odds of getting in (where no source states them, by how common the road is)",
    "cost": "what it costs",
    "beside_clinical_work": "whether it can be had beside clinical work",
}


def judge(profile: Profile, guide: Guide, by: Sequence[str] = ()) -> PathJudgement:
    """Return every path of the guide judged for this person, in their order.

    `by` is an order for this once, in the words of `matters`. Paths with a conflict stand behind
    those without, those that the person refuses stand last. `best` names the paths that are ready
    or within reach and whose distance can be said; it may be empty.
    """
    order = tuple(m for m in by or profile.matters if m in KEYS) or DEFAULT_ORDER
    judged = [judge_path(path, profile, guide) for path in guide.paths]
    paths = tuple(sorted(judged, key=lambda one: _place(one, profile, order)))
    best = tuple(judged.path.id for judged in paths if _fits(judged))
    said = tuple(by or profile.matters)
    first = _to_test(paths) if not said or "wanted" in said else None
    is_asked_for = first or by or "wanted" in order
    return PathJudgement(
        paths=paths,
        order=order,
        best=best,
        sentence=_sentence(paths, best, order, bool(said)) + _untold(first),
        sensitivity=what_would_change(paths, profile, guide, lambda o: _place(o, profile, order)),
        fall_backs=fall_backs(paths, profile, guide),
        first_test=first.path.id if first else "",
        ask_first=_skills(missing_answers(first)) if first else (),
        wanted_later=None if is_asked_for else _wanted_later(paths, order),
    )


def _place(judged: JudgedPath, profile: Profile, order: tuple[str, ...]) -> Place:
    refused = judged.path.id in profile.refuses
    keys = [KEYS[matter](judged) for matter in order]
    return refused, bool(judged.conflicts), keys, judged.path.id


def _help_is_open(judged: JudgedPath) -> bool:
    """Tell whether something helpful was not said or takes years, so the months may understate."""
    shoulds = (item for item in judged.requirements if item.need is Need.SHOULD)
    return any(not item.met and item.hours_low is None for item in shoulds)


def _first(value: float | None) -> Key:
    return (0, value) if value is not None else (_UNKNOWN, 0)


def _known(level: int | None, unknown: float) -> float:
    return unknown if level is None else level


def _until_in(months: float | None, entry: Span | None, *, most: bool) -> float | None:
    """Return the months to the first day: learning, then the way in where a source tells it."""
    if months is None or entry is None:
        return months
    return months + (entry.high if most else entry.low)


def _fits(judged: JudgedPath) -> bool:
    return _is_near(judged) and not judged.conflicts


def _is_near(judged: JudgedPath) -> bool:
    return judged.verdict in (Verdict.READY, Verdict.WITHIN) and judged.months_high is not None


def _with_against(judged: JudgedPath) -> str:
    """Return a path's name with what is often lost on it, and that others must agree first."""
    words = [f"conflict: {', '.join(judged.against)}"] if judged.against else []
    if any(item.need is Need.MUST and waits_for_others(item) for item in judged.requirements):
        words.append("others must agree first")
    return f"{judged.path.name} ({'; '.join(words)})" if words else judged.path.name


def cannot_be_said(judged: JudgedPath) -> bool:
    """Tell whether nothing speaks against a path, and only answers to what it asks are missing."""
    open_skills = _skills(missing_answers(judged))
    return judged.verdict is Verdict.FAR and bool(open_skills) and not judged.conflicts


def _to_test(paths: Sequence[JudgedPath]) -> JudgedPath | None:
    """Return the path that is wanted most, if only answers are missing."""
    return next((one for one in paths if one.wanted == 1 and cannot_be_said(one)), None)


def _wanted_later(paths: Sequence[JudgedPath], order: tuple[str, ...]) -> WantedLater | None:
    """Return where the path that is wanted most stands, if nothing but the order holds it back."""
    for place, judged in enumerate(paths[1:], 2):
        if judged.wanted == 1 and judged.verdict is not Verdict.RULED_OUT and not judged.conflicts:
            return WantedLater(
                f"What you want most, {judged.path.name}, stands at place {place} of "
                f"{len(paths)}, by what matters to you.",
                ("wanted", *order),
            )
    return None


def _skills(items: Iterable[JudgedRequirement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.skill for item in items if item.skill))


def _untold(first: JudgedPath | None) -> str:
    if first is None:
        return ""
    skills = names(item for item in missing_answers(first) if item.skill)
    return (
        f" What you want most, {first.path.name}, is to be tested first: how far it is cannot be "
        f"said until you say where you stand in {skills}."
    )


def _sentence(
    paths: tuple[JudgedPath, ...], best: tuple[str, ...], order: tuple[str, ...], said: bool
) -> str:
    fitting = [_with_against(judged) for judged in paths if judged.path.id in best]
    if not fitting:
        start = "None fits yet: no path is known to be ready or within reach."
    elif len(fitting) == 1:
        start = f"One path fits now or within reach: {fitting[0]}."
    else:
        start = f"{len(fitting)} paths fit now or within reach: {'; '.join(fitting)}."
    follows = ", then by ".join(_PLAIN[matter] for matter in order)
    kept = [_with_against(judged) for judged in paths if judged.conflicts and _is_near(judged)]
    if kept:
        start += f" As near, but against what you will not give up: {'; '.join(kept)}."
    if said:
        return f"{start} They are ordered by {follows}, as you said."
    return f"{start} You did not say what matters most, so they are ordered by {follows}."
