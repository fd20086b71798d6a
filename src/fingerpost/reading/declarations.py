"""What a paper declares under headings of its own: funding, conflicts, data, code, limitations."""

from __future__ import annotations

import re
from collections.abc import Callable

from fingerpost.reading.model import Appraisal, Finding
from fingerpost.reading.whole import Stretch, Whole, sentences_of
from fingerpost.records import Span
from fingerpost.sources.full_text import PartKind

_LONGEST = 240
_SHORTEST = 4
_NO_FUNDING = re.compile(
    r"\bno (?:\w+ ){0,3}(?:funding|grants?|support|sponsor\w*|sources?)\b|\bnot? (?:\w+ )?funded\b|"
    r"\bunfunded\b|\b(?:did|has|have) not received? (?:any )?(?:\w+ ){0,4}(?:funding|grants?|"
    r"support)\b|\bwithout (?:\w+ )?funding\b|^\W*(?:none|nil|not applicable|n/a)\b",
    re.IGNORECASE,
)
_SOME_FUNDING = re.compile(
    r"\bfunded by\b|\b(?:was|were|is|are|been) (?:\w+ )?supported (?:in part )?by\b|\bgrants?\b|"
    r"\bsupported by (?:a |the )?(?:\w+ ){0,3}(?:award|fellowship)\b|\bfellowship\b|"
    r"\bfunding from\b",
    re.IGNORECASE,
)
_NO_CONFLICTS = re.compile(
    r"\bno (?:\w+ ){0,4}(?:conflicts?|competing|interests?|disclosures?|relationships?)\b|"
    r"\bnothing to (?:disclose|declare|report)\b|\bnone (?:declared|to declare|reported|of the)\b|"
    r"\b(?:do|does|did|have) not (?:have )?(?:any )?(?:\w+ ){0,3}(?:conflicts?|competing)\b|"
    r"^\W*(?:(?:conflicts? of interests?|competing interests?|disclosures?)\W*)?(?:none|nil)\b",
    re.IGNORECASE,
)
_INTERESTS = re.compile(
    r"\b(?:conflicts? of interests?|competing (?:financial )?interests?)\b", re.IGNORECASE
)
_BUT = re.compile(
    r"\b(?:other authors|remaining authors|all other|except|employees? of|consult(?:ant|ing)|"
    r"honorari|stock|shares? (?:in|of)|personal fees|patents?|advisory board|speaker)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:up)?on (?:reasonable |written |formal )?request\b|"
    r"\bfrom the (?:corresponding )?authors?\b|"
    r"\bcontact(?:ing)? the (?:corresponding )?author\b|\bby (?:application|applying) to\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"https?:|www\.|\bdoi\b|\bgithub|\bgitlab|\bzenodo|\bfigshare|\bdryad|\bphysionet|\bosf\b|"
    r"\b(?:publicly|freely|openly) (?:available|accessible|shared)\b|\bpublic(?:ly)? repositor|"
    r"\bwithin the (?:paper|article|manuscript)\b|\bin (?:this|the) (?:published )?(?:article|"
    r"paper)\b|"
    r"\bincluded in (?:this|the)\b|\bsupporting information\b|\baccession\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:not|cannot|can not|unable|never)\b[^.]{0,40}\b(?:available|shared?|public\w*|deposit\w*|"
    r"disclosed?)\b|\bno (?:new )?(?:data|datasets?)\b|\bnot applicable\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:codes?|software|scripts?|implementation|trained models?)\b", re.IGNORECASE
)
_DATA = re.compile(r"\b(?:data|data ?sets?|images|records|materials?)\b", re.IGNORECASE)


def read_declarations(whole: Whole) -> Appraisal:
    """Return what stands under headings that declare it; everything else is not stated."""
    return Appraisal(
        paper_id=whole.paper.id,
        funding=_first(whole, PartKind.FUNDING, _funding) or _thanked(whole),
        conflicts=_first(whole, PartKind.CONFLICTS, _conflicts) or _noted(whole),
        limitations=_first(whole, PartKind.LIMITATIONS, _limitations) or Finding(),
        data_available=_first(whole, PartKind.AVAILABILITY, _data) or Finding(),
        code_available=_first(whole, PartKind.AVAILABILITY, _code) or Finding(),
    )


def _first(whole: Whole, kind: PartKind, read: Callable[[Stretch], Finding]) -> Finding | None:
    found = (read(stretch) for stretch in whole.of((kind,)) if stretch.part.text)
    return next((one for one in found if one.evidence), None)


def _thanked(whole: Whole) -> Finding:
    """Who paid, where the paper tells it among its thanks or in a note."""
    for stretch in whole.of((PartKind.ACKNOWLEDGEMENTS, PartKind.FOOTNOTES)):
        if told := _SOME_FUNDING.search(stretch.part.text):
            return Finding("stated", (_sentence(stretch, told.start()),), 0.85)
    return Finding()


def _noted(whole: Whole) -> Finding:
    """Conflicts of interest, where a note names them."""
    for stretch in whole.of((PartKind.FOOTNOTES, PartKind.ACKNOWLEDGEMENTS, PartKind.AUTHORS)):
        if _INTERESTS.search(stretch.part.text):
            return _conflicts(stretch)
    return Finding()


def _funding(stretch: Stretch) -> Finding:
    text = stretch.part.text
    none = _NO_FUNDING.search(text)
    if none and not _SOME_FUNDING.search(f"{text[: none.start()]} … {text[none.end() :]}"):
        return Finding("none", (_sentence(stretch, none.start()),), 0.95)
    return Finding("stated", (_sentence(stretch, 0),), 0.95)


def _conflicts(stretch: Stretch) -> Finding:
    none = _NO_CONFLICTS.search(stretch.part.text)
    told = _BUT.search(stretch.part.text)
    if none and not told:
        return Finding("none", (_sentence(stretch, none.start()),), 0.95)
    return Finding("stated", (_sentence(stretch, told.start() if told else 0),), 0.9)


def _limitations(stretch: Stretch) -> Finding:
    return Finding("stated", (_sentence(stretch, 0),), 0.95)


def _data(stretch: Stretch) -> Finding:
    return _available(stretch, _DATA)


def _code(stretch: Stretch) -> Finding:
    found = _available(stretch, _CODE)
    # The field says whether code may be had, not on what terms.
    return Finding("yes", found.evidence, found.confidence) if found.evidence else found


def _available(stretch: Stretch, what: re.Pattern[str]) -> Finding:
    """The first sentence that says how such things may be had; one that denies it counts not."""
    for sentence in sentences_of(stretch):
        text = stretch.part.text[sentence.start - stretch.start : sentence.end - stretch.start]
        if not what.search(text) or _CLOSED.search(text):
            continue
        asked, is_open = _REQUEST.search(text), _OPEN.search(text)
        if asked or is_open:
            value = "on_request" if asked and not is_open else "yes"
            return Finding(value, (_sentence(stretch, sentence.start - stretch.start),), 0.9)
    return Finding()


def _sentence(stretch: Stretch, place: int) -> Span:
    """The sentence of a part at a place, as far as a quote may reach."""
    at = stretch.start + place
    around = [one for one in sentences_of(stretch) if at < one.end]
    if not around:
        return Span(stretch.part.text, stretch.start, stretch.end)
    start, end = around[0].start, around[0].end
    if end - start < _SHORTEST and len(around) > 1:
        # A name's initial looks like the end of a sentence.
        end = around[1].end
    begin = start - stretch.start
    quote = stretch.part.text[begin : begin + min(end - start, _LONGEST)].rstrip()
    return Span(quote, start, start + len(quote))
