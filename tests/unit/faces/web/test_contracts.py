"""A page and its template fit: each field is described and shown or taken, no other asked."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from jinja2 import Environment, nodes

from fingerpost.dives.pages import environment
from fingerpost.faces.web import (
    adding,
    area_list,
    areas,
    dive_compared,
    dive_evidence,
    dive_grid,
    dive_map,
    dive_people,
    dive_reading,
    dive_topics,
    dive_trends,
    dives,
    duplicates,
    fetch,
    focus,
    frame,
    guide,
    guide_packs,
    helping,
    imports,
    library,
    looked,
    me,
    me_answers,
    note_edit,
    note_sync,
    notes,
    paths,
    plan,
    problems,
    propose,
    read,
    reports,
    screen,
    screened,
    screened_elsewhere,
    sentences,
    settings,
    soundness,
    today,
    totals,
    up_to_date,
    working,
)
from fingerpost.faces.web.looks import PACKAGE

PAGES = [
    ("today.html", today.TodayPage),
    ("me.html", me.MePage),
    ("me_file.html", me.FilePage),
    ("me_answers.html", me_answers.AnswersPage),
    ("notes.html", notes.NotesPage),
    ("note.html", notes.NotePage),
    ("note_edit.html", note_edit.NoteEditPage),
    ("note_settle.html", note_edit.SettlePage),
    ("note_sync.html", note_sync.NoteSyncPage),
    ("guide_skills.html", guide.SkillsPage),
    ("guide_skill.html", guide.SkillPage),
    ("guide_resources.html", guide.ResourcesPage),
    ("guide_programmes.html", guide.ProgrammesPage),
    ("guide_dates.html", guide.DatesPage),
    ("guide_packs.html", guide_packs.PacksPage),
    ("guide_article.html", guide_packs.ArticlePage),
    ("settings.html", settings.SettingsPage),
    ("check.html", soundness.CheckPage),
    ("help.html", helping.HelpPage),
    ("paths.html", paths.PathsPage),
    ("path.html", paths.PathPage),
    ("compare.html", paths.ComparePage),
    ("areas.html", areas.AreasPage),
    ("dives.html", dives.DivesPage),
    ("dive_overview.html", dives.OverviewPage),
    ("dive_topics.html", dive_topics.TopicsPage),
    ("dive_topic.html", dive_topics.TopicPage),
    ("dive_evidence.html", dive_evidence.EvidencePage),
    ("dive_grid.html", dive_grid.GridPage),
    ("dive_map.html", dive_map.MapPage),
    ("dive_trends.html", dive_trends.TrendsPage),
    ("dive_people.html", dive_people.PeoplePage),
    ("dive_person.html", dive_people.PersonPage),
    ("dive_reading.html", dive_reading.ReadingPage),
    ("dive_since.html", dive_compared.SincePage),
    ("dive_beside.html", dive_compared.BesidePage),
    ("no_dive.html", looked.NoDivePage),
    ("area_list.html", area_list.ListPage),
    ("focus.html", focus.FocusPage),
    ("why.html", focus.WhyPage),
    ("plan.html", plan.PlanPage),
    ("library.html", library.LibraryPage),
    ("paper.html", read.ReadPage),
    ("propose.html", propose.ProposePage),
    ("screens.html", screen.AreasToScreen),
    ("screen.html", screen.ScreenPage),
    ("decided.html", screened.DecidedPage),
    ("verdicts.html", screened_elsewhere.VerdictsPage),
    ("import.html", imports.ImportPage),
    ("fetch.html", fetch.FetchPage),
    ("add.html", adding.AddPage),
    ("update.html", up_to_date.UpdatePage),
    ("totals.html", totals.TotalsPage),
    ("duplicates.html", duplicates.DuplicatesPage),
    ("problems.html", problems.ProblemsPage),
    ("reports.html", reports.ReportsPage),
    ("report.html", reports.ReportPage),
    ("work.html", working.WorkPage),
    ("sentence.html", sentences.SentencePage),
]
NOT_PAGES = {
    "base.html",
    "dive_frame.html",
    "dive_parts.html",
    "ended.html",
    "frame.html",
    "guide_parts.html",
    "parts.html",
    "sending_parts.html",
}


def asked(env: Environment, template: str, name: str) -> set[str]:
    """The attributes of a variable that a template reads."""
    source = env.loader.get_source(env, template)[0] if env.loader else ""
    found = {
        node.attr
        for node in env.parse(source).find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == name
    }
    if name == "page" and "part.turn(page)" in source:
        found |= asked(env, "parts.html", "page")
    for parent in re.findall(r'{% extends "(\w+\.html)" %}', source):
        found |= asked(env, parent, name)
    if name == "page" and "guide.tabs(page" in source:
        found |= asked(env, "guide_parts.html", "page")
    return found


@pytest.mark.parametrize(("template", "page"), PAGES, ids=str)
def test_a_template_asks_for_the_fields_that_there_are(template: str, page: type) -> None:
    assert is_dataclass(page)
    names = {field.name for field in fields(page)}
    read = asked(environment(PACKAGE), template, "page")
    taken = set(re.findall(r"self\.(\w+)", inspect.getsource(page)))
    assert read <= names
    assert read | taken >= names, "a field that nobody sees"


@pytest.mark.parametrize("page", [page for _, page in PAGES] + [frame.Frame], ids=str)
def test_every_field_is_described(page: type) -> None:
    (body,) = ast.parse(inspect.getsource(page)).body
    assert isinstance(body, ast.ClassDef)
    for this, after in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(this, ast.AnnAssign):
            told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            assert told, ast.unparse(this)


def test_every_page_template_has_its_page() -> None:
    known = {name for name in environment(PACKAGE).list_templates() if "/" not in name}
    assert known - NOT_PAGES == {template for template, _ in PAGES}


def test_the_frame_asks_for_the_fields_that_there_are() -> None:
    env: Any = environment(PACKAGE)
    names = {field.name for field in fields(frame.Frame)}
    read = asked(env, "frame.html", "frame") | asked(env, "parts.html", "frame")
    assert read == names
