"""Whether and how a paper reports calibration: do predicted risks agree with what happened?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fingerpost.reading.document import Document
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role
from fingerpost.reading.words import Hit

CUES = {"calibration": "calibrat|recalibrat|miscalibrat|hosmer|brier|ece "}
"""Words without which no calibration is looked for."""

_HOW = {
    "plot": r"\bcalibration[- ](?:plots?|curves?|belts?|charts?|graphs?)\b",
    "slope": r"\bcalibration[- ](?:slopes?|intercepts? and slopes?)\b|\bslope and intercept of the "
    r"calibration",
    "in_the_large": r"\bcalibration[- ]in[- ]the[- ]large\b|\bcalibration intercepts?\b|"
    r"\bobserved[- ](?:to|/)[- ]?expected ratio",
    "hosmer_lemeshow": r"\bhosmer\W{1,3}leme(?:show|how|shaw)\b",
    "brier": r"\bbrier\b(?: (?:score|skill|loss)s?)?",
    "ece": r"\bexpected calibration errors?\b|\bECE\b(?=.{0,80}calibrat)|\bcalibration errors?\b",
    "mentioned": r"\b(?:well|poorly|better|best)[- ]?calibrated\b(?! (?:camera|"
    r"instrument|sensor|phantom))|\b(?:good|excellent|poor|adequate|acceptable|satisfactory|better|"
    r"improved|reasonable|predictive|probability) calibration\b|"
    r"\bdiscriminat\w+(?: power| ability| performance)?,? (?:and|or|,) (?:\w+ )?calibration\b|"
    r"\bcalibration,? (?:and|or|,) (?:\w+ )?(?:discriminat\w+|clinical (?:utility|usefulness)|"
    r"net benefit|decision)|\bcalibration (?:was|were) (?:\w+ )?(?:assessed|evaluated|good|"
    r"excellent|poor|adequate|acceptable|measured|examined|satisfactory)|\bmis-?calibrat\w+ (?:of "
    r"the )?(?:models?|risk|probabilit|predict)\w*|\bre-?calibrated? (?:the )?(?:models?|risks?|"
    r"probabilit|predict)\w*|\bcalibrated (?:risks?|probabilit\w+|predictions?|uncertaint\w+|"
    r"confidence)\b",
}
_PATTERNS = {how: re.compile(words, re.IGNORECASE) for how, words in _HOW.items()}
_DENIED = re.compile(
    r"\b(?:absence|lack\w*|without|inadequate|few|no|not|rarely|seldom|should|need\w*|future)\b",
    re.IGNORECASE,
)
_NEAR = 40
_OF_TOOLS = re.compile(
    r"\b(?:sensors?|cameras?|assays?|concentrations?|spectr\w+|phantoms?|scanners?|devices?|"
    r"chromatograph\w*|stereo|electrodes?|dosimet\w+|films?|chambers?|standards? curve|"
    r"instruments?|hounsfield|eye[- ]track\w*|bci|brain-computer|chemometric|stoichiometric|"
    r"linear range|detection limit|ELISA|qPCR)\b",
    re.IGNORECASE,
)


def read_calibration(document: Document, hits: Sequence[Hit]) -> tuple[Finding, ...]:
    """Return each way in which calibration was reported; 'mentioned' where no way is named.

    `hits` are those of CUES. What is told of background, and the calibration of instruments, does
    not count.
    """
    found: dict[str, Finding] = {}
    for hit in hits:
        sentence = hit.sentence
        if sentence.role is Role.BACKGROUND or _OF_TOOLS.search(
            document.text, sentence.start, sentence.end
        ):
            continue
        for how, pattern in _PATTERNS.items():
            match = pattern.search(document.text, sentence.start, sentence.end)
            if match and how not in found and not _denied(document, match, sentence.start):
                span = document.span(match.start(), match.end())
                found[how] = Finding(how, (span,), 0.75 if how == "mentioned" else 0.9)
    if len(found) > 1:
        found.pop("mentioned", None)
    return tuple(found[how] for how in _PATTERNS if how in found)


def _denied(document: Document, match: re.Match[str], start: int) -> bool:
    first = max(start, match.start() - _NEAR)
    return _DENIED.search(document.text, first, match.start()) is not None
