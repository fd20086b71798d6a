"""Steps that ask the person where they stand: at once what a verdict waits for, later the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fingerpost.guide.model import Basis, Need
from fingerpost.plan.drafts import Draft

if TYPE_CHECKING:
    from fingerpost.paths.model import JudgedPath, JudgedRequirement

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


def say_more(paths: Sequence[JudgedPath]) -> Draft | None:
    """Return the step that says what else the paths ask for; None where all is said.

    What keeps the first path from a verdict is asked for by its own step.
    """
    first = {item.skill for item in _unsaid(paths[0]) if item.need is Need.MUST} if paths else set()
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


def _unsaid(judged: JudgedPath) -> list[JudgedRequirement]:
    items = (*judged.requirements, *judged.on_the_way)
    return [item for item in items if item.skill and item.needed is not None and item.mine is None]


def _say(key: str, names: Sequence[str], because: str) -> Draft:
    title = f"Say in me.toml how far you are with {', '.join(dict.fromkeys(names))}"
    return Draft(key, title, "do", HALVES, because, estimate=str(Basis.OURS))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
