"""Names of languages and two-letter codes brought to the codes that MEDLINE uses."""

from __future__ import annotations

import re

_CODES = {
    "ara": "ar arabic",
    "bul": "bg bulgarian",
    "chi": "zh zho chinese mandarin",
    "cze": "cs ces czech",
    "dan": "da danish",
    "dut": "nl nld dutch flemish",
    "eng": "en english englisch american british usenglish ukenglish canadian",
    "est": "et estonian",
    "fin": "fi finnish",
    "fre": "fr fra french francais français",
    "ger": "de deu german deutsch ngerman austrian naustrian swissgerman",
    "gre": "el ell greek",
    "heb": "he hebrew",
    "hrv": "hr croatian",
    "hun": "hu hungarian",
    "ice": "is isl icelandic",
    "ind": "id indonesian",
    "ita": "it italian italiano",
    "jpn": "ja japanese",
    "kor": "ko korean",
    "lit": "lt lithuanian",
    "nor": "no nb nn norwegian",
    "per": "fa fas persian farsi",
    "pol": "pl polish",
    "por": "pt portuguese português portuges brazilian",
    "rum": "ro ron romanian",
    "rus": "ru russian",
    "slo": "sk slk slovak",
    "slv": "sl slovenian slovene",
    "spa": "es spanish español castilian",
    "srp": "sr serbian",
    "swe": "sv swedish",
    "tur": "tr turkish",
    "ukr": "uk ukrainian",
}
_BY_NAME = {name: code for code, names in _CODES.items() for name in (code, *names.split())}


def language_codes(stated: str) -> tuple[str, ...]:
    """Return the codes of the languages that a field names ('English; French', 'en-GB').

    A language that is not in our list stays as it is stated, in lower case.
    """
    parts = (part.strip().lower() for part in re.split(r"[;,/|]", stated))
    codes = (_BY_NAME.get(part) or _BY_NAME.get(re.split(r"[-_]", part)[0], part) for part in parts)
    return tuple(dict.fromkeys(code for code in codes if code))
