"""How many people, or records or images, a study rests on, and how they were split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fingerpost.reading.document import Document
from fingerpost.reading.model import Count
from fingerpost.reading.numbers import Whole
from fingerpost.reading.sentences import Role, Sentence

PEOPLE, RECORDS, IMAGES = 3, 2, 1

_NOUNS = {
    PEOPLE: "patients|subjects|participants|individuals|people|persons|adults|children|women|"
    "men|girls|boys|males|females|volunteers|respondents|inpatients|outpatients|"
    "infants|neonates|newborns|babies|toddlers|adolescents|teenagers|students|veterans|"
    "survivors|donors|controls|residents|clients|users|members|mothers|pregnancies|"
    "births|beneficiaries|employees|smokers|speakers|cases|probands|twins|"
    "enrollees|admissions|hospitali[sz]ations|encounters|visits|stays|"
    "consultations|attendances|episodes|eyes",
    RECORDS: "notes|records|reports|documents|summaries|charts|letters|"
    "narratives|tweets|posts|messages|questionnaires|plans|procedures|surgeries|operations",
    IMAGES: "images|scans|radiographs|x-rays|mammograms|slides|wsis|videos|volumes|"
    "examinations|exams|mris|cts|ecgs|eegs|recordings|samples|specimens|"
    "lesions|nodules|tumou?rs|biopsies|photographs|sonograms|echocardiograms|"
    "polysomnograms|sequences|compounds|molecules|drugs|proteins",
}
_LEVELS = {level: re.compile(rf"(?:{nouns})\Z") for level, nouns in _NOUNS.items()}
_ANY_NOUN = "|".join(_NOUNS.values())
_VISITS = re.compile(
    r"admission|hospitali|encounter|visit|stay|consultation|attendance|episode|eyes", re.IGNORECASE
)
_STOPPERS = (
    r"of|in|with|from|to|for|were|was|is|are|on|at|by|than|years?|year-old|months?|weeks?|days?|"
    r"hours?|minutes?|had|have|has|who|that|which|using|per|each|or|vs|versus|after|before|the|"
    r"this|these|out|we|our|different|types?|features?|variables?|classes|times?|hospitals?|"
    r"centers?|centres?|sites?|fold|studies|groups?|datasets?|databases?|cohorts?|points?|stage|"
    r"most|more|million|billion|reported|percent|countries|trials?|models?|"
    r"all|both|any|their|its|but|while|when|where|then|if|not|no"
)
_AFTER = re.compile(
    rf"[\s~]+(?P<between>(?:(?!(?:{_STOPPERS})\b)[A-Za-z][\w'’/+.-]*,?[\s]+|"
    rf"\([A-Z]\w*\)\s+){{0,6}}?)"
    rf"(?P<noun>{_ANY_NOUN})\b(?![-/]\w)",
    re.IGNORECASE,
)
_N_EQUALS = re.compile(r"(?:\b|\$)[nN]\s?=\s?\$?\s?\Z")
_NOUN_BEFORE = re.compile(
    rf"\b(?P<noun>{_ANY_NOUN})\b[^.;()]{{0,40}}[\s(\[,;$]*\Z",
    re.IGNORECASE,
)
_SIZE_OF = re.compile(
    r"\b(?:sample size|(?:study |patient )?(?:cohort|population|sample) size)"
    r"(?: (?:was|is|of|=|included))+ ?\Z",
    re.IGNORECASE,
)
_NOT_PEOPLE_BEFORE = re.compile(
    r"(?:\bper|\bevery|\b(?:one|1|ten|10) (?:in|of)|\bage[ds]?(?: of)?|\bof (?:the|these|those|"
    r"all)|[<>≤≥=±×]|"
    r"\bevery|\bAlgorithm|\bphase|\btype|\bgrade|\blevel|\bstage|\bgroup|\bCOVID|\btop|\bversion|"
    r"\beach of)\s?\$?\Z",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:a total of|in total,?|total(?:ling| of|s?:?)|overall,?|altogether,?|included|"
    r"(?:were |was )?(?:enrolled|recruited|analy[sz]ed|assessed|studied|evaluated|reviewed|"
    r"randomi[sz]ed|examined|screened)|comprising|comprised|consist(?:s|ed|ing) of|contain(?:s|ed|"
    r"ing)|"
    r"compris(?:es|ing)|(?:cohort|population|sample|dataset|data set|database|corpus|set|series|"
    r"collection|data|records|images|scans|recordings|EHRs?|MRIs?|information)"
    r"(?: \w+){0,3} (?:of|from|for|on|in|with))(?: (?:about|over|approximately|nearly|around|all|"
    r"more than|up to|the|~|at least|\w+ing))*[\s~$]*\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|of|in|on|for|with|among|include[sd]?)[\s~$]*\Z", re.IGNORECASE)
_TOTAL_AFTER = re.compile(
    r"[^.;]{0,70}?\b(?:were|was|have been) (?:\w+ly )?(?:included|enrolled|recruited|analy[sz]ed|"
    r"studied|randomi[sz]ed|randomly|evaluated|reviewed|used|collected|retrieved|identified|"
    r"assessed|examined|annotated|selected|obtained|assigned|entered|tested|retrospectively|"
    r"prospectively|detected|allocated|divided|split)\b|[^.;,]{0,50}?\b(?:participated|"
    r"met (?:the )?"
    r"(?:study |inclusion )|completed|underwent|(?:treated|seen|admitted|hospitali[sz]ed) )",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\b(?:of (?:whom|which|them|these)|including|(?:where|with) |only|remaining|additional|"
    r"another|other|respectively|among (?:whom|them|these|which))[\s,(]*(?:the )?|\(|;|\bwhom )\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\s*(?:\(\s?\d[\d.,·]*\s?\\?%|of (?:whom|which|them|these|the)\b|(?:per|a) (?:year|day|month)|"
    r"annually|each year|worldwide|(?:had|died|developed|showed|experienced|responded|relapsed)\b)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\b(?:previous(?:ly)?|prior|et al|estimated|worldwide|globally|annually|each year|every year|"
    r"affects?|suffer|people die)\b",
    re.IGNORECASE,
)
_SPLITS = {
    "external": r"external(?:ly)?(?: \w+){0,2} (?:validat\w+|test\w*|cohorts?|set|data\w*|patients)"
    r"|external(?:ly)? validat\w+",
    "train": r"(?:train(?:ing)?|derivation|development|discovery|learning|model(?:ing|ling)?)"
    r"(?: and (?:internal )?validation)?[ -](?:sub)?(?:sets?|cohorts?|data\w*|samples?|patients|"
    r"groups?|images|cases|subjects|phase|scans|plans|notes|records|reports|slides)",
    "test": r"(?:independent|separate|unseen) (?:[\w-]+ )?(?:sets?|samples?|datasets?) of|"
    r"(?:test(?:ing)?|held[ -]?out|hold[ -]?out|unseen)(?: \w+)?[ -](?:sub)?(?:sets?|"
    r"cohorts?|data\w*|samples?|patients|groups?|images|cases|subjects|phase|scans|plans|notes|"
    r"records|reports|slides)",
    "validation": r"(?:validation|tuning)[ -](?:sub)?(?:sets?|cohorts?|data\w*|samples?|patients|"
    r"groups?|images|cases|subjects|phase|scans|notes|records)",
}
_WEAK_SPLITS = {
    "train": r"train(?:ed)?(?: \w+){0,3} (?:using|on|with|from|in)|(?:used |for )training|"
    r"for discovery|for model development|(?:developed|derived) (?:using|on|from|in)|training\b",
    "test": r"(?:test(?:ed)?|evaluated)(?: \w+){0,4} (?:on|in|using|with)|(?:used |"
    r"for )(?:independent )?testing|"
    r"testing\b",
    "validation": r"validated (?:it |them )?(?:on|in|using|with)|for validation",
}
_STRONG = {role: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for role, words in _SPLITS.items()}
_WEAK = {
    role: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for role, words in _WEAK_SPLITS.items()
}
_TOGETHER = re.compile(
    r"\btrain(?:ed|ing)?(?:,| and|/| or) (?:test|evaluat|validat)\w*|cross[- ]validat\w*|"
    r"develop(?:ed|ment)?(?:,| and) (?:test|evaluat|validat)\w*|\b(?:into|divided|split|"
    r"partitioned)\b",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"control|healthy|normal|volunteer|non-", re.IGNORECASE)
_JOIN = re.compile(r"[^.;]{0,70}?(?:,|\band|\bplus|\bversus|\bvs\.?)\s+(?:\d+\s)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number with what it counts, how likely it is the main sample, and its split if any."""

    number: Whole
    end: int
    noun: str
    level: int
    sentence: Sentence
    score: float = 0.0
    split: str = ""
    weak: bool = False


def read_participants(document: Document) -> tuple[Count, tuple[tuple[str, Count], ...]]:
    """Return the main sample and the splits that are stated: (role, count)."""
    found = [_split(document, c) for c in _candidates(document)]
    roles = {c.split for c in found if c.split}
    found = [replace(c, split="") if c.weak and len(roles) < 2 else c for c in found]
    splits = tuple((c.split, _count(document, c)) for c in found if c.split)
    return _main(document, found), splits


def _main(document: Document, found: list[_Candidate]) -> Count:
    rated = [replace(c, score=_score(document, c)) for c in found if not c.split]
    rated = [c for c in rated if c.score >= _LEAST]
    if not rated:
        return Count()
    best = max(rated, key=lambda c: (c.score, -c.number.start))
    partner = _controls(document, best, rated)
    if partner is None:
        return _count(document, best)
    first, last = sorted((best, partner), key=lambda c: c.number.start)
    spans = (document.span(first.number.start, last.end),)
    return Count(best.number.value + partner.number.value, best.noun, spans, 0.6)


def _controls(document: Document, best: _Candidate, rated: list[_Candidate]) -> _Candidate | None:
    """Return the group that makes one sample with the best: '40 patients and 38 controls'."""
    if _TOTAL.search(document.text, max(0, best.number.start - 40), best.number.start) and (
        document.lowered[best.number.start - 12 : best.number.start].find("total") >= 0
    ):
        return None
    for other in rated:
        if other is best or other.sentence != best.sentence or other.level != PEOPLE:
            continue
        first, last = sorted((best, other), key=lambda c: c.number.start)
        gap = document.text[first.end : last.number.start]
        words = [document.text[c.number.end : c.end] for c in (first, last)]
        kinds = [bool(_CONTROLS.search(word)) for word in words]
        if kinds[0] != kinds[1] and _JOIN.fullmatch(gap) and len(gap) < 60:
            return other
    return None


def _count(document: Document, candidate: _Candidate) -> Count:
    start = min(candidate.number.start, candidate.end)
    span = document.span(start, max(candidate.number.end, candidate.end))
    confidence = min(1.0, 0.5 + candidate.score / 20)
    return Count(candidate.number.value, candidate.noun, (span,), round(confidence, 2))


def _candidates(document: Document) -> Iterator[_Candidate]:
    for sentence in document.sentences:
        end_of_last = -1
        for number in document.numbers_in(sentence):
            if number.start < end_of_last or number.value < 2:
                continue
            candidate = _after(document, sentence, number) or _before(document, sentence, number)
            if candidate and not _excluded(document, candidate):
                end_of_last = candidate.end
                yield candidate


def _after(document: Document, sentence: Sentence, number: Whole) -> _Candidate | None:
    end = number.end
    if document.text.startswith("$", end):
        end += 1
    match = _AFTER.match(document.text, end, sentence.end)
    if not match or (number.spelled and number.value < 5 and match["between"].count(" ") > 3):
        return None
    if match["between"].lower().startswith(("and ", "percent ", "x ")):
        return None
    return _candidate(sentence, number, match.end(), match["noun"])


def _before(document: Document, sentence: Sentence, number: Whole) -> _Candidate | None:
    """Read '(n = 45)' after a noun, and 'a sample size of 45'."""
    text = document.text
    equals = _N_EQUALS.search(text, max(sentence.start, number.start - 8), number.start)
    if equals:
        at = max(sentence.start, equals.start() - 90)
        noun = _NOUN_BEFORE.search(text, at, equals.start())
        found = _candidate(sentence, number, number.end, noun["noun"] if noun else "patients")
        return found if noun else replace(found, score=-2.0)
    if _SIZE_OF.search(text, max(sentence.start, number.start - 60), number.start):
        return _candidate(sentence, number, number.end, "participants")
    return None


def _candidate(sentence: Sentence, number: Whole, end: int, noun: str) -> _Candidate:
    unit = noun.lower()
    level = next(level for level, nouns in _LEVELS.items() if nouns.match(unit))
    return _Candidate(number, end, unit, level, sentence)


def _excluded(document: Document, candidate: _Candidate) -> bool:
    text, start = document.text, candidate.number.start
    if _NOT_PEOPLE_BEFORE.search(text, max(0, start - 14), start):
        return not _N_EQUALS.search(text, max(0, start - 8), start)
    if re.match(r"\s?\\?%", text[candidate.number.end : candidate.number.end + 3]):
        return True
    year = 1900 <= candidate.number.value <= 2035 and "," not in text[start : start + 3]
    return year and bool(
        re.search(
            r"\b(?:in|since|during|until|to|and|from|between|the|[A-Z][a-z]+)\s\Z",
            text[max(0, start - 12) : start],
        )
        and re.search(
            r"\b(?:in|since|during|until|19\d\d|20\d\d)", text[max(0, start - 14) : start]
        )
    )


def _split(document: Document, candidate: _Candidate) -> _Candidate:
    """Tell whether the number is the size of a training, test or other part."""
    text = document.text
    clause_start = _clause_start(text, candidate)
    before = text[clause_start : candidate.end]
    after = text[candidate.end : min(candidate.sentence.end, candidate.end + 90)]
    after = re.split(
        r"[;.]|, (?:and|while)|\band (?:the\b|a\b|an\b|(?=\d))| and (?=\w+ patients)", after
    )[0]
    if _TOGETHER.search(before) or _TOGETHER.search(after[:60]):
        return candidate
    for weak, table in ((False, _STRONG), (True, _WEAK)):
        near = [
            (abs(match.end() - len(before)), role)
            for role, pattern in table.items()
            for match in pattern.finditer(before)
        ] + [
            (match.start() + 5, role)
            for role, pattern in table.items()
            for match in [pattern.search(after)]
            if match
        ]
        if near:
            return replace(candidate, split=min(near)[1], weak=weak)
    return candidate


def _clause_start(text: str, candidate: _Candidate) -> int:
    start = max(candidate.sentence.start, candidate.number.start - 90)
    cut = max(text.rfind(mark, start, candidate.number.start) for mark in (";", ". "))
    return max(start, cut + 1)


_LEAST = 4.5
_BASE = {PEOPLE: 10.0, RECORDS: 5.0, IMAGES: 4.0}
_ROLE_SCORE = {
    Role.TITLE: 2.0, Role.BACKGROUND: -12.0, Role.OBJECTIVE: 0.0, Role.METHODS: 1.0,
    Role.BODY: 1.0, Role.RESULTS: 0.5, Role.CONCLUSION: -6.0,
}  # fmt: skip


def _score(document: Document, candidate: _Candidate) -> float:
    text, start = document.text, candidate.number.start
    floor = candidate.sentence.start
    before = text[max(floor, start - 60) : start]
    score = candidate.score + _BASE[candidate.level] + _ROLE_SCORE[candidate.sentence.role]
    if _VISITS.match(candidate.noun):
        score -= 3
    if _TOTAL.search(before):
        score += 3.5
    elif _FROM.search(before):
        score += 1.5
    if _TOTAL_AFTER.match(text, candidate.end, candidate.sentence.end):
        score += 2
    if _PART.search(before) and not _N_EQUALS.search(before):
        score -= 5
    if _PART_AFTER.match(text, candidate.end, candidate.sentence.end):
        score -= 5
    if re.match(r"controls?\b", candidate.noun):
        score -= 2
    if _CITED.search(text, floor, candidate.sentence.end):
        score -= 5
    if candidate.number.value < (10 if candidate.number.spelled else 5):
        plain = re.match(
            r"patients|subjects|participants|volunteers|people|individuals", candidate.noun
        )
        score -= 4 if plain else 10
    return score
