"""What no source states stands between what is known to be good and what is known to be bad."""

from __future__ import annotations

import pytest

from fingerpost.guide import load_guide
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.paths import judge

GUIDE = load_guide()
PHARMACIST = Profile(
    profession="hospital pharmacist", country="United Kingdom", hours_per_week=3, years_clinical=8,
    registered=True, keep_clinical=True,
    skills=tuple(SkillClaim(each, 0) for each in ("programming", "statistics", "ml-fundamentals")),
)  # fmt: skip


def _levels(by: str, of: str) -> list[int | None]:
    return [getattr(judged.path, of) for judged in judge(PHARMACIST, GUIDE, [by]).paths
            if not judged.conflicts]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "of", "is_bad"),
    [
        ("odds", "odds_level", lambda level: level <= 1),
        ("cost", "cost_level", lambda level: level >= 3),
    ],
)
def test_what_is_known_to_be_bad_stands_behind_what_nobody_states(by, of, is_bad):
    kinds = ["unknown" if level is None else "bad" if is_bad(level) else "good"
             for level in _levels(by, of)]  # fmt: skip
    assert set(kinds) == {"good", "unknown", "bad"}
    assert kinds == sorted(kinds, key=["good", "unknown", "bad"].index)


def test_the_dearest_and_rarest_road_comes_behind_those_within_reach():
    paths = judge(PHARMACIST, GUIDE, ["beside_clinical_work", "cost", "reachable"]).paths
    keys = [judged.path.id for judged in paths if not judged.conflicts]
    assert keys[-1] == "ml-engineer"
