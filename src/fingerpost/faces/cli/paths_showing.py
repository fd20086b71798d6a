"""Judged paths shown: all in a table, one in full, two side by side."""

from __future__ import annotations

from datetime import date

import click

from fingerpost.faces.cli.output import heading, table, wrapped
from fingerpost.guide import Guide
from fingerpost.guide.freshness import freshness
from fingerpost.home import Profile
from fingerpost.paths import JudgedPath, PathJudgement, Shared, Verdict
from fingerpost.paths.model import Asked, SharedSkill
from fingerpost.paths.sentences import months_in_words

_TOLD = 3
"""How many paths have their sentence under the table."""
_ODDS = ("very rare", "rare", "less common", "fairly common", "common")
_COST = ("cheap", "low", "medium", "high", "dear")
NOT_STATED = "not stated"


def show_all(judgement: PathJudgement, guide: Guide) -> None:
    """Print all paths as a table, its first ones in words, and what would change the order."""
    wrapped(judgement.sentence)
    for key in judgement.ask_first:
        wrapped(f"Say it:  fingerpost me skill {key} LEVEL", "  ")
    if later := judgement.wanted_later:
        wrapped(later.sentence)
        wrapped(f"Put it first:  fingerpost me set matters {','.join(later.order)}", "  ")
    click.echo()
    head = ("path", "wanted", "reachable", "odds", "cost", "beside clinical work")
    rows = [head, *map(_views, judgement.paths)]
    if any(judged.against for judged in judgement.paths):
        against = (", ".join(judged.against) for judged in judgement.paths)
        rows = [(*row, said) for row, said in zip(rows, ("conflict", *against), strict=True)]
    table(rows)
    for judged in judgement.paths[:_TOLD]:
        heading(f"{judged.path.name}  ({judged.path.id})")
        if judged.path.origin:
            wrapped(f"[{judged.path.origin}]", "  ")
        wrapped(judged.sentence, "  ")
        wrapped(f"Cheapest next test: {judged.cheapest_test.title}", "  ")
    click.echo()
    if judgement.fall_backs:
        name = judgement.paths[0].path.name
        wrapped(f"If {name} comes to nothing, or beside it:", bold=True)
        for common in judgement.fall_backs:
            wrapped(common.sentence, "  ", "- ")
    if judgement.sensitivity:
        click.echo()
        wrapped(judgement.sensitivity.sentence)
        if judgement.sensitivity.depends:
            skill = guide.skill(judgement.sensitivity.skill)
            level = judgement.sensitivity.level
            wrapped(f"Level {level} means: {skill.levels[level]}")
    click.echo()
    wrapped("One in full:  fingerpost paths PATH")


def _views(judged: JudgedPath) -> tuple[str, ...]:
    path = judged.path
    return (
        path.id,
        "" if judged.wanted is None else str(judged.wanted),
        reachable(judged),
        NOT_STATED if path.odds_level is None else _ODDS[path.odds_level],
        NOT_STATED if path.cost_level is None else _COST[path.cost_level],
        {True: "yes", False: "no", None: NOT_STATED}[judged.beside_clinical_work],
    )


def reachable(judged: JudgedPath) -> str:
    """Return how far a path is, in a few words."""
    if judged.verdict is Verdict.RULED_OUT:
        return "ruled out"
    if judged.verdict is Verdict.READY:
        return "ready to apply" if judged.path.entry else "ready now"
    if judged.months_high is None:
        return "cannot be counted" if judged.verdict is Verdict.WITHIN else "cannot be said"
    if judged.hours_low == 0:
        return "others must agree"
    far = "" if judged.verdict is Verdict.WITHIN else "far: "
    return far + months_in_words(judged.months_low, judged.months_high)


def show_one(judged: JudgedPath, profile: Profile, guide: Guide, today: date) -> None:
    """Print one path with its requirements, what stays open, and how old its sources are."""
    path = judged.path
    heading(path.name)
    if path.origin:
        wrapped(f"[{path.origin}]")
    wrapped(path.summary)
    wrapped(judged.sentence)
    click.echo()
    head = ("axis", "requirement", "need", "needed", "mine", "gap", "hours it adds", "how sure")
    table([head, *(_requirement(row) for row in judged.asked if row.item.name)])
    if judged.hours_low is not None:
        told = f"Together {judged.hours_low:,g} to {judged.hours_high:,g} hours"
        wrapped(f"{told}: the fewest for what is required alone, the most with what helps.")
    shown = [r.item for r in judged.asked if r.item.evidence and r.item.mine is not None]
    for item in dict.fromkeys((i.name, i.evidence, i.where) for i in shown):
        wrapped(f"{item[0]}: {item[1]} [{item[2]}]", "      ", "    ")
    _open(judged)
    click.echo()
    for label, text in _facts(judged, profile, guide):
        wrapped(f"{label}: {text}", "  ")
    wrapped(f"Cheapest next test: {judged.cheapest_test.title}")
    wrapped(f"It tells you no if: {judged.cheapest_test.tells_no}")
    for source in path.sources:
        wrapped(f"Source: {source.text} {source.url} {source.dated}".rstrip())
    wrapped(freshness(path.sources, today))
    wrapped(f"All that we know of it: fingerpost guide show {path.id}")


def _open(judged: JudgedPath) -> None:
    if judged.open_questions:
        click.echo()
        wrapped("Open, and therefore not counted as met:", bold=True)
        for question in judged.open_questions:
            wrapped(question, "  ", "- ")


def _facts(judged: JudgedPath, profile: Profile, guide: Guide) -> list[tuple[str, str]]:
    path = judged.path
    titles = {other.id: other.name for other in guide.paths}
    roads = ", ".join(titles.get(road, road) for road in path.next_roads)
    facts = [
        ("Odds", path.odds),
        ("Cost", path.cost),
        ("Beside clinical work", path.beside_note),
        ("You bring", path.advantage),
        ("Ask", path.whom_to_ask),
        ("From here to", roads),
        ("You need to earn", profile.money_needed),
        ("Data you may use", "; ".join(profile.data)),
    ]
    return [(label, text) for label, text in facts if text]


def _requirement(row: Asked) -> tuple[str, ...]:
    r = row.item
    if r.condition:
        mine = {True: "yes", False: "no", None: r.sure}[r.answer]
        gap = {True: "0", False: "not met", None: "cannot be said"}[r.answer]
    else:
        mine = r.sure if r.mine is None else str(r.mine)
        gap = "cannot be said" if r.gap is None else str(r.gap)
    needed = "yes" if r.condition else "–" if r.needed is None else str(r.needed)
    return str(r.axis).replace("_", " "), r.name, str(r.need), needed, mine, gap, row.hours, r.sure


def show_pair(one: JudgedPath, other: JudgedPath, common: Shared) -> None:
    """Print two paths side by side, and what both ask for."""
    head = ("", one.path.id, other.path.id)
    labels = ("wanted", "reachable", "odds", "cost", "beside clinical work")
    rows = zip(labels, _views(one)[1:], _views(other)[1:], strict=True)
    table([head, *rows])
    for judged in (one, other):
        heading(judged.path.name)
        wrapped(judged.sentence, "  ")
    heading("What both ask for")
    if not common.skills:
        click.echo("  Nothing: what you learn for one does not serve the other.")
        return
    table([("skill", "up to level", "mine", "hours"), *map(_shared, common.skills)])
    click.echo()
    wrapped(common.sentence)


def _shared(item: SharedSkill) -> tuple[str, ...]:
    mine = "not said" if item.mine is None else str(item.mine)
    if item.hours_low is None:
        hours = "cannot be said" if item.mine is None else "not by evenings"
    else:
        hours = "none" if not item.hours_high else f"{item.hours_low:g} to {item.hours_high:g}"
    return item.name, str(item.level), mine, hours
