"""BibTeX of other tools' test suites, field by field beside what those tools expect of it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.exports.side_by_side import (
    Score,
    Told,
    entry_keys,
    of_csl,
    of_paper,
    of_zotero,
    pages,
    plain,
    prose,
)

from fingerpost.records import Paper, Problem
from fingerpost.sources import read_file

Item = dict[str, Any]
Reasons = Mapping[tuple[str, str, str], str]


def outcomes(path: Path) -> list[Paper | Problem]:
    """One outcome for each entry: the paper, or the problem that it was left out."""
    return [
        record
        for record in read_file(path)
        if isinstance(record, Paper) or "left out" in record.reason
    ]


_NUMBERS = (
    "Report number field is incorrectly translated into the issue field when importing a "
    "standard from a .bib file #2752.bib"
)
_ERROR = "Zotero has no such type and expects a note on an error; we keep the record"
_MARK = "a mark that Better BibTeX makes of its own, no keyword of the record"
BETTER_BIBTEX: Reasons = {
    (
        "Allow spaces between href arguments for import #2504.bib", "GAP4.13dev", "keywords",
    ): "'*' says nothing",
    (
        "BBT + Zotfile creating duplicate files in the wrong location #2300.bib", "ducheyne_2015",
        "date",
    ): "the year and the month written one behind the other; ours is the date they mean",
    (
        "BBT does not import groups from JabRef 5.1 #1641.bib", "Bogadottir2012", "authors",
    ): "the file has a dot below nothing where an eth should be; neither reading is right",
    (
        "Better BibLaTeX import improvements #549.bib", "Algar1985", "title",
    ): "`lista` is the title in one style of BibLaTeX only; elsewhere it is a list",
    (
        "Better BibTeX.004.bib", "hicks2001", "authors",
    ): "Zotero has no field for a suffix and writes it behind the given name; we have one",
    (
        "BibTeX import; preamble with def create problems #732.bib", "MR1870153", "authors",
    ): "an acute above a dotless i beside ours, the letter í",
    (
        "Failure to handle unparsed author names (92).bib", "Madelung_1998_LB_10681727_56",
        "authors",
    ): "'and others' is nobody",
    (
        "Import Jabref fileDirectory, unexpected reference type #1058.bib", "Afonso2011", "authors",
    ): "who gave the talk stands as a contributor in the expected item",
    (
        "Journal detection active while importJabrefAbbreviations is off #2916.bib", "citekey",
        "keywords",
    ): _MARK,
    (
        "LaTeX commands in Zotero should be exported untouched #1380.bib",
        "MittelbachLaTeXCompanion2006", "title",
    ): "Zotero keeps the command; we say what it shows",
    (
        "LaTeX commands in Zotero should be exported untouched #1380.bib",
        "MittelbachLaTeXCompanion2006", "keywords",
    ): _MARK,
    (
        "LaTeX commands in Zotero should be exported untouched #1380.roundtrip.bib",
        "MittelbachLaTeXCompanion2006", "title",
    ): "Zotero keeps the command; we say what it shows",
    (
        "LaTeX commands in Zotero should be exported untouched #1380.roundtrip.bib",
        "MittelbachLaTeXCompanion2006", "keywords",
    ): _MARK,
    (
        "Multiple attachments in calibre bibtex file not imported in Zotero #3338.bib",
        "DAISYConsortium1", "date",
    ): "the year 100 is none; we say so",
    (
        "Multiple attachments in calibre bibtex file not imported in Zotero #3338.bib",
        "DAISYConsortium1", "volume",
    ): "the file says volume 1",
    (
        "Options to use default import process #1562.bib", "ISI:000445987100063", "date",
    ): "the month and day as stated; ours is the date they mean",
    (
        "Options to use default import process #1562.bib", "ISI:000445987100063", "keywords",
    ): "half a brace is left on two of the expected, and Keywords Plus are missing",
    (
        "Overline during Import #1467.bib", "Keller_2014", "title",
    ): "the space behind \\left stays in ours",
    (
        "Problem when importing BibTeX entries with percent sign #95 or preamble #96.bib",
        "Akhavan_2009", "abstract",
    ): "what follows a '%' is cut out of the expected abstract; ours is whole",
    (_NUMBERS, "standard", "title"): _ERROR,
    (_NUMBERS, "standard", "authors"): _ERROR,
    (_NUMBERS, "standard", "date"): _ERROR,
    (_NUMBERS, "standard", "keywords"): _ERROR,
    (
        "detect-urls.bib", "Alexiev-ENDORSE-2021", "date",
    ): "two dates one behind the other; the first, which is more exact, is ours",
}  # fmt: skip
"""Where the expected item is not what we should say, and why, by file, entry and field."""


def test_better_bibtex(shared_data: Path) -> None:
    score, records = Score(), 0
    for path in sorted((shared_data / "refs" / "better_bibtex_import").glob("*.bib")):
        expected = path.with_name(path.name.replace(".roundtrip", "")).with_suffix(".json")
        if not expected.exists():
            continue
        text = path.read_text(encoding="utf-8")
        items = json.loads(expected.read_text(encoding="utf-8"))["items"]
        keys, found = entry_keys(text), outcomes(path)
        assert len(keys) == len(found), path.name
        for key, record in zip(keys, found, strict=True):
            records += 1
            if isinstance(record, Problem):
                titled = [item for item in items if of_key(item) == key and item.get("title")]
                assert not titled, (path.name, key)
                continue
            told = of_paper(record)
            item = taken(items, key, told)
            fine = richer(text, item)
            score.compare((path.name, key), of_zotero(item), told, BETTER_BIBTEX, fine)
    assert score.unexplained == [], score.sentence
    assert BETTER_BIBTEX.keys() == score.used
    assert (records, sum(score.compared.values())) == (170, 978), score.sentence


def taken(items: list[Item], key: str, told: Told) -> Item:
    """The expected item of an entry, taken out of the list: by title and key, by title, by key."""
    tests: list[Callable[[Item], bool]] = [
        lambda item: of_key(item) == key and plain(item.get("title")) == told["title"],
        lambda item: plain(item.get("title")) == told["title"],
        lambda item: of_key(item) == key,
        lambda _: len(items) == 1,
    ]
    for test in tests:
        for item in filter(test, items):
            items.remove(item)
            return item
    raise AssertionError(f"no expected item for {key}")


def of_key(item: Item) -> str:
    note = item.get("extra") or []
    lines = note if isinstance(note, list) else note.split("\n")
    stated = [line.removeprefix("Citation Key: ") for line in lines if "Citation Key: " in line]
    return str(item.get("citationKey") or (stated or [""])[0])


def richer(text: str, item: Item) -> Callable[[str, Any, Any], bool]:
    """Differences that are none: what Zotero does to a field, and what it puts elsewhere."""

    def fine(name: str, expected: Any, found: Any) -> bool:
        if name == "title":
            # It joins title and subtitle with a full stop.
            return bool(expected.replace(". ", ": ", 1) == found)
        if name == "journal":
            # It looks up what JabRef's list says an abbreviation stands for.
            return bool(found == plain(item.get("journalAbbreviation")))
        if name in ("doi", "url", "language", "pages", "abstract") and not expected:
            return found in text.lower() or found in text
        return False

    return fine


CITATION_JS: Reasons = {
    ("biblatex-input.bib", "batori_river_2020", "pages"): "the pages are sections there",
    ("biblatex-output.bib", "batori_river_2020", "pages"): "the pages are sections there",
    ("biblatex-input.bib", "swat4hcls:paper", "issue"): "2275 counts proceedings in a series",
    ("bibtex-input.bib", "InProceedings", "issue"): "6 counts the volumes of 'Good Series'",
    ("bibtex-output.bib", "InProceedings", "issue"): "6 counts the volumes of 'Good Series'",
    ("a complete inproceedings.bib", "InProceedings", "issue"): "6 counts 'Good Series'",
    ("biblatex-output.bib", "Egyedi2018Using", "issue"): "2275 counts proceedings in a series",
    ("commands.bib", "b", "title"): "we say what the link shows, not where it goes",
    ("string and preamble.bib", "b", "title"): "a word that no @string explains is kept",
    ("unicode escapes.bib", "Baz", "title"): "the file has lost the sign already",
}
"""Where the expected CSL is not what we should say, and why."""
CITATION_JS_UNTITLED = {
    ("crossref.bib", "d"): "an article without a title: that of its book is not its own",
}


def test_citation_js(shared_data: Path) -> None:
    folder, score, records = shared_data / "refs" / "citation-js", Score(), 0
    for name, items in citation_js_pairs(folder):
        keys = entry_keys((folder / name).read_text(encoding="utf-8"))
        found = outcomes(folder / name)
        assert len(keys) == len(found), name
        for key, item, record in zip(keys, items, found, strict=False):
            records += 1
            if isinstance(record, Problem):
                assert not item.get("title") or (name, key) in CITATION_JS_UNTITLED, (name, key)
                continue
            told = of_paper(record)
            expected = of_csl(item)
            score.compare((name, key), expected, told, CITATION_JS, own_choice)
    assert score.unexplained == [], score.sentence
    assert CITATION_JS.keys() == score.used
    assert (records, sum(score.compared.values())) == (176, 574), score.sentence


def citation_js_pairs(folder: Path) -> list[tuple[str, list[Item]]]:
    """The files with the items expected from them, or from which they were written."""
    pairs: list[tuple[str, list[Item]]] = []
    for kind in ("biblatex", "bibtex"):
        items = json.loads((folder / f"{kind}-csl.json").read_text(encoding="utf-8"))
        pairs += [(f"{kind}-{side}.bib", items) for side in ("input", "output")]
    for source, at in (("input.json", 1), ("output.json", 0)):
        cases = json.loads((folder / source).read_text(encoding="utf-8"))
        for kind, named in cases.items():
            for case, value in named.items():
                bare = case.removeprefix("with ").removeprefix("a ")
                for name in dict.fromkeys((f"{case}.bib", f"{case[5:]}.bib", f"{bare}.bib")):
                    # 'one simple entry' stands twice, for BibTeX and for another format.
                    known = "bibtxt" not in kind and isinstance(value[at], list)
                    if (folder / name).exists() and known:
                        pairs.append((name, value[at]))
                        break
    return pairs


def own_choice(name: str, expected: Any, found: Any) -> bool:
    """What CSL puts elsewhere: the number of a report; a title beside one's own."""
    return name == "url" and not expected


FOLDERS = ("asysd", "better_bibtex_import", "citation-js", "colrev", "jabref")
_OPENING = re.compile(
    r"(?mi)^[ \t]*@[ \t]*(?!(?:string|comment|preamble|xdata|set)\b)(\w+)\s*\{\s*([^,\s={}]*)\s*,"
)
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w-]*)\s*=\s*")
_LATEX = re.compile(r"[\\$~#&<>`^_]|''|--")
_COMPARED = {
    "title": "title", "abstract": "abstract", "volume": "volume", "doi": "doi", "pmid": "pmid",
    "journaltitle": "journal", "journal": "journal",
}  # fmt: skip


def test_every_plain_field_of_every_file(shared_data: Path) -> None:
    """Each field without LaTeX in it, read with a few lines of our own, stands in the paper."""
    paths = [path for name in FOLDERS for path in sorted((shared_data / "refs" / name).iterdir())]
    paths.append(shared_data / "medai_lit" / "dlma" / "DLMA.bib")
    score, entries = Score(), 0
    for path in paths:
        if not path.name.endswith((".bib", ".bib.gz")):
            continue
        papers = {plain(p.title): [] for p in read_file(path) if isinstance(p, Paper)}
        for paper in read_file(path):
            if isinstance(paper, Paper):
                papers[plain(paper.title)].append(paper)
        for kind, key, fields in plain_entries(text_of(path)):
            title = fields.get("title", "")
            candidates = papers.get(plain(without_braces(title)), [])
            if not title or _LATEX.search(title) or "subtitle" in fields or not candidates:
                continue
            entries += 1
            expected = expected_of(kind, fields)
            told = max(map(counted, candidates), key=lambda one: agreement(expected, one))
            score.compare((path.name, key), expected, told, PLAIN)
    assert score.unexplained == [], score.sentence
    assert PLAIN.keys() == score.used
    assert (entries, sum(score.compared.values())) == (1637, 10048), score.sentence


_PUBLISHED = "an arXiv record; the DOI of the version published later is a link"
_NO_DOI = "that is no DOI"
PLAIN: Reasons = {
    ("test_export.bib", "1", "doi"): _NO_DOI,
    ("test_export.bib", "2", "doi"): _NO_DOI,
    ("test_export.bib", "3", "doi"): _NO_DOI,
    (
        "Import error with character '+' in BibTeX field name #2660.bib", "10.1:4", "doi",
    ): _NO_DOI,
    ("uppercase and.bib", "10.1145/1499402.1499562", "authors"): "'AND' separates names too",
    ("testjabref.bib", "Bonnet2013", "doi"): _PUBLISHED,
    ("testjabref.bib", "Poirier2008a", "doi"): _PUBLISHED,
}  # fmt: skip
"""Where a field is more than its text says."""


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")


def plain_entries(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Kind, key and the fields in braces or quotation marks, or of digits, of each entry."""
    found = []
    for opening in _OPENING.finditer(text):
        fields: dict[str, str] = {}
        at = opening.end()
        while field := _FIELD.match(text, at):
            value, at = value_at(text, field.end())
            if value is None:
                break
            fields.setdefault(field[1].lower(), value)
        found.append((opening[1].lower(), opening[2], fields))
    return found


def value_at(text: str, at: int) -> tuple[str | None, int]:
    if number := re.compile(r"(\w+)(?=\s*[,}\n])").match(text, at):
        return (number[1] if number[1].isdigit() else ""), number.end()
    if text[at : at + 1] == '"':
        end = re.compile(r'"\s*[,}\n]').search(text, at + 1)
        value = text[at + 1 : end.start()] if end else None
        return value, end.start() + 1 if end else at
    depth = 0
    for place in range(at, min(len(text), at + 50_000)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return (text[at + 1 : place], place + 1) if text[at] == "{" else (None, at)
    return None, at


def without_braces(value: str) -> str:
    return re.sub(r"[{}]", "", value)


def expected_of(kind: str, fields: Mapping[str, str]) -> Told:
    expected: Told = {}
    for name, ours in _COMPARED.items():
        value = fields.get(name, "")
        if value and not _LATEX.search(value) and ours not in expected:
            shown = prose if ours == "abstract" else plain
            expected[ours] = shown(without_braces(value))
    if not fields.get("volume", "").isdigit():
        expected.pop("volume", "")
    if "doi" in expected:
        expected["doi"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi: ?)", "", expected["doi"])
    if kind == "article" and re.fullmatch(r"\{?\d+[-–]{1,2}\d+\}?", fields.get("pages", "")):
        expected["pages"] = re.sub("-+", "-", pages(without_braces(fields["pages"])))
    if kind == "article" and fields.get("number", "").isdigit():
        expected["issue"] = fields["number"]
    if re.fullmatch(r"\{?(?:1[6-9]|20)\d\d\}?", fields.get("year", "")) and not fields.get("date"):
        expected["date"] = without_braces(fields["year"])
    if people := fields.get("author", ""):
        names = re.split(r"\s+and\s+", people.strip())
        if "{" not in people and "=" not in people:
            expected["authors"] = len(
                [one for one in names if one.strip(" ,") not in ("", "others", "Anonymous")]
            )
    return expected


def counted(paper: Paper) -> Told:
    told = of_paper(paper)
    return {**told, "authors": len(told["authors"]), "date": told["date"][:4]}


def agreement(expected: Told, told: Told) -> int:
    return sum(value == told[key] for key, value in expected.items())
