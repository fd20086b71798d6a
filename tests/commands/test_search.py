"""`fingerpost search`: what is found, and where a bad query goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from tests.commands.conftest import Cli, Small, write_lines
from tests.conftest import Run


def test_the_real_command_prints_one_object(small: Small) -> None:
    done = small.process("search", "sepsis AND year:2020..2021", "--limit", 1, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"query", "understood", "total", "papers", "by_year"} <= set(found)
    assert found["query"] == "sepsis AND year:2020..2021"
    assert found["total"] == 2
    assert found["by_year"] == {"2020": 1, "2021": 1}
    (paper,) = found["papers"]
    assert {"id", "title", "year", "journal", "authors", "score"} <= set(paper)
    assert paper["authors"] == ["Ada Okoro", "Łucja Żak"]
    assert paper["id"].startswith("doi:10.5555/sepsis.")
    assert list(found) == sorted(found), "keys are sorted"


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("sepsis", 6),
        ("sepsis OR stroke", 12),
        ("sepsis NOT deep", 4),
        ('"deep learning" AND stroke', 2),
        ("title:stroke year:2019", 1),
        ("stroke[ti] AND 2020[dp]", 1),
        ("*", 12),
        ("zebra", 0),
    ],
)
def test_queries_in_both_styles(small: Small, query: str, total: int) -> None:
    assert small.json("search", query)["total"] == total


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("sepsis AND (stroke", "("),
        ("sepsis[nonsense]", "["),
        ('sepsis "deep learning', '"'),
        ("sepsis) stroke", ")"),
    ],
)
def test_a_bad_query_is_shown_with_a_caret_under_the_character(
    small: Small, query: str, wrong: str
) -> None:
    done = small.run("search", query, "--json")
    assert done.exit_code == 2
    assert done.stdout == ""
    _, shown, caret = done.stderr.rstrip().splitlines()
    assert shown.strip() == query
    assert caret.strip() == "^"
    at = caret.index("^")
    assert shown[at : at + len(wrong)] == wrong or shown[at - 1 : at] == wrong


def test_people_read_titles_ids_and_counts(small: Small) -> None:
    done = small.run("search", "stroke", "--limit", 2)
    assert done.exit_code == 0
    assert done.stdout.startswith("6 papers for ")
    assert done.stdout.count("doi:10.5555/stroke.") == 2
    assert "By year: 2019: 1, 2020: 1" in done.stdout
    assert "\x1b[" not in done.stdout


def test_nothing_found_says_what_to_try(small: Small) -> None:
    done = small.run("search", "zebra")
    assert done.exit_code == 0
    assert "fewer words" in done.stdout
    assert 'No paper has "sepssis"; near it: sepsis' in small.run("search", "sepssis").stdout


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_an_impossible_limit_is_wrong_use(small: Small, limit: str) -> None:
    assert small.run("search", "sepsis", f"--limit={limit}").exit_code == 2


def test_no_home_is_wrong_use(cli: Cli) -> None:
    done = cli("search", "sepsis", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "fingerpost start" in done.stderr


def test_the_home_may_be_named_or_stand_in_the_environment(
    small: Small, fingerpost: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.cwd)
    assert small.run("search", "sepsis").exit_code == 2
    assert small.json("search", "sepsis", "--home", small.home)["total"] == 6
    monkeypatch.setenv("FINGERPOST_HOME", str(small.home))
    assert small.json("search", "sepsis")["total"] == 6
    (small.home / "papers").mkdir(exist_ok=True)
    monkeypatch.delenv("FINGERPOST_HOME")
    monkeypatch.chdir(small.home / "papers")
    assert small.json("search", "sepsis")["total"] == 6


@pytest.mark.parametrize("flags", [["--json"], []])
def test_json_is_utf8_and_words_come_out_where_the_console_is_not_utf8(
    small: Small, flags: list[str]
) -> None:
    """A pipe on Windows has the code page's encoding, which lacks most of the world's names."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "search", "author:Żak", *flags],
        cwd=small.home, env=environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    if flags:
        found = json.loads(done.stdout.decode("utf-8"))
        assert found["papers"][0]["authors"] == ["Ada Okoro", "Łucja Żak"]


def test_the_explanation_is_a_tree_with_counts_and_near_spellings(small: Small) -> None:
    done = small.run("search", "(sepsis OR strok) AND title:deep AND stroek", "--explain")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    tree = lines[lines.index("How this was understood") + 1 :]
    assert tree[0].split() == ["0", "AND"]
    assert tree[1].split() == ["6", "OR"]
    assert tree[2].lstrip().startswith("6      all:sepsis  (sepsi in title,")
    assert done.stdout.count('No paper has "stroek"; near it: stroke') == 1
    assert "For PubMed" in lines
    assert "(sepsis OR strok) AND deep[ti] AND stroek" in done.stdout


def test_the_explanation_is_in_the_object_for_scripts(small: Small) -> None:
    found = small.json(
        "search", "sepsis AND mesh:x", "--explain", "--by", "type", "--by", "journal"
    )
    assert found["explain"]["tree"]["operator"] == "AND"
    assert [part["papers"] for part in found["explain"]["tree"]["parts"]] == [6, 0]
    assert found["explain"]["pubmed"] == "sepsis AND x[mh]"
    assert "Narrower headings" in found["notes"][0]
    assert found["by"] == {"journal": {}, "type": {}}
    assert "explain" not in small.json("search", "sepsis")


def test_counts_by_journal_and_year(small: Small) -> None:
    found = small.json("search", "sepsis", "--by", "journal", "--by", "year")
    assert found["by"]["journal"] == {"Journal of Examples": 6}
    assert found["by"]["year"] == found["by_year"]
    shown = small.run("search", "sepsis", "--by", "journal").stdout
    assert "      6  Journal of Examples" in shown


def test_pages_and_order(small: Small) -> None:
    years = [p["year"] for p in small.json("search", "sepsis", "--sort", "newest")["papers"]]
    assert years == sorted(years, reverse=True)
    oldest = small.json("search", "sepsis", "--sort", "oldest", "--limit", 2, "--from", 3)
    assert [paper["year"] for paper in oldest["papers"]] == [2021, 2022]
    assert "Papers 3 to 4:" in small.run("search", "sepsis", "--limit", 2, "--from", 3).stdout
    assert "no paper 99" in small.run("search", "sepsis", "--from", 99).stdout


def test_a_table_of_papers(small: Small) -> None:
    done = small.run("search", "sepsis[mh] OR stroke", "--csv", "--sort", "oldest")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["year"] for row in rows] == [str(year) for year in range(2019, 2025)]
    assert rows[0]["doi"] == "10.5555/stroke.1"
    assert "Narrower headings" in done.stderr
    assert small.run("search", "x", "--csv", "--json").exit_code == 2


def test_today_is_where_a_span_ends(small: Small) -> None:
    found = small.json("search", '"last 2 years"[dp]', "--today", "2021-06-01")
    assert found["by_year"] == {"2019": 2, "2020": 2, "2021": 2}
    assert found["understood"] == "date:2019-06-01..2021-06-01"


def test_lines_of_a_strategy(small: Small) -> None:
    lines = "#1 sepsis[tiab]\n#2 deep[ti]\n#3 #1 AND #2"
    assert small.json("search", lines)["total"] == 2
    done = small.run("search", "#1 AND #2")
    assert done.exit_code == 2
    assert "no line #1" in done.stderr


@pytest.mark.parametrize("kind", ["words", "meaning"])
def test_a_plain_question_finds_the_nearest_papers(small: Small, kind: str) -> None:
    found = small.json("search", "Could sepsis be foreseen? (or not)", "--like", kind)
    assert found["understood"].startswith("nearest to any of: could sepsis foreseen")
    assert "sepsis" in found["papers"][0]["title"].lower()
    scores = [paper["score"] for paper in found["papers"]]
    assert scores == sorted(scores, reverse=True)


def test_nearest_papers_have_one_order_only(small: Small) -> None:
    for option in (("--sort", "newest"), ("--explain",), ("--by", "year"), ("--from", "2")):
        run = small.run("search", "sepsis", "--like", "words", *option)
        assert run.exit_code == 2
        assert "--like shows the nearest papers" in run.stderr


def test_counts_add_up_or_say_why_they_do_not(small: Small) -> None:
    papers: list[dict[str, object]] = [
        {"title": "Zebra one", "year": 2020, "journal": "Stripes"},
        {"title": "Zebra two", "year": 2020},
        {"title": "Zebra three"},
    ]
    small.json("import", write_lines(small.cwd / "z.jsonl", papers))
    table = small.cwd / "types.ris"
    types = "".join(f"M3  - {name}\n" for name in ("Review", "Journal Article"))
    table.write_text(f"TY  - JOUR\nTI  - Zebra four\nPY  - 2021\n{types}ER  - \n")
    small.json("import", table)
    done = small.run("search", "zebra", "--by", "type", "--by", "journal")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[lines.index("By journal:") :][:3] == ["By journal:", "1 Stripes", "3 not stated"]
    assert "3 not stated" in lines[lines.index("By type:") : lines.index("By journal:")]
    assert "By year: 2020: 2, 2021: 1, not stated: 1" in done.stdout
    by_year = small.run("search", "zebra", "--by", "year").stdout
    assert by_year.split()[-9:] == ["By", "year:", "2", "2020", "1", "2021", "1", "not", "stated"]
    found = small.json("search", "zebra", "--by", "type", "--by", "year")
    assert found["not_stated"] == {"type": 3, "year": 1}
    assert sum(found["by"]["year"].values()) + found["not_stated"]["year"] == found["total"]


@pytest.mark.parametrize("verb", ["search", "appraise"])
@pytest.mark.parametrize(
    "query",
    ["-review sepsis", "-sepsis", "-health sepsis", '-"early warning" sepsis', "-(ct OR mri)",
     "--review sepsis", "-1 sepsis", "-title:sepsis"],
)  # fmt: skip
def test_a_query_that_begins_with_a_minus_is_told_to_write_not(
    small: Small, verb: str, query: str
) -> None:
    done = small.run(verb, query)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "write NOT before" in done.stderr
    assert "option" not in done.stderr
    assert done.stderr == small.run(verb, "--", query).stderr


@pytest.mark.parametrize("option", ["--limt", "-x", "--no-such-option"])
def test_an_unknown_option_is_still_one(small: Small, option: str) -> None:
    done = small.run("search", "sepsis", option)
    assert done.exit_code == 2
    assert f"No such option '{option}'" in done.stderr or f"No such option: {option}" in done.stderr


@pytest.mark.parametrize("query", ['sepsis -"deep learning"', "sepsis -(deep OR machine)"])
def test_a_minus_never_finds_what_it_was_meant_to_leave_out(small: Small, query: str) -> None:
    done = small.run("search", query)
    assert done.exit_code == 2
    assert "write NOT before what follows it, at character 8" in done.stderr


@pytest.mark.parametrize("query", ["sepsis - deep", "deep-learning", '"deep"-"learning"'])
def test_a_hyphen_is_no_minus(small: Small, query: str) -> None:
    assert small.json("search", query)["total"] > 0
