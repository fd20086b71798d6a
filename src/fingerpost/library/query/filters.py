"""PubMed's filters by name: what each means here, or a sentence that it is not kept."""

from __future__ import annotations

import re
from datetime import date

from fingerpost.library.query.languages import is_language, language_code
from fingerpost.library.query.model import Everything, Fact, Node, Term, any_of, none_of
from fingerpost.library.query.relative import days_before

HAS_ABSTRACT = Fact("has", "abstract")
BARE = {"hasabstract": HAS_ABSTRACT}
"""Filters that PubMed knows without a tag."""

_HEADINGS = {
    "humans": "Humans", "human": "Humans", "female": "Female", "male": "Male",
    "newborn": "Infant, Newborn", "infant": "Infant", "preschoolchild": "Child, Preschool",
    "child": "Child", "adolescent": "Adolescent", "youngadult": "Young Adult", "adult": "Adult",
    "middleage": "Middle Aged", "middleaged": "Middle Aged", "80andover": "Aged, 80 and over",
}  # fmt: skip
_GROUPS = {
    "allinfant": ("Infant", "Infant, Newborn"),
    "allchild": ("Infant", "Infant, Newborn", "Child", "Child, Preschool", "Adolescent"),
    "alladult": ("Adult", "Young Adult", "Middle Aged", "Aged", "Aged, 80 and over"),
    "middleagedaged": ("Middle Aged", "Aged", "Aged, 80 and over"),
    "aged": ("Aged", "Aged, 80 and over"),
} | {key: (heading,) for key, heading in _HEADINGS.items()}
_TYPES = {
    re.sub(r"[^\w]", "", name.lower()): name
    for name in (
        "Address", "Autobiography", "Bibliography", "Biography", "Case Reports",
        "Classical Article", "Clinical Conference", "Clinical Study", "Clinical Trial",
        "Clinical Trial Protocol", "Clinical Trial, Phase I", "Clinical Trial, Phase II",
        "Clinical Trial, Phase III", "Clinical Trial, Phase IV", "Comment", "Comparative Study",
        "Congress", "Consensus Development Conference", "Controlled Clinical Trial", "Dataset",
        "Editorial", "English Abstract", "Equivalence Trial", "Evaluation Study",
        "Expression of Concern", "Guideline", "Historical Article", "Interview",
        "Introductory Journal Article", "Journal Article", "Lecture", "Letter", "Meta-Analysis",
        "Multicenter Study", "News", "Newspaper Article", "Observational Study",
        "Patient Education Handout", "Personal Narrative", "Practice Guideline",
        "Pragmatic Clinical Trial", "Preprint", "Published Erratum",
        "Randomized Controlled Trial", "Retracted Publication", "Retraction of Publication",
        "Review", "Scoping Review", "Technical Report", "Twin Study", "Validation Study",
        "Video-Audio Media", "Webcast",
    )
}  # fmt: skip
_RELATIVE = re.compile(r"y_(\d{1,3})")


def filter_named(name: str, today: date) -> Node | str:
    """Return what a filter asks for, or the sentence that says why it cannot be asked here."""
    key = re.sub(r"[^\w]", "", name.lower())
    if key == "all":
        return Everything()
    if key in ("hasabstract", "fha"):
        return HAS_ABSTRACT
    if key in _GROUPS:
        return any_of(Fact("mesh_only", heading) for heading in _GROUPS[key])
    if key in _TYPES:
        return Term("type", _TYPES[key], exact=True)
    if key == "excludepreprints":
        return none_of(Term("type", "Preprint", exact=True))
    if found := _RELATIVE.fullmatch(key):
        return days_before(today, int(found.group(1)), "year")
    if is_language(key):
        return Term("lang", language_code(key), exact=True)
    return _why_not(" ".join(name.split()), key)


def _why_not(shown: str, key: str) -> str:
    said = f"PubMed's filter '{shown}' is not kept here"
    if key.startswith("systematic"):
        return f'{said}; write "systematic review"[pt] OR "systematic review"[ti]'
    if "text" in key or key in ("fft", "ffrft", "pubmedpmc", "pmcopenaccess"):
        return f"{said}: the library does not know what can be read in full, or free of charge"
    if key in ("medline", "publisher", "inprocess", "pubmednotmedline"):
        return f"{said}: the library does not keep where a record stands in NLM's work"
    return f"{said}; use words, headings ([mh]), types ([pt]), languages ([la]) or years ([dp])"
