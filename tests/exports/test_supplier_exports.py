"""Real answers of OpenAlex, Crossref and Europe PMC beside an independent reading of them."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from fingerpost.records import LinkKind, Paper, Problem
from fingerpost.sources import crossref, europe_pmc, europe_pmc_xml, guess_format, openalex
from fingerpost.sources.opening import read_file

TAG = re.compile(
    r"</?(?:jats:|mml:|h4|i\b|b\b|sub|sup|p\b|scp|u\b|em|strong|title|italic|bold)[^<>]*>"
)


def content(file: Path) -> bytes:
    raw = file.read_bytes()
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


def papers_of(records: object) -> list[Paper]:
    return [one for one in records if isinstance(one, Paper)]  # type: ignore[attr-defined]


def letters(text: str) -> str:
    """The letters of a text without mark-up: what no way of joining its pieces changes."""
    bare = html.unescape(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text)))
    return "".join(filter(str.isalpha, TAG.sub("", bare))).lower()


# OpenAlex


@pytest.fixture(scope="module")
def openalex_folder(shared_data: Path) -> Path:
    return shared_data / "scholarly_apis"


def openalex_works(folder: Path) -> dict[Path, list[dict[str, Any]]]:
    files = [
        *(folder / "openalex_snapshot").rglob("works/*/part_*.gz"),
        *(folder / "openalex_python").glob("W*.json"),
    ]
    found = {}
    for file in files:
        raw = content(file)
        lines = raw.splitlines() if file.suffix == ".gz" else [raw]
        found[file] = [json.loads(line) for line in lines if line.strip()]
    return found


def test_openalex_works_are_read_and_those_without_a_title_told(openalex_folder: Path) -> None:
    works = openalex_works(openalex_folder)
    assert sum(map(len, works.values())) == 29
    for file, stated in works.items():
        assert guess_format(content(file)[: 1 << 16]) == "openalex"
        found = list(read_file(file))
        titled = [one for one in stated if one.get("title") or one.get("display_name")]
        papers = papers_of(found)
        assert [paper.other_ids[0].removeprefix("openalex:") for paper in papers] == [
            one["id"].rpartition("/")[2] for one in titled
        ]
        assert len(found) == len(stated)


def test_openalex_fields_agree_with_the_json(openalex_folder: Path) -> None:
    compared = 0
    for stated in openalex_works(openalex_folder).values():
        titled = [one for one in stated if one.get("title") or one.get("display_name")]
        for paper, one in zip(papers_of(openalex.read_objects(titled, "x")), titled, strict=True):
            places = [
                (at, word)
                for word, found in (one.get("abstract_inverted_index") or {}).items()
                for at in found
            ]
            assert paper.abstract == " ".join(word for _, word in sorted(places))
            assert paper.doi == (one.get("doi") or "").lower().removeprefix("https://doi.org/")
            assert (paper.date, paper.year) == (one["publication_date"], one["publication_year"])
            assert len(paper.authors) == len(one["authorships"])
            assert len(paper.references) == len(one["referenced_works"])
            people = [entry["author"] for entry in one["authorships"]]
            assert [a.orcid for a in paper.authors] == [
                (person["orcid"] or "").rpartition("/")[2] for person in people
            ]
            names = [
                e.get("raw_author_name") or e["author"]["display_name"] for e in one["authorships"]
            ]
            assert [a.name for a in paper.authors] == names
            assert [list(a.affiliations) for a in paper.authors] == [
                entry["raw_affiliation_strings"] for entry in one["authorships"]
            ]
            assert list(paper.keywords) == [k["display_name"] for k in one.get("keywords", [])]
            assert paper.volume == (one["biblio"]["volume"] or "")
            source = (one["primary_location"] or {}).get("source") or {}
            assert paper.journal == source.get("display_name", "")
            compared += 1
    assert compared == 13


def test_openalex_lists_of_other_things_are_named_as_such(openalex_folder: Path) -> None:
    files = [
        *(openalex_folder / "openalex_python").glob("*.json"),
        *(openalex_folder / "openalex_snapshot").rglob("part_*.gz"),
    ]
    others = [f for f in files if f not in openalex_works(openalex_folder)]
    assert len(others) == 16
    for file in others:
        [told] = read_file(file)
        assert isinstance(told, Problem)
        assert "OpenAlex's list of persons, places or topics" in told.reason


def test_openalex_fields_are_those_of_the_documented_shape(openalex_folder: Path) -> None:
    lines = (openalex_folder / "openalex_cwts" / "json_paths_works.txt").read_text().splitlines()
    work: dict[str, Any] = {}
    for path in map(str.strip, lines):
        place(work, path.split("."), path)
    work["doi"] = work["ids"]["doi"] = "https://doi.org/10.1234/A"
    work["id"] = work["ids"]["openalex"] = "https://openalex.org/W9"
    work["ids"]["pmid"] = "https://pubmed.ncbi.nlm.nih.gov/77"
    work["ids"]["pmcid"] = "https://www.ncbi.nlm.nih.gov/pmc/articles/888"
    work["biblio"] |= {"first_page": "1", "last_page": "9"}
    work |= {"publication_year": 2020, "publication_date": "2020-02-03", "is_retracted": True}
    work["referenced_works"] = ["https://openalex.org/W8"]
    work["mesh"][0]["is_major_topic"] = True
    work["authorships"][0]["author"]["orcid"] = "https://orcid.org/0000-0001-2345-678X"
    work["authorships"][0]["raw_author_name"] = "Jan Berg"
    work["abstract_inverted_index"] = {"text": [1], "The": [0]}
    [paper] = papers_of(openalex.read_objects([work], "x"))
    [author], [heading] = paper.authors, paper.mesh
    assert (paper.title, paper.abstract) == ("title", "The text")
    assert author.name == "Jan Berg"
    assert author.affiliations == ("authorships[seq].raw_affiliation_strings[seq]",)
    assert author.orcid == "0000-0001-2345-678X"
    assert (heading.descriptor, heading.ui) == (
        "mesh[seq].descriptor_name",
        "mesh[seq].descriptor_ui",
    )
    assert (heading.qualifiers, heading.major) == (("mesh[seq].qualifier_name",), True)
    assert (paper.volume, paper.issue, paper.pages) == ("biblio.volume", "biblio.issue", "1-9")
    assert paper.keywords == ("keywords[seq].display_name",)
    assert paper.publication_types == ("type", "type_crossref")
    assert (paper.doi, paper.pmid, paper.pmcid) == ("10.1234/a", "77", "PMC888")
    assert (paper.date, paper.languages) == ("2020-02-03", ("language",))


def place(holder: Any, path: list[str], value: str) -> None:
    """Put a value where a path such as `a.b[seq].c` leads."""
    name, *rest = path
    key = name.removesuffix("[seq]").removesuffix("[skip]")
    if name.endswith("[seq]"):
        inside = holder.setdefault(key, [{}] if rest else [value])
        if rest and isinstance(inside, list):
            place(inside[0], rest, value)
    elif rest:
        inside = holder.get(key)
        holder[key] = inside if isinstance(inside, dict) else {}
        place(holder[key], rest, value)
    else:
        holder.setdefault(key, value)


def test_openalex_documentation_shows_authorships_that_are_read(openalex_folder: Path) -> None:
    pages = openalex_folder / "openalex_docs" / "api-entities" / "works" / "work-object"
    text = (pages / "authorship-object.md").read_text()
    blocks = re.findall(r"```json\s((?:author|institutions|raw_\w+): .*?),?\s*```", text, re.DOTALL)
    stated = {name: value for one in blocks for name, value in YAML(typ="safe").load(one).items()}
    assert stated.keys() == {
        "author",
        "institutions",
        "raw_affiliation_strings",
        "raw_author_name",
    }
    work = {"id": "https://openalex.org/W1", "title": "T", "authorships": [stated]}
    [paper] = papers_of(openalex.read_objects([work], "x"))
    [author] = paper.authors
    assert author.orcid == stated["author"]["orcid"].rpartition("/")[2]
    assert list(author.affiliations) == stated["raw_affiliation_strings"]


def test_a_table_of_openalex_sources_is_no_table_of_papers(openalex_folder: Path) -> None:
    [told] = read_file(openalex_folder / "openalex_tutorials" / "japan_sources.csv")
    assert isinstance(told, Problem)


# Crossref


@pytest.fixture(scope="module")
def answers(shared_data: Path) -> list[dict[str, Any]]:
    """The JSON bodies of all recorded answers."""
    yaml = YAML(typ="safe", pure=False)
    found = []
    for file in sorted((shared_data / "scholarly_apis" / "crossref_habanero").iterdir()):
        for interaction in yaml.load(content(file))["interactions"]:
            body = interaction["response"]["body"].get("string") or b""
            raw = body if isinstance(body, bytes) else body.encode()
            raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
            if raw.lstrip().startswith(b"{"):
                found.append(json.loads(raw))
    return found


def works_in(answer: dict[str, Any]) -> list[dict[str, Any]]:
    kind = answer.get("message-type")
    if kind == "work-list":
        return list(answer["message"]["items"])
    if kind is None:
        return [answer]
    return [answer["message"]] if kind == "work" else []


def title_of(work: dict[str, Any]) -> str:
    title = work.get("title") or [""]
    return title if isinstance(title, str) else str(title[0])


def test_every_crossref_answer_is_known_and_every_work_read(answers: list[dict[str, Any]]) -> None:
    assert len(answers) == 103
    told: Counter[str] = Counter()
    read = 0
    for answer in answers:
        raw = json.dumps(answer).encode()
        assert guess_format(raw[: 1 << 16]) == "crossref"
        found = list(crossref.read(io.BytesIO(raw), "answer"))
        works = works_in(answer)
        titled = [work for work in works if title_of(work).strip()]
        assert [paper.doi for paper in papers_of(found)] == [one["DOI"].lower() for one in titled]
        read += len(titled)
        if works or answer.get("message-type") == "work-list":
            assert len(found) == len(works)
        else:
            [problem] = found
            assert isinstance(problem, Problem)
            told[problem.reason.split(":")[0].split(" about")[0]] += 1
    assert read == 608
    assert told == {"this is an answer of Crossref": 27, "Crossref answered with an error": 18}


def test_crossref_fields_agree_with_the_json(answers: list[dict[str, Any]]) -> None:
    compared = 0
    for answer in answers:
        works = [work for work in works_in(answer) if title_of(work).strip()]
        for paper, work in zip(papers_of(crossref.read_objects(works, "x")), works, strict=True):
            assert letters(title_of(work)) in letters(paper.title)
            edited = work.get("editor", []) if "book" in work.get("type", "").split("-") else []
            people = work.get("author") or edited
            names = [a.get("family") or a.get("given") or a.get("name") for a in people]
            assert [a.family or a.collective for a in paper.authors] == list(filter(None, names))
            assert [a.orcid for a in paper.authors if a.orcid] == [
                a["ORCID"].rpartition("/")[2] for a in work.get("author", []) if "ORCID" in a
            ]
            issued = (work.get("issued") or {}).get("date-parts", [[None]])[0][0]
            stated = {
                parts["date-parts"][0][0]
                for key in (
                    "published-print",
                    "published-online",
                    "published",
                    "posted",
                    "published-other",
                )
                if (parts := work.get(key))
            }
            assert paper.year == issued or paper.year in stated
            cited = work.get("reference", [])
            assert [one.doi for one in paper.references if one.doi] == [
                one["DOI"].lower() for one in cited if "DOI" in one
            ]
            assert len(paper.references) <= len(cited)
            compared += 1
    assert compared == 608


def test_crossref_abstracts_lose_no_letter(answers: list[dict[str, Any]]) -> None:
    compared = labelled = 0
    for work in (work for answer in answers for work in works_in(answer)):
        if not work.get("abstract") or not title_of(work).strip():
            continue
        [paper] = papers_of(crossref.read_objects([work], "x"))
        stated = letters(work["abstract"])
        assert letters(paper.abstract) in (
            stated,
            stated.removeprefix("abstract"),
            stated.removeprefix("summary"),
        )
        assert "<jats" not in paper.abstract
        compared += 1
        labelled += bool(paper.sections)
        titles = re.findall(r"(?s)<(?:jats:)?title>(.*?)</(?:jats:)?title>", work["abstract"])
        assert bool(paper.sections) == bool(set(map(letters, titles)) - {"abstract", "summary"})
    assert compared > 180
    assert labelled > 25


def test_crossref_links_are_those_stated(answers: list[dict[str, Any]]) -> None:
    works = [work for answer in answers for work in works_in(answer) if title_of(work).strip()]
    links = [link for paper in papers_of(crossref.read_objects(works, "x")) for link in paper.links]
    stated = [
        f"doi:{one['id']}"
        for work in works
        for one in work.get("relation", {}).get("has-preprint", [])
    ]
    assert [one.target for one in links if one.kind is LinkKind.HAS_PREPRINT] == stated
    assert {one.kind for one in links} == {
        LinkKind.HAS_PREPRINT,
        LinkKind.CORRECTED_BY,
        LinkKind.UPDATES,
        LinkKind.UPDATED_BY,
    }


# Europe PMC


@pytest.fixture(scope="module")
def searches(shared_data: Path) -> dict[str, list[dict[str, Any]]]:
    """The results in Europe PMC's JSON answers by the name of their file."""
    folder = shared_data / "scholarly_apis" / "europepmc"
    found = {}
    for file in sorted(folder.glob("*.json*")):
        value = json.loads(content(file))
        pages = value if isinstance(value, list) else [value]
        if "sources" not in pages[0]:
            found[file.name] = [
                one
                for page in pages
                for one in page.get("resultList", {"result": [page]})["result"]
            ]
    return found


def test_every_result_of_europe_pmc_is_read(
    searches: dict[str, list[dict[str, Any]]], shared_data: Path
) -> None:
    assert len(searches) == 11
    read = 0
    for name, listed in searches.items():
        found = list(read_file(shared_data / "scholarly_apis" / "europepmc" / name))
        results = [one for one in listed if "title" in one]
        papers = papers_of(found)
        assert [paper.pmid for paper in papers] == [one.get("pmid", "") for one in results]
        read += len(papers)
        if not results:
            assert [type(one) for one in found] == [Problem]
    assert read == 3110


def test_europe_pmc_fields_agree_with_the_json(searches: dict[str, list[dict[str, Any]]]) -> None:
    compared = 0
    for listed in searches.values():
        results = [one for one in listed if "title" in one]
        for paper, one in zip(
            papers_of(europe_pmc.read_objects(results, "x")), results, strict=True
        ):
            assert letters(paper.title) == letters(one["title"])
            assert letters(paper.abstract) == letters(one.get("abstractText", ""))
            assert paper.doi == one.get("doi", "").lower()
            assert paper.pmcid == one.get("pmcid", "")
            people = one.get("authorList", {}).get("author") or [
                name for name in one.get("authorString", "").rstrip(".").split(", ") if name
            ]
            assert len(paper.authors) == len(people)
            assert [a.orcid for a in paper.authors if a.orcid] == [
                a["authorId"]["value"] for a in people if "authorId" in a and isinstance(a, dict)
            ]
            info = one.get("journalInfo", {})
            book = one.get("bookOrReportDetails", {}).get("yearOfPublication")
            year = one.get("pubYear") or info.get("yearOfPublication") or book
            assert paper.year == int(year or one["firstPublicationDate"][:4])
            assert paper.volume == (info.get("volume") or one.get("journalVolume") or "")
            assert len(paper.mesh) == len(one.get("meshHeadingList", {}).get("meshHeading", []))
            compared += 1
    assert compared == 3110


def test_europe_pmc_xml_says_what_json_says(shared_data: Path) -> None:
    folder = shared_data / "scholarly_apis" / "europepmc"
    raw = (folder / "search_cancer.xml").read_bytes()
    papers = papers_of(europe_pmc_xml.read(io.BytesIO(raw), "x"))
    stated = ET.fromstring(raw).findall("resultList/result")
    assert len(papers) == len(stated) == 25
    for paper, result in zip(papers, stated, strict=True):
        assert paper.pmid == result.findtext("pmid")
        assert paper.doi == result.findtext("doi", "").lower()
        assert letters(paper.title) == letters(result.findtext("title", ""))
    json_papers = {
        paper.pmid: paper for paper in papers_of(read_file(folder / "search_cancer.json"))
    }
    assert {paper.pmid: paper for paper in papers} == json_papers


def test_europe_pmc_dublin_core_agrees_with_the_full_form(shared_data: Path) -> None:
    folder = shared_data / "scholarly_apis" / "europepmc"
    core = {paper.pmid: paper for paper in papers_of(read_file(folder / "search_cancer_core.json"))}
    described = papers_of(read_file(folder / "search_cancer_dc.xml"))
    assert len(described) == 25
    for paper in described:
        full = core[paper.pmid]
        assert (paper.title, paper.abstract, paper.sections) == (
            full.title,
            full.abstract,
            full.sections,
        )
        assert (paper.doi, paper.pmcid, paper.year) == (full.doi, full.pmcid, full.year)
        assert (paper.journal, paper.volume, paper.issue, paper.pages) == (
            full.journal,
            full.volume,
            full.issue,
            full.pages,
        )
        assert [a.short_name for a in paper.authors] == [a.short_name for a in full.authors]
