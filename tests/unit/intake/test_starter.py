"""The starter library that the package ships, and its landmark papers."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from fingerpost.intake.starter import (
    STARTER_NOTE,
    Landmark,
    landmark_for,
    landmarks,
    starter_papers,
)
from fingerpost.records import Author, Paper, Retraction
from fingerpost.text import fold

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
NUMBER_WORDS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"}
FACT_FIELDS = (
    "title", "year", "specialty", "modality", "task", "n", "headline_metrics",
    "external_note", "why_it_matters", "notes",
)  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return list(starter_papers())


def numbers(text: str) -> set[str]:
    """Every number of a text, without the commas of thousands; small ones also as words."""
    digits = {found.replace(",", "") for found in NUMBER.findall(text)}
    return digits | {NUMBER_WORDS[w] for w in re.findall(r"\w+", text.lower()) if w in NUMBER_WORDS}


def test_about_two_thousand_papers_each_once(papers: list[Paper]) -> None:
    assert 1_900 <= len(papers) <= 2_100
    assert len({p.id for p in papers}) == len(papers)
    assert max(Counter((fold(p.title), p.year) for p in papers).values()) == 1
    dois = [p.doi for p in papers if p.doi]
    assert len(set(dois)) == len(dois)


def test_each_paper_is_bibliographic_facts_and_no_more(papers: list[Paper]) -> None:
    for paper in papers:
        assert paper.title
        assert paper.authors, paper.id
        assert paper.journal, paper.id
        assert 1950 <= (paper.year or 0) <= 2026, paper.id
        assert paper.address.startswith("https://"), paper.id
        assert (paper.source, paper.retraction) == ("starter", Retraction.UNKNOWN)
        assert not any((paper.abstract, paper.sections, paper.references, paper.mesh))


def test_titles_are_plain_text(papers: list[Paper]) -> None:
    marked = re.compile(r"</?\w+>|&\w+;|^\[|\s{2}|\[Formula")
    assert [p.title for p in papers if marked.search(p.title)] == []


def test_no_notice_and_no_retracted_paper(papers: list[Paper]) -> None:
    starts = ("retract", "correction", "erratum", "corrigend", "reply", "comment on", "letter to")
    assert [p.title for p in papers if fold(p.title).startswith(starts)] == []
    assert [p.title for p in papers if "retracted" in fold(p.title).split()] == []


def test_names_in_pubmed_style_are_taken_apart(papers: list[Paper]) -> None:
    gulshan = next(p for p in papers if p.pmid == "27898976")
    assert gulshan.authors[0] == Author(family="Gulshan", given="V")
    assert gulshan.cite() == "Gulshan V et al. JAMA 2016"
    assert all(author.name for p in papers for author in p.authors)
    four_initials = [a for p in papers for a in p.authors if a.family == "Aerts"]
    assert "Aerts HJWL" in {author.short_name for author in four_initials}
    people = [author for p in papers for author in p.authors if author.given]
    assert len(people) > 0.98 * sum(len(p.authors) for p in papers)


def test_the_papers_come_in_the_same_order_newest_first(papers: list[Paper]) -> None:
    assert papers == list(starter_papers())
    years = [p.year or 0 for p in papers]
    assert years == sorted(years, reverse=True)


def test_at_least_thirty_landmarks_stand_in_the_starter(papers: list[Paper]) -> None:
    titles = {p.id: p.title for p in papers}
    assert len(landmarks()) >= 30
    for landmark in landmarks():
        assert titles[landmark.paper_id] == landmark.title


@pytest.mark.parametrize("landmark", landmarks(), ids=lambda one: one.key)
def test_a_summary_is_short_sourced_and_in_full_sentences(landmark: Landmark) -> None:
    sentences = re.findall(r"[.?](?= [A-Z0-9]|$)", landmark.summary)
    assert 2 <= len(sentences) <= 4
    assert len(landmark.summary) < 700
    assert landmark.why.endswith(".")
    assert landmark.sources
    assert landmark.evidence_level.startswith(("abstract", "full-text"))


@pytest.mark.parametrize("landmark", landmarks(), ids=lambda one: one.key)
def test_every_number_of_a_summary_stands_in_its_facts(landmark: Landmark) -> None:
    told = numbers(f"{landmark.summary} {landmark.why}")
    assert told <= numbers(" ".join((landmark.title, *landmark.facts)))


def test_every_number_of_a_summary_stands_where_the_facts_came_from(shared: Path) -> None:
    stated: list[dict[str, Any]] = json.loads((shared / "landmarks.json").read_text())["landmarks"]
    by_key = {item["key"]: item for item in stated}
    for landmark in landmarks():
        item = by_key[landmark.key]
        assert not item["evidence_level"].startswith("bibliographic"), landmark.key
        facts = json.dumps([item[field] for field in FACT_FIELDS], ensure_ascii=False)
        missing = numbers(f"{landmark.summary} {landmark.why}") - numbers(facts)
        assert not missing, landmark.key


def test_a_landmark_is_found_by_any_of_its_ids() -> None:
    by_pmid = landmark_for("pmid:27898976")
    assert by_pmid is not None
    assert by_pmid.key == "gulshan2016"
    assert landmark_for("doi:10.1001/JAMA.2016.17216") is by_pmid
    assert landmark_for("pmid:1") is None


def test_landmarks_belong_to_the_example_areas_that_ship() -> None:
    text = (files("fingerpost.guide") / "data" / "example_areas.toml").read_text("utf-8")
    names = {area["name"] for area in tomllib.loads(text)["area"]}
    assert {landmark.area for landmark in landmarks()} == names


def test_the_note_says_what_cannot_be_told_and_how_to_bring_abstracts() -> None:
    for words in ("titles only", "2023 and 2024", "no growth", "no sample sizes", "no people"):
        assert words in STARTER_NOTE
    assert "fingerpost import FILE" in STARTER_NOTE
    assert STARTER_NOTE.count(".") == 1
