"""Files cut at any byte: no half record comes in untold, no whole one before it is lost."""

from __future__ import annotations

import csv
import gzip
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.records import Paper, Problem
from fingerpost.sources import medline, read_file, refer, ris, web_of_science

TITLES = (
    "Counting cells by machine",
    "A reader's guide to naïve models in the ward, with two lines of text for those who wait",
    "Zoë counts again",
    "Of models and men",
    "The last of the papers, which is the one that gets cut",
)
ABSTRACT = 'Cells are many, and few count them.\nWe did; it took "long", to say the least.\nDone'


def ris_text(titles: tuple[str, ...], end: str = "ER  - \n\n") -> str:
    return "".join(
        f"TY  - JOUR\nAU  - Berg, J\nTI  - {title}\nPY  - 2019\nAB  - One; two\nVL  - {n}\n{end}"
        for n, title in enumerate(titles)
    )


def wos_text(titles: tuple[str, ...]) -> str:
    records = "".join(
        f"PT J\nAU Berg, J\nTI {title[:12]}\n   {title[12:]}\nSO J COUNT\nPY 2019\nER\n\n"
        for title in titles
    )
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\n{records}EF\n"


def medline_text(titles: tuple[str, ...]) -> str:
    return "".join(
        f"PMID- {n}\nOWN - NLM\nSTAT- MEDLINE\nDP  - 2019 Jan\n"
        f"TI  - {title[:70]}\n{f'      {title[70:]}' + chr(10) if title[70:] else ''}"
        f"AB  - One; two\nFAU - Berg, Jan\nPT  - Journal Article\nSO  - J Count. 2019;1(1):{n}.\n\n"
        for n, title in enumerate(titles, 100)
    )


def refer_text(titles: tuple[str, ...]) -> str:
    return "".join(
        f"%0 Journal Article\n%A Berg, Jan\n%D 2019\n%T {title}\n%J J Count\n%X One\n%V {n}\n\n"
        for n, title in enumerate(titles)
    )


def table(titles: tuple[str, ...], columns: tuple[str, ...], quoting: int = 0) -> str:
    """A table; `quoting` is that of the csv module."""
    values = {"Year": "2019", "Abstract": ABSTRACT, "Authors": "Berg, J", "DOI": "10.1234/x"}
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(columns)
    writer.writerows([[values.get(name, title) for name in columns] for title in titles])
    return text.getvalue()


MADE_UP = {
    "ris": ris_text(TITLES),
    "ris-two": ris_text(TITLES[-2:]),
    "ris-one": ris_text(TITLES[-1:]),
    "ris-without-ends": ris_text(TITLES, end="\n"),
    "web-of-science": wos_text(TITLES),
    "web-of-science-one": wos_text(TITLES[-1:]),
    "medline": medline_text(TITLES),
    "medline-windows": medline_text(TITLES).replace("\n", "\r\n"),
    "medline-two": medline_text(TITLES[:2]),
    "medline-one": medline_text(TITLES[1:2]),
    "refer": refer_text(TITLES),
    "refer-two": refer_text(TITLES[-2:]),
    "refer-one": refer_text(TITLES[-1:]),
    "csv": table(TITLES, ("Authors", "Title", "Abstract", "Year", "DOI")),
    "csv-quoted": table(TITLES, ("Title", "Authors", "Abstract", "Year"), csv.QUOTE_ALL),
    "csv-one": table(TITLES[-1:], ("Year", "Title", "Abstract")),
    "csv-abstract-last": table(TITLES, ("Title", "Year", "Abstract"), csv.QUOTE_NONNUMERIC),
    "csv-title-last": table(TITLES, ("Year", "Abstract", "Title")),
    "csv-title-last-quoted": table(TITLES, ("Year", "Title"), csv.QUOTE_ALL),
    "csv-titles-only": table(TITLES, ("Title",)),
}


def read(path: Path, raw: bytes) -> tuple[list[str], list[str]]:
    path.write_bytes(raw)
    records = list(read_file(path))
    papers = [record.title for record in records if isinstance(record, Paper)]
    return papers, [record.reason for record in records if isinstance(record, Problem)]


def check_cut(whole: list[str], titles: list[str], told: list[str]) -> None:
    """The whole titles come first; one more is none of them only where a problem names it."""
    strange = [n for n, title in enumerate(titles) if n >= len(whole) or title != whole[n]]
    assert len(strange) <= 1, titles
    for n in strange:
        assert n == len(titles) - 1
        named = titles[n][:60]
        assert any(named in reason and "may be cut off" in reason for reason in told), titles[n]


@pytest.mark.parametrize("name", MADE_UP)
def test_a_file_cut_at_any_byte_tells_of_the_half_record(tmp_path: Path, name: str) -> None:
    raw = MADE_UP[name].encode()
    whole, told = read(tmp_path / "a", raw)
    count = name.endswith("-one") or (2 if name.endswith("-two") else len(TITLES))
    assert (len(whole), told) == (count, [])
    for end in range(len(raw)):
        titles, told = read(tmp_path / "a", raw[:end])
        check_cut(whole, titles, told)


@pytest.mark.parametrize(
    ("name", "mark"),
    [("ris", b"ER  -"), ("web-of-science", b"\nER"), ("medline", b"\n\n"), ("refer", b"\n\n"),
     ("csv", b"10.1234/x\r\n"), ("ris-without-ends", b"\n\n")],
)  # fmt: skip
def test_whole_records_before_the_cut_stay(tmp_path: Path, name: str, mark: bytes) -> None:
    raw = MADE_UP[name].encode()
    for end in range(len(raw)):
        titles, _ = read(tmp_path / "a", raw[:end])
        assert len(titles) >= raw[:end].count(mark)


@pytest.mark.parametrize("name", MADE_UP)
def test_a_file_without_its_last_line_end_is_whole(tmp_path: Path, name: str) -> None:
    if name.startswith("csv-title"):
        return  # Nothing stands behind the title, so it is told that it may be cut.
    raw = MADE_UP[name].encode()
    assert read(tmp_path / "a", raw.rstrip()) == read(tmp_path / "a", raw)


TAG_READERS = [ris.read_text, web_of_science.read_text, medline.read_text, refer.read_text]


@given(data=st.data(), number=st.integers(0, 3))
def test_a_cut_title_of_any_words_is_told(data: st.DataObject, number: int) -> None:
    words = st.text("abcdefgh ABé,.:-", min_size=2, max_size=90).map(lambda t: " ".join(t.split()))
    some = st.lists(words.filter(lambda t: sum(map(str.isalpha, t)) > 1), min_size=1, max_size=6)
    titles = tuple(data.draw(some))
    text = (ris_text, wos_text, medline_text, refer_text)[number](titles)
    cut = text[: data.draw(st.integers(1, len(text) - 1))]
    whole = {r.title for r in TAG_READERS[number](text, "f") if isinstance(r, Paper)}
    records = list(TAG_READERS[number](cut, "f"))
    told = " ".join(record.reason for record in records if isinstance(record, Problem))
    for record in records:
        if isinstance(record, Paper) and record.title not in whole:
            assert "may be cut off" in told


REAL = (
    "refs/asysd/wos_test.ris", "refs/asysd/scopus.ris", "refs/asreview/embase.ris",
    "refs/revtools/restoration_WoS.ciw.gz", "refs/asreview/_baseline.ris",
    "pubmed/revtools/restoration_pubmed.nbib.gz", "pubmed/robotreviewer_medline/pubmed_test.txt.gz",
    "refs/colrev/enl_data.enl", "refs/jabref/Endnote.entries.enw",
    "pubmed/biopython_medline/pubmed_result1.txt", "refs/litstudy/example.ris",
)  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_a_real_export_cut_anywhere_tells_of_the_half_record(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    raw = (shared_data / name).read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    whole, _ = read(tmp_path / "a", raw)
    chance = random.Random(name)
    for _ in range(60):
        titles, told = read(tmp_path / "a", raw[: chance.randrange(min(len(raw), 40_000))])
        for title in titles:
            assert title in whole or any("may be cut off" in reason for reason in told), title
