"""ROR's data dump read: plain, gzipped and zipped; anything else is refused with a sentence."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from tests.unit.ror_files import as_json, organisation

from fingerpost.errors import SourceError
from fingerpost.sources import ror_file
from fingerpost.sources.ror_file import read_ror


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def test_every_form_gives_the_same_organisations(tmp_path: Path) -> None:
    plain = list(read_ror(written(tmp_path / "a.json", as_json().encode())))
    packed = list(read_ror(written(tmp_path / "a.gz", gzip.compress(as_json().encode()))))
    file = zipped(
        tmp_path / "a.zip", old__json="[]", dump_schema_v2__json=as_json(), dump__csv="id,name"
    )
    assert plain == packed == list(read_ror(file))
    first = plain[0]
    assert (first.ror, first.name, first.city, first.iso) == (
        "0made001", "University of Littleham", "Littleham", "GB",
    )  # fmt: skip
    assert first.other_names == ("Littleham Medical School",)
    assert (first.latitude, first.longitude) == (51.0, 1.0)
    assert "Closed Institute" not in {one.name for one in plain}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no dump of ROR"),
        (b"[]", "no organisation"),
        (b'{"a": 1}', "no dump of ROR"),
        (b'[{"id": 1}]', "record 1"),
        (as_json().encode()[:-40], "no dump of ROR"),
        (b"PK\x03\x04 and nothing", "zip cannot be opened"),
        (gzip.compress(as_json().encode())[:-30], "cut off"),
        (b"<xml/>", "no dump of ROR"),
        (b"\xff\xfe\x00", "no dump of ROR"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        list(read_ror(written(tmp_path / "some.json", content)))


def test_a_zip_without_json_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no JSON file"):
        list(read_ror(zipped(tmp_path / "a.zip", dump__csv="id,name")))
    with pytest.raises(SourceError, match="cannot be read"):
        list(read_ror(tmp_path / "missing.json"))


def test_a_file_beyond_all_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ror_file, "LARGEST", 1 << 20)
    bomb = json.dumps([organisation(1, "x" * (3 << 20), "Leeds", "GB")])
    with pytest.raises(SourceError, match="larger than"):
        list(read_ror(zipped(tmp_path / "bomb.zip", a__json=bomb)))
