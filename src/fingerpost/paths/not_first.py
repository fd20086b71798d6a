"""Why the path that somebody wants most is not the one that the plan tries first."""

from __future__ import annotations

from fingerpost.paths.model import JudgedPath, PathJudgement, Verdict
from fingerpost.paths.ordering import cannot_be_said
from fingerpost.paths.sentences import missing_answers, names

_WANTED = "wanted"


def why_not_first(judgement: PathJudgement, tried: str) -> str:
    """Return why the path that is wanted most is not the one with the id `tried`, in sentences.

    Empty where it is that one, or where no path is wanted.
    """
    wanted = [judged for judged in judgement.paths if judged.wanted]
    first = min(wanted, key=lambda judged: judged.wanted or 0, default=None)
    if first is None or first.path.id == tried:
        return ""
    why, then = _why(first, judgement)
    return f"What you want most, {first.path.name}, is not tried first: {why}. {then}".strip()


def _why(judged: JudgedPath, judgement: PathJudgement) -> tuple[str, str]:
    """Return the reason, and what would change it as a sentence; empty where nothing simple."""
    if judged.verdict is Verdict.RULED_OUT:
        return "it is ruled out as things stand", ""
    if judged.conflicts:
        return "it goes against what you will not give up", ""
    is_asked_for = _WANTED in judgement.order
    if cannot_be_said(judged):
        skills = names(item for item in missing_answers(judged) if item.skill)
        why = f"how far it is cannot be said until you say where you stand in {skills}"
        if is_asked_for:
            return why, ""
        return (
            f"{why}, and ‘what I want’ is not among what matters to you",
            "Say either, and planning again takes it in.",
        )
    if judged.path.id not in judgement.best:
        return "it is not known to be within reach yet, and what is goes first", ""
    if is_asked_for:
        return "by what matters to you another comes before it, or it was tested already", ""
    return (
        "‘what I want’ is not among what matters to you, and by what does another path comes first",
        "Put it there, and planning again takes it in.",
    )
