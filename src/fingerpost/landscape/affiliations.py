"""Affiliations taken apart: e-mail, department, institution, city, country.

An affiliation is free text. It is read from its end: country, state, city, and before them the
institution. A country that is not stated is taken from the city only where one city of that name
is much larger than all others, and a city from the institution's name ('University of Leeds') only
where there is one in the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from fingerpost.landscape.places import (
    City,
    cities,
    countries,
    country_names,
    find_city,
    regions,
    state_codes,
    states,
)
from fingerpost.text import fold, plain

DOMINANT: Final = 4
"""A city gives its country away if it has so many times the people of the next of its name …"""
LARGE: Final = 100_000
"""… and at least so many."""

SMALL_TOWN: Final = 15_000
"""A city within a longer part is believed from so many inhabitants."""
MOST_WORDS: Final = 3
"""A town that is not in GeoNames' list is believed if its name has no more words."""

CITY_STATES: Final = frozenset({"HK", "MO", "SG", "MC"})

_EMAIL = re.compile(r"[\w.+{}-]+(?:,[\w.+-]+\})?@[\w-]+(?:\.[\w-]+)+")
_NOISE = re.compile(
    r"#(?:TAB|N|R)#|^\W*(?:from\s+)?the(?=\s+department)|^\W*from\s+(?=the\b)|^\s*[\[(]|[\])]\s*$"
    r"|(?:electronic address|e-?mails?|corresponding author)\s*:?"
    r"|\b(?:tel|phone|fax)\s*[.:][\s.:;,]*[\d()+ –-]*(?=[\s;,]|$)",
    re.IGNORECASE,
)
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_BLANKS = re.compile(r"\s{2,}")
_LOOSE_AND = re.compile(r"[\s,;]+(?:and|&)[\s,;]*$", re.IGNORECASE)
_TOWN_SUFFIX = re.compile(
    r"(?<=\w)-(?:shi|si|gun|ku|city|champaign)\b|(?<=\w)\s+city$", re.IGNORECASE
)
"""'Anseong-si' and 'Amagasaki-City' are Anseong and Amagasaki; tried where the whole is no city."""
_INITIALS = re.compile(r"[A-Z]\.? ?[A-Z]\.?")
_REGION = re.compile(
    r"\b(?:province|prov\.?|region|prefecture|county|state|district|oblast|territory|canton|kraj"
    r"|governorate|republic|island|isles|north|south|east|west|usa|uk|roc)$|-(?:do|ken|fu)$",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"\bP\.?\s?O\.?\s?(?:Box|B\.)\s*[\w-]*|\bCEDEX\s*\d*|\bB\.?P\.?\s*\d+", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,3}-?)?[A-Z]*\d[\w.\-–/]*\b|(?<=\d)\s+\d?[A-Z]{2}\b")
_UK_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s*\d[A-Z]{2}\b")
_NAME_WORD = re.compile(r"[A-Z][\w'’.-]{2,}|(?:de|la|le|am|an|der|del|do|da|di|sur|of|St\.?)")
_UNIVERSITY = re.compile(
    r"\b(?:univ\w*|università\S*|universit\S*|uniwersytet\w*|egyetem|hochschule|polytech\w*"
    r"|politecnic\w*|eth|epfl|mit|ucla|ucl|institute of technology|inst\. of technol\S*)\b",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(
    r"\b(?:hosp\w*|h[ôo]pita\w*|ospedale\w*|krankenhaus|klinikum|clinic|clínic\w*|infirmary|nhs"
    r"|medical cent\w+|cancer cent\w+|health system|mayo|policlinico|chu|charité)\b",
    re.IGNORECASE,
)
_INSTITUTE = re.compile(
    r"\b(?:inst\w*|istituto|academy|acad\S*|college|cent(?:er|re)s?|centro|foundation|labs?"
    r"|laborator\w+|council|agency|ministry|society|cnrs|inserm|cern|inc|ltd|gmbh|llc|corp\w*"
    r"|company|research|school of medicine|medical school|google|microsoft|ibm)\b",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"^\W*(?:the )?(?:\d+\s*)?(?:dept|departa?e?ment\w*|dipartimento|divisions?|div\.|sections?|"
    r"school|sch\.|facult\w+|fac\.|unit|service|chair|graduate school|clinica|abteilung|group|"
    r"program\w*|college of|laborator\w+ (?:of|for)|state key|key lab\w*)",
    re.IGNORECASE,
)
_UNIVERSITY_OF = re.compile(r"(?<=\w\s)Univ\S* (?:of|di|de|degli)\b.*", re.IGNORECASE)
_STREET = re.compile(
    r"\b(?:street|st\.|road|rd\.?|avenue|ave\.?|boulevard|blvd|drive|lane|way|via|viale|rue|calle"
    r"|strasse|straße|str\.|weg|platz|plaza|building|bldg|floor|room|box|district|campus|county"
    r"|parkway|square|piazza|lu|road\.)(?=\W|$)",
    re.IGNORECASE,
)


class Affiliation(NamedTuple):
    """An affiliation in its parts; empty where the text does not say."""

    institution: str = ""
    department: str = ""
    city: str = ""
    iso: str = ""
    """The country's ISO 3166 code of two letters."""
    latitude: float | None = None
    longitude: float | None = None
    email: str = ""
    ror: str = ""
    """The institution's ROR id, where the user has given ROR and it is known there."""

    @property
    def country(self) -> str:
        """The country's name in English, or an empty string."""
        return country_names().get(self.iso, "")


class _Where(NamedTuple):
    iso: str
    state: str
    parts: tuple[str, ...]
    """What stands before the country and the state."""


@lru_cache(maxsize=50_000)
def read_affiliation(text: str) -> Affiliation:
    """Return the parts of an affiliation; of several in one string, those of the first."""
    email = next((found.rstrip(".-") for found in _EMAIL.findall(text)), "")
    bare = _NOISE.sub(" ", _EMAIL.sub(" ", plain(_spread(text[:2000])).translate(_HYPHENS)))
    bare = _LOOSE_AND.sub("", bare)
    parts = _parts(_first_of_several(bare))
    where = _where(parts)
    city = _city(where) or _city_state(where.iso)
    iso = where.iso or (city.iso if city else "")
    institution, department = _institution(where.parts or parts)
    if not _is_organisation(institution) and find_city(_bare(institution)):
        institution = ""
    return Affiliation(
        institution=institution,
        department=department,
        city=city.name if city else _town(where),
        iso=iso,
        latitude=city.latitude if city else None,
        longitude=city.longitude if city else None,
        email=email,
    )


def _spread(text: str) -> str:
    """Runs of blanks part an affiliation that has no commas, as Crossref gives some."""
    return text if "," in text or ";" in text else _BLANKS.sub(", ", text.strip())


def _first_of_several(text: str) -> str:
    """The first of several affiliations parted by semicolons, where each names its country."""
    pieces = [piece for piece in text.split(";") if piece.strip()]
    if len(pieces) < 2:
        return text
    located = [piece for piece in pieces if _where(_parts(piece)).iso]
    return located[0] if len(located) > 1 and "," in located[0] else text


def _parts(text: str) -> tuple[str, ...]:
    joined = re.sub(r",\s*(?=(?:Ltd|Inc|LLC|GmbH|Co)\b)", " ", text)
    found = re.split(r"[,;]|\s[-–—]\s|(?<=[a-z]{4})\.\s+(?=[A-Z][a-z]{3})|\)\s*$", joined)
    return tuple(part.strip(" .,:()[]{}-–") for part in found if fold(part))


def _bare(part: str) -> str:
    """The part without postal codes and boxes."""
    without = _POSTCODE.sub(" ", _UK_POSTCODE.sub(" ", _BOX.sub(" ", part)))
    return " ".join(without.split()).strip(" .,-–")


def _where(parts: Sequence[str]) -> _Where:
    """Country and state, read from the end."""
    iso, state = "", ""
    left = list(parts)
    for _ in range(6):
        if not left:
            break
        bare = _bare(left[-1])
        if not bare:
            left.pop()
            continue
        found = _country_or_state(bare, left[:-1], iso)
        if found is None:
            break
        kind, value, rest = found
        if kind == "state" and state:
            break  # in 'New York, NY' the first is the city
        if kind == "country":
            iso = _prefer(iso, value)
        else:
            iso, state = value.split("|")
        left.pop()
        if rest:
            left.append(rest)
    if not iso:
        iso = next(
            (code for part in reversed(left) if (code := countries().get(fold(_bare(part))))), ""
        )
    return _Where(iso, state, tuple(left))


def _prefer(known: str, found: str) -> str:
    """Of two countries at the end the last is it, but 'Hong Kong, China' is Hong Kong."""
    if not known or found in ("HK", "MO", "TW"):
        return found
    return known


def _country_or_state(bare: str, before: Sequence[str], iso: str) -> tuple[str, str, str] | None:
    """What the end of a part names: ('country', code, rest) or ('state', 'US|MA', rest)."""
    words = bare.split()
    for length in range(min(6, len(words)), 0, -1):
        tail, rest = " ".join(words[-length:]), " ".join(words[:-length])
        folded = _joined_letters(fold(tail))
        if rest and re.search(
            r"(?:\b(?:of|in|and|the|de|für|for|new|south|north|west|east|bank|air)|[’'])$",
            rest,
            re.IGNORECASE,
        ):
            continue
        state = states().get(folded)
        if state and iso in ("", state[0]) and _is_state(folded, state, [*before, rest]):
            return "state", "|".join(state), rest
        country = countries().get(folded)
        if country and (not iso or not rest or country in ("HK", "TW", "MO", iso)):
            if iso and iso != country and iso in ("US", "GB"):
                return None
            return "country", country, rest
        if length <= 2 and (code := _code(tail, [*before, rest], iso)):
            return (*code, rest)
    return None


def _joined_letters(folded: str) -> str:
    """'n s w' of 'N.S.W.' as 'nsw'."""
    return folded.replace(" ", "") if re.fullmatch(r"\w(?: \w)+", folded) else folded


def _is_state(name: str, state: tuple[str, str], before: Sequence[str]) -> bool:
    """'Georgia' and cities such as 'New York' or 'Victoria' need a city of that state before."""
    if name in countries() or fold(name) in cities():
        town = before[-1] if before[-1] or len(before) < 2 else before[-2]
        stated = bool(town) and not _is_organisation(town) and town == _bare(town)
        return _has_city(before, state) or (stated and name not in countries())
    return True


def _has_city(parts: Sequence[str], state: tuple[str, str]) -> bool:
    return any(
        _city_in(part, *state) or any(find_city(run, *state) for run in _ends(_bare(part).split()))
        for part in reversed(parts)
        if part
    )


def _code(tail: str, before: Sequence[str], iso: str) -> tuple[str, str] | None:
    """A code of two letters: a state of the USA, or a country where that cannot be."""
    code = "".join(tail.replace(".", " ").split()) if _INITIALS.fullmatch(tail) else tail.strip(".")
    code = code.upper() if code.title() == code and f"{code}." == tail else code
    if len(code) != 2 or not code.isupper():
        return None
    if code == "WA" and iso in ("", "AU") and _is_western_australia(before):
        return "state", "AU|08"
    if code in state_codes() and iso in ("", "US"):
        if countries().get(fold(before[-1]).rsplit(" ", 1)[-1]) == "US":
            return "state", f"US|{code}"
        if code not in country_names() or _has_city(before, ("US", code)) or iso == "US":
            return "state", f"US|{code}"
        if not _names_country(before) and not _has_city(before, (code, "")):
            return "state", f"US|{code}"
    if code in country_names() and not iso and code == tail:
        return "country", code
    return None


def _names_country(parts: Sequence[str]) -> bool:
    return any(fold(_bare(part)) in countries() for part in parts)


def _is_western_australia(before: Sequence[str]) -> bool:
    return _has_city(before, ("AU", "08")) and not _has_city(before, ("US", "WA"))


def _city(where: _Where) -> City | None:
    """The city: a part of its own, words at an edge of a part, or in the institution's name.

    The name is asked only if nothing after it could be a town that is not known here.
    """
    hint = "" if where.iso else _american_state(where.parts)
    for part in reversed(where.parts):
        if hint and (found := _city_in(part, "US", hint)):
            return found
        found = _city_in(part, where.iso, where.state)
        if found and (
            where.iso or ((found.iso == "US" or not hint) and _dominates(found, _bare(part)))
        ):
            return found
    for part in reversed(where.parts):
        if _is_organisation(part):
            found = _city_in_name(part, where.iso, where.state)
            if found:
                return found
        elif _bare(part) and not any(c.isdigit() for c in part):
            return None
    return None


def _american_state(parts: Sequence[str]) -> str:
    """The state of the USA that an institution is named for: 'University of Alabama'."""
    for part in parts:
        words = part.split()
        for start in range(len(words)) if _is_organisation(part) else ():
            for end in (start + 2, start + 1):
                iso, code = states().get(fold(" ".join(words[start:end])), ("", ""))
                if iso == "US" and fold(words[start]) not in ("washington", "georgia"):
                    return code
    return ""


def without_email(text: str) -> str:
    """Return an affiliation as it can be shown: without e-mails and what announces them."""
    bare = _EMAIL.sub(" ", plain(text))
    return " ".join(_NOISE.sub(" ", bare).split()).strip(" ;,:.") if bare != plain(text) else bare


def _city_state(iso: str) -> City | None:
    """Hong Kong and the like, which are their own city."""
    return find_city(country_names()[iso], iso) if iso in CITY_STATES else None


def _dominates(city: City, name: str) -> bool:
    """Tell whether the city is so much larger than others of the name that it must be meant."""
    others = [other for other in cities().get(fold(name), (city,)) if other.iso != city.iso]
    return city.population >= LARGE and all(
        city.population >= DOMINANT * other.population for other in others
    )


def _city_in(part: str, iso: str, state: str) -> City | None:
    """The city that a part is, or that stands at its end or start where it is no institution."""
    bare = _without_region(_bare(part))
    whole = _whole_city(bare, iso, state) if bare else None
    if whole:
        return whole
    streets = list(_STREET.finditer(bare))
    if streets and (iso or state):
        return find_city(bare[streets[-1].end() :].strip(" .,"), iso, state)
    if streets or _is_organisation(bare):
        return None
    words = bare.split()
    for length in range(min(3, len(words) - 1), 0, -1):
        for tail in (" ".join(words[-length:]), " ".join(words[:length])):
            found = find_city(tail, iso, state) if len(tail) > 3 else None
            if found and found.population >= SMALL_TOWN and tail[0].isupper():
                return found
    return None


def _without_region(bare: str) -> str:
    """'Zhengzhou University Zhengzhou Henan Province' without the province."""
    words = bare.split()
    if len(words) > 1 and fold(words[-1]) in {"province", "prov", "pref", "prefecture", "state"}:
        words.pop()
    for length in (2, 1):
        if len(words) > length and fold(" ".join(words[-length:])) in regions():
            return " ".join(words[:-length])
    return bare


def _whole_city(name: str, iso: str, state: str) -> City | None:
    found = find_city(name, iso, state)
    shorter = _TOWN_SUFFIX.sub("", name)
    return found or (find_city(shorter, iso, state) if shorter != name and iso else None)


def _town(where: _Where) -> str:
    """A town too small for GeoNames' list: the part of its own before region and country."""
    parts = [part for part in where.parts if fold(_bare(part)) not in regions()]
    town = _bare(parts[-1]) if where.iso and len(parts) > 1 else ""
    words = town.split()
    is_name = 0 < len(words) <= MOST_WORDS and all(_NAME_WORD.fullmatch(word) for word in words)
    if not is_name or words[0].isupper() or _is_organisation(town) or _STREET.search(town):
        return ""
    folded = fold(town)
    return "" if _REGION.search(town) or folded in states() or folded in countries() else town


def _city_in_name(part: str, iso: str, state: str) -> City | None:
    """A city at the end or the start of an institution's name: 'University of Leeds'."""
    words = _without_region(_bare(part)).split()
    named_for = {"of", "de", "di", "at", "for", "the", "and"}
    for tail in _edges(words):
        found = find_city(tail, iso, state)
        before = words[: -len(tail.split())]
        added = " ".join(words).endswith(tail) and before[-1:] and before[-1] not in named_for
        least = 0 if state else LARGE if not iso else SMALL_TOWN if added else LARGE / 2
        if found is None or found.population < least:
            continue
        if fold(tail) in states() and not state:
            continue
        if iso or _dominates(found, tail):
            return found
    return None


def _edges(words: Sequence[str]) -> Iterator[str]:
    """Runs of words at the end, then at the start, the longer first."""
    yield from _ends(words)
    for length in (3, 2, 1):
        if len(words) > length and len(words[0]) > 4:
            yield " ".join(words[:length])


def _ends(words: Sequence[str]) -> Iterator[str]:
    for length in (3, 2, 1):
        if len(words) > length:
            yield " ".join(words[-length:])


def _is_organisation(part: str) -> bool:
    return any(kind.search(part) for kind in (_UNIVERSITY, _HOSPITAL, _INSTITUTE, _DEPARTMENT))


def _without_department(name: str) -> str:
    """'Department of Physics University of Leeds' without its first words."""
    found = _UNIVERSITY_OF.search(name)
    return found.group(0) if found and _DEPARTMENT.search(name) else name


def _institution(parts: Sequence[str]) -> tuple[str, str]:
    """The institution and the department: the part that names the largest body, and the first."""
    kinds: tuple[tuple[re.Pattern[str], bool], ...] = (
        (_UNIVERSITY, False),
        (_HOSPITAL, False),
        (_INSTITUTE, False),
        (_UNIVERSITY, True),
        (_HOSPITAL, True),
    )
    institution = ""
    for kind, departments_too in kinds:
        for part in parts:
            if kind.search(part) and (departments_too or not _DEPARTMENT.search(part)):
                institution = part
                break
        if institution:
            break
    if not institution:
        institution = next((part for part in parts if not _DEPARTMENT.search(part)), "")
    department = next((part for part in parts if _DEPARTMENT.search(part)), "")
    institution = _without_department(_bare(institution) or institution)
    return institution, "" if department == institution else department
