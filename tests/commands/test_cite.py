"""`fingerpost cite`: papers for a bibliography, under keys that last."""

from __future__ import annotations

import pytest
from tests.commands.conftest import Small


def test_papers_of_an_area_are_cited_under_lasting_keys(small: Small) -> None:
    found = small.json("cite", "--area", "sepsis", "--as", "bibtex")
    assert found["papers"]
    assert found["text"].count("@") >= len(found["papers"])
    again = small.json("cite", "--area", "sepsis", "--as", "csl")
    assert again["papers"] == found["papers"]


def test_a_document_is_given_what_it_cites(small: Small) -> None:
    key = small.json("cite", "--area", "sepsis")["papers"][0]["key"]
    document = small.home.parent / "thesis.md"
    document.write_text(f"As shown [@{key}; @nobody1999].\n", encoding="utf-8")
    done = small.run("cite", "--in", str(document), "--as", "ris")
    assert done.exit_code == 1, "one key is not known"
    assert "nobody1999" in done.stderr
    assert done.stdout.count("TY  -") == 1
    out = small.home.parent / "thesis.bib"
    small.run("cite", key, "--out", str(out))
    assert f"{{{key}," in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", ["numbered", "author-date"])
def test_a_formatted_list_has_a_line_a_paper(small: Small, style: str) -> None:
    papers = small.json("cite", "--query", "stroke")["papers"]
    done = small.run("cite", "--query", "stroke", "--as", "text", "--style", style)
    assert len(done.stdout.splitlines()) == len(papers)


@pytest.mark.parametrize("words", [(), ("--as", "word"), ("1", "--as", "text", "--style", "x")])
def test_nothing_to_cite_or_no_form_is_wrong_use(small: Small, words: tuple[str, ...]) -> None:
    done = small.run("cite", *words)
    assert (done.exit_code, done.stdout) == (2, "")
