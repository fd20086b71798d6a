"""Steps that ask the person where they stand: at once what a verdict waits for, later the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fingerpost.guide.model import Basis, Need
from fingerpost.paths.ordering import cannot_be_said
from fingerpost.plan.drafts import Draft

if TYPE_CHECKING:
    from fingerpost.paths.model import JudgedPath, JudgedRequirement, PathJudgement

HALVES = 1
"""Half hours that it takes to say where one stands."""


def say_first(judged: JudgedPath) -> Draft | None:
    """Return the step that says what alone keeps a path from a verdict; None where nothing does."""
    missing = [item for item in _unsaid(judged) if item.need is Need.MUST]
    if not missing:
        return None
    levels = "; ".join(f"level {item.needed} in {item.name}" for item in missing)
    return _say(
        "say:first", [item.name for item in missing],
        f"{judged.path.name} must have {levels}, and how far you are from it cannot be told "
        "without your answer",
    )  # fmt: skip


def say_wanted(
    judgement: PathJudgement, paths: Sequence[JudgedPath]
) -> tuple[Draft | None, frozenset[str]]:
    """Return the step that says what keeps wanted paths from a verdict, and the skills it asks.

    None where nothing does. What keeps the first of `paths` from one is asked for by its own step.
    """
    told = _first_asked(paths)
    asking: list[str] = []
    names: list[str] = []
    wanted = [judged for judged in judgement.paths if judged.wanted and cannot_be_said(judged)]
    for judged in sorted(wanted, key=lambda judged: judged.wanted or 0):
        levels = {
            item.name: item.needed
            for item in _unsaid(judged)
            if item.need is Need.MUST and item.skill not in told
        }
        if levels:
            told |= {item.skill for item in _unsaid(judged) if item.name in levels}
            names += levels
            listed = _listed([f"level {level} in {name}" for name, level in levels.items()])
            most = " most" if judged.wanted == 1 else ""
            asking.append(f"{judged.path.name}, which you want{most}, must have {listed}")
    if not names:
        return None, told
    because = f"{'; '.join(asking)}; until you say how far you are, it cannot be told how far away "
    because += "that is" if len(asking) == 1 else "they are"
    return _say("say:wanted", names, because), told


def say_more(paths: Sequence[JudgedPath], asked: frozenset[str] = frozenset()) -> Draft | None:
    """Return the step that says what else the paths ask for; None where all is said.

    What keeps the first path from a verdict is asked for by its own step, and so are the skills in
    `asked`.
    """
    first = _first_asked(paths) | asked
    told: dict[str, str] = {}
    asking = []
    for judged in paths:
        new = {item.skill: item.name for item in _unsaid(judged)
               if item.skill not in first and item.skill not in told}  # fmt: skip
        if new:
            told |= new
            asking.append(f"{judged.path.name} asks for {_listed(list(new.values()))}")
    if not told:
        return None
    because = f"{'; '.join(asking)}; how far you are cannot be told without it"
    return _say("say:skills", list(told.values()), because)


def _first_asked(paths: Sequence[JudgedPath]) -> frozenset[str]:
    unsaid = _unsaid(paths[0]) if paths else []
    return frozenset(item.skill for item in unsaid if item.need is Need.MUST)


def _unsaid(judged: JudgedPath) -> list[JudgedRequirement]:
    items = (*judged.requirements, *judged.on_the_way)
    return [item for item in items if item.skill and item.needed is not None and item.mine is None]


def _say(key: str, names: Sequence[str], because: str) -> Draft:
    title = f"Say in me.toml how far you are with {', '.join(dict.fromkeys(names))}"
    return Draft(key, title, "do", HALVES, because, estimate=str(Basis.OURS))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
