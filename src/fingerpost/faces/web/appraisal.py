"""The critical appraisal on the page of a paper: marks in its text, fields, and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fingerpost.dives.field_words import LABELS, field_label, found_words, value_words
from fingerpost.reading.checklist import NAMES, Checklist, Offer, Question, checklist, offers
from fingerpost.reading.corrections import ALLOWED
from fingerpost.reading.found import FIELDS, MANY, Found, stated
from fingerpost.reading.marks import stretches
from fingerpost.reading.model import NOT_STATED, Appraisal
from fingerpost.records import Answer, Correction, Paper

SHORT_NAMES = {"five": "Five parts", "probast": "PROBAST+AI", "tripod": "TRIPOD+AI"}
_OWN_WORDS = ("problem", "registrations")
"""Fields whose value is nearly its quote."""
_HINTS = {
    "participants": "A number with its unit: 1204 patients",
    "sites": "A number: 3 sites",
    "splits": "Put ; between: training 800 patients; test 200 patients",
    "metrics": "Put ; between: auroc 0.91 (0.88 to 0.94); sensitivity 80%",
    "datasets": "Names, with ; between several",
    "registrations": "Whole numbers such as NCT01234567, with ; between several",
    "problem": "A few words of the paper",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text; `number` counts the marked ones from 1, and is 0 where nothing rests."""

    text: str
    number: int = 0
    fields: tuple[str, ...] = ()
    says: str = ""
    """What rests on it: 'Kind of study, Design'."""
    goes_on: bool = False
    """True for the rest of a marked stretch that goes over the end of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: a labelled part of an abstract, or all of it."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the paper, and the number of the mark that they stand in; 0 for none."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field in words, with what says so."""

    words: str
    quotes: tuple[Quote, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent of one field and could not be taken, and why."""

    field: str
    value: str
    why: str
    quote: str
    problem: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with its values, and what one may put in their place."""

    field: str
    label: str
    gloss: str
    values: tuple[Value, ...]
    correction: Correction | None
    several: bool
    options: tuple[tuple[str, str], ...]
    """The values of a closed list with their words; empty where anything may be written."""
    chosen: tuple[str, ...]
    """The values that hold, as they are written."""
    written: str
    """The same as one text."""
    hint: str
    why: str = ""
    quote: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what the abstract offers for it, and the reader's answer."""

    question: Question
    anchor: str
    """Where on the page it stands."""
    offered: tuple[tuple[str, str], ...]
    """(field, what it says) of the paper's text."""
    silent: bool
    """True where our rules found nothing, and the reader said nothing."""
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a checklist with its questions."""

    name: str
    asked: tuple[Asked, ...]
    answered: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A checklist, and the others that one may turn to."""

    chosen: Checklist
    parts: tuple[PartView, ...]
    names: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many questions it has."""
        return sum(len(part.asked) for part in self.parts)

    @property
    def answered(self) -> int:
        """How many of them the reader answered."""
        return sum(part.answered for part in self.parts)


@dataclass(frozen=True, slots=True)
class AppraisalView:
    """A paper's text with its marks, and every field of its appraisal."""

    title: tuple[Piece, ...]
    lines: tuple[Line, ...]
    stated: tuple[FieldView, ...]
    """Fields that have a value, or of which the reader said that nothing is stated."""
    silent: tuple[FieldView, ...]
    marks: int
    about_learning: bool


def appraisal_view(paper: Paper, appraisal: Appraisal, typed: Typed | None = None) -> AppraisalView:
    """Return what a page shows of an appraisal; `typed` stands in the form of its field."""
    pieces = list(_pieces(paper.text, appraisal))
    found: dict[str, list[Found]] = {}
    for each in stated(appraisal):
        found.setdefault(each.field, []).append(each)
    corrections = {each.field: each for each in appraisal.corrections}
    marks = _marks(pieces)
    fields = [
        _field(name, found.get(name, ()), corrections.get(name), marks, typed) for name in FIELDS
    ]
    title, *rest = _lines(pieces)
    return AppraisalView(
        title=tuple(piece for _, piece in title),
        lines=tuple(_labelled(paper, line) for line in rest if any(p.text for _, p in line)),
        stated=tuple(each for each in fields if each.values or each.correction),
        silent=tuple(each for each in fields if not (each.values or each.correction)),
        marks=max((piece.number for _, piece in pieces), default=0),
        about_learning=appraisal.about_learning,
    )


def checklist_view(appraisal: Appraisal, name: str, about: str = "") -> ChecklistView:
    """Return a checklist by its name, the first one for a name that is none.

    The part that holds the question `about` is open.
    """
    chosen = checklist(name if name in NAMES else NAMES[0])
    parts = [
        PartView(
            part,
            tuple(_asked(offer) for offer in offered),
            sum(offer.answer is not None for offer in offered),
            any(offer.question.id == about for offer in offered),
        )
        for part, offered in offers(chosen, appraisal)
    ]
    return ChecklistView(chosen, tuple(parts), SHORT_NAMES)


def question_anchor(question: str) -> str:
    """Return where on the page a question stands."""
    return "q-" + question.replace(":", "-").replace(".", "-")


def _asked(offer: Offer) -> Asked:
    offered = [(f.field, f"{field_label(f.field)}: {found_words(f)}") for f in offer.found]
    return Asked(
        offer.question,
        question_anchor(offer.question.id),
        tuple(dict.fromkeys(offered)),
        bool(offer.silence),
        offer.answer,
    )


Placed = tuple[int, Piece]
"""Where a piece begins in the text, and the piece."""


def _pieces(text: str, appraisal: Appraisal) -> Sequence[Placed]:
    found, number = [], 0
    for stretch in stretches(text, appraisal):
        words = text[stretch.start : stretch.end]
        if not stretch.fields:
            found.append((stretch.start, Piece(words)))
            continue
        number += 1
        says = ", ".join(field_label(field) for field in stretch.fields)
        found.append((stretch.start, Piece(words, number, stretch.fields, says)))
    return found


def _lines(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Return the pieces line by line; one that goes over several lines is cut."""
    lines: list[list[Placed]] = [[]]
    for start, piece in pieces:
        at = start
        for count, words in enumerate(piece.text.split("\n")):
            if count:
                lines.append([])
            goes_on = bool(piece.number and count)
            lines[-1].append((at, Piece(words, piece.number, piece.fields, piece.says, goes_on)))
            at += len(words) + 1
    return lines


def _labelled(paper: Paper, line: Sequence[Placed]) -> Line:
    """Return a line of the abstract with its section's label apart from its text."""
    whole = "".join(piece.text for _, piece in line)
    labels = (section.label for section in paper.sections if section.label)
    label = next((each for each in labels if whole.startswith(f"{each}: ")), "")
    left, kept = len(f"{label}: ") if label else 0, []
    for _, piece in line:
        words = piece.text[left:]
        left = max(0, left - len(piece.text))
        if words:
            kept.append(replace(piece, text=words))
    return Line(label, tuple(kept))


def _marks(pieces: Sequence[Placed]) -> list[tuple[int, int, int]]:
    """Return (start, end, number) of each marked piece."""
    return [
        (start, start + len(piece.text), piece.number) for start, piece in pieces if piece.number
    ]


def _field(
    name: str,
    found: Sequence[Found],
    correction: Correction | None,
    marks: Sequence[tuple[int, int, int]],
    typed: Typed | None,
) -> FieldView:
    label, gloss = LABELS[name]
    allowed = ALLOWED.get(name, ())
    mine = typed if typed and typed.field == name else None
    chosen = tuple(each.value for each in found)
    if mine:
        chosen = tuple(each.strip() for each in mine.value.split(";"))
    return FieldView(
        field=name,
        label=label,
        gloss=gloss,
        values=tuple(_value(each, marks) for each in found),
        correction=correction,
        several=name in MANY,
        options=tuple((each, value_words(name, each)) for each in allowed if each != NOT_STATED),
        chosen=chosen,
        written=mine.value if mine else "; ".join(chosen),
        hint=_HINTS.get(name, ""),
        why=mine.why if mine else "",
        quote=mine.quote if mine else "",
        problem=mine.problem if mine else "",
    )


def _value(found: Found, marks: Sequence[tuple[int, int, int]]) -> Value:
    quotes = [
        Quote(span.quote, next((n for start, end, n in marks if start <= span.start < end), 0))
        for span in found.evidence
        if span.quote
    ]
    unique = tuple({quote.text.casefold(): quote for quote in reversed(quotes)}.values())[::-1]
    words = found_words(found)
    nearly = found.field in _OWN_WORDS and len(unique) == 1 and unique[0].text == words
    return Value("" if nearly else words, unique, found.source)
