"""Words of machine learning that mean something else in medicine, told apart by their company.

'mL' is a volume, 'recurrent' malaria comes back, GBM is a tumour as well as a boosting machine.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from fingerpost.reading.document import Document
from fingerpost.reading.words import Hit

_MEANS = {
    "ai ": "artificial|intelligen|adversarial", "ann ": "neural", "anns ": "neural",
    "cnn ": "convolution|neural", "cnns ": "convolution|neural", "crf ": "conditional|random",
    "crfs ": "conditional|random", "dnn ": "neural", "dnns ": "neural", "fcn ": "convolution",
    "fcns ": "convolution", "gan ": "adversarial", "gans ": "adversarial", "gbm ": "boost",
    "gbdt ": "boost", "gbrt ": "boost", "glove ": "vector", "gpt ": "generative|transform",
    "gru ": "gated|recurrent", "grus ": "gated|recurrent", "hmm ": "markov", "id3 ": "tree|iterat",
    "k nn ": "near", "knn ": "near", "llm ": "language", "llms ": "language",
    "ml ": "machine|learn",
    "mlp ": "percept|layer", "nlp ": "language", "rnn ": "recurrent", "rnns ": "recurrent",
    "svc ": "vector|classif", "svm ": "vector|machine", "svms ": "vector|machine",
    "svr ": "vector|regress", "t5 ": "text|transfer", "vae ": "autoenc|auto-enc|variational",
    "vaes ": "autoenc|auto-enc|variational", "vit ": "vision|transform",
    "bert ": "bidirect|represent|transform", "albert ": "bert", "electra ": "encod|bert",
    "ct ": "tomogra", "cts ": "tomogra", "cta ": "tomogra|angio", "dti ": "tensor",
    "dmri ": "diffus",
    "flair ": "inversion|recovery", "oct ": "coherence", "octa ": "coherence",
    "pet ": "positron|emission", "spect ": "photon|emission", "meg ": "magnetoenc",
    "imu ": "inertial", "emg ": "electromyo", "eog ": "oculo", "ppg ": "plethys|pleth",
    "nirs ": "infrared", "wsi ": "slide", "mimic ": "medical|intensive", "smiles ": "molec|line",
}  # fmt: skip
"""Abbreviations, and the words that a text spells them out with where it does."""

_WRITTEN = {
    "cox ": r"Cox\b|COX(?=[ -](?:PH|[Pp]roportional|PROPORTIONAL|[Rr]egress|REGRESS|[Hh]azard))",
    "glove ": "GloVe", "vit ": r"ViT\b", "ecog ": r"ECoG\b", "cxr ": "CXR", "isic ": "ISIC",
    "c4 5": r"C4\.5", "c5 0": r"[CcSs]ee ?5|C5\.0", "lasso ": "L", "roberta": r"RoBERT|Ro[Bb]ert",
    "inbreast ": "IN[Bb]", "brats ": r"B[Rr]a?[RrTt]",
}  # fmt: skip
"""How a name is written where it is one; case counts."""
_NAMES = {phrase: re.compile(form) for phrase, form in _WRITTEN.items()}
_DEFINED = {
    phrase: re.compile(rf"[(\[]\s*{phrase.strip().upper().replace(' ', '[ -]')}s?\s*[)\],;:]")
    for phrase in _MEANS
}
_EXPECTED = {phrase: re.compile(words, re.IGNORECASE) for phrase, words in _MEANS.items()}

_VOLUME_BEFORE = re.compile(
    r"(?:\d|\b(?:mg|mcg|µg|μg|ug|ng|pg|kg|g|iu|u|meq|mmol|µmol|nmol|pmol|mol|cells?|cfu|copies|"
    r"units?|per|ml|l|dose))\s+$"
)
_VOLUME_AFTER = re.compile(r"ml +(?:min|kg|day|hour|h|hr|sec|s|week|body|of|\d)\b")
_OTHERWISE = {
    "boost": re.compile(
        r"vaccin|immun|antibod|booster|\bdose|respons|ritonavir|protease|cobicistat|radiotherap|"
        r"brachy|irradiat|\bgy\b|tumou?r bed|"
        r"boosting (?:the|its|their|our|both|patient|clinical|health|interop\w+|"
        r"performance|accuracy|efficien|productiv|research|sensitiv|confidence|uptake)"
    ),
    "cluster ": re.compile(
        r"cluster (?:random|headache|sampl|trial|design|of differ|survey|rct|level|size|ion|bomb|"
        r"crossover|controlled|b\b|c\b|a\b)"
    ),
    "ensemble": re.compile(r"music|theat|wind |neuronal ensemble|ensemble of neurons"),
    "attention ": re.compile(r"deficit|bias|mindful|interven|behaviou?r|children with|psycho"),
    "bagging": re.compile(r"mask|ambu|plastic|ventilat|sand|hyperinfl"),
    "transformer": re.compile(r"voltage|electric|power |substation|magnetic field|differential "),
    "siamese": re.compile(r"twin|cat\b|cats|crocod|fighting"),
    "cnn ": re.compile(r"\bnews|televis|broadcast|\bpoll|\bfox\b|\bbbc\b"),
    "decision tree": re.compile(r"cost (?:effect|util|benefit)|decision analy"),
    "markov model": re.compile(r"cost (?:effect|util|benefit)|decision analy|quality adjusted"),
    "pattern recognition": re.compile(r"receptor|molecul|innate|toll"),
    "watershed": re.compile(r"infarct|river|catchment|stroke|lake|stream"),
}
_BOOSTERS = re.compile(
    r"(?:gradient|adaptive|extreme|tree|component|likelihood based|stochastic) $"
)
_BOOSTED = re.compile(
    r"boost(?:ing|ed) (?:machine|tree|algorithm|classif|model|regress|decision|ensemble|random|"
    r"method|framework|generali)"
)
_NEAR = 45
_SPELT_OUT = 80
_COSTS = ("cost ", "decision analy", "quality adjusted")
_ANYWHERE = {
    "decision tree": _COSTS,
    "markov model": _COSTS,
    "cnn ": ("news", "televis", "broadcast", "poll", "fox", "bbc"),
}
"""Told apart by words anywhere in the text; it must hold one of these to be looked at closely."""


def other_sense(document: Document, hit: Hit) -> bool:
    """Tell whether the words at a hit mean something else there than the phrase stands for."""
    phrase = hit.phrase
    if not _may_differ(phrase):
        return False
    quote = document.text[hit.start : hit.end]
    if phrase in _NAMES and not _NAMES[phrase].match(document.text, hit.start):
        return True
    if phrase in _MEANS and (_in_small(quote) or _spelt_otherwise(document.text, phrase)):
        return True
    if phrase == "ml " and _volume(document, hit):
        return True
    return _other_company(document, hit)


def _in_small(quote: str) -> bool:
    """Tell whether an abbreviation has less than two capitals, as 'mL' and 'pet' have."""
    return sum(letter.isupper() for letter in quote) < min(2, sum(c.isalpha() for c in quote))


@lru_cache(maxsize=8)
def _spelt_otherwise(text: str, phrase: str) -> bool:
    """Tell whether the text spells the abbreviation out, and never with the words expected.

    An abbreviation often stands several times in a text; the last answers are kept.
    """
    told = [
        text[max(0, match.start() - _SPELT_OUT) : match.start()]
        for match in _DEFINED[phrase].finditer(text)
    ]
    words = [part for before in told if (part := before.rpartition(")")[2].strip())]
    return bool(words) and not any(_EXPECTED[phrase].search(part) for part in words)


def _volume(document: Document, hit: Hit) -> bool:
    before = document.line[max(0, hit.start - 10) : hit.start + 1]
    return bool(_VOLUME_BEFORE.search(before) or _VOLUME_AFTER.match(document.line, hit.start + 1))


def _other_company(document: Document, hit: Hit) -> bool:
    begin = _begin(hit.phrase)
    if not begin:
        return False
    if begin in _ANYWHERE:
        hinted = any(hint in document.line for hint in _ANYWHERE[begin])
        return hinted and _OTHERWISE[begin].search(document.line) is not None
    start = max(0, hit.start + 1 - _NEAR)
    if begin == "boost" and (
        _BOOSTERS.search(document.line[start : hit.start + 1])
        or _BOOSTED.match(document.line, hit.start + 1)
    ):
        return False
    return bool(_OTHERWISE[begin].search(document.line[start : hit.end + 1 + _NEAR]))


@cache
def _may_differ(phrase: str) -> bool:
    return phrase in _NAMES or phrase in _MEANS or bool(_begin(phrase))


@cache
def _begin(phrase: str) -> str:
    return next((begin for begin in _OTHERWISE if phrase.startswith(begin)), "")
