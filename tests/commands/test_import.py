"""`fingerpost import`: every good record comes in, every bad one is told."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from tests.commands.conftest import Cli, Small, write_lines
from tests.conftest import Run

ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate>
</JournalIssue><Title>J Made Up</Title></Journal><ArticleTitle>{title}</ArticleTitle></Article>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle>"""


def article(pmid: int, title: str = "", year: str = "2020") -> str:
    return ARTICLE.format(pmid=pmid, title=title or f"An invented study number {pmid}", year=year)


def pubmed(*articles: str, prologue: str = "") -> str:
    whole = "".join(articles)
    return f'<?xml version="1.0"?>{prologue}<PubmedArticleSet>{whole}</PubmedArticleSet>'


def listed(small: Small) -> list[dict[str, str]]:
    with (small.home / "problems.csv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        assert {"file", "record", "reason"} <= set(table.fieldnames or [])
        return list(table)


def years_of(small: Small, *words: str) -> dict[str, int | None]:
    found = small.json("search", " OR ".join(words), "--limit", 100)
    return {paper["title"]: paper["year"] for paper in found["papers"]}


def test_the_real_command_imports_and_says_so(small: Small) -> None:
    write_lines(small.home / "new.jsonl", [{"title": "A brand-new invented study", "year": 2024}])
    done = small.process("import", "new.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "read": 1, "imported": 1, "updated": 0, "unchanged": 0, "problems": [],
    }  # fmt: skip


def test_importing_twice_changes_nothing(small: Small) -> None:
    file = small.cwd / "set.xml"
    file.write_text(pubmed(article(11), article(12), article(13)))
    first = small.json("import", file)
    again = small.json("import", file)
    assert (first["read"], first["imported"], first["unchanged"]) == (3, 3, 0)
    assert (again["read"], again["imported"], again["updated"], again["unchanged"]) == (3, 0, 0, 3)


def test_several_files_of_several_formats_told_by_content(small: Small) -> None:
    (small.cwd / "a.txt").write_text(pubmed(article(21)))
    (small.cwd / "b.xml").write_text(
        "TY  - JOUR\nTI  - An invented RIS study\nPY  - 2021\nER  - \n"
    )
    (small.cwd / "c").write_bytes(gzip.compress(b"title,year\nAn invented table study,2022\n"))
    found = small.json("import", *(small.cwd / name for name in ("a.txt", "b.xml", "c")))
    assert (found["imported"], found["problems"]) == (3, [])
    assert small.json("search", "invented")["total"] == 3


def test_a_malformed_xml_file_keeps_its_good_records(small: Small) -> None:
    file = small.cwd / "broken.xml"
    bad = article(32).replace("</ArticleTitle>", "")
    file.write_text(pubmed(article(31), bad, article(33)))
    found = small.json("import", file)
    titles = years_of(small, "invented")
    assert {"An invented study number 31", "An invented study number 33"} <= set(titles)
    assert found["problems"]
    assert {problem["file"] for problem in found["problems"]} == {"broken.xml"}
    assert listed(small)[0]["file"] == "broken.xml"


def test_a_truncated_gzip_keeps_what_came_before(small: Small) -> None:
    file = small.cwd / "cut.xml.gz"
    whole = gzip.compress(pubmed(*map(article, range(1000, 1400))).encode())
    file.write_bytes(whole[: len(whole) * 3 // 4])
    found = small.json("import", file)
    assert 100 < found["imported"] < 400
    assert any("cut off" in p["reason"] or "ends" in p["reason"] for p in found["problems"])
    assert listed(small)


def test_several_xml_documents_in_one_file(small: Small) -> None:
    file = small.cwd / "joined.xml"
    file.write_text(pubmed(article(41)) + "\n" + pubmed(article(42), article(43)))
    found = small.json("import", file)
    assert found["imported"] == 3


def test_a_record_without_a_title_is_told_with_its_number(small: Small) -> None:
    file = write_lines(
        small.cwd / "gap.jsonl",
        [{"title": "Good invented one"}, {"year": 2020, "doi": "10.5/x"}, {"title": "Good two"}],
    )
    done = small.run("import", file)
    assert done.exit_code == 0
    assert done.stdout.startswith("2 papers read: 2 new")
    row = listed(small)[0]
    assert (row["file"], row["record"]) == ("gap.jsonl", "2")
    assert "title" in row["reason"]
    assert "1 problem" in done.stderr
    assert "problems.csv" in done.stderr


def test_what_became_of_each_record_is_said_in_plain_words(small: Small) -> None:
    known = {"title": "Zebra one", "doi": "10.5555/zebra.1", "year": 2020}
    small.json("import", write_lines(small.cwd / "first.jsonl", [known]))
    more = {**known, "abstract": "It adds an abstract."}
    file = write_lines(small.cwd / "second.jsonl", [known, more, {"title": "Zebra two"}])
    assert small.run("import", file).stdout == (
        "3 papers read: 1 new, 1 joined with papers that were here (fingerpost duplicates shows"
        " them), 1 known already.\n"
    )
    assert [each["title"] for each in small.json("duplicates")["merged"]] == ["Zebra one"]


def test_an_import_without_problems_keeps_the_list_of_the_last_one_with_some(small: Small) -> None:
    good = write_lines(small.cwd / "good.jsonl", [{"title": "Zebra one"}])
    bad = write_lines(small.cwd / "bad.jsonl", [{"title": "Zebra two"}, {"year": 2020}])
    worse = write_lines(small.cwd / "worse.jsonl", [{"year": 2021}, {"year": 2020}])
    small.json("import", good)
    assert not (small.home / "problems.csv").exists()
    small.json("import", bad)
    kept = (small.home / "problems.csv").read_bytes()
    done = small.run("import", good)
    assert "problem" not in done.stderr
    assert (small.home / "problems.csv").read_bytes() == kept
    small.run("import", worse)
    assert [row["file"] for row in listed(small)] == ["worse.jsonl", "worse.jsonl"]


def test_a_year_of_20222_is_no_year(small: Small) -> None:
    file = small.cwd / "year.xml"
    file.write_text(pubmed(article(51, year="20222"), article(52)))
    found = small.json("import", file)
    assert found["imported"] == 2
    assert years_of(small, "invented") == {
        "An invented study number 51": None,
        "An invented study number 52": 2020,
    }
    assert any("20222" in problem["reason"] for problem in found["problems"])
    assert any(row["record"] and "20222" in row["reason"] for row in listed(small))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-16-le"])
def test_an_encoding_that_is_not_told_is_guessed(small: Small, encoding: str) -> None:
    file = small.cwd / "latin.ris"
    text = "TY  - JOUR\nTI  - Maladie de Ménière: étude inventée\nPY  - 2021\nER  - \n"
    file.write_bytes(text.encode(encoding))
    assert small.json("import", file)["imported"] == 1
    assert "Maladie de Ménière: étude inventée" in years_of(small, "Maladie")


def test_bytes_of_no_encoding_lose_no_record_beside_them(small: Small) -> None:
    file = small.cwd / "mixed.jsonl"
    bad = b'{"title": "Zebra study \xff\xfe of M\xe9ni\xe8re"}'
    file.write_bytes(b'{"title": "Zebra one"}\n' + bad + b'\n{"title": "Zebra three"}\n')
    found = small.json("import", file)
    assert {"Zebra one", "Zebra three"} <= set(years_of(small, "Zebra"))
    assert [problem["record"] for problem in found["problems"]] == [2]
    assert [(row["file"], row["record"]) for row in listed(small)] == [("mixed.jsonl", "2")]


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY leak SYSTEM "file://{secret}">', '<!ENTITY leak "EXPANDED-CANARY">'],
)
def test_xml_entities_are_never_expanded(small: Small, entity: str) -> None:
    secret = small.cwd / "secret.txt"
    secret.write_text("EXPANDED-CANARY")
    doctype = f"<!DOCTYPE PubmedArticleSet [{entity.format(secret=secret)}]>"
    file = small.cwd / "entity.xml"
    title = "An invented study &leak; with an entity"
    file.write_text(pubmed(article(61, title), article(62), prologue=doctype))
    done = small.run("import", file, "--json")
    assert "CANARY" not in done.output
    assert "An invented study number 62" in years_of(small, "invented")
    assert "CANARY" not in small.run("search", "invented", "--json").output


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("noise.bin", bytes(range(256)) * 4),
        ("paper.pdf", b"%PDF-1.7 invented"),
        ("letter.txt", b"Dear colleague, no record stands here."),
    ],
)
def test_exit_code_1_when_nothing_could_be_imported(
    small: Small, name: str, content: bytes
) -> None:
    (small.cwd / name).write_bytes(content)
    done = small.run("import", small.cwd / name, "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert found["read"] == 0
    assert [problem["file"] for problem in found["problems"]] == [name]
    assert listed(small)[0]["file"] == name


def test_a_missing_file_beside_a_good_one_loses_nothing(small: Small) -> None:
    good = write_lines(small.cwd / "good.jsonl", [{"title": "A good invented one"}])
    done = small.run("import", small.cwd / "absent.ris", good, "--json")
    assert done.exit_code == 2, "a name was mistyped, and a script must learn of it"
    found = json.loads(done.stdout)
    assert found["imported"] == 1
    assert "no such file" in found["problems"][0]["reason"]


def test_a_formula_in_a_record_does_not_run_in_a_spreadsheet(small: Small) -> None:
    file = small.cwd / '=cmd("x").jsonl'
    file.write_text('{"year": 2020}\n{"title": "A good invented one"}\n')
    small.run("import", file)
    assert not listed(small)[0]["file"].startswith("=")


def test_without_a_home_it_says_how_to_make_one(fingerpost: Run, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"title": "An invented one"}])
    done = fingerpost("import", "a.jsonl", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "fingerpost start" in done.stderr


def test_a_named_folder_that_is_no_home_is_told(cli: Cli, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "a.jsonl", [{"title": "An invented one"}])
    done = cli("import", file, "--home", tmp_path / "nowhere")
    assert done.exit_code in (1, 2)
    assert "no home yet" in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_broke_off_and_then_the_whole_one_leave_each_paper_once(small: Small) -> None:
    titles = ("Zebrafish counted by hand", "Zebrafish counted by machine and told apart")
    whole = "".join(f"TY  - JOUR\nTI  - {title}\nPY  - 2020\nER  - \n\n" for title in titles)
    cut, file = small.cwd / "cut.ris", small.cwd / "whole.ris"
    cut.write_text(whole[: whole.index(" and told")])
    file.write_text(whole)
    first = small.json("import", cut)
    assert first["imported"] == 1
    assert ["cut off" in problem["reason"] for problem in first["problems"]] == [True]
    assert [(row["file"], row["record"]) for row in listed(small)] == [("cut.ris", "2")]
    again = small.json("import", file)
    assert (again["read"], again["imported"], again["problems"]) == (2, 1, [])
    assert set(years_of(small, "zebrafish")) == set(titles)


def test_an_import_is_taken_back_but_for_what_is_used(small: Small) -> None:
    shared = {"title": "Zebra shared", "doi": "10.5555/zebra.2", "year": 2020}
    small.json("import", write_lines(small.cwd / "first.jsonl", [shared]))
    before = small.json("search", "zebra")
    more = {**shared, "abstract": "It adds an abstract on quaggas."}
    second = [shared, more, {"title": "Zebra alone"}, {"title": "Zebra noted", "doi": "10.5555/n"}]
    small.json("import", write_lines(small.cwd / "second.jsonl", second))
    assert small.json("search", "quaggas")["total"] == 1
    assert small.run("note", "doi:10.5555/n").exit_code == 0
    done = small.json("import", "--undo")
    assert (done["undone"], done["papers"], done["parted"]) == ("second.jsonl", 1, 1)
    assert [(each["id"], each["title"]) for each in done["stay"]] == [
        ("doi:10.5555/n", "Zebra noted")
    ]
    after = small.json("search", "zebra")
    assert {each["title"] for each in after["papers"]} == {"Zebra shared", "Zebra noted"}
    assert after["total"] == before["total"] + 1
    assert small.json("search", "quaggas")["total"] == 0
    assert "first.jsonl: 1 paper taken out" in small.run("import", "--undo").stdout
    none = small.run("import", "--undo")
    assert none.exit_code == 2
    assert "no import" in none.stderr


def test_the_same_file_brought_by_two_imports_goes_with_the_second(small: Small) -> None:
    rows = [{"title": "Zebra one"}]
    small.json("import", write_lines(small.cwd / "first.jsonl", rows))
    small.json("import", write_lines(small.cwd / "copy.jsonl", rows))
    first = small.json("journal")["entries"]
    ids = {each["object"]: each["id"] for each in first if each["verb"] == "imported"}
    assert small.json("import", "--undo", ids["first.jsonl"])["papers"] == 0
    assert small.json("search", "zebra")["total"] == 1
    assert small.json("import", "--undo")["papers"] == 1
    assert small.json("search", "zebra")["total"] == 0
