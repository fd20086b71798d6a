"""Which words of a person's specialty and question tell one paper from another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from fingerpost.intake.asking import names_no_field
from fingerpost.intake.general_words import GENERAL
from fingerpost.text import fold

_EVERYWHERE = """
able aged algorithm algorithms artificial available blood care clinic clinical clinician clinicians
data decision decisions deep department departments detection different disease diseases doctor
doctors earlier early general health healthcare home hospital hospitals intelligence intensive
large learning level machine medical medicine method methods model models network networks neural
nurse nurses outcome outcomes pharmacist practice prediction rate research risk science specialist
specialty system systems test tests time tool trainee training treat treatment ward wards
"""
# What any illness or ward has, beside the words that asking for papers leaves out: alone they tell
# nobody's field ('acute', 'kidney injury' is found by 'kidney').
_ANY_ILLNESS = """
adult adults alone busy cause causes course deteriorate deteriorated deteriorates deteriorating
deterioration drop drops flag flags injured injuries injury live lives living mild miss missed
patient patients rise rises rising severe shift shifts sick sign signs sudden vital worsen
worsening worsens
"""
# Common words that make a phrase with a telling one: blood pressure, emergency department.
_NOUNS = frozenset(("blood", "department", "disease", "diseases", "early", "ward"))
_OF_ANY_FIELD = frozenset(_ANY_ILLNESS.split())
_COMMON = GENERAL | frozenset(_EVERYWHERE.split())
_SPECIALTIES = (
    ("general practice", "general practitioner", "gp", "primary care", "primary health care",
     "family medicine", "family practice", "family physician", "family doctor"),
    ("emergency medicine", "emergency department", "emergency care", "emergency room",
     "accident and emergency", "casualty"),
    ("intensive care", "critical care", "icu"),
    ("anaesthesia", "anaesthetics", "anaesthesiology", "anaesthetist", "perioperative medicine"),
    ("paediatrics", "child health"),
    ("neonatology", "neonatal medicine", "neonatal intensive care"),
    ("obstetrics", "maternity care", "midwifery"),
    ("geriatrics", "geriatric medicine", "care of the elderly", "elderly care"),
    ("respiratory medicine", "pulmonology", "pulmonary medicine", "chest medicine"),
    ("renal medicine", "nephrology"),
    ("ophthalmology", "eye care", "eye clinic"),
    ("psychiatry", "mental health"),
    ("palliative care", "palliative medicine", "hospice", "end of life care"),
    ("infectious diseases", "infectious disease", "infectiology"),
    ("sexual health", "genitourinary medicine"),
    ("oncology", "cancer care"),
    ("pharmacy", "pharmacist", "pharmaceutical care", "medicines management"),
    ("dentistry", "dental medicine"),
)  # fmt: skip
"""What a specialty is called in Britain, in America and in titles; our own list."""
_LONG = 9
_STEM = 8


def content_words(*texts: str) -> tuple[str, ...]:
    """Return the telling words of the texts, folded, sorted, each once.

    Words of fewer than four letters and words that any paper in the field may have are left out.
    """
    words = {word for text in texts for word in fold(text).split()}
    return tuple(sorted(w for w in words if len(w) >= 4 and w not in _COMMON and not w.isdigit()))


def content_pairs(text: str) -> tuple[str, ...]:
    """Return neighbouring words of which one is a content word and none is grammar, in order.

    'Chest pain in the emergency department' gives 'chest pain' and 'emergency department'.
    """
    words = fold(text).split()
    telling = set(content_words(text))
    return tuple(
        dict.fromkeys(
            f"{one} {other}"
            for one, other in pairwise(words)
            if (one in telling and (other in telling or other in _NOUNS))
            or (other in telling and one in _NOUNS)
        )
    )


def personal_terms(specialty: str, question: str) -> tuple[str, ...]:
    """Return what tells a person's papers: the question's words and the specialty, sorted.

    A specialty that either of them names goes by its other names too. One of several words counts
    as a phrase ('intensive care') and by its long words alone; a short one of them ('acute') would
    be found everywhere. So would words of the question that name no field.
    """
    phrase = fold(specialty)
    several = " " in phrase
    own = {w for w in content_words(specialty) if not several or len(w) >= _STEM}
    said = f"{specialty} . {question}"
    others = {name for names in _SPECIALTIES if matched(names, said) for name in names}
    asked = {w for w in content_words(question) if not _tells_no_field(w)}
    return tuple(sorted({*asked, *own, *others, *([phrase] if several else [])}))


def _tells_no_field(word: str) -> bool:
    return word in _OF_ANY_FIELD or names_no_field(word)


def matched(terms: Iterable[str], text: str) -> tuple[str, ...]:
    """Return those of the words and phrases that a text has, in their order.

    A plural is the same word, and so is the American spelling; long words are the same when
    their first eight letters are (cardiology, cardiologist).
    """
    stems = [_stem(word) for word in fold(text).split()]
    joined = f" {' '.join(stems)} "
    return tuple(t for t in terms if f" {' '.join(map(_stem, t.split()))} " in joined)


def _stem(word: str) -> str:
    word = word.replace("ae", "e").replace("oe", "e").replace("our", "or")
    if len(word) >= _LONG:
        return word[:_STEM]
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("is") else word
