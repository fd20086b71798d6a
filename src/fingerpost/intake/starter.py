"""The starter library that the package ships, and what we tell about its landmark papers."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from fingerpost.records import Author, Paper, Retraction

STARTER_NOTE = (
    "This is the starter library: real papers, but titles only, captured mostly in 2023 and 2024,"
    " so no growth, no sample sizes and no people can be told from it; to bring real abstracts,"
    " search PubMed, choose 'Save' (or 'Send to'), format 'PubMed', then run"
    " 'fingerpost import FILE'."
)

_DATA = files("fingerpost.intake") / "data"
_SUFFIXES = frozenset({"Jr", "Sr", "2nd", "3rd", "4th", "II", "III", "IV"})
_MOST_INITIALS = 5


@dataclass(frozen=True, slots=True)
class Landmark:
    """A paper that a clinician should know, summarised in our own words.

    `facts` are all that the summary may use; `sources` say where they were seen.
    """

    paper_id: str
    """As the starter library shows the paper."""
    key: str
    title: str
    area: str
    """The name of the example area that it belongs to."""
    summary: str
    why: str
    """Why it matters, in one sentence."""
    kind: str
    """'trial', 'review', 'validation_only' …, as critical appraisal names study kinds."""
    first_author: str
    journal: str
    year: int
    evidence_level: str
    """What was seen of the paper: its abstract or publisher's page, or a full text."""
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    ids: tuple[str, ...]
    """Every id by which the paper, or its preprint, may be met."""


class _Line(msgspec.Struct):
    title: str
    authors: list[str]
    journal: str
    year: int
    pmid: str = ""
    doi: str = ""
    arxiv: str = ""


def starter_papers() -> Iterator[Paper]:
    """Yield the papers of the starter library, newest first: bibliographic facts, no abstracts."""
    decoder = msgspec.json.Decoder(_Line)
    packed = (_DATA / "starter.jsonl.gz").read_bytes()
    for line in gzip.decompress(packed).splitlines():
        stated = decoder.decode(line)
        yield Paper(
            title=stated.title,
            authors=tuple(_author(name) for name in stated.authors),
            journal=stated.journal,
            year=stated.year,
            date=str(stated.year),
            pmid=stated.pmid,
            doi=stated.doi,
            arxiv=stated.arxiv,
            retraction=Retraction.UNKNOWN,
            source="starter",
        )


@cache
def landmarks() -> tuple[Landmark, ...]:
    """Return the landmark papers that have a summary, in the order of their keys."""
    stated = tomllib.loads((_DATA / "landmarks.toml").read_text("utf-8"))
    return tuple(_landmark(item) for item in stated["landmark"])


def landmark_for(paper_id: str) -> Landmark | None:
    """Return the landmark that has this id (`pmid:…`, `doi:…` or `arxiv:…`), or None."""
    return _by_id().get(paper_id.lower())


@cache
def _by_id() -> Mapping[str, Landmark]:
    return MappingProxyType({name: landmark for landmark in landmarks() for name in landmark.ids})


def _landmark(item: dict[str, str | int | list[str]]) -> Landmark:
    kinds = ("pmid", "doi", "arxiv")
    ids = tuple(f"{kind}:{item[kind]}".lower() for kind in kinds if item[kind])
    kept = {name: value for name, value in item.items() if name not in kinds}
    return msgspec.convert({**kept, "paper_id": ids[0], "ids": ids}, Landmark)


def _author(name: str) -> Author:
    """Return the author that a name in PubMed's style means: 'van Loon RCK Jr', or a group."""
    words = name.split()
    suffix = ""
    if len(words) > 2 and words[-1] in _SUFFIXES and _are_initials(words[-2]):
        suffix = words.pop()
    if len(words) > 1 and _are_initials(words[-1]):
        given = words.pop()
        return Author(family=" ".join(words), given=given, suffix=suffix)
    return Author(collective=name) if len(words) > 1 else Author(family=name)


def _are_initials(word: str) -> bool:
    if not word.isupper() or len(word) > _MOST_INITIALS:
        return False
    return word.replace("-", "").isalpha()
