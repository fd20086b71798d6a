"""The Research Organization Registry's data dump (schema 2): JSON, gzipped or in its zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, Final

import msgspec
from msgspec import Raw, Struct

from fingerpost.errors import SourceError
from fingerpost.records import Organisation
from fingerpost.sources.gunzip import Content
from fingerpost.text import squeeze

LARGEST: Final = 1 << 30
"""Bytes of JSON that are read; the registry has about a third of that."""
_ZIP = b"PK\x03\x04"
_AGAIN = "Nothing was changed; download the data dump from ROR again and try once more."
_WHICH = (
    "Fingerpost takes ROR's data dump as it is downloaded (v1.50-2024-07-29-ror-data.zip or a later"
    " one) or the JSON file in it (…_schema_v2.json)."
)
_SHOWN, _USED = "ror_display", frozenset({"ror_display", "label", "alias"})


class _Name(Struct):
    value: str
    types: list[str] = []


class _Details(Struct):
    name: str | None = None
    country_code: str | None = None
    lat: float | None = None
    lng: float | None = None


class _Location(Struct):
    geonames_details: _Details


class _Record(Struct):
    id: str
    names: list[_Name]
    locations: list[_Location] = []
    status: str = "active"


def read_ror(path: Path) -> Iterator[Organisation]:
    """Yield the active organisations of a dump.

    SourceError for a file of another kind, for one that is damaged, cut off or beyond all measure,
    and for a record that cannot be read: part of a registry would name institutions wrongly.
    """
    try:
        records = msgspec.json.decode(_content(path), type=list[Raw])
    except OSError as error:
        raise SourceError(f"{path}: it cannot be read ({error.strerror or error}).") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name}: this is no dump of ROR ({error}). {_WHICH}") from error
    if not records:
        raise SourceError(f"{path.name}: no organisation stands in this file. {_WHICH}")
    read = msgspec.json.Decoder(_Record)
    for number, raw in enumerate(records, 1):
        try:
            record = read.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SourceError(
                f"{path.name}, record {number}: this is no organisation of ROR's schema 2"
                f" ({error}). {_WHICH}"
            ) from error
        if record.status == "active" and record.names:
            yield _organisation(record)


def _organisation(record: _Record) -> Organisation:
    shown = next((each.value for each in record.names if _SHOWN in each.types), "")
    name = squeeze(shown or record.names[0].value)
    others = {squeeze(each.value) for each in record.names if _USED & set(each.types)}
    place = record.locations[0].geonames_details if record.locations else _Details()
    return Organisation(
        ror=record.id.rstrip("/").rpartition("/")[2],
        name=name,
        other_names=tuple(sorted(others - {name, ""})),
        city=place.name or "",
        iso=place.country_code or "",
        latitude=place.lat,
        longitude=place.lng,
    )


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(len(_ZIP))
        file.seek(0)
        if start == _ZIP:
            return _from_zip(file, path.name)
        content = Content(file)
        found = _limited(content, path.name)
        if content.fault:
            raise SourceError(f"{path.name}: {content.fault}. {_AGAIN}")
        return found


def _from_zip(file: BinaryIO, name: str) -> bytes:
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [each for each in archive.infolist() if each.filename.endswith(".json")]
            newer = [each for each in inside if "schema_v2" in each.filename]
            chosen = (newer or inside)[:1]
            if not chosen:
                raise SourceError(f"{name}: there is no JSON file in this zip. {_WHICH}")
            with archive.open(chosen[0]) as member:
                return _limited(member, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SourceError(f"{name}: this zip cannot be opened ({error}). {_AGAIN}") from error


def _limited(stream: IO[bytes] | Content, name: str) -> bytes:
    """Everything in a stream, unless it is more than any registry could have."""
    pieces, taken = [], 0
    while piece := stream.read(1 << 20):
        taken += len(piece)
        if taken > LARGEST:
            raise SourceError(f"{name}: this file is larger than ROR's could be. {_WHICH}")
        pieces.append(piece)
    return b"".join(pieces)
