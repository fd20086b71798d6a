"""How a study was done: timing, external validation, clinicians beside the model, open code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fingerpost.reading.document import Document
from fingerpost.reading.hints import Hints
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role, Sentence
from fingerpost.records import Span

_WISH = re.compile(
    r"\b(?:future|further|need(?:s|ed)?|warrant(?:s|ed)?|requir(?:e|es|ed|ing)|should|lack(?:s|ed|"
    r"ing)?|"
    r"without|absence|plan(?:s|ned)?|will be|would|awaits?|pending|must|to be|recommend(?:ed)?|"
    r"no|not|never|rarely|few|limited|before|prior to|ideally|necessary|until|next step)\b",
    re.IGNORECASE,
)
_WISH_AFTER = re.compile(
    r"[^.;,]{0,30}\b(?:is|are) (?:needed|required|warranted|necessary|lacking)|"
    r"[^.;,]{0,20}\b(?:should|will be)\b",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s+\w+")
_TIMED = Hints("spective")
_TIMING = re.compile(
    r"\b(?<!pseudo-)(?<!pseudo )(?P<word>prospective|retrospective)(?:ly)?\b"
    r"(?!,? (?:\d|under-?sampl|sub-?sampl|ECG|gat|accelerat|motion))",
    re.IGNORECASE,
)
# What was kept or gathered before the question was asked: the study looks back at it.
_KEPT = re.compile(
    r"prospective(?:ly)?[- ](?:(?:maintained|collected|kept|held|recorded|compiled|curated|"
    r"populated|updated|entered|and|institutional|clinical|national|local|hospital|surgical|"
    r"patient|multi-?cent(?:er|re)|single[- ]cent(?:er|re)|our)[ ,-]+){0,5}"
    r"(?:data ?bases?|registr(?:y|ies)|registers?)\b",
    re.IGNORECASE,
)
_LOOKED_BACK = re.compile(
    r"\bretrospective(?:ly)?,? (?:[\w-]+ ){0,3}?(?:analy[sz]\w+|review\w*|evaluat\w+|stud(?:y|ies|"
    r"ied)|assess\w+|examin\w+|cohort|quer\w+)[^.;]{0,60}?"
    r"\b(?:of|from|in|on|using|with|within|at) (?:[\w-]+ ){0,3}?(?<!and )$",
    re.IGNORECASE,
)
_ANIMALS = re.compile(
    r"\b(?:sheep|ewes?|lambs?|ovine|mice|murine|rats?|rodents?|pigs?|piglets?|swine|porcine|dogs?|"
    r"canine|rabbits?|monkeys?|macaques?|zebrafish|horses?|equine|cows?|calves|cattle|bovine|"
    r"broilers?|hens|ferrets?|goats?|guinea pigs?)\b",
    re.IGNORECASE,
)
_HUMANS = re.compile(
    r"\b(?:patients?|participants?|volunteers?|people|persons?|individuals|adults?|child(?:ren)?|"
    r"women|men|humans?|infants?|newborns?|neonates?|clinical)\b",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    # Each way begins with a word: asked once, not for each.
    r"\b(?:external(?:ly)?[- ](?:[\w-]+ ){0,2}(?:validat\w+|test(?:ed|ing)?\b|cohorts?|datasets?|"
    r"data sets?|"
    r"data\b(?! source)|evaluat\w+|set\b|sets\b|hospitals?|sites?|centers?|centres?|institutions?)"
    r"|independently validated\b|validat\w+ (?:\w+ ){0,6}external(?:ly)?\b"
    r"|(?:validat|evaluat|test|appl(?:y|ied|ication\b)|replicat|generali[sz]|transfer|assess|"
    r"deploy)\w* (?:[\w,()-]+ ){0,10}?"
    r"(?:(?:at|in|on|to|from|across|with|using) (?:an? |the |data from )*(?:[\w-]+ ){0,2}?"
    r"(?:(?:another|other|second|different|separate|new|outside|distinct|unseen|multiple|several|"
    r"two other|three other|external) (?:[\w-]+ ){0,2}(?:hospitals?|institutions?|sites?|cent(?:er|"
    r"re)s?|"
    r"health systems?|countr(?:y|ies)|labs?\b|laborator(?:y|ies)|clinics?\b|scanners)"
    r"|(?:a )?second (?:[\w-]+ )?(?:dataset|data set|cohort|database|corpus)))"
    r"|(?:validat|evaluat|test|replicat)\w* (?:[\w,()-]+ ){0,8}?(?:a |an |the )?"
    r"(?:different|another|separate|distinct|independent) (?:[\w-]+ ){0,2}(?:cohorts?|population)"
    r"(?! of (?:images|cells))"
    r"|(?:generali[sz](?:ation|ability|es?|ed)|portability|transferability|transportability)"
    r" (?:[\w-]+ ){0,8}?(?:unseen|external|other|another|different|across|second|"
    r"new) (?:[\w-]+ ){0,3}?"
    r"(?:wsis|datasets?|sites?|institutions?|hospitals?|cohorts?|cent(?:er|re)s?|populations?|"
    r"corpora)"
    r"|(?:cross|multi)-(?:site|institution\w*|center|centre|hospital) (?:validation|evaluation|"
    r"testing)"
    r"|temporal(?:ly)? validat\w+|(?:independent|geographic|"
    r"temporal) (?:external )?validation (?:cohort|in)"
    r"|(?:test(?:ed)?|validat\w+|evaluat\w+) (?:[\w,()-]+ ){0,8}?(?:\d+|two|three|four|five) "
    r"(?:test|other|different|external|independent|additional|separate) (?:[\w-]+ )?(?:labs?\b|"
    r"hospitals?|"
    r"sites?|institutions?|cent(?:er|re)s?|cohorts?|datasets?)"
    r"|trained (?:\w+ ){0,3}(?:on|using|with|in) (?:the )?(?:[\w-]+ )?(?-i:[A-Z])[\w-]{2,}\b"
    r"[^.;]{0,90}?\b(?:evaluated|validated|tested) (?:on|in|using|with) (?:the )?(?:[\w-]+ )?"
    r"(?-i:[A-Z])[\w-]{2,} "
    r"(?:data|datasets?|database|cohort)\b"
    r"|independent replication\b|drawn from a (?:separate|different) \w+ site"
    r"|shared across (?:[\w-]+ )?(?:cent(?:er|re)s|sites|institutions|hospitals)"
    r"|from a different (?:cent(?:er|re)|hospital|institution|site|country))",
    re.IGNORECASE,
)
# Sites that are parts of a body or a molecule, and tests that no clinic's data were in.
_NO_SITES = re.compile(
    r"\b(?:body|binding|skin|treatment|tumou?r|cancer|anatomic\w*|disease|lesion|metasta\w+|biopsy|"
    r"infection|injection|fracture|implant\w*|surgical|electrode|recording|splice|cleavage|"
    r"methylation|phosphorylation|glycosylation|CpG|active|docking) (?:sites?|cent(?:er|re)s?)\b",
    re.IGNORECASE,
)
_BARE_DATA = re.compile(r"external(?:ly)?[- ](?:[\w-]+ ){0,2}data$", re.IGNORECASE)
_PROVED = re.compile(
    r"valid|\btest|evaluat|generali|perform|accura|\bAUC|AUROC|area under|sensitiv|c-ind|robust",
    re.IGNORECASE,
)
_MOVES = re.compile(r"(?:port|transfer|transport)ability\b", re.IGNORECASE)
_AIMED = re.compile(
    r"\b(?:facilitat|enabl|support|ensur|promot|allow|foster|increas)\w* (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
# 'Tested on two different datasets': each may well have been trained on.
_DATA_SETS = re.compile(r"\bdifferent (?:[\w-]+ )?(?:datasets|data sets)$", re.IGNORECASE)
# A later period than that of the training data.
_LATER = re.compile(
    r"\b(?:subsequent|later|more recent|temporally (?:distinct|separate|independent))"
    r" (?:\d+[- ]|\w+ )?(?:months?|years?|periods?|weeks?)\b[^.;]{0,30}?"
    r"\b(?:validat|test)\w*"
    r"|\b(?:validat|test|evaluat)(?:ed|ion|ing)\b[^.;]{0,60}?\b(?:in|on|from|using|"
    r"during) (?:the |a |an |"
    r"data |from |patients |admitted |in )*(?:subsequent|later|more recent|temporally "
    r"(?:distinct|separate|independent)) (?:\d+[- ]|\w+ )?(?:months?|years?|periods?|weeks?|"
    r"cohorts?|"
    r"data)\b"
    r"|\b(?:train|develop|deriv)(?:ed|ing|ation|ment)\b (?:[\w,()-]+ ){0,3}?(?:on|in|using|from|"
    r"with)\b"
    r"[^.;]{0,60}?(?<!disease )\b20\d\d\b[^.;]{0,60}?\b(?:validat|test|evaluat)(?:ed|ion|ing)\b "
    r"(?:\w+ ){0,4}?(?:on|in|using|with|from) (?:[\w,()-]+ ){0,4}?(?:in|from|during|between|of) "
    r"(?:\w+ ){0,2}20\d\d\b",
    re.IGNORECASE,
)
_LATER_WORDS = Hints("subsequent", "later ", "more recent", "temporally")
_LATER_HINTS = Hints(*_LATER_WORDS.hints, " 20")
_VALIDATED = Hints("valid", "test", "evaluat")
_TESTED = Hints(
    "valid", "test", "evaluat", "generali", "portab", "replic", "extern", "transfer", "appli",
    "apply", "assess", "shared", "deploy", "transport", "different",
)  # fmt: skip
_ELSEWHERE = Hints(
    "external", "independent", "temporal", "geographic", "hospital", "institution", "site",
    "center", "centre", "health system", "countr", " lab", " clinic", "scanner", "dataset",
    "data set", "database", "cohort", "corpus", "corpora", "population", "wsi", "trained ",
)  # fmt: skip
"""Words of which every way to tell of an external test has one."""
_EXTERNAL_HINTS = Hints(
    "external", "independent", "another", "other ", "second ", "different", "separate", "unseen",
    "temporal", "evaluated on", "validated on", "tested on", "across", "cross-", "multi-",
    "distinct", "test lab", "additional", "other lab",
)  # fmt: skip
_PEOPLE = (
    r"(?:board[- ]certified |practi[cs]ing |expert |experienced |human |specialist |junior |"
    r"senior |"
    r"attending |trained |general |average |additional |clinical |thoracic |the |\d+ |two |three |"
    r"four |five |six |several |individual |head and neck |radiation )*"
    r"(?:physicians?|radiologists?|clinicians?|doctors?|dermatologists?|pathologists?|"
    r"ophthalmologists?|cardiologists?|oncologists?|neurologists?|nurses|surgeons?|"
    r"general practitioners?|experts?|readers?|endoscopists?|practitioners|specialists?|graders|"
    r"sonographers?|neuroradiologists?|otolaryngologists?|psychiatrists?|dentists?|technicians|"
    r"technologists|anesthesiologists|anaesthetists|residents|GPs|humans?)"
)
_COMPARED_HINTS = Hints(
    "compar", "benchmarked", "contrast", "outperform", "exceed", "surpass", "better than",
    "superior to", "on par with", "similar to", "inferior to", "equivalent to", "matche", "rival",
    "as good as", "as well as", "level", "versus", "vs", "reader",
)  # fmt: skip
"""A sentence without one of these compares nobody."""
_COMPARED = re.compile(
    rf"\b(?:(?:compar(?:e|es|ed|ing|able|ison)|benchmarked|contrast(?:ed)?)\b[^.;]{{0,80}}?"
    rf"\b(?:to|with|against|and|versus|between|of)\b[^.;]{{0,45}}?\b{_PEOPLE}(?!['’]? (?:annotat|"
    rf"label|"
    r"segment|contour|delineat|agreement|knowledge|system|rules?|defined|derived|curated|opinion|"
    r"manual|notes?\b|and nurs|reports?\b))"
    rf"|(?:outperform\w*|exceed\w*|surpass\w*|better than|superior to|on par with|"
    rf"comparable to|similar to|non[- ]?inferior to|equivalent to|matche[sd]|rivals?|as good as|"
    rf"as well as)"
    rf"\s(?:that of |those of |the performance of |the accuracy of |performance of )?{_PEOPLE}\b"
    rf"(?! (?:annotat|label|segment|contour|delineat|system|defined|derived|curated))"
    rf"|(?:human|expert|physician|clinician|radiologist|dermatologist|pathologist|cardiologist|"
    rf"ophthalmologist)[- ]level (?:performance|accuracy|diagnos\w*|classif\w*|"
    r"(?!intelligen|knowledge|annotat|label|understand)\w*)"
    rf"|{_PEOPLE}(?:['’]s?)? (?:performance )?(?:versus|vs\.?) |(?:versus|"
    rf"vs\.?) (?:the )?{_PEOPLE}\b"
    r"|compar\w+ (?:physician|clinician|radiologist|human|reader|expert|\w+ologist)s?['’]? "
    r"(?:performance|assessment|accuracy|predictions|decisions|diagnos\w+)"
    r"|(?:benchmarked|compared) (?:against|with|to) (?:real |actual |the )*(?:clinical|"
    r"clinicians['’]|"
    r"physician) decisions"
    r"|reader stud(?:y|ies)\b)",
    re.IGNORECASE,
)
# Clinicians' own figures: 'a pathologist read the same slides, obtaining an AUC of 0.97'.
_OWN_FIGURE = re.compile(
    rf"\b{_PEOPLE}\b(?![-‐]| (?:level|notes?|annotat|label|segment))[^.;]{{0,80}}?"
    r"\b(?:obtain|achiev|reach|attain|had|show|score|yield)\w*[^.;]{0,60}?\b(?:AUC|AUROC|accurac|sensitivit|specificit|F1|"
    r"kappa|Dice)\w*[^.;\d]{0,25}[\d.·]+",
    re.IGNORECASE,
)
_FIGURES = Hints("auc", "auroc", "accurac", "sensitiv", "specific", "f1", "kappa", "dice")
_CLINICIAN_HINTS = Hints(
    "physician", "ologist", "clinician", "doctor", "expert", "reader", "surgeon", "human",
    "practitioner", "clinical decisions", "specialist", "nurses", "graders", "dentist",
    "sonographer", "psychiatrist",
)  # fmt: skip
_PERFORMANCE = re.compile(
    r"perform|accura|sensitiv|specific|predict|AUC|diagnos|decision|detect|classif|reader study|"
    r"agreement|estimates|level|interpret",
    re.IGNORECASE,
)
_COMPARED_STOP = re.compile(
    r"\bneed for|time[- ]consuming|labou?r|help|assist|support(?:ing)? (?:clinicians|physicians)|"
    r"ground truth|gold standard|reference standard|annotat|inter-?(?:rater|observer)",
    re.IGNORECASE,
)
_QUALITY = re.compile(
    r"(?:image|images|visual|diagnostic|perceptual|subjective|overall)(?: image)?[- ]quality|"
    r"quality of (?:the )?(?:[\w-]+ )?(?:images?|reconstruct\w+)|artefacts?|artifacts?|sharpness",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"accura|sensitiv|specificit|\bAU|detect|classif|diagnos(?!tic qual)", re.IGNORECASE
)
_CLINICIAN = re.compile(
    r"physician|clinician|doctor|ologist|nurse|surgeon|practitioner|dentist|resident|psychiatrist|"
    r"readers?\b|graders?\b|specialist|sonographer|technician|endoscopist",
    re.IGNORECASE,
)
_CLINICAL = re.compile(
    r"diagnos|patholog|radiolog|patient|disease|lesion|cancer|tumou?r|nodule|radiograph|\bscans?\b|"
    r"\bMRI?\b|\bCT\b|X-ray|\bE[CE]G\b|biops|histolog|cytolog|screening|clinic|medical imag|"
    r"fundus|retin|polyp|fractur|organ|seizure|sleep stag",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:code|codes|implementation|software|toolbox|package|source|scripts?|algorithms?|tool|"
    r"models?|library|pipeline|app|platform|program)\b[^.;]{0,60}?\b(?:available|released|"
    r"accessible|found|downloaded|provided|hosted|open[- ]sourced?|shared)\b"
    r"(?:[^.;]{0,60}?(?:https?:|github|gitlab|bitbucket|online|publicly|freely|www|at:|"
    r"open[- ]source|"
    r"request|cran|bioconductor|pypi))?"
    r"|\b(?:release|provide|share|publish|open[- ]source|make|"
    r"made)\w*\b[^.;]{0,50}?\b(?:source code|code|codes|"
    r"implementation|toolbox|software)\b"
    r"|\bopen[- ]sourced?\b[^.;]{0,40}?\b(?:code|implementation|software|tool|package|toolkit|"
    r"library)\b"
    r"|\b(?:code|implementation|software)\b[^.;]{0,30}?https?:"
    r"|github\.com/|github\.io|gitlab\.com/|\bgithub\b|\bsource code\b[^.;]{0,50}\bavailable",
    re.IGNORECASE,
)
_GIVEN = Hints(
    "availab", "release", "accessible", "found", "downloaded", "provide", "hosted", "open", "share",
    "publish", "make", "made", "http", "github", "gitlab",
)  # fmt: skip
"""Without one of these, code is named and not given."""
_CODE_HINTS = Hints(
    "code",
    "github",
    "gitlab",
    "open-source",
    "open source",
    "software",
    "toolbox",
    "available",
)
_REAL_CODE_HINTS = Hints(
    "code", "github", "gitlab", "bitbucket", "software", "package", "toolbox", "implementation",
    "tool", "library", "script", "algorithm",
)  # fmt: skip
_REAL_CODE = re.compile(
    r"github|gitlab|bitbucket|\bcodes?\b[^.;]{0,60}(?:available|released|at http|https?:|found|"
    r"accessible|public|shared|open)|(?:release|provid|shar|publish|open|mak|made)\w*[^.;]{0,50}"
    r"\b(?:code|implementation|software|toolbox)|(?:software|package|toolbox|implementation|tool|"
    r"library|scripts?|algorithm)\b[^.;]{0,60}(?:available|downloaded)[^.;]{0,40}(?:http|www|"
    r"online|"
    r"freely|publicly|open|cran|at:)|(?:freely|publicly) available[^.;]{0,30}(?:software|code|"
    r"tool)",
    re.IGNORECASE,
)
_NOT_CODE = re.compile(
    r"\b(?:billing|icd|cpt|diagnos\w+|procedure|medical|claims?|qr|genetic|disease|clinical|snomed|"
    r"read|lab\w*|source) codes\b|\b(?:data ?set|corpus|data) (?:is|are|was|were) ",
    re.IGNORECASE,
)


def read_timing(document: Document) -> Finding:
    """Return 'prospective', 'retrospective' or 'both' where the study says so of itself.

    A look back at what was kept prospectively is retrospective; animals are no patients looked at
    prospectively, so a study of animals alone has no timing.
    """
    spans: dict[str, Span] = {}
    for sentence in _told(document, _TIMED, (Role.BACKGROUND, Role.CONCLUSION)):
        for match in _TIMING.finditer(document.text, sentence.start, sentence.end):
            before = document.lowered[max(0, match.start() - 12) : match.start()]
            if _kept_before(document, sentence, match) or "sampled" in before:
                continue
            if not _wished(document, sentence, match, 45):
                spans.setdefault(match["word"].lower(), _with_noun(document, match, sentence))
    if not spans or _of_animals(document):
        return Finding()
    value = "both" if len(spans) == 2 else next(iter(spans))
    return Finding(value, tuple(spans[key] for key in sorted(spans)), 0.9)


def _kept_before(document: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether what is prospective is the data base that a study looks back at."""
    if match["word"].lower() != "prospective":
        return False
    if _KEPT.match(document.text, match.start(), sentence.end):
        return True
    return _LOOKED_BACK.search(document.text[sentence.start : match.start()]) is not None


def _of_animals(document: Document) -> bool:
    """Tell whether animals are named, and nowhere people."""
    text = document.text
    return _ANIMALS.search(text) is not None and _HUMANS.search(text) is None


def _with_noun(document: Document, match: re.Match[str], sentence: Sentence) -> Span:
    following = _NEXT_WORD.match(document.text, match.end(), sentence.end)
    return document.span(match.start(), following.end() if following else match.end())


def _wished(document: Document, sentence: Sentence, match: re.Match[str], reach: int) -> bool:
    """Tell whether the words around say that it was not done, or only should be."""
    start = max(sentence.start, match.start() - reach)
    if _WISH.search(document.text, start, match.start()):
        return True
    return bool(_WISH_AFTER.match(document.text, match.end(), sentence.end))


def _told(document: Document, hints: Hints, aside: tuple[Role, ...]) -> Iterator[Sentence]:
    return (s for s in document.sentences_with(hints) if s.role not in aside)


def read_external_validation(document: Document) -> Finding:
    """Return 'yes' where the model met another site, data set or later period."""
    for sentence in _told(document, _EXTERNAL_HINTS, (Role.BACKGROUND, Role.CONCLUSION)):
        if not (document.holds(sentence, _TESTED) and document.holds(sentence, _ELSEWHERE)):
            continue
        for match in _EXTERNAL.finditer(document.text, sentence.start, sentence.end):
            if _wished(document, sentence, match, 40) or _WISH.search(match[0]):
                continue
            if not _is_no_test(document, sentence, match):
                span = document.span(match.start(), match.end())
                return Finding("yes", (span,), 0.95 if "xternal" in match[0] else 0.75)
    return _later_period(document)


def _is_no_test(document: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether other sites or data are named, but no test of a model in them."""
    found, text = match[0], document.text
    if _NO_SITES.search(found):
        return True
    if _BARE_DATA.fullmatch(found):
        return _PROVED.search(text, sentence.start, sentence.end) is None
    if _MOVES.match(found):
        return _AIMED.search(text[sentence.start : match.start()]) is not None
    return _DATA_SETS.search(found) is not None


def _later_period(document: Document) -> Finding:
    for sentence in _told(document, _LATER_HINTS, (Role.BACKGROUND, Role.CONCLUSION)):
        years = document.lowered.count(" 20", sentence.start, sentence.end) > 1
        if (years or document.holds(sentence, _LATER_WORDS)) and document.holds(
            sentence, _VALIDATED
        ):
            match = _LATER.search(document.text, sentence.start, sentence.end)
            if match and not _wished(document, sentence, match, 40):
                return Finding("yes", (document.span(match.start(), match.end()),), 0.7)
    return Finding()


def read_clinicians_compared(document: Document) -> Finding:
    """Return 'yes' where a model's performance stands beside that of clinicians."""
    for sentence in _told(document, _CLINICIAN_HINTS, (Role.BACKGROUND,)):
        match = None
        if document.holds(sentence, _COMPARED_HINTS):
            match = _COMPARED.search(document.text, sentence.start, sentence.end)
        if not match and sentence.role is not Role.TITLE:
            match = _own_figure(document, sentence)
        if not match or _COMPARED_STOP.search(document.text, sentence.start, sentence.end):
            continue
        if not _clinical_reading(document, sentence, match):
            continue
        wished = _wished(document, sentence, match, 30)
        if _PERFORMANCE.search(document.text, sentence.start, sentence.end) and not wished:
            return Finding("yes", (document.span(match.start(), match.end()),), 0.8)
    return Finding()


def _clinical_reading(document: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether people read as clinicians do: neither judge pictures nor see as all people do.

    'Vision comparable to that of humans', said of a robot, and readers who rate the quality of
    images are no clinicians beside a model.
    """
    told = document.text[sentence.start : sentence.end]
    rated = _QUALITY.search(told) or (
        "reader" in match[0].lower() and _QUALITY.search(document.text)
    )
    if rated and not _MEASURED.search(told):
        return False
    if _CLINICIAN.search(match[0]):
        return True
    return _CLINICAL.search(f"{document.title} {told}") is not None


def _own_figure(document: Document, sentence: Sentence) -> re.Match[str] | None:
    if not document.holds(sentence, _FIGURES):
        return None
    return _OWN_FIGURE.search(document.text, sentence.start, sentence.end)


def read_code(document: Document) -> Finding:
    """Return 'yes' where the text says that code or software may be had."""
    for sentence in _told(document, _CODE_HINTS, ()):
        if not (document.holds(sentence, _REAL_CODE_HINTS) and document.holds(sentence, _GIVEN)):
            continue
        match = _CODE.search(document.text, sentence.start, sentence.end)
        if match and _REAL_CODE.search(document.text, sentence.start, sentence.end):
            stretch = document.text[max(sentence.start, match.start() - 14) : match.end()]
            if not _NOT_CODE.search(stretch) and not _wished(document, sentence, match, 12):
                return Finding("yes", (document.span(match.start(), match.end()),), 0.9)
    return Finding()
