"""What EndNote keeps of a PubMed record in its notes: full names, ORCID iDs, types."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from fingerpost.records import Author
from fingerpost.sources.affiliations import key_of
from fingerpost.sources.names import parse_person
from fingerpost.sources.pubmed_codes import orcid

_TYPES = {
    name.casefold(): name
    for name in (
        "Adaptive Clinical Trial", "Address", "Biography", "Case Reports", "Classical Article",
        "Clinical Conference", "Clinical Study", "Clinical Trial", "Clinical Trial Protocol",
        "Clinical Trial, Phase I", "Clinical Trial, Phase II", "Clinical Trial, Phase III",
        "Clinical Trial, Phase IV", "Clinical Trial, Veterinary", "Comment", "Comparative Study",
        "Congress", "Consensus Development Conference", "Controlled Clinical Trial", "Dataset",
        "Editorial", "English Abstract", "Equivalence Trial", "Evaluation Study",
        "Evaluation Studies", "Expression of Concern", "Guideline", "Historical Article",
        "Introductory Journal Article", "Journal Article", "Lecture", "Letter", "Meta-Analysis",
        "Multicenter Study", "News", "Observational Study", "Practice Guideline",
        "Pragmatic Clinical Trial", "Preprint", "Published Erratum", "Randomized Controlled Trial",
        "Retracted Publication", "Retraction of Publication", "Retraction Notice", "Review",
        "Scoping Review", "Systematic Review", "Technical Report", "Twin Study",
        "Validation Study", "Validation Studies", "Video-Audio Media",
    )
}  # fmt: skip
_NAME = re.compile(
    r"[^\d,;:()\[\]/]{2,40}, [^\d,;:()\[\]/]{1,40}(?:, [JS]r\.?)?|[^\d,]{2,40}, Jr, \w+"
)


def types_in(lines: Sequence[str]) -> tuple[str, ...]:
    """Return PubMed's publication types, each of which stands on a line of its own."""
    found = (_TYPES.get(line.strip().casefold(), "") for line in lines)
    support = (line.strip() for line in lines if line.startswith("Research Support, "))
    return tuple(dict.fromkeys([*filter(None, found), *support]))


def with_full_names(authors: Sequence[Author], lines: Sequence[str]) -> tuple[Author, ...]:
    """Return the authors with the given names and ORCID iDs that the notes list in their order.

    A line names an author when it is nothing but a name and family name and initial are the same;
    other lines say nothing. A line with an ORCID iD belongs to the name before it. Notes without
    one of PubMed's publication types are not PubMed's, and left alone.
    """
    if not types_in(lines):
        return tuple(authors)
    found = list(authors)
    keys = [key_of(author) for author in authors]
    following, last = 0, None
    for line in lines:
        if line[:5].casefold() == "orcid":
            if last is not None:
                found[last] = replace(found[last], orcid=orcid(line))
            continue
        named = parse_person(line) if _NAME.fullmatch(line) else None
        here = _place(keys, key_of(named), following) if named else None
        if named and here is not None:
            following, last = here + 1, here
            found[here] = _fuller(found[here], named)
    return tuple(found)


def _place(keys: Sequence[str], key: str, start: int) -> int | None:
    return next((i for i in range(start, len(keys)) if keys[i] == key), None)


def _fuller(author: Author, named: Author) -> Author:
    same = _initials(named).startswith(_initials(author))
    fuller = same and len(named.given) > len(author.given.replace(".", ""))
    return replace(
        author,
        given=named.given if fuller else author.given,
        suffix=author.suffix or named.suffix,
    )


def _initials(author: Author) -> str:
    return author.short_name.removeprefix(author.family).strip()
