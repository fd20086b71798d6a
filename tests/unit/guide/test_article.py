"""A guide that somebody wrote as an article comes through whole: paths, axes, routes, links."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from fingerpost.errors import GuideError, UsageError
from fingerpost.guide import Axis, Need, home_guide
from fingerpost.guide.article import Article, Link, read_article
from fingerpost.guide.article_pack import article_files, check_address, path_ids, write_files
from fingerpost.guide.packs import add_pack

TODAY = date(2026, 11, 23)
HOME = "https://example.org/guides/roads"
TEXT = """---
title: Roads for nurses
date: 2025-03-04
---
Read [the other page](/other) first, or write to [us](mailto:a@example.org).

## Ward informatics

Nurses who mend the record. See [a diary](https://example.org/diary).

### A day

Meetings, mostly.

### Rough requirements

_Depends on the ward._

- **Medicine:** two years on a ward
- **Machine learning**: [a course](course?week=1#two)
- **Other:** patience

### Routes in and next steps

1. Ask [one](https://example.org/1) or [two](<https://example.org/2>) people
2. Read *the* guide

---

Good luck!

## Ward informatics
### Requirements
Nothing at all.
"""


def _article(folder: Path, text: str = TEXT) -> Article:
    file = folder / "roads.md"
    file.write_text(text, encoding="utf-8")
    return read_article(file)


def test_the_shared_guide_gives_five_paths_on_three_axes_and_every_link(
    shared: Path, tmp_path: Path
) -> None:
    file = shared / "seeds" / "career_guide.md"
    text = file.read_text(encoding="utf-8")
    article = read_article(file)
    assert [path.name for path in article.paths] == re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert len(article.paths) == 5
    assert article.problems == ()
    assert article.dated == "2019-08-16"
    labels = re.findall(r"^- +\*\*(.*?):?\*\*:? ", text, re.MULTILINE)
    asked = [p.label for path in article.paths for p in path.requirements if p.label]
    assert asked == labels
    links = re.findall(r"\]\(([^)]+)\)", text)
    address = "https://example.org/career"
    files = article_files(article, "career", TODAY, address)
    assert _urls(files) == Counter([urljoin(address, link) for link in links] + [address])
    assert len(links) == 8
    _add(tmp_path, files, "career")
    found = [p for p in home_guide(tmp_path).paths if p.id.startswith("career-")]
    assert len(found) == 5
    for path in found:
        assert {requirement.axis for requirement in path.requirements} == set(Axis)
        assert {r.need for r in path.requirements} <= {Need.DEPENDS, Need.UNKNOWN}
        assert path.origin == "imported from career_guide.md, from the pack career"
        assert path.name.endswith("(pack career)")
        assert path.routes
        assert path.sources[0].dated == "2019-08-16"
    assert home_guide(tmp_path).problems == ()


def _urls(files: dict[str, str]) -> Counter[str]:
    """Every address in the files, in keys of their own or inside of texts."""
    return Counter(re.findall(r"https?://[^\s\"]+[^\s\".;]", "".join(files.values())))


def _add(home: Path, files: dict[str, str], name: str) -> None:
    (home / "made").mkdir()
    write_files(files, home / "made")
    add_pack(home / "guide", home / "made", name)


def test_an_article_is_read_by_its_headings(tmp_path: Path) -> None:
    article = _article(tmp_path)
    assert (article.title, article.dated) == ("Roads for nurses", "2025-03-04")
    first, second = article.paths
    assert [p.text for p in first.prose] == [
        "Nurses who mend the record. See a diary.", "A day", "Meetings, mostly.",
    ]  # fmt: skip
    assert [(p.axis, p.asked) for p in first.requirements] == [
        (Axis.OTHER, "Depends on the ward."),
        (Axis.MEDICINE, "two years on a ward"),
        (Axis.MACHINE_LEARNING, "a course"),
        (Axis.OTHER, "patience"),
    ]
    assert [p.text for p in first.routes] == ["Ask one or two people", "Read the guide"]
    assert [p.text for p in second.requirements] == ["Nothing at all."]
    assert [p.text for p in article.about][-1] == "Good luck!"
    assert [name for name, _ in path_ids(article, "roads")] == [
        "roads-ward-informatics", "roads-ward-informatics-2",
    ]  # fmt: skip


def test_links_on_the_same_site_become_addresses_if_the_site_is_given(tmp_path: Path) -> None:
    article = _article(tmp_path)
    with_site = _urls(article_files(article, "roads", TODAY, HOME))
    assert with_site == Counter(
        [
            HOME,
            "https://example.org/other",
            "https://example.org/diary",
            "https://example.org/guides/course?week=1#two",
            "https://example.org/1",
            "https://example.org/2",
        ]
    )
    files = article_files(article, "roads", TODAY)
    for target in ("/other", "course?week=1#two", "mailto:a@example.org"):
        assert any(f"(the article links to {target})" in text for text in files.values())


def test_an_axis_of_which_nothing_is_said_is_unknown(tmp_path: Path) -> None:
    files = article_files(_article(tmp_path), "roads", TODAY)
    second = tomllib.loads(files["paths/roads-ward-informatics-2.toml"])
    assert [(r["axis"], r["need"]) for r in second["requirement"]] == [
        ("other", "depends"), ("medicine", "unknown"), ("machine_learning", "unknown"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no path was found"),
        ("Only words.\n\n- and\n- items\n", "no path was found"),
        ("## A heading\n\nwithout sections\n", "no path was found"),
        ("### Requirements\n\n- above every heading\n", "no path was found"),
        ("x" * 10_000_000, "more than 256 KB"),
        ("## A\n### Requirements\n- b\n" * 101, "more than 100 paths"),
    ],
)
def test_what_is_no_guide_is_told_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(GuideError, match=said):
        _article(tmp_path, text)


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(GuideError, match="no such file"):
        read_article(tmp_path / "none.md")
    (tmp_path / "x.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GuideError, match="no UTF-8 text"):
        read_article(tmp_path / "x.md")


def test_html_and_links_to_no_page_are_left_out_and_told_with_their_line(tmp_path: Path) -> None:
    article = _article(
        tmp_path,
        "---\ntitle: T\n---\n## A <b>bold</b> road\n\n<script>\nalert(1)\n</script>\n\n"
        "### Requirements\n\n- [click](javascript:alert(1)) or [file](file:///etc/passwd)\n"
        "- [see](data:text/html,x) \x1b[2J\n",
    )
    assert article.paths[0].name == "A bold road"
    whole = "".join(article_files(article, "t", TODAY).values())
    for word in ("script", "alert", "passwd", "data:", "\x1b", "<b>"):
        assert word not in whole
    assert [problem.partition(":")[0] for problem in article.problems] == [
        "line 4", "line 4", "line 6", "line 12", "line 12", "line 13",
    ]  # fmt: skip
    assert "the link of 'click' leads to no page" in article.problems[3]


def test_an_address_must_be_one_of_the_web() -> None:
    assert check_address("") == ""
    assert check_address(HOME) == HOME
    with pytest.raises(UsageError, match="no address"):
        check_address("javascript:alert(1)")
    assert Link("x", "/a").address(HOME) == "https://example.org/a"
    assert Link("x", "/a").address("") == ""
