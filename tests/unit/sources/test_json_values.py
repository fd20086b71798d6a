"""JSON out of a stream: a broken value costs only itself."""

from __future__ import annotations

import io
import json
import re

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import openalex


def read(raw: str | bytes) -> list[Paper | Problem]:
    data = raw.encode() if isinstance(raw, str) else raw
    return list(openalex.read(io.BytesIO(data), "works"))


def titles(raw: str | bytes) -> list[str]:
    return [one.title for one in read(raw) if isinstance(one, Paper)]


def problems(raw: str | bytes) -> list[str]:
    return [one.sentence() for one in read(raw) if isinstance(one, Problem)]


def work(number: int) -> dict[str, object]:
    return {"id": f"https://openalex.org/W{number}", "title": f"Cells {number}"}


THREE = [work(1), work(2), work(3)]
TITLES = ["Cells 1", "Cells 2", "Cells 3"]


@pytest.mark.parametrize(
    "raw",
    [
        "\n".join(map(json.dumps, THREE)),
        "\r\n\r\n".join(map(json.dumps, THREE)) + "\r\n",
        json.dumps(THREE),
        json.dumps(THREE, indent=2),
        json.dumps({"meta": {}, "results": THREE}, indent=1),
        json.dumps({"results": THREE[:2]}) + "\n" + json.dumps({"results": THREE[2:]}),
        "\n".join(json.dumps(one, indent=2) for one in THREE),
    ],
)
def test_lines_arrays_and_answers_hold_the_same_works(raw: str) -> None:
    assert titles(raw) == TITLES
    assert problems(raw) == []
    assert titles("\ufeff" + raw) == TITLES
    assert titles(raw.encode("utf-16")) == TITLES
    assert titles(raw.encode("utf-16-le")) == TITLES


def test_a_broken_line_costs_only_itself_and_is_told_with_its_place() -> None:
    lines = [json.dumps(one) for one in THREE]
    lines[1] = lines[1][:-4] + "}"
    raw = "\n".join(lines)
    assert titles(raw) == ["Cells 1", "Cells 3"]
    [told] = problems(raw)
    assert told.startswith("works, record 2, line 2: this is no valid JSON")


@pytest.mark.parametrize("wrap", ["{}", '{{"meta": {{}}, "results": {}}}'])
def test_a_broken_element_of_an_array_costs_only_itself(wrap: str) -> None:
    texts = [json.dumps(one) for one in THREE]
    texts[1] = texts[1].replace('"title"', "title")
    raw = wrap.format("[" + ",\n".join(texts) + "]")
    assert titles(raw) == ["Cells 1", "Cells 3"]
    assert len(problems(raw)) == 1


def test_a_file_cut_off_keeps_what_stands_before() -> None:
    raw = json.dumps(THREE)[:-20]
    assert titles(raw) == ["Cells 1", "Cells 2"]
    assert problems(raw) == [
        "works, record 3, line 1: the file ends inside this record, so it was left out"
    ]


@pytest.mark.parametrize(
    "raw",
    ["[" * 100_000, '{"id": ' + "9" * 5000 + "}", "[1, null, true]", '{"a"', "\0\0", '{"id": NaN}'],
)
def test_hostile_json_is_told_and_never_raises(raw: str) -> None:
    assert titles(raw) == []
    assert problems(raw)


def test_letters_that_are_no_utf8_are_told() -> None:
    raw = json.dumps(work(1)).replace("Cells", "Zellübung").encode("latin-1")
    assert [re.sub(r"\W", "?", title) for title in titles(raw)] == ["Zell?bung?1"]
    assert problems(raw) == ["works: some letters are not valid UTF-8 and were replaced"]


def test_a_record_longer_than_the_window_is_whole() -> None:
    long = {**work(1), "related_works": ["x" * 1000] * 1000}
    assert titles(json.dumps([long, work(2), long])) == ["Cells 1", "Cells 2", "Cells 1"]


class Endless(io.RawIOBase):
    """Lines of works without end; remembers how much was asked for."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        line = json.dumps(work(1)).encode() + b"\n"
        view = memoryview(buffer)  # type: ignore[call-overload]
        whole = len(view) // len(line) * len(line)
        view[:whole] = line * (whole // len(line))
        self.taken += whole
        return whole


def test_lines_are_read_as_they_are_needed() -> None:
    stream = Endless()
    papers = openalex.read(io.BufferedReader(stream, 1 << 18), "works")
    assert [getattr(next(papers), "title", "") for _ in range(3)] == ["Cells 1"] * 3
    assert stream.taken < 4 << 20
