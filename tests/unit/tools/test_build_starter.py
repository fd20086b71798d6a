"""The script that chooses the starter library, and the one that joins facts and summaries."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "src" / "fingerpost" / "intake" / "data"
PUBMED_COLUMNS = ["PMID", "Title", "Authors", "Journal/Book", "Publication Year", "DOI"]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


starter = load("build_starter")
landmarks = load("build_landmarks")


@pytest.fixture(scope="module")
def rules() -> Any:
    return starter.Rules(tomllib.loads(starter.RULES.read_text("utf-8")))


@pytest.fixture(scope="module")
def everything(shared_data: Path) -> list[Any]:
    entries: list[Any] = starter.read_all(shared_data / "medai_lit")
    return entries


def entry(title: str, **stated: Any) -> Any:
    made = {"authors": ("Example A",), "journal": "J Made Up", "year": 2023, "origin": "horizondl"}
    made["pmid"] = str(abs(sum(ord(c) * (i + 1) for i, c in enumerate(title))))
    return starter.Entry(title=title, **(made | stated))


def reasons(rules: Any, *entries: Any) -> dict[str, str]:
    judge = starter.Judge(rules, entries)
    return {e.title: judge.why_out(e) for e in entries}


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Deep learning for sepsis in intensive care", ""),
        ("Deep learning for leaf disease in tomato", "not about medicine"),
        ("Deep learning for bridge inspection", "not about medicine"),
        ("Statins after stroke in older adults", "machine learning is not in the title"),
        ("Erratum: Deep learning for sepsis", "a notice, or about another paper"),
        ("Reply: Deep learning on bone scans", "a notice, or about another paper"),
        ("Letter to the Editor: deep learning for sepsis", "a notice, or about another paper"),
        ("Deep learning for bone scans-Reply", "a notice, or about another paper"),
        ("[Deep learning for sepsis, in another language]", "a translated title"),
    ],
)
def test_why_a_title_is_left_out(rules: Any, title: str, reason: str) -> None:
    assert reasons(rules, entry(title)) == {title: reason}


def test_a_paper_without_an_identifier_or_a_year_is_left_out(rules: Any) -> None:
    title = "Deep learning for sepsis"
    assert reasons(rules, entry(title, pmid="")) == {title: "no PMID, DOI or arXiv id"}
    assert reasons(rules, entry(title, year=None)) == {title: "no title or no year"}


def test_a_paper_whose_title_a_notice_names_is_left_out(rules: Any) -> None:
    others = [entry(f"Deep learning for wound {n}", journal="Large J") for n in range(60)]
    notice = entry("Retracted: Deep Learning for Falls in Hospital", journal="Large J")
    paper = entry("Deep learning for falls in hospital", journal="Other J")
    told = reasons(rules, *others, notice, paper)
    assert told[paper.title] == "retracted"
    assert told[others[0].title] == ""


def test_a_journal_with_many_retractions_is_left_out(rules: Any) -> None:
    notice = entry("Retraction: Deep learning for falls", journal="Doubtful J")
    paper = entry("Deep learning for gait", journal="Doubtful J")
    assert reasons(rules, notice, paper)[paper.title] == "a journal with many retractions"


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Deep learning to extract findings from radiology reports", "knowledge-management"),
        ("Neural relation extraction of protein interactions", "knowledge-management"),
        ("Deep learning for protein structure", "biological-information"),
        ("External validation of a neural network for sepsis", "ml-into-practice"),
        ("Deep learning to detect fractures", "ml-into-practice"),
        ("Deep learning and the patient", ""),
    ],
)
def test_the_area_of_a_title(rules: Any, title: str, area: str) -> None:
    assert starter.Judge(rules, []).place(entry(title)).area == area


def test_of_a_paper_and_its_preprint_the_paper_stays_as_it_is(rules: Any) -> None:
    title = "Deep learning to predict sepsis in hospital"
    preprint = entry(title, journal="medRxiv", year=2022, pmid="", doi="10.1101/1")
    paper = entry(title, journal="J Made Up", year=2023, pmid="7", doi="")
    kept, why = starter.judge_all(rules, [preprint, paper])
    assert [(e.pmid, e.doi, e.year) for e in kept] == [("7", "", 2023)]
    assert why == Counter({"a second copy": 1})


def test_two_records_of_one_paper_are_joined(rules: Any) -> None:
    title = "Deep learning to predict sepsis in hospital"
    short = entry(title, pmid="", doi="10.1/x")
    full = entry(title, pmid="7", doi="10.1/x", authors=("Example A", "Second B"))
    [kept], _ = starter.judge_all(rules, [short, full])
    assert (kept.pmid, kept.doi, kept.authors) == ("7", "10.1/x", ("Example A", "Second B"))


def test_years_and_journals_take_turns() -> None:
    many = [entry(f"Deep learning {n}", journal="Large J", year=2023) for n in range(20)]
    few = [entry("Deep learning in a small journal", journal="Small J", year=2023)]
    old = [entry("Deep learning of old", journal="Large J", year=2012)]
    first = starter.in_turns([*many, *few, *old])[:3]
    assert old[0] in first
    assert few[0] in first


def test_the_order_of_the_files_does_not_matter_for_the_choice() -> None:
    papers = [
        entry(f"Deep learning {n}", journal=f"J {n % 3}", year=2020 + n % 4) for n in range(30)
    ]
    assert starter.in_turns(papers) == starter.in_turns(papers[::-1])


def test_the_packed_file_is_the_same_every_time_and_carries_no_date() -> None:
    papers = [entry("Deep learning for sepsis – a study")]
    packed = starter.packed(papers)
    assert packed == starter.packed(papers)
    assert packed[4:8] == bytes(4)
    [line] = gzip.decompress(packed).decode().splitlines()
    assert json.loads(line)["title"] == "Deep learning for sepsis – a study"
    assert set(json.loads(line)) == {"id", "title", "authors", "journal", "year", "pmid"}


def test_a_pubmed_export_is_read(tmp_path: Path) -> None:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(PUBMED_COLUMNS)
    names = "Example A, von Sample BC; Made Up Study Group; Last D."
    table.writerow(["12", "H&amp;E and <i>AI</i>", names, "J Made Up", "2021", "10.1000/ABC"])
    table.writerow(["13", "No year", "Example A.", "J Made Up", "20222", ""])
    path = tmp_path / "export.csv.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + text.getvalue().encode()))
    first, second = starter.read_pubmed(path, "made up")
    assert first.title == "H&E and AI"
    assert first.authors == ("Example A", "von Sample BC", "Made Up Study Group", "Last D")
    assert (first.id, first.doi, first.year) == ("pmid:12", "10.1000/abc", 2021)
    assert second.year is None


def test_a_bibliography_in_csl_json_is_read(tmp_path: Path) -> None:
    item = {
        "type": "report",
        "title": "Deep learning for made-up images",
        "container-title": "arXiv",
        "URL": "https://arxiv.org/abs/1701.01234",
        "author": [{"family": "Sample", "given": "Ann B."}, {"literal": "Ben C. Example"}],
        "issued": {"date-parts": [[2019, 3, 1]]},
    }
    path = tmp_path / "items.json.gz"
    path.write_bytes(gzip.compress(json.dumps([item, {"type": "webpage"}]).encode()))
    [read] = starter.read_csl(path, "made up")
    assert read.authors == ("Sample AB", "Example BC")
    assert (read.id, read.year) == ("arxiv:1701.01234", 2017)


def test_a_bibliography_in_bibtex_is_read(tmp_path: Path) -> None:
    path = tmp_path / "made.bib"
    path.write_text(
        '@article{a, Author = {M{\\"u}ller, Eva and Sample, Ben C.}, Title = {{Deep} Learning},'
        " Journal = {arXiv preprint arXiv:1609.02469}, Year = {2018}}"
    )
    [read] = starter.read_bibtex(path, "made up")
    assert read.authors == ("Müller E", "Sample BC")
    assert (read.title, read.id, read.journal) == ("Deep Learning", "arxiv:1609.02469", "arXiv")
    assert read.year == 2016


def test_the_packaged_starter_is_what_the_script_makes(rules: Any, everything: list[Any]) -> None:
    kept, _ = starter.judge_all(rules, everything)
    chosen = starter.choose(rules, kept)
    packaged = gzip.decompress((DATA / "starter.jsonl.gz").read_bytes()).decode()
    assert packaged.splitlines() == [paper.line() for paper in chosen]
    by_area = Counter(paper.area for paper in chosen)
    assert len(by_area) == 3
    assert min(by_area.values()) >= 250
    told = (ROOT / "docs" / "starter.md").read_text("utf-8")
    for count in (len(chosen), *by_area.values()):
        assert f"{count:,}" in told


def test_every_landmark_is_taken(rules: Any, everything: list[Any], shared: Path) -> None:
    kept, _ = starter.judge_all(rules, everything)
    stated = json.loads((shared / "landmarks.json").read_text("utf-8"))["landmarks"]
    assert sum(paper.origin == "landmarks" for paper in kept) == len(stated)


def test_the_packaged_landmarks_are_what_the_script_makes(shared: Path, tmp_path: Path) -> None:
    made = tmp_path / "landmarks.toml"
    landmarks.main(["--from", str(shared / "landmarks.json"), "--to", str(made)])
    assert made.read_text("utf-8") == (DATA / "landmarks.toml").read_text("utf-8")


def test_words_for_a_landmark_of_which_only_an_entry_was_seen_are_refused() -> None:
    item = {"key": "made2020", "evidence_level": "bibliographic entry seen"}
    with pytest.raises(KeyError, match="made2020"):
        landmarks.build([item], {"made2020": {"summary": "Made up.", "why": "None."}})
