"""Names of persons and groups, split into their parts: the one place for every format."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from fingerpost.records import Author
from fingerpost.text import squeeze

_SUFFIX = re.compile(r"(?:jr|sr|2nd|3rd|4th|5th|II|III|IV)\.?", re.IGNORECASE)
_WORDY_SUFFIX = re.compile(r"junior|senior", re.IGNORECASE)
_MOST_INITIALS, _MOST_IN_CAPITALS = 5, 3
_PARTICLE = re.compile(
    r"a[flp]|b[ei]n|d[ao]s?|d'|de[ilnrs]?|della|d[iu]|el|ibn|las?|les?|los|'t|ten|ter|ud|"
    r"van|vanden|vander|vo[nm]|zu[mr]?|Al|D[aei]|Del|Della|Dos|El|Van|Von"
)
_GROUP = re.compile(
    r"\b(?:agency|alliance|association|authority|bureau|center|centre|collaboration|collaborative|"
    r"collaborators|commission|committee|consortium|corporation|council|department|federation|"
    r"foundation|group|hospital|inc|initiative|institute|institution|investigators|laboratory|ltd|"
    r"members|ministry|network|office|organi[sz]ation|panel|partnership|programme|project|"
    r"registry|society|team|trialists|university|workers)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_OTHERS = re.compile(
    r"(?:and\s+)?(?:et\s+al\.?|others|\.\.\.|…)"
    r"|\[?(?:anonymous|no authors? (?:listed|stated))\.?\]?",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?<=[A-Z]\.)(?=[A-Z][a-z]{2,})|(?<=[a-zà-öø-ÿ])(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!Da)(?<!La)"
    r"(?<!Le)(?<!Van)(?<!Von)(?<!Fitz)(?=[A-Z](?:\.|[a-zà-öø-ÿ]+\.? ))"
)


def parse_name(text: str, group: bool = False) -> Author | None:
    """Return the author that a name states, or None where it states nobody.

    Takes 'Family, Given', 'Family, Given, Jr', 'Given von Family', 'Family AB' and 'Family A.B.';
    a name with the word of a body in it ('… Study Group') becomes a collective. A run of two to
    five capitals after the family name is initials; of three where the whole name is in capitals.
    """
    name = _bare(text)
    if not name:
        return None
    if group or (" " in name and _GROUP.search(name) and not _looks_inverted(name)):
        return Author(collective=name)
    return parse_person(name)


def parse_person(text: str) -> Author | None:
    """Return the author that a name states where it is known to be a person's; else as above."""
    name = _bare(text)
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if not parts:
        return None
    return _inverted(parts) if len(parts) > 1 else _upright(name)


def parse_names(texts: Iterable[str]) -> tuple[Author, ...]:
    """Return the authors that the names state, in their order."""
    authors = (parse_name(text) for text in texts)
    return tuple(author for author in authors if author)


def split_names(text: str) -> list[str]:
    """Return the single names of a list in one cell, whatever separates them.

    Semicolons, a Python list, ' and ', line breaks; commas where the parts are whole names; and
    nothing at all, as Springer's table does ('Ada LovelaceCharles Babbage').
    """
    bare = text.strip().strip(";").strip()
    if bare.startswith("[") and bare.endswith("]") and (listed := _python_list(bare)):
        return listed
    for separator in (r"\s*;\s*", r"\s*[\r\n]+\s*", r"\s*\|\s*", r"\s+and\s+|\s+&\s+"):
        found = [part for part in re.split(separator, bare) if part]
        if len(found) > 1:
            nested = any(part.count(",") > 1 for part in found)
            return [name for part in found for name in _by_commas(part)] if nested else found
    return _by_commas(bare)


def without_brackets(text: str) -> str:
    """Return a name without the numbers and affiliations that stand in brackets behind it."""
    previous = ""
    while previous != text:
        previous, text = text, _BRACKETS.sub("", text)
    return text.strip()


def _looks_inverted(name: str) -> bool:
    family, comma, given = name.partition(",")
    return bool(comma) and len(family.split()) == 1 and len(given.split()) <= 3


def _bare(text: str) -> str:
    """The name without what surrounds it; '' where it names nobody."""
    name = squeeze(text).strip(" ;,")
    return name if re.search(r"\w", name) and not _OTHERS.fullmatch(name) else ""


def _inverted(parts: list[str]) -> Author:
    family, *rest = parts
    suffix = ""
    for part in rest[1:] if _may_be_initials(rest[0]) else rest:
        if _SUFFIX.fullmatch(part) or _WORDY_SUFFIX.fullmatch(part):
            suffix = _tidy(part)
            rest.remove(part)
            break
    family, suffix = _without_suffix(family, suffix)
    # Some programs write the missing given name of 'Plato, null' so.
    rest = [part for part in rest if part != "null"]
    given, suffix = _without_suffix(" ".join(rest), suffix)
    if not given and " " in family:
        named = _upright(family)
        return Author(family=named.family, given=named.given, suffix=suffix)
    return Author(family=family, given=given, suffix=suffix)


def _upright(name: str) -> Author:
    words = name.split()
    suffix = _pop_suffix(words)
    if len(words) == 1:
        return Author(family=words[0], suffix=suffix)
    longest = _MOST_IN_CAPITALS if name.isupper() else _MOST_INITIALS
    initials = len(words)
    while initials > 0 and _is_initials(words[initials - 1], longest):
        initials -= 1
    if 0 < initials < len(words) and not _is_initials(words[0], _MOST_IN_CAPITALS):
        family, given = words[:initials], words[initials:]
    else:
        start = len(words) - 1
        while start > 1 and _PARTICLE.fullmatch(words[start - 1]):
            start -= 1
        family, given = words[start:], words[:start]
    return Author(family=" ".join(family), given=" ".join(given), suffix=suffix)


def _is_initials(word: str, longest: int = _MOST_INITIALS) -> bool:
    """True for 'AM', 'A.M.', 'J.-P.'; with full stops five letters count whatever `longest` is."""
    letters = word.replace(".", "").replace("-", "")
    most = _MOST_INITIALS if "." in word else longest
    return len(letters) <= most and letters.isalpha() and letters.isupper()


def _is_numeral(word: str) -> bool:
    return word.upper() in ("II", "III", "IV")


def _may_be_initials(suffix: str) -> bool:
    """True for what may be initials as well: 'Ivanov, IV', 'Berg, JR'."""
    return suffix.isupper() and suffix.isalpha()


def _pop_suffix(words: list[str]) -> str:
    """Take the suffix off 'Berg JK 3rd' and 'Jan Berg III'; 'van der Berg IV' has initials."""
    if len(words) < 3 or not (_SUFFIX.fullmatch(words[-1]) or _WORDY_SUFFIX.fullmatch(words[-1])):
        return ""
    doubtful = words[-1] in ("IV", "JR", "SR") and not _is_initials(words[-2])
    if doubtful and not " ".join(words).isupper():
        return ""
    return _tidy(words.pop())


def _without_suffix(text: str, suffix: str) -> tuple[str, str]:
    """'Ada M Jr' as ('Ada M', 'Jr'); a name that is nothing but a suffix stays."""
    head, space, last = text.rpartition(" ")
    if suffix or not space or not _SUFFIX.fullmatch(last):
        return text, suffix
    return head.rstrip(), _tidy(last)


def _tidy(suffix: str) -> str:
    bare = suffix.rstrip(".")
    return bare.upper() if _is_numeral(bare) else bare[0].upper() + bare[1:].lower()


def _by_commas(text: str) -> list[str]:
    parts = [part for part in re.split(r"\s*,\s*(?:and\s+)?", text) if part]
    if len(parts) < 2:
        return [part for part in _GLUED.split(text) if part] if text else []
    if len(parts) == 2 or (len(parts) == 3 and _SUFFIX.fullmatch(parts[2])):
        return parts if _are_two_names(parts[0], parts[1]) else [text]
    second = parts[1::2]
    if len(parts) % 2 == 0 and all(_all_initials(part) for part in second):
        return [f"{family}, {given}" for family, given in zip(parts[::2], second, strict=True)]
    return parts


def _are_two_names(first: str, second: str) -> bool:
    """True for 'A. Lovelace, J. Berg' and 'Lovelace A, Berg J'; not for 'van Berg, Jan M.'."""
    if " " not in first or " " not in second:
        return False
    ends = [_is_initials(part.split()[-1]) for part in (first, second)]
    return ends[0] or not ends[1]


def _all_initials(part: str) -> bool:
    return all(_is_initials(word) for word in part.split())


def _python_list(text: str) -> list[str]:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [str(one) for one in value] if isinstance(value, list) else []
