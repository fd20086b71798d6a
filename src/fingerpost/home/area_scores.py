"""Scores in an area's front matter: the user's own, and what others said or a small test showed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fingerpost.errors import HomeError
from fingerpost.home.area import Advice, AdviceKind, OwnScore

_NUMBERS = ("score", "low", "high")


def own_scores(data: Any, path: Path) -> tuple[OwnScore, ...]:
    """Return the own scores that front matter gives, by criterion; HomeError names what is none."""
    if not isinstance(data, dict):
        raise HomeError(f"{path}: scores need one line a criterion, such as  scale: {{score: 4}}")
    return tuple(_own(str(name), value, path) for name, value in sorted(data.items()))


def advice_in(data: Any, path: Path) -> tuple[Advice, ...]:
    """Return the advice that front matter lists, in its order; HomeError names what is none."""
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise HomeError(
            f"{path}: advice needs a list, such as"
            "  - {criterion: scale, score: 2, from: a ward pharmacist, reason: Rare here}"
        )
    return tuple(_advice(item, number, path) for number, item in enumerate(data, 1))


def written_score(own: OwnScore) -> dict[str, Any]:
    """Return an own score as front matter has it, under its criterion."""
    return _stated({"score": own.score, "reason": own.reason, "low": own.low, "high": own.high})


def written_advice(advice: Advice) -> dict[str, Any]:
    """Return advice as front matter has it."""
    return _stated(
        {
            "criterion": advice.criterion,
            "score": advice.score,
            "low": advice.low,
            "high": advice.high,
            "kind": str(advice.kind),
            "from": advice.who,
            "on": advice.on,
            "reason": advice.reason,
        }
    )


def _stated(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def _own(criterion: str, value: Any, path: Path) -> OwnScore:
    entry = value if isinstance(value, dict) else {"score": value}
    low, score, high = _range(entry, criterion, path)
    return OwnScore(criterion, score, str(entry.get("reason") or ""), low, high)


def _advice(item: dict[str, Any], number: int, path: Path) -> Advice:
    criterion = str(item.get("criterion") or "").strip()
    if not criterion:
        raise HomeError(f"{path}: advice {number} names no criterion, such as  criterion: scale")
    low, score, high = _range(item, f"{criterion} (advice {number})", path)
    kind = str(item.get("kind") or AdviceKind.CONVERSATION)
    if kind not in set(AdviceKind):
        kinds = " or ".join(f"'{each}'" for each in AdviceKind)
        raise HomeError(f"{path}: the kind of advice {number} is '{kind}'; it must be {kinds}.")
    who, on, reason = (str(item.get(key) or "") for key in ("from", "on", "reason"))
    return Advice(criterion, score, reason, low, high, AdviceKind(kind), who, on)


def _range(entry: dict[str, Any], of: str, path: Path) -> tuple[float | None, float, float | None]:
    numbers: dict[str, Any] = {key: entry.get(key) for key in _NUMBERS}
    for key, number in numbers.items():
        if number is None and key != "score":
            continue
        if isinstance(number, bool) or not isinstance(number, int | float) or not 1 <= number <= 5:
            raise HomeError(
                f"{path}: the {key} of {of} is {number!r}; it must be a number from 1 to 5."
            )
    low, score, high = numbers["low"], numbers["score"], numbers["high"]
    if (low is not None and low > score) or (high is not None and high < score):
        raise HomeError(f"{path}: the score of {of} must lie between its low and high.")
    return low, score, high
