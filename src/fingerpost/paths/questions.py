"""What stays open about a path: what depends, what nobody says, what the person did not say."""

from __future__ import annotations

from fingerpost.guide.model import Need
from fingerpost.home.profile import Profile
from fingerpost.paths.conflicts import is_pay
from fingerpost.paths.model import JudgedPath, JudgedRequirement
from fingerpost.paths.sentences import Items, once


def open_questions(judged: JudgedPath, profile: Profile) -> tuple[str, ...]:
    """Return what depends, what nobody states, what was not said, what evenings cannot close."""
    path, requirements = judged.path, judged.requirements
    musts = [item for item in requirements if item.need is Need.MUST and item.condition]
    questions = [
        *(item.text for item in musts if item.answer is None),
        *(_open(item) for item in requirements if item.need in (Need.DEPENDS, Need.UNKNOWN)),
        *(_open(item) for item in _unsaid((*requirements, *judged.on_the_way))),
        *(_open(item) for item in requirements if item.need is Need.SHOULD and _years(item)),
    ]
    if profile.keep_clinical and path.beside_clinical_work is None:
        questions.append(
            f"No source says whether it can be had beside clinical work. Ask {path.whom_to_ask}."
        )
    kept = [text for text in profile.not_give_up if path.pay_drops is None or not is_pay(text)]
    if kept:
        questions.append(
            f"No source says whether you would keep what you will not give up "
            f"({'; '.join(kept)}). Ask {path.whom_to_ask}."
        )
    return tuple(dict.fromkeys(questions))


def _unsaid(items: Items) -> list[JudgedRequirement]:
    unsaid = [item for item in items if item.skill and item.mine is None]
    musts = once(item for item in unsaid if item.need is Need.MUST)
    asked = {item.skill for item in musts}
    shoulds = (item for item in unsaid if item.need is Need.SHOULD)
    return [*musts, *once(item for item in shoulds if item.skill not in asked)]


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
