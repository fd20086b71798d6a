"""Forms of a word that the English stemmer misses, and words that it joins though they differ.

The stemmer takes endings off by rule. It does not know that children are several of a child, or
diagnoses several of a diagnosis, and it makes 'random' of randomised and 'organ' of organisation.
"""

from __future__ import annotations

import re

_PLURALS = {
    "children": "child", "women": "woman", "teeth": "tooth", "feet": "foot", "mice": "mouse",
    "criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium",
    "stimuli": "stimulus", "thrombi": "thrombus",
    "emboli": "embolus", "bronchi": "bronchus", "foci": "focus", "fungi": "fungus",
    "nuclei": "nucleus", "alveoli": "alveolus", "calculi": "calculus", "vertebrae": "vertebra",
    "larvae": "larva", "septa": "septum", "sera": "serum", "cortices": "cortex",
    "matrices": "matrix", "indices": "index", "appendices": "appendix", "vertices": "vertex",
    "comedones": "comedo", "carcinomata": "carcinoma", "stomata": "stoma",
}  # fmt: skip
_SIS = re.compile(
    "(?P<stem>"
    "[a-z]*(?:diagn|progn|thromb|sten|fibr|necr|psych|neur|scler|tubercul|cirrh|arthr|acid|alkal"
    "|ket|cyan|mit|mei|apopt|osm|phag|cyt|symbi|zoon|dermat|myc|oste|spondyl|kyph|lord|scoli"
    "|anastom|endometri|leukocyt|lymphocyt|thrombocyt|erythrocyt)o"
    "|[a-z]*(?:metast|homeost|hemost|cholest|oas)a"
    "|[a-z]*(?:hypoth|synth|prosth|parenth|par|gen|phor|kin|anamn)e"
    "|cri)"
    "ses"
)
"""A plural in -ses of a word in -sis, which the stemmer leaves a word of its own."""
_YSIS = re.compile("(?P<stem>[a-z]*(?:anal|dial|paral|hydrol|electrol))ysis")
"""Words whose plural is also a form of a verb (analyses), so it is the form that stands."""
_VERB = re.compile("(?P<verb>[a-z]{4,}iz)(?:e[drs]?|ers|ing|able|ability|ations?|ational)$")


_SIGNS = re.compile(f"iz|ses|ysis|aging|{'|'.join(_PLURALS)}")


def may_differ(text: str) -> bool:
    """True if a word of the text (lower case) may have another form; most have none."""
    return bool(_SIGNS.search(text))


def one_form(word: str) -> str:
    """Return the form that stands for a word (lower case, of one spelling); or the word itself.

    A verb in -ize stays apart from the word that it is made of: randomized is not random.
    """
    if word in _PLURALS:
        return _PLURALS[word]
    if found := _VERB.fullmatch(word):
        return found["verb"]
    if found := _SIS.fullmatch(word):
        return f"{found['stem']}sis"
    if found := _YSIS.fullmatch(word):
        return f"{found['stem']}yses"
    return "agein" if word == "aging" else word
