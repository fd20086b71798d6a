"""The finer kind of study: cohort, randomised trial, systematic review, qualitative study …"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from fingerpost.reading.document import Document
from fingerpost.reading.model import KINDS_OF_DESIGN, NOT_STATED, Finding
from fingerpost.reading.sentences import Role, Sentence
from fingerpost.reading.words import Hit
from fingerpost.records import Span

CUES = {
    "protocol": "protocol",
    "systematic_review": "systematic|meta analys|metaanalys|prisma ",
    "scoping_review": "scoping review",
    "case_report": "case report|case series|report of",
    "economic_evaluation": "cost effective|cost utility|cost benefit|economic evaluation",
    "randomised_trial": "randomi|randomly a",
    "non_randomised_trial": "single arm|nonrandomi|non randomi|phase i |phase ii |phase 1 |"
    "phase 2 ",
    "guideline": "guideline|practice guideline|reporting guideline|consensus statement|"
    "recommendations for|recommendations on",
    "opinion": "perspective|viewpoint|commentary|editorial|opinion|position paper",
    "qualitative": "qualitative|semi structured|semistructured|focus group|interview study",
    "diagnostic_accuracy": "diagnostic accuracy|diagnostic test accuracy",
    "case_control": "case control",
    "cross_sectional": "cross sectional",
    "survey": "survey|questionnaire",
    "cohort": "cohort stud|cohort analys|cohort design",
    "audit": "clinical audit|audit|quality improvement",
    "deployment": "deploy|implement|integrated in|integrated at|rolled out",
    "simulation": "simulation stud|in silico|agent based|individual based|discrete event",
    "narrative_review": "review|overview|survey",
}
"""Words without which a design is not looked for, the design that is tried first first."""

_ADJ = r"(?:[\w-]+,? ){0,6}?"
_THIS = (
    r"(?:\bthis (?:was |is )?(?:an? )?|\bwe (?:\w+ )?(?:conducted|performed|undertook|carried out|"
    r"did|report|present|used|designed|describe) (?:an? |the |on an? )?|\bdesign: (?:an? )?|"
    r"\bour |\bin an? |\bin this |\ba (?=retro|pro)|\bthe present |\bstudy design:? (?:an? )?)"
)
_TITLE = {
    "protocol": r"\b(?:study|trial|review) protocol\b|\bprotocol (?:for|of) an? |: (?:a |study )?"
    r"protocol\b|\bprotocol\.?$",
    "systematic_review": r"\bsystematic (?:[\w-]+ ){0,3}review(?:s of\b|\b)|\bmeta-?analys[ie]s\b|"
    r"\bsystematically review",
    "scoping_review": r"\bscoping review\b",
    "case_report": r"\bcase report\b|\bcase series\b|\breport of (?:a|two|three|four) cases?\b",
    "economic_evaluation": r"\bcost[- ](?:effectiveness|utility|benefit) (?:analys|evaluat|of)|"
    r"\beconomic evaluation\b|\bcost-effectiveness\b",
    "randomised_trial": r"\brandomi[sz]ed[\w,/ -]{0,60}(?:trials?|study|studies)\b(?!s)",
    "guideline": r"(?:^|: |\. )(?:[\w-]+ ){0,4}practice guidelines?\b|\bconsensus statement\b|"
    r"\breporting guidelines?\b|^(?:guidelines?|recommendations) (?:for|on)\b",
    "opinion": r"(?:^|: )(?:an? )?(?:\w+ )?(?:perspective|viewpoint|commentary|opinion|"
    r"position paper|editorial)\b|\b(?:a|an) \w*'?s? ?(?:perspective|viewpoint)$",
    "qualitative": r"\bqualitative (?:\w+ )?(?:study|analysis|research|interview\w*|evaluation|"
    r"exploration|inquiry)\b|\bfocus groups?\b|\binterview study\b",
    "diagnostic_accuracy": r"\bdiagnostic (?:test )?accuracy (?:study|of)\b",
    "case_control": r"\bcase[- ]control (?:study|design|analys)",
    "cross_sectional": r"\bcross-?[ -]?sectional (?:\w+ )?(?:study|analys|design)",
    "survey": r"\b(?:cross-?sectional|online|web-based|national|nationwide|questionnaire) survey\b|"
    r"\bsurvey study\b|\bquestionnaire (?:study|survey)\b|"
    r"\bsurvey of (?:\w+ ){0,3}(?:physicians|clinicians|patients|radiologists|nurses|students|"
    r"doctors|surgeons|pharmacists|practitioners)",
    "cohort": r"\bcohort (?:study|analys|design)\w*(?! baseline| data| population)",
    "audit": r"\b(?:clinical|re-?) ?audit\b|\baudit of\b|\bquality improvement "
    r"(?:project|initiative|study|programme|program)",
    "deployment": r"\b(?:clinical|prospective|real[- ]world|silent) (?:deployment|"
    r"implementation)\b|"
    r"\b(?:deployment|implementation) (?:and evaluation )?of [^:]{0,80}\b(?:in|at|into|across) "
    r"(?:an? |the )?(?:[\w-]+ ){0,3}(?:hospitals?|practice|health systems?|clinics?|department|"
    r"care|setting|icu|ward)",
    "simulation": r"\bsimulation study\b|\bin silico (?:clinical )?trial\b|"
    r"\b(?:agent|individual)[- ]based (?:model|simulat)|\bdiscrete[- ]event simulation\b",
    "narrative_review": r"\b(?:narrative|literature|state[- ]of[- ]the[- ]art|brief|"
    r"comprehensive|critical|mini|mini-) ?reviews?\b|: (?:an? )?(?:\w+ )?(?:review|overview)\b"
    r"(?! of \d)|"
    r"^(?:an? )?(?:review|overview) (?:of|on)\b|\b(?:a|an) (?:\w+ )?(?:review|overview)\.?$|"
    r"\breview of (?:the )?(?:literature|recent|current|methods|applications|machine|deep|"
    r"artificial)",
}
_TEXT = {
    "protocol": r"\bthis (?:study )?protocol (?:describes|outlines|presents|aims|details)|"
    r"\bthis paper (?:describes|presents|outlines) the (?:study |trial )?protocol\b",
    "systematic_review": r"\bwe (?:\w+ )?(?:conducted|performed|undertook|carried out|did|present|"
    r"report)(?: an?| the)? " + _ADJ + r"(?:systematic (?:\w+ ){0,2}(?:review|search)|"
    r"meta-?analys[ie]s)|\bwe systematically (?:review|search)\w*|\bthis (?:\w+ )?systematic "
    r"(?:\w+ )?review\b|\bthis (?:\w+ ){0,3}meta-?analysis\b|\bsystematic (?:\w+ )?"
    r"(?:review|search)[^.;]{0,40} (?:was|were) (?:conducted|performed|carried out|undertaken)|"
    r"\bfollow\w* (?:the )?PRISMA\b|\baccording to (?:the )?PRISMA\b",
    "scoping_review": r"\b(?:this|we (?:\w+ )?(?:conducted|performed|undertook) an?|our|a) scoping "
    r"review\b",
    "randomised_trial": r"\b(?:patients|participants|subjects|women|men|children|adults|infants|"
    r"volunteers|individuals|eyes|clusters|practices|they|physicians|clinicians|residents|"
    r"students)\b[^.;]{0,60}?\b(?<!who )(?:were|was) (?:then )?(?:randomi[sz]ed(?! trial)|"
    r"randomly (?:assigned|allocated)\b)|"
    + _THIS
    + r"(?:[\w-]+,? ){0,8}?randomi[sz]ed,? [\w,/ -]{0,60}"
    r"(?:trial|study)\b|\bdesign: [^.;]{0,40}randomi[sz]ed[^.;]{0,40}(?:trial|study)\b",
    "non_randomised_trial": r"\b(?:single[- ]arm|non-?randomi[sz]ed|phase (?:I{1,2}|1|2)(?:[ab])?)"
    r"[\w,/ -]{0,40}(?:trial|study)\b",
    "qualitative": r"\b(?:conducted|performed|using|through|undertook|via|held|did|included|with) "
    r"(?:[\w-]+,? ){0,4}?(?:semi-?structured (?:\w+ )?interviews|qualitative interviews|"
    r"focus groups?)|" + _THIS + _ADJ + r"qualitative (?:study|research)",
    "diagnostic_accuracy": _THIS + _ADJ + r"diagnostic (?:test )?accuracy study\b",
    "case_control": _THIS + _ADJ + r"case[- ]control (?:study|design|analysis)\b",
    "cross_sectional": _THIS + _ADJ + r"cross-?[ -]?sectional (?:\w+ )?(?:study|analysis|design)\b",
    "survey": r"\b(?:we surveyed|" + _THIS[3:-1] + r")" + _ADJ + r"(?:online |web-based |"
    r"cross-sectional |electronic |anonymous |national |questionnaire )survey\b",
    "cohort": _THIS + _ADJ + r"cohort (?:study|analysis|design)\b|\bdesign: [^.;]{0,50}cohort "
    r"(?:study|analysis)\b",
    "audit": _THIS
    + _ADJ
    + r"(?:clinical audit|quality improvement (?:project|initiative|study))\b",
    "deployment": r"\b(?:was|were|been|is|we) (?:\w+ )?(?:deployed|implemented|integrated|"
    r"rolled out) (?:the \w+ )?(?:prospectively |silently |live )?(?:in|into|at|within|across) "
    r"(?:an? |the |our |routine |two |three |\d+ )*(?:[\w-]+ ){0,3}(?:hospitals?|clinical practice|"
    r"clinical workflow|health systems?|emergency departments?|intensive care units?|clinics?|"
    r"routine care|wards?)\b",
    "simulation": _THIS + _ADJ + r"simulation study\b",
    "economic_evaluation": _THIS
    + _ADJ
    + r"(?:cost[- ](?:effectiveness|utility) analysis|economic evaluation)\b",
    "narrative_review": r"\b(?:this|the present|our|in this) (?:\w+ ){0,2}review (?:article |"
    r"paper )?(?:describes|discusses|summari[sz]es|aims|focuses|covers|provides|presents|outlines|"
    r"highlights|explores|examines|considers|will|is\b|we\b|,)|\bin this (?:\w+ )?(?:review|"
    r"overview)\b|\bin this survey\b|\bthis (?:paper|article|chapter|work|survey) (?:briefly |"
    r"critically )?(?:reviews|surveys|gives an overview|provides an overview|"
    r"provides a (?:\w+ )?(?:review|overview))\b|"
    r"\bwe (?:briefly |critically |also |first |then )?(?:review|survey) (?:the|recent|current|"
    r"existing|how|some|key|different|various)\b",
    "opinion": r"\bin this (?:perspective|viewpoint|commentary|editorial|opinion|position paper)\b|"
    r"\bthis (?:viewpoint|commentary|editorial)\b",
}
_IN_TITLE = {name: re.compile(words, re.IGNORECASE) for name, words in _TITLE.items()}
_IN_TEXT = {name: re.compile(words, re.IGNORECASE) for name, words in _TEXT.items()}
_ANYWHERE = ("systematic_review", "scoping_review", "narrative_review", "opinion")
_OTHERS_TRIALS = re.compile(
    r"\b(?:secondary|post[- ]?hoc|pooled|sub-?group|re-?)[- ]?analys|\bdata from|\bof randomi|"
    r"\breview\b|\bmeta-?analys|\bfuture\b|\bneed|\bwarrant|\bprevious|\bprior\b|\bearlier\b|"
    r"\bin randomi[sz]ed (?:\w+ ){0,3}trials\b|\bfrom (?:\w+ ){0,3}randomi[sz]ed\b",
    re.IGNORECASE,
)
_FOR_REVIEWS = re.compile(
    r"\b(?:for|in|to|of|expedit\w*|automat\w*|accelerat\w*|support\w*|facilitat\w*|"
    r"semi-?automat\w*|speed\w*)(?: (?:up|conducting|performing|updating|living|medical|the))* "
    r"(?:systematic (?:\w+ )?reviews|meta-?analyses)\b",
    re.IGNORECASE,
)
_RANDOMISED = re.compile(r"(?<!non)(?<!non-)(?<!non )randomi", re.IGNORECASE)
_FROM_TYPE = {
    "Randomized Controlled Trial": "randomised_trial",
    "Clinical Trial Protocol": "protocol",
    "Systematic Review": "systematic_review",
    "Meta-Analysis": "systematic_review",
    "Scoping Review": "scoping_review",
    "Review": "narrative_review",
    "Case Reports": "case_report",
    "Practice Guideline": "guideline",
    "Guideline": "guideline",
    "Editorial": "opinion",
}
"""Publication types of MEDLINE that name a design, the closest first."""


def read_design(
    document: Document, kind: str, hits: Sequence[Hit], publication_types: Collection[str] = ()
) -> Finding:
    """Return the design that title or own sentences name and that may stand beside the kind.

    `hits` are those of CUES. Title before text, and where neither says so the record's
    publication type.
    """
    if hits:
        found = _titled(document, kind, hits) or _told(document, kind, hits)
        if found is not None:
            return found
    for name, design in _FROM_TYPE.items():
        if name in publication_types and _fits(design, kind):
            return Finding(design, (), 0.9, f"publication type '{name}'")
    return Finding()


def _fits(design: str, kind: str) -> bool:
    """Tell whether a design may stand beside a kind; only of a model is it said to be deployed."""
    if kind == NOT_STATED:
        return design != "deployment"
    return kind in KINDS_OF_DESIGN[design]


def _titled(document: Document, kind: str, hits: Sequence[Hit]) -> Finding | None:
    title = document.text[: len(document.title)]
    here = {hit.label for hit in hits if hit.start < len(title)}
    for design, pattern in _IN_TITLE.items():
        if design not in here or not _fits(design, kind):
            continue
        match = pattern.search(title)
        if match and not _is_others(design, title):
            return Finding(design, (_span(document, match),), 0.95)
    return None


def _told(document: Document, kind: str, hits: Sequence[Hit]) -> Finding | None:
    places: dict[str, list[Sentence]] = {}
    for hit in hits:
        sentence = hit.sentence
        if sentence.role is not Role.TITLE and _counts(hit.label, sentence.role):
            places.setdefault(hit.label, []).append(sentence)
    for design, pattern in _IN_TEXT.items():
        if design in places and _fits(design, kind):
            for sentence in places[design]:
                match = pattern.search(document.text, sentence.start, sentence.end)
                if match and not _is_others(design, document.text[sentence.start : match.end()]):
                    return Finding(design, (_span(document, match),), 0.85)
    return None


def _counts(design: str, role: Role) -> bool:
    """Tell whether a sentence may tell the design; a review speaks of itself anywhere."""
    return design in _ANYWHERE or role not in (Role.BACKGROUND, Role.CONCLUSION)


def _span(document: Document, match: re.Match[str]) -> Span:
    return document.span(match.start(), match.end())


def _is_others(design: str, words: str) -> bool:
    """Tell whether the trial or review that is named is another's, or what a tool is made for."""
    if design == "systematic_review":
        return _FOR_REVIEWS.search(words) is not None
    if design == "non_randomised_trial" and _RANDOMISED.search(words):
        return True
    return design.endswith("_trial") and _OTHERS_TRIALS.search(words) is not None
