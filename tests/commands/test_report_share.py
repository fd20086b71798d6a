"""`fingerpost report --share`: useful to others, and not a byte of what is the user's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import Small
from tests.conftest import TODAY

from fingerpost.home import Home

ME = """
name = "Zebulon Quarrington"
profession = "doctor"
specialty = "hepatology-zq"
grade = "ST3-zq"
city = "Leeds"
country = "United Kingdom"
hours_per_week = 7.25
question = "Can my zq-question be answered?"

[skills.programming]
level = 2
evidence = "zq-evidence of a claim"
"""
PRIVATE = (
    "Zebulon", "Quarrington", "hepatology-zq", "ST3-zq", "Leeds", "zq-question", "zq-evidence",
    "7.25", "zq-score-reason", "zq-advice", "zq-area-note", "zq-area-question", "zq-paper-note",
    "zq-screening-reason", "zq-known", "Ludmilla Contactova", "zq-draft", "zq-topic-name",
    "zq-why-corrected", "zq-inbox", "zq-park", "author@example.org", "title@example.org",
    "example.org", "Institute of Zq",
)  # fmt: skip


@pytest.fixture
def personal(small: Small) -> Small:
    """The small home with something private in every place that there is for it."""
    home = small.home
    (home / "me.toml").write_text(ME, encoding="utf-8")
    record = {
        "title": "Sepsis, see title@example.org for more",
        "abstract": "Sepsis. Write to author@example.org.", "year": 2024,
        "doi": "10.5555/sepsis.77", "authors": ["Ada Okoro"],
    }  # fmt: skip
    file = small.cwd / "more.jsonl"
    file.write_text(json.dumps(record) + "\n", encoding="utf-8")
    nbib = small.cwd / "one.nbib"
    nbib.write_text(
        "PMID- 4711\nTI  - Sepsis of nobody in particular\nFAU - Okoro, Ada\nAU  - Okoro A\n"
        "AD  - Institute of Zq, Leeds, United Kingdom. author@example.org\nDP  - 2023\n",
        encoding="utf-8",
    )
    assert small.json("import", file, nbib)["imported"] == 2
    area = home / "areas" / "sepsis.md"
    area.write_text(
        "---\ntitle: Early signs of sepsis\nquery: sepsis\nquestion: zq-area-question\n"
        "known:\n- zq-known title\nscores:\n  scale: {score: 5, reason: zq-score-reason}\n"
        "---\nzq-area-note\n",
        encoding="utf-8",
    )
    for folder, text in (("papers", "zq-paper-note"), ("people", "zq-draft")):
        (home / folder).mkdir(exist_ok=True)
        (home / folder / "Ludmilla Contactova.md").write_text(
            f"---\nid: doi:10.5555/sepsis.1\nemail: author@example.org\n---\n{text}", "utf-8"
        )
    (home / "inbox.md").write_text("- [ ] 10.5555/x zq-inbox\n", encoding="utf-8")
    journal = Home.open(home).journal
    journal.append("excluded", "doi:10.5555/sepsis.2", "zq-screening-reason", area="sepsis")
    journal.append("screened", "doi:10.5555/sepsis.3", "zq-screening-reason", area="sepsis")
    ids = [[f"doi:10.5555/sepsis.{number}" for number in range(1, 7)]]
    journal.append("topic renamed", "zq-topic-name", area="sepsis", was="x", level=1, papers=ids)
    journal.append("appraisal corrected", "doi:10.5555/sepsis.1", "zq-why-corrected",
                   field="timing", value="prospective", date=TODAY, ids=ids[0])  # fmt: skip
    return small


def shared(home: Small) -> dict[str, Any]:
    return home.json("report", "--share")


def test_nothing_of_the_user_is_in_what_is_shared(personal: Small) -> None:
    found = shared(personal)
    machine = (str(personal.home), str(personal.cwd), str(Path.home()) + "/", "fingerpost.toml")
    for name in ("share", "markdown"):
        text = Path(found[name]).read_text(encoding="utf-8")
        for private in (*PRIVATE, *machine):
            assert private.casefold() not in text.casefold(), f"{private} in {name}"
        assert "gap" not in text.partition("<body>")[2].casefold().partition("<script>")[0]


def test_the_full_report_would_have_held_some_of_it(personal: Small) -> None:
    """So that the test above cannot pass for want of anything to leave out."""
    page = Path(personal.json("report")["report"]).read_text(encoding="utf-8")
    for private in ("Quarrington", "hepatology-zq", "zq-evidence", "zq-score-reason",
                    "zq-topic-name"):  # fmt: skip
        assert private in page


def test_what_remains_is_useful(personal: Small) -> None:
    found = shared(personal)
    assert found["areas"] == {"sepsis": 7, "stroke": 6}
    folder = personal.home / "signposts" / TODAY
    assert {found["share"], found["markdown"]} == {
        str(folder / "share.html"), str(folder / "share.md"),
    }  # fmt: skip
    for name in ("share", "markdown"):
        text = Path(found[name]).read_text(encoding="utf-8")
        for public in (
            "Early signs of sepsis", "Early signs of stroke", "7 papers", "Papers per year",
            "Deep learning for sepsis in hospital 1", "Okoro A", "doi:10.5555/stroke.1", "2019",
        ):  # fmt: skip
            assert public in text, f"{public} not in {name}"
    page = Path(found["share"]).read_text(encoding="utf-8")
    assert page.count("<svg") >= 4
    assert 'href="https://doi.org/10.5555/sepsis.1"' in page
    assert not (folder / "report.html").exists()


def test_the_same_input_gives_the_same_bytes(personal: Small) -> None:
    first = {key: Path(shared(personal)[key]).read_bytes() for key in ("share", "markdown")}
    assert {key: Path(shared(personal)[key]).read_bytes() for key in first} == first


def test_words_for_people(small: Small) -> None:
    done = small.run("report", "--share")
    assert done.exit_code == 0
    assert "share.html" in done.stdout
    assert "Read it before you pass it on" in done.stdout
