"""The evidence table asked: narrowed, searched in both spellings, sorted with silence last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.dives.looking import look

from fingerpost.dives.evidence_asked import COLUMNS, EvidenceAsked, narrowed, searched
from fingerpost.dives.evidence_lines import HEADINGS, SILENT, EvidenceLine, evidence_lines
from fingerpost.dives.marked import AROUND, marked
from fingerpost.records import Paper, Span


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[EvidenceLine]:
    """Twelve that say much, three that say little."""
    says = [
        Paper(
            f"Anaemia and tumours, study {n}",
            f"We developed a random forest to predict anaemia in {100 * n} patients."
            f" It was externally validated at another hospital. The AUROC was 0.8{n % 10}.",
            pmid=str(n),
            year=2010 + n,
        )
        for n in range(1, 13)
    ]
    silent = [Paper(f"Thoughts {n}", "We thought about it.", pmid=str(90 + n)) for n in range(3)]
    return evidence_lines(look(tmp_path_factory.mktemp("asked"), [*says, *silent]))


def ids(lines: list[EvidenceLine], **asked: object) -> list[str]:
    texts = [searched(line) for line in lines]
    found = narrowed(lines, EvidenceAsked(**asked), lambda: texts)  # type: ignore[arg-type]
    return [line.paper.id for line in found]


def test_nothing_asked_is_every_paper_in_its_order(lines: list[EvidenceLine]) -> None:
    assert ids(lines) == [line.paper.id for line in lines]
    assert len(lines) == 15


@pytest.mark.parametrize("words", ["anaemia study", "anemia tumor", "ANÆMIA".replace("Æ", "ae")])
def test_words_are_found_in_both_spellings(lines: list[EvidenceLine], words: str) -> None:
    assert len(ids(lines, words=words)) == 12


def test_words_of_quotes_are_found_and_those_of_nothing_are_not(lines: list[EvidenceLine]) -> None:
    assert len(ids(lines, words="externally validated")) == 12
    assert ids(lines, words="externally validated zebra") == []


def test_it_is_narrowed_by_what_is_chosen(lines: list[EvidenceLine]) -> None:
    assert len(ids(lines, chosen=(("method", "random_forest"),))) == 12
    assert len(ids(lines, chosen=(("method", "random_forest"), ("kind", "review")))) == 0


@pytest.mark.parametrize("is_down", [False, True])
@pytest.mark.parametrize("column", COLUMNS)
def test_what_says_nothing_stands_last_whichever_way(
    lines: list[EvidenceLine], column: str, is_down: bool
) -> None:
    found = ids(lines, sort=column, is_down=is_down)
    assert sorted(found) == sorted(line.paper.id for line in lines)
    at = COLUMNS.index(column)
    if at:
        by_id = {line.paper.id: line.values[at - 1] for line in lines}
        silent = [by_id[paper] == SILENT for paper in found]
        assert silent == sorted(silent)
    assert len(COLUMNS) == len(HEADINGS)


def test_numbers_are_sorted_as_numbers(lines: list[EvidenceLine]) -> None:
    found = ids(lines, sort="people", is_down=True)
    people = {line.paper.id: line.appraisal.participants.value for line in lines}
    stated = [people[paper] for paper in found if people[paper]]
    assert stated == sorted(stated, key=lambda size: -(size or 0))
    assert stated[0] == 1200


def test_a_quote_is_marked_in_its_sentence_and_no_further() -> None:
    text = "A title\nIt began. The AUROC was 0.83 at night. It ended."
    start = text.index("0.83")
    said = marked(text, Span("0.83", start, start + 4))
    assert said == ("The AUROC was ", "0.83", " at night.")


def test_a_quote_of_another_text_is_shown_alone() -> None:
    assert marked("Some other text", Span("quote", 3, 8)) == ("", "quote", "")


@given(st.text(st.sampled_from("ab .\n…é"), max_size=400), st.data())
def test_what_is_around_a_quote_is_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, quote, after = marked(text, Span(text[start:end], start, end))
    assert quote == text[start:end]
    assert text[:start].endswith(before.removeprefix("… "))
    assert text[end:].startswith(after.removesuffix(" …"))
    assert len(before) <= AROUND + 2
    assert len(after) <= AROUND + 2
