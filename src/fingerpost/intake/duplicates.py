"""Decisions on duplicates: made in the library, written into the journal, and taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fingerpost.errors import UsageError
from fingerpost.home.journal import Entry, Journal
from fingerpost.library import Decided, Library
from fingerpost.library.decisions import APART, JOINED, Decision
from fingerpost.records import Paper, Problem

_VERBS = {"merged": JOINED, "split": APART, "kept apart": APART}
_UNDONE = "undone"

Pair = tuple[str, str]
Words = dict[Pair, str]
"""'joined' or 'apart' for two names of records; '' where nothing is said of them any more."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A decision that no longer holds, and the papers that it was about as they are now."""

    decision: Entry
    papers: tuple[Paper, ...]


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


def undo(library: Library, journal: Journal, paper_id: str = "") -> TakenBack:
    """Take back the last decision that stands, or the last on one paper.

    What the decisions before it said holds again; where they said nothing, the records decide.
    UsageError if there is no such decision.
    """
    standing = _standing(journal.read()[0])
    about = library.names_of(paper_id) if paper_id else None
    at = _last(standing, about)
    if at is None:
        which = f" on {paper_id}" if paper_id else ""
        raise UsageError(
            f"No decision on duplicates{which} stands in {journal.path.name}, so there is nothing"
            " to take back."
        )
    entry, said = standing.pop(at)
    before = _all_words(words for _, words in standing)
    wanted = {pair: before.get(pair, "") for pair in said}
    _bring(library, wanted)
    papers = tuple(library.papers_named(sorted({name for pair in said for name in pair})))
    journal.append(
        _UNDONE, entry.object, decision=entry.id, papers=[paper.id for paper in papers],
        joined=_of(wanted, JOINED), apart=_of(wanted, APART), undone=_of(wanted, ""),
    )  # fmt: skip
    return TakenBack(entry, papers)


def take_up_decisions(library: Library, journal: Journal) -> list[Problem]:
    """Bring a library to the decisions of the journal, as after it was built anew.

    The last word on two records counts. Returns a problem for every entry that cannot be read.
    """
    entries, problems = journal.read()
    wanted: Words = {}
    for entry in entries:
        if entry.verb not in _VERBS and not _is_taking_back(entry):
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
    _bring(library, wanted)
    return problems


def _bring(library: Library, wanted: Mapping[Pair, str]) -> None:
    """Let a library hold these words and no others on these pairs of names."""
    known = {(one, other): verb for verb, one, other in library.decisions()}
    made: list[Decision] = [
        (verb, *pair) for pair, verb in sorted(wanted.items()) if verb and known.get(pair) != verb
    ]
    undone: list[Decision] = [
        (known[pair], *pair) for pair, verb in sorted(wanted.items()) if not verb and pair in known
    ]
    if made or undone:
        library.decide_again(made, undone)


def _standing(entries: Iterable[Entry]) -> list[tuple[Entry, Words]]:
    """Return the decisions that were not taken back, in their order; unreadable ones left out."""
    stands: dict[str, tuple[Entry, Words]] = {}
    for entry in entries:
        if _is_taking_back(entry):
            stands.pop(str(entry.details["decision"]), None)
        elif entry.verb in _VERBS:
            try:
                stands[entry.id] = entry, _words(entry)
            except (KeyError, TypeError, ValueError):
                continue
    return list(stands.values())


def _last(standing: Sequence[tuple[Entry, Words]], about: frozenset[str] | None) -> int | None:
    """Return the place of the last decision; of the last that names any of these, if given."""
    for at in range(len(standing) - 1, -1, -1):
        named = {name for pair in standing[at][1] for name in pair}
        if about is None or named & about:
            return at
    return None


def _of(words: Words, wanted: str) -> list[Pair]:
    return [pair for pair, verb in sorted(words.items()) if verb == wanted]


def _all_words(said: Iterable[Words]) -> Words:
    words: Words = {}
    for each in said:
        words |= each
    return words


def _is_taking_back(entry: Entry) -> bool:
    return entry.verb == _UNDONE and "decision" in entry.details


def _words(entry: Entry) -> Words:
    """Return what an entry says of each pair of names."""
    said = {_pair(names): "" for names in entry.details["undone"]}
    if entry.verb == _UNDONE:
        return said | {
            _pair(names): verb for verb in (JOINED, APART) for names in entry.details[verb]
        }
    verb = _VERBS[entry.verb]
    return said | {_pair(names): verb for names in entry.details["pairs"]}


def _pair(names: Sequence[str]) -> Pair:
    one, other = sorted(map(str, names))
    return one, other


def _told(journal: Journal, decided: Decided, paper_ids: Sequence[str]) -> Decided:
    journal.append(
        decided.verb, ", ".join(paper_ids), pairs=decided.pairs, undone=decided.undone,
        papers=decided.ids,
    )  # fmt: skip
    return decided
