"""Headings in an abstract, also where the break after them was lost, and the roles they name."""

from __future__ import annotations

import re

from fingerpost.reading.roles.names import TOLD, Role

_NAMES: dict[tuple[Role, ...], str] = {
    (Role.BACKGROUND,): "backgrounds?|introduction|context|importance|motivation|rationale|"
    "background and significance|contexte",
    (Role.BACKGROUND, Role.OBJECTIVE): "background and (?:objectives?|purposes?|aims?)",
    (Role.OBJECTIVE,): "objectives?|aims?|purposes?|goals?|aims? and objectives?|"
    "research questions?|hypothes[ie]s|objectif",
    (Role.METHODS, Role.RESULTS): "methods? and results",
    (Role.METHODS,): "methods?|materials? and methods?|methods? and materials?|design|"
    "study design|"
    "setting|participants|patients and methods|methodology|approach|procedures?|data sources?|"
    "data|measurements|main outcomes?(?: and)? measures?|interventions?|exposures?|experiments|"
    "study population|subjects|patients|design, setting,? and participants|méthodes",
    (Role.RESULTS,): "results?|findings|main results|results and discussions?|outcomes?|résultats",
    (Role.CONCLUSION,): "conclusions?|discussions?|interpretation|significance|limitations?|"
    "discussions? and conclusions?|conclusions? and relevance|clinical (?:significance|relevance)|"
    "advances? in knowledge|level of evidence|funding|trial registration|key words|keywords|"
    "implications|impact|summary|conclusions and implications",
}
_ROLES_OF = {roles: re.compile(rf"(?:{words})\Z", re.IGNORECASE) for roles, words in _NAMES.items()}
_ANY = "|".join(f"(?:{words})" for words in _NAMES.values())
_MARK = re.compile(r"[:–—](?=\s|\w)|-(?=\s)")
_BEFORE_MARK = re.compile(rf"(?:\A|(?<=[\s.;:)\]%”?]))(?P<name>{_ANY})\s?\Z", re.IGNORECASE)
_LONGEST = 40
# Records harvested from publishers' pages lose the break after a heading: 'ResultsAll models …'.
_GLUED = re.compile(
    r"(?P<name>Backgrounds?|Introduction|Objectives?|Aims?|Purpose|"
    r"(?:Materials? and )?[Mm]ethods?(?: and results)?|Results?|Findings|Discussion|Conclusions?)"
    r"(?=(?:[A-Z][a-z]|We |A |In |[A-Z]{2,}|\d|\s[A-Z][a-z]+ (?!and|of|in|for)))"
)
Heading = tuple[int, int, tuple[Role, ...]]
"""Where a heading starts, where it ends, and the roles that it names."""


def headings(text: str, begin: int) -> list[Heading]:
    """Return the headings from a place on in their order; none where there is only one."""
    found = list(_marked(text, begin))
    if len(found) < 2 and any(word in text for word in ("Method", "Result", "methods")):
        glued = [
            (match.start(), match.end(), _roles(match["name"]))
            for match in _GLUED.finditer(text, begin)
            if text[match.start() - 1 : match.start()] in tuple(".)]\n")
            or text[match.start() - 2 : match.start()] in (". ", ") ", "] ")
        ]
        found = sorted({entry[0]: entry for entry in glued + found}.values())
    return found if len(found) > 1 else []


def _marked(text: str, begin: int) -> list[Heading]:
    found = []
    for mark in _MARK.finditer(text, begin):
        last = text[mark.start() - 1 : mark.start()]
        if not (last.isalpha() or last == " ") or (mark[0] != ":" and last != " "):
            continue
        floor = max(begin, mark.start() - _LONGEST)
        match = _BEFORE_MARK.search(text[floor : mark.start()])
        # A heading starts with a capital; 'the methods: first …' inside a sentence does not.
        if match and match["name"][0].isupper():
            found.append((floor + match.start(), mark.end(), _roles(match["name"])))
    return found


def _roles(name: str) -> tuple[Role, ...]:
    return next((roles for roles, form in _ROLES_OF.items() if form.match(name)), TOLD)
