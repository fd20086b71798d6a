"""Whatever a paper or a model says, a quote stands where it is said to stand."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.reading.found import stated
from fingerpost.reading.full_text import appraise_full_text
from fingerpost.reading.proposals import check
from fingerpost.reading.proposals.asking import FIELDS, LISTS
from fingerpost.records import Paper
from fingerpost.sources.full_text import FullText, Part, PartKind
from fingerpost.sources.full_text.pdf.columns import lines_in_order
from fingerpost.sources.full_text.pdf.margins import without_margins
from fingerpost.sources.full_text.pdf.model import Line, Page, Word
from fingerpost.sources.full_text.pdf.paragraphs import blocks_of, body_size
from fingerpost.sources.full_text.pdf.parts import sections_of

SENTENCES = st.sampled_from(
    [
        "A total of 1,204 patients were included.", "We trained a random forest.", "n = 45",
        "The AUROC was 0.91 (95% CI 0.88 to 0.94).", "This work was supported by a grant.",
        "The authors declare no competing interests.", "Data are available on request.",
        "It was externally validated at two hospitals.", "İ ß ﬁ 𝛼 ½", "Methods: ", "\n", "",
        "Code is at https://example.org.", "A limitation of this study is size.", "NCT01234567",
    ]
)  # fmt: skip
TEXTS = st.lists(SENTENCES | st.text(max_size=20), max_size=6).map(" ".join)
PARTS = st.builds(Part, st.sampled_from(list(PartKind)), st.text(max_size=12), TEXTS)


@given(st.text(max_size=30), TEXTS, st.lists(PARTS, max_size=6))
def test_quotes_of_whole_papers_are_verbatim(title: str, abstract: str, parts: list[Part]) -> None:
    found = appraise_full_text(FullText(Paper(title, abstract=abstract), tuple(parts)))
    text = found.whole.text
    assert text.startswith(f"{title}\n{abstract}")
    for each in stated(found.appraisal):
        for span in each.evidence:
            assert text[span.start : span.end] == span.quote
    for stretch in found.whole.stretches:
        assert text[stretch.start : stretch.end] == stretch.part.text


VALUES = st.sampled_from([value for values in LISTS.values() for value in values]) | st.text(
    max_size=12
)


@given(TEXTS, st.data())
def test_no_proposal_is_taken_whose_words_do_not_stand_there(
    abstract: str, data: st.DataObject
) -> None:
    paper = Paper("A title of a paper", abstract=abstract)
    start = data.draw(st.integers(0, len(paper.text)))
    pieces = st.just(paper.text[start : start + data.draw(st.integers(0, 40))])
    item = st.fixed_dictionaries(
        {"field": st.sampled_from(FIELDS), "value": VALUES, "quote": pieces | st.text(max_size=20)}
    )
    answer = json.dumps({"proposals": data.draw(st.lists(item, max_size=5))})
    for proposal in check(answer, paper, FIELDS, "m").proposals:
        span = proposal.span
        assert paper.text[span.start : span.end] == span.quote
        assert span.quote.split()


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_no_answer_breaks_the_check(answer: str) -> None:
    assert check(answer, Paper("A title"), FIELDS, "m").proposals == ()


WORDS = st.sampled_from(
    [
        "Methods",
        "Abstract",
        "References",
        "1.",
        "patients",
        "12",
        "-",
        "ad-",
        "mitted",
        "A",
        ".",
        "İ",
    ]
)
PLACES = st.floats(0, 800, allow_nan=False)
PIECES = st.lists(
    st.builds(
        lambda text, left, y, size, bold: Line([Word(text, left, left + 30, y, size, bold)], 1),
        WORDS, PLACES, PLACES, st.floats(1, 40), st.booleans(),
    ),
    max_size=25,
)  # fmt: skip


@given(PIECES)
def test_every_word_of_a_page_is_read_once_wherever_it_stands(pieces: list[Line]) -> None:
    page = Page(1, 595.0, 842.0, tuple(pieces))
    lines = lines_in_order(page)
    read = sorted(letter for line in lines for letter in line.text if not letter.isspace())
    kept = sorted(letter for piece in pieces for letter in piece.text)
    assert len(read) <= len(kept), "raised marks may go, nothing is doubled"
    assert set(read) <= set(kept) | set("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
    kept_page = without_margins([page])[0]
    sections_of(blocks_of(lines_in_order(kept_page)), body_size(lines))
