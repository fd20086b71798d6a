"""Files of screened papers: whichever labels they carry, nothing is guessed."""

from __future__ import annotations

import gzip

import pytest

from fingerpost.errors import SourceError
from fingerpost.sources.labelled import read_labelled


@pytest.fixture
def write(tmp_path):
    def to(text: str, name: str = "screened.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to


def test_a_table_with_labels(write):
    path = write(
        "title,abstract,keywords,pmid,label_included\n"
        "Early sepsis,We looked.,Sepsis; Adult,17,1\n"
        "Late stroke,,,18,0\n"
        ",,,,0\n"
    )
    found = read_labelled(path)
    assert [(p.record, p.title, p.relevant) for p in found.papers] == [
        (1, "Early sepsis", True), (2, "Late stroke", False), (3, "", False),
    ]  # fmt: skip
    assert found.papers[0].keywords == "Sepsis; Adult"
    assert (found.column, found.unlabelled, found.problems) == ("label_included", 0, ())


@pytest.mark.parametrize(
    "name", ["included", "Label", "asreview_label", "final_included", "my screening label"]
)
@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("yes", "no"), ("Included", "Excluded")])
def test_names_and_words_that_others_use(write, name, yes, no):
    found = read_labelled(write(f"title,{name}\nOne,{yes}\nTwo,{no}\n"))
    assert [paper.relevant for paper in found.papers] == [True, False]
    assert found.column == name


def test_gzip_and_other_separators(tmp_path):
    path = tmp_path / "screened.csv.gz"
    path.write_bytes(gzip.compress("title;label\nOne;1\nTwo;0\n".encode("utf-16")))
    assert len(read_labelled(path).papers) == 2


def test_rows_without_a_label_are_counted_and_strange_labels_told(write):
    found = read_labelled(write("title,label\nOne,1\nTwo,\nThree,perhaps\nFour,0\nFive,-1\n"))
    assert [paper.title for paper in found.papers] == ["One", "Four"]
    assert found.unlabelled == 2
    (problem,) = found.problems
    assert (problem.record, problem.line) == (3, 4)
    assert "the label 'perhaps' is neither relevant (1) nor not relevant (0)" in problem.reason


def test_of_several_columns_the_fullest_is_taken_or_the_one_asked_for(write):
    path = write("title,label_a,label_b\nOne,,1\nTwo,1,0\nThree,0,1\n")
    assert read_labelled(path).column == "label_b"
    assert read_labelled(path, "label_a").unlabelled == 1
    with pytest.raises(SourceError, match="no column 'label_c'; its columns are: title, label_a"):
        read_labelled(path, "label_c")


@pytest.mark.parametrize(
    "rows",
    [
        "One,Same words,,10.5555/a,1\nTwo,Others,,10.5555/A,0\n",
        "One,Same words,7,,1\nTwo,Others,7,,0\n",
        "Early sepsis!,Same words,,,1\nEARLY SEPSIS,same words,,,0\n",
    ],
)
def test_one_paper_with_both_labels_is_not_guessed(write, rows):
    with pytest.raises(SourceError, match=r"1 paper labelled both .*: records 1, 2 \('"):
        read_labelled(write(f"title,abstract,pmid,doi,label\n{rows}Three,,,,1\n"))


def test_titles_alone_make_no_contradiction(write):
    found = read_labelled(write("title,label\nReply,1\nReply,0\n"))
    assert len(found.papers) == 2


RIS = """TY  - JOUR
TI  - Early sepsis
AB  - We looked at sepsis.
KW  - Sepsis
N1  - ASReview_relevant
ER  -

TY  - JOUR
TI  - Late stroke
N1  - Seen at home. ASReview_irrelevant. Again.
ER  -

TY  - JOUR
TI  - Asthma
N1  - ASReview_not_seen
ER  -

TY  - JOUR
TI  - Migraine
N1  - ASReview_relevant
N1  - ASReview_irrelevant
ER  -
"""


def test_ris_with_labels_in_its_notes(write):
    found = read_labelled(write(RIS, "screened.ris"))
    assert [(p.title, p.relevant) for p in found.papers] == [
        ("Early sepsis", True), ("Late stroke", False),
    ]  # fmt: skip
    assert (found.papers[0].keywords, found.unlabelled) == ("Sepsis", 1)
    (problem,) = found.problems
    assert problem.record == 4
    assert "labelled both" in problem.reason


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("title,abstract\nOne,Two\n", "a.csv", "no column holds labels.*--label COLUMN"),
        ("title,label\nOne,\nTwo,\n", "a.csv", "no record carries a label"),
        ("TY  - JOUR\nTI  - One\nER  - \n", "a.ris", "ASReview_relevant or ASReview_irrelevant"),
        ('{"title": "One", "label": 1}\n', "a.jsonl", "labels can be read from a table"),
        ("", "a.csv", "labels can be read from a table"),
        ("\x00\x01\x02", "a.csv", "labels can be read from a table"),
    ],
)
def test_what_is_no_labelled_file_is_told(write, text, name, said):
    with pytest.raises(SourceError, match=said):
        read_labelled(write(text, name))


def test_a_file_that_is_not_there_or_cut_off_is_told(tmp_path):
    with pytest.raises(SourceError, match="there is no such file"):
        read_labelled(tmp_path / "none.csv")
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(gzip.compress(b"title,label\n" + b"One,1\nTwo,0\n" * 5000)[:-30])
    with pytest.raises(SourceError, match="cut off"):
        read_labelled(path)


def test_a_row_that_does_not_fit_costs_itself_only_and_is_told(write):
    found = read_labelled(write('title,label\nOne,1\nTwo,0,"more",cells\nThree,0\n'))
    assert [paper.record for paper in found.papers] == [1, 3]
    (problem,) = found.problems
    assert (problem.record, problem.line) == (2, 3)
    assert "4 cells" in problem.reason


def test_a_quotation_mark_that_is_never_closed_is_told(write):
    found = read_labelled(write('title,label\nOne,1\nThree,0\n"Two,0\n'))
    assert [paper.title for paper in found.papers] == ["One", "Three"]
    assert "never closed" in found.problems[0].reason
