"""What truth was: the reference standard that a model's answers were held against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fingerpost.reading.document import Document
from fingerpost.reading.hints import Hints
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role, Sentence
from fingerpost.reading.words import Hit

CUES = {
    "named": "reference standard|gold standard|criterion standard|ground truth|reference test|"
    "reference method",
    "tissue": "histolog|histopatholog|pathologically|biops|surgically",
    "people": "annotated|labeled|labelled|delineated|contoured|segmented|graded|outlined",
    "charts": "chart review|record review|records review|chart abstract|charts|record abstract|"
    "notes review|medical record audit",
    "codes": "icd |icd9|icd10|diagnosis code|diagnostic code|billing code|"
    "international classification of d|discharge code|procedure code",
}
"""Words without which no reference standard is looked for."""

_STANDARD = (
    r"(?:(?:reference|gold|criterion)[- ]standards?|ground[- ]truths?|reference (?:test|method))"
)
_EXPERTS = (
    r"(?:radiologists?|pathologists?|physicians?|clinicians?|cardiologists?|neurologists?|"
    r"ophthalmologists?|dermatologists?|oncologists?|neuroradiologists?|doctors?|experts?|"
    r"readers?|graders?|specialists?|observers?|raters?|annotators?|surgeons?|nurses?|"
    r"sonographers?|technicians?|psychiatrists?|gastroenterologists?|endoscopists?|reviewers?)"
)
_NOUNS = {
    "histology": r"histopatholog\w*|histolog\w*|biops\w+|patholog(?:y|ical|ic)(?: reports?|"
    r" results?|"
    r" diagnos[ie]s| examination| findings| confirmation)|surgical patholog\w+",
    "chart_review": r"(?:manual(?:ly)? )?(?:chart|medical record|case note|record)s?[- ]"
    r"(?:review\w*|abstraction)|manual review|physician review",
    "expert_consensus": r"consensus|majority vot\w+|panel of|expert panel|adjudicat\w+",
    "diagnosis_codes": r"icd[- ]?(?:9|10)?\b|diagnos\w+ codes|billing codes|discharge codes",
    "laboratory_test": r"(?:rt-?|qrt-?)?pcr\b|reverse transcri\w+|cultures?\b|serolog\w+|"
    r"laboratory (?:test|confirm|result)\w*",
    "imaging": r"(?:coronary |invasive |ct |cerebral )?angiogra\w+|echocardiogra\w+|"
    r"cardiac (?:mr|magnetic)\w*",
    "expert_reading": r"(?:expert|manual|human|" + _EXPERTS + r")(?:['’]s?|s['’])? "
    r"(?:\w+ ){0,2}?(?:annotat|segment|delineat|contour|label|reading|grading|interpret|diagnos|"
    r"assess|outlin|tracing|measure|scor|rating)\w*",
    "follow_up": r"clinical follow-?up|cancer registry|death (?:certificate|registr)\w*",
}
_SAID = {value: re.compile(rf"\b(?:{noun})\b", re.IGNORECASE) for value, noun in _NOUNS.items()}
_BEFORE = {
    value: re.compile(
        rf"\b(?P<truth>{noun})\b[^.;]{{0,50}}?\b(?:as|was|were|is|are|served|considered|used|"
        rf"forming|providing|provided)\b[^.;]{{0,30}}?\b(?:the |a |our )?{_STANDARD}",
        re.IGNORECASE,
    )
    for value, noun in _NOUNS.items()
}
_AFTER = {
    value: re.compile(
        rf"\b{_STANDARD}\b(?: (?:labels?|annotations?|diagnos[ie]s|segmentations?|data|set))?"
        rf"(?: was| were|:| \(|,)?[^.;]{{0,25}}?(?:\b(?:of|by|from|using|with|through|via|was|were|"
        rf"established|determined|defined|obtained|provided|generated|created)\b|[:(])"
        rf"[^.;]{{0,35}}?\b(?P<truth>{noun})",
        re.IGNORECASE,
    )
    for value, noun in _NOUNS.items()
}
_NEXT_TO = {
    value: re.compile(
        rf"\b{_STANDARD}(?: of)? (?P<truth>{noun})|\b(?P<other>{noun}) {_STANDARD}", re.IGNORECASE
    )
    for value, noun in _NOUNS.items()
}
_TISSUE = re.compile(
    r"\b(?:was|were) (?:all |then |each )?(?:(?:(?:histopathologic|histologic|pathologic)(?:al)?ly|"
    r"biopsy|surgically)[- ](?:confirmed|proven|proved|verified)|(?:confirmed|verified|proven|"
    r"established|determined) (?:\w+ )?(?:by|on|with|at|through|from) (?:\w+ ){0,2}?(?:biops\w+|"
    r"histo\w+|pathology|surgical patholog\w+))|\b(?:(?:histopathologic|histologic|pathologic)"
    r"(?:al)?ly|biopsy)[- ](?:confirmed|proven) diagnos\w+",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\b(?:annotated|labell?ed|delineated|contoured|graded|outlined|segmented)"
    r"(?: \w+ly| for [\w ]{1,30}?)? by (?:consensus of |a panel of |a team of |"
    r"majority vote of )?(?:[\w'’-]+,? ){0,5}?" + _EXPERTS + r"\b",
    re.IGNORECASE,
)
_CONSENSUS = re.compile(r"consensus|majority vot|adjudicat|panel of", re.IGNORECASE)
_CHARTS = re.compile(
    r"\b(?:validat\w+|evaluat\w+|compar\w+|confirm\w+|verif\w+|adjudicat\w+|determin\w+|"
    r"establish\w+|assess\w+|measured)\b[^.;]{0,70}?\b(?:by|against|with|through|via|using|on|from|"
    r"to) (?:an? |the )?(?:\w+ ){0,3}?(?:chart|medical record|record|case note|patient record)s?"
    r"[- ](?:review(?!er)|abstraction|audit)|\bmanually reviewed (?:\w+ ){0,3}?(?:charts|"
    r"records)\b|\bchart-reviewed\b",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"\b(?:cases|outcomes?|diagnos[ie]s|labels?|events?|phenotypes?|disease status|case status|"
    r"readmissions?|complications?|deaths?)\b[^.;]{0,40}?\b(?:identified|defined|ascertained|"
    r"determined|labell?ed|classified|derived)\b[^.;]{0,20}?\b(?:using|by|via|with|based on|from|"
    r"through|according to)\b[^.;]{0,40}?(?:\bICD\b|\bICD-?(?:9|10)|diagnos\w+ codes|"
    r"billing codes|discharge codes|international classification of diseases)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|without|lack\w*|absence|absent|not|instead of|rather than|unlike|future|need\w*|"
    r"should|expensive|costly|time[- ]consuming|whether|requir\w+|burden|revis\w+|refin\w+|"
    r"current|versus|usually|often|typically)\b",
    re.IGNORECASE,
)
_HINTS = {
    "charts": Hints("review", "abstract", "audit"),
    "people": Hints(" by "),
    "tissue": Hints("confirmed", "proven", "verified", "proved", "established", "determined"),
    "codes": Hints("identified", "defined", "ascertained", "determined", "label", "classified",
                   "derived"),
}  # fmt: skip
"""What a sentence must hold as well; cheaper to look for than the whole pattern."""
_ASIDE = (Role.BACKGROUND, Role.CONCLUSION, Role.TITLE)


def read_reference_standard(document: Document, hits: Sequence[Hit], is_model: bool) -> Finding:
    """Return what truth was, where the study's own sentences say so.

    `hits` are those of CUES; `is_model` tells that the paper made or tested a model: without one
    only a standard that is called so counts, since a biopsy may merely admit to a trial.
    """
    by_label: dict[str, list[Sentence]] = {}
    for hit in hits:
        sentence = hit.sentence
        if sentence.role not in _ASIDE:
            by_label.setdefault(hit.label, []).append(sentence)
    named = _named(document, by_label.get("named", []))
    if named is not None or not is_model:
        return named or Finding()
    for label, pattern, value in (
        ("charts", _CHARTS, "chart_review"),
        ("people", _MARKED, "expert_reading"),
        ("tissue", _TISSUE, "histology"),
        ("codes", _CODES, "diagnosis_codes"),
    ):
        for sentence in by_label.get(label, []):
            if not document.holds(sentence, _HINTS[label]):
                continue
            match = pattern.search(document.text, sentence.start, sentence.end)
            if match and not _denied(document, sentence, match):
                return _found(document, value, sentence, match, 0.75)
    return Finding()


def _named(document: Document, sentences: Sequence[Sentence]) -> Finding | None:
    """Return the truth of a sentence that calls it a standard; the nearest words win."""
    for sentence in sentences:
        here = document.text, sentence.start, sentence.end
        said = [value for value, noun in _SAID.items() if noun.search(*here)]
        matches = [
            (match.end() - match.start(), value, match)
            for value in said
            for patterns in (_NEXT_TO, _BEFORE, _AFTER)
            if (match := patterns[value].search(*here))
        ]
        matches = [each for each in matches if not _denied(document, sentence, each[2])]
        if matches:
            _, value, match = min(matches, key=lambda each: (each[0], each[1]))
            return _found(document, value, sentence, match, 0.9)
    return None


def _found(
    document: Document, value: str, sentence: Sentence, match: re.Match[str], confidence: float
) -> Finding:
    if value == "expert_reading" and _CONSENSUS.search(document.text, sentence.start, sentence.end):
        value = "expert_consensus"
    return Finding(value, (document.span(match.start(), match.end()),), confidence)


def _denied(document: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    start = max(sentence.start, match.start() - 40)
    return _DENIED.search(document.text, start, match.end()) is not None
