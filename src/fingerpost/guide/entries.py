"""The entries of the guide, each read from its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fingerpost.guide.model import (
    NOT_STATED,
    Axis,
    CareerPath,
    Condition,
    Criterion,
    ExampleArea,
    Need,
    Project,
    Requirement,
    Resource,
    Route,
    Skill,
    SmallTest,
    Source,
)
from fingerpost.guide.table import Table

Sources = Mapping[str, Source]
Names = Mapping[str, object]
"""The ids that there are; only the keys count."""

_AXES = tuple(axis.value for axis in Axis)
_NEEDS = tuple(need.value for need in Need)
_ASKED = ("approval", "data", "exam", "registration")
"""Conditions that a requirement may name; country and profession stand at the path."""
_KINDS_OF_DATA = ("genes", "images", "records", "signals", "text")
_KINDS = ("do", "learn", "meet", "read")


def read_skill(table: Table, sources: Sources, checked: str) -> Skill:
    """Return a skill; its prerequisites are checked later, when every skill is known."""
    levels = table.texts("levels")
    if len(levels) != 5:
        table.fail(f"'levels' has {len(levels)} sentences; it must have five.", "levels")
    hours = table.value("hours", list, "four ranges of hours")
    if len(hours) != 4:
        table.fail(f"'hours' has {len(hours)} ranges; it must have four.", "hours")
    by_hours_to = table.level("by_hours_to")
    skill = Skill(
        id=table.name("id"),
        name=table.text("name"),
        axis=Axis(table.choice("axis", _AXES)),
        gloss=table.text("gloss"),
        levels=levels,
        hours=tuple(table.hours_from(row, "hours") for row in hours),
        prerequisites=table.levels_by_name("prerequisites"),
        sources=table.sources(sources),
        by_hours_to=4 if by_hours_to is None else by_hours_to,
        clinical_years=_clinical_years(table),
        checked=table.checked(checked),
        evidence=table.texts("evidence"),
    )
    table.end()
    if len(skill.evidence) not in (0, 5):
        table.fail(
            f"'evidence' has {len(skill.evidence)} sentences; it must have five.", "evidence"
        )
    return skill


def _clinical_years(table: Table) -> tuple[tuple[float, int], ...]:
    key = "clinical_years"
    rows: list[Any] = table.optional(key, list, "pairs of years and a level", [])
    for row in rows:
        if not (
            isinstance(row, list)
            and len(row) == 2
            and isinstance(row[0], int | float)
            and row[1] in (0, 1, 2, 3, 4)
        ):
            table.fail(f"'{key}' must be pairs of years and a level, such as [[1, 3]].", key)
    return tuple((float(years), int(level)) for years, level in rows)


def read_path(table: Table, sources: Sources, skills: Names) -> CareerPath:
    """Return a career path; whether the ids among its next roads exist is checked later."""
    costs = tuple(table.text_or_not_stated(f"cost_{part}") for part in ("pay", "time", "money"))
    path = CareerPath(
        id=table.name("id"),
        name=table.text("name"),
        summary=table.text("summary"),
        days=table.text("days"),
        requirements=tuple(_requirement(t, sources, skills) for t in table.tables("requirement")),
        routes=tuple(_route(t) for t in table.tables("route")),
        cheapest_test=_small_test(table.table("cheapest_test")),
        beside_clinical_work=table.optional(
            "beside_clinical_work", bool, "true or false; leave it out when nobody says", None
        ),
        beside_note=table.text("beside_note"),
        odds=table.text("odds"),
        cost=table.optional_text("cost") or _whole_cost(*costs),
        advantage=table.text("advantage"),
        whom_to_ask=table.text("whom_to_ask"),
        sources=table.sources(sources),
        checked=table.checked(),
        odds_level=table.level("odds_level"),
        cost_level=table.level("cost_level"),
        cost_pay=costs[0],
        cost_time=costs[1],
        cost_money=costs[2],
        next_roads=table.texts("next_roads"),
        countries=country_codes(table, "countries"),
        professions=table.texts("professions"),
        abroad=table.optional_text("abroad"),
        seen_in=country_codes(table, "seen_in"),
        ask_also=table.optional_text("ask_also"),
        ask_also_in=country_codes(table, "ask_also_in"),
        entry=table.optional_text("entry"),
        entry_months=table.optional_span("entry_months", "months"),
        leaves_patients=table.optional_text("leaves_patients"),
        pay_drops=table.optional(
            "pay_drops", bool, "true or false; leave it out when nobody says", None
        ),
    )
    table.end()
    if bool(path.ask_also) != bool(path.ask_also_in):
        table.fail("'ask_also' and 'ask_also_in' need each other: whom to ask, and where.")
    if not path.requirements:
        table.fail('there is no [[requirement]]; where nobody says, write need = "unknown".')
    return path


def country_codes(table: Table, key: str) -> tuple[str, ...]:
    """Return a list of country codes such as GB; empty when the key is not there."""
    codes = table.texts(key)
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isupper()):
            table.fail(f"'{code}' is no country code such as GB.", key)
    return codes


def _whole_cost(pay: str, time: str, money: str) -> str:
    if {pay, time, money} == {NOT_STATED}:
        return "Not stated."
    parts = {"Pay": pay, "training time": time, "money": money}
    return "; ".join(f"{part}: {text.rstrip('.')}" for part, text in parts.items()) + "."


def _requirement(table: Table, sources: Sources, skills: Names) -> Requirement:
    need = Need(table.choice("need", _NEEDS))
    skill = table.optional_text("skill")
    if skill:
        table.known(skill, skills, "skill")
    level = table.level("level")
    condition = table.optional_text("condition")
    if condition:
        table.known(condition, _ASKED, "condition")
        if skill:
            table.fail("a requirement is a skill or a condition, not both.", "condition")
    if level is None and not condition and need in (Need.MUST, Need.SHOULD, Need.NICE):
        table.fail(
            f'a requirement with need = "{need}" needs a level from 0 to 4; '
            'where it depends or nobody says, write need = "depends" or "unknown".'
        )
    if level is not None and not skill:
        table.fail("a requirement with a level needs a skill.")
    requirement = Requirement(
        axis=Axis(table.choice("axis", _AXES)),
        skill=skill,
        level=level,
        need=need,
        text=table.text("text"),
        sources=table.sources(sources),
        condition=Condition(condition) if condition else None,
        values=table.texts("values"),
    )
    table.end()
    return requirement


def _route(table: Table) -> Route:
    route = Route(
        id=table.name("id"),
        title=table.text("title"),
        kind=table.choice("kind", _KINDS),
        hours=table.hours("hours"),
        detail=table.optional_text("detail"),
        url=table.url("url"),
    )
    table.end()
    return route


def _small_test(table: Table) -> SmallTest:
    test = SmallTest(
        table.text("title"),
        table.hours("hours"),
        table.text("tells_no"),
        needs_data=table.optional("needs_data", bool, "true or false", False),
    )
    table.end()
    return test


def read_resource(table: Table, sources: Sources, checked: str, skills: Names) -> Resource:
    """Return something to learn from."""
    resource = Resource(
        id=table.name("id"),
        title=table.text("title"),
        skill=table.choice("skill", skills),
        from_level=table.needed_level("from_level"),
        to_level=table.needed_level("to_level"),
        hours=table.hours("hours"),
        price=table.text("price"),
        url=table.url("url"),
        sources=table.sources(sources),
        note=table.optional_text("hours_note"),
        checked=table.checked(checked),
        language=table.text_or_not_stated("language"),
    )
    table.end()
    if resource.from_level >= resource.to_level:
        table.fail("'to_level' must be above 'from_level'.", "to_level")
    return resource


def read_project(table: Table, sources: Sources, checked: str, paths: Names) -> Project:
    """Return a small project with data that may be used."""
    project = Project(
        id=table.name("id"),
        title=table.text("title"),
        question=table.text("question"),
        data=table.text("data"),
        data_url=table.url("data_url", needed=True),
        terms=table.text("terms"),
        hours=table.hours("hours"),
        areas=table.texts("areas"),
        kinds=table.texts("kinds"),
        paths=table.texts("paths"),
        sources=table.sources(sources),
        checked=table.checked(checked),
    )
    table.end()
    for kind in project.kinds:
        table.known(kind, _KINDS_OF_DATA, "kinds")
    for path in project.paths:
        table.known(path, paths, "paths")
    return project


def read_criterion(table: Table, sources: Sources, checked: str) -> Criterion:
    """Return a criterion for comparing areas."""
    criterion = Criterion(
        id=table.name("id"),
        name=table.text("name"),
        question=table.text("question"),
        anchor_1=table.text("anchor_1"),
        anchor_5=table.text("anchor_5"),
        weight=float(table.value("weight", (int, float), "a number above 0, such as 1.0")),
        sources=table.sources(sources),
        checked=table.checked(checked),
    )
    table.end()
    if not 0 < criterion.weight < 1000:
        table.fail(f"'weight' is {criterion.weight:g}; it must be above 0.", "weight")
    return criterion


def read_area(table: Table, sources: Sources, checked: str) -> ExampleArea:
    """Return an area that ships as an example."""
    area = ExampleArea(
        name=table.name("name"),
        title=table.text("title"),
        question=table.text("question"),
        query=table.text("query"),
        sources=table.sources(sources),
        checked=table.checked(checked),
    )
    table.end()
    return area
