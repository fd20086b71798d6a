"""Headings in an abstract, also where the break after them was lost, and the roles they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fingerpost.reading.roles.names import Role

_NAMES: dict[tuple[Role, ...], str] = {
    (Role.BACKGROUND,): "background|backgrounds|introduction|context|importance|motivation|"
    "rationale|background and significance|contexte",
    (Role.BACKGROUND, Role.OBJECTIVE): "background and objective|background and objectives|"
    "background and purpose|background and purposes|background and aim|background and aims",
    (Role.OBJECTIVE,): "objective|objectives|aim|aims|purpose|purposes|goal|goals|"
    "aim and objective|aim and objectives|aims and objective|aims and objectives|"
    "research question|research questions|hypothesis|hypotheses|objectif",
    (Role.METHODS, Role.RESULTS): "method and results|methods and results|methods and findings",
    (Role.METHODS,): "method|methods|material and method|material and methods|"
    "materials and method|materials and methods|method and material|method and materials|"
    "methods and material|methods and materials|design|study design|setting|participants|"
    "patients and methods|methodology|approach|procedure|procedures|data source|data sources|"
    "data|measurements|main outcome measure|main outcome measures|main outcomes measure|"
    "main outcomes measures|main outcome and measure|main outcome and measures|"
    "main outcomes and measure|main outcomes and measures|intervention|interventions|exposure|"
    "exposures|experiments|study population|subjects|patients|design, setting and participants|"
    "design, setting, and participants|méthodes",
    (Role.RESULTS,): "result|results|finding|findings|main results|results and discussion|"
    "results and discussions|outcome|outcomes|résultats",
    (Role.CONCLUSION,): "conclusion|conclusions|discussion|discussions|interpretation|"
    "significance|limitation|limitations|discussion and conclusion|discussion and conclusions|"
    "discussions and conclusion|discussions and conclusions|conclusion and relevance|"
    "conclusions and relevance|clinical significance|clinical relevance|advance in knowledge|"
    "advances in knowledge|level of evidence|funding|trial registration|key words|keywords|"
    "implications|impact|summary|conclusions and implications",
}
_ROLES_OF = {name: roles for roles, names in _NAMES.items() for name in names.split("|")}
_LAST_WORDS = frozenset(name.rpartition(" ")[2] for name in _ROLES_OF)
_MARKS = (":", "–", "—", "- ", "-\n")
_WORD = re.compile(r"[^\s.;:)\]%”?]+")
_LONGEST = 40
_PLAIN = frozenset(
    ("background", "backgrounds", "introduction", "objective", "objectives", "aim", "aims",
     "purpose", "method", "methods", "material and methods", "materials and methods", "result",
     "results", "methods and results", "findings", "discussion", "conclusion", "conclusions")
)  # fmt: skip
"""Headings that are told without their colon too, where a sentence begins behind them."""
_NEVER_GLUED = frozenset(("data",))
"""'DataSHIELD' is a name."""


def _spelled(names: Iterable[str]) -> str:
    """Return a pattern of headings, longest first: a capital begins each, and may its words."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(
        name[0].upper() + re.sub(r" (\w)", lambda m: f" [{m[1].upper()}{m[1]}]", name[1:])
        for name in longest
    )


# Records harvested from publishers' pages lose the break after a heading: 'ResultsAll models …'.
_GLUED = re.compile(
    rf"(?P<glued>{_spelled(_ROLES_OF.keys() - _NEVER_GLUED)})"
    r"(?=[A-Z][a-z]|We |A |In |[A-Z]{2,}|\d)"
    rf"|(?P<plain>{_spelled(_PLAIN)})(?=\s[A-Z][a-z]+ (?!and|of|in|for))"
)
_ENDED = re.compile(r"[.)\]\n](?:(?<!\n) )?(?=[A-Z])")
"""The end of a sentence, behind which such a heading may stand."""
Heading = tuple[int, int, tuple[Role, ...]]
"""Where a heading starts, where it ends, and the roles that it names."""


def headings(text: str, begin: int) -> list[Heading]:
    """Return the headings from a place on in their order; none where there is only one."""
    found = list(_marked(text, begin))
    if len(found) < 2 and any(word in text for word in ("Method", "Result", "Finding", "methods")):
        glued = [
            (match.start(), match.end(), _ROLES_OF[match[0].lower()])
            for ended in _ENDED.finditer(text, begin)
            if (match := _GLUED.match(text, ended.end()))
        ]
        found = sorted({entry[0]: entry for entry in glued + found}.values())
    return found if len(found) > 1 else []


def _marked(text: str, begin: int) -> Iterator[Heading]:
    for place in _marks(text, begin):
        end = place
        last = text[end - 1 : end]
        if last == " ":
            end -= 1
        elif not last.isalpha() or text[place] != ":":
            continue
        words = list(_WORD.finditer(text, max(begin, place - _LONGEST), end))
        if not words or words[-1].end() != end or words[-1][0].lower() not in _LAST_WORDS:
            continue
        for first in words:
            roles = _ROLES_OF.get(text[first.start() : end].lower())
            # A heading starts with a capital; 'the methods: first …' inside a sentence does not.
            if roles and first[0][0].isupper():
                yield first.start(), place + 1, roles
                break


def _marks(text: str, begin: int) -> list[int]:
    """Return where a mark stands that may end a heading, with something behind it, in order."""
    found = []
    for mark in _MARKS:
        at = text.find(mark, begin)
        while at >= 0:
            following = text[at + 1 : at + 2]
            if following.isspace() or following.isalnum() or following == "_":
                found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)
