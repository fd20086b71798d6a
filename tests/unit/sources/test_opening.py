"""Files opened: gzip, encodings, files that cannot be read."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import gunzip, read_file

RIS = "TY  - JOUR\nTI  - Café one\nER  - \n\nTY  - JOUR\nTI  - Zoë two\nER  - \n"


def read(folder: Path, raw: bytes, name: str = "file.dat") -> tuple[list[str], list[Problem]]:
    path = folder / name
    path.write_bytes(raw)
    records = list(read_file(path))
    titles = [record.title for record in records if isinstance(record, Paper)]
    return titles, [record for record in records if isinstance(record, Problem)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, RIS.encode(encoding)) == (["Café one", "Zoë two"], [])


def test_an_encoding_that_is_a_guess_is_told_with_its_line(tmp_path: Path) -> None:
    titles, (problem,) = read(tmp_path, RIS.encode("cp1252"))
    assert titles == ["Café one", "Zoë two"]
    assert "line 2" in problem.reason
    assert "Windows-1252" in problem.reason


def test_letters_that_utf_16_cannot_hold_are_told_with_their_line(tmp_path: Path) -> None:
    raw = RIS.encode("utf-16").replace("é".encode("utf-16-le"), b"\x00\xd8")
    titles, (problem,) = read(tmp_path, raw)
    assert titles == ["Caf\ufffd one", "Zoë two"]
    assert "line 2" in problem.reason


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    raw = "TY  - JOUR\nTI  - Café\nER  - \nTY  - JOUR\n".encode()
    raw += "TI  - Zoë\nER  - ".encode("cp1252")
    titles, (problem,) = read(tmp_path, raw)
    assert titles == ["Café", "Zoë"]
    assert "line 5" in problem.reason


def test_chinese_text_of_unknown_encoding(tmp_path: Path) -> None:
    title = "机器学习在医学影像诊断中的应用研究进展综述"
    raw = f"TY  - JOUR\nTI  - {title}\nAB  - {title * 5}\nER  - \n".encode("gb18030")
    titles, (problem,) = read(tmp_path, raw)
    assert titles == [title]
    assert "GB18030" in problem.reason


@pytest.mark.parametrize("name", ["papers.ris.gz", "papers.ris", "papers"])
def test_gzip_is_known_by_its_bytes(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, gzip.compress(RIS.encode()), name) == (["Café one", "Zoë two"], [])


def test_gzip_of_several_members(tmp_path: Path) -> None:
    first, second = RIS[:30].encode(), RIS[30:].encode()
    raw = gzip.compress(first) + gzip.compress(second) + b"\0\0"
    assert read(tmp_path, raw)[0] == ["Café one", "Zoë two"]


def test_a_truncated_gzip_keeps_what_can_be_read(tmp_path: Path) -> None:
    lines = "".join(f'{{"title": "Title {n * 7919 % 10007}"}}\n' for n in range(5000))
    titles, problems = read(tmp_path, gzip.compress(lines.encode())[:-4000])
    assert 100 < len(titles) < 5000
    assert titles[-1].startswith("Title ")
    assert "cut off" in problems[-1].reason


def test_a_record_that_is_cut_off_is_left_out(tmp_path: Path) -> None:
    text = "".join(f"TY  - JOUR\nTI  - Title {n * 7919 % 10007}\nER  - \n" for n in range(500))
    titles, problems = read(tmp_path, gzip.compress(text.encode())[:-100])
    assert 1 < len(titles) < 500
    assert [p.reason for p in problems if "last record" in p.reason]
    assert "cut off" in problems[-1].reason


def test_a_damaged_gzip(tmp_path: Path) -> None:
    raw = bytearray(
        gzip.compress(b"".join(b'{"title": "T%d"}\n' % (n * 7919) for n in range(9000)))
    )
    raw[len(raw) // 2 : len(raw) // 2 + 30] = b"\xff" * 30
    problems = read(tmp_path, bytes(raw))[1]
    assert "damaged" in problems[-1].reason


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, wbits=31)
    raw = packer.compress(b'{"title": "T"}\n' + b" " * (40 << 20)) + packer.flush()
    titles, problems = read(tmp_path, raw)
    assert titles == ["T"]
    assert "beyond all measure" in problems[-1].reason
    assert gunzip.LARGEST == 20_000_000_000


def test_missing_file_and_folder(tmp_path: Path) -> None:
    (missing,) = read_file(tmp_path / "no.ris")
    (folder,) = read_file(tmp_path)
    assert isinstance(missing, Problem)
    assert isinstance(folder, Problem)
    assert "no such file" in missing.reason
    assert "folder" in folder.reason


@pytest.mark.parametrize("raw", [b"", b"  \n\n", b"\xef\xbb\xbf", gzip.compress(b"", mtime=0)])
def test_empty_files(tmp_path: Path, raw: bytes) -> None:
    assert read(tmp_path, raw) == ([], [Problem("file.dat", "the file is empty")])


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"Dear colleague,\nhello", "format of this file is not known"),
        (b"%PDF-1.4\n%\xe2", "PDF"),
        (b"PK\x03\x04\0\0\0\0\0\0", "Excel"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"<rss><channel>", "news feed"),
        (b"<?xml version='1.0'?><records><record><leader>", "format of this file is not known"),
        (b"abstract,year,doi\nText,2019,10.1\n", "no column with titles"),
    ],
)
def test_unknown_files_say_what_they_are_and_what_can_be_read(
    tmp_path: Path, raw: bytes, words: str
) -> None:
    titles, (problem,) = read(tmp_path, raw)
    assert titles == []
    assert words in problem.reason
    assert "RIS" in problem.reason or "title" in problem.reason


def test_xml_and_text_formats_meet_in_one_function(tmp_path: Path) -> None:
    article = (
        b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
        b"<ArticleTitle>Cells</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        b"</PubmedArticleSet>"
    )
    assert read(tmp_path, gzip.compress(article)) == (["Cells"], [])
    assert read(tmp_path, b"PMID- 1\nTI  - Cells\n") == (["Cells"], [])


@pytest.mark.parametrize("raw", [b"[]", b"<PubmedArticleSet></PubmedArticleSet>", b"title,year\n"])
def test_a_file_without_a_record_says_so(tmp_path: Path, raw: bytes) -> None:
    titles, (problem,) = read(tmp_path, raw)
    assert titles == []
    assert "no record" in problem.reason
