"""Who is who in an area, found and corrected: the reader's words, which later dives obey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.errors import UsageError
from fingerpost.home import Area, Profile
from fingerpost.home.journal import Entry, Journal
from fingerpost.home.person_words import MentionRef, join_people, tell_apart
from fingerpost.intake.known import papers_named, with_ids_now
from fingerpost.landscape.identity import name_of
from fingerpost.landscape.model import Person
from fingerpost.landscape.people import everyone
from fingerpost.library import Library
from fingerpost.records import Paper
from fingerpost.text import fold

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Namesake:
    """An author of one paper whose family name and initial a person has too."""

    ref: MentionRef
    name: str
    """As the paper has it."""
    affiliation: str


def people_of(library: Library, area: Area, profile: Profile, today: date) -> list[Person]:
    """Return every author of an area's papers, those of most papers first.

    The papers are those of a dive: without retracted ones and what the user excluded.
    """
    area = with_ids_now(library, area)
    papers = [
        paper
        for paper in library.match(area.query, today)
        if not paper.is_retracted and paper.id not in area.excluded
    ]
    papers.sort(key=lambda paper: paper.id)
    return everyone(papers, today, profile.city, profile.country, area.people, library.ror)


def find_person(people: Sequence[Person], named: str) -> Person:
    """Return the person named by ORCID, by 'pmid:1#3' or by name; UsageError if not just one."""
    wanted = named.strip()
    found = [
        person
        for person in people
        if wanted == person.orcid
        or any(wanted == ref.shown for ref in person.mentions)
        or (fold(wanted) and fold(wanted) == fold(person.name))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"Nobody in this area's papers is '{named}'. Name them by their whole name, ORCID or a"
            " key such as pmid:1#3; the keys are listed by  fingerpost people list AREA --name NAME"
        )
    keys = ", ".join(person.key for person in found[:_SHOWN])
    more = " …" if len(found) > _SHOWN else ""
    raise UsageError(f"{len(found)} people here are called '{named}': name one by {keys}{more}")


def join(journal: Journal, persons: Sequence[Person]) -> Entry:
    """Write down that these are one person, for good.

    UsageError where there are not two, or where two of them wrote one paper together.
    """
    if len({person.key for person in persons}) < 2:
        raise UsageError("Name two or more different people to join them.")
    seen: set[str] = set()
    for person in persons:
        both = seen & set(person.papers)
        if both:
            raise UsageError(
                f"{min(both)} has both as authors, so they cannot be one person. If the record is"
                " wrong, take the paper out of the area first."
            )
        seen |= set(person.papers)
    mentions = {ref for person in persons for ref in person.mentions}
    return join_people(journal, mentions, " = ".join(person.name for person in persons))


def namesakes(papers: Sequence[Paper], person: Person) -> list[Namesake]:
    """Return who else has the person's family name and initial, on papers that are not theirs."""
    blocks, theirs = {ref.block for ref in person.mentions}, set(person.papers)
    return [
        Namesake(MentionRef(paper.id, number, block), author.name, ". ".join(author.affiliations))
        for paper in papers
        if paper.id not in theirs
        for number, author in enumerate(paper.authors, 1)
        if author.family and (block := name_of(author).block) in blocks
    ]


def join_namesakes(journal: Journal, person: Person, others: Sequence[Namesake]) -> Entry:
    """Write down that a person wrote these papers too, for good.

    UsageError where none is named, or two authors of one paper.
    """
    if not others:
        raise UsageError("Tick the papers that are by the same person.")
    papers = [other.ref.paper for other in others]
    if len(set(papers)) < len(papers):
        raise UsageError("Two authors of one paper cannot be one person. Tick one of them.")
    refs = {other.ref for other in others} | set(person.mentions)
    return join_people(journal, refs, person.name)


def split(library: Library, journal: Journal, person: Person, named: Sequence[str]) -> Entry:
    """Write down that the papers named are another person's, for good; they may be any ids.

    UsageError for a paper that is not the person's, or where none would be left.
    """
    theirs = {_paper_of(library, person, each) for each in named}
    other = {ref for ref in person.mentions if ref.paper in theirs}
    one = set(person.mentions) - other
    if not one:
        raise UsageError(
            f"These are all the papers of {person.name}: name only those of the other person."
        )
    return tell_apart(journal, one, other, person.name)


def _paper_of(library: Library, person: Person, named: str) -> str:
    ids = {paper.id for paper in papers_named(library, named)} | {named}
    found = ids & set(person.papers)
    if not found:
        raise UsageError(f"'{named}' is no paper of {person.name} in this area.")
    return min(found)
