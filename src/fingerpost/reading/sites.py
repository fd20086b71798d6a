"""At how many hospitals, centres or laboratories a study's data arose."""

from __future__ import annotations

import re

from fingerpost.reading.document import Document
from fingerpost.reading.hints import Hints
from fingerpost.reading.model import Count
from fingerpost.reading.sentences import Role, Sentence

_PLACE = (
    r"(?:medical |health ?care |health |clinical |academic |cancer |study |university |tertiary |"
    r"care |participating |independent |different |separate |teaching |community |trauma |"
    r"recruiting |test |external |international |imaging |primary |referral |large |major |"
    r"regional |public |local |european |us |chinese |uk |general |screening |eye |"
    r"radiotherapy |oncology |data |distinct |geographically |multiple |acute )*"
    r"(?:cent(?:er|re)s?|hospitals?|sites?|institut(?:ion|e)s?|clinics?|health ?care systems?|"
    r"health systems?|laboratories|(?<=test )labs|practices|trusts|medical schools|departments|"
    r"facilities|organi[sz]ations|icus|intensive care units)\b"
)
_SEVERAL = re.compile(rf"\s(?:(?-i:[A-Z])[\w-]+ [\w-]+ |[\w-]+ )?{_PLACE}", re.IGNORECASE)
_NOT_SITES = re.compile(
    r"\s(?:[\w-]+ )?(?:cpg|binding|anatomical|anatomic|metastatic|mutation|web|body|active|tumou?r|"
    r"disease|sampling|injection|recording|splice|methylation|cancer|landmark|cluster) sites?\b|"
    r"\s\w+ cluster|\s(?:data|nerve|lesion) cent|"
    r"\s(?:[\w-]+ ){0,2}(?:hospital|clinic|cent(?:er|re)|site|institution) "
    r"(?:admission|stay|visit|day|encounter|discharge|bed|record|staff|episode|death|note|"
    r"patient|department|event|worker|"
    r"employee|readmission)s?\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:(?:a|one|our) single|single)[- ](?!and\b|or\b)(?:[\w-]+ ){0,2}(?:cent(?:er|re)|"
    r"institution(?:al)?|"
    r"site|hospital|lab(?:oratory)?|institute|health system|clinic)\b|\bsingle-institution\w*|"
    r"\b(?:at|in|from|of|by) (?:our|one) (?:own |large |academic |tertiary |urban |"
    r"referral |university |teaching |medical |care |community |local |public |cancer )*"
    r"(?:hospital|institution|medical cent(?:er|re)|cent(?:er|re)|institute|"
    r"health ?care system|health system|academic medical cent(?:er|re))\b|\bmonocent(?:er|re|"
    r"ric)\w*",
    re.IGNORECASE,
)
_HINTS = Hints(
    " center", " centre", "-center", "-centre", "hospital", " site", "-site", "institut",
    " clinics", " clinic ", "care system", "health system", " labs", " lab ", "laborator",
    "practices", "trusts", "departments", "facilities", "organi", " icus", "care units",
    "monocent", "medical schools",
)  # fmt: skip
_ASIDE = (Role.BACKGROUND, Role.CONCLUSION)
_EXTRA = re.compile(r"\btest(?:ing)? (?:lab|site|cent|hospital|institut)", re.IGNORECASE)


def read_sites(document: Document) -> Count:
    """Return the stated number of sites; 'a single centre' and 'our hospital' are one."""
    hinted = tuple(s for s in document.sentences_with(_HINTS) if s.role not in _ASIDE)
    several = _largest(document, hinted)
    single = document.first(_SINGLE, hinted)
    if several is None:
        if single is None:
            return Count()
        return Count(1, "sites", (document.span(single.start(), single.end()),), 0.9)
    value, start, end = several
    spans = [document.span(start, end)]
    if single is not None and _EXTRA.search(document.text, start, end):
        value += 1
        spans.insert(0, document.span(single.start(), single.end()))
    return Count(value, "sites", tuple(spans), 0.85)


def _largest(document: Document, sentences: tuple[Sentence, ...]) -> tuple[int, int, int] | None:
    best: tuple[int, int, int] | None = None
    for sentence in sentences:
        for number in document.numbers_in(sentence):
            match = _SEVERAL.match(document.text, number.end, sentence.end)
            if not match or not 2 <= number.value <= 5000:
                continue
            if _NOT_SITES.match(document.text, number.end, sentence.end):
                continue
            if best is None or number.value > best[0]:
                best = (number.value, number.start, match.end())
    return best
