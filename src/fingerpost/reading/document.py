"""A paper's text prepared for reading: lowered, cut into sentences, indexed by word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.reading.hints import Hinted, Hints
from fingerpost.reading.numbers import Whole, wholes
from fingerpost.reading.sentences import Role, Sentence, split_many
from fingerpost.reading.words import Hit, Lexicon, Words, lower, word_line
from fingerpost.records import Span

_ASIDE = (Role.BACKGROUND, Role.CONCLUSION)
# Some exports write underscores for blanks around these signs: 'sensitivity_=_0.9'.
_UNDERSCORED = re.compile(r"_([=<>≤≥±])_")


class Document(Struct, frozen=True):
    """A text with what every reader of it needs; all places are code points of `text`."""

    text: str
    lowered: str
    title: str
    """The title in lower case."""
    line: str
    words: Words
    hinted: Hinted
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    numbers: tuple[Whole, ...]
    """The whole numbers, in order."""
    number_starts: tuple[int, ...]
    written: str = ""
    """The text as it was given, where `text` differs from it in its blanks."""

    def span(self, start: int, end: int) -> Span:
        """Return the quote between two places."""
        return Span((self.written or self.text)[start:end], start, end)

    def sentence_at(self, place: int) -> Sentence:
        """Return the sentence that a place stands in, or the one before it."""
        return self.sentences[max(0, bisect_right(self.starts, place) - 1)]

    def role_at(self, place: int) -> Role:
        """Return the part of the abstract that a place stands in."""
        return self.sentence_at(place).role if self.sentences else Role.METHODS

    def own(self) -> Iterator[Sentence]:
        """Yield the title and the sentences that tell of this study, closing words apart."""
        return (sentence for sentence in self.sentences if sentence.role not in _ASIDE)

    def hits(self, lexicon: Lexicon) -> Sequence[Hit]:
        """Return every hit in the order of the text, longer first."""
        return self.words.hits(lexicon)

    def numbers_in(self, sentence: Sentence) -> tuple[Whole, ...]:
        """Return the whole numbers of a sentence."""
        first = bisect_left(self.number_starts, sentence.start)
        return self.numbers[first : bisect_left(self.number_starts, sentence.end, first)]

    def sentences_with(self, hints: Hints) -> list[Sentence]:
        """Return the sentences that hold one of the hints, in order."""
        return self.hinted.sentences(hints)

    def holds(self, sentence: Sentence, hints: Hints) -> bool:
        """Tell whether a sentence holds one of the hints."""
        return self.hinted.holds(sentence, hints)

    def first(
        self, pattern: re.Pattern[str], sentences: Iterable[Sentence]
    ) -> re.Match[str] | None:
        """Return the first match of a pattern in some of the sentences."""
        for sentence in sentences:
            found = pattern.search(self.text, sentence.start, sentence.end)
            if found:
                return found
        return None


def prepare(text: str) -> Document:
    """Return the document of title, newline and abstract."""
    return prepare_many([text])[0]


def prepare_many(texts: Sequence[str]) -> list[Document]:
    """Return the document of each text, each step for all in a row."""
    read = [
        _UNDERSCORED.sub(r" \1 ", text) if "_" in text and _UNDERSCORED.search(text) else text
        for text in texts
    ]
    lowered = [lower(text) for text in read]
    documents = list(map(document_from, read, lowered, split_many(read, lowered)))
    for document in documents:
        document.hinted.look()
    return [
        document if document.text is text else replace(document, written=text)
        for document, text in zip(documents, texts, strict=True)
    ]


def document_from(text: str, lowered: str, sentences: tuple[Sentence, ...]) -> Document:
    """Return the document of a text, in lower case too, whose sentences are known."""
    line = word_line(lowered)
    words = Words(line, sentences)
    numbers = tuple(wholes(text, words))
    return Document(
        text,
        lowered,
        lowered[: max(0, lowered.find("\n"))] or lowered,
        line,
        words,
        Hinted(lowered, sentences),
        sentences,
        tuple([sentence.start for sentence in sentences]),
        numbers,
        tuple([number.start for number in numbers]),
    )
