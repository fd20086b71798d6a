"""Papers as bytes: nothing lost, nothing empty written, damage noticed, any tool can read them."""

import json
import zlib

import pytest

from fingerpost.errors import LibraryError
from fingerpost.library.codec import LONGEST, decode, encode, fingerprint, pack
from fingerpost.records import (
    Author,
    Link,
    LinkKind,
    MeshHeading,
    Paper,
    Reference,
    Retraction,
    Section,
)

PAPER = Paper(
    "Größe of the «effect» 💉",
    "A: b\nC: d",
    sections=(Section("A", "b"), Section("C", "d", "METHODS")),
    other_abstracts=(("fre", "En français"),),
    authors=(Author("Okoro", "Ada", affiliations=("Leeds", "York")), Author(collective="A group")),
    year=2020,
    mesh=(MeshHeading("Sepsis", ("blood",), major=True, ui="D1"),),
    keywords=("one", ""),
    references=(Reference("See there"),),
    links=(Link(LinkKind.HAS_PREPRINT, "arxiv:2001.00001"),),
    retraction=Retraction.NONE,
    pmid="1",
)


def test_a_paper_comes_back_as_it_was():
    assert decode(pack(encode(PAPER)), "x") == PAPER


def test_empty_fields_are_not_written():
    assert json.loads(encode(Paper("Alone", pmid="1"))) == {"title": "Alone", "pmid": "1"}
    assert json.loads(encode(PAPER))["authors"][1] == {"collective": "A group"}


def test_any_tool_that_knows_zlib_and_json_reads_a_paper():
    assert json.loads(zlib.decompress(pack(encode(PAPER))))["title"] == PAPER.title


def test_the_mark_of_a_record_is_fixed():
    # Libraries on people's disks hold such marks: another value would forget what has come before.
    assert fingerprint(encode(Paper("Alone", pmid="1"))) == "c5bd20079af4133bd5409a94"


@pytest.mark.parametrize("at", range(0, 400, 13))
def test_a_changed_byte_is_noticed(at):
    packed = bytearray(pack(encode(PAPER)))
    at %= len(packed)
    packed[at] ^= 0x10
    with pytest.raises(LibraryError, match="a paper in it cannot be read"):
        decode(bytes(packed), "papers.sqlite")


@pytest.mark.parametrize("cut", [0, 1, 2, 50, -4, -1])
def test_a_cut_paper_is_noticed(cut):
    with pytest.raises(LibraryError, match="a paper in it cannot be read"):
        decode(pack(encode(PAPER))[:cut], "papers.sqlite")


def test_a_stream_that_swells_without_end_is_refused():
    bomb = zlib.compress(b'{"title":"' + b"x" * (LONGEST + 10) + b'"}')
    assert len(bomb) < 100_000
    with pytest.raises(LibraryError, match="too long"):
        decode(bomb, "papers.sqlite")
