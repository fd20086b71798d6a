"""Keys in a document, and bibliographies in a style."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import UsageError
from fingerpost.notes.bibliography import STYLES, bibliography, style_bytes
from fingerpost.notes.cited import keys_in
from fingerpost.records import Author, Paper

PAPER = Paper(
    title="Sepsis on the ward.",
    authors=(Author("Müller", "Ada M", "Jr"), Author(collective="WHO")),
    journal="Journal of Examples", journal_abbreviation="J. Ex.", volume="1", issue="2",
    pages="4-9", year=2019, doi="10.5555/x",
)  # fmt: skip
PREPRINT = Paper(title="A preprint", arxiv="2001.00001", year=2020, authors=(Author("Li", "Bo"),))


def test_keys_of_markdown_latex_and_wikilinks_are_found_once_each() -> None:
    text = (
        "As [@one2019a; see @two2020b, p. 3] and -@three say; me@example.org does not.\n"
        r"\citep[see][p.~2]{four2021, five} and \textcite{one2019a}. [[papers/six|Six]] [[seven#x]]"
    )
    assert keys_in(text) == ("one2019a", "two2020b", "three", "four2021", "five", "six", "seven")


def test_a_list_with_numbers_is_set_as_biomedical_journals_do() -> None:
    assert bibliography([("a", PAPER), ("b", PREPRINT)], style_bytes("numbered")) == [
        "1. Müller AM Jr, WHO. Sepsis on the ward. J Ex. 2019;1(2):4–9. doi:10.5555/x.",
        "2. Li B. A preprint. arXiv:2001.00001. 2020.",
    ]


def test_a_list_by_author_is_in_the_order_of_authors() -> None:
    first, second = bibliography([("a", PAPER), ("b", PREPRINT)], style_bytes("author-date"))
    assert first.startswith("Li, B. (2020). A preprint.")
    assert second.startswith("Müller, A. M.")


def test_initials_that_stand_together_are_all_told() -> None:
    two = Paper(title="Two", year=2020, authors=(Author("Kim", "SY"), Author("Kim", "S")))
    assert bibliography([("a", two)], style_bytes("numbered"))[0].startswith("1. Kim SY, Kim S.")
    assert "Kim, S. Y." in bibliography([("a", two)], style_bytes("author-date"))[0]


@pytest.mark.parametrize("style", STYLES)
def test_a_paper_of_which_little_is_known_is_set_all_the_same(style: str) -> None:
    (line,) = bibliography([("a", Paper(title="Untold"))], style_bytes(style))
    assert "Untold" in line


def test_a_style_of_ones_own_is_followed(tmp_path: Path) -> None:
    file = tmp_path / "own.csl"
    file.write_bytes(style_bytes("numbered").replace(b'prefix="doi:"', b'prefix="DOI "'))
    assert "DOI 10.5555/x" in bibliography([("a", PAPER)], style_bytes(str(file)))[0]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no xml", b"<style/>", b"<a xmlns='http://purl.org/net/xbiblio/csl'/>",
        b"<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><s>&x;</s>",
    ],
)  # fmt: skip
def test_a_file_that_is_no_style_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "own.csl"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"own\.csl is no citation style"):
        style_bytes(str(file))


def test_a_style_that_is_not_there_is_told_with_ours() -> None:
    with pytest.raises(UsageError, match="numbered and author-date"):
        style_bytes("nature")


def test_a_style_that_the_processor_cannot_follow_is_told(tmp_path: Path) -> None:
    file = tmp_path / "own.csl"
    file.write_bytes(style_bytes("numbered").replace(b'macro="authors"', b'macro="nobody"'))
    with pytest.raises(UsageError, match="cannot be followed"):
        bibliography([("a", PAPER)], style_bytes(str(file)))
