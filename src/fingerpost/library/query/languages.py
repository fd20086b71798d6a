"""Names and short codes of languages, brought to the codes that PubMed's records carry."""

from __future__ import annotations

_CODES = """
    ara arabic ar|chi chinese zh zho mandarin|cze czech cs ces|dan danish da|dut dutch nl nld
    eng english en|fin finnish fi|fre french fr fra|ger german de deu|gre greek el ell
    heb hebrew he|hun hungarian hu|ita italian it|jpn japanese ja|kor korean ko|nor norwegian no nb
    per persian fa fas farsi|pol polish pl|por portuguese pt|rum romanian ro ron|rus russian ru
    spa spanish es|swe swedish sv|tur turkish tr|ukr ukrainian uk|und undetermined
"""
_BY_NAME = {
    name: entry.split()[0]
    for line in _CODES.strip().splitlines()
    for entry in line.split("|")
    for name in entry.split()
}


def language_code(name: str) -> str:
    """Return MEDLINE's code of a language ('eng'), or the name itself where we know none."""
    lower = name.strip().lower()
    return _BY_NAME.get(lower, lower)


def is_language(name: str) -> bool:
    """True for a language's name or code that we know."""
    return name.strip().lower() in _BY_NAME
