"""Two records of one paper compared field by field, and the fields that agree counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from fingerpost.records import Author, Paper
from fingerpost.text import fold, squeeze

Reader = Callable[[Paper], object]


def person(author: Author) -> tuple[str, str, str, str]:
    """Family name, given names, suffix and body, without the signs that exports add or drop."""
    given = " ".join(re.sub(r"[.\-]", " ", author.given).split())
    return fold(author.family), fold(given), fold(author.suffix), fold(author.collective)


def people(paper: Paper) -> list[tuple[str, str, str, str]]:
    return [person(author) for author in paper.authors]


FIELDS: dict[str, Reader] = {
    "title": lambda paper: fold(paper.title),
    "authors": people,
    "journal": lambda paper: fold(paper.journal),
    "year": lambda paper: paper.year,
    "date": lambda paper: paper.date,
    "volume": lambda paper: fold(paper.volume),
    "issue": lambda paper: fold(paper.issue),
    "pages": lambda paper: paper.pages.replace("--", "-"),
    "doi": lambda paper: paper.doi,
    "pmid": lambda paper: paper.pmid,
    "abstract": lambda paper: fold(paper.abstract),
    "keywords": lambda paper: sorted({fold(word) for word in paper.keywords}),
    "languages": lambda paper: paper.languages,
    "url": lambda paper: paper.url,
}


@dataclass
class Tally:
    """How many fields were compared and how many agree; what differs, with its place."""

    compared: Counter[str] = field(default_factory=Counter)
    equal: Counter[str] = field(default_factory=Counter)
    differing: list[tuple[str, str, object, object]] = field(default_factory=list)

    def compare(
        self,
        place: str,
        ours: Paper,
        expected: Paper,
        names: Iterable[str] = FIELDS,
        readers: Mapping[str, Reader] | None = None,
    ) -> None:
        """Compare the named fields that `expected` states; a field that we alone have is ours."""
        for name in names:
            read = (readers or {}).get(name, FIELDS[name])
            mine, theirs = read(ours), read(expected)
            if not theirs:
                continue
            self.compared[name] += 1
            if mine == theirs:
                self.equal[name] += 1
            else:
                self.differing.append(
                    (f"{place}: {squeeze(expected.title)[:50]}", name, mine, theirs)
                )

    def differences(self, name: str) -> int:
        return self.compared[name] - self.equal[name]
