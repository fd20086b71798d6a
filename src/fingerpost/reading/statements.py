"""What a paper says about itself: data to be had, limitations, funding, conflicts, registration."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from fingerpost.reading.document import Document
from fingerpost.reading.hints import Hints
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role, Sentence
from fingerpost.reading.words import Hit
from fingerpost.records import Span

CUES = {
    "data": "available|availability|upon request|on request|released|release the|release our|"
    "release a|publicly share|data sharing",
    "limits": "limitation|limited by",
    "money": "funding|funded|funder|grant |grants |supported by|financial support|sponsor",
    "interest": "conflict of interest|conflicts of interest|competing interest|"
    "competing financial|declaration of interest|disclosure|nothing to disclose",
    "number": "nct0|nct |isrctn|crd4|chictr|actrn|jprn|umin0|jrct|drks|ntr|ctri |kct0|irct|"
    "tctr|pactr|rbr |eudract|euctr|inplasy|clinicaltrials gov|prospero",
}
"""Words without which nothing of this is looked for."""

_NOUN = r"(?:data ?sets?|data|corpus|corpora|database|images|annotations|recordings)"
_DATA = re.compile(
    rf"\b{_NOUN}(?: (?:and|or) (?:[\w-]+ ){{0,3}}[\w-]+|(?:, [\w -]{{2,25}})?, and [\w -]{{2,25}}|"
    r" of [\w -]{2,40}| generated [\w -]{2,30}| related information)?,? "
    r"(?:is|are|will be|has been|have been|was|were) "
    r"(?:publicly |freely |openly |also |now |all |made |fully |being )*"
    r"(?:available|released|accessible|shared)\b"
    r"(?P<where>[^.;]{0,60}?(?:https?:|www\.|github|zenodo|figshare|physionet|dryad|online|"
    r"publicly|freely|on (?:reasonable )?request|upon (?:reasonable )?request|"
    r"for (?:research|download|non-?commercial)|to (?:the )?(?:public|research|scientific|"
    r"community)|open(?:ly)? ?access))?"
    r"|\bwe (?:also |will |have |publicly |openly |hereby )*(?:release|share|make|publish|"
    r"provide)d? "
    r"(?:(?:the|our|this|a|all|both|new|annotated|code|and|trained|models?,?|,|public|publicly|"
    rf"large|first) )*(?:[\w-]+ ){{0,3}}?{_NOUN}\b"
    r"(?P<open>[^.;]{0,50}?(?:public\w*|available|open\w*|online|community|http|github|freely|"
    r"research))"
    r"|\bdata (?:availability|sharing)(?: statement)?: ?(?P<stated>[^.;]{5,80})",
    re.IGNORECASE,
)
_DATA_HINTS = Hints("data", "corp", "images", "annotation", "recordings")
_OPENLY = re.compile(r"public|free|open|http|www|github|zenodo|figshare|physionet|dryad|online|"
                     r"request|download|community|research|released|archive|repositor|shared",
                     re.IGNORECASE)  # fmt: skip
_REQUEST = re.compile(r"(?:up)?on (?:reasonable )?request|by request", re.IGNORECASE)
_NOT_DATA = re.compile(
    r"\b(?:not|no|limited|lack\w*|few|scarce|rarely|never|only|when|where|once|if|whether|"
    r"most|more|increasing\w*|widely|readily|routinely|commonly|other|existing|several|many|any|"
    r"should|would|could|need\w*|become|becoming|unless|using|used|use|titles)\b",
    re.IGNORECASE,
)
_OWN_WORK = (
    r"(?:our|this|the present|the current|the) (?:\w+ )?(?:study|work|analysis|review|trial|"
    r"research|findings|data|report|paper)"
)
_LIMITS = re.compile(
    r"\b(?:our|this|the present|the current|the) (?:study|work|analysis|review|findings|trial|"
    r"approach) (?:(?:\w+ )?(?:is|was|are|were) (?:\w+ )?limited by|(?:has|had|have) "
    r"(?:\w+ ){0,3}limitations)\b[^.;]{0,160}"
    r"|\b(?:study |main |major |key |important |potential |several |some |primary )*limitations? "
    rf"(?:of|to|in) {_OWN_WORK}\b[^.;]{{0,160}}"
    r"|\b(?:study|main|our|important|its) limitations? (?:is|are|was|were|include[sd]?)\b"
    r"[^.;]{0,160}"
    r"|\b(?:study )?limitations?:\s[^.;]{3,160}"
    r"|\blimitations? (?:include[sd]?|were|was|are) (?:the |a |an |its |our |small|single|short|"
    r"lack|retrospective|that)[^.;]{0,160}"
    r"|\b(?:analys[ie]s|study|conclusions?|results|evidence|review) (?:was|were|is|are) limited by "
    r"(?:the |its |our |a |an )?(?:small|retrospective|single|short|low|lack|sample|number|limited|"
    r"observational|heterogene)[^.;]{0,160}",
    re.IGNORECASE,
)
_OTHERS_LIMITS = re.compile(
    r"\b(?:existing|previous|prior|current|traditional|conventional|these|such|earlier|"
    r"overcom\w+|address\w*|despite|other|their|"
    r"available|circumvent\w*|tackl\w+|mitigat\w+)\b[^.;]{0,60}\Z|\bwithin the \Z|"
    r"\bfindings (?:and|&) \Z",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:primary )?funding(?:/support| source| sources| statement| information|/sponsorship)?: ?"
    r"(?P<who>[^.;]{2,160})"
    r"|\b(?:this|the|our|present|current) (?:\w+ )?(?:study|work|research|trial|project|analysis|"
    r"paper|review|article) (?:was|were|is|has been) (?:\w+ ){0,3}?"
    r"(?:funded|sponsored|(?:financially )?supported) (?:\w+ )?by (?:[^.;]{0,60}?\b(?:grants?|"
    r"foundation|institutes?|council|ministry|fund|agency|trust|nih|nihr|nsf|department|"
    r"university|program(?:me)?|inc|commission|award|society|association|company|national)\b)"
    r"[^.;]{0,160}"
    r"|\b(?-i:Funded|Supported) by (?:the |a |an )?(?-i:[A-Z])[^.;]{2,160}"
    r"|\b(?-i:Supported) by (?:a |the )?(?:\w+ ){0,4}grants?\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\s*(?:none|no (?:external |specific |outside )?(?:funding|support)|nil|not funded|unfunded|"
    r"no (?:conflicts?|competing))\b",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"\s*(?:not applicable|n/a)\b", re.IGNORECASE)
_INTEREST = re.compile(
    r"\b(?:conflicts? of interests?|competing (?:financial )?interests?|"
    r"declarations? of interests?|(?:financial )?disclosures?)(?: statement| disclosure)?: ?"
    r"(?P<who>[^.;]{2,160})"
    r"|\b(?:authors?|there|they|we) [^.;]{0,50}?\b(?P<denied>no|not any)\b (?!other)(?:\w+ )?"
    r"(?:conflicts?|competing|potential conflicts?) (?:\w+ )?(?:of )?interests?"
    r"|\bnothing to disclose\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\bNCT ?\d{8}\b"
    r"|\bISRCTN ?\d{8}\b|\bCRD ?42\d{9,10}\b|\bChiCTR(?:-[A-Z]{2,5}-\d{8}|\d{10})\b"
    r"|\bACTRN ?\d{14}\b|\b(?:JPRN-)?UMIN ?\d{9}\b|\bjRCT[s]?\d{9,10}\b|\bDRKS\d{8}\b"
    r"|\bNTR ?\d{3,4}\b|\bCTRI/\d{4}/\d{2,3}/\d{6}\b|\bKCT\d{7}\b|\bIRCT\d{8,14}N\d{1,3}\b"
    r"|\bTCTR\d{11}\b|\bPACTR\d{15,16}\b|\bRBR-[a-z0-9]{6,8}\b|\bINPLASY\d{9,13}\b"
    r"|\b(?:EUCTR)?(?P<eu>(?:19|20)\d{2}-\d{6}-\d{2})(?:-[A-Z]{2})?\b",
    re.IGNORECASE,
)
_BEFORE = 400
"""How many characters before a number may tell whose it is."""
_TRIAL_USED = re.compile(r"\btrials?,? ?[(\[][^()\[\]]*\Z", re.IGNORECASE)
_OWN_TRIAL = re.compile(
    r"\b(?:our|this|regist\w+|we (?:\w+ )?(?:conduct|perform|did|ran|report|undert)\w*)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:data|participants|patients|cohort|samples|images|subjects) (?:\w+ ){0,3}from\b|"
    r"\bsecondary analysis\b|\bpost[- ]hoc\b|\btrials?,? (?:including|such as|e\.g\.)",
    re.IGNORECASE,
)


_ONLY_NAMED = re.compile(
    r"limitations? of [\w ]{3,30} (?:is|are|were) (?:\w+ )?(?:discussed|noted|considered|told)",
    re.IGNORECASE,
)
_INTERESTS = re.compile(
    r"\b(?:no|none|nil|declar\w*|report\w*|fees?|shares?|sharehold\w*|employ\w*|consult\w*|"
    r"receiv\w*|honorari\w*|grants?|fund\w*|owns?|stock|patents?|advis\w*|speaker\w*)\b",
    re.IGNORECASE,
)


def read_data_available(document: Document, hits: Sequence[Hit]) -> Finding:
    """Return 'yes' where a paper says that its data may be had, 'on_request' where on asking."""
    for sentence in {hit.sentence: None for hit in hits}:
        if sentence.role is Role.BACKGROUND or not document.holds(sentence, _DATA_HINTS):
            continue
        match = _DATA.search(document.text, sentence.start, sentence.end)
        if match is None or not _OPENLY.search(match[0]):
            continue
        if _NOT_DATA.search(document.text, max(sentence.start, match.start() - 25), match.end()):
            continue
        value = "on_request" if _REQUEST.search(match[0]) else "yes"
        return Finding(value, (_whole_words(document, match, sentence.end),), 0.85)
    return Finding()


def read_limitations(document: Document, hits: Sequence[Hit]) -> Finding:
    """Return 'stated' with the words in which a paper tells its own limitations."""
    for begin, sentence in _sentences(document, hits):
        if sentence.role in (Role.BACKGROUND, Role.TITLE):
            continue
        match = _LIMITS.search(document.text, begin, sentence.end)
        before = document.text[max(0, begin - 20) : match.start()] if match else ""
        if match and not _OTHERS_LIMITS.search(before) and not _ONLY_NAMED.search(match[0]):
            return Finding("stated", (_whole_words(document, match, sentence.end),), 0.85)
    return Finding()


def read_funding(document: Document, hits: Sequence[Hit]) -> Finding:
    """Return 'stated' with who paid, 'none' where a paper says that nobody did."""
    return _declared(document, hits, _MONEY)


def read_conflicts(document: Document, hits: Sequence[Hit]) -> Finding:
    """Return 'stated' with the conflicts of interest told, 'none' where they are denied."""
    found = _declared(document, hits, _INTEREST)
    told = any(_INTERESTS.search(span.quote.partition(":")[2]) for span in found.evidence)
    return found if told or found.value == "none" else Finding()


def _declared(document: Document, hits: Sequence[Hit], pattern: re.Pattern[str]) -> Finding:
    for begin, sentence in _sentences(document, hits):
        match = pattern.search(document.text, begin, sentence.end)
        if match is None or sentence.role is Role.TITLE:
            continue
        told = match.groupdict()
        if _NOT_APPLICABLE.match(told.get("who") or ""):
            continue
        denied = bool(told.get("denied")) or "nothing to disclose" in match[0].lower()
        none = denied or bool(told.get("who") and _NONE.match(told["who"]))
        span = _whole_words(document, match, sentence.end)
        return Finding("none" if none else "stated", (span,), 0.9)
    return Finding()


def registration_number(words: str) -> str:
    """Return a registration number as it is kept, 'NCT01234567'; empty where the words are none."""
    match = _NUMBER.fullmatch(words.strip())
    return match[0].replace(" ", "") if match else ""


def read_registrations(
    document: Document, hits: Sequence[Hit], is_model: bool
) -> tuple[Finding, ...]:
    """Return the registration numbers of the study, by their form; those of other studies not.

    A model may be made of a registered trial's data: where `is_model`, a number in brackets behind
    'trial' is the trial's own.
    """
    if not hits:
        return ()
    found: dict[str, Finding] = {}
    for match in _NUMBER.finditer(document.text):
        sentence = document.sentence_at(match.start())
        before = document.text[max(sentence.start, match.start() - _BEFORE) : match.start()]
        if sentence.role is Role.BACKGROUND or _OF_OTHERS.search(before):
            continue
        if is_model and _TRIAL_USED.search(before) and not _OWN_TRIAL.search(before):
            continue
        if match["eu"] and "eud" not in document.lowered and "euctr" not in document.lowered:
            continue
        span = document.span(match.start(), match.end())
        number = span.quote.replace(" ", "")
        found.setdefault(number, Finding(number, (span,), 0.95))
    return tuple(found.values())


def _sentences(document: Document, hits: Sequence[Hit]) -> list[tuple[int, Sentence]]:
    """Return each sentence of the hits once, and where to begin in it."""
    found: dict[int, tuple[int, Sentence]] = {}
    for hit in hits:
        begin, sentence = _with_heading(document, hit)
        found.setdefault(sentence.start, (begin, sentence))
    return list(found.values())


def _with_heading(document: Document, hit: Hit) -> tuple[int, Sentence]:
    """Return the sentence of a hit and where to begin; a heading belongs to the sentence behind it.

    Headings stand between sentences.
    """
    sentence = hit.sentence
    if hit.start < sentence.end:
        return min(hit.start, sentence.start), sentence
    after = bisect_right(document.starts, hit.start)
    following = document.sentences[after] if after < len(document.sentences) else sentence
    return hit.start, following


def _whole_words(document: Document, match: re.Match[str], end: int) -> Span:
    """Return the quote of a match without a word cut in two, nor blanks at its end."""
    last = match.end()
    while last < end and not document.text[last].isspace() and document.text[last] not in ".;":
        last += 1
    while document.text[last - 1].isspace():
        last -= 1
    return document.span(match.start(), last)
