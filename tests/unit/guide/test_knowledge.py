"""What every path, skill, resource, programme and source of the packaged guide owes its reader."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fingerpost.guide import (
    Axis,
    Basis,
    CareerPath,
    Need,
    OpportunityKind,
    Programme,
    Resource,
    Skill,
    Source,
    example_profile_text,
    load_guide,
)
from fingerpost.guide.load import DATA
from fingerpost.home.profile_file import read_profile
from fingerpost.home.profile_text import write_profile

GUIDE = load_guide()
PATHS = {path.id: path for path in GUIDE.paths}
SKILLS = {skill.id: skill for skill in GUIDE.skills}
WANTED = (
    "clinical-researcher", "clinical-input", "consulting", "founder", "ml-engineer",
    "clinical-informatician", "clinical-safety-officer", "regulation", "pharma-data-science",
    "product-manager", "health-data-scientist", "educator", "policy-ethics",
    "clinical-ai-fellow", "bioinformatician", "evidence-synthesis",
)  # fmt: skip


def _named(entry: Any) -> str:
    return str(entry.id)


def test_there_is_enough_to_choose_from() -> None:
    assert set(WANTED) <= set(PATHS)
    assert len(GUIDE.paths) >= 16
    assert len(GUIDE.resources) >= 30
    assert len(GUIDE.programmes) >= 12


@pytest.mark.parametrize("path", GUIDE.paths, ids=_named)
def test_a_path_says_on_every_axis_what_it_asks_or_why_that_is_open(path: CareerPath) -> None:
    for axis in Axis:
        asked = [need for need in path.requirements if need.axis is axis]
        assert asked, axis
        for need in asked:
            assert need.sources, need
            if need.level is None and need.condition is None:
                assert need.need in (Need.DEPENDS, Need.UNKNOWN)
                assert len(need.text) > 20
            elif need.condition:
                assert len(need.text) > 20
            else:
                assert need.condition is not None or need.skill in SKILLS


@pytest.mark.parametrize("path", GUIDE.paths, ids=_named)
def test_a_path_can_be_tried_cheaply_and_told_where_it_leads(path: CareerPath) -> None:
    assert len(path.routes) >= 3
    assert "meet" in {route.kind for route in path.routes}
    assert path.cheapest_test.hours.high <= 20
    assert len(path.cheapest_test.tells_no) > 20
    assert path.next_roads
    assert path.id not in path.next_roads
    assert path.whom_to_ask
    assert path.days != path.summary


@pytest.mark.parametrize("path", GUIDE.paths, ids=_named)
def test_what_nobody_says_about_a_path_is_said_to_be_unknown(path: CareerPath) -> None:
    assert path.sources
    if path.beside_clinical_work is None:
        assert "not stated" in path.beside_note.lower()
        assert re.search(r"\b[Aa]sk\b", path.beside_note), path.id
    assert path.odds.startswith(("Not stated", "Very rare", "Low "))
    if path.odds.startswith(("Very rare", "Low ")):
        assert any(word in path.odds for word in ("source", "guide", "England"))


@pytest.mark.parametrize("path", GUIDE.paths, ids=_named)
def test_a_level_that_no_source_gives_is_marked_as_our_reading(path: CareerPath) -> None:
    for need in path.requirements:
        ours = any(not source.url for source in need.sources)
        assert ours == bool(re.search(r"our reading|[Oo]ur wording|No source", need.text)), need


def test_hours_of_routes_are_sourced_only_where_the_route_says_whose_they_are() -> None:
    for path in GUIDE.paths:
        for route in path.routes:
            if route.hours.basis is not Basis.OURS:
                assert re.search(r"state|[Ee]stimated", route.detail), route
                assert route.url.startswith("https://")


@pytest.mark.parametrize("skill", GUIDE.skills, ids=_named)
def test_a_skill_has_five_levels_and_what_would_show_each(skill: Skill) -> None:
    assert len(set(skill.levels)) == 5
    assert len(skill.evidence) == 5
    assert len(set(skill.evidence)) == 5
    assert all(step.low <= step.high for step in skill.hours)


@pytest.mark.parametrize("resource", GUIDE.resources, ids=_named)
def test_a_resource_teaches_a_skill_of_the_guide_by_known_levels(resource: Resource) -> None:
    assert resource.skill in SKILLS
    assert 0 <= resource.from_level < resource.to_level <= 4
    assert resource.to_level <= SKILLS[resource.skill].by_hours_to
    assert resource.price
    assert resource.language
    assert resource.sources
    assert not resource.url or resource.url.startswith("https://")
    plain = ("free", "paid", "not stated", "readable", "open", "subscription", "USD", "online")
    assert resource.price.startswith((*plain, "material")), resource.price


def test_most_resources_have_an_address() -> None:
    without = {resource.id for resource in GUIDE.resources if not resource.url}
    assert len(without) <= len(GUIDE.resources) // 4


@pytest.mark.parametrize("programme", GUIDE.programmes, ids=_named)
def test_a_programme_says_who_may_join_and_where_it_leads(programme: Programme) -> None:
    assert programme.eligible != "not stated"
    assert programme.paths
    assert set(programme.paths) <= set(PATHS)
    assert programme.url.startswith("https://")


def test_every_fellowship_with_a_known_window_is_an_opportunity() -> None:
    programmes = {programme.id for programme in GUIDE.programmes}
    windows = [o for o in GUIDE.opportunities if o.kind is OpportunityKind.WINDOW]
    assert len(windows) >= 5
    assert {window.programme for window in windows} <= programmes
    guessed = (o for o in GUIDE.opportunities if o.closes and o.confirmed is None)
    assert all(re.search(r"not|rule|seen|guess", opportunity.note) for opportunity in guessed)


def _values(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from _values(value)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value)
    elif isinstance(node, str):
        yield node


def _files() -> dict[str, Any]:
    return {
        str(file.relative_to(DATA)): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(DATA.rglob("*.toml"))
    }


def test_every_source_is_used_and_stands_once() -> None:
    files = _files()
    ids = [source["id"] for source in files.pop("sources.toml")["source"]]
    assert len(ids) == len(set(ids))
    used = {value for data in files.values() for value in _values(data)}
    assert set(ids) - used == set()


def test_every_address_is_encrypted_and_only_our_own_wording_has_none() -> None:
    sources = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))["source"]
    assert [source["id"] for source in sources if "url" not in source] == ["our-wording"]
    urls = [value for data in _files().values() for value in _values(data) if "://" in value]
    assert urls
    assert all(re.fullmatch(r"https://[^\s]+", url) for url in urls)


def test_a_source_is_dated_by_itself_never_by_our_check() -> None:
    sources: list[Source] = [s for path in GUIDE.paths for s in path.sources]
    for source in sources:
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", source.dated), source
        assert source.dated < "2026-11-23"


def test_the_example_person_is_offered_every_path_and_skill_of_the_guide() -> None:
    skills, paths = ({e.id: e.name for e in es} for es in (GUIDE.skills, GUIDE.paths))
    text = example_profile_text()
    assert write_profile(read_profile(text, "me.toml", skills, paths), skills, paths) == text


def test_the_page_on_the_guide_lists_every_path() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "guide.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \|", page, re.MULTILINE))
    listed = {path: name for path, name in rows.items() if path in PATHS}
    assert listed == {path.id: path.name for path in GUIDE.paths}
