"""Decisions on duplicates: made in the library, written into the journal, and taken up again."""

from __future__ import annotations

from collections.abc import Sequence

from fingerpost.home.journal import Entry, Journal
from fingerpost.library import Decided, Library
from fingerpost.library.decisions import APART, JOINED, Decision
from fingerpost.records import Problem

_VERBS = {"merged": JOINED, "split": APART, "kept apart": APART}


def join(library: Library, journal: Journal, paper_ids: Sequence[str]) -> Decided:
    """Make one paper of several, for good; UsageError if there are not two of them."""
    return _told(journal, library.join(paper_ids), paper_ids)


def split(
    library: Library, journal: Journal, paper_id: str, records: Sequence[str] = ()
) -> Decided:
    """Take records out of a paper, by their fingerprints, for good; see `Library.split`."""
    return _told(journal, library.split(paper_id, records), [paper_id])


def keep_apart(library: Library, journal: Journal, paper_ids: Sequence[str]) -> Decided:
    """Keep papers from being merged, for good; UsageError if there are not two of them."""
    return _told(journal, library.keep_apart(paper_ids), paper_ids)


def take_up_decisions(library: Library, journal: Journal) -> list[Problem]:
    """Bring a library to the decisions of the journal, as after it was built anew.

    The last word on two records counts. Returns a problem for every entry that cannot be read.
    """
    entries, problems = journal.read()
    wanted: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.verb not in _VERBS:
            continue
        try:
            wanted |= _words(entry)
        except (KeyError, TypeError, ValueError):
            problems.append(
                Problem(
                    journal.path.name,
                    f"the decision '{entry.verb}' of {entry.time} does not say which records it"
                    " is about; skipped",
                )
            )
    known = {(one, other): verb for verb, one, other in library.decisions()}
    made: list[Decision] = [
        (verb, *pair) for pair, verb in sorted(wanted.items()) if verb and known.get(pair) != verb
    ]
    undone: list[Decision] = [
        (known[pair], *pair) for pair, verb in sorted(wanted.items()) if not verb and pair in known
    ]
    if made or undone:
        library.decide_again(made, undone)
    return problems


def _words(entry: Entry) -> dict[tuple[str, str], str]:
    """Return what an entry says of each pair of names; '' where it takes a word back."""
    verb = _VERBS[entry.verb]
    said = {_pair(names): "" for names in entry.details["undone"]}
    return said | {_pair(names): verb for names in entry.details["pairs"]}


def _pair(names: Sequence[str]) -> tuple[str, str]:
    one, other = sorted(map(str, names))
    return one, other


def _told(journal: Journal, decided: Decided, paper_ids: Sequence[str]) -> Decided:
    journal.append(
        decided.verb, ", ".join(paper_ids), pairs=decided.pairs, undone=decided.undone,
        papers=decided.ids,
    )  # fmt: skip
    return decided
