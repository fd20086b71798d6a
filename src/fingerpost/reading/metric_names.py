"""The names of performance figures, and the numbers that may be theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from string import ascii_letters

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.reading import metric_words
from fingerpost.reading.words import Lexicon, Literals, Words

PROPORTIONS = frozenset(
    [
        "auroc",
        "auprc",
        "accuracy",
        "balanced_accuracy",
        "sensitivity",
        "specificity",
        "ppv",
        "npv",
        "f1",
        "dice",
        "iou",
        "c_index",
        "brier",
    ]
)
SIGNED = frozenset({"correlation", "kappa", "r2"})

_NAMES: dict[str, str] = {
    "_told": r"(?:[Cc]orrect|[Aa]ccurate|[Ss]uccessful)ly (?:classif|predict|categori|assign|label|"
    r"diagnos|stag|detect|identif|recogni|extract|locali)\w*|(?:classified|identified) correctly|"
    r"(?:detect|identif|captur|recogni)(?:ed|ied|s|ies|es)(?= (?:(?:about|over|up to|more than) )?"
    r"\d[\d.]*\s?% of )|\br(?=\s?=\s?[-−]?0?\.\d)",
    "_at": r"\b(?:P|R|[Pp]recision|[Rr]ecall|[Aa]ccuracy|[Hh]its?(?: rates?)?|NDCG|MAP)\s?@\s?"
    r"(?:top[- ]?)?\d+",
    "auprc": r"(?:AU[-\s]?PRC?s?|AUC[-\s]?PRC?|PRC?[-\s]?AUCs?|AUCPR)\b|"
    r"areas?[-\s]under[-\s](?:the[-\s])?"
    r"(?:curve of )?(?:precision[-\s–/]+recall|recall[-\s–]precision|PR)(?:[-\s]curves?)?|"
    r"precision[-\s–]recall curves?",
    "_froc": r"AU-?FROC\b|FROC\b|\bp?AUC(?= ratio)|partial AUC|areas?[-\s]under[-\s]the[-\s]"
    r"free[-\s]response[\w\s-]{0,40}(?:\bcurves?)?",
    "c_index": r"(?:Harrell['’]?s )?c[-\s]?(?:index|indexes|indices|statistics?)\b|"
    r"concordance[-\s](?:index|indices|statistics?)|(?:Harrell['’]?s|Uno['’]?s) C\b",
    "auroc": r"(?:m|macro[-\s]?|micro[-\s]?|mean |average )?(?:ROC[-\s/]?AUCs?|AUC[-\s]?ROCs?|"
    r"AU[-\s]?ROCs?|AUCs?)\b"
    r"|areas?[-\s]+under[-\s]+(?:the[-\s]+|a[-\s]+)?(?:rec(?:ei|ie)v\w+[-\s]+operat\w+(?:[-\s]+"
    r"charact?\w+)?|ROC)(?:[-\s]+\((?:ROC|AUC)\))?(?:[-\s]+curves?)?|"
    r"areas?[-\s]+under[-\s]+(?:the[-\s]+)?"
    r"curves?(?: of (?:the )?(?:receiver operat\w+ characteristics?|"
    r"ROC)(?: \(ROC\))?(?: curves?)?)?|AUR\b",
    "balanced_accuracy": r"balanced[-\s]accurac(?:y|ies)|balanced classification accurac\w+|"
    r"\bBACC\b",
    "accuracy": r"accurac(?:y|ies)\b|\bACC\b|(?:success|recognition|(?:correct )?classification|"
    r"identification|(?:correct )?prediction|overall detection) rates?\b|correct classifications?|"
    r"(?<=% )accurate\b",
    "sensitivity": r"sensitivit(?:y|ies)\b|recalls?\b|true[-\s]positive[-\s](?:rates?|fractions?)|"
    r"\bTPR\b|(?<!false )\bdetection rates?\b|(?<=% )sensitive\b|hit rates?|"
    r"\bsens?(?:\.|(?=\s?[=:]))|\bSE(?=\s?=)|(?<=\d% )SE\b",
    "specificity": r"specificit(?:y|ies)\b|true[-\s]negative[-\s](?:rates?|fractions?)|\bTNR\b|"
    r"(?<=% )specific\b(?! to)|\bspec?(?:\.|(?=\s?[=:]))|\bSP(?=\s?=)|(?<=\d% )SP\b",
    "ppv": r"positive[-\s]predictive[-\s]values?|"
    r"positive(?=(?: \(PPV\))?(?:[,/]| and| or) ?negative predictive)|\bPPVs?\b|"
    r"precisions?\b(?! in (?:the )?estimation| (?:medicine|oncology|"
    r"health|"
    r"therapy|treatment|care|public))",
    "npv": r"negative[-\s]predictive[-\s]values?|"
    r"negative(?=(?: \(NPV\))?(?:[,/]| and| or) ?positive predictive)|\bNPVs?\b",
    "f1": r"(?:(?:micro|macro|weighted|mean|average|strict|lenient|"
    r"relaxed)[-\s](?:averaged[-\s])?)?"
    r"(?:F[-\s]?(?:[1l]|\(1\))?[-\s_]?(?:scores?|measures?|values?|metrics?)|"
    r"\bF(?=\s?=\s?(?:\d\d(?:\.\d+)?\s?%|0?\.\d+(?!\d*[,;] ?[pP]\b))| of 0?\.\d)|\bF-?1\b|"
    r"\bFl\b|F\$?_\{?1\}?\$?"
    r"(?:[-\s]?(?:scores?|measures?))?|F₁(?:[-\s]scores?)?|(?<=% )FI\b)"
    r"(?:[-\s]?(?:micro|macro)\b)?",
    "iou": r"\bm?IoUs?\b|\bIOU\b|intersections?[-\s]over[-\s]unions?|Jaccard(?:[-\s](?:index|"
    r"indices|"
    r"coefficients?|similarity(?: index| coefficient)?|scores?|overlap))?",
    "dice": r"(?:S[øo]rensen[-–\s])?(?:Dice|DICE|dice)(?:['’]s)?(?:[-\s](?:similarity|overlap))?"
    r"(?:[-\s](?:coefficients?|scores?|index|indices|co-?efficients?|metrics?|overlaps?|values?|"
    r"ratios?|similarity))*|\bDSCs?\b",
    "brier": r"Brier(?:['’]s)?(?: scores?)?",
    "rmse": r"\b[NR]?RMSEs?\b|\bRMSD\b|root[-\s]+mean[-\s]+squared?[-\s]+(?:errors?|deviations?)",
    "_mse": r"\bMSEs?\b|mean[-\s]squared?[-\s]errors?|mean absolute percentage errors?|\bMAPE\b|"
    r"median absolute errors?",
    "mae": r"\bMAEs?\b|mean[-\s]absolute[-\s](?:errors?|deviations?|differences?)|"
    r"average absolute errors?",
    "r2": r"\bR\$?(?:\^|\s?\^\s?)\{?2\}?\$?|\bR2\b|\bR²|R-?squared|coefficients? of determina\w+",
    "correlation": r"(?:(?:Pearson|Spearman)(?:['’]?s)?(?: product[- ]moment)?(?: "
    r"rank)?(?:[-\s]order)? )?"
    r"(?:inter-?class |intra-?class |rank |concordance |linear )?correlations?(?: coefficients?)?"
    r"(?: (?:values?|scores?))?(?! (?:analys|matri|feature|network|method|between the features))|"
    r"Pearson['’]?s? (?:r|R|rho)\b|Spearman['’]?s? (?:r|R|rho|ρ)\b|"
    r"\bICCs?\b|\bPCC\b|\bCCC\b",
    "kappa": r"(?:Cohen(?:['’]?s)? |Fleiss['’]? |weighted |quadratic[- ]weighted )*(?:kappas?|κ)"
    r"(?: (?:values?|scores?|statistics?|coefficients?))?\b",
    "hazard_ratio": r"hazards?[-\s]ratios?|\baHRs?\b|\bHRs?\b",
    "odds_ratio": r"odds[-\s]ratios?|\baORs?\b|\bORs?\b",
    "_false": r"false[-\s](?:positive|negative|alarm|discovery|omission)[-\s](?:rates?|fractions?)|"
    r"\bF[PN]Rs?\b|\bFID\b|F-?(?:0\.5|2)[-\s](?:scores?|measures?)|"
    r"F-?(?:β|beta)\b(?:[-\s](?:scores?|measures?))?",
    "_errors": r"(?:classification |misclassification |prediction |equal |detection |test |word |"
    r"overall )?error rates?|(?:mis)?classification errors?|"
    r"(?i:(?<!standard )(?:mean|average|averaged|median|maxim(?:um|al)|relative|percent(?:age)?|"
    r"registration|locali[sz]ation|positioning|estimation|reconstruction|"
    r"residual) (?!absolute|square)(?:\w+ )?errors?)|\berrors?(?= of \d)|"
    r"misclassification rates?|(?:prediction|test) errors?(?= (?:of|was|were|is) (?:only )?\d)|"
    r"\bEER\b",
    "_mean": r"(?i:Matt?hew['’]?s['’]? correlation coefficients?)|\bMCCs?\b|\bmAP\b|"
    r"(?:mean )?average precisions?|\bMRR\b|mean reciprocal rank|(?:mean|average) (?:surface|"
    r"symmetric)[\w\s]{0,20} distance|\bASSD?\b|"
    r"(?<!of )(?<!annotator )(?<!rater )(?<!observer )(?<!reader )(?<!reviewer )\bagreement(?! "
    r"between (?:the )?(?:raters|readers|observers|experts))",
    "_signal": r"\bPSNRs?\b|peak signal[- ]to[- ]noise ratios?|perplexity|pass(?:ing)?[- ]rates?",
    "_likeness": r"\bSSIMs?\b|structur\w+ similarity(?: index)?|"
    r"(?i:silhouette (?:scores?|coefficients?|index))|"
    r"(?<!risk )(?<!propensity )(?<!severity )(?<!pain )(?<!symptom )"
    r"(?<!prediction )(?<!probability )\bscores?(?= of (?:only )?0?\.\d)",
    "_rest": r"Hamming loss|Hausdorff(?: distances?)?|\bHD95\b|\bHD(?= (?:of |was )?\d)|"
    r"\b[Cc]overage(?= (?:of|was)\b)|Davies-Bouldin(?: index)?|"
    r"Youden['’]?s? (?:index|J)|\bUAR\b|unweighted average recall|G[-\s]?means?\b|"
    r"geometric mean|[Tt]op[-\s]?\d accurac(?:y|ies)|BLEU(?:[-\s]\d)?(?: scores?)?|"
    r"likelihood ratios?|\bNDCG\b|\bconcordance(?= (?:rates?|of|was|between)\b|:|"
    r" with [^.;(]{0,50}? (?:of|was|in)\b)|"
    r"\b(?:agreed|concordant)(?= in\b| with [^.;(\d]{0,50}? in\b)|conformity index|"
    r"calibration (?:slope|intercept|error)|overlap(?: ratio| score| coefficient)|"
    r"(?:[Aa]djusted )?[Rr]and [Ii]nde(?:x|ces)",
}
# Each label with the letters that its names begin with. The order settles ties: a longer or rarer
# name must be tried before the one it contains.
_ORDER = {
    "_told": "acdirs", "_at": "aphmnr", "auprc": "apr", "_froc": "afp", "_false": "f",
    "_errors": "acdelmoprtw", "_mean": "am", "_signal": "p", "_likeness": "s",
    "_rest": "abcdghlnortuy", "c_index": "chu", "auroc": "amr", "balanced_accuracy": "b",
    "iou": "ijm", "dice": "ds", "ppv": "p", "npv": "n", "rmse": "nr", "_mse": "m", "mae": "am",
    "f1": "aflmrsw", "brier": "b", "accuracy": "aciopsr", "sensitivity": "dhrst",
    "specificity": "st", "correlation": "cilprs", "kappa": "cfkqwκ", "r2": "cr",
    "hazard_ratio": "ah", "odds_ratio": "ao",
}  # fmt: skip
_PLAIN = dict.fromkeys(
    ("_at", "_froc", "_false", "_errors", "_mean", "_signal", "_likeness", "_rest", "_mse"), "other"
)
_CASED = {"hazard_ratio", "odds_ratio", "r2", "iou", *_PLAIN} - {"_mse"}


@cache
def _beginning(letter: str) -> re.Pattern[str]:
    """Return the pattern of the names that begin with a letter, in lower case."""
    some = [
        f"(?P<{label}>{_NAMES[label] if label in _CASED else '(?i:' + _NAMES[label] + ')'})"
        for label, letters in _ORDER.items()
        if letter in letters
    ]
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(some) + r")(?![A-Za-z])")


# The first letters of every name: only there is the long pattern tried.
_FIRST = frozenset({
    "auc", "aur", "aup", "au", "are", "mau", "mac", "mic", "mea", "ave", "avg", "roc", "pr",
    "pra", "prc", "c", "har", "uno", "con", "bal", "bac", "acc", "suc", "rec", "cor",
    "cap",
    "cla", "ide", "pre", "ove", "sen", "true", "tru", "tpr", "hit", "se", "spe", "tnr", "sp",
    "pos", "ppv", "neg", "npv", "f", "fi", "fl", "wei", "str", "len", "rel", "iou", "mio", "int",
    "jac", "dic", "dsc", "sor", "sør", "bri", "rms", "rrm", "nrm", "roo", "mse", "med", "map",
    "mae", "r", "coe", "pea", "ran", "lin", "icc", "pcc", "ccc", "coh", "fle", "qua", "kap",
    "haz", "hr", "hrs", "ahr", "odd", "or", "ors", "aor", "fal", "fpr", "fnr", "fp", "fn", "mis",
    "equ", "det", "tes", "wor", "err", "mat", "mcc", "ham", "psn", "ssi", "hau", "hd", "eer",
    "you", "uar", "unw", "g", "gme", "geo", "top", "per", "ble", "lik", "ndc", "mrr", "fid",
    "cal", "ass", "asd", "fro", "pau", "pas", "par", "afr", "auf", "κ", "p", "ap", "s", "sco",
    "reg", "loc", "est", "res", "max", "sil", "dav", "agr", "adj",
})  # fmt: skip

# How a name goes on after letters that other words often begin with.
_FULLER = {
    "are": ("area",), "cla": ("classifi",), "con": ("concordan", "conformity"),
    "cor": ("correct", "correlation"), "det": ("detect",), "est": ("estimation",),
    "fro": ("froc",), "ide": ("identi",), "int": ("inter", "intra"), "loc": ("locali",),
    "mea": ("mean",), "med": ("median",), "ove": ("overall", "overlap"), "par": ("partial",),
    "per": ("percent", "perplexity"), "pre": ("precision", "prediction"), "qua": ("quadratic",),
    "ran": ("rank", "rand ind"), "rec": ("recall", "recogni", "reconstruction"),
    "reg": ("registration",),
    "rel": ("relative", "relaxed"), "res": ("residual",), "sco": ("score",),
    "str": ("structur", "strict"), "suc": ("success",), "tes": ("test error",),
    "wor": ("word error",),
}  # fmt: skip
_FULLEST = max(len(fuller) for some in _FULLER.values() for fuller in some)
_LETTERS = 3
"""So many of a word's first letters tell whether a name may begin there."""
_KAPPA = "\x01"
_ALIKE = {_KAPPA: "}", "ø": "{"} | {c: c.lower() for c in ascii_letters}
_BARE = bytes(ord(_ALIKE.get(chr(c), " ")) for c in range(256))
"""Letters in lower case, a space for anything else; marks for the two letters outside ASCII."""
_TOKEN = re.compile(r"(?<![A-Za-z])(?:[A-Za-zø]{1,3}|κ)")
_DIGIT = re.compile(r" \d")
_OF_DIGIT = Lexicon({"number": "|".join(f"of{digit}" for digit in range(10))})

_DECIMAL = r"\d{1,3}[.·]\d+|[.·]\d+|0,\d{1,4}(?!\d)|\d{1,2},\d{1,2}(?=\s?\\?%)|\d{1,5}"
_PERCENT = r"\s?\$?\\?(?:%|percent\b|per cent\b)\$?"


# A confidence interval after a figure: '(95% CI: .81-.93)', '[0.75, 0.91]', ', 95% CI 0.8 to 0.9'.
_INTERVAL = (
    r"(?:\s?[,;]?\s?(?:with (?:an? )?)?[\(\[{]?\s?[,;]?\s?\$?(?P<ci>(?:bootstrapp?ed\s)?(?:9\d|"
    r"80)\s?\\?%\s?\$?\s?-?\s?"
    r"(?:CIs?|CrI|UI|C\.I\.|confidence\s(?:intervals?|limits?)|credible\sintervals?)"
    r"(?:\s?[\(\[](?:95\\?%\s?)?CIs?[\)\]])?|(?:CI|IC)\s?9[059]\s?\\?%|CIs?|confidence\sintervals?)"
    r"\s?(?:[:=,;]|of|from|was|between|\(|\[|\s)*\s?"
    r"|\s?[\(\[]\s?\[?\s?|[,;]\s(?=0?\.\d+\s?[-–]\s?0?\.\d+\s?[\)\]]))\$?(?P<low>[-−]?(?:\d{1,3}[.·]\d+|[.·]\d+|0,\d+|\d{1,3}))(?:"
    + _PERCENT
    + r")?"
    + r"\s?\$?(?:-{1,3}|–|—|‐|‑|−|to|,|;|and)\s?\$?"
    r"(?P<high>[-−]?(?:\d{1,3}[.·]\d+|[.·]\d+|0,\d+|\d{1,3}))(?:"
    + _PERCENT
    + r")?(?=\s?[\)\],;.$]|\s|\Z)"
)
NUMBER = re.compile(
    rf"(?:(?<![\w.·])|(?<=\bof))(?<!\d,)(?P<value>(?:(?<=[\s=(])[-−])?(?:{_DECIMAL}))"
    rf"(?:(?!\w|[.·,]\d)|(?=(?:mm|cm|dB|ms|min|Gy)\b))(?P<percent>{_PERCENT})?\}}?\$?"
)
INTERVAL = re.compile(_INTERVAL, re.IGNORECASE)
# What may stand between a figure and what follows it, and says nothing of either: its spread, the
# counts behind it, its p value: '0.91 ± 0.02', '86.7% (1333 of 1538)', '0.79 (SD 0.02)'.
_SPREAD = (
    r"(?:±|\\pm|\+\s?/\s?-|\+-|\(±\)|(?<=\d)\+(?=\d))\s?\$?\s?\d*[.·]?\d+(?:" + _PERCENT + r")?"
)
_TAIL = re.compile(
    rf"\s?\$?\s?\(?\s?{_SPREAD}\}}?\$?(?:\s?\))?|"
    r"\s?[(\[]\s?(?:n\s?=\s?)?\d[\d, ]*\s?(?:/|of|out of)\s?\d[\d, ]*[)\]]|"
    r"\s?[(\[]\s?(?:S\.?D\.?|std|SE|SEM|standard (?:deviation|error)|[pP](?:[- ]values?)?)"
    r"\s?[:=<>≤,]?\s?(?:of )?\$?\d*[.·]?\d+\$?\s?[)\]]"
)
_SPREAD_SAID = re.compile(r"\((?:SD|SE|Std|Standard (?:deviation|error))\)")
_UNIT = re.compile(r"\s?(?:mm|cm|Gy|ms|bpm|dB)\b(?=\s[(\[])")
_BRACKETED = re.compile(r"\s?\(\d*[.·]?\d+\)")
_TAIL_STARTS = frozenset("±([+\\$")
_LATER = 60
_CLOSING = {"(": ")", "[": "]"}


class Name(Struct, frozen=True, gc=False):
    """A metric's name in the text."""

    label: str
    start: int
    end: int


class Figure(Struct, frozen=True, gc=False):
    """A number in the text, as it stands, with the interval that follows it."""

    value: float
    percent: bool
    decimal: bool
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    after: int = 0
    """Where the interval ends, or the number."""
    labelled: bool = False
    """The interval is called a confidence interval."""


def names(text: str, start: int, end: int, places: Iterable[int] | None = None) -> list[Name]:
    """Return the metrics' names in a stretch of text, in order.

    `places` are where names may begin in it, if at hand; see `beginnings`.
    """
    found: list[Name] = []
    at = start
    for place in _begun(text, start, end) if places is None else places:
        if place < at:
            continue
        match = _beginning(text[place].lower()).match(text, place, end)
        if match and not _no_name(text, match, found):
            label = match.lastgroup or ""
            if label == "_told":
                label = _told_label(match[0])
            found.append(Name(_PLAIN.get(label, label), match.start(), match.end()))
            at = match.end()
    return found


def _begun(text: str, start: int, end: int) -> Iterator[int]:
    for token in _TOKEN.finditer(text, start, end):
        place = token.start()
        first = token[0].lower()
        if first not in _FIRST:
            continue
        fuller = _FULLER.get(first)
        if not fuller or text[place : place + _FULLEST].lower().startswith(fuller):
            yield place


def beginnings(text: str) -> list[int]:
    """Return where metrics' names may begin in a text, in order."""
    written = text.replace("κ", _KAPPA) if "κ" in text else text
    line = written.encode("latin-1", "replace").translate(_BARE).decode("ascii")
    return sorted({start for _, start, _ in _beginners().find(f" {line} ")})


@cache
def _beginners() -> Literals:
    """Return the letters that names begin with, behind a space; a whole word of few letters."""
    begun = [
        f" {fuller} " if len(first) < _LETTERS and first != "κ" else f" {fuller}"
        for first in sorted(_FIRST)
        for fuller in _FULLER.get(first, (first,))
    ]
    return Literals([piece.replace("κ", "}").replace("ø", "{") for piece in begun])


def _no_name(text: str, match: re.Match[str], found: list[Name]) -> bool:
    """Tell whether the words at a name name no metric of their own here.

    'Dice per case score' has one name; DICE may be a model, unless a number stands beside it.
    """
    word = match[0]
    if match.lastgroup == "_told" or word == "F":
        return _not_of_a_model(text, match, found)
    if word in ("score", "scores") and found:
        between = text[found[-1].end : match.start()]
        return not any(mark.isdigit() for mark in between)
    if word == "DICE":
        beside = text[max(0, match.start() - 12) : match.end() + 25]
        return not any(mark.isdigit() for mark in beside)
    return False


def _not_of_a_model(text: str, match: re.Match[str], found: list[Name]) -> bool:
    """Tell whether a verb or a letter tells no share of a model's right answers here.

    'The system detected 97% of the cancers' does, 'we identified 30% of them' does not; nor does
    'an AUC for correctly identifying', an r between two measures, the F of a drug.
    """
    start = match.start()
    if not metric_words.LEARNER.search(
        text, max(0, start - _ABOUT), min(len(text), start + _ABOUT)
    ):
        return True
    if match[0] in ("r", "F"):
        return False
    if "ly" not in match[0]:
        return metric_words.FOUND.match(text, start) is None
    named = bool(found) and not any(m.isdigit() for m in text[found[-1].end : start])
    return named or not metric_words.SHARE_BESIDE.search(text, max(0, start - 60), start + 90)


def _told_label(word: str) -> str:
    """Return the metric that a verb or letter tells of."""
    if word == "r":
        return "correlation"
    known = ("classif", "predict", "categori", "assign", "label", "diagnos", "stag")
    return "accuracy" if any(stem in word for stem in known) else "sensitivity"


_ABOUT = 120
_DIGITS = re.compile(r"\d+")


def digits(words: Words) -> list[int]:
    """Return where numbers begin in a text, in order."""
    found = [match.start() for match in _DIGIT.finditer(words.line)]
    # 'of0.9' has lost its space.
    lost = [hit.start + 2 for hit in words.hits(_OF_DIGIT)]
    return sorted(found + lost) if lost else found


def figures(
    text: str, start: int, end: int, places: Iterable[int] | None = None
) -> Iterator[Figure]:
    """Yield the numbers in a stretch of text, each with the interval that follows it.

    `places` are where numbers begin in it, if at hand.
    """
    at = start
    if places is None:
        places = [match.start() for match in _DIGITS.finditer(text, start, end)]
    spread = "(S" in text[start:end] and _SPREAD_SAID.search(text, start, end) is not None
    for place in places:
        match = NUMBER.match(text, _sign_before(text, place), end) if place >= at else None
        if match is None:
            continue
        figure = _figure(text, match, end)
        if spread and (bracketed := _BRACKETED.match(text, figure.after, end)):
            figure = replace(figure, after=bracketed.end())
        at = figure.after
        yield figure


def _sign_before(text: str, place: int) -> int:
    """Return where the number begins with its point and sign: '.81', '-0.2'."""
    if text[place - 1 : place] in (".", "·") and not text[place - 2 : place - 1].isalnum():
        place -= 1
    if text[place - 1 : place] in ("-", "−") and text[place - 2 : place - 1] in (" ", "(", "="):
        place -= 1
    return place


def _figure(text: str, match: re.Match[str], end: int) -> Figure:
    value = to_float(match["value"])
    percent = bool(match["percent"])
    decimal = any(mark in match["value"] for mark in ".·,")
    after = _tail(text, match.end(), end)
    plain = Figure(value, percent, decimal, match.start(), match.end(), after=after)
    interval = INTERVAL.match(text, after, end) or _later(text, after, end)
    if interval is None and (unit := _UNIT.match(text, after, end)):
        interval = INTERVAL.match(text, unit.end(), end)
    if not interval:
        return plain
    low, high = to_float(interval["low"]), to_float(interval["high"])
    named = bool(interval["ci"])
    if not named and not (low <= value <= high and (decimal or percent)):
        return plain
    if low > high or (not named and value == low == high):
        return plain
    after = _closed(text, after, interval.end())
    return Figure(value, percent, decimal, match.start(), match.end(), low, high, after, named)


def _later(text: str, after: int, end: int) -> re.Match[str] | None:
    """Return the interval behind a few words: '0.77 in the first cohort (95% CI 0.75-0.79)'."""
    opening = text.find("(", after, min(end, after + _LATER))
    if opening < 0 or any(mark in "0123456789,;.)" for mark in text[after:opening]):
        return None
    interval = INTERVAL.match(text, opening, end)
    return interval if interval and interval["ci"] else None


def _tail(text: str, at: int, end: int) -> int:
    """Return where the spread, counts or p value behind a figure end, or the figure."""
    for _ in range(2):
        if not (text[at : at + 1] in _TAIL_STARTS or text[at + 1 : at + 2] in _TAIL_STARTS):
            return at
        match = _TAIL.match(text, at, end)
        if not match:
            return at
        at = match.end()
    return at


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of an interval with the bracket that closes it."""
    opened = next((mark for mark in text[start:end] if mark in _CLOSING), "")
    if not opened or _CLOSING[opened] in text[start:end]:
        return end
    return end + text[end : end + 3].find(_CLOSING[opened]) + 1


def to_float(written: str) -> float:
    """Return the number that '0·87', '.87', '0,87' or '−0.2' writes."""
    return float(written.replace("·", ".").replace(",", ".").replace("−", "-"))
