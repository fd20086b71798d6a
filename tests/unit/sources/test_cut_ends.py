"""The last record of a text: what is said where it is cut off, and what is left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import csv_table, medline, refer, ris, web_of_science

Reader = Callable[[str, str], Iterator[Paper | Problem]]
RIS = "TY  - JOUR\nTI  - One\nPY  - 2019\nER  - \n\nTY  - JOUR\nTI  - Two\nPY  - 2020\nER  - \n"
WOS = "PT J\nTI One\nPY 2019\nER\n\nPT J\nTI Two\nPY 2020\nER\n\nEF\n"
MEDLINE = "".join(
    f"PMID- {n}\nTI  - Paper {n}\nDP  - 2019\nSO  - J Count. 2019;1:{n}.\n\n" for n in range(11, 15)
)
REFER = "".join(f"%0 Journal Article\n%T Paper {n}\n%D 2019\n%V 1\n\n" for n in range(11, 15))
TABLE = "Title,Year,Journal\nOne,2019,J Count\nTwo,2020,J Count\n"


def read(reader: Reader, text: str) -> tuple[list[str], list[Problem]]:
    records = list(reader(text, "a"))
    titles = [record.title for record in records if isinstance(record, Paper)]
    return titles, [record for record in records if isinstance(record, Problem)]


@pytest.mark.parametrize(
    ("reader", "text", "record", "line", "words"),
    [
        (ris.read_text, RIS.removesuffix("ER  - \n"), 2, 6, "'Two') has no end mark (ER)"),
        (ris.read_text, RIS[: RIS.index("wo")], 2, 6, "'T') has no end mark (ER)"),
        (web_of_science.read_text, WOS[: WOS.index("wo")], 2, 6, "'T') has no end mark (ER)"),
        (medline.read_text, MEDLINE[: MEDLINE.index("per 14")], 4, 16, "'Pa') stops within a line"),
        (refer.read_text, REFER[: REFER.index("per 14")], 4, 16, "lacks what those before it"),
        (csv_table.read_text, TABLE[: TABLE.index("wo,")], 2, 3, "with 1 cells of 3"),
        (csv_table.read_text, TABLE[: TABLE.index("Two")] + '"Tw', 2, 3, "never closed"),
    ],
)
def test_a_record_that_is_cut_off_is_left_out_and_told(
    reader: Reader, text: str, record: int, line: int, words: str
) -> None:
    titles, (problem,) = read(reader, text)
    assert len(titles) == record - 1
    assert (problem.record, problem.line) == (record, line)
    assert words in problem.reason
    assert "left out" in problem.reason
    assert "save" in problem.reason


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (ris.read_text, "TY  - JOUR\nTI  - One"),
        (ris.read_text, "TY  - JOUR\nTI  - One\nPY  - 2019"),
        (ris.read_text, "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \nTY  - JOUR\nTI  - C\n"),
        (web_of_science.read_text, "PT J\nTI One\n"),
        (medline.read_text, "PMID- 1\nTI  - One"),
        (medline.read_text, f"{MEDLINE}PMID- 15\nTI  - Short\n"),
        (refer.read_text, "%0 Book\n%T One\n%D 2019\n\n%0 Book\n%T Tw"),
        (csv_table.read_text, "Title,Year\nOne"),
        (csv_table.read_text, "Year,Title\n2019,One\n2020,Tw"),
    ],
)
def test_a_record_that_may_be_cut_off_stays_and_is_told(reader: Reader, text: str) -> None:
    titles, (problem,) = read(reader, text)
    assert titles
    assert f"'{titles[-1]}'" in problem.reason
    assert "may be cut off" in problem.reason


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (ris.read_text, RIS),
        (ris.read_text, RIS.rstrip()),
        (ris.read_text, RIS.replace("ER  - \n", "")),
        (ris.read_text, RIS.replace("ER  - \n", "").rstrip()),
        (ris.read_text, "TY  - JOUR\nTI  - One\nPY  - 2019\n"),
        (ris.read_text, f"{RIS}\nDB  - Ovid\nUR  - https://example.org/a"),
        (web_of_science.read_text, WOS.rstrip()),
        (web_of_science.read_text, WOS.removesuffix("ER\n\nEF\n") + "EF"),
        (medline.read_text, MEDLINE.rstrip()),
        (medline.read_text, f"{MEDLINE}PMID- 15\nTI  - Without a date\nSO  - J Count. 2019"),
        (refer.read_text, REFER.rstrip()),
        (refer.read_text, f"{REFER}%0 Book\n%T Without a volume\n%D 2019\n"),
        (csv_table.read_text, TABLE.rstrip()),
        (csv_table.read_text, f"{TABLE}Three,2021\n"),
        (csv_table.read_text, f"{TABLE}Three,2021\nFour,2022"),
    ],
)
def test_a_text_that_is_whole_is_read_without_a_word(reader: Reader, text: str) -> None:
    titles, problems = read(reader, text)
    assert len(titles) >= 1
    assert problems == []


def test_lines_of_a_cut_cell_are_no_rows() -> None:
    abstract = '"Cells are many.\nWe counted, and\nfound some'
    titles, problems = read(csv_table.read_text, f"{TABLE}Three,2021,{abstract}")
    assert titles == ["One", "Two"]
    assert [problem.line for problem in problems] == [4, 5]
    assert "2 lines" in problems[1].reason


def test_a_stray_quotation_mark_in_the_last_column_does_not_swallow_the_rest() -> None:
    titles, (problem,) = read(csv_table.read_text, f'{TABLE}Three,2021,"J\nFour,2022,J Count\n')
    assert titles == ["One", "Two", "Four"]
    assert problem.line == 4
