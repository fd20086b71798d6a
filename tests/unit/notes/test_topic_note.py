"""A topic note says what its papers state, and where nothing can be said."""

from __future__ import annotations

from msgspec.structs import replace

from fingerpost.notes.topic_note import (
    EVIDENCE,
    MOST_ROWS,
    QUESTIONS,
    TERMS,
    paper_label,
    topic_blocks,
)
from fingerpost.reading import appraise
from fingerpost.records import Author, Paper, Retraction

PAPER = Paper(
    title="A random forest for falls",
    abstract="We developed a random forest retrospectively in 120 patients. The AUROC was 0.81.",
    authors=(Author("O'Okoro | [[x]]", "A"),), year=2020, pmid="1",
)  # fmt: skip


def blocks(*papers: Paper) -> dict[str, str]:
    return topic_blocks(papers, [appraise(paper) for paper in papers], lambda _, shown: shown)


def test_a_row_says_what_is_stated_and_what_is_not() -> None:
    said = blocks(PAPER)[EVIDENCE]
    row = said.splitlines()[-1]
    assert "120 patients" in row
    assert "not stated" in row
    assert "auroc 0.81" in row
    assert said.startswith("1 paper, 1 with an abstract;")
    assert row.count(" | ") == 6, "a name cannot end a cell"
    assert "[[" not in row


def test_a_paper_without_abstract_is_not_said_to_state_nothing() -> None:
    titled = replace(PAPER, abstract="", title="A prospective study of a random forest for falls")
    row = blocks(titled)[EVIDENCE].splitlines()[-1]
    assert "prospective" in row, "the title says it"
    assert "no abstract" in row
    assert "not stated" not in row


def test_a_retracted_paper_is_marked() -> None:
    said = blocks(replace(PAPER, retraction=Retraction.RETRACTED))[EVIDENCE]
    assert "**Beware**: 1 paper marked as retracted." in said
    assert "**retracted**" in said.splitlines()[-1]


def test_terms_are_counted_and_questions_have_folded_answers() -> None:
    made = blocks(PAPER, replace(PAPER, pmid="2"))
    assert "random forest (2)" in made[TERMS]
    assert (
        "> [!question]- How large was the sample of O'Okoro x 2020?\n> 120 patients"
        in made[QUESTIONS]
    )


def test_many_papers_are_cut_with_a_word() -> None:
    many = [replace(PAPER, pmid=str(n)) for n in range(1, MOST_ROWS + 6)]
    said = blocks(*many)[EVIDENCE]
    assert f"Shown are the newest {MOST_ROWS}." in said
    assert sum(line.startswith("| ") for line in said.splitlines()) == MOST_ROWS + 2, "and the head"


def test_an_empty_topic_says_how_to_fill_it() -> None:
    assert blocks()[EVIDENCE].startswith("No paper yet.")
    assert paper_label(Paper(title="x")) == "Anonymous"
