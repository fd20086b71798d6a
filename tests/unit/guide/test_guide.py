"""The packaged guide says what its sources say, and every entry can be traced."""

from __future__ import annotations

import csv
import gzip
import json
import re
from datetime import date
from pathlib import Path

import pytest

from fingerpost.guide import Axis, Basis, CareerPath, Day, Need, example_profile_text, load_guide
from fingerpost.home.profile_file import read_profile
from fingerpost.text import fold

GUIDE = load_guide()
CLASSIC = ["clinical-input", "clinical-researcher", "consulting", "founder", "ml-engineer"]


def test_the_paths_are_sorted_and_the_five_classic_ones_are_among_them() -> None:
    ids = [path.id for path in GUIDE.paths]
    assert ids == sorted(ids)
    assert [path for path in ids if path in CLASSIC] == CLASSIC
    assert GUIDE.path("consulting").name == "Management consulting"


@pytest.mark.parametrize("path", GUIDE.paths, ids=lambda path: path.id)
def test_a_path_asks_on_three_axes_and_has_routes(path: CareerPath) -> None:
    assert {requirement.axis for requirement in path.requirements} == set(Axis)
    assert {route.kind for route in path.routes} <= {"learn", "read", "do", "meet"}
    assert len(path.routes) >= 3
    assert path.cheapest_test.hours.high <= 20


def test_every_entry_has_a_source_and_a_date_of_check() -> None:
    entries = [
        *GUIDE.skills,
        *GUIDE.paths,
        *GUIDE.resources,
        *GUIDE.projects,
        *GUIDE.criteria,
        *GUIDE.example_areas,
        *GUIDE.programmes,
        *GUIDE.opportunities,
    ]
    for entry in entries:
        assert entry.sources, entry
        assert date.fromisoformat(entry.checked), entry
    for path in map(GUIDE.path, CLASSIC):
        for requirement in path.requirements:
            assert any("career" in source.url for source in requirement.sources)
            assert requirement.sources[0].dated == "2019-08-16"


def test_founding_has_no_must_and_engineering_is_very_rare() -> None:
    founder = GUIDE.path("founder")
    assert all(requirement.need is not Need.MUST for requirement in founder.requirements)
    assert GUIDE.path("ml-engineer").odds_level == 0


def test_only_roads_that_a_source_puts_beside_clinical_work_are_said_to_live_there() -> None:
    beside = {path.id: path.beside_clinical_work for path in GUIDE.paths}
    assert set(beside.values()) <= {True, None}
    assert [path for path, lives in beside.items() if lives] == [
        "clinical-ai-fellow",
        "clinical-informatician",
        "clinical-input",
        "clinical-safety-officer",
        "educator",
    ]
    unknown = (path for path in GUIDE.paths if path.beside_clinical_work is None)
    assert all("not stated" in path.beside_note.lower() for path in unknown)
    assert all("ask" in path.beside_note.lower() for path in unknown)


def test_hours_that_are_no_guess_have_an_outside_source() -> None:
    for skill in GUIDE.skills:
        assert len(skill.levels) == 5
        assert len(skill.hours) == 4
        outside = [source for source in skill.sources if source.url]
        for hours in skill.hours:
            assert hours.basis is Basis.OURS or outside


def test_prices_and_hours_of_resources_are_as_stated() -> None:
    named = {resource.id: resource for resource in GUIDE.resources}
    assert named["ai-for-medicine"].price == "USD 49 per month (2020)"
    assert named["ai-for-medicine"].hours.basis is Basis.SOURCED
    assert named["cs50p"].hours.basis is Basis.COMMUNITY
    assert (named["cs50p"].hours.low, named["cs50p"].hours.high) == (30, 40)
    assert named["cs229"].price == "not stated"
    assert named["fastai-pdl"].hours.basis is Basis.OURS


def test_every_resource_of_the_shared_facts_is_in_the_guide(shared: Path) -> None:
    facts = json.loads((shared / "guide_facts.json").read_text(encoding="utf-8"))
    named = {resource.id: resource for resource in GUIDE.resources}
    for fact in facts["learning"]:
        resource = named[fact["id"]]
        assert resource.url == (fact["url"] or "")
        if fact["hours"] is None:
            assert resource.hours.basis is Basis.OURS
        if fact["price"] is None:
            assert resource.price == "not stated"


def test_the_fellowship_says_what_its_page_says(shared: Path) -> None:
    facts = json.loads((shared / "guide_facts.json").read_text(encoding="utf-8"))
    fact = next(f for f in facts["programmes"] if f["id"] == "nhs-fellowship-clinical-ai")
    programme = GUIDE.programme("nhs-fellowship-clinical-ai")
    assert {source.url for source in programme.sources} <= set(fact["sources"])
    window = next(o for o in GUIDE.opportunities if o.programme == programme.id)
    assert "10 Nov - 15 Dec 2025" in fact["cycle"]
    assert (window.opens, window.closes, window.confirmed) == (Day(11, 10), Day(12, 15), 2025)


def test_small_projects_say_their_terms_and_fit_every_path() -> None:
    assert len(GUIDE.projects) >= 5
    assert all(len(project.terms) > 5 for project in GUIDE.projects)
    assert all(project.data_url.startswith("https://") for project in GUIDE.projects)
    assert {path for project in GUIDE.projects for path in project.paths} == {
        path.id for path in GUIDE.paths
    }


def test_criteria_have_anchors() -> None:
    ids = [criterion.id for criterion in GUIDE.criteria]
    assert ids == ["scale", "tractability", "neglectedness", "momentum", "reach", "fit"]
    assert all(criterion.anchor_1 != criterion.anchor_5 for criterion in GUIDE.criteria)


def test_the_example_person_can_be_read_and_is_marked() -> None:
    skills, paths = ([entry.id for entry in entries] for entries in (GUIDE.skills, GUIDE.paths))
    profile = read_profile(example_profile_text(), "me.toml", skills, paths)
    assert profile.is_example
    assert profile.question
    assert any(claim.evidence for claim in profile.skills)
    assert any(not claim.evidence for claim in profile.skills)


def test_the_example_areas_find_hundreds_of_titles_and_little_in_common(shared_data: Path) -> None:
    file = shared_data / "medai_lit" / "horizondl" / "pubmed.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as lines:
        titles = [f" {fold(row['Title'])} " for row in csv.DictReader(lines)]
    found = {area.name: _matches(area.query, titles) for area in GUIDE.example_areas}
    assert list(found) == ["ml-into-practice", "biological-information", "knowledge-management"]
    for name, least in zip(found, (300, 400, 150), strict=True):
        assert least <= len(found[name]) <= 800, name
    names = list(found)
    for one, other in zip(names, names[1:] + names[:1], strict=True):
        assert len(found[one] & found[other]) < 20


def _matches(query: str, titles: list[str]) -> set[int]:
    """Match `(a OR b) AND/NOT (c OR d)` on folded titles: the form of the packaged queries."""
    form = re.fullmatch(r"\((.*)\) (AND|NOT) \((.*)\)", query)
    assert form is not None, query
    first, joint, second = form.groups()
    groups = [
        [f" {fold(word)} " for word in re.findall(r'"([^"]+)"\[tiab\]', group)]
        for group in (first, second)
    ]
    matched = set()
    for number, title in enumerate(titles):
        one, two = (any(word in title for word in words) for words in groups)
        if one and two == (joint == "AND"):
            matched.add(number)
    return matched
