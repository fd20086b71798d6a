"""What other tools say of a record, read without our readers, beside what we read.

Every function returns the fields that a paper and an expected item share, in one form: titles,
journals and abstracts without markup and in lower case, since reference managers recase them;
names as 'family|given|suffix', or the group; keywords sorted.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fingerpost.records import Paper

Told = dict[str, Any]
_TAG = re.compile(r"</?(?:i|b|sub|sup|span|sc|pre|em|script|a)\b[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"</?p>|<br ?/?>", re.IGNORECASE)
_LANGUAGES = {
    "english": "eng", "en": "eng", "german": "ger", "de": "ger", "french": "fre", "spanish": "spa",
    "portuguese": "por", "hebrew": "heb", "dutch": "dut", "russian": "rus", "italian": "ita",
    "en-gb": "eng", "en-us": "eng",
}  # fmt: skip


def plain(text: object) -> str:
    """Text for comparing: one line, no tags, no entities, lower case, plain signs."""
    bare = str(text or "")
    for _ in range(3):  # Some mark-up is escaped twice.
        bare = html.unescape(_TAG.sub("", _BREAK.sub(" ", bare)))
    bare = unicodedata.normalize("NFKC", bare).replace("\u00ad", "")
    bare = bare.translate(str.maketrans("’‘“”‐‑–—−ˆ", "''\"\"-----^"))
    return " ".join(bare.split()).casefold()


def prose(text: object) -> str:
    """An abstract for comparing: as `plain`, without the signs that stand behind labels.

    'OBJECTIVE. To count' and 'OBJECTIVE To count' are cut into parts and shown with a colon.
    """
    bare = plain(text).replace("unlabelled:", " ")
    return " ".join(re.sub(r"[:.—]\s", " ", bare).split())


def pages(text: object) -> str:
    """Pages with a plain hyphen and without spaces round it."""
    return re.sub(r"\s*[-–—]+\s*", "-", str(text or "")).strip()


def of_paper(paper: Paper) -> Told:
    """The fields of a paper of ours."""
    return {
        "title": plain(paper.title),
        "authors": [name(a.collective, a.family, a.given, a.suffix) for a in paper.authors],
        "journal": plain(paper.journal),
        "date": paper.date,
        "volume": paper.volume,
        "issue": paper.issue,
        "pages": pages(paper.pages),
        "doi": paper.doi,
        "pmid": paper.pmid,
        "abstract": prose(paper.abstract),
        "keywords": sorted(map(plain, paper.keywords)),
        "language": ",".join(paper.languages),
        "url": paper.url,
    }


def name(group: str, family: str, given: str = "", suffix: str = "") -> str:
    """A name for comparing; a name of one word is the same as a group's."""
    parts = [part for part in (family, given, suffix) if part]
    return plain("|".join(parts) if len(parts) > 1 else group or "".join(parts))


def of_zotero(item: Mapping[str, Any]) -> Told:
    """The fields of an item of Zotero's own JSON, as Better BibTeX expects them from BibTeX."""
    people = item.get("creators", [])
    for role in ("author", "director", "inventor", "programmer", "presenter", "editor"):
        if any(one["creatorType"] == role for one in people):
            people = [one for one in people if one["creatorType"] == role]
            break
    else:
        people = []
    note = "\n".join(item["extra"]) if isinstance(item.get("extra"), list) else ""
    journal = item.get("publicationTitle") or item.get("proceedingsTitle")
    return {
        "title": plain(item.get("title")),
        "authors": [
            name(one.get("name", ""), one.get("lastName", ""), one.get("firstName", ""))
            for one in people
        ],
        "journal": plain(journal or item.get("bookTitle")),
        "date": item.get("date", ""),
        "volume": item.get("volume", ""),
        "issue": item.get("issue", ""),
        "pages": pages(item.get("pages")),
        "doi": item.get("DOI", "").lower().removeprefix("http://dx.doi.org/"),
        "pmid": (re.findall(r"PMID: (\d+)", note) or [""])[0],
        "abstract": prose(item.get("abstractNote")),
        "keywords": sorted(
            plain(tag["tag"] if isinstance(tag, dict) else tag) for tag in item.get("tags", [])
        ),
        "language": language(item.get("language", "")),
        "url": item.get("url", ""),
    }


def of_csl(item: Mapping[str, Any]) -> Told:
    """The fields of an item of CSL-JSON."""
    people = item.get("author") or item.get("editor") or []
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return {
        "title": plain(item.get("title")),
        "authors": [_csl_name(one) for one in people],
        "journal": plain(item.get("container-title")),
        "date": "-".join(f"{int(part):02d}" for part in parts[0] if part is not None),
        "volume": str(item.get("volume", "")),
        "issue": str(item.get("issue", "")),
        "pages": pages(item.get("page")),
        "doi": item.get("DOI", "").lower(),
        "pmid": str(item.get("PMID", "")),
        "abstract": prose(item.get("abstract")),
        "keywords": sorted(filter(None, map(plain, item.get("keyword", "").split(",")))),
        "language": language(item.get("language", "")),
        "url": item.get("URL", ""),
    }


def _csl_name(one: Mapping[str, str]) -> str:
    keys = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(one[key] for key in keys if one.get(key))
    return name(one.get("literal", ""), family, one.get("given", ""), one.get("suffix", ""))


def language(stated: str) -> str:
    """MEDLINE's code of a language by its name or code; else what is stated, in lower case."""
    return _LANGUAGES.get(stated.casefold(), stated.casefold())


@dataclass
class Score:
    """Fields compared and equal, by name; and every difference that no exception explains."""

    compared: Counter[str] = field(default_factory=Counter)
    equal: Counter[str] = field(default_factory=Counter)
    excepted: Counter[str] = field(default_factory=Counter)
    unexplained: list[tuple[str, str, str, Any, Any]] = field(default_factory=list)
    used: set[tuple[str, str, str]] = field(default_factory=set)

    def compare(
        self,
        place: tuple[str, str],
        expected: Told,
        found: Told,
        reasons: Mapping[tuple[str, str, str], str],
        is_fine: Callable[[str, Any, Any], bool] = lambda *_: False,
    ) -> None:
        """Count the fields of one record; a field that is empty on both sides is none."""
        for key, value in expected.items():
            if not value and not found[key]:
                continue
            self.compared[key] += 1
            entry = (*place, key)
            whole = (*place, "*")
            if value == found[key]:
                self.equal[key] += 1
            elif entry in reasons or whole in reasons:
                self.excepted[key] += 1
                self.used.add(entry if entry in reasons else whole)
            elif is_fine(key, value, found[key]):
                self.excepted[key] += 1
            else:
                self.unexplained.append((*entry, value, found[key]))

    @property
    def sentence(self) -> str:
        """The figures in a line, for the report of a failing test."""
        return ", ".join(
            f"{key} {self.equal[key]}+{self.excepted[key]}/{self.compared[key]}"
            for key in self.compared
        )


def entry_keys(text: str) -> list[str]:
    """The citation keys of the entries of BibTeX, found without a parser."""
    found: Iterable[str] = re.findall(
        r"(?mi)^\s*@\s*(?!(?:string|comment|preamble|xdata|set)\b)\w+\s*[({]\s*([^,\s]*)", text
    )
    return list(found)
