"""What the reader said about appraisals: values put right and questions answered, by journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fingerpost.errors import UsageError
from fingerpost.home.journal import Entry, Journal
from fingerpost.records import Answer, Correction, Paper

CORRECTED, ANSWERED = "appraisal corrected", "appraisal answered"
TAKEN_BACK = "appraisal undone"
ANSWERS = ("yes", "no", "unclear")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that the reader said of a paper's appraisal."""

    entry: str
    """The id of the journal's entry that says so."""
    at: int
    """Its place among the entries."""
    ids: tuple[str, ...]
    """The ids that the paper had then."""
    said: Correction | Answer

    @property
    def about(self) -> str:
        """The field that was corrected, or the question that was answered."""
        return self.said.field if isinstance(self.said, Correction) else self.said.question


@dataclass(frozen=True, slots=True)
class AppraisalWords:
    """All that stands, found by any id that a paper had or has."""

    by_id: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)

    def on(self, paper: Paper) -> tuple[Word, ...]:
        """Return what stands on a paper, one word a field or question, the last said of each."""
        held: dict[str, Word] = {}
        pmid = f"pmid:{paper.pmid}" if paper.pmid else ""
        words = {word.at: word for each in ids_of(paper) for word in self.by_id.get(each, ())}
        for at in sorted(words):
            # Two PMIDs are two papers, even where a DOI is stated by both.
            others = [each for each in words[at].ids if each.startswith("pmid:")]
            if not (pmid and others and pmid not in others):
                held[words[at].about] = words[at]
        return tuple(held[about] for about in sorted(held))


def words_on_appraisals(entries: Iterable[Entry]) -> AppraisalWords:
    """Return what the journal's entries say; what was taken back never was."""
    mine = [e for e in entries if e.verb in (CORRECTED, ANSWERED, TAKEN_BACK)]
    undone = {str(e.details.get("undoes")) for e in mine if e.verb == TAKEN_BACK}
    found: dict[str, list[Word]] = {}
    for at, entry in enumerate(mine):
        word = None if entry.id in undone else _word(entry, at)
        if word is not None:
            for each in word.ids:
                found.setdefault(each, []).append(word)
    return AppraisalWords({each: tuple(words) for each, words in found.items()})


def ids_of(paper: Paper) -> tuple[str, ...]:
    """Return every id under which a paper may be known, the one it is shown by first."""
    named = {"pmid": paper.pmid, "arxiv": paper.arxiv, "doi": paper.doi}
    known = [paper.id, *(f"{kind}:{value}" for kind, value in named.items() if value)]
    return tuple(dict.fromkeys(known))


def correct(journal: Journal, paper: Paper, correction: Correction) -> Entry:
    """Write down that a value is put right."""
    return journal.append(
        CORRECTED,
        paper.id,
        correction.why,
        field=correction.field,
        value=correction.value,
        quote=correction.quote,
        date=correction.date,
        ids=list(ids_of(paper)),
    )


def answer(journal: Journal, paper: Paper, said: Answer) -> Entry:
    """Write down the answer to a question of a checklist."""
    return journal.append(
        ANSWERED,
        paper.id,
        said.why,
        question=said.question,
        answer=said.answer,
        date=said.date,
        ids=list(ids_of(paper)),
    )


def take_back(journal: Journal, paper: Paper, about: str) -> Word:
    """Take back the last word on a field or question; what was said before it holds again.

    UsageError where nothing stands there.
    """
    words = {word.about: word for word in words_on_appraisals(journal.read()[0]).on(paper)}
    if about not in words:
        stands = f" What stands: {', '.join(words)}." if words else ""
        raise UsageError(f"You have said nothing about '{about}' of {paper.id}.{stands}")
    journal.append(TAKEN_BACK, paper.id, undoes=words[about].entry, about=about)
    return words[about]


def _word(entry: Entry, at: int) -> Word | None:
    """Return what an entry says; None where nobody can tell what."""
    told = {name: value for name, value in entry.details.items() if isinstance(value, str)}
    date = entry.day
    said: Correction | Answer
    if entry.verb == CORRECTED and {"field", "value"} <= told.keys():
        quote = told.get("quote", "")
        said = Correction(told["field"], told["value"], date, entry.why, quote)
    elif entry.verb == ANSWERED and told.get("answer") in ANSWERS and "question" in told:
        said = Answer(told["question"], told["answer"], date, entry.why)
    else:
        return None
    ids = entry.details.get("ids")
    listed = [str(each) for each in ids] if isinstance(ids, list) else []
    return Word(entry.id, at, tuple(dict.fromkeys([entry.object, *listed])), said)
