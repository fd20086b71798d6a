"""Abstracts with labelled parts that a format gives as one text."""

from __future__ import annotations

import re

from fingerpost.records import Section
from fingerpost.text import squeeze

_LISTED = (
    r"(?:aims?|background|conclusions?|context|data|design|discussion|evidence|findings|funding|"
    r"hypothesis|importance|interpretation|interventions?|introduction|key results?|limitations?|"
    r"main (?:outcomes?|results)|materials?|measurements?|methodology|methods?|objectives?|"
    r"outcomes?|participants?|patients?|principal findings?|purpose|recent findings|registration|"
    r"results?|search strategy|selection criteria|settings?|significance|statistics|study|"
    r"subjects?|summary|trial registration)"
    r"(?:(?: and | & |/|, | of | )(?:acquisition|aims?|analysis|background|collection|conclusions?|"
    r"designs?|discussion|extraction|findings|importance|interpretation|limitations|materials?|"
    r"measures?|measurements|methods|number|objectives?|outcomes?|patients|participants|purpose|"
    r"registration|relevance|results|review|selection|settings?|significance|sources|study|"
    r"subjects|synthesis)){0,3}"
)
_LABEL = re.compile(
    r"(?:^\s{0,9}|(?<=[.?!)\]%;:”\"])\s{1,9}|\n\s{0,9})"
    # Any capitals before a colon; a known label in any letters before one; one in capitals
    # before a full stop, or straight before a sentence, as JAMA prints it.
    rf"(?:([A-Z][A-Z0-9 ,/&()'-]{{2,70}}):|((?i:{_LISTED})) ?:"
    rf"|(?=[A-Z]{{3}})((?i:{_LISTED}))(?<![a-z])[.—]?(?= [A-Z]))\s"
)
_NO_LABEL = ("UNLABELLED", "UNLABELED")


def labelled(text: str) -> tuple[str, tuple[Section, ...]]:
    """Return the abstract and its parts; no parts unless it begins with a label and has two.

    With parts the abstract is their 'LABEL: text' lines, in the form of PubMed XML; without any
    it stays as it is. The labels are cut where they begin a sentence or a line.
    """
    if not _LABEL.match(text):
        return text, ()
    marks = list(_LABEL.finditer(text))
    if len(marks) < 2:
        return text, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [
        Section(_name(mark), squeeze(text[mark.end() : end]))
        for mark, end in zip(marks, ends, strict=True)
    ]
    sections = tuple(section for section in found if section.text)
    return "\n".join(f"{s.label}: {s.text}" if s.label else s.text for s in sections), sections


def _name(mark: re.Match[str]) -> str:
    label = squeeze(next(filter(None, mark.groups())))
    return "" if label in _NO_LABEL else label
