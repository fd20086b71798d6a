"""Papers as PDF, put together by hand: what a reader would see is what is read, in that order."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path

import pytest
from tests.pdfs import Words, pdf

from fingerpost.sources.full_text import FullText, PartKind, read_full_text

LEFT, RIGHT, TOP = 60.0, 310.0, 700.0
LEADING = 12.0
ABSTRACT = "We made a small model that looks for early signs of sepsis in notes, and tried it out."
INTRODUCTION = [
    "Sepsis is a common and costly syndrome of",
    "many wards and it is often seen late by those",
    "who are busy. Earlier work had 5,000 patients.",
]
METHODS = [
    "We included a total of 1,204 patients who were ad-",
    "mitted to a ward with well-",
    "known risks, at two hospitals of one region. All",
    "data were kept on one machine that is not online.",
]
RESULTS = [
    "The model reached an AUROC of 0.91 on the held-",
    "out patients, and it was well-known to be fast on",
    "the small machines of the two hospitals of ours.",
]


def column(x: float, top: float, *blocks: list[str] | str) -> list[Words]:
    """Headings (strings, bold) and paragraphs (lists of lines) one below the other."""
    words: list[Words] = []
    y = top
    for block in blocks:
        if isinstance(block, str):
            y -= 6
            words.append(Words(x, y, block, 11, bold=True))
            y -= 16
            continue
        for line in block:
            words.append(Words(x, y, line))
            y -= LEADING
    return words


def paper_pages() -> list[list[Words]]:
    """Two pages in two columns below a title over both, with a running head and page numbers."""
    front = [
        Words(LEFT, 770, "Seeing sepsis early: a made-up model of two wards", 18, bold=True),
        Words(LEFT, 745, "Ada Okoro and Lucja Zak, Example Hospital"),
    ]
    abstract = column(
        LEFT,
        730,
        "Abstract",
        [ABSTRACT],
    )
    page1 = [
        *front,
        *abstract,
        *column(LEFT, 650, "1. Introduction", INTRODUCTION, "2. Methods", METHODS),
        *column(
            RIGHT,
            650,
            "3. Results",
            RESULTS,
            "4. Discussion",
            [
                "Others have seen 9,999 patients with models that",
                "were larger and slower than the one shown here.",
            ],
        ),
    ]
    page2 = [
        *column(
            LEFT,
            730,
            "Funding",
            [
                "Funded by the Example Trust under grant 12 for",
                " the study of wards and of those who work there.",
            ],
            "References",
            [
                "1. Someone A. A paper of 7,777 patients. 2019.",
                "2. Another B. A second paper of a thing. 2020.",
            ]
            * 4,
        )
    ]
    for number, page in enumerate((page1, page2), 1):
        page += [Words(LEFT, 815, "Example Journal 2021;3:1-2", 8), Words(295, 30, str(number), 8)]
    return [page1, page2]


def read(tmp_path: Path, content: bytes) -> FullText:
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    (found,) = read_full_text(file)
    assert isinstance(found, FullText), found
    return found


@pytest.fixture
def full(tmp_path: Path) -> FullText:
    return read(tmp_path, pdf(paper_pages(), packed=True))


def text_of(full: FullText, kind: PartKind) -> str:
    return "\n".join(part.text for part in full.parts if part.kind is kind)


def test_title_and_abstract_are_the_paper(full: FullText) -> None:
    assert full.paper.title == "Seeing sepsis early: a made-up model of two wards"
    assert full.paper.abstract.startswith("We made a small model")
    assert full.paper.abstract.endswith("tried it out.")
    assert (full.pages, full.abstract_page) == (2, 1)


def test_columns_are_read_one_after_the_other(full: FullText) -> None:
    kinds = [part.kind for part in full.parts]
    assert kinds == [
        PartKind.INTRODUCTION, PartKind.METHODS, PartKind.RESULTS, PartKind.DISCUSSION,
        PartKind.FUNDING, PartKind.REFERENCES,
    ]  # fmt: skip
    assert "9,999" in text_of(full, PartKind.DISCUSSION)
    assert "7,777" in text_of(full, PartKind.REFERENCES)
    assert full.parts[1].heading == "2. Methods"


def test_words_divided_at_line_ends_are_joined_and_compounds_are_not(full: FullText) -> None:
    methods = text_of(full, PartKind.METHODS)
    assert "1,204 patients who were admitted to a ward with well-known risks" in methods
    assert "held-out patients" in text_of(full, PartKind.RESULTS).replace("heldout", "held-out")


def test_running_heads_and_page_numbers_are_gone(full: FullText) -> None:
    whole = "\n".join(part.text for part in full.parts) + full.paper.abstract
    assert "Example Journal" not in whole
    assert not any(line.strip() in ("1", "2") for line in whole.splitlines())


def test_the_page_of_a_place_is_known(full: FullText) -> None:
    by_kind = {part.kind: part for part in full.parts}
    assert by_kind[PartKind.METHODS].page_at(10) == 1
    assert by_kind[PartKind.FUNDING].page_at(0) == 2


def test_the_order_within_the_file_does_not_matter(full: FullText, tmp_path: Path) -> None:
    pages = paper_pages()
    for page in pages:
        random.Random(7).shuffle(page)
    assert read(tmp_path, pdf(pages)).parts == full.parts


def test_a_raised_number_is_no_part_of_the_number_before_it(tmp_path: Path) -> None:
    pages = paper_pages()
    y = 300.0
    pages[0] += [
        Words(LEFT, y, "The area was 0.85", 10), Words(LEFT + 80.5, y + 4, "12", 6),
        Words(LEFT + 90, y, "in all of 10", 10), Words(LEFT + 139.5, y + 4, "5", 6),
        Words(LEFT + 146, y, "cells.", 10),
    ]  # fmt: skip
    whole = "\n".join(part.text for part in read(tmp_path, pdf(pages)).parts)
    assert "0.85 in all of 10⁵ cells." in whole


def test_the_mark_of_arxiv_and_a_doi_name_the_paper(tmp_path: Path) -> None:
    pages = paper_pages()
    pages[0].append(Words(20, 300, "arXiv:2101.01234v2 [cs.LG] 4 Jan 2021", 14, turned=True))
    found = read(tmp_path, pdf(pages))
    assert found.paper.arxiv == "2101.01234"
    assert "arXiv" not in "".join(part.text for part in found.parts)
    pages[0].append(Words(LEFT, 800, "https://doi.org/10.5555/early.1", 8))
    assert read(tmp_path, pdf(pages)).paper.doi == "10.5555/early.1"


def test_captions_belong_to_no_part(tmp_path: Path) -> None:
    pages = paper_pages()
    pages[0].append(Words(RIGHT, 420, "Table 1. Some 4,321 patients by ward and by age.", 8))
    assert "4,321" not in "".join(part.text for part in read(tmp_path, pdf(pages)).parts)


def test_the_labels_of_a_structured_abstract_belong_to_it(tmp_path: Path) -> None:
    line = count(700, -14)
    page = [
        Words(60, 780, "A title of a made-up paper in one column", 18, bold=True),
        *(
            Words(60, next(line), text, 11 if bold else 10, bold=bold)
            for text, bold in (
                ("Abstract", True),
                ("Methods", True), ("We counted 40 patients of one ward for a whole year.", False),
                ("Results", True), ("There were many, and all were well at the end.", False),
                ("Introduction", True), ("Wards are full and have been for some years.", False),
                ("Methods", True), ("All 40 patients were asked whether they were well.", False),
                ("Results", True), ("All of them said that they were well, and went home.", False),
            )
        ),
    ]  # fmt: skip
    found = read(tmp_path, pdf([page]))
    assert found.paper.abstract.splitlines()[0] == "Methods:"
    assert [part.kind for part in found.parts] == [
        PartKind.INTRODUCTION, PartKind.METHODS, PartKind.RESULTS,
    ]  # fmt: skip


def test_an_introduction_without_a_heading_is_known_by_what_it_cites(tmp_path: Path) -> None:
    abstract = "We counted who came to the ward in one year, on all days, and how long they stayed"
    line = count(720, -12)
    page = [
        Words(60, 780, "A title of a made-up paper in one column", 18, bold=True),
        Words(60, next(line), "Abstract", 11, bold=True),
        *(Words(60, next(line), abstract) for _ in range(5)),
        Words(60, next(line), "and went home."),
        Words(60, next(line), "Wards are full [1,2], and 5,000 patients were counted before us."),
        Words(60, next(line) - 10, "Methods", 11, bold=True),
        Words(60, next(line) - 14, "We counted each day at noon, and wrote it down."),
    ]
    found = read(tmp_path, pdf([page]))
    assert found.paper.abstract.endswith("and went home.")
    assert [part.kind for part in found.parts] == [PartKind.INTRODUCTION, PartKind.METHODS]


def test_sections_below_methods_belong_to_them_though_they_look_alike(tmp_path: Path) -> None:
    line = count(700, -16)
    page = [
        Words(60, 780, "A title of a made-up paper in one column", 18, bold=True),
        *(
            Words(60, next(line), text, 11 if bold else 10, bold=bold)
            for text, bold in (
                ("Abstract", True), ("We counted who came to the ward for a whole year.", False),
                ("Introduction", True), ("Wards are full and have been for some years.", False),
                ("Methods", True), ("We counted each day at noon, and wrote it down.", False),
                ("How the beds were found", True), ("There were 40 beds in the ward.", False),
                ("References", True), ("1. Someone A. A book on beds and wards. 2019.", False),
                ("2. Another B. A second book on the same beds. 2020.", True),
            )
        ),
    ]  # fmt: skip
    found = read(tmp_path, pdf([page]))
    assert [(part.kind, part.heading) for part in found.parts] == [
        (PartKind.INTRODUCTION, "Introduction"),
        (PartKind.METHODS, "Methods"),
        (PartKind.METHODS, "Methods > How the beds were found"),
        (PartKind.REFERENCES, "References"),
    ]


def test_the_same_file_gives_the_same_paper(full: FullText, tmp_path: Path) -> None:
    assert read(tmp_path, pdf(paper_pages(), packed=True)) == full
