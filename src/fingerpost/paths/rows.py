"""A judged path as the object that `fingerpost paths --json` prints."""

from __future__ import annotations

from typing import Any

from fingerpost.paths.model import JudgedPath, JudgedRequirement, PathJudgement, Shared


def path_row(judged: JudgedPath) -> dict[str, Any]:
    """Return the path as plain data; what cannot be said is None."""
    path = judged.path
    return {
        "id": path.id,
        "name": path.name,
        "verdict": judged.verdict.value,
        "sentence": judged.sentence,
        "months_low": judged.months_low,
        "months_high": judged.months_high,
        "hours_low": judged.hours_low,
        "hours_high": judged.hours_high,
        "hours_basis": judged.basis.value if judged.basis else None,
        "requirements": [_requirement_row(item) for item in judged.requirements],
        "on_the_way": [_requirement_row(item) for item in judged.on_the_way],
        "hours_added": [
            {
                "skill": row.item.skill,
                "needed": row.item.needed,
                "need": row.item.need.value,
                "hours_low": row.low,
                "hours_high": row.high,
            }
            for row in judged.asked
            if row.high is not None
        ],
        "open_questions": list(judged.open_questions),
        "conflicts": list(judged.conflicts),
        "cautions": list(judged.cautions),
        "against": list(judged.against),
        "wanted": judged.wanted,
        "odds": path.odds,
        "odds_level": path.odds_level,
        "cost": path.cost,
        "cost_level": path.cost_level,
        "entry": path.entry or None,
        "countries": list(path.countries),
        "cheapest_test": judged.cheapest_test.title,
        "beside_clinical_work": judged.beside_clinical_work,
        "origin": path.origin or None,
        "cost_pay": path.cost_pay,
        "cost_time": path.cost_time,
        "cost_money": path.cost_money,
        "next_roads": list(path.next_roads),
    }


def judgement_row(judgement: PathJudgement) -> dict[str, Any]:
    """Return what is said of all paths together, without the paths."""
    hint = judgement.sensitivity
    return {
        "sentence": judgement.sentence,
        "order": list(judgement.order),
        "best": list(judgement.best),
        "sensitivity": {
            "skill": hint.skill, "level": hint.level, "levels": list(hint.levels),
            "first": hint.first, "sentence": hint.sentence,
        } if hint else None,
        "fall_backs": [shared_row(common) for common in judgement.fall_backs],
        "first_test": judgement.first_test or None,
        "ask_first": list(judgement.ask_first),
        "wanted_later": {
            "sentence": judgement.wanted_later.sentence,
            "order": list(judgement.wanted_later.order),
        } if judgement.wanted_later else None,
    }  # fmt: skip


def shared_row(common: Shared) -> dict[str, Any]:
    """Return what two paths have in common as plain data."""
    return {
        "one": common.one,
        "other": common.other,
        "sentence": common.sentence,
        "hours_low": common.hours_low,
        "hours_high": common.hours_high,
        "skills": [
            {"skill": item.skill, "name": item.name, "level": item.level, "mine": item.mine,
             "hours_low": item.hours_low, "hours_high": item.hours_high}
            for item in common.skills
        ],
    }  # fmt: skip


def _requirement_row(item: JudgedRequirement) -> dict[str, Any]:
    return {
        "axis": item.axis.value,
        "skill": item.skill or None,
        "condition": item.condition.value if item.condition else None,
        "answer": item.answer,
        "name": item.name or None,
        "text": item.text,
        "need": item.need.value,
        "needed": item.needed,
        "mine": item.mine,
        "gap": item.gap,
        "met": item.met,
        "evidence": item.evidence or None,
        "evidence_from": item.where or None,
        "sure": item.sure,
        "hours_low": item.hours_low,
        "hours_high": item.hours_high,
        "hours_basis": item.basis.value if item.basis else None,
    }
