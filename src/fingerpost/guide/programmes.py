"""Programmes and opportunities, each read from its table."""

from __future__ import annotations

from fingerpost.guide.entries import Names, Sources, country_codes
from fingerpost.guide.model import (
    Opportunity,
    OpportunityKind,
    Programme,
    ProgrammeKind,
    Wait,
)
from fingerpost.guide.table import Table

_PROGRAMMES = tuple(kind.value for kind in ProgrammeKind)
_OPPORTUNITIES = tuple(kind.value for kind in OpportunityKind)


def read_programme(
    table: Table, sources: Sources, checked: str, skills: Names, paths: Names
) -> Programme:
    """Return a programme; its skills and paths must be known."""
    programme = Programme(
        id=table.name("id"),
        name=table.text("name"),
        kind=ProgrammeKind(table.choice("kind", _PROGRAMMES)),
        eligible=table.text_or_not_stated("eligible"),
        professions=table.texts("professions"),
        countries=country_codes(table, "countries"),
        closed_to=country_codes(table, "closed_to"),
        length=table.text_or_not_stated("length"),
        months=table.optional_span("months", "months"),
        hours_per_week=table.optional_hours("hours_per_week"),
        cost=table.text_or_not_stated("cost"),
        gives=table.levels_by_name("gives"),
        cycle=table.text_or_not_stated("cycle"),
        paths=table.texts("paths"),
        url=table.url("url"),
        sources=table.sources(sources),
        checked=table.checked(checked),
    )
    table.end()
    for skill, _ in programme.gives:
        table.known(skill, skills, "gives")
    for path in programme.paths:
        table.known(path, paths, "paths")
    return programme


def read_opportunity(
    table: Table, sources: Sources, checked: str, programmes: Names, paths: Names
) -> Opportunity:
    """Return an opportunity; all but a wait need the day on which it closes."""
    opportunity = Opportunity(
        id=table.name("id"),
        title=table.text("title"),
        kind=OpportunityKind(table.choice("kind", _OPPORTUNITIES)),
        programme=table.optional_text("programme"),
        paths=table.texts("paths"),
        opens=table.day("opens"),
        closes=table.day("closes"),
        confirmed=table.optional("confirmed", int, "a year such as 2026", None),
        waits=tuple(_wait(row) for row in table.tables("wait")),
        first=tuple(_route(table, text, "first") for text in table.texts("first")),
        prepare=_route(table, text, "prepare")
        if (text := table.optional_text("prepare"))
        else None,
        note=table.optional_text("note"),
        url=table.url("url"),
        sources=table.sources(sources),
        checked=table.checked(checked),
    )
    table.end()
    if opportunity.programme:
        table.known(opportunity.programme, programmes, "programme")
    for path in (*opportunity.paths, *(path for path, _ in opportunity.routes)):
        table.known(path, paths, "paths")
    _check_days(table, opportunity)
    return opportunity


def _route(table: Table, text: str, key: str) -> tuple[str, str]:
    path, slash, route = text.partition("/")
    if not (path and slash and route):
        table.fail(f"'{text}' names no step of a path, such as founder/find-partner.", key)
    return path, route


def _wait(table: Table) -> Wait:
    wait = Wait(table.text("what_for"), table.span("weeks", "weeks"))
    table.end()
    return wait


def _check_days(table: Table, opportunity: Opportunity) -> None:
    opens, closes = opportunity.opens, opportunity.closes
    if opportunity.kind is OpportunityKind.WAIT:
        if opens or closes:
            table.fail("a wait has no day of its own; leave 'opens' and 'closes' out.", "opens")
        if not opportunity.waits:
            table.fail("a wait needs [[opportunity.wait]] with 'what_for' and 'weeks'.")
        return
    if closes is None:
        table.fail("'closes' is missing; where one day is all, write that day.")
    if opens and (opens.year is None) != (closes.year is None):
        table.fail("'opens' and 'closes' must both have a year, or neither.", "opens")
    if opens and opens.year and closes.year:
        first, last = ((d.year, d.month, d.day or 0) for d in (opens, closes))
        if first > last and closes.day is not None:
            table.fail("'opens' is after 'closes'.", "opens")
    if opportunity.confirmed is not None and not 1900 <= opportunity.confirmed <= 2999:
        table.fail(f"'confirmed' is {opportunity.confirmed}; it must be a year.", "confirmed")
