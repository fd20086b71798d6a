"""The main job: a signpost for any areas and any person, the same on page, Markdown and tables."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.unit.dives.looking import (
    HOSTILE_WORDS,
    TODAY,
    assert_harmless,
    hostile_papers,
    text_of,
)
from tests.unit.landscape.corpus import papers

from fingerpost.dives.pages import markdown
from fingerpost.guide import Guide, load_guide
from fingerpost.home import Area, Home, Profile, SkillClaim
from fingerpost.library import Library
from fingerpost.records import Paper
from fingerpost.report import (
    Signpost,
    dive_all,
    landmark_summaries,
    make_signpost,
    report_json,
    write_signpost,
)
from fingerpost.report.write import report_markdown, report_page, report_tables

EYES = Area("eyes", "Eyes & vision", "retinopathy")
HEARTS = Area("hearts", "Hearts", "fibrillation")
NO_VALUE = re.compile(r"\bNone\b(?! fits)")
NAMES = {
    "report.html", "report.md", "paths.csv", "requirements.csv", "areas.csv", "plan.csv",
    "plan.ics", "plan.svg",
}  # fmt: skip


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide()


def made(
    folder: Path, areas: Sequence[Area], profile: Profile, corpus: Sequence[Paper]
) -> Signpost:
    with Library.open(folder) as library:
        library.put(corpus)
        return make_signpost(library, load_guide(), areas, profile, TODAY)


@pytest.fixture(scope="module")
def signpost(tmp_path_factory: pytest.TempPathFactory, guide: Guide) -> Signpost:
    profile = Profile(
        name="Ada",
        profession="doctor",
        hours_per_week=5,
        keep_clinical=True,
        wants=(guide.paths[1].id,),
        skills=(SkillClaim(guide.skills[0].id, 1, "a short course"),),
    )
    return made(tmp_path_factory.mktemp("report"), (EYES, HEARTS), profile, papers(12))


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_no_areas_still_give_paths_and_a_plan(tmp_path: Path, guide: Guide) -> None:
    made_of_nothing = made(tmp_path, (), Profile(), [])
    assert made_of_nothing.dives == {}
    assert made_of_nothing.comparison.winner is None
    assert made_of_nothing.comparison.sentence == "There are no areas to compare yet."
    assert len(made_of_nothing.judgement.paths) == len(guide.paths)
    assert made_of_nothing.plan.steps
    seen = text_of(assert_harmless(report_page(made_of_nothing, guide)))
    assert "0 papers in your library" in seen
    assert NO_VALUE.findall(seen) == []
    assert NO_VALUE.findall(report_markdown(made_of_nothing, guide)) == []
    assert rows(report_tables(made_of_nothing)["areas.csv"]) == []


def test_one_area_has_no_rival(tmp_path: Path, guide: Guide) -> None:
    alone = made(tmp_path, (EYES,), Profile(), papers(12))
    assert list(alone.dives) == ["eyes"]
    assert "only area" in alone.comparison.sentence
    seen = text_of(assert_harmless(report_page(alone, guide)))
    assert "Eyes & vision" in seen
    for page in (seen, report_markdown(alone, guide)):
        assert "nothing to compare with" in page
        assert "100%" not in page.partition("What should I focus on?")[2][:1500]


def test_a_score_stands_with_its_range_and_what_it_rests_on(
    signpost: Signpost, guide: Guide
) -> None:
    seen = text_of(assert_harmless(report_page(signpost, guide)))
    for area in signpost.comparison.areas:
        assert area.low is not None
        assert area.high is not None
        assert area.of == len(guide.criteria)
        assert area.score is None or area.low <= area.score <= area.high
        assert area.score_sentence in seen
        assert area.score_sentence in report_markdown(signpost, guide)


def test_an_area_with_a_faulty_query_is_told_and_stops_no_other(
    tmp_path: Path, guide: Guide
) -> None:
    torn = Area("torn", "Torn area", '"bad (AND')
    found = made(tmp_path, (EYES, torn), Profile(), papers(12))
    assert list(found.dives) == ["eyes"]
    (said,) = found.left_out
    assert said.startswith("“Torn area” is left out of this: areas/torn.md, its query:")
    assert said in text_of(assert_harmless(report_page(found, guide)))
    assert "Torn area" in report_markdown(found, guide)
    home = Home.create(tmp_path / "home", "")
    assert report_json(found, tmp_path, home)["left_out"] == [said]


def test_an_area_without_papers_says_so(tmp_path: Path, guide: Guide) -> None:
    empty = made(tmp_path, (EYES, HEARTS), Profile(), [])
    seen = text_of(assert_harmless(report_page(empty, guide)))
    assert seen.count("0 papers in your library answer") == 2
    assert empty.comparison.winner is None
    assert NO_VALUE.findall(seen) == []


def test_a_condition_is_answered_in_words_and_fall_backs_are_named(
    tmp_path: Path, guide: Guide
) -> None:
    profile = Profile(country="Germany", registered=True, years_clinical=4)
    person = made(tmp_path, (), profile, [])
    page = text_of(assert_harmless(report_page(person, guide)))
    fellow = page[page.index("The country you work in must") :][:400]
    assert "Germany" in fellow
    assert "not met" in fellow
    assert "comes to nothing, or beside it:" in page
    written = report_markdown(person, guide)
    row = next(line for line in written.splitlines() if "The country you work in" in line)
    assert "| yes | no | Germany | not met |" in row
    assert person.judgement.fall_backs[0].sentence.split(":")[0] in written


def test_a_profile_that_says_nothing_is_never_counted_as_met(tmp_path: Path, guide: Guide) -> None:
    nobody = made(tmp_path, (EYES,), Profile(), papers(12))
    judged = [r for path in nobody.judgement.paths for r in path.requirements]
    assert judged
    assert {r.mine for r in judged} == {None}
    assert not any(r.met for r in judged if r.needed)
    assert "not said" in text_of(assert_harmless(report_page(nobody, guide)))


def test_every_area_has_its_own_dive_in_the_order_of_the_comparison(signpost: Signpost) -> None:
    assert list(signpost.dives) == [area.name for area in signpost.comparison.areas]
    assert {name: len(dive.papers) for name, dive in signpost.dives.items()} == {
        "eyes": 12, "hearts": 12,
    }  # fmt: skip
    assert signpost.papers == 36
    assert signpost.from_starter == 0


def test_progress_names_the_area_and_what_is_done(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    with Library.open(tmp_path) as library:
        dives = dive_all(
            library, (EYES, HEARTS), Profile(), TODAY, lambda *words: told.append(words)
        )
    assert list(dives) == ["eyes", "hearts"]
    assert {what for what, _ in told} == {"Eyes & vision", "Hearts"}


def test_page_and_markdown_show_the_same_paths_areas_and_steps(
    signpost: Signpost, guide: Guide
) -> None:
    seen = text_of(assert_harmless(report_page(signpost, guide)))
    text = report_markdown(signpost, guide)
    shown = [judged.path.name for judged in signpost.judgement.paths]
    shown += [judged.sentence for judged in signpost.judgement.paths]
    shown += [r.name for judged in signpost.judgement.paths for r in judged.requirements]
    shown += [area.title for area in signpost.comparison.areas]
    shown += [step.title for step in signpost.plan.steps]
    shown += [step.because for step in signpost.plan.steps]
    shown += [signpost.judgement.sentence, signpost.comparison.sentence, signpost.plan.sentence]
    for words in shown:
        assert " ".join(words.split()) in seen, words
        assert markdown(words) in text, words


def test_tables_agree_with_the_page(signpost: Signpost, guide: Guide) -> None:
    tables = {name: rows(table) for name, table in report_tables(signpost).items()}
    tree = assert_harmless(report_page(signpost, guide))
    names = tree.xpath("//section[@id='paths']/div[1]//tbody/tr/th/a/text()")
    assert [row["name"] for row in tables["paths.csv"]] == names
    assert [row["path"] for row in tables["paths.csv"]] == [
        judged.path.id for judged in signpost.judgement.paths
    ]
    assert {row["beside_clinical_work"] for row in tables["paths.csv"]} <= {
        "yes", "no", "not stated",
    }  # fmt: skip
    assert {row["path"] for row in tables["requirements.csv"]} == {
        row["path"] for row in tables["paths.csv"]
    }
    titles = tree.xpath("//section[@id='areas']/div[1]//tbody/tr/th/a/text()")
    assert list(dict.fromkeys(row["title"] for row in tables["areas.csv"])) == titles
    for area in signpost.comparison.areas:
        mine = [row for row in tables["areas.csv"] if row["area"] == area.name]
        assert [row["criterion"] for row in mine] == [e.criterion for e in area.evidence]
    assert [row["step"] for row in tables["plan.csv"]] == [s.id for s in signpost.plan.steps]
    assert len(tree.xpath("//section[@id='plan']//tbody/tr")) == len(signpost.plan.steps)
    hours = sum(float(row["hours"]) for row in tables["plan.csv"])
    assert hours == pytest.approx(sum(step.hours for step in signpost.plan.steps))


def test_what_cannot_be_said_is_an_empty_cell(signpost: Signpost) -> None:
    for row in rows(report_tables(signpost)["areas.csv"]):
        if row["origin"] == "cannot be said":
            assert row["score"] == row["low"] == row["high"] == ""
    assert "None" not in "".join(report_tables(signpost).values())


def test_every_link_within_the_page_leads_somewhere(signpost: Signpost, guide: Guide) -> None:
    tree = assert_harmless(report_page(signpost, guide))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_the_same_signpost_writes_the_same_bytes_and_keeps_the_ticks(
    signpost: Signpost, guide: Guide, tmp_path: Path
) -> None:
    home = Home.create(tmp_path / "home", "")
    folder = write_signpost(home, signpost, guide)
    assert {path.name for path in folder.iterdir()} == NAMES
    before = {path: path.read_bytes() for path in home.folder.rglob("*") if path.is_file()}
    assert write_signpost(home, signpost, guide) == folder
    assert {path: path.read_bytes() for path in home.folder.rglob("*") if path.is_file()} == before
    plan = home.folder / "plan.md"
    plan.write_text(plan.read_text().replace("- [ ] ", "- [x] ", 1) + "\nMy own last line.\n")
    ticked = plan.read_text()
    write_signpost(home, signpost, guide)
    assert plan.read_text() == ticked
    assert ticked.count("- [x] ") == 1


def test_the_reports_files_are_what_the_functions_give(
    signpost: Signpost, guide: Guide, tmp_path: Path
) -> None:
    folder = write_signpost(Home.create(tmp_path, ""), signpost, guide)
    for name, table in report_tables(signpost).items():
        assert (folder / name).read_bytes() == table.encode(), name
    assert (folder / "report.html").read_text("utf-8") == report_page(signpost, guide)
    assert (folder / "report.md").read_text("utf-8") == report_markdown(signpost, guide)
    assert (folder / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_scripts_read_the_same(signpost: Signpost, tmp_path: Path) -> None:
    home = Home.create(tmp_path, "")
    found = report_json(signpost, tmp_path / "there", home)
    assert json.loads(json.dumps(found)) == found
    assert found["paths"] == [judged.path.id for judged in signpost.judgement.paths]
    assert [area["name"] for area in found["areas"]] == list(signpost.dives)
    assert [step["id"] for step in found["next_steps"]] == [
        step.id for step in signpost.plan.steps[:3]
    ]
    assert found["winner"] == signpost.comparison.winner
    assert found["home"] == str(home.folder)


def test_a_hostile_library_and_person_stay_text(tmp_path: Path, guide: Guide) -> None:
    profile = Profile(
        name="<script>alert('me')</script>",
        city='"><img src=x onerror=alert(1)>',
        question="Does </style><b>this</b> | `work`?",
        skills=(SkillClaim(guide.skills[0].id, 2, "<b onclick='x()'>proof</b>"),),
    )
    area = Area("bad", HOSTILE_WORDS[0], "*", question=HOSTILE_WORDS[1])
    hostile = made(tmp_path, (area,), profile, hostile_papers())
    tree = assert_harmless(report_page(hostile, guide))
    assert "<script>alert('me')</script>" in text_of(tree)
    text = report_markdown(hostile, guide)
    for raw in ("<script>", "<b onclick", "<b>", "</style>"):
        assert raw not in text.replace(r"\<", ""), raw
    for row in rows(report_tables(hostile)["plan.csv"]):
        assert None not in row


def test_the_summaries_belong_to_papers_of_the_starter_library() -> None:
    summaries = landmark_summaries()
    assert summaries
    assert all(
        ":" in paper_id and words.endswith((".", "?")) for paper_id, words in summaries.items()
    )
